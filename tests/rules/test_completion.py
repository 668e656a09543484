"""Completion: attendance and score and project, the failing number in words."""

from decimal import Decimal
from fractions import Fraction

import pytest

from desktop.rules.attendance import AttendanceRule, standing, tally_of_counts
from desktop.rules.completion import CompletionRule, judge

RULE = AttendanceRule(expelled_over_all=Fraction(1, 6))
ASKED = CompletionRule()


def attended(absent=0, unrecorded=0):
    return standing(tally_of_counts(RULE, 24 - unrecorded, 0, absent, 0, unrecorded), RULE)


@pytest.mark.parametrize(
    ("found", "verdicts", "failing"),
    [
        (judge(attended(), Decimal("84.45"), ["WATCH MAN"], ASKED), ("충족", "충족", "충족", "충족"), ""),
        (judge(attended(5), Decimal("84.45"), ["WATCH MAN"], ASKED), ("미달", "충족", "충족", "미달"), "출석 79.2 % < 80 %"),
        (judge(attended(), Decimal("59.99"), ["WATCH MAN"], ASKED), ("충족", "미달", "충족", "미달"), "점수 59.99 < 60"),
        (judge(attended(), Decimal("60.00"), [], ASKED), ("충족", "충족", "미달", "미달"), "프로젝트팀 없음"),
        (judge(attended(), Decimal(90), ["가", "나"], ASKED), ("충족", "충족", "미정", "미정"), "프로젝트팀 2개: 가, 나"),
        (judge(attended(0, 2), None, ["가"], ASKED), ("미정", "미정", "충족", "미정"), "미기록 2회, 평가 점수 없음"),
        (judge(attended(5), None, [], ASKED), ("미달", "미정", "미달", "미달"),
         "출석 79.2 % < 80 %, 프로젝트팀 없음, 평가 점수 없음"),
        (judge(attended(), None, ["가"], ASKED, absent=True), ("충족", "미달", "충족", "미달"), "평가 결시"),
        (judge(None, Decimal(90), ["가"], ASKED), ("미정", "충족", "충족", "미정"), "출석 기록 없음"),
        (judge(attended(), None, [], CompletionRule(score=None, project=False)), ("충족", None, None, "충족"), ""),
    ],
)  # fmt: skip
def test_each_rule_has_its_verdict_and_what_fails_is_said(found, verdicts, failing):
    assert (found.attendance, found.score, found.project, found.result) == verdicts
    assert found.failing == failing


def test_who_is_to_be_expelled_fails_where_the_stage_says_so():
    assert judge(attended(4), Decimal(90), ["가"], ASKED).result == "충족"
    assert judge(attended(5), Decimal(90), ["가"], ASKED, expelled=True).failing == (
        "제적 대상: 전체 결석 20.8 % (기준 16.6667 % 초과)"
    )
