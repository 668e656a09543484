"""Dividing a cohort into teams: proposed by a seed, looked at, then made as one undoable operation."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from desktop.errors import Progress, UserError, no_progress
from desktop.model.training import Cohort, Enrolment, ProjectTeam
from desktop.rules import teams as rules
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.store import Store
from desktop.services.training.teams import criteria
from desktop.services.training.teams.people import Member, members, teams

USUAL = 5
"""How many teams are proposed for a cohort that has none."""


@dataclass(frozen=True, slots=True)
class Division:
    """A division of a cohort. ``teams`` are the ids of those that take part in their order, None for one still to be made.

    ``parts`` tell by team who is in it, by places among ``members``, and what its penalty is made of, the dearest first;
    ``unmet`` names each pair or pin that is not kept.
    """

    cohort_id: int
    seed: int
    members: tuple[Member, ...]
    teams: tuple[int | None, ...]
    names: tuple[str, ...]
    parts: tuple[rules.TeamParts, ...]
    unmet: tuple[str, ...]

    @property
    def penalty(self) -> int:
        """What all teams cost together."""
        return sum(each.penalty for each in self.parts)


def propose(
    store: Store,
    cohort_id: int,
    count: int | None = None,
    seed: int = 0,
    *,
    effort: rules.Effort | None = None,
    progress: Progress = no_progress,
) -> Division:
    """The division the seed leads to, into ``count`` teams, by default as many as there are; nothing is written.

    Raises UserError, naming the people, where no division keeps the pairs; Cancelled through ``progress``.
    """
    with store.read() as session:
        people = members(session, cohort_id, store.today())
        ids, names = _taking_part(session, cohort_id, count)
        rows = criteria.rows_of(session, cohort_id)
    if not people:
        raise UserError("팀으로 나눌 사람이 없습니다. 마지막 단계에 사람을 먼저 올려 주세요.")
    rule = criteria.rule_of(rows, people, ids, names)
    asked = criteria.people_of(people, ids)
    found = rules.form(asked, rule, seed, effort, progress)
    told = rules.parts(asked, rule, found.team_of)
    return Division(cohort_id, seed, tuple(people), ids, names, told, found.unmet)


def apply(store: Store, division: Division) -> Changes:
    """Put everybody into the team proposed, making the teams that are missing, as one undoable operation."""
    with store.operation("팀 나누기") as op:
        cohort = op.get(Cohort, division.cohort_id)
        op.name = f"{cohort.name} {len(division.members)}명을 {len(division.teams)}팀으로 나누기"
        position = max((each.position for each in teams(op.session, cohort.id)), default=0)
        rows = []
        for team_id, name, part in zip(division.teams, division.names, division.parts, strict=True):
            if team_id is None:
                position += 1
                team_id = op.add(ProjectTeam(cohort_id=cohort.id, name=name, position=position)).id
            rows += [
                {"id": division.members[place].enrolment_id, "team_id": team_id} for place in part.members
            ]
        op.update_many(Enrolment, rows)
    return op.changes


def _taking_part(
    session: Session, cohort_id: int, count: int | None
) -> tuple[tuple[int | None, ...], tuple[str, ...]]:
    """The first ``count`` teams in their order, and names for those to be made."""
    known = teams(session, cohort_id)
    count = (len(known) or USUAL) if count is None else count
    ids: list[int | None] = [team.id for team in known[: max(count, 0)]]
    names = [team.name for team in known[: max(count, 0)]]
    taken, number = {team.name for team in known}, 0
    while len(ids) < count:
        number += 1
        if (name := f"{number}팀") not in taken:
            ids.append(None)
            names.append(name)
    return tuple(ids), tuple(names)
