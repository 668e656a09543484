"""From sessions and marks to what counts: one person's sums in one stage."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from desktop.errors import UserError
from desktop.rules.attendance.marks import MINOR, Mark
from desktop.text import dates


@dataclass(frozen=True, slots=True)
class AttendanceRule:
    """The settings of a stage; shares are exact fractions of 1.

    ``minimum`` is the least rate that completes. Every ``minors_per_absence``-th 지각, 조퇴 or 외출 is an absence (0:
    none is), counted over the stage, or anew in each 단위기간 where ``per_period``. A 단위기간 is ``period_months`` months from
    the stage's first day, as the national training card has it. 공결 leaves the denominator, or counts as attended
    where ``excused_present`` (내일배움카드); beyond the ``excused_limit``-th (per 단위기간 where ``per_period``) it is an absence.
    Sessions weigh 1, or their minutes where ``by_hours``. 제적 대상 is who is absent in at least ``expelled_in_period`` of
    a 단위기간, or in more than ``expelled_over_all`` of all sessions; None sets no such limit.
    """

    minimum: Fraction = Fraction(80, 100)
    minors_per_absence: int = 3
    per_period: bool = False
    period_months: int = 1
    excused_present: bool = False
    excused_limit: int | None = None
    by_hours: bool = False
    expelled_in_period: Fraction | None = None
    expelled_over_all: Fraction | None = None

    @property
    def summable(self) -> bool:
        """Whether a person's counts of each mark are enough, without the sessions they stand in."""
        return not (self.by_hours or self.per_period or self.expelled_in_period)


@dataclass(frozen=True, slots=True)
class Session:
    """One session of a stage: its first minute on the desk's clock (no zone) and its length in minutes."""

    id: int
    start: dt.datetime
    minutes: int
    cancelled: bool = False

    @property
    def end(self) -> dt.datetime:
        """The minute it is over: from then on a missing mark is 미기록."""
        return self.start + dt.timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Share:
    """Absences in one 단위기간 (0 the first), by weight, of all that is planned in it for the person."""

    period: int
    absent: int
    planned: int


@dataclass(frozen=True, slots=True)
class Tally:
    """One person's sums: weights are sessions, or minutes where the rule says so.

    ``attended`` of ``counted`` is the rate today. ``unrecorded`` are the sessions over without a mark, ``upcoming``
    those still to come; ``open_weights`` has the weight of each of both, heaviest first. ``minors`` have been since the last that
    became an absence. ``planned`` weighs all that is theirs. ``fell_on`` is the day after whose mark the minimum
    was out of reach.
    """

    attended: int
    counted: int
    absent: int
    planned: int
    unrecorded: int = 0
    upcoming: int = 0
    open_weights: tuple[int, ...] = ()
    minors: int = 0
    periods: tuple[Share, ...] = ()
    fell_on: dt.date | None = None


def check_mark(session: Session, joined: dt.date | None = None, left: dt.date | None = None) -> None:
    """Raise UserError, naming the day, unless a mark may stand here.

    That is in a session that is not cancelled, for somebody who is there from ``joined`` to ``left``, both days included.
    """
    day = session.start.date()
    if session.cancelled:
        raise UserError(f"{dates.show_date(day)} 수업은 휴강입니다. 출석을 적을 수 없습니다.")
    if joined and day < joined:
        raise UserError(
            f"{dates.show_date(day)} 수업은 합류한 날({dates.show_date(joined)}) 전입니다. 출석을 적을 수 없습니다."
        )
    if left and day > left:
        raise UserError(
            f"{dates.show_date(day)} 수업은 그만둔 날({dates.show_date(left)}) 뒤입니다. 출석을 적을 수 없습니다."
        )


def period_of(day: dt.date, stage_start: dt.date, months: int = 1) -> int:
    """In which 단위기간 of ``months`` from ``stage_start`` the day lies, 0 being the first.

    Months end as `text.dates.months_end` has it.
    """
    apart = (day.year - stage_start.year) * 12 + day.month - stage_start.month
    place = apart // months
    return place if place <= 0 or day > dates.months_end(stage_start, place * months) else place - 1


@dataclass(slots=True)
class _Walk:
    """The sums while the sessions are gone through in their order."""

    rule: AttendanceRule
    attended: int = 0
    counted: int = 0
    absent: int = 0
    minors: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    excused: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    absences: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def take(self, mark: Mark, weight: int, period: int) -> None:
        kind = self._weighed(mark, period if self.rule.per_period else 0)
        if kind is Mark.EXCUSED and not self.rule.excused_present:
            return
        self.counted += weight
        if kind is Mark.ABSENT:
            self.absent += weight
            self.absences[period] += weight
        else:
            self.attended += weight

    def _weighed(self, mark: Mark, period: int) -> Mark:
        """The mark, or an absence where it is one too many of its kind."""
        rule = self.rule
        if mark in MINOR and rule.minors_per_absence:
            self.minors[period] += 1
            return Mark.ABSENT if self.minors[period] % rule.minors_per_absence == 0 else mark
        if mark is Mark.EXCUSED and rule.excused_limit is not None:
            self.excused[period] += 1
            return Mark.ABSENT if self.excused[period] > rule.excused_limit else mark
        return mark


def tally(
    sessions: Iterable[Session],
    marks: Mapping[int, Mark],
    rule: AttendanceRule,
    *,
    stage_start: dt.date,
    now: dt.datetime,
    joined: dt.date | None = None,
    left: dt.date | None = None,
) -> Tally:
    """One person's sums as they stand ``now``; ``marks`` by the session's id.

    A session is theirs if it is not cancelled and lies between joining and leaving, both days included; a mark
    elsewhere counts for nothing (`check_mark` refuses it when it is made). A session with a mark counts
    even before it is over; one without is 미기록 once it is.
    """
    theirs = sorted(
        (each for each in sessions if not each.cancelled and _between(each.start.date(), joined, left)),
        key=lambda each: (each.start, each.id),
    )
    walk, fell_on = _Walk(rule), None
    weights = [each.minutes if rule.by_hours else 1 for each in theirs]
    planned: dict[int, int] = defaultdict(int)
    missing: list[tuple[Session, int]] = []
    ahead = sum(weights)
    for session, weight in zip(theirs, weights, strict=True):
        period = period_of(session.start.date(), stage_start, rule.period_months)
        planned[period] += weight
        mark = marks.get(session.id)
        if mark is None:
            missing.append((session, weight))
            continue
        walk.take(mark, weight, period)
        ahead -= weight
        if fell_on is None and not reaches(walk.attended + ahead, walk.counted + ahead, rule.minimum):
            fell_on = session.start.date()
    current = missing[0][0] if missing else None
    period = (
        period_of(current.start.date(), stage_start, rule.period_months) if current and rule.per_period else 0
    )
    return Tally(
        walk.attended,
        walk.counted,
        walk.absent,
        sum(weights),
        sum(each.end <= now for each, _ in missing),
        sum(each.end > now for each, _ in missing),
        tuple(sorted((weight for _, weight in missing), reverse=True)),
        walk.minors[period] % rule.minors_per_absence if rule.minors_per_absence else 0,
        tuple(Share(each, walk.absences[each], whole) for each, whole in planned.items()),
        fell_on,
    )


def tally_of_counts(
    rule: AttendanceRule,
    recorded: int,
    minor: int,
    absent: int,
    excused: int,
    unrecorded: int = 0,
    upcoming: int = 0,
) -> Tally:
    """The same sums from a person's number of marks, for a rule that is `summable`.

    ``recorded`` are all marks, among them ``minor`` (지각, 조퇴 and 외출), ``absent`` and ``excused`` ones.
    """
    every = rule.minors_per_absence
    made = minor // every if every else 0
    over = max(0, excused - rule.excused_limit) if rule.excused_limit is not None else 0
    missed = absent + made + over
    counted = recorded if rule.excused_present else recorded - excused + over
    return Tally(
        counted - missed,
        counted,
        missed,
        recorded + unrecorded + upcoming,
        unrecorded,
        upcoming,
        (1,) * (unrecorded + upcoming),
        minor % every if every else 0,
    )


def reaches(attended: int, counted: int, minimum: Fraction) -> bool:
    """Whether ``attended`` ÷ ``counted`` is at least ``minimum``, in whole numbers; 0 ÷ 0 is not below it."""
    return attended * minimum.denominator >= minimum.numerator * counted


def _between(day: dt.date, joined: dt.date | None, left: dt.date | None) -> bool:
    return (joined is None or day >= joined) and (left is None or day <= left)
