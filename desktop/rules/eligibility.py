"""Who may take part: age, residence, 미취업 and repeated participation as they were on the 기준일 (feature row TR-03).

Judged on that one day, never on today: ages by 민법 제158조, months by 제160조, as `text.dates` has them.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from desktop.errors import UserError
from desktop.rules.verdicts import Verdict
from desktop.text import dates
from desktop.text.hangul import attach

YOUNGEST, OLDEST = 20, 39
"""만 나이 a new cohort takes people of, both included, on the first day of the stage: as 서초 AI칼리지 announced in 2022."""
AGE_RULE = "나이 기준은 기수에 적힌 만 나이이고 단계 첫날로 셉니다. 첫날이 없으면 오늘로 셉니다."


def age_flag(age: int | None, youngest: int | None = YOUNGEST, oldest: int | None = OLDEST) -> str:
    """How an age is outside a cohort's bounds, in a word; '' where it is not, or is not known. None sets no bound."""
    if age is None:
        return ""
    if youngest is not None and age < youngest:
        return f"{youngest}세 미만"
    return f"{oldest}세 초과" if oldest is not None and age > oldest else ""


class Repeat(StrEnum):
    """Whether who took part before may come again."""

    FREE = "가능"
    NOT_AFTER_COMPLETION = "수료자만 불가"
    NEVER = "불가"


@dataclass(frozen=True, slots=True)
class EligibilityRule:
    """The notice's conditions on ``day``, the 기준일.

    ``youngest`` and ``oldest`` are 만 나이, both included; None sets no bound. ``district`` is
    the 구 (or 동, or 시) to live in, for at least ``resident_months`` months; '' for anywhere. ``unemployed`` asks for 미취업.
    """

    day: dt.date
    youngest: int | None = YOUNGEST
    oldest: int | None = OLDEST
    district: str = ""
    resident_months: int = 0
    unemployed: bool = True
    repeat: Repeat = Repeat.NOT_AFTER_COMPLETION


@dataclass(frozen=True, slots=True)
class Applicant:
    """What is known of a person; None where it is not.

    ``employed_from`` and ``employed_until`` bound a job that is known of (by insurance, say), ``employed`` is what the person says of
    the 기준일. ``took_part`` names earlier cohorts, ``completed`` those of them completed.
    """

    birth: dt.date | None = None
    address: str | None = None
    resident_since: dt.date | None = None
    employed: bool | None = None
    employed_from: dt.date | None = None
    employed_until: dt.date | None = None
    took_part: tuple[str, ...] = ()
    completed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition judged: ``words`` are what is so ('만 39세'), or what is wrong or unknown, as a clause."""

    title: str
    verdict: Verdict
    words: str


@dataclass(frozen=True, slots=True)
class Eligibility:
    """All conditions of one person: 미달 where one is, else 미정 where one is unknown."""

    day: dt.date
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """미달 before 미정: what fails, fails whatever else is found."""
        verdicts = {each.verdict for each in self.findings}
        return next((each for each in (Verdict.FAILED, Verdict.UNDECIDED) if each in verdicts), Verdict.MET)

    @property
    def sentence(self) -> str:
        """Why, for the person at the desk: '2022. 9. 16. 기준 부적격: 만 40세(20~39세).'"""
        word = {Verdict.MET: "적격", Verdict.FAILED: "부적격", Verdict.UNDECIDED: "확인 필요"}[self.verdict]
        told = ", ".join(each.words for each in self.findings if each.verdict is self.verdict) or "조건 없음"
        return f"{dates.show_date(self.day)} 기준 {word}: {told}."


def check_rule(rule: EligibilityRule) -> None:
    """Raise UserError for conditions that nobody can meet."""
    if rule.youngest is not None and rule.oldest is not None and rule.youngest > rule.oldest:
        raise UserError(
            f"나이 기준이 거꾸로입니다: {rule.youngest}세부터 {rule.oldest}세까지. 고쳐 주세요.", "youngest"
        )
    if rule.resident_months < 0:
        raise UserError("거주 기간은 0개월 이상으로 적어 주세요.", "resident_months")


def judge(person: Applicant, rule: EligibilityRule) -> Eligibility:
    """Every condition that the rule sets, judged for the person."""
    found = (each(person, rule) for each in _CONDITIONS)
    return Eligibility(rule.day, tuple(each for each in found if each))


def _age(person: Applicant, rule: EligibilityRule) -> Finding | None:
    if rule.youngest is None and rule.oldest is None:
        return None
    if person.birth is None:
        return Finding("나이", Verdict.UNDECIDED, "생년월일이 없어 나이를 알 수 없음")
    age = dates.age_on(person.birth, rule.day)
    young = rule.youngest is not None and age < rule.youngest
    old = rule.oldest is not None and age > rule.oldest
    if not (young or old):
        return Finding("나이", Verdict.MET, f"만 {age}세")
    low, high = ("" if each is None else str(each) for each in (rule.youngest, rule.oldest))
    return Finding("나이", Verdict.FAILED, f"만 {age}세({low}~{high}세, {dates.show_date(person.birth)}생)")


def _residence(person: Applicant, rule: EligibilityRule) -> Finding | None:
    if not rule.district:
        return None
    if not (person.address or "").strip():
        return Finding("거주", Verdict.UNDECIDED, f"주소가 없어 {rule.district} 거주를 알 수 없음")
    if rule.district not in (person.address or "").replace(",", " ").split():
        return Finding("거주", Verdict.FAILED, f"{rule.district} 밖 거주")
    if not rule.resident_months:
        return Finding("거주", Verdict.MET, f"{rule.district} 거주")
    if person.resident_since is None:
        return Finding("거주", Verdict.UNDECIDED, "전입일이 없어 거주 기간을 알 수 없음")
    enough = dates.months_end(person.resident_since, rule.resident_months) < rule.day
    since = f"{rule.district} 거주 {dates.show_date(person.resident_since)}부터"
    asked = "" if enough else f"({rule.resident_months}개월 미만)"
    return Finding("거주", Verdict.MET if enough else Verdict.FAILED, since + asked)


def _unemployed(person: Applicant, rule: EligibilityRule) -> Finding | None:
    if not rule.unemployed:
        return None
    start, end = person.employed_from, person.employed_until
    if start and start <= rule.day and (end is None or end >= rule.day):
        return Finding("미취업", Verdict.FAILED, f"취업 중({dates.show_date(start)} 입사)")
    if person.employed is None and start is None:
        return Finding("미취업", Verdict.UNDECIDED, "취업 여부를 알 수 없음")
    return (
        Finding("미취업", Verdict.FAILED, "취업 중")
        if person.employed
        else Finding("미취업", Verdict.MET, "미취업")
    )


def _repeat(person: Applicant, rule: EligibilityRule) -> Finding | None:
    if rule.repeat is Repeat.FREE:
        return None
    if person.completed:
        return Finding(
            "재참여", Verdict.FAILED, f"{attach(', '.join(person.completed), '을/를')} 이미 수료함"
        )
    if not person.took_part:
        return Finding("재참여", Verdict.MET, "첫 참여")
    cohorts = ", ".join(person.took_part)
    if rule.repeat is Repeat.NEVER:
        return Finding("재참여", Verdict.FAILED, f"{cohorts}에 이미 참여함")
    return Finding("재참여", Verdict.MET, f"{cohorts} 참여, 수료하지 않음")


_CONDITIONS: tuple[Callable[[Applicant, EligibilityRule], Finding | None], ...] = (
    _age,
    _residence,
    _unemployed,
    _repeat,
)
