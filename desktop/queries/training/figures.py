"""The figures of a cohort as charts: the funnel, who completed, the weeks it took, and why people left (rows AN-01, AN-04, AN-08)."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.model.people import Person
from desktop.model.placement import Match, Opening
from desktop.model.training import Cohort, Enrolment, Stage, Trainee
from desktop.queries.charts import Chart, Mark, Rows, Shape
from desktop.queries.filtering import Filter, Test
from desktop.rules.composition import UNKNOWN, Group, Part, Trait, composition
from desktop.rules.placement import MatchStatus
from desktop.rules.training import EnrolmentStatus
from desktop.text.percent import show_percent

_COMPLETED = EnrolmentStatus.COMPLETED.value
_INTERNS = tuple(
    each.value for each in MatchStatus if each not in {MatchStatus.PLANNED, MatchStatus.CANCELLED}
)
_KEYS = {"전공 여부": "major_kind", "성별": "gender", "나이대": "birth_date", "동": "address"}
_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Last:
    """Where somebody stands last."""

    stage: Stage
    status: str
    reason: str | None
    left_on: dt.date | None
    trait: Trait


def charts(session: Session, cohort_id: int, today: dt.date, *, public: bool = False) -> tuple[Chart, ...]:
    """All charts of a cohort; with ``public`` parts of fewer than three people are not told."""
    cohort = session.get_one(Cohort, cohort_id)
    stages = session.scalars(select(Stage).where(Stage.cohort_id == cohort_id).order_by(Stage.position)).all()
    people = _people(session, cohort_id)
    if not stages or not people:
        return ()
    return (
        _funnel(session, cohort_id, stages, people),
        _survival(cohort, people),
        _reasons(people, public=public),
        *_made_of(cohort, stages[-1], people, today, public=public),
    )


def _people(session: Session, cohort_id: int) -> list[_Last]:
    rows = session.execute(
        select(Enrolment, Stage, Person.birth_date, Person.gender, Trainee.major_kind, Person.address)
        .join(Stage, Stage.id == Enrolment.stage_id)
        .join(Trainee, Trainee.id == Enrolment.trainee_id)
        .join(Person, Person.id == Trainee.person_id)
        .where(Stage.cohort_id == cohort_id)
        .order_by(Stage.position, Enrolment.id)
    )
    return [
        *{
            enrolment.trainee_id: _Last(
                stage,
                enrolment.status,
                enrolment.reason,
                enrolment.left_on,
                Trait(birth, gender, major, address),
            )
            for enrolment, stage, birth, gender, major, address in rows
        }.values()
    ]


def _completed(last: Stage) -> tuple[Filter, ...]:
    return (Filter("stage", Test.ONE_OF, (last.name,)), Filter("status", Test.ONE_OF, (_COMPLETED,)))


def _funnel(session: Session, cohort_id: int, stages: Sequence[Stage], people: Sequence[_Last]) -> Chart:
    whole = len(people)
    marks = []
    for place, stage in enumerate(stages):
        count = sum(each.stage.position >= stage.position for each in people)
        reached = Filter("stage", Test.ONE_OF, tuple(each.name for each in stages[place:]))
        marks.append(_mark(stage.name, count, whole, Rows("trainees", (reached,) if place else ())))
    done = sum(each.stage.id == stages[-1].id and each.status == _COMPLETED for each in people)
    marks.append(_mark(_COMPLETED, done, whole, Rows("trainees", _completed(stages[-1]))))
    for word, statuses in (("인턴", _INTERNS), ("정규직 전환", (MatchStatus.CONVERTED.value,))):
        placed = session.scalar(
            select(func.count())
            .select_from(Match)
            .join(Opening, Opening.id == Match.opening_id)
            .where(Opening.cohort_id == cohort_id, Match.status.in_(statuses))
        )
        rows = Rows("matches", (Filter("status", Test.ONE_OF, statuses),))
        marks.append(_mark(word, placed or 0, whole, rows))
    return Chart("신청에서 취업까지", Shape.FUNNEL, tuple(marks))


def _survival(cohort: Cohort, people: Sequence[_Last]) -> Chart:
    """How many are still there at the end of each week; who did not complete a stage is gone once it has ended."""
    start, end = cohort.starts_on, cohort.ends_on
    if start is None or end is None:
        return Chart("주마다 남은 사람", Shape.LINE, (), "기수의 시작일과 종료일을 적으면 나옵니다.")
    gone = [day for each in people if (day := _gone_on(each)) is not None]
    marks = [Mark("시작", len(people), f"{len(people):,}")]
    week, number = start + _WEEK, 1
    while week - _WEEK <= end:
        left = len(people) - sum(day < week for day in gone)
        marks.append(Mark(f"{number}주", left, f"{left:,}"))
        week, number = week + _WEEK, number + 1
    return Chart("주마다 남은 사람", Shape.LINE, tuple(marks))


def _gone_on(one: _Last) -> dt.date | None:
    """The last day of somebody who is no longer in it; None for who completed, or still is."""
    if one.status == EnrolmentStatus.WITHDRAWN.value:
        return one.left_on or one.stage.ends_on
    if one.status == EnrolmentStatus.NOT_COMPLETED.value:
        return one.stage.ends_on
    if one.status in {EnrolmentStatus.NOT_SELECTED.value, EnrolmentStatus.RESERVE.value}:
        return one.stage.starts_on
    return None


def _reasons(people: Sequence[_Last], *, public: bool) -> Chart:
    left = (EnrolmentStatus.WITHDRAWN.value,)
    counts = Counter(each.reason or "" for each in people if each.status in left)
    whole = sum(counts.values())
    marks = []
    for reason, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        told = Part(reason or UNKNOWN, None if public and count < 3 else count, whole)
        why = Filter("reason", Test.ONE_OF, (reason,)) if reason else Filter("reason", Test.BLANK)
        marks.append(_part(told, Rows("trainees", (Filter("status", Test.ONE_OF, left), why))))
    return Chart("중도포기 사유", Shape.BARS, tuple(marks), "중도포기한 사람이 없습니다.")


def _made_of(
    cohort: Cohort, last: Stage, people: Sequence[_Last], today: dt.date, *, public: bool
) -> Iterator[Chart]:
    day = cohort.reference_date or cohort.starts_on or today
    done = [each.trait for each in people if each.stage.id == last.id and each.status == _COMPLETED]
    for group in composition(done, day, public=public):
        marks = [_part(part, _rows_of(group, part, last, day)) for part in group.parts]
        yield Chart(f"수료한 사람의 {group.title}", Shape.BARS, tuple(marks), "수료한 사람이 아직 없습니다.")


def _rows_of(group: Group, part: Part, last: Stage, day: dt.date) -> Rows | None:
    """The completers with this trait; None where no condition of the list says so."""
    key = _KEYS[group.title]
    if part.word == UNKNOWN:
        return None if key == "address" else Rows("trainees", (*_completed(last), Filter(key, Test.BLANK)))
    if key == "birth_date":
        low = int(part.word.partition("~")[0])
        born = (_years_before(day, low + 5) + dt.timedelta(days=1), _years_before(day, low))
        return Rows("trainees", (*_completed(last), Filter(key, Test.RANGE, born)))
    if key == "address":
        return Rows("trainees", (*_completed(last), Filter(key, Test.CONTAINS, (part.word,))))
    return Rows("trainees", (*_completed(last), Filter(key, Test.ONE_OF, (part.word,))))


def _years_before(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February of a year that has none
        return day.replace(year=day.year - years, day=28)


def _mark(label: str, count: int, whole: int, rows: Rows) -> Mark:
    return _part(Part(label, count, whole), rows)


def _part(part: Part, rows: Rows | None) -> Mark:
    if part.count is None:
        return Mark(part.word, None, "3명 미만")
    share = show_percent(Fraction(part.count, part.of) if part.of else None)
    return Mark(part.word, part.count, f"{part.count:,}명 · {share} %", rows)
