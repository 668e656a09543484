"""The screens of proposals: 판 and 목록 of the same ones, the discussion, and under what a no is looked at again."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.queries.list_spec import Scope
from desktop.services.datafile.changes import Changes
from desktop.ui.desk import Desk
from desktop.ui.kit.commands import Command, Needs
from desktop.ui.kit.messages import tr
from desktop.ui.records.common_commands import EXPORT
from desktop.ui.records.screen import At, RecordForm, Screen, add_command
from desktop.ui.records.view import Here, View

# Pages and dialogs are imported when first asked for: a start waits for its list only.


def _board() -> Any:
    return import_module("desktop.ui.board.proposals.board_page")


def _actions() -> Any:
    return import_module("desktop.ui.board.proposals.actions")


def _action(name: str) -> Callable[[At | Here], object]:
    """What is done with the selected proposals by that name."""
    return lambda at: getattr(_actions(), name)(at)


def _open_proposal(
    desk: Desk, parent: QWidget, proposal_id: int | None = None, /, **_given: Any
) -> Changes | None:
    from desktop.ui.board.dialogs import open_proposal

    return open_proposal(desk, parent, proposal_id)


def _open_comment(
    desk: Desk, parent: QWidget, comment_id: int | None = None, /, **given: Any
) -> Changes | None:
    changes: Changes | None = _actions().open_comment(desk, parent, comment_id, **given)
    return changes


def _open_condition(
    desk: Desk, parent: QWidget, condition_id: int | None = None, /, **given: Any
) -> Changes | None:
    changes: Changes | None = _actions().open_condition(desk, parent, condition_id, **given)
    return changes


def _themes(at: At) -> None:
    from desktop.ui.board.dialogs import open_themes

    open_themes(at.desk, at.page)


def _proposed_today(desk: Desk, _scope: Scope) -> Mapping[str, Any]:
    return {"proposed_on": desk.store.today()}


PROPOSAL = RecordForm("proposals", "proposal", first=_proposed_today)
CONDITION = RecordForm("conditions")


def _export(here: Here) -> None:
    """What the cards show, with the columns the list has before anyone chose others."""
    from desktop.ui.records.export_dialog import open_export

    listing = _board().page_at(here).current_listing()
    columns = [each.key for each in listing.spec.columns if each.shown]
    open_export(here.page, here.desk.store, here.desk.jobs, listing, columns)


def _save_sheets(at: At | Here) -> None:
    from desktop.ui.board.proposals import sheets

    sheets.save_proposals(at)


def _save_outcomes(at: At | Here) -> None:
    from desktop.ui.board.proposals import sheets

    sheets.save_outcomes(at)


def _save_showcase(at: At | Here) -> None:
    from desktop.ui.board.proposals import sheets

    sheets.save_showcase(at)


_ON_SELECTED: tuple[Command[Any], ...] = (
    Command(
        id="proposals.comment",
        title=tr("글 쓰기…"),
        icon="chat",
        run=_action("comment"),
        needs=Needs.ONE,
        keys="Ctrl+T",
        told=tr("제안에 찬성, 우려, 질문 쓰기"),
    ),
    Command(
        id="proposals.attach",
        title=tr("파일 붙이기…"),
        icon="paperclip",
        run=_action("attach"),
        needs=Needs.ONE,
        in_header=False,
    ),
    Command(
        id="proposals.detach",
        title=tr("첨부 떼기…"),
        icon="paperclip",
        run=_action("detach"),
        needs=Needs.ONE,
        in_header=False,
        refusal=lambda at: str(_actions().nothing_attached(at)),
    ),
    Command(
        id="proposals.merge",
        title=tr("합치기…"),
        icon="link",
        run=_action("merge"),
        needs=Needs.SOME,
        in_header=False,
        refusal=lambda at: str(_actions().too_few(at)),
    ),
    Command(
        id="proposals.part",
        title=tr("합치기 풀기"),
        icon="undo",
        run=_action("part"),
        needs=Needs.ONE,
        in_header=False,
        refusal=lambda at: str(_actions().nothing_merged(at)),
    ),
    Command(
        id="proposals.condition",
        title=tr("풀릴 조건…"),
        icon="clock",
        run=_action("condition"),
        needs=Needs.ONE,
        in_header=False,
        refusal=lambda at: str(_actions().under_no_condition(at)),
    ),
    Command(
        id="proposals.revive",
        title=tr("되살리기"),
        icon="redo",
        run=_action("revive"),
        needs=Needs.ONE,
        refusal=lambda at: str(_actions().not_an_old_no(at)),
    ),
    Command(
        id="proposals.sheets",
        title=tr("제안서 PDF…"),
        icon="document",
        run=_save_sheets,
        needs=Needs.SOME,
        in_header=False,
        writes=False,
    ),
    Command(
        id="proposals.outcomes",
        title=tr("제안자마다 '그 뒤' PDF…"),
        icon="document",
        run=_save_outcomes,
        needs=Needs.SOME,
        in_header=False,
        writes=False,
    ),
    Command(
        id="proposals.showcase",
        title=tr("성과공유회 자료…"),
        icon="document",
        run=_save_showcase,
        needs=Needs.SOME,
        in_header=False,
        writes=False,
    ),
)
"""What is done with the proposals selected in their list, and so in the 판."""

SCREENS = (
    View(
        key="proposal_board",
        title=tr("제안"),
        beside="proposals",
        face=tr("판"),
        section=tr("주니어보드"),
        icon="columns",
        chapter="주니어보드의 한 해",
        make=lambda desk, view: _board().make(desk, view),
        commands=(
            Command(
                id="proposal_board.open",
                title=tr("제안 열기"),
                icon="edit",
                run=lambda here: here.desk.open("proposals", here.page, here.ids[0]),
                needs=Needs.ONE,
                writes=False,
            ),
            Command(
                id="proposal_board.card",
                title=tr("내용 카드 펴고 접기"),
                icon="person-card",
                run=lambda here: _board().page_at(here).turn_card(),
                keys="Ctrl+I",
                in_header=False,
                writes=False,
            ),
            replace(EXPORT, id="proposal_board.export", run=_export, in_header=False),
            Command(
                id="proposal_board.add",
                title=tr("제안 추가"),
                icon="add",
                run=lambda here: here.desk.open("proposals", here.page),
                keys="Ctrl+N",
                told=tr("새로 추가"),
                primary=True,
            ),
        ),
        watches=frozenset(
            {"proposal", "authorship", "member", "person", "theme", "policy", "board", "comment", "wording"}
            | {
                "proposal_attachment",
                "condition",
                "opinion",
                "review",
                "notice",
                "pilot",
                "vote",
                "score_sheet",
            }
        ),
    ),
    Screen(
        kind="proposals",
        face=tr("목록"),
        section=tr("주니어보드"),
        icon="board",
        chapter="제안과 매칭",
        form=PROPOSAL,
        open=_open_proposal,
        commands=(
            Command(id="themes.edit", title=tr("주제"), icon="theme", run=_themes, writes=False),
            *_ON_SELECTED,
            add_command("proposals", tr("제안 추가")),
        ),
    ),
    Screen(kind="comments", open=_open_comment),
    Screen(kind="conditions", form=CONDITION, open=_open_condition),
)
