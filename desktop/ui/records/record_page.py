"""The list page of one kind of record, built from what the data side declares of it: a screen is a few lines.

class MembersPage(RecordPage):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "members", actions=(…,), primary=Action(…), open_record=self._open)
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QCursor

from desktop.errors import Difference, Progress, UserError
from desktop.queries.kinds import SPECS
from desktop.queries.list_spec import Criteria, ListSpec
from desktop.queries.listing import Listing
from desktop.rules.fields import Field, Kind, Value, show
from desktop.rules.states import FLOWS
from desktop.services.records import access, cards, cells, choices, records, views
from desktop.ui.desk import Desk
from desktop.ui.kit import messages
from desktop.ui.lists.list_page import ListPage
from desktop.ui.table.cell_blocks import Block
from desktop.ui.table.cell_delegate import CellDelegate
from desktop.ui.table.list_source import Action, BadCell, Card, Fact, Linked, ListSource, Needs, Past, Views
from desktop.ui.table.query_table_model import REASON


class RecordPage(ListPage):
    """The list of ``kind`` with all that every list has: editing in cells, blocks, card, views, export, moves, deletion.

    ``actions`` come first, then 상태 바꾸기, 엑셀 내보내기 and 삭제, then ``primary`` at the right. ``first`` is what an
    empty list offers, by default ``primary`` if that needs no selection. ``open_record(id)`` opens the dialog.
    """

    _overtaken = Signal(object)

    def __init__(
        self,
        desk: Desk,
        kind: str,
        *,
        actions: Sequence[Action] = (),
        primary: Action | None = None,
        first: Action | None = None,
        open_record: Callable[[int], object] | None = None,
        states: frozenset[str] = frozenset({"status"}),
    ) -> None:
        self.kind = kind
        self.spec = SPECS[kind]
        self.desk = desk
        self._counts: dict[Criteria, int] = {}
        if primary:
            primary = replace(primary, primary=True)
        if first is None and primary and primary.needs is Needs.NOTHING:
            first = primary
        super().__init__(
            ListSource(
                key=kind,
                title=self.spec.title,
                unit=self.spec.counter,
                columns=self.spec.columns,
                open=self._listing,
                total=lambda: self._listing(Criteria()).count(),
                values=lambda key: self._listing(Criteria()).choices(key),
                edit=self._edit_cell if kind in records.KINDS else None,
                paste=self._paste if kind in records.KINDS else None,
                card=self._card_of,
                open_record=open_record,
                actions=(*actions, *self._common_actions(), *((primary,) if primary else ())),
                states=states,
                choices=_linked(desk, self.spec),
                views=Views(
                    all=lambda: views.of_kind(desk.store, kind),
                    save=partial(views.save, desk.store, kind),
                    delete=partial(views.delete, desk.store),
                ),
                watches=self.spec.tables,
                empty=self.spec.empty,
                first=first,
                start=Criteria(order=self.spec.order),
            ),
            desk,
        )
        self._seen: dict[int, dict[str, Value]] = {}
        # Queued: the question must wait until the cell's editor is closed, and comes from the worker after a paste.
        self._overtaken.connect(self._ask_which, Qt.ConnectionType.QueuedConnection)
        self.set_read_only(desk.store.read_only)
        self.frame.card.revealed.connect(
            lambda title, what: self._note_access(f"{self.spec.noun} {title}", what)
        )
        self.frame.mask_turned.connect(self._note_unmasking)
        cast("CellDelegate", self.table.itemDelegate()).opened.connect(self._note_cell)
        desk.bus.scope_changed.connect(self._scope_changed)

    def current_listing(self) -> Listing:
        """The rows as they stand on the screen, for an export or a job over them."""
        return self._listing(self.criteria)

    def _listing(self, criteria: Criteria) -> Listing:
        seen = replace(criteria, scope=self.desk.scope)
        return Listing(self.desk.store.engine, self.spec, seen, counts=self._counts)

    def _committed(self, changes: Any) -> None:
        """A record added while the list is shown is gone to: it is what the officer works on next."""
        self._counts = {}
        super()._committed(changes)
        own = changes is not None and not changes.by
        added = records.added_by(changes, self.kind) if own else None
        if added is not None and self.isVisible() and self.table.select_id(added):
            self.table.setFocus()

    def _scope_changed(self) -> None:
        self._committed(None)

    # Editing

    def _edit_cell(self, row_id: int, key: str, text: str) -> None:
        seen = self.model.seen().get(row_id, {})
        result = self._put([cells.Cell(row_id, key, text, seen.get(key, ...))])
        for bad in result:
            raise UserError(bad.reason, key)

    def _write(self, block: Block) -> None:
        self._seen = self.model.seen()  # what is shown may change before the worker comes to it
        super()._write(block)

    def _paste(self, ids: list[int], keys: list[str], texts: list[list[str | None]]) -> list[BadCell]:
        block = [
            cells.Cell(row_id, key, text, self._seen.get(row_id, {}).get(key, ...))
            for row_id, line in zip(ids, texts, strict=True)
            for key, text in zip(keys, line, strict=True)
            if text is not None
        ]
        return self._put(block)

    def _put(self, block: Sequence[cells.Cell]) -> list[BadCell]:
        name = self.tr("{0} {1}칸 쓰기").format(self.spec.noun, f"{len(block):,}") if len(block) > 1 else ""
        result = cells.edit(self.desk.store, self.kind, block, name=name)
        if result.conflicts:
            self._overtaken.emit(result.conflicts)
        return [BadCell(cell.record_id, cell.key, cell.text, why) for cell, why in result.refused.items()]

    def _ask_which(self, conflicts: dict[cells.Cell, Difference]) -> None:
        """Somebody else was quicker: the refused cells are written after all, or show what stands now."""
        mine = messages.which_stands(self, list(conflicts.values()))
        self.forget_bad({(cell.record_id, cell.key) for cell in conflicts})
        self.refresh()
        if mine:
            block = [replace(cell, seen=each.now) for cell, each in conflicts.items()]
            self.desk.jobs.run(
                self,
                self.tr("{0}칸 쓰기").format(len(block)),
                lambda _: self._put(block),
                self.model.mark_bad,
            )

    # Who looked at what

    def _note_access(self, whose: str, what: str) -> None:
        def work(_progress: Progress) -> None:
            access.note(self.desk.store, whose, what)

        self.desk.jobs.run(self, self.tr("열람 기록"), work, lambda _done: None, cancellable=False)

    def _note_unmasking(self, masked: bool) -> None:  # noqa: FBT001 - Qt's toggled
        if not masked:
            counted = f"{self.spec.title} {self.model.rowCount():,}{self.spec.counter}"
            self._note_access(counted, self.tr("개인정보"))

    def _note_cell(self, index: QModelIndex) -> None:
        """At once: the keys that follow F2 belong to the cell, and would be held back from it during a job."""
        field, row = self.model.field_of(index.column()), index.row()
        hidden, shown = self.model.shown(row, index.column())[0], index.data(Qt.ItemDataRole.EditRole)
        if hidden != shown and not index.data(REASON):
            whose = self.model.shown(row, 0)[0]
            try:
                access.note(self.desk.store, f"{self.spec.noun} {whose}", field.title)
            except UserError as error:
                self.desk.bus.said.emit(error.message, None)

    # Card

    def _card_of(self, row_id: int, masked: bool) -> Card | None:  # noqa: FBT001 - the shape ListSource asks for
        desk = self.desk
        seen = cards.card(desk.store, self.kind, row_id, desk.scope, masked=masked)
        rows = self._listing(Criteria()).rows([row_id])
        if seen is None or not rows:
            return None
        values = dict(zip((column.field.title for column in self.spec.columns), rows[0][1:], strict=True))
        fields = {column.field.title: column.field for column in self.spec.columns}
        first = self.spec.columns[0].field
        status = next((values[f.title] for f in fields.values() if f.key in self.source.states), None)
        return Card(
            title=show(first, values[first.title]),
            state=str(status or ""),
            facts=[
                _fact(fields[title], text, values[title], masked=masked)
                for title, text in seen.facts
                if fields[title].key not in self.source.states
            ],
            linked=[Linked(link.text, link.kind, link.id) for link in seen.links],
            history=[
                Past(*line) for line in dict.fromkeys(seen.history)
            ],  # one operation may touch several rows
        )

    # Actions every list has

    def _common_actions(self) -> list[Action]:
        offered = []
        if self.kind in FLOWS and self.kind in records.KINDS:
            offered.append(
                Action(
                    title=self.tr("상태 바꾸기"),
                    icon="stages",
                    run=self._move,
                    needs=Needs.SOME,
                    shortcut="Ctrl+M",
                )
            )
        offered.append(
            Action(
                title=self.tr("엑셀 내보내기"),
                icon="export",
                run=self._export,
                writes=False,
                shortcut="Ctrl+E",
            )
        )
        if self.kind in records.KINDS:
            offered.append(
                Action(
                    title=self.tr("삭제"), icon="delete", run=self._delete, needs=Needs.SOME, in_header=False
                )
            )
        return offered

    # Their dialogs are imported when first asked for: a start waits for its list only.

    def _move(self, ids: list[int]) -> None:
        from desktop.ui.records.status_moves import offer_moves

        # Under the mouse where it pressed the button; by the keyboard, at the row it stands on.
        cell = self.table.visualRect(self.table.currentIndex()).bottomLeft()
        at_row = self.table.viewport().mapToGlobal(cell)
        offer_moves(self.desk, self, self.kind, ids, QCursor.pos() if self.bar.underMouse() else at_row)

    def _export(self, _ids: list[int]) -> None:
        from desktop.ui.records.export_dialog import open_export

        open_export(self, self.desk.store, self.desk.jobs, self.current_listing(), self.shown_columns())

    def _delete(self, ids: list[int]) -> None:
        def work(_progress: Progress) -> object:
            return records.delete(self.desk.store, self.kind, ids)

        self.desk.jobs.run(self, self.tr("{0} 삭제").format(self.spec.noun), work, lambda _changes: None)


def _linked(desk: Desk, spec: ListSpec) -> dict[str, Callable[[], Sequence[tuple[int, str]]]]:
    return {
        column.field.key: lambda kind=column.field.links_to: choices.of(desk.store, kind, desk.scope)  # type: ignore[misc]
        for column in spec.columns
        if column.field.kind is Kind.LINK and column.editable
    }


def _fact(field: Field, text: str, value: Value, *, masked: bool) -> Fact:
    """Names are not masked, as in the list beside the card."""
    if masked and field.kind is Kind.NAME:
        return Fact(field.title, show(field, value))
    return Fact(field.title, text, partial(show, field, value) if masked and field.private else None)
