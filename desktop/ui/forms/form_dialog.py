"""A record in a dialog: the inputs come from its fields, the saving from the caller.

The fields lay it out themselves (`Layout`), or, where the layout says something, a Designer file does: in
``forms/<name>.ui`` an input's objectName is its field's key and a label's buddy is its input; the label's text is
replaced by the field's title. A widget ``<key>_error`` (QLabel) may stand where the field's error is to be shown; without
one it is put below the input. See `FormLoader` for the widgets a form may promote to.

Why it is long: what is filled in, read, refused beside its input, saved and kept through a crash is one dialog's promise.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QSize, Qt, QTimer, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import UserError
from desktop.rules.fields import Field
from desktop.ui.forms import form_inputs
from desktop.ui.forms.choice_search import Search
from desktop.ui.forms.error_labels import ErrorLabels
from desktop.ui.forms.form_builder import build_form
from desktop.ui.forms.form_inputs import Chosen
from desktop.ui.forms.form_loader import SCROLL_ROOM, load_form
from desktop.ui.forms.layout import Layout
from desktop.ui.forms.long_text import LongText
from desktop.ui.forms.unsaved import Part, Unsaved
from desktop.ui.kit import messages
from desktop.ui.kit.composition import settle
from desktop.ui.kit.dialog import ENTER, Dialog
from desktop.ui.kit.small import label, scrolled, with_keys
from desktop.ui.kit.theme import colours

Save = Callable[[dict[str, Any]], object]


def no_choices(_key: str) -> Sequence[tuple[int, str]]:
    """For forms without links to other records."""
    return ()


class FormDialog(Dialog):
    """``FormDialog(parent, "위원 추가", "member", MEMBER_FIELDS, values, save).exec()``.

    ``form`` names a Designer file, or tells how the fields are laid out.

    ``values`` by field key fill the inputs once. On 저장 every input is read by `rules.fields.parse`; then
    ``save(values)`` gets all fields of the form that have an input: plain values, tuples of ids for a CheckList.
    A UserError from reading or saving is shown beside the input it names (``error.others`` may hold more of them), or
    above the buttons when it names none; the first wrong input gets the focus and the dialog stays as it is.
    ``choices(key)`` gives ids and texts for LINK inputs; where they are only the first of too many, ``searches[key]``
    finds those that fit what is typed. Inputs of ``fixed`` keys are only looked at. ``verb`` stands on the button where 저장
    does not say it; ``final`` above it, why there is no way back where there is none. What is typed survives a crash
    (`Unsaved`), unless it is not to be ``kept``, but for the inputs ``never_kept``; what a dialog holds besides its inputs it
    adds by `keep_too`.
    ``result_value`` is what ``save`` returned.
    """

    never_kept: ClassVar[frozenset[str]] = frozenset()

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        form: str | Path | Layout,
        fields: Sequence[Field],
        values: Mapping[str, Chosen],
        save: Save,
        *,
        choices: Callable[[str], Sequence[tuple[int, str]]] = no_choices,
        searches: Mapping[str, Search] | None = None,
        today: dt.date | None = None,
        read_only: bool = False,
        fixed: Collection[str] = (),
        verb: str = "",
        final: str = "",
        kept: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._save = save
        self._today = today or dt.datetime.now().astimezone().date()
        self.result_value: Any = None
        self.form = build_form(fields, form, self) if isinstance(form, Layout) else load_form(form, self)
        self._fields = {f.key: f for f in fields if self.form.findChild(QWidget, f.key) is not None}
        self._inputs = {key: self.input(key) for key in self._fields}
        self._errors = ErrorLabels(self.form, self._inputs)
        lasting = {key: each for key, each in self._inputs.items() if key not in self.never_kept}
        self._unsaved = Unsaved(self, self._fields, lasting) if kept and not read_only else None
        self._name_labels()
        for key, field in self._fields.items():
            form_inputs.prepare(self._inputs[key], field, choices, (searches or {}).get(key))
            form_inputs.fill(self._inputs[key], field, values.get(key))
            form_inputs.on_change(self._inputs[key], lambda *_, key=key: self._errors.clear(key))
            if isinstance(text := self._inputs[key], LongText):
                text.dropped.connect(lambda sentence, key=key: self.remark(key, sentence))
            if self._unsaved is not None:
                form_inputs.on_change(self._inputs[key], self._unsaved.touch)
            self._inputs[key].setEnabled(key not in fixed)
        self._buttons = QDialogButtonBox(self)
        self._lay_out(read_only=read_only, verb=verb or self.tr("저장"), final=final)
        self._first = self._standing()
        self._begin()

    def input(self, key: str) -> QWidget:
        """The input of the field ``key``, for what a single form does beyond the ordinary."""
        widget = self.form.findChild(QWidget, key)
        assert isinstance(widget, QWidget), key
        return widget

    def keep_too(self, part: Part, changed: SignalInstance) -> None:
        """Lets ``part`` survive a crash with the inputs; ``changed`` tells of every change of it."""
        if self._unsaved is not None:
            self._unsaved.add(part)
            changed.connect(self._unsaved.touch)

    @property
    def changed(self) -> bool:
        """Whether anything stands differently from when the dialog opened."""
        return self._standing() != self._first

    def accept(self) -> None:
        if self.save():
            super().accept()

    def save(self) -> bool:
        """Save what stands in it and stay open; what is refused is told beside its input. Whether it was saved."""
        settle(self)
        self._errors.clear_all()
        values, wrong = self._read()
        if not wrong:
            try:
                self.result_value = self._save(values)
            except UserError as error:
                wrong = [error, *getattr(error, "others", ())]
        if wrong:
            self._show(wrong)
        return not wrong

    def begin_anew(self, title: str, opener: Mapping[str, Any]) -> None:
        """What stands in it is saved: from here on it is the dialog of the record that ``opener`` opens."""
        self.setWindowTitle(title)
        self._first = self._standing()
        if self._unsaved is not None:
            self._unsaved.begin_anew(opener)

    def reject(self) -> None:
        if not self.changed or messages.ask(
            self, self.tr("적은 내용을 버리고 닫을까요?"), self.tr("버리고 닫기"), no=self.tr("계속 쓰기")
        ):
            super().reject()

    def done(self, result: int) -> None:
        """However it ends, nothing is left unsaved in it."""
        if self._unsaved is not None:
            self._unsaved.end()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves, in a text of several lines and on a button Ctrl+Enter; Ctrl+S everywhere."""
        save = self._buttons.button(QDialogButtonBox.StandardButton.Save)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        has_its_own = isinstance(QApplication.focusWidget(), (QPlainTextEdit, QPushButton))
        ending = event.key() in ENTER and (control or not has_its_own)
        if save and not save.isHidden() and (ending or event.matches(QKeySequence.StandardKey.Save)):
            save.click()
        else:
            super().keyPressEvent(event)

    # Within

    def _read(self) -> tuple[dict[str, Any], list[UserError]]:
        values: dict[str, Any] = {}
        wrong = []
        for key, field in self._fields.items():
            try:
                values[key] = form_inputs.read(self._inputs[key], field, self._today)
                if field.required and values[key] in (None, ()):
                    raise UserError(self.tr("꼭 필요한 항목입니다. 적거나 골라 주세요."), key)
            except UserError as error:
                wrong.append(error)
        return values, wrong

    def _show(self, wrong: list[UserError]) -> None:
        shown = [error for error in wrong if error.field in self._inputs]
        self._general.setText("\n".join(error.message for error in wrong if error not in shown))
        self._general.setVisible(len(shown) < len(wrong))
        for error in shown:
            assert error.field is not None
            self._errors.show(error.field, error.message)
        first = next((key for key in self._fields if any(error.field == key for error in shown)), None)
        if first:
            self._inputs[first].setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(
                0, self, lambda: self._bring_into_sight(first)
            )  # once there is room for the reason
        self.make_room()

    def remark(self, key: str, sentence: str) -> None:
        """Says something at the input ``key`` that need not be mended to save; it goes when that is changed."""
        self._errors.show(key, sentence)
        self.make_room()

    def _bring_into_sight(self, key: str) -> None:
        for part in (self._inputs[key], self._errors.label(key)):  # of a tall input the reason comes first
            self._scroll.ensureWidgetVisible(part, 8, 8)

    def make_room(self) -> None:
        """As large as the form with what is told in it, within the screen; never smaller than the person made it."""
        self._scroll.updateGeometry()  # a layout keeps what it heard last
        wanted = self._scroll.sizeHint()
        around = self.sizeHint().height() - wanted.height()
        least = self.size() if self.isVisible() else QSize(480, 0)
        wanted = QSize(wanted.width() + 64, wanted.height() + around + 4)
        if wanted.width() > self.most().width():
            wanted += QSize(0, self._scroll.horizontalScrollBar().sizeHint().height())
        self.resize(wanted.expandedTo(least).boundedTo(self.most()))
        if self.isVisible():
            self.keep_on_screen()

    def put_above(self, part: QWidget) -> None:
        """``part`` stands above the form, in line with the inputs."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, SCROLL_ROOM, 0)
        row.addWidget(part)
        above = self.layout()
        assert isinstance(above, QVBoxLayout)
        above.insertLayout(0, row)
        self.make_room()

    def put_below(self, *parts: QWidget) -> None:
        """Lets ``parts`` follow the form and scroll with it, so that a low screen takes its height from neither."""
        for part in parts:
            self._column.addWidget(part)

    def showEvent(self, event: QShowEvent) -> None:
        """What a single form tells in it as it is filled takes room too, and how much is known only now."""
        super().showEvent(event)
        if self._unsaved is not None:
            self._unsaved.begin()
        self.make_room()

    def _begin(self) -> None:
        """Puts the focus into the first input of the form's own order: a dialog left to itself may choose a button.

        While something required is empty, into the first that is: what is known beforehand is not typed over.
        """
        keys = {widget: key for key, widget in self._inputs.items()}
        inputs: list[QWidget] = []
        widget: QWidget | None = self.form.nextInFocusChain()
        while widget is not None and widget is not self.form:
            if widget in keys and widget.isEnabled():
                inputs.append(widget)
            widget = widget.nextInFocusChain()
        blank = [each for each in inputs if self._first[keys[each]] in (None, "", ())]
        waiting = any(self._fields[keys[each]].required for each in blank)
        for each in (blank if waiting else inputs)[:1]:
            each.setFocus()

    def _standing(self) -> dict[str, object]:
        return {key: form_inputs.raw(self._inputs[key], field) for key, field in self._fields.items()}

    def _name_labels(self) -> None:
        for name in self.form.findChildren(QLabel):
            buddy = name.buddy()
            field = self._fields.get(buddy.objectName()) if buddy else None
            if field:
                name.setTextFormat(Qt.TextFormat.RichText)
                mark = f' <span style="color:{colours().bad}">*</span>' if field.required else ""
                unit = f"({field.unit})" if field.unit and not field.title.endswith(")") else ""
                name.setText(f"{field.title}{unit}{mark}")
                name.setToolTip(
                    self.tr("꼭 필요한 항목입니다. 적거나 골라 주세요.") if field.required else ""
                )

    def _lay_out(self, *, read_only: bool, verb: str, final: str) -> None:
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.form, 1)
        self._scroll = scrolled(whole, sideways=True)
        self._general = label(role="bad", wrap=True)
        self._general.hide()
        if read_only:
            self._buttons.addButton(self.tr("닫기"), QDialogButtonBox.ButtonRole.RejectRole)
            self.form.setEnabled(False)
        else:
            self._buttons.setStandardButtons(
                QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
            )
            save = self._buttons.button(QDialogButtonBox.StandardButton.Save)
            save.setDefault(True)
            save.setText(verb)
            save.setToolTip(with_keys(verb, "Ctrl+S"))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24 - SCROLL_ROOM, 20)
        layout.setSpacing(12)
        layout.addWidget(self._scroll, 1)
        if final:
            layout.addWidget(label(final, "strong", wrap=True))
        layout.addWidget(self._general)
        self._buttons.setContentsMargins(0, 0, SCROLL_ROOM, 0)  # in line with the inputs
        layout.addWidget(self._buttons)
        self.make_room()
