"""The day under which numbers are given: a number is never taken back, so neither a slip nor a wrong clock may choose it."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.certificates import NumberSeries
from desktop.model.journal import Operation
from desktop.services.certificates.numbers import KIND
from desktop.services.certificates.occasions import Occasion
from desktop.services.datafile.store import Store
from desktop.text.dates import show_date

_FARTHEST_AHEAD = dt.timedelta(days=366)


def refuse_implausible(session: Session, day: dt.date, occasion: Occasion, today: dt.date) -> None:
    """Raise UserError for a day before the course or term began, or more than a year ahead, which no document bears.

    Ahead of today, or of the last operation where the clock was set back.
    """
    if day < occasion.began:
        raise UserError(
            f"발급일 {show_date(day)}은 {occasion.began_told}보다 앞섭니다. 발급일을 확인하거나 '기수 고치기'에서 고쳐 주세요.",
            "issue_date",
        )
    if day > max(today, _last_day(session, today)) + _FARTHEST_AHEAD:
        raise UserError(f"발급일 {show_date(day)}은 1년도 더 뒤입니다. 연도를 확인해 주세요.", "issue_date")


def question(store: Store, day: dt.date, kind: str = KIND) -> str:
    """What to ask before numbers are given under this date, in sentences; '' where there is nothing to ask.

    Neither a slip of the hand nor a wrong clock may begin another year's numbers.
    """
    asked = []
    if day != store.today():
        asked.append(f"발급일이 오늘이 아니라 {show_date(day)}입니다.")
    with store.read() as session:
        if day == store.today() and day < (last := _last_day(session, day)):
            asked.append(_set_back(day, last))
        years = set(session.scalars(select(NumberSeries.year).where(NumberSeries.kind == kind)))
    if years and day.year not in years:
        asked.append(f"{day.year}년의 첫 번호부터 줍니다.")
    return " ".join(asked)


def today_of(store: Store) -> dt.date:
    """The desk's date; UserError where it lies before what was last written."""
    today = store.today()
    with store.read() as session:
        last = _last_day(session, today)
    if today < last:
        raise UserError(f"{_set_back(today, last)} 시계를 맞추거나 발급일을 적어 다시 해 주세요.")
    return today


def _last_day(session: Session, otherwise: dt.date) -> dt.date:
    """The day of the last operation, on the desk's calendar."""
    last = session.scalar(select(Operation.at).order_by(Operation.id.desc()).limit(1))
    return last.astimezone().date() if last else otherwise


def _set_back(today: dt.date, last: dt.date) -> str:
    return f"컴퓨터의 날짜가 {show_date(today)}로, 마지막으로 저장한 {show_date(last)}보다 앞섭니다."
