"""The statuses and words of the training programme."""

from enum import StrEnum

from desktop.rules.flows import Flow, Tone, steps
from desktop.rules.teams import Kind as Balanced
from desktop.text import dates

HELD, MADE_UP, CALLED_OFF = "수업", "보강", "휴강"
SESSION_KINDS = (HELD, MADE_UP, CALLED_OFF)
"""The last is a session called off; a lesson made up for (보강) counts as any other."""
WEEKDAYS = tuple(dates.WEEKDAYS)
PURPOSES = ("선발", "평가", "발표회")
"""What scores decide: who comes in, who completes, which team wins."""
PAPER_STATES = ("제출", "보완요청", "면제")
WISHED, PAIRED, PARTED, PINNED = "희망 반영", "붙임", "떨어뜨림", "고정"
TEAM_RULE_KINDS = (*(each.value for each in Balanced), WISHED, PARTED, PAIRED, PINNED)
TEAM_TRAITS = ("비전공", "여", "나이", "실력")


class EnrolmentStatus(StrEnum):
    """Where a trainee stands in one stage."""

    APPLIED = "신청"
    SELECTED = "선발"
    RESERVE = "예비"
    ATTENDING = "수강"
    COMPLETED = "수료"
    NOT_COMPLETED = "미수료"
    WITHDRAWN = "중도포기"
    NOT_SELECTED = "탈락"


LEFT_WITHOUT_COMPLETING = frozenset(
    each.value
    for each in (EnrolmentStatus.NOT_COMPLETED, EnrolmentStatus.WITHDRAWN, EnrolmentStatus.NOT_SELECTED)
)
"""The ways out of the programme that are no completion."""

ENROLMENT = Flow(
    "수강 상태",
    {
        EnrolmentStatus.APPLIED.value: Tone.PLAIN,
        EnrolmentStatus.SELECTED.value: Tone.GOOD,
        EnrolmentStatus.RESERVE.value: Tone.PLAIN,
        EnrolmentStatus.ATTENDING.value: Tone.PLAIN,
        EnrolmentStatus.COMPLETED.value: Tone.GOOD,
        EnrolmentStatus.NOT_COMPLETED.value: Tone.BAD,
        EnrolmentStatus.WITHDRAWN.value: Tone.BAD,
        EnrolmentStatus.NOT_SELECTED.value: Tone.BAD,
    },
    steps(
        "신청 > 선발, 예비, 탈락, 중도포기",
        "예비 > 선발, 탈락, 중도포기",
        "선발 > 수강, 중도포기",
        "수강 > 수료, 미수료, 중도포기",
    ),
    frozenset({EnrolmentStatus.WITHDRAWN.value, EnrolmentStatus.NOT_COMPLETED.value}),
)
