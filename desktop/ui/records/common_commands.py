"""What can be done on the list of any kind: move statuses, export, delete."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor

from desktop.services.kinds import KINDS
from desktop.services.records import records
from desktop.ui.kit.commands import Command, Needs
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import At

# Their dialogs are imported when first asked for: a start waits for its list only.


def commands_for(kind: str) -> tuple[Command[At], ...]:
    """Those that make sense for a kind."""
    own = KINDS[kind]
    return (
        *((MOVE,) if own.flow and own.by_hand else ()),
        EXPORT,
        *((DELETE,) if own.by_hand else ()),
    )


def _move(at: At) -> None:
    from desktop.ui.records.status_moves import offer_moves

    offer_moves(at.desk, at.page, at.page.kind, list(at.ids), _spot(at))


def _spot(at: At) -> QPoint:
    """Under the mouse where it pressed the button; by the keyboard, at the row it stands on."""
    table = at.page.table
    cell = table.visualRect(table.currentIndex()).bottomLeft()
    return QCursor.pos() if at.page.bar.underMouse() else table.viewport().mapToGlobal(cell)


def _export(at: At) -> None:
    from desktop.ui.records.export_dialog import open_export

    page = at.page
    open_export(page, at.desk.store, at.desk.jobs, page.current_listing(), page.shown_columns())


def _delete(at: At) -> None:
    kind = at.page.kind
    at.desk.jobs.run(
        at.page,
        tr("{0} 삭제").format(at.page.spec.noun),
        lambda _progress: records.delete(at.desk.store, kind, at.ids),
        lambda _changes: None,
    )


MOVE = Command(
    id="records.move", title=tr("상태 바꾸기"), icon="stages", run=_move, needs=Needs.SOME, keys="Ctrl+M"
)
EXPORT = Command(
    id="records.export",
    title=tr("엑셀 내보내기"),
    icon="export",
    run=_export,
    writes=False,
    keys="Ctrl+E",
    told=tr("엑셀로 내보내기, 인쇄"),
)
DELETE = Command(
    id="records.delete", title=tr("삭제"), icon="delete", run=_delete, needs=Needs.SOME, in_header=False
)
