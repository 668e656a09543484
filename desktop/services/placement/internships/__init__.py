"""Placements as they are written: places are never given twice, nobody is in two companies at once."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.placement import Company, Match, Opening
from desktop.rules.placement import FREES_ITS_PLACE, MatchStatus
from desktop.rules.placement.companies import TAKES_NOBODY
from desktop.rules.training import LEFT_WITHOUT_COMPLETING
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.services.placement.companies import standing
from desktop.services.placement.settings import INTERNSHIP_MONTHS
from desktop.services.training.programme import latest_enrolments
from desktop.text import business_number
from desktop.text.dates import months_end, show_date
from desktop.text.particles import attach

_RUNS = frozenset({MatchStatus.PLANNED.value, MatchStatus.WORKING.value})


def end_of_internship(store: Store, start: dt.date) -> dt.date:
    """The last day of an internship that starts on ``start``: the office's months, counted by 민법 제160조."""
    return months_end(start, value(store, INTERNSHIP_MONTHS))


def rule_of_end(store: Store) -> str:
    """The rule by which an internship ends, as it is printed beside the date."""
    months = value(store, INTERNSHIP_MONTHS)
    return f"시작일부터 {months}개월: 같은 날의 전날, 그날이 없는 달은 말일(민법 제160조)"


def company_with(store: Store, registration_number: str) -> tuple[int, str] | None:
    """Id and name of the company known by a business registration number, written any way; None without one."""
    try:
        number = business_number.parse(registration_number)
    except UserError:  # half a number is nobody's yet
        return None
    with store.read() as session:
        found = session.scalar(select(Company).where(Company.registration_number == number))
        return None if found is None else (found.id, found.name)


def question(store: Store, trainee_id: int) -> str:
    """What to think of before this trainee is matched: that the programme was left without completing it, and why.

    '' where there is nothing to ask. It stands in nobody's way: whoever left may still be taken on.
    """
    with store.read() as session:
        stood = latest_enrolments(session, [trainee_id], None).get(trainee_id)
        if stood is None or stood.status not in LEFT_WITHOUT_COMPLETING:
            return ""
        name, reason = stood.trainee.person.name, f"({stood.reason})" if stood.reason else ""
        where = f"{stood.stage.cohort.name} {stood.stage.name}"
        return f"{name}님은 {where}에서 '{stood.status}'입니다{reason}. 그래도 매칭할까요?"


def places_left(session: Session, opening: Opening, *, besides: int | None = None) -> int:
    """Places of an opening still free, not counting the match with the id ``besides``."""
    taken = select(func.count()).where(
        Match.opening_id == opening.id,
        Match.status.not_in(sorted(FREES_ITS_PLACE)),
        Match.id != (besides or 0),
    )
    return opening.places - int(session.scalar(taken) or 0)


def check_match(op: Operation, match: Match, values: Mapping[str, Any]) -> None:
    """Refuse a match at a company that takes nobody, or over another placement of the same trainee; to the field it is about.

    One that is taken up again after an early end lasts as long as was agreed.
    """
    if match.agreed_until is not None and match.status in _RUNS:
        match.ends_on, match.agreed_until, match.ended_by = match.agreed_until, None, None
    op.session.flush()
    if "opening_id" in values:
        standing.check_takes(match.opening.company)
    if match.ends_on < match.starts_on:
        raise UserError("종료일이 시작일보다 앞섭니다. 두 날짜를 확인해 주세요.", "ends_on")
    others = op.session.scalars(
        select(Match).where(
            Match.trainee_id == match.trainee_id,
            Match.id != match.id,
            Match.status != MatchStatus.CANCELLED.value,
            Match.starts_on <= match.ends_on,
            Match.ends_on >= match.starts_on,
        )
    ).all()
    if others and match.status != MatchStatus.CANCELLED.value:
        other = others[0]
        advice = (
            "기간을 바꾸거나 그 매칭을 먼저 취소해 주세요."
            if other.status == MatchStatus.PLANNED.value
            else "그 매칭의 종료일을 실제로 끝난 날로 고치거나 기간을 바꿔 주세요."
        )
        raise UserError(
            f"같은 기간에 {other.opening.company.name} 인턴십이 있습니다"
            f"({show_date(other.starts_on)} ~ {show_date(other.ends_on)}). {advice}",
            "starts_on",
        )


def bars(session: Session, match_ids: Sequence[int], to: str) -> str:
    """Nobody begins at a company that was left out, or put in reserve, after the match: which one, and how it stands."""
    return ", ".join(
        f"{company.name}: '{company.status}' 기업"
        for company in _closed(session, match_ids if to == MatchStatus.WORKING.value else ())
    )


def moving(op: Operation, match: Match, to: str, _values: Mapping[str, Any]) -> None:
    """Raise UserError where a planned internship would begin at a company that takes nobody any more."""
    for company in _closed(op.session, [match.id] if to == MatchStatus.WORKING.value else ()):
        raise UserError(
            f"{attach(company.name, '은/는')} 매칭한 뒤 {standing.how(company)} 기업이 되어 시작할 수 없습니다. "
            "'기업'에서 다시 승인하거나, 이 매칭을 취소하고 다른 모집에 매칭해 주세요.",
            "status",
        )


def _closed(session: Session, match_ids: Sequence[int]) -> Sequence[Company]:
    """The companies that take nobody, of matches that have not begun: whoever works there already stays."""
    return session.scalars(
        select(Company)
        .join(Opening)
        .join(Match)
        .where(
            Match.id.in_(match_ids),
            Match.status == MatchStatus.PLANNED.value,
            Company.status.in_(sorted(TAKES_NOBODY)),
        )
        .distinct()
    ).all()


def add_match(op: Operation, values: Mapping[str, Any], _scope: object) -> Match:
    """A new match; refused with the reason when its opening has no place left."""
    opening = op.get(Opening, values["opening_id"])
    standing.check_takes(opening.company)
    if places_left(op.session, opening) < 1:
        raise UserError(
            f"{opening.company.name} '{opening.duty}' 모집 {opening.places}명이 모두 찼습니다. "
            "모집 인원을 늘리거나 다른 모집을 골라 주세요.",
            "opening_id",
        )
    return op.add(Match(**values))
