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

SIDES = ("교육생", "기업")
"""Who ranks: trainees the openings, companies the trainees of each of their openings."""
FIXED, FORBIDDEN = VERDICTS = ("고정", "금지")
"""What is decided of a trainee and an opening before any plan."""
REFUSED = "불가"
"""What either side writes in the place of a rank."""


class PlanKind(StrEnum):
    """How a plan came about."""

    STABLE = "안정"
    MOST = "최다 배정"
    REGRET = "최소 후회"
    BY_HAND = "손으로"
    MENDED = "빈자리 메움"


PLAN_KINDS = tuple(each.value for each in PlanKind)


class ConversionStatus(StrEnum):
    """How far it is from an internship to regular work."""

    OFFERED = "제의"
    ACCEPTED = "수락"
    CONTRACTED = "계약"
    DECLINED = "거절"
    WITHDRAWN = "철회"


CONVERSION = Flow(
    "정규직 전환 상태",
    {
        ConversionStatus.OFFERED.value: Tone.PLAIN,
        ConversionStatus.ACCEPTED.value: Tone.WARN,
        ConversionStatus.CONTRACTED.value: Tone.GOOD,
        ConversionStatus.DECLINED.value: Tone.BAD,
        ConversionStatus.WITHDRAWN.value: Tone.BAD,
    },
    steps("제의 > 수락, 거절, 철회", "수락 > 계약, 거절, 철회"),
    frozenset({ConversionStatus.DECLINED.value, ConversionStatus.WITHDRAWN.value}),
)
ENDED_BY = ("인턴", "기업", "합의", "그 밖")
"""Whose wish it was that an internship ended early."""
LOG_KINDS = ("월 점검", "방문", "면담")
CHECK_WITHIN_KEY, CHECK_WITHIN_DAYS = "check_within_days", 35
"""So many days an internship may go without a log before it is told in red, until the setting of this key says otherwise."""


class CheckState(StrEnum):
    """How it stands with the log of this month."""

    DONE = "함"
    TO_DO = "이번 달 남음"
    LATE = "점검 늦음"
