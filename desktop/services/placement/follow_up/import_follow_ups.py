"""What was found out about people taken on: the list of follow-ups, filled in by who asked, comes back (feature row CO-23)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.follow_up import FOLLOW_UP_FIELDS, FollowUp
from desktop.model.people import PERSON_FIELDS
from desktop.rules.fields import Field
from desktop.services.datafile.operations import Operation
from desktop.services.intake import matching
from desktop.services.intake.importer import Importer, Needed
from desktop.services.intake.people import NOT_THE_PERSON
from desktop.services.intake.plan import Parsed, Problem, Resolution, Target
from desktop.services.placement.import_companies import plain_name
from desktop.text.hangul import clean_name

_PERSON = {each.key: each for each in PERSON_FIELDS}
_OWN = {each.key: each for each in FOLLOW_UP_FIELDS}
_KEYS = ("found", "evidence", "checked_on", "note")
FIELDS = (
    replace(_PERSON["name"], aliases=(*_PERSON["name"].aliases, "교육생", "인턴")),
    _PERSON["birth_date"],
    Field("company", "기업", aliases=("기업명", "회사", "회사명")),
    replace(_OWN["months"], aliases=("개월", "확인 시점", "경과 개월")),
    replace(_OWN["found"], aliases=("결과", "고용 상태", "재직 여부")),
    replace(_OWN["evidence"], aliases=("증빙 종류", "확인 방법")),
    replace(_OWN["checked_on"], aliases=("확인일",)),
    _OWN["note"],
)
_TITLES = matching.titles_of(FIELDS)


def resolve(session: Session, parsed: Parsed, _target: Target) -> Resolution:
    """Find, for every row, the follow-up it answers; nothing is written."""
    result = Resolution(writes={})
    known: dict[tuple[str, int], list[FollowUp]] = defaultdict(list)
    for follow_up in session.scalars(select(FollowUp).order_by(FollowUp.id)):
        known[clean_name(follow_up.match.trainee.person.name), follow_up.months].append(follow_up)
    seen: dict[int, int] = {}
    for position, number in enumerate(parsed.numbers):
        row = {each.key: parsed.column(each.key)[position] for each in FIELDS}
        try:
            found = _meant(known[clean_name(row["name"]), row["months"]], row)
            if found.id in seen:
                earlier = parsed.rows.shown(parsed.numbers[seen[found.id]])
                raise UserError(f"{earlier}행과 같은 확인입니다. 한 줄만 남겨 주세요.", "months")
            seen[found.id] = position
            now = {key: getattr(found, key) for key in _KEYS}
            new = tuple(row[key] for key in _KEYS)
            changed, told = matching.differing(number, _TITLES, _KEYS, new, now)
            _check({**now, **changed})
        except UserError as error:
            key = error.field or "name"
            title = parsed.titles.get(key, _TITLES[key])
            result.problems[position] = Problem(number, title, str(row[key] or ""), error.message)
            continue
        if changed:
            result.writes[found.id] = changed
            result.differences += told
            result.updated.append(position)
        else:
            result.duplicates.append(position)
    return result


def _meant(named_so: Sequence[FollowUp], row: dict[str, Any]) -> FollowUp:
    """The one follow-up of the person after so many months. Raises UserError where it is none, or could be two."""
    company = plain_name(row["company"] or "")
    found = [
        each
        for each in named_so
        if matching.agree(row["birth_date"], each.match.trainee.person.birth_date)
        and company in {"", plain_name(each.match.opening.company.name)}
    ]
    if not found:
        raise UserError(
            "이 사람의 이 확인이 없습니다. 성명과 개월을 보거나, '확인할 것 만들기'를 먼저 눌러 주세요.",
            "name",
        )
    if len(found) > 1:
        raise UserError("같은 이름이 여럿입니다. 생년월일이나 기업을 적어 주세요.", "birth_date")
    return found[0]


def _check(stands: dict[str, Any]) -> None:
    if (stands["found"] is None) != (stands["evidence"] is None):
        raise UserError("확인 결과와 증빙을 함께 적어 주세요.", "evidence")


def write(op: Operation, _parsed: Parsed, resolution: Resolution, _target: Target) -> None:
    """Write what `resolve` found; what says no day was found out today."""
    today = op.at.astimezone().date()
    for row_id, changed in resolution.writes.items():
        row = op.get(FollowUp, row_id)
        for key, value in changed.items():
            setattr(row, key, value)
        if row.found is not None and row.checked_on is None:
            row.checked_on = today


IMPORTER: Final = Importer(
    kind="follow_ups",
    title="사후 확인 결과",
    noun="사후 확인",
    counter="건",
    fields=FIELDS,
    required=(Needed("성명", ("name",)), Needed("몇 개월 뒤", ("months",))),
    resolve=resolve,
    write=write,
    not_mine=NOT_THE_PERSON,
)
