"""One record in a dialog, whatever its kind: filled from the data, saved through the one gate."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.errors import UserError
from desktop.queries.list_spec import Scope
from desktop.rules.fields import Kind
from desktop.services.attachments import keeping
from desktop.services.datafile.changes import Changes
from desktop.services.kinds import KINDS
from desktop.services.records import access, choices, records
from desktop.ui.desk import Desk
from desktop.ui.forms.file_input import FileInput
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.records import conflicts
from desktop.ui.records.screen import RecordForm
from desktop.ui.records.status_moves import StatusRow


class RecordDialog(FormDialog):
    """A new record, or the one with ``record_id``; ``result_value`` is the `Changes` it was saved as.

    ``given`` is what is known of a new record beforehand, as the company when an opening is added from its row. What the
    links of one of another cohort or board lead to is offered from there, whatever is in work.
    Where someone else changed meanwhile what is saved, both values are shown and the person says which stands.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        form: RecordForm,
        record_id: int | None = None,
        *,
        scope: Scope | None = None,
        given: Mapping[str, Any] | None = None,
    ) -> None:
        store = desk.store
        self.desk, self.record_form, self.record_id = desk, form, record_id
        self.scope = scope or desk.scope
        if record_id is None:
            self._known = {**form.first(desk, self.scope), **(given or {})}
        else:
            self._known = records.read(store, form.kind, record_id)
            self.scope = scope or records.scope_of(store, form.kind, record_id, desk.scope)
        super().__init__(
            parent,
            self._title(),
            form.form,
            form.fields,
            self._known,
            self._keep,
            choices=self.choices,
            searches={
                each.key: partial(choices.find, store, each.links_to, self.scope)
                for each in form.fields
                if each.links_to in choices.SEARCHED
            },
            today=store.today(),
            read_only=store.read_only,
            fixed=[each.key for each in form.fields if each.fixed and record_id is not None],
        )
        self._show_files()
        if record_id is not None and KINDS[form.kind].flow is not None:
            self.status = StatusRow(desk, form.kind, record_id, self)
            self.status.button.setVisible(not store.read_only)
            self.put_above(self.status)

    def save_first(self) -> int | None:
        """The id of the record as it stands here, saved where that is not yet so; None where it is refused, which is shown.

        The dialog goes on with it.
        """
        if (self.record_id is None or self.changed) and self.save():
            store, kind = self.desk.store, self.record_form.kind
            added = records.added_by(self.result_value, kind)
            self.record_id = self.record_id or added
            assert self.record_id is not None
            self._known = records.read(store, kind, self.record_id)
            self.begin_anew(self._title(), {"kind": kind, "record_id": self.record_id, "given": {}})
        return None if self.record_id is None or self.changed else self.record_id

    def _title(self) -> str:
        noun = KINDS[self.record_form.kind].noun
        if self.record_id is None:
            return f"{noun} 추가"
        return f"{noun} {self._known.get('name') or self._known.get('title') or ''}"

    def _show_files(self) -> None:
        """What the record's files hold."""
        for each in self.form.findChildren(FileInput):
            kept = each.value()
            if isinstance(kept, int):
                try:
                    each.show_kept(keeping.get(self.desk.store, kept).data)
                except UserError as error:
                    each.show_kept(None, error.message)

    def choices(self, key: str) -> list[tuple[int, str]]:
        """What a link can lead to: of the scope in work, and what it leads to now; of a file that alone."""
        now = self._known.get(key)
        if now is not None and any(
            each.key == key and each.kind is Kind.FILE for each in self.record_form.fields
        ):
            return [(now, keeping.name_of(self.desk.store, now))]
        links_to = next((each.links_to for each in self.record_form.fields if each.key == key), "")
        if not links_to:
            return []
        offered = choices.of(self.desk.store, links_to, self.scope)
        wanted = now if isinstance(now, tuple) else (now,)
        missing = [each for each in wanted if each is not None and each not in dict(offered)]
        if missing:
            offered += choices.named(self.desk.store, links_to, missing, self.scope.today)
        return offered

    def _keep(self, values: dict[str, Any]) -> Changes:
        def save(mine: dict[str, Any], seen: Mapping[str, Any]) -> Changes:
            return records.save(
                self.desk.store,
                self.record_form.kind,
                mine,
                record_id=self.record_id,
                seen=seen,
                scope=self.scope,
            )

        # A new record was seen nowhere; the person it is about may be known, though.
        return conflicts.saved(self, values, self._known if self.record_id is not None else {}, save)


def run(dialog: RecordDialog) -> Changes | None:
    """Let the officer work in the dialog; what it was saved as, or None when it was not.

    A record is shown in it whole and in full, which goes on record.
    """
    desk = dialog.desk
    if dialog.record_id is not None:
        try:
            access.note_whole(desk.store, dialog.record_form.kind, dialog.record_id)
        except UserError as error:
            desk.bus.said.emit(error.message, None)
    changes: Changes | None = dialog.result_value if dialog.exec() else None
    dialog.deleteLater()
    return changes
