"""Whom an import brings whose age is outside what the cohort asks for: they come in, and the review says so."""

import datetime as dt
import functools

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.training import Cohort, Stage
from desktop.rules.eligibility import AGE_RULE, OLDEST, YOUNGEST, age_flag
from desktop.services.intake.plan import Flag, Parsed, Resolution
from desktop.services.training.import_enrolling import Writes
from desktop.text.dates import age_on, show_date


def outside_the_bounds(
    session: Session, parsed: Parsed, resolution: Resolution, today: dt.date
) -> list[Flag]:
    """The newcomers whose age, on the first day of the stage they come to, is outside the cohort's bounds."""
    writes: Writes = resolution.writes
    stages = session.execute(select(Stage.id, Stage.starts_on, Cohort.youngest, Cohort.oldest).join(Cohort))
    rules = {row.id: (row.starts_on or today, row.youngest, row.oldest) for row in stages}
    new = (today, YOUNGEST, OLDEST)
    asked = {entry.position: rules.get(entry.place.stage_id or 0, new) for entry in writes.enrolling}
    births, names = parsed.column("birth_date"), parsed.column("name")
    found = []
    for position in sorted({*asked, *resolution.added}):
        rule, birth = asked.get(position, new), births[position]
        if birth is not None and (flag := _flag(birth, *rule)):
            word, what = flag
            found.append(Flag(parsed.numbers[position], str(names[position] or ""), word, what, AGE_RULE))
    return found


@functools.lru_cache(maxsize=1 << 15)
def _flag(birth: dt.date, day: dt.date, youngest: int | None, oldest: int | None) -> tuple[str, str] | None:
    """The word and what it is said of; asked once for each different day of birth."""
    age = age_on(birth, day)
    word = age_flag(age, youngest, oldest)
    return (word, f"{show_date(day)} 만 {age}세") if word else None
