"""The junior board: who may sit on it."""

import datetime as dt

LEAST_YEARS, MOST_YEARS = 3, 5
"""Years from 임용 to the first day of the term that its members have served, where the term says nothing else."""
SERVICE_RULE = "위원의 근속은 기수에 적힌 햇수(처음 값은 임용 3년부터 5년) 안이어야 합니다. 발대식일이 없으면 오늘로 셉니다."


def years_full_on(start: dt.date, years: int) -> dt.date:
    """The day ``years`` from ``start`` are full: the same day, or the month's last where it has no such day (민법 제160조)."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)


def service_flag(
    appointed_on: dt.date | None, day: dt.date, least: int = LEAST_YEARS, most: int = MOST_YEARS
) -> str:
    """How the service by ``day`` is outside the rule, in a word; '' where it is not, or is not known.

    Who is appointed ``most`` years before to the day is within; a day longer is not (feature row JB-01).
    """
    if appointed_on is None:
        return ""
    if years_full_on(appointed_on, least) > day:
        return f"{least}년 미만"
    return f"{most}년 초과" if years_full_on(appointed_on, most) < day else ""
