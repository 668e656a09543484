"""What comes of an interview, and the reasons for which a person refuses a place."""

from enum import StrEnum

from desktop.rules.flows import Flow, Tone, steps


class InterviewStatus(StrEnum):
    """The life of an application: who did not come is no one who failed."""

    APPLIED = "신청"
    PASSED = "합격"
    FAILED = "불합격"
    ABSENT = "불참"
    ACCEPTED = "수락"
    REFUSED = "거절"
    CLOSED = "마감"


REFUSALS = (
    "다른 기업 수락",
    "임금",
    "근로조건",
    "직무가 맞지 않음",
    "통근 거리",
    "진학",
    "다른 곳에 취업",
    "개인 사정",
)
"""Why a person refuses a place, so that refusals can be counted by their reasons."""

INTERVIEW = Flow(
    "면접 상태",
    {
        InterviewStatus.APPLIED.value: Tone.PLAIN,
        InterviewStatus.PASSED.value: Tone.GOOD,
        InterviewStatus.FAILED.value: Tone.BAD,
        InterviewStatus.ABSENT.value: Tone.WARN,
        InterviewStatus.ACCEPTED.value: Tone.GOOD,
        InterviewStatus.REFUSED.value: Tone.BAD,
        InterviewStatus.CLOSED.value: Tone.PLAIN,
    },
    steps(
        "신청 > 합격, 불합격, 불참, 거절, 마감",
        "합격 > 수락, 거절, 마감",
    ),
    frozenset({InterviewStatus.FAILED.value, InterviewStatus.ABSENT.value, InterviewStatus.REFUSED.value}),
    reasons={InterviewStatus.REFUSED.value: REFUSALS},
)

WAITING = frozenset({InterviewStatus.APPLIED.value, InterviewStatus.PASSED.value})
"""Applications that may still become a place: they close when another one is accepted."""
HELD = frozenset(InterviewStatus) - {InterviewStatus.REFUSED, InterviewStatus.CLOSED}
"""Applications whose time and room are kept for them."""
