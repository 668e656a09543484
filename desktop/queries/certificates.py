"""The register of certificates (발급대장)."""

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.orm import join

from desktop.model.board import Board
from desktop.model.certificates import CERTIFICATE_FIELDS, Certificate
from desktop.model.people import Person
from desktop.model.training import Cohort
from desktop.queries.list_spec import Column, ListSpec, Scope
from desktop.rules.fields import Field

_field = {field.key: field for field in CERTIFICATE_FIELDS}


def _within(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    """Those of the cohort in work, and with them those of the term of the board in work."""
    if scope.cohort_id is None:
        return ()
    own = Certificate.cohort_id == scope.cohort_id
    return (own if scope.board_id is None else or_(own, Certificate.board_id == scope.board_id),)


CERTIFICATES = ListSpec(
    kind="certificates",
    title="발급대장",
    paper="수료증 발급대장",
    noun="수료증",
    counter="건",
    id=Certificate.id,
    source=lambda _scope: join(
        join(
            join(Certificate, Person, Person.id == Certificate.person_id),
            Cohort,
            Cohort.id == Certificate.cohort_id,
            isouter=True,
        ),
        Board,
        Board.id == Certificate.board_id,
        isouter=True,
    ),
    narrowed_to="cohorts",
    where=_within,
    columns=(
        Column(_field["number"], Certificate.number, 130, searched=True),
        Column(_field["name"], Certificate.name, 110, searched=True),
        Column(_field["birth_date"], Certificate.birth_date, 120),
        Column(_field["course"], Certificate.course, 220, searched=True),
        Column(_field["issued_on"], Certificate.issued_on, 120),
        Column(_field["status"], Certificate.status, 90),
        Column(_field["kind"], Certificate.kind, 100),
        Column(_field["issuer"], Certificate.issuer, 180),
        Column(_field["reason"], Certificate.reason, 160),
        Column(_field["status_on"], Certificate.status_on, 120, shown=False),
        Column(Field("cohort", "기수"), func.coalesce(Cohort.name, Board.name), 150, shown=False),
    ),
    order=(("number", False),),
    tables=frozenset({"certificate"}),
    initials=(Person.name_initials,),
    last_four=(Person.phone_last4,),
    empty="교육생 목록에서 '수료증 발급'을 누르면 여기에 번호와 함께 남습니다.",
)

LISTS = (CERTIFICATES,)
