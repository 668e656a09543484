"""The list page of one kind of record, built from what its slice declares of it.

A slice whose list is more than that makes a page of its own upon this one and names it in its `Screen`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal

from desktop.errors import Difference, UserError
from desktop.queries.card import Card
from desktop.queries.list_spec import Criteria, ListSpec
from desktop.queries.listing import Listing
from desktop.rules.fields import Kind, Value
from desktop.services.kinds import KINDS, LISTS
from desktop.services.records import access, cards, cells, choices, records, views
from desktop.ui.desk import Desk
from desktop.ui.kit import messages
from desktop.ui.kit.commands import Command, Needs
from desktop.ui.lists.list_page import ListPage
from desktop.ui.records.common_commands import commands_for
from desktop.ui.records.screen import At, Screen
from desktop.ui.table.cell_blocks import Block
from desktop.ui.table.cell_delegate import CellDelegate
from desktop.ui.table.list_source import Action, BadCell, ListSource, View, Views
from desktop.ui.table.query_table_model import REASON


class RecordPage(ListPage):
    """The list of ``kind`` with all that every list has: editing in cells, blocks, card, views, export, moves, deletion.

    ``commands`` come first, then those of every list; ``first`` is the id of the one an empty list offers, by default the
    primary one if it needs no selection. A record is opened by the desk.
    """

    _overtaken = Signal(object)

    def __init__(
        self, desk: Desk, kind: str, *, commands: Sequence[Command[At]] = (), first: str = ""
    ) -> None:
        self.kind = kind
        self.spec = LISTS[kind]
        self.desk = desk
        self._counts: dict[Criteria, int] = {}
        own = KINDS[kind]
        # The primary one comes last, at the right.
        bound = {
            command.id: self._bound(command)
            for command in sorted((*commands, *commands_for(kind)), key=lambda each: each.primary)
        }
        offered = bound.get(first) or next(
            (each for each in bound.values() if each.primary and each.needs is Needs.NOTHING), None
        )
        super().__init__(
            ListSource(
                key=kind,
                title=self.spec.title,
                unit=self.spec.counter,
                columns=self.spec.columns,
                open=self._listing,
                total=lambda: self._listing(Criteria()).count(),
                values=lambda key: self._listing(Criteria()).choices(key),
                edit=self._edit_cell if own.by_hand else None,
                paste=self._paste if own.by_hand else None,
                card=self._card_of,
                open_record=partial(desk.open, kind, self) if desk.opens(kind) else None,
                actions=tuple(bound.values()),
                states={each.key: each.tones for each in self.spec.columns if each.tones}
                | ({"status": own.flow.tones} if own.flow else {}),
                choices=_linked(desk, self.spec),
                views=Views(
                    all=lambda: views.of_kind(desk.store, kind),
                    save=self._save_view,
                    delete=partial(views.delete, desk.store),
                ),
                watches=self.spec.tables,
                empty=self.spec.empty,
                first=offered,
                start=Criteria(filters=self.spec.filters, order=self.spec.order),
            ),
            desk,
        )
        self._seen: dict[int, dict[str, Value]] = {}
        # Queued: the question must wait until the cell's editor is closed, and comes from the worker after a paste.
        self._overtaken.connect(self._ask_which, Qt.ConnectionType.QueuedConnection)
        self.set_read_only(desk.store.read_only)
        self.frame.card.revealed.connect(self._note_fact)
        self.frame.mask_turned.connect(self._note_unmasking)
        cast("CellDelegate", self.table.itemDelegate()).opened.connect(self._note_cell)
        desk.bus.scope_changed.connect(self._scope_changed)

    @classmethod
    def of(cls, desk: Desk, screen: Screen, commands: Sequence[Command[At]]) -> "RecordPage":
        """The page a screen declares."""
        return cls(desk, screen.kind, commands=commands, first=screen.first)

    def _bound(self, command: Command[At]) -> Action:
        """A command at this list."""

        def at(ids: Sequence[int]) -> At:
            return At(self.desk, self, ids)

        refusal = command.refusal
        return Action(
            title=command.title,
            icon=command.icon,
            run=lambda ids: command.run(at(ids)),
            shortcut=command.keys,
            needs=command.needs,
            primary=command.primary,
            in_header=command.in_header,
            writes=command.writes,
            refusal=None if refusal is None else lambda ids: refusal(at(ids)),
        )

    def _save_view(self, name: str, criteria: Criteria, columns: tuple[str, ...], seen: View | None) -> None:
        known = views.View(seen.id, seen.name, seen.criteria, seen.columns) if seen else None
        views.save(self.desk.store, self.kind, name, criteria, columns, seen=known)

    def spot(self) -> QPoint:
        """On the screen, below the row the keyboard stands on."""
        cell = self.table.visualRect(self.table.currentIndex()).bottomLeft()
        return self.table.viewport().mapToGlobal(cell)

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
        if added is None or not self.isVisible():
            return
        if self.table.select_id(added):
            self.table.setFocus()
        elif self._is_narrowed:
            self.desk.bus.unseen.emit(self.kind, added)

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

    def _note_fact(self, what: str) -> None:
        if (shown := self.current_id()) is not None:
            self._note(lambda: access.note(self.desk.store, self.kind, shown, what))

    def _note_unmasking(self, masked: bool) -> None:  # noqa: FBT001 - Qt's toggled
        if not masked:
            rows = self.model.rowCount()
            self._note(lambda: access.note_list(self.desk.store, self.kind, rows))

    def _note(self, put: Callable[[], None]) -> None:
        self.desk.jobs.run(
            self, self.tr("열람 기록"), lambda _progress: put(), lambda _done: None, cancellable=False
        )

    def _note_cell(self, index: QModelIndex) -> None:
        """At once: the keys that follow F2 belong to the cell, and would be held back from it during a job."""
        field, row = self.model.field_of(index.column()), index.row()
        hidden, shown = self.model.shown(row, index.column())[0], index.data(Qt.ItemDataRole.EditRole)
        if hidden != shown and not index.data(REASON):
            try:
                access.note(self.desk.store, self.kind, self.model.id_at(row), field.title)
            except UserError as error:
                self.desk.bus.said.emit(error.message, None)

    # Card

    def _card_of(self, row_id: int, masked: bool) -> Card | None:  # noqa: FBT001 - the shape ListSource asks for
        """Names are not masked, as in the list beside the card."""
        return cards.card(self.desk.store, self.kind, row_id, self.desk.scope, masked=masked, names=True)


def _linked(desk: Desk, spec: ListSpec) -> dict[str, Callable[[], Sequence[tuple[int, str]]]]:
    return {
        column.field.key: lambda kind=column.field.links_to: choices.of(desk.store, kind, desk.scope)  # type: ignore[misc]
        for column in spec.columns
        if column.field.kind is Kind.LINK and column.editable
    }
