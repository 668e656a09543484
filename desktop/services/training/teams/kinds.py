"""The kinds of record about project teams."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.training import TEAM_FIELDS, TEAM_RULE_FIELDS, Enrolment, ProjectTeam, TeamRule
from desktop.queries.card import Linked
from desktop.queries.list_spec import Scope
from desktop.queries.training.teams import TEAM_RULES, TEAMS
from desktop.services.datafile.operations import Operation
from desktop.services.record_kind import Offered, RecordKind
from desktop.services.training.teams import criteria, removal


def _add_team(op: Operation, values: Mapping[str, Any], scope: Scope) -> ProjectTeam:
    """A new team of the cohort in work."""
    if scope.cohort_id is None:
        raise UserError("왼쪽 위에서 기수를 고른 뒤 팀을 추가해 주세요.", "name")
    return op.add(ProjectTeam(cohort_id=scope.cohort_id, **values))


def _members_of(session: Session, team_id: int) -> Sequence[Linked]:
    """Who is in the team, with what each does there."""
    rows = session.scalars(select(Enrolment).where(Enrolment.team_id == team_id)).all()
    told = {row.trainee_id: " · ".join(filter(None, (row.trainee.person.name, row.role))) for row in rows}
    return [Linked(text, "trainees", each) for each, text in sorted(told.items(), key=lambda one: one[1])]


def _of_cohort(scope: Scope, table: Any) -> Any:
    return () if scope.cohort_id is None else (table.cohort_id == scope.cohort_id,)


KINDS = (
    RecordKind(
        kind="teams",
        table=ProjectTeam,
        fields=TEAM_FIELDS,
        label=lambda row: row.name,
        add=_add_team,
        remove_parts=removal.remove_wishes,
        links=_members_of,
        list=TEAMS,
        chosen=Offered(
            select(ProjectTeam).order_by(ProjectTeam.cohort_id.desc(), ProjectTeam.position, ProjectTeam.id),
            lambda _session, row: " · ".join(filter(None, (row.name, row.title))),
            lambda scope: _of_cohort(scope, ProjectTeam),
        ),
        searched=True,
        past=False,
    ),
    RecordKind(
        kind="team_rules",
        table=TeamRule,
        fields=TEAM_RULE_FIELDS,
        label=lambda row: row.kind,
        add=criteria.add_rule,
        after=criteria.check_rule,
        list=TEAM_RULES,
        chosen=Offered(
            select(TeamRule).order_by(TeamRule.cohort_id, TeamRule.id),
            criteria.in_words,
            lambda scope: _of_cohort(scope, TeamRule),
        ),
        searched=False,
        past=False,
    ),
)
