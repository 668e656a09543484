"""The statuses of the training programme."""

from enum import StrEnum

from desktop.rules.flows import Flow, Tone, steps


class EnrolmentStatus(StrEnum):
    """Where a trainee stands in one stage."""

    APPLIED = "신청"
    SELECTED = "선발"
    ATTENDING = "수강"
    COMPLETED = "수료"
    NOT_COMPLETED = "미수료"
    WITHDRAWN = "중도포기"
    NOT_SELECTED = "탈락"


ENROLMENT = Flow(
    "수강 상태",
    {
        EnrolmentStatus.APPLIED.value: Tone.PLAIN,
        EnrolmentStatus.SELECTED.value: Tone.GOOD,
        EnrolmentStatus.ATTENDING.value: Tone.PLAIN,
        EnrolmentStatus.COMPLETED.value: Tone.GOOD,
        EnrolmentStatus.NOT_COMPLETED.value: Tone.BAD,
        EnrolmentStatus.WITHDRAWN.value: Tone.BAD,
        EnrolmentStatus.NOT_SELECTED.value: Tone.BAD,
    },
    steps("신청 > 선발, 탈락, 중도포기", "선발 > 수강, 중도포기", "수강 > 수료, 미수료, 중도포기"),
    frozenset({EnrolmentStatus.WITHDRAWN.value, EnrolmentStatus.NOT_COMPLETED.value}),
)
