"""The statuses from completion to a job."""

from enum import StrEnum

from desktop.rules.flows import Flow, Tone, steps


class MatchStatus(StrEnum):
    """The life of an internship."""

    PLANNED = "예정"
    WORKING = "근무"
    ENDED = "종료"
    ENDED_EARLY = "중도종료"
    CONVERTED = "정규직 전환"
    CANCELLED = "취소"


MATCH = Flow(
    "인턴십 상태",
    {
        MatchStatus.PLANNED.value: Tone.PLAIN,
        MatchStatus.WORKING.value: Tone.GOOD,
        MatchStatus.ENDED.value: Tone.GOOD,
        MatchStatus.ENDED_EARLY.value: Tone.BAD,
        MatchStatus.CONVERTED.value: Tone.GOOD,
        MatchStatus.CANCELLED.value: Tone.BAD,
    },
    steps(
        "예정 > 근무, 취소",
        "근무 > 종료, 중도종료, 정규직 전환",
        "종료 > 정규직 전환",
        "중도종료 > 정규직 전환",
    ),
    frozenset({MatchStatus.ENDED_EARLY.value, MatchStatus.CANCELLED.value}),
)

FREES_ITS_PLACE = frozenset({MatchStatus.ENDED_EARLY.value, MatchStatus.CANCELLED.value})
"""Internships that no longer take a place of their opening: someone else may come after them."""
