"""Single hands on the teams: somebody moved, exchanged, pinned; what he or she does and wishes for there."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.training import Enrolment, ProjectTeam, TeamRule, TeamWish
from desktop.rules.fields import Field, Kind
from desktop.rules.training import PINNED
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store

WISHES = ("wish_1", "wish_2", "wish_3")
MEMBER_FIELDS = (
    Field("role", "역할", max_length=40, example="예: 팀장, 데이터"),
    Field("skill", "실력", Kind.INTEGER, minimum=1, maximum=5, averaged=False, help="1부터 5까지"),
    *(Field(key, f"희망 {place}순위", Kind.LINK, links_to="teams") for place, key in enumerate(WISHES, 1)),
)


def place(store: Store, team_of: Mapping[int, int | None]) -> Changes:
    """Put enrolments, by id, into teams (None: into none), as one undoable operation."""
    with store.operation("팀 옮기기") as op:
        rows = [op.get(Enrolment, each) for each in team_of]
        names = ", ".join(row.trainee.person.name for row in rows)
        ends = {_name(op, team) for team in team_of.values()}
        to = f"{ends.pop()}(으)로" if len(ends) == 1 else "서로"
        op.name = f"{names} {to} 옮김" if len(rows) < 4 else f"{len(rows)}명 {to} 옮김"
        op.update_many(Enrolment, [{"id": each, "team_id": team} for each, team in team_of.items()])
    return op.changes


def _name(op: Operation, team_id: int | None) -> str:
    return "팀 없음" if team_id is None else op.get(ProjectTeam, team_id).name


def pin(store: Store, cohort_id: int, enrolment_ids: Sequence[int]) -> Changes:
    """Fix people where they are, or let them go where all of them are fixed already."""
    with store.operation("고정") as op:
        rows = [op.get(Enrolment, each) for each in enrolment_ids]
        kept = {
            rule.trainee_id: rule
            for rule in op.session.scalars(
                select(TeamRule).where(TeamRule.cohort_id == cohort_id, TeamRule.kind == PINNED)
            )
        }
        names = ", ".join(row.trainee.person.name for row in rows)
        if all(row.trainee_id in kept for row in rows):
            op.name = f"{names} 고정 풀기"
            for row in rows:
                op.delete(kept[row.trainee_id])
            return op.changes
        op.name = f"{names} 고정"
        for row in rows:
            if row.team_id is None:
                raise UserError(f"{row.trainee.person.name}님은 팀이 없습니다. 팀에 넣은 뒤 고정해 주세요.")
            if row.trainee_id in kept:
                kept[row.trainee_id].team_id = row.team_id
            else:
                op.add(
                    TeamRule(
                        cohort_id=cohort_id,
                        kind=PINNED,
                        weight=0,
                        trainee_id=row.trainee_id,
                        team_id=row.team_id,
                    )
                )
    return op.changes


def name_of(store: Store, enrolment_id: int) -> str:
    """Whose enrolment it is."""
    with store.read() as session:
        return session.get_one(Enrolment, enrolment_id).trainee.person.name


def member(store: Store, enrolment_id: int) -> dict[str, Any]:
    """What one does, can and wishes for, by the keys of `MEMBER_FIELDS`."""
    with store.read() as session:
        row = session.get_one(Enrolment, enrolment_id)
        wished = session.scalars(
            select(TeamWish.team_id).where(TeamWish.enrolment_id == enrolment_id).order_by(TeamWish.rank)
        ).all()
        values: dict[str, Any] = {"role": row.role, "skill": row.skill}
        return values | dict.fromkeys(WISHES) | dict(zip(WISHES, wished, strict=False))


def save_member(store: Store, enrolment_id: int, values: Mapping[str, Any]) -> Changes:
    """Keep what was filled in of `MEMBER_FIELDS`."""
    wished = [values[key] for key in WISHES if values.get(key) is not None]
    if len(set(wished)) < len(wished):
        raise UserError("같은 팀을 두 번 희망했습니다. 하나를 지워 주세요.", WISHES[1])
    with store.operation("팀원 고치기") as op:
        row = op.get(Enrolment, enrolment_id)
        op.name = f"{row.trainee.person.name} 역할과 희망 고치기"
        row.role, row.skill = values.get("role"), values.get("skill")
        kept = op.session.scalars(
            select(TeamWish).where(TeamWish.enrolment_id == enrolment_id).order_by(TeamWish.rank)
        ).all()
        if [each.team_id for each in kept] != wished:
            op.delete_many(TeamWish, [each.id for each in kept])
            op.insert_many(
                TeamWish,
                [
                    {"enrolment_id": enrolment_id, "team_id": team_id, "rank": rank}
                    for rank, team_id in enumerate(wished, 1)
                ],
            )
    return op.changes
