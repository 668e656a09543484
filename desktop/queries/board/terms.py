"""The lists of the terms of the junior board, and of the themes of each."""

from sqlalchemy import func, select
from sqlalchemy.orm import join

from desktop.model.base import table_of
from desktop.model.board import (
    BOARD_FIELDS,
    THEME_FIELDS,
    Board,
    BoardTeam,
    Member,
    Policy,
    Proposal,
    Theme,
)
from desktop.queries.list_spec import Column, ListSpec
from desktop.rules.fields import Field, Kind

_board = {field.key: field for field in BOARD_FIELDS}
_theme = {field.key: field for field in THEME_FIELDS}

_members = select(func.count(Member.id)).where(Member.board_id == Board.id).correlate(Board).scalar_subquery()
_policies = (
    select(func.aggregate_strings(Policy.name, ", "))
    .where(Policy.board_id == Board.id)
    .correlate(Board)
    .scalar_subquery()
)

BOARDS = ListSpec(
    kind="boards",
    title="보드 기수",
    noun="보드 기수",
    counter="개",
    id=Board.id,
    source=lambda _scope: table_of(Board),
    columns=(
        Column(_board["name"], Board.name, 180, editable=True, searched=True),
        Column(_board["year"], Board.year, 80, editable=True),
        Column(_board["opened_on"], Board.opened_on, 120, editable=True),
        Column(Field("members", "위원", Kind.INTEGER, unit="명"), _members, 80),
        Column(Field("policies", "운영방침"), _policies, 160),
        Column(_board["ground_rules"], Board.ground_rules, 280, editable=True, searched=True),
        Column(_board["least_years"], Board.least_years, 90, editable=True, shown=False),
        Column(_board["most_years"], Board.most_years, 90, editable=True, shown=False),
    ),
    order=(("year", True), ("name", False)),
    tables=frozenset({"board", "member", "policy"}),
    empty="'기수 추가'에 이름과 연도를 적어 주세요. 앞 기수의 운영방침을 물려받습니다.",
)

_teams = select(func.count(BoardTeam.id)).where(BoardTeam.theme_id == Theme.id)
_proposals = select(func.count(Proposal.id)).where(Proposal.theme_id == Theme.id)

THEMES = ListSpec(
    kind="themes",
    title="주제",
    noun="주제",
    counter="개",
    id=Theme.id,
    source=lambda _scope: join(join(Theme, Board), Policy, Policy.id == Theme.policy_id),
    narrowed_to="boards",
    where=lambda scope: () if scope.board_id is None else (Theme.board_id == scope.board_id,),
    columns=(
        Column(_theme["name"], Theme.name, 240, editable=True, searched=True),
        Column(Field("policy", "운영방침", Kind.CHOICE), Policy.name, 120),
        Column(Field("teams", "팀", Kind.INTEGER, unit="개"), _teams.correlate(Theme).scalar_subquery(), 80),
        Column(
            Field("proposals", "제안", Kind.INTEGER, unit="건"),
            _proposals.correlate(Theme).scalar_subquery(),
            80,
        ),
        Column(Field("board", "기수"), Board.name, 150, shown=False),
    ),
    order=(("policy", False), ("name", False)),
    tables=frozenset({"theme", "policy", "board_team", "proposal", "board"}),
    empty="'주제 추가'로 운영방침마다 다룰 주제를 적어 주세요.",
)
