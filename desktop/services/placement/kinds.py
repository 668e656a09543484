"""The kinds of record from completion to a job."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from desktop.model.people import Person
from desktop.model.placement import COMPANY_FIELDS, MATCH_FIELDS, OPENING_FIELDS, Company, Match, Opening
from desktop.model.training import Trainee
from desktop.queries.card import Linked
from desktop.queries.placement import COMPANIES, MATCHES, OPENINGS
from desktop.queries.placement import internships as internship_queries
from desktop.rules.placement import MATCH
from desktop.rules.placement.companies import COMPANY
from desktop.services.placement import internships
from desktop.services.placement.companies import standing
from desktop.services.placement.follow_up import kinds as follow_up
from desktop.services.placement.internships import kinds as internship_kinds
from desktop.services.placement.interviews import kinds as interviews
from desktop.services.placement.matching import kinds as matching_kinds
from desktop.services.placement.subsidies import kinds as subsidies
from desktop.services.record_kind import Offered, RecordKind, plain_add
from desktop.text.dates import show_date

if TYPE_CHECKING:
    from desktop.services.intake.importer import Importer


def _openings_of(session: Session, company_id: int) -> Sequence[Linked]:
    openings = session.scalars(select(Opening).where(Opening.company_id == company_id)).all()
    return [Linked(f"모집: {row.duty} {row.places}명", "openings", row.id) for row in openings]


def _matches(session: Session, which: ColumnElement[bool]) -> Sequence[Linked]:
    return [
        Linked(
            f"{row.trainee.person.name} · {row.opening.company.name} · "
            f"{show_date(row.starts_on)} ~ {show_date(row.ends_on)} {row.status}",
            "matches",
            row.id,
        )
        for row in session.scalars(select(Match).join(Opening).where(which))
    ]


def _both_sides(session: Session, match_id: int) -> Sequence[Linked]:
    match = session.get(Match, match_id)
    if match is None:
        return ()
    return (
        Linked(f"교육생 {match.trainee.person.name}", "trainees", match.trainee_id),
        Linked(f"기업 {match.opening.company.name}", "companies", match.opening.company_id),
        Linked(f"모집 {match.opening.duty}", "openings", match.opening_id),
    )


def _opening_in_words(session: Session, row: Opening) -> str:
    left = internships.places_left(session, row)
    return f"{row.company.name} · {row.duty} · 남은 자리 {left}/{row.places}"


def _match_in_words(_session: Session, row: Match) -> str:
    return (
        f"{row.trainee.person.name} · {row.opening.company.name} · {show_date(row.starts_on)}~ {row.status}"
    )


def _importer() -> "Importer":
    from desktop.services.placement.import_companies import (
        IMPORTER,  # with the readers of sheets, only when asked for
    )

    return IMPORTER


def _opening_importer() -> "Importer":
    from desktop.services.placement.import_openings import IMPORTER

    return IMPORTER


KINDS = (
    RecordKind(
        kind="companies",
        table=Company,
        fields=COMPANY_FIELDS,
        label=lambda row: row.name,
        add=plain_add(Company),
        after=standing.settle,
        list=COMPANIES,
        flow=COMPANY,
        links=standing.facts,
        chosen=Offered(
            select(Company).order_by(Company.name),
            lambda _session, row: f"{row.name} ({row.registration_number})",
        ),
        importer=_importer,
        searched=True,
        past=True,
    ),
    RecordKind(
        kind="openings",
        table=Opening,
        fields=OPENING_FIELDS,
        label=lambda row: f"{row.company.name} {row.duty}",
        add=plain_add(Opening),
        list=OPENINGS,
        importer=_opening_importer,
        shown_on={"companies": _openings_of},
        chosen=Offered(
            select(Opening).join(Company).order_by(Company.name, Opening.duty),
            _opening_in_words,
            lambda scope: (
                ()
                if scope.cohort_id is None
                else ((Opening.cohort_id == scope.cohort_id) | Opening.cohort_id.is_(None),)
            ),
        ),
        searched=True,
        past=True,
    ),
    *interviews.KINDS,
    *matching_kinds.KINDS,
    RecordKind(
        kind="matches",
        table=Match,
        fields=MATCH_FIELDS,
        label=lambda row: f"{row.trainee.person.name}·{row.opening.company.name}",
        add=internships.add_match,
        after=internships.check_match,
        list=MATCHES,
        flow=MATCH,
        bars=internships.bars,
        moving=internships.moving,
        links=_both_sides,
        shown_on={
            "trainees": lambda session, row_id: _matches(session, Match.trainee_id == row_id),
            "companies": lambda session, row_id: _matches(session, Opening.company_id == row_id),
            "openings": lambda session, row_id: _matches(session, Match.opening_id == row_id),
        },
        chosen=Offered(
            select(Match).join(Opening).join(Trainee).join(Person).order_by(Person.name, Match.starts_on),
            _match_in_words,
            internship_queries.of_cohort,
        ),
        searched=True,
        past=True,
    ),
    *internship_kinds.KINDS,
    *subsidies.KINDS,
    *follow_up.KINDS,
)
