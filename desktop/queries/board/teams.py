"""The list of the teams of the junior board, each with who leads it on the day."""

from sqlalchemy import FromClause, SQLColumnExpression, func, or_, select
from sqlalchemy.orm import aliased, join

from desktop.model.board import BOARD_TEAM_FIELDS, Board, BoardTeam, Member, Policy, TeamLeader, Theme
from desktop.model.people import Person
from desktop.queries.list_spec import Column, ListSpec, Scope
from desktop.rules.fields import Field, Kind

_team = {field.key: field for field in BOARD_TEAM_FIELDS}
_lead, _one = aliased(Member), aliased(Person)


def _leader(scope: Scope) -> SQLColumnExpression[str | None]:
    return (
        select(_one.name)
        .select_from(TeamLeader)
        .join(_lead, _lead.id == TeamLeader.member_id)
        .join(_one, _one.id == _lead.person_id)
        .where(
            TeamLeader.team_id == BoardTeam.id,
            TeamLeader.starts_on <= scope.today,
            or_(TeamLeader.ends_on.is_(None), TeamLeader.ends_on > scope.today),
        )
        .correlate(BoardTeam)
        .scalar_subquery()
    )


def _before(scope: Scope) -> SQLColumnExpression[int]:
    return (
        select(func.count(TeamLeader.id))
        .where(TeamLeader.team_id == BoardTeam.id, TeamLeader.ends_on <= scope.today)
        .correlate(BoardTeam)
        .scalar_subquery()
    )


def _teams() -> FromClause:
    themed = join(join(BoardTeam, Board), Theme, Theme.id == BoardTeam.theme_id, isouter=True)
    return join(themed, Policy, Policy.id == Theme.policy_id, isouter=True)


_members = select(func.count(_lead.id)).where(_lead.team_id == BoardTeam.id).scalar_subquery()

BOARD_TEAMS = ListSpec(
    kind="board_teams",
    title="보드 팀",
    noun="보드 팀",
    counter="팀",
    id=BoardTeam.id,
    source=lambda _scope: _teams(),
    narrowed_to="boards",
    where=lambda scope: () if scope.board_id is None else (BoardTeam.board_id == scope.board_id,),
    columns=(
        Column(_team["name"], BoardTeam.name, 170, editable=True, searched=True),
        Column(Field("theme", "주제"), Theme.name, 170, searched=True),
        Column(Field("policy", "운영방침"), Policy.name, 100),
        Column(Field("leader", "리더", Kind.NAME, private=True), _leader, 110),
        Column(Field("members", "위원", Kind.INTEGER, unit="명"), _members.correlate(BoardTeam), 80),
        Column(Field("leaders_before", "앞선 리더", Kind.INTEGER, unit="명"), _before, 100),
        Column(Field("board", "기수"), Board.name, 150, shown=False),
    ),
    order=(("name", False),),
    tables=frozenset({"board_team", "team_leader", "member", "person", "theme", "policy", "board"}),
    empty="'팀 추가'로 주제마다 팀을 적어 주세요. 리더는 '리더 바꾸기'로 정합니다.",
)
