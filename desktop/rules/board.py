"""The statuses of the junior board."""

from enum import StrEnum

from desktop.rules.flows import Flow, Tone, steps


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
