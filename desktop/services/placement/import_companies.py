"""Companies: one by its business registration number."""

import re
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy.orm import Session

from desktop.model.placement import COMPANY_FIELDS, Company
from desktop.services.datafile.operations import Operation
from desktop.services.intake import matching as matching
from desktop.services.intake.importer import Importer, Needed
from desktop.services.intake.plan import Parsed, Problem, Resolution, Target

_KEYS = tuple(f.key for f in COMPANY_FIELDS)
_TITLES = matching.titles_of(COMPANY_FIELDS)
_FORM = re.compile(r"\(주\)|㈜|주식회사|\(유\)|유한회사|[\s.·]")
NOT_THE_COMPANY: Final = re.compile(r"대표|작성|비상|긴급|추천")
"""Somebody or something else under a heading that a company's could have."""
_OTHER_NAME = "{}행과 사업자등록번호가 같은데 기업명이 다릅니다. 번호를 확인해 주세요."
_BACKWARDS = "협약 종료일이 협약일보다 앞섭니다. 두 날짜를 확인해 주세요."


@dataclass(slots=True)
class _Writes:
    new: list[int] = field(default_factory=list)
    changes: list[matching.Changes] = field(default_factory=list)


def plain_name(name: str) -> str:
    """A company's name without its legal form, spaces and dots: '(주) 한빛' and '㈜한빛' are one."""
    return _FORM.sub("", name)


def resolve(session: Session, parsed: Parsed, _target: Target) -> Resolution:
    """Find, for every row, the company it is; nothing is written."""
    result, writes = Resolution(), _Writes()
    keys, rows = matching.rows_of(parsed, _KEYS)
    known = {row.registration_number: row for row in matching.existing(session, Company, _KEYS)}
    for position in _within_the_file(parsed, result):
        number = parsed.numbers[position]
        company = known.get(parsed.columns["registration_number"][position])
        values = dict(zip(keys, rows[position], strict=True))
        if company is None:
            changed = values
            stands = values
        else:
            changed, told = matching.differing(number, _TITLES, keys, rows[position], company._mapping)
            stands = {**company._mapping, **changed}
        if (
            stands.get("agreed_on")
            and stands.get("agreed_until")
            and stands["agreed_until"] < stands["agreed_on"]
        ):
            title = parsed.titles.get("agreed_until", _TITLES["agreed_until"])
            result.problems[position] = Problem(number, title, str(stands["agreed_until"]), _BACKWARDS)
        elif company is None:
            writes.new.append(position)
            result.added.append(position)
        elif changed:
            writes.changes.append({"id": company.id, **changed})
            result.differences += told
            result.updated.append(position)
        else:
            result.duplicates.append(position)
    result.writes = writes
    return result


def _within_the_file(parsed: Parsed, result: Resolution) -> list[int]:
    """The rows that are first to name a company."""
    seen: dict[str, int] = {}
    names = parsed.columns["name"]
    for position, registration in enumerate(parsed.columns["registration_number"]):
        first = seen.setdefault(registration, position)
        if first == position:
            continue
        if plain_name(names[first]) == plain_name(names[position]):
            matching.note_repeat(parsed, result, first, position, parsed.keys)
            result.duplicates.append(position)
        else:
            earlier = parsed.numbers[first]
            result.problems[position] = matching.doubtful(
                parsed, position, "registration_number", earlier, _OTHER_NAME
            )
    return list(seen.values())


def write(op: Operation, parsed: Parsed, resolution: Resolution, _target: Target) -> None:
    """Write what `resolve` found."""
    writes: _Writes = resolution.writes
    companies = [{key: parsed.column(key)[position] for key in _KEYS} for position in writes.new]
    for values in companies:
        for key in ("renews", "in_district"):
            values[key] = bool(values[key])  # a sheet that says nothing of it
    op.insert_many(Company, companies, read=True)
    op.update_many(Company, writes.changes)


IMPORTER: Final = Importer(
    kind="companies",
    title="기업",
    noun="기업",
    counter="곳",
    fields=COMPANY_FIELDS,
    required=(Needed("기업명", ("name",)), Needed("사업자등록번호", ("registration_number",))),
    resolve=resolve,
    write=write,
    not_mine=NOT_THE_COMPANY,
)
