"""The screens of the teams of the junior board and of who leads them."""

from desktop.services.board.teams import leaders
from desktop.services.kinds import KINDS
from desktop.services.records import choices
from desktop.ui.forms.layout import ONE_COLUMN, TWO_COLUMNS
from desktop.ui.kit.commands import Command, Needs
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import At, RecordForm, Screen, add_command


def _change_leader(at: At) -> None:
    """Ask who leads the team from which day."""
    from desktop.ui.forms.form_dialog import (
        FormDialog,
    )  # only when asked for: a start waits for its list only

    desk, (team_id,) = at.desk, at.ids
    fields = tuple(each for each in KINDS["team_leaders"].fields if each.key in {"member_id", "starts_on"})
    offered = choices.of(desk.store, "members", desk.scope)
    dialog = FormDialog(
        at.page,
        tr("리더 바꾸기"),
        ONE_COLUMN,
        fields,
        {"starts_on": desk.store.today()},
        lambda values: leaders.change_leader(desk.store, team_id, values["member_id"], values["starts_on"]),
        choices=lambda _key: offered,
        today=desk.store.today(),
    )
    dialog.exec()
    dialog.deleteLater()


SCREENS = (
    Screen(
        kind="board_teams",
        section=tr("주니어보드"),
        icon="flag",
        chapter="주니어보드의 한 해",
        form=RecordForm("board_teams", TWO_COLUMNS),
        commands=(
            Command(
                id="board_teams.leader",
                title=tr("리더 바꾸기…"),
                icon="person",
                run=_change_leader,
                needs=Needs.ONE,
            ),
            add_command("board_teams", tr("팀 추가")),
        ),
    ),
    Screen(kind="team_leaders", form=RecordForm("team_leaders", TWO_COLUMNS)),
)
