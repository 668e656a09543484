"""The kinds of record about the teams of the junior board."""

from sqlalchemy import select

from desktop.model.board import BOARD_TEAM_FIELDS, LEADER_FIELDS, BoardTeam, TeamLeader
from desktop.queries.board.teams import BOARD_TEAMS
from desktop.services.board import boards
from desktop.services.board.teams import leaders
from desktop.services.datafile.holding import Held
from desktop.services.record_kind import Offered, RecordKind, plain_add

KINDS = (
    RecordKind(
        kind="board_teams",
        table=BoardTeam,
        fields=BOARD_TEAM_FIELDS,
        label=lambda row: row.name,
        add=lambda op, values, scope: op.add(
            BoardTeam(board_id=boards.board_in_work(op, scope).id, **values)
        ),
        after=boards.check_links,
        remove_parts=leaders.remove_with_team,
        links=leaders.leaders_of,
        list=BOARD_TEAMS,
        chosen=Offered(
            select(BoardTeam).order_by(BoardTeam.board_id.desc(), BoardTeam.name),
            lambda _session, row: row.name,
            lambda scope: () if scope.board_id is None else (BoardTeam.board_id == scope.board_id,),
        ),
        searched=False,
        past=False,
    ),
    RecordKind(
        kind="team_leaders",
        table=TeamLeader,
        fields=LEADER_FIELDS,
        label=leaders.label,
        add=plain_add(TeamLeader),
        after=leaders.check_term,
        holds=(
            Held(TeamLeader, ("team_id", "member_id", "starts_on", "ends_on"), leaders.check_term, came=True),
        ),
        searched=False,
        past=False,
    ),
)
