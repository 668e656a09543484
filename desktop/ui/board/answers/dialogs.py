"""Many proposals answered in one dialog, each text to be edited before it is kept; and the templates of answers."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.rules.fields import Field, Kind
from desktop.services.board.answers import answering
from desktop.services.records import choices
from desktop.ui.desk import Desk
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label
from desktop.ui.records.record_list import RecordList

TEMPLATE = Field(
    "template", "답변 서식", Kind.LINK, links_to="answer_templates",
    help="고르면 제안마다 채웁니다. 손으로 쓴 글은 그대로 둡니다.",
)  # fmt: skip
_STATES = tr("서식을 채운 제안: {0}. 글이 상태와 맞는지 살피고, 다르면 고친 뒤 저장해 주세요.")
_BLANK = tr("채울 것이 없어 비운 자리: {0}. 글을 고치거나 그대로 저장해 주세요.")
_WIDE, _BESIDE = 520, 360
"""Pixels an answer is read well in, and those its dialog takes beside it."""


class AnswersDialog(FormDialog):
    """A text for each review; choosing a template fills those that nobody has written in.

    Which states it was filled in for, and which of its places stayed blank, is told; neither stands in the way.
    """

    def __init__(self, desk: Desk, parent: QWidget | None, review_ids: Sequence[int]) -> None:
        self._drafts = answering.drafts(desk.store, review_ids)
        self._desk = desk
        self._filled = dict.fromkeys(review_ids, "")
        offered = choices.of(desk.store, TEMPLATE.links_to, desk.scope)
        super().__init__(
            parent,
            tr("{0}건 답변하기").format(len(self._drafts)),
            ONE_COLUMN,
            (TEMPLATE, *(Field(_key(each.review_id), _title(each), Kind.LONG_TEXT) for each in self._drafts)),
            {_key(each.review_id): each.text for each in self._drafts},
            self._keep,
            choices=lambda _key: offered,
            today=desk.store.today(),
            read_only=desk.store.read_only,
        )
        for each in self._drafts:
            self.text(each.review_id).setMinimumWidth(min(_WIDE, self.most().width() - _BESIDE))
        self.told = label("", "strong", wrap=True)
        self.told.hide()
        self.put_above(self.told)
        template = self.input(TEMPLATE.key)
        assert isinstance(template, QComboBox)
        self._template = template
        template.currentIndexChanged.connect(lambda _place: self._fill())

    def text(self, review_id: int) -> QPlainTextEdit:
        """Where the answer to one review is written."""
        widget = self.input(_key(review_id))
        assert isinstance(widget, QPlainTextEdit)
        return widget

    def _fill(self) -> None:
        template_id = self._template.currentData()
        if template_id is None:
            return
        found = answering.filled(self._desk.store, template_id, [*self._filled])
        states: Counter[str] = Counter()
        for each in self._drafts:
            written, new = self.text(each.review_id), found[each.review_id]
            if written.toPlainText().strip() not in {"", self._filled[each.review_id].strip()}:
                continue
            written.setPlainText(new.text)
            self._filled[each.review_id] = new.text
            states[each.status] += 1
            if new.blank:
                self.remark(
                    _key(each.review_id), _BLANK.format(" ".join(f"{{{place}}}" for place in new.blank))
                )
        counts = " · ".join(f"{status} {count:,}건" for status, count in states.items())
        self.told.setText(_STATES.format(counts))
        self.told.setVisible(bool(counts))
        self.make_room()

    def _keep(self, values: dict[str, Any]) -> object:
        return answering.answer(
            self._desk.store, {each.review_id: values[_key(each.review_id)] or "" for each in self._drafts}
        )


def answer(desk: Desk, parent: QWidget, review_ids: Sequence[int]) -> None:
    """Lets a person answer many reviewed proposals."""
    dialog = AnswersDialog(desk, parent, review_ids)
    dialog.exec()
    dialog.deleteLater()


class TemplatesDialog(Dialog):
    """The templates of answers, added to, changed and deleted."""

    help_page = "reviews"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("답변 서식"))
        self.templates = RecordList(
            desk,
            "answer_templates",
            desk.scope,
            lambda above, row_id: desk.open("answer_templates", above, row_id),
        )
        close = QDialogButtonBox()
        close.addButton(tr("닫기"), QDialogButtonBox.ButtonRole.RejectRole)
        close.rejected.connect(self.reject)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.templates)
        self.lay_out(holder, close)
        self.take_room(480, 360)


def open_templates(desk: Desk, parent: QWidget) -> None:
    """The templates of the office."""
    dialog = TemplatesDialog(desk, parent)
    dialog.exec()
    dialog.deleteLater()


def _title(draft: answering.Draft) -> str:
    return f"{draft.title} ({draft.status})"


def _key(review_id: int) -> str:
    return f"answer_{review_id}"
