"""Who completes: attendance and score and project, each as the stage sets it, with the number that fails (feature row TR-21)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from desktop.rules.attendance import Standing
from desktop.rules.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class CompletionRule:
    """What the stage asks for: the attendance is the stage's own rule, ``score`` the least total or None; ``project`` one team."""

    attendance: bool = True
    score: Decimal | None = Decimal(60)
    project: bool = True


@dataclass(frozen=True, slots=True)
class Completion:
    """One person's verdicts, None for what is not asked, and in words what fails or is not known yet.

    ``result`` is 미달 where one rule fails, else 미정 where one is undecided, else 충족. ``failing`` names what stands in the
    way of 충족, the failing before the undecided; '' where nothing does.
    """

    attendance: Verdict | None
    score: Verdict | None
    project: Verdict | None
    result: Verdict
    failing: str


def judge(
    standing: Standing | None,
    total: Decimal | None,
    teams: Iterable[str],
    rule: CompletionRule,
    *,
    absent: bool = False,
    expelled: bool = False,
) -> Completion:
    """Whether a person completes.

    ``standing`` is the attendance, None where no session is theirs; ``total`` the score as published, None for one still blank;
    ``absent`` tells that it was not taken (결시). ``teams`` are the project teams the person is in: it must be one.
    ``expelled`` counts a person who is 제적 대상 as failed.
    """
    found = [
        _attendance(standing, expelled=expelled) if rule.attendance else None,
        _score(total, rule.score, absent=absent) if rule.score is not None else None,
        _project(tuple(teams)) if rule.project else None,
    ]
    asked = [each for each in found if each]
    order = (Verdict.FAILED, Verdict.UNDECIDED)
    result = next((each for each in order if any(verdict is each for verdict, _ in asked)), Verdict.MET)
    failing = ", ".join(words for each in order for verdict, words in asked if verdict is each)
    attendance, score, project = (each[0] if each else None for each in found)
    return Completion(attendance, score, project, result, failing)


def _attendance(standing: Standing | None, *, expelled: bool) -> tuple[Verdict, str]:
    if standing is None:
        return Verdict.UNDECIDED, "출석 기록 없음"
    if expelled and standing.expelled:
        return Verdict.FAILED, f"제적 대상: {standing.expelled}"
    return standing.verdict, f"출석 {standing.failing()}" if standing.failing()[
        :1
    ].isdigit() else standing.failing()


def _score(total: Decimal | None, least: Decimal, *, absent: bool) -> tuple[Verdict, str]:
    if absent:
        return Verdict.FAILED, "평가 결시"
    if total is None:
        return Verdict.UNDECIDED, "평가 점수 없음"
    if total < least:
        return Verdict.FAILED, f"점수 {total} < {least.normalize():f}"
    return Verdict.MET, ""


def _project(teams: tuple[str, ...]) -> tuple[Verdict, str]:
    if not teams:
        return Verdict.FAILED, "프로젝트팀 없음"
    if len(teams) > 1:
        return Verdict.UNDECIDED, f"프로젝트팀 {len(teams)}개: {', '.join(teams)}"
    return Verdict.MET, ""
