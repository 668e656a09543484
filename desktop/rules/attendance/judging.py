"""What the sums mean: the rate, the verdict, what is still reachable, and each in words."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from desktop.rules.attendance.counting import AttendanceRule, Tally, reaches, tally_of_counts
from desktop.rules.verdicts import Verdict
from desktop.text.percent import plain_percent, show_percent

Counts = tuple[int, int, int, int, int, int]
"""One person's number of marks: recorded at all, minor (지각, 조퇴, 외출), absent, excused; sessions unrecorded, upcoming."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands today.

    ``rate`` and ``best`` are shares of 1, None where nothing counts yet or can. ``absences_left``: of the sessions still
    open, how many may be missed, whichever they are. ``minors_left``: how many more 지각, 조퇴 or 외출 are one more absence; 0
    where they never are. ``expelled`` says in a sentence why the person is 제적 대상, '' where not.
    """

    rate: Fraction | None
    best: Fraction | None
    verdict: Verdict
    absences_left: int
    minors_left: int
    unrecorded: int
    upcoming: int
    fell_on: dt.date | None
    expelled: str
    minimum: Fraction

    @property
    def reachable(self) -> bool:
        """Whether the minimum can still be met."""
        return self.best is None or self.best >= self.minimum

    def shown_rate(self) -> str:
        """'79.2', '79.98' where '80.0' would deceive, '—' for 0 ÷ 0."""
        return show_percent(self.rate, self.minimum)

    def shown_best(self) -> str:
        """The best still possible, as the rate is shown."""
        return show_percent(self.best, self.minimum)

    def failing(self) -> str:
        """The number that fails, '79.2 % < 80 %', or what keeps it undecided, '미기록 2회'; '' where the rule is met."""
        if self.verdict is Verdict.FAILED:
            return f"{self.shown_best()} % < {plain_percent(self.minimum)} %"
        if self.verdict is Verdict.MET:
            return ""
        if self.unrecorded:
            return f"미기록 {self.unrecorded}회"
        return f"남은 수업 {self.upcoming}회" if self.upcoming else "출석 기록 없음"

    def outlook(self) -> str:
        """What is left, for the person at the desk: '남은 결석 1회, 지각 1회 더면 0회'; '' once all is recorded."""
        if not self.reachable:
            since = f" ({self.fell_on.month}. {self.fell_on.day}.부터)" if self.fell_on else ""
            return f"최대 {self.shown_best()} %, 수료 불가{since}"
        if not self.unrecorded + self.upcoming:
            return ""
        left = f"남은 결석 {self.absences_left}회"
        if not self.minors_left or self.minors_left > self.unrecorded + self.upcoming:
            return left
        then = f"{self.absences_left - 1}회" if self.absences_left else "수료 불가"
        return f"{left}, 지각 {self.minors_left}회 더면 {then}"


def standing(sums: Tally, rule: AttendanceRule) -> Standing:
    """What the sums mean under the rule.

    미달 once the minimum is out of reach, whatever the open sessions bring; else 미정 while one is open or nothing counts.
    """
    ahead = sum(sums.open_weights)
    best = _share(sums.attended + ahead, sums.counted + ahead)
    rate = _share(sums.attended, sums.counted)
    if best is not None and best < rule.minimum:
        verdict = Verdict.FAILED
    elif sums.open_weights or rate is None:
        verdict = Verdict.UNDECIDED
    else:
        verdict = Verdict.MET
    return Standing(
        rate,
        best,
        verdict,
        _absences_left(sums, ahead, rule),
        rule.minors_per_absence - sums.minors if rule.minors_per_absence else 0,
        sums.unrecorded,
        sums.upcoming,
        sums.fell_on,
        _expelled(sums, rule),
        rule.minimum,
    )


def standings(rows: Iterable[Counts], rule: AttendanceRule) -> Iterator[Standing]:
    """Many people's standings from counts that a database summed, in the order given; the rule must be `summable`.

    Equal counts are judged once: a hundred thousand people of one stage share a few hundred of them.
    """
    if not rule.summable:
        raise ValueError("this rule needs the sessions themselves")

    @cache
    def judged(counts: Counts) -> Standing:
        return standing(tally_of_counts(rule, *counts), rule)

    return map(judged, rows)


def _absences_left(sums: Tally, ahead: int, rule: AttendanceRule) -> int:
    best, whole = sums.attended + ahead, sums.counted + ahead
    for number, weight in enumerate(sums.open_weights):
        best -= weight
        if not reaches(best, whole, rule.minimum):
            return number
    return len(sums.open_weights)


def _expelled(sums: Tally, rule: AttendanceRule) -> str:
    limit = rule.expelled_in_period
    for share in sums.periods:
        if limit and share.absent * limit.denominator >= limit.numerator * share.planned > 0:
            missed = show_percent(Fraction(share.absent, share.planned))
            return f"{share.period + 1}번째 단위기간 결석 {missed} % (기준 {plain_percent(limit)} % 이상)"
    over = rule.expelled_over_all
    if over is not None and sums.absent * over.denominator > over.numerator * sums.planned:
        missed = show_percent(Fraction(sums.absent, sums.planned))
        return f"전체 결석 {missed} % (기준 {plain_percent(over)} % 초과)"
    return ""


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
