"""The rows of 조건 as the rule of a division, and the rows that stand where nobody wrote any."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.training import ProjectTeam, TeamRule, Trainee
from desktop.queries.list_spec import Scope
from desktop.rules import teams as rules
from desktop.rules.training import PAIRED, PARTED, PINNED, WISHED
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store
from desktop.services.training.teams.people import Member
from desktop.text.hangul import attach

_BALANCED = {each.value: each for each in rules.Kind}
_LEVELLED = frozenset({"나이", "실력"})
WISH_COSTS = (0, 2, 5, 9, 14)
"""What the first, second, … wish costs at weight 1; the last is the price of any other team."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of 조건 as plain values."""

    kind: str
    weight: int
    trait: str | None = None
    least: int | None = None
    trainee_id: int | None = None
    other_id: int | None = None
    team_id: int | None = None


DEFAULTS = (
    Row("비율 고르게", 20, "비전공"),
    Row("비율 고르게", 10, "여"),
    Row("혼자 없게", 15, "여"),
    Row("한 명 이상", 12, "실력", 4),
    Row("합 고르게", 2, "실력"),
    Row(WISHED, 1),
)
"""By what a cohort is divided for which nobody wrote conditions."""


def rows_of(session: Session, cohort_id: int) -> tuple[Row, ...]:
    """The conditions of a cohort, or the default ones where it has none that weigh anything."""
    kept = session.scalars(
        select(TeamRule).where(TeamRule.cohort_id == cohort_id).order_by(TeamRule.id)
    ).all()
    rows = tuple(
        Row(each.kind, each.weight, each.trait, each.least, each.trainee_id, each.other_id, each.team_id)
        for each in kept
    )
    weighed = any(row.kind in _BALANCED or row.kind == WISHED for row in rows)
    return rows if weighed else (*DEFAULTS, *rows)


def rule_of(
    rows: Sequence[Row], members: Sequence[Member], teams: Sequence[int | None], names: Sequence[str]
) -> rules.TeamRule:
    """The same for `rules.teams`: people by their place among ``members``, teams by theirs among ``teams`` (None: a new one).

    Pairs and pins of people who are not there are left out.
    """
    place = {member.trainee_id: number for number, member in enumerate(members)}
    pairs: dict[str, list[tuple[int, int]]] = {PARTED: [], PAIRED: []}
    fixed = {}
    for row in rows:
        if row.kind in pairs and row.trainee_id in place and row.other_id in place:
            pairs[row.kind].append((place[row.trainee_id], place[row.other_id]))
        elif row.kind == PINNED and row.trainee_id in place:
            # A team that is not among those asked for: the rule says so by the person's name.
            fixed[place[row.trainee_id]] = teams.index(row.team_id) if row.team_id in teams else len(teams)
    wish = max((row.weight for row in rows if row.kind == WISHED), default=0)
    return rules.TeamRule(
        len(teams),
        tuple(_balance(row) for row in rows if row.kind in _BALANCED),
        tuple(wish * each for each in WISH_COSTS) if wish else (),
        tuple(pairs[PARTED]),
        tuple(pairs[PAIRED]),
        fixed,
        tuple(names),
    )


def people_of(members: Sequence[Member], teams: Sequence[int | None]) -> list[rules.Person]:
    """The members for `rules.teams`; a wish for a team that is not among ``teams`` keeps its place in the order."""
    return [
        rules.Person(
            number,
            member.label,
            {
                "비전공": int(member.outside),
                "여": int(member.woman),
                "나이": member.age,
                "실력": member.skill or 0,
            },
            tuple(teams.index(team) if team in teams else rules.NOWHERE for team in member.wishes),
        )
        for number, member in enumerate(members)
    ]


def _balance(row: Row) -> rules.Balance:
    level = row.least if row.least and row.trait in _LEVELLED else 1
    return rules.Balance(title_of(row), _BALANCED[row.kind], row.trait or "", row.weight, level)


def title_of(row: Row) -> str:
    """A balanced condition in a few words: '실력 4 이상 한 명 이상'."""
    trait = f"{row.trait} {row.least} 이상" if row.least and row.trait in _LEVELLED else row.trait or ""
    return f"{trait} {row.kind}".strip()


def add_rule(op: Operation, values: Mapping[str, Any], scope: Scope) -> TeamRule:
    """A new condition of the cohort in work."""
    if scope.cohort_id is None:
        raise UserError("왼쪽 위에서 기수를 고른 뒤 조건을 추가해 주세요.", "kind")
    return op.add(TeamRule(cohort_id=scope.cohort_id, **values))


def check_rule(op: Operation, row: TeamRule, _values: Mapping[str, Any]) -> None:
    """Raise UserError where a condition does not say what it needs; what it does not look at is left blank."""
    needed = _NEEDED.get(row.kind, ())
    for key in needed:
        if getattr(row, key) is None:
            called = attach(f"'{row.kind}'", "은/는")
            raise UserError(f"{called} {_ASKS[key]} 골라 주세요.", key)
    for key in ("trait", "trainee_id", "other_id", "team_id"):
        if key not in needed:
            setattr(row, key, None)
    if row.kind == rules.Kind.EVEN.value or row.trait not in _LEVELLED:
        row.least = None
    elif row.least is None and row.kind in _BALANCED:
        raise UserError(f"{attach(str(row.trait), '을/를')} 얼마부터 셀지 적어 주세요.", "least")
    _refuse_both(op.session, row)


_NEEDED: Mapping[str, tuple[str, ...]] = {
    PARTED: ("trainee_id", "other_id"),
    PAIRED: ("trainee_id", "other_id"),
    PINNED: ("trainee_id", "team_id"),
    **dict.fromkeys(_BALANCED, ("trait",)),
}
_ASKS = {"trait": "무엇을 볼지", "trainee_id": "교육생을", "other_id": "다른 교육생을", "team_id": "팀을"}


def _refuse_both(session: Session, row: TeamRule) -> None:
    """A pair both apart and together is named when it is written, not when it is divided."""
    if row.kind not in {PAIRED, PARTED}:
        return
    opposite = PARTED if row.kind == PAIRED else PAIRED
    with session.no_autoflush:
        others = session.scalars(
            select(TeamRule).where(TeamRule.cohort_id == row.cohort_id, TeamRule.kind == opposite)
        ).all()
    if any({other.trainee_id, other.other_id} == {row.trainee_id, row.other_id} for other in others):
        one, two = (session.get_one(Trainee, each).person.name for each in (row.trainee_id, row.other_id))
        told = f"{attach(one, '와/과')} {attach(two, '은/는')}"
        raise UserError(f"{told} 이미 '{opposite}'입니다. 그 조건을 먼저 지워 주세요.", "kind")


def add_defaults(store: Store, cohort_id: int) -> Changes:
    """Write the default conditions down, so that they can be changed."""
    with store.operation("기본 조건 넣기") as op:
        for row in DEFAULTS:
            op.add(
                TeamRule(
                    cohort_id=cohort_id, kind=row.kind, weight=row.weight, trait=row.trait, least=row.least
                )
            )
    return op.changes


def in_words(_session: Session, row: TeamRule) -> str:
    """A condition as one line: what is asked and how heavily."""
    if row.kind in {PAIRED, PARTED}:
        return f"{row.kind}: {_name(row.trainee)}, {_name(row.other)}"
    if row.kind == PINNED:
        return f"{row.kind}: {_name(row.trainee)} · {_team(row.team)}"
    return f"{title_of(Row(row.kind, row.weight, row.trait, row.least))} · 무게 {row.weight}"


def _name(trainee: Any) -> str:
    return trainee.person.name if trainee else "?"


def _team(team: ProjectTeam | None) -> str:
    return team.name if team else "?"
