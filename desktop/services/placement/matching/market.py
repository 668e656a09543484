"""What a cohort's matching starts from, read at one look: people, openings, both sides' ranks, places, pairs decided beforehand."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.matching import MatchingPair, MatchingPlan, PlanLine, Preference
from desktop.model.placement import Company, Match, Opening
from desktop.model.training import Enrolment, Stage, Trainee
from desktop.rules.matching import Pair
from desktop.rules.placement import FIXED, FREES_ITS_PLACE, SIDES
from desktop.rules.placement.companies import TAKES_NOBODY
from desktop.rules.training import EnrolmentStatus
from desktop.services.training.teams.people import told_apart

TRAINEES, COMPANIES = SIDES
Ranks = Mapping[int, list[list[int]]]
"""The ids each id ranks, best first, those that share a rank together; what is not there is impossible."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to be matched. ``label`` tells namesakes apart."""

    trainee_id: int
    name: str
    label: str
    born: dt.date | None


@dataclass(frozen=True, slots=True)
class Place:
    """An opening. ``label`` tells the openings of one company apart; ``places`` are all it offers to this matching."""

    opening_id: int
    label: str
    company: str
    duty: str
    places: int
    starts_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Market:
    """All a plan is made of. ``held`` are internships that stand already: fixed in every plan, as are the ``fixed`` pairs.

    ``refused`` are the pairs in which either side said 불가, ``pinned`` those of the fixed pairs that people fixed. ``left`` are the
    names of those who had an internship and called it off or ended it early: they are placed again by hand alone.
    """

    cohort_id: int
    people: Mapping[int, Person]
    openings: Mapping[int, Place]
    trainees: Ranks
    companies: Ranks
    refused: frozenset[Pair]
    held: Mapping[int, int]
    fixed: tuple[Pair, ...]
    forbidden: tuple[Pair, ...]
    pinned: frozenset[Pair]
    left: tuple[str, ...]

    @property
    def places(self) -> dict[int, int]:
        """The places of each opening."""
        return {each.opening_id: each.places for each in self.openings.values()}

    @property
    def silent(self) -> list[str]:
        """Openings whose company has ranked nobody: no plan gives them anybody."""
        return [each.label for each in self.openings.values() if not any(self.companies[each.opening_id])]

    def named(self, each: int) -> str:
        """What a trainee is called; an opening has a negative id."""
        return self.openings[-each].label if each < 0 else self.people[each].label

    def choice(self, trainee_id: int, opening_id: int | None) -> int | None:
        """As which choice the trainee named the opening; None where he or she did not."""
        return rank_in(self.trainees[trainee_id], opening_id)

    def settings(self) -> dict[str, Any]:
        """What a plan keeps of what it was made of: plain lists, as JSON has them."""
        return {
            "trainees": [[each, ranked] for each, ranked in self.trainees.items()],
            "openings": [[each, ranked] for each, ranked in self.companies.items()],
            "places": [[each, number] for each, number in self.places.items()],
            "fixed": [list(pair) for pair in self.fixed],
            "forbidden": [list(pair) for pair in self.forbidden],
        }


def rank_in(ranked: Sequence[Sequence[int]], each: int | None) -> int | None:
    """The rank of an id from 1; None where it is not listed."""
    return next((rank for rank, group in enumerate(ranked, 1) if each in group), None)


def read(session: Session, cohort_id: int) -> Market:
    """The market of a cohort. Raises UserError, with names, where what was decided beforehand cannot hold.

    Its people have completed the cohort's last stage that anybody is in, or rank or are ranked by one of its openings, or
    work there already.
    """
    rows = _openings(session, cohort_id)
    ids = {row.id for row in rows}
    ranked = _preferences(session, ids)
    of_them = select(Match).where(Match.opening_id.in_(ids)).order_by(Match.starts_on, Match.id)
    every = session.scalars(of_them).all()
    matches = [match for match in every if match.status not in FREES_ITS_PLACE]
    held = {match.trainee_id: match.opening_id for match in matches}
    left = {match.trainee_id for match in every} - set(held) - _displaced(session, cohort_id)
    people = _people(session, cohort_id, {each.trainee_id for each in ranked} | set(held), left)
    inside = {each.trainee_id for each in people}
    outside = Counter(match.opening_id for match in matches if held[match.trainee_id] != match.opening_id)
    openings = _places(rows, outside, Counter(held.values()))
    pinned, fixed, forbidden = _pairs(session, inside, ids, held)
    market = Market(
        cohort_id=cohort_id,
        people={each.trainee_id: each for each in people},
        openings={each.opening_id: each for each in openings},
        trainees=_ranks(
            inside,
            ((row.trainee_id, row.rank, row.opening_id) for row in ranked if row.side == TRAINEES),
            ids,
        ),
        companies=_ranks(
            (each.opening_id for each in openings),
            ((row.opening_id, row.rank, row.trainee_id) for row in ranked if row.side == COMPANIES),
            inside,
        ),
        refused=frozenset(
            (each.trainee_id, each.opening_id)
            for each in ranked
            if each.rank is None and each.trainee_id in inside
        ),
        held=held,
        fixed=fixed,
        forbidden=forbidden,
        pinned=pinned,
        left=tuple(sorted({match.trainee.person.name for match in every if match.trainee_id in left})),
    )
    _check(market)
    return market


def _openings(session: Session, cohort_id: int) -> Sequence[Opening]:
    """Those of companies that take people, and those where somebody works already."""
    taken = select(Match.opening_id).where(Match.status.not_in(sorted(FREES_ITS_PLACE)))
    open_to = Company.status.not_in(sorted(TAKES_NOBODY)) | Opening.id.in_(taken)
    rows = session.scalars(select(Opening).join(Company).where(Opening.cohort_id == cohort_id, open_to)).all()
    return sorted(rows, key=lambda row: (row.company.name, row.duty, row.id))


def _places(rows: Sequence[Opening], taken: Mapping[int, int], held: Mapping[int, int]) -> list[Place]:
    of_company = Counter(row.company_id for row in rows)
    alike = Counter((row.company_id, row.duty) for row in rows)
    found = []
    for row in rows:
        label = row.company.name if of_company[row.company_id] == 1 else f"{row.company.name} {row.duty}"
        label += f" #{row.id}" if alike[row.company_id, row.duty] > 1 else ""
        left = max(row.places - taken.get(row.id, 0), 0)
        if row.company.status in TAKES_NOBODY:
            left = min(left, held.get(row.id, 0))
        found.append(Place(row.id, label, row.company.name, row.duty, left, row.starts_on))
    return found


def _preferences(session: Session, openings: Iterable[int]) -> list[Preference]:
    of_them = select(Preference).where(Preference.opening_id.in_(openings))
    return list(session.scalars(of_them.order_by(Preference.rank, Preference.id)))


def _displaced(session: Session, cohort_id: int) -> set[int]:
    """Whom the plan accepted last left without an opening: they wait for one still."""
    last = (
        select(MatchingPlan.id)
        .where(MatchingPlan.cohort_id == cohort_id, MatchingPlan.accepted_on.is_not(None))
        .order_by(MatchingPlan.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    lines = select(PlanLine.trainee_id).where(PlanLine.plan_id == last, PlanLine.opening_id.is_(None))
    return set(session.scalars(lines))


def _people(session: Session, cohort_id: int, ranked: set[int], left: set[int]) -> list[Person]:
    enrolments = session.execute(
        select(Enrolment.trainee_id, Enrolment.status, Stage.id)
        .join(Stage)
        .where(Stage.cohort_id == cohort_id)
        .order_by(Stage.position.desc(), Stage.id.desc())
    ).all()
    last = enrolments[0][2] if enrolments else None
    done = {who for who, status, stage in enrolments if (status, stage) == (_DONE, last)}
    rows = session.scalars(select(Trainee).where(Trainee.id.in_((done | ranked) - left))).all()
    rows = sorted(rows, key=lambda row: (row.person.name, str(row.person.birth_date), row.id))
    labels = told_apart([(row.person.name, row.person.birth_date) for row in rows])
    return [
        Person(row.id, row.person.name, label, row.person.birth_date)
        for row, label in zip(rows, labels, strict=True)
    ]


_DONE = EnrolmentStatus.COMPLETED.value


def _pairs(
    session: Session, people: set[int], openings: set[int], held: Mapping[int, int]
) -> tuple[frozenset[Pair], tuple[Pair, ...], tuple[Pair, ...]]:
    """Those fixed by people, all that are fixed, and the forbidden ones; where somebody works already, that is what stands."""
    of_them = select(MatchingPair).where(MatchingPair.opening_id.in_(openings)).order_by(MatchingPair.id)
    rows = [row for row in session.scalars(of_them) if row.trainee_id in people]
    free = [row for row in rows if row.trainee_id not in held]
    fixed = [(row.trainee_id, row.opening_id) for row in free if row.verdict == FIXED]
    barred = [
        (row.trainee_id, row.opening_id)
        for row in rows
        if row.verdict != FIXED and held.get(row.trainee_id) != row.opening_id
    ]
    pinned = frozenset((row.trainee_id, row.opening_id) for row in rows if row.verdict == FIXED)
    return pinned, (*sorted(held.items()), *fixed), tuple(barred)


def _ranks(ids: Iterable[int], ranked: Iterable[tuple[int, int | None, int]], there: Set[int]) -> Ranks:
    """Who is not there any more leaves the rank empty: those behind keep theirs."""
    found: dict[int, dict[int, list[int]]] = {each: {} for each in ids}
    for whose, rank, each in ranked:
        if rank is not None and whose in found:
            found[whose].setdefault(rank, []).append(each)
    return {
        whose: [sorted(each for each in row[rank] if each in there) for rank in sorted(row)]
        for whose, row in found.items()
    }


def _check(market: Market) -> None:
    """The rules refuse by ids; a person mends by names."""
    at: dict[int, int] = {}
    for trainee, opening in market.fixed:
        if at.setdefault(trainee, opening) != opening:
            places = f"{market.openings[at[trainee]].label}, {market.openings[opening].label}"
            raise UserError(
                f"{market.people[trainee].label}님이 두 곳에 고정되어 있습니다: {places}. 짝 하나를 지워 주세요.",
                "fixed",
            )
    for opening, number in Counter(at.values()).items():
        place = market.openings[opening]
        if number > place.places:
            raise UserError(
                f"{place.label}: {place.places}자리에 {number}명이 고정되어 있습니다. "
                "짝을 지우거나 모집 인원을 늘려 주세요.",
                "fixed",
            )
