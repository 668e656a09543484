"""How a cohort's teams stand now: who is in which, what each costs and why, and what moving somebody would cost."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.training import Enrolment, ProjectTeam, Stage
from desktop.rules import teams as rules
from desktop.rules.training import PINNED
from desktop.services.datafile.store import Store
from desktop.services.training.teams import criteria
from desktop.services.training.teams.people import Member, members, teams, told_apart


@dataclass(frozen=True, slots=True)
class Team:
    """A team as a board shows it."""

    id: int
    name: str
    title: str
    field: str


@dataclass(frozen=True, slots=True)
class Standing:
    """``team_of`` is each member's team by places (`rules.teams.NOWHERE` for none); ``pinned`` are ids of trainees.

    ``parts`` tell by team what its penalty is made of. ``astray`` names who should be in exactly one team and is not.
    """

    members: tuple[Member, ...]
    teams: tuple[Team, ...]
    team_of: dict[int, int]
    parts: tuple[rules.TeamParts, ...]
    unmet: tuple[str, ...]
    pinned: frozenset[int]
    astray: tuple[str, ...]
    people: tuple[rules.Person, ...]
    rule: rules.TeamRule

    @property
    def penalty(self) -> int:
        """What all teams cost together."""
        return sum(each.penalty for each in self.parts)

    def prices(self, place: int) -> tuple[rules.Price, ...]:
        """What it would cost to move the member at ``place``: into every other team alone, and for each of its people."""
        return rules.prices(self.people, self.rule, self.team_of, place) if self.teams else ()

    def price_of(self, moved: Mapping[int, int]) -> rules.Price:
        """What it would cost to have the members at these places in these teams together."""
        after = {**self.team_of, **moved}
        cost = sum(each.penalty for each in rules.parts(self.people, self.rule, after))
        unmet = len(rules.unmet(self.people, self.rule, after))
        sizes = [[*after.values()].count(team) for team in range(len(self.teams))]
        return rules.Price(
            person=min(moved),
            team=moved[min(moved)],
            partner=None,
            penalty=cost - self.penalty,
            unmet=unmet - len(self.unmet),
            uneven=max(sizes) - min(sizes) > 1,
        )


def standing(store: Store, cohort_id: int) -> Standing:
    """The teams of a cohort as they are."""
    with store.read() as session:
        people = members(session, cohort_id, store.today())
        known = teams(session, cohort_id)
        rows = criteria.rows_of(session, cohort_id)
        astray = _astray(session, cohort_id)
    ids = [team.id for team in known]
    rule = criteria.rule_of(rows, people, ids, [team.name for team in known])
    asked = criteria.people_of(people, ids)
    team_of = {
        number: ids.index(member.team_id) if member.team_id in ids else rules.NOWHERE
        for number, member in enumerate(people)
    }
    shown = tuple(Team(team.id, team.name, team.title or "", team.field or "") for team in known)
    told = bool(known and people)
    return Standing(
        tuple(people),
        shown,
        team_of,
        rules.parts(asked, rule, team_of) if told else (),
        rules.unmet(asked, rule, team_of) if told else (),
        frozenset(row.trainee_id for row in rows if row.kind == PINNED and row.trainee_id is not None),
        astray,
        tuple(asked),
        rule,
    )


def _astray(session: Session, cohort_id: int) -> tuple[str, ...]:
    """Graduates of the last stage who are in no team, and people whom two stages put into two: the reason with each name."""
    rows = session.scalars(
        select(Enrolment).join(Stage).where(Stage.cohort_id == cohort_id).order_by(Stage.position)
    ).all()
    last = max((row.stage.position for row in rows), default=0)
    found: dict[int, list[Enrolment]] = {}
    for row in rows:
        found.setdefault(row.trainee_id, []).append(row)
    labels = dict(
        zip(
            found,
            told_apart(
                [(own[0].trainee.person.name, own[0].trainee.person.birth_date) for own in found.values()]
            ),
            strict=True,
        )
    )
    told = []
    for trainee_id, own in found.items():
        in_teams = {row.team_id for row in own if row.team_id is not None}
        graduated = any(row.stage.position == last and row.status == "수료" for row in own)
        if graduated and not in_teams:
            told.append(f"{labels[trainee_id]}: 수료했지만 팀이 없습니다.")
        elif len(in_teams) > 1:
            names = sorted(session.get_one(ProjectTeam, each).name for each in in_teams)
            told.append(f"{labels[trainee_id]}: 두 팀에 있습니다({', '.join(names)}).")
    return tuple(sorted(told))
