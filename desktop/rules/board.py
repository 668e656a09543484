"""The junior board: who may sit on it, and the statuses of its proposals."""

import datetime as dt
from enum import StrEnum

from desktop.rules.flows import Flow, Tone, steps
from desktop.text.dates import age_on

LEAST_YEARS, MOST_YEARS = 3, 5
"""Years from 임용 to the first day of the term that its members have served."""
SERVICE_RULE = (
    f"위원은 발대식일에 임용 {LEAST_YEARS}년부터 {MOST_YEARS}년까지입니다. 발대식일이 없으면 오늘로 셉니다."
)


def service_flag(appointed_on: dt.date | None, day: dt.date) -> str:
    """How the service by ``day`` is outside the rule, in a word; '' where it is not, or is not known.

    Who is appointed five years before to the day is within; a day longer is not (feature row JB-01).
    """
    if appointed_on is None:
        return ""
    if age_on(appointed_on, day) < LEAST_YEARS:
        return f"{LEAST_YEARS}년 미만"
    return f"{MOST_YEARS}년 초과" if age_on(appointed_on, day - dt.timedelta(days=1)) >= MOST_YEARS else ""


class ProposalStatus(StrEnum):
    """The life of a proposal of the junior board."""

    FOUND = "발굴"
    DISCUSSED = "토론"
    REVIEWED = "검토"
    PILOTED = "시범"
    ADOPTED = "채택"
    IN_FORCE = "시행"
    ON_HOLD = "보류"
    REJECTED = "반려"


PROPOSAL = Flow(
    "제안 상태",
    {
        ProposalStatus.FOUND.value: Tone.PLAIN,
        ProposalStatus.DISCUSSED.value: Tone.PLAIN,
        ProposalStatus.REVIEWED.value: Tone.WARN,
        ProposalStatus.PILOTED.value: Tone.WARN,
        ProposalStatus.ADOPTED.value: Tone.GOOD,
        ProposalStatus.IN_FORCE.value: Tone.GOOD,
        ProposalStatus.ON_HOLD.value: Tone.WARN,
        ProposalStatus.REJECTED.value: Tone.BAD,
    },
    steps(
        "발굴 > 토론, 보류, 반려",
        "토론 > 검토, 보류, 반려",
        "검토 > 시범, 채택, 보류, 반려",
        "시범 > 채택, 보류, 반려",
        "채택 > 시행, 보류",
        "보류 > 발굴, 토론, 검토, 시범",
    ),
    frozenset({ProposalStatus.ON_HOLD.value, ProposalStatus.REJECTED.value}),
)
