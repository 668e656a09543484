"""Openings: the places companies offer, by company, cohort and duty."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.placement import COMPANY_FIELDS, OPENING_FIELDS, Company, Match, Opening
from desktop.model.training import Cohort
from desktop.rules.fields import Field
from desktop.rules.placement import FREES_ITS_PLACE
from desktop.services.datafile.operations import Operation
from desktop.services.intake import matching
from desktop.services.intake.importer import Importer, Needed
from desktop.services.intake.plan import Parsed, Problem, Resolution, Target
from desktop.services.placement.import_companies import NOT_THE_COMPANY, plain_name

_OF_COMPANY = tuple(each for each in COMPANY_FIELDS if each.key in {"name", "registration_number"})
_OWN = tuple(each for each in OPENING_FIELDS if each.key not in {"company_id", "cohort_id"})
_KEYS = tuple(each.key for each in _OWN)
FIELDS = (*_OF_COMPANY, Field("cohort", "기수"), *_OWN)
_TITLES = matching.titles_of(FIELDS)


@dataclass(slots=True)
class _Writes:
    new: list[dict[str, Any]] = field(default_factory=list)
    changes: list[matching.Changes] = field(default_factory=list)


class _Known:
    """What the rows can name: companies, cohorts, the openings there are and how many places of each are taken."""

    def __init__(self, session: Session) -> None:
        companies = session.execute(select(Company.id, Company.name, Company.registration_number)).all()
        self.numbers = {number: row_id for row_id, _name, number in companies}
        self.names: dict[str, list[int]] = defaultdict(list)
        for row_id, name, _number in companies:
            self.names[plain_name(name)].append(row_id)
        self.cohorts = session.execute(
            select(Cohort.id, Cohort.name, Cohort.year).order_by(Cohort.year, Cohort.id)
        ).all()
        keys = ("company_id", "cohort_id", *_KEYS)
        rows = matching.existing(session, Opening, keys)
        self.openings = {(row.company_id, row.cohort_id, row.duty): row for row in rows}
        taken = (
            select(Match.opening_id, func.count())
            .where(Match.status.not_in(sorted(FREES_ITS_PLACE)))
            .group_by(Match.opening_id)
        )
        self.taken = {opening: count for opening, count in session.execute(taken)}  # noqa: C416

    def company(self, name: str, number: str | None) -> int:
        """Raises UserError where no company, or more than one, is meant."""
        found = [self.numbers[number]] if number in self.numbers else self.names.get(plain_name(name), [])
        if number is not None and number not in self.numbers:
            raise UserError("기업 목록에 없는 번호입니다. 기업을 먼저 적어 주세요.", "registration_number")
        if not found:
            raise UserError("기업 목록에 없는 기업입니다. 기업을 먼저 적어 주세요.", "name")
        if len(found) > 1:
            raise UserError("같은 이름의 기업이 여럿입니다. 사업자등록번호를 적어 주세요.", "name")
        return found[0]

    def cohort(self, written: str | None) -> int:
        """By name or year; the latest one where the row names none. Raises UserError where it is none."""
        found = [row_id for row_id, name, year in self.cohorts if written in {None, name, str(year)}]
        if not found:
            raise UserError("없는 기수입니다. 기수의 이름이나 연도를 적어 주세요.", "cohort")
        return found[-1]


def resolve(session: Session, parsed: Parsed, _target: Target) -> Resolution:
    """Find, for every row, the opening it tells of; nothing is written."""
    result, writes, known = Resolution(), _Writes(), _Known(session)
    seen: dict[tuple[int, int, str], int] = {}
    for position, number in enumerate(parsed.numbers):
        row = {each.key: parsed.column(each.key)[position] for each in FIELDS}
        try:
            company = known.company(row["name"], row["registration_number"])
            where = (company, known.cohort(row["cohort"]), row["duty"])
            if where in seen:
                earlier = parsed.rows.shown(parsed.numbers[seen[where]])
                raise UserError(f"{earlier}행과 같은 기업, 같은 직무입니다. 한 줄만 남겨 주세요.", "duty")
            seen[where] = position
            _put(known, row, where, result, writes, position, number)
        except UserError as error:
            key = error.field or "name"
            title = parsed.titles.get(key, _TITLES[key])
            result.problems[position] = Problem(number, title, str(row[key] or ""), error.message)
    result.writes = writes
    return result


def _put(
    known: _Known,
    row: dict[str, Any],
    where: tuple[int, int, str],
    result: Resolution,
    writes: _Writes,
    position: int,
    number: int,
) -> None:
    values = {key: row[key] for key in _KEYS}
    there = known.openings.get(where)
    if there is None:
        writes.new.append({"company_id": where[0], "cohort_id": where[1], **values})
        result.added.append(position)
        return
    changed, told = matching.differing(number, _TITLES, _KEYS, tuple(values.values()), there._mapping)
    taken = known.taken.get(there.id, 0)
    if changed.get("places", taken) < taken:
        raise UserError(f"이미 이어진 인턴 {taken}명보다 적습니다. 매칭을 먼저 정리해 주세요.", "places")
    if changed:
        writes.changes.append({"id": there.id, **changed})
        result.differences += told
        result.updated.append(position)
    else:
        result.duplicates.append(position)


def write(op: Operation, _parsed: Parsed, resolution: Resolution, _target: Target) -> None:
    """Write what `resolve` found."""
    writes: _Writes = resolution.writes
    op.insert_many(Opening, writes.new)
    op.update_many(Opening, writes.changes)


IMPORTER: Final = Importer(
    kind="openings",
    title="인턴 모집",
    noun="모집",
    counter="건",
    fields=FIELDS,
    required=(Needed("기업명", ("name",)), Needed("직무", ("duty",)), Needed("모집 인원", ("places",))),
    resolve=resolve,
    write=write,
    not_mine=NOT_THE_COMPANY,
)
