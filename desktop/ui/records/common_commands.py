"""What can be done on the list of any kind: move statuses, export, delete; with those selected on a view of it too."""

from dataclasses import replace
from typing import Any

from PySide6.QtGui import QCursor

from desktop.services.kinds import KINDS
from desktop.services.records import records
from desktop.ui.kit import messages
from desktop.ui.kit.commands import Command, Needs
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import At
from desktop.ui.records.view import Here

# Their dialogs are imported when first asked for: a start waits for its list only.


def commands_for(kind: str) -> tuple[Command[At], ...]:
    """Those that make sense for a kind."""
    own = KINDS[kind]
    return (
        *((MOVE,) if own.flow and own.by_hand else ()),
        EXPORT,
        *((replace(DELETE, title=tr("{0} 삭제").format(own.noun)),) if own.by_hand else ()),
    )


def _move(at: At | Here) -> None:
    """The menu opens under the mouse where it pressed the button; by the keyboard, at what it stands on."""
    from desktop.ui.records.status_moves import offer_moves

    spot = QCursor.pos() if at.page.bar.underMouse() else at.page.spot()
    offer_moves(at.desk, at.page, at.page.kind, list(at.ids), spot)


def _export(at: At) -> None:
    from desktop.ui.records.export_dialog import open_export

    page = at.page
    open_export(page, at.desk.store, at.desk.jobs, page.current_listing(), page.shown_columns())


def _delete(at: At | Here) -> None:
    kind, noun, store = at.page.kind, KINDS[at.page.kind].noun, at.desk.store
    people_too = False
    if alone := records.left_alone(store, kind, at.ids):
        with_people, role_only = tr("사람까지 삭제"), tr("{0}만 삭제").format(noun)
        chosen = messages.choose(
            at.page,
            tr("{0}명은 다른 명단에 없습니다. 이름·연락처·생년월일까지 지울까요?").format(f"{alone:,}"),
            (with_people, role_only),
            tr(
                "'{0}'를 고르면 사람은 어느 목록에도 보이지 않은 채 남습니다. 잘못 지웠으면 '되돌리기'로 되살릴 수 있습니다."
            ).format(role_only),
        )
        if chosen is None:
            return
        people_too = chosen == with_people
    at.desk.jobs.run(
        at.page,
        tr("{0} 삭제").format(noun),
        lambda _progress: records.delete(store, kind, at.ids, people_too=people_too),
        lambda _changes: None,
    )


MOVE: Command[Any] = Command(
    id="records.move", title=tr("상태 바꾸기"), icon="stages", run=_move, needs=Needs.SOME, keys="Ctrl+M"
)
EXPORT: Command[Any] = Command(
    id="records.export",
    title=tr("엑셀 내보내기"),
    icon="export",
    run=_export,
    writes=False,
    keys="Ctrl+E",
    told=tr("엑셀로 내보내기, 인쇄"),
)
DELETE: Command[Any] = Command(
    id="records.delete", title=tr("삭제"), icon="delete", run=_delete, needs=Needs.SOME, in_header=False
)
