"""Ranks out of the sheets that companies send back: joined to their people by name and birth date, never by their place."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.people import PERSON_FIELDS
from desktop.model.placement import Opening
from desktop.rules.fields import Field
from desktop.services.datafile.operations import Operation
from desktop.services.intake.importer import Importer, Needed
from desktop.services.intake.people import NOT_THE_PERSON
from desktop.services.intake.plan import Difference, Parsed, Problem, Resolution, Target
from desktop.services.placement.matching import market, ranking
from desktop.services.placement.matching.market import Person
from desktop.services.placement.matching.ranking import Rank, Spot
from desktop.text.hangul import clean, clean_name

_PERSON = {each.key: each for each in PERSON_FIELDS}
FIELDS = (
    _PERSON["name"],
    _PERSON["birth_date"],
    Field("company", "기업", aliases=("기업명", "회사", "회사명", "업체명")),
    Field("duty", "직무", aliases=("모집 직무", "모집직무", "담당직무", "모집분야")),
    Field("cohort", "기수"),
    Field("side", "순위를 둔 쪽", aliases=("둔 쪽", "구분")),
    Field("rank", "순위", aliases=("희망 순위", "희망순위", "선호 순위", "선호순위"), max_length=20),
)


@dataclass(slots=True)
class _Cohort:
    """The people of a cohort by how a sheet can call them."""

    by_name: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))

    def person(self, name: str, born: Any) -> Person:
        """Raises UserError where it is nobody, or could be two."""
        found = [
            each
            for each in self.by_name.get(clean_name(name), [])
            if born is None or each.born in {born, None}
        ]
        if not found:
            raise UserError("이 기수의 매칭 명단에 없는 사람입니다. 성명과 생년월일을 확인해 주세요.", "name")
        if len(found) > 1:
            raise UserError("같은 이름이 여럿입니다. 생년월일을 적어 주세요.", "birth_date")
        return found[0]


def resolve(session: Session, parsed: Parsed, _target: Target) -> Resolution:
    """Whose rank of whom each row tells and what it changes; nothing is written."""
    result = Resolution()
    openings = session.scalars(select(Opening).where(Opening.cohort_id.is_not(None))).all()
    cohorts: dict[int, _Cohort] = {}
    there = ranking.standing(session, {row.id for row in openings})
    writes: dict[Spot, Rank] = {}
    seen: dict[Spot, int] = {}
    for position, number in enumerate(parsed.numbers):
        row = {each.key: parsed.column(each.key)[position] for each in FIELDS}
        try:
            opening = _opening(openings, row)
            cohort = _cohort(session, cohorts, opening.cohort_id or 0)
            person = cohort.person(str(row["name"] or ""), row["birth_date"])
            spot = Spot(ranking.side_of(str(row["side"] or "")), person.trainee_id, opening.id)
            rank = ranking.rank_of(str(row["rank"] or ""))
            if spot in seen:
                first = parsed.rows.shown(parsed.numbers[seen[spot]])
                raise UserError(f"{first}행과 같은 사람, 같은 모집입니다. 한 줄만 남겨 주세요.", "name")
        except UserError as error:
            key = error.field or "name"
            title = parsed.titles.get(key, next(each.title for each in FIELDS if each.key == key))
            who = str(row["name"] or "")
            result.problems[position] = Problem(number, title, str(row[key] or ""), f"{who}: {error.message}")
            continue
        seen[spot] = position
        known = there.get(spot)
        if rank is None or rank == known:
            result.duplicates.append(position)
            continue
        writes[spot] = rank
        if known is None:
            result.added.append(position)
        else:
            title = parsed.titles.get("rank", "순위")
            result.differences.append(Difference(number, title, ranking.shown(known), ranking.shown(rank)))
            result.updated.append(position)
    result.writes = writes
    return result


def write(op: Operation, _parsed: Parsed, resolution: Resolution, _target: Target) -> None:
    """Write what was found."""
    ranking.write(op, resolution.writes)


def _opening(openings: Sequence[Opening], row: dict[str, Any]) -> Opening:
    """The opening a row names; of several alike that of the latest cohort that has only one."""
    company, duty, cohort = (clean(str(row[key] or "")).strip() for key in ("company", "duty", "cohort"))
    found = [each for each in openings if each.company.name == company]
    if not found:
        raise UserError("모집이 있는 기업 가운데 이 이름이 없습니다. 기업 이름을 확인해 주세요.", "company")
    if duty:
        found = [each for each in found if each.duty == duty]
        if not found:
            raise UserError(f"{company}에 이 직무의 모집이 없습니다. 직무를 확인해 주세요.", "duty")
    if cohort:
        found = [
            each for each in found if each.cohort and cohort in {each.cohort.name, str(each.cohort.year)}
        ]
        if not found:
            raise UserError(f"{company}에 이 기수의 모집이 없습니다. 기수를 확인해 주세요.", "cohort")
    latest = max(_year(each) for each in found)
    found = [each for each in found if _year(each) == latest]
    if len(found) > 1:
        raise UserError(f"{company}의 모집이 여럿입니다. 직무나 기수를 적어 주세요.", "duty")
    return found[0]


def _year(opening: Opening) -> int:
    return opening.cohort.year if opening.cohort else 0


def _cohort(session: Session, known: dict[int, _Cohort], cohort_id: int) -> _Cohort:
    if cohort_id not in known:
        known[cohort_id] = _Cohort()
        for person in market.read(session, cohort_id).people.values():
            known[cohort_id].by_name[clean_name(person.name)].append(person)
    return known[cohort_id]


IMPORTER: Final = Importer(
    kind="preferences",
    title="희망 순위표",
    noun="희망 순위",
    counter="건",
    fields=FIELDS,
    required=(Needed("성명", ("name",)), Needed("기업", ("company",)), Needed("순위", ("rank",))),
    resolve=resolve,
    write=write,
    not_mine=NOT_THE_PERSON,
)
