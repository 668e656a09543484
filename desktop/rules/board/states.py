"""The states of a proposal of the junior board, and the moves between them.

A move to a state of `WITH_REASON` asks for one, and so does every way back. A no or a hold (`WITH_CONDITION`) also says
under what it is looked at again.
"""

from enum import StrEnum

from desktop.errors import UserError
from desktop.rules.flows import Flow, Tone, steps
from desktop.text.hangul import attach


class ProposalStatus(StrEnum):
    """The life of a proposal of the junior board."""

    FOUND = "발굴"
    DISCUSSED = "토론"
    SUBMITTED = "제출"
    REVIEWED = "검토"
    SUPPLEMENTED = "보완"
    PILOTED = "시범"
    ADOPTED = "채택"
    PARTLY_ADOPTED = "부분채택"
    IN_FORCE = "시행"
    ENDED = "종료"
    ON_HOLD = "보류"
    REJECTED = "불채택"
    WITHDRAWN = "취하"


_S = ProposalStatus
WITH_REASON = tuple(
    status.value
    for status in (_S.SUPPLEMENTED, _S.PARTLY_ADOPTED, _S.ENDED, _S.ON_HOLD, _S.REJECTED, _S.WITHDRAWN)
)
WITH_CONDITION = (_S.ON_HOLD.value, _S.REJECTED.value)
DECISIONS = tuple(status.value for status in (_S.ADOPTED, _S.PARTLY_ADOPTED, _S.REJECTED))
DECIDED = (*DECISIONS, _S.IN_FORCE.value, _S.ENDED.value)
"""The states after an answer."""
RESTING = tuple(status.value for status in (_S.ENDED, _S.ON_HOLD, _S.WITHDRAWN))
"""Nobody owes a proposal anything in these: its clock rests until it goes on."""
TRIED_OUT = tuple(
    status.value for status in (_S.REVIEWED, _S.PILOTED, _S.ADOPTED, _S.PARTLY_ADOPTED, _S.IN_FORCE, _S.ENDED)
)
"""A pilot is of a proposal that is under review or was taken up; it may be written down later than it was held."""
OVER = tuple(status.value for status in (_S.ENDED, _S.REJECTED, _S.WITHDRAWN))
BEFORE_RECEIPT = tuple(status.value for status in (_S.FOUND, _S.DISCUSSED, _S.SUBMITTED))
"""From these a proposal comes to its review by a receipt, which begins a clock anew."""
TAKEN_UP = tuple(
    status.value for status in (_S.ADOPTED, _S.PARTLY_ADOPTED, _S.PILOTED, _S.IN_FORCE, _S.ENDED)
)
"""Where a proposal stands that was answered with a yes; one in 시범 may not be answered yet."""
OBSTACLES = ("예산", "법령", "인력", "기술", "기타", "없음")
"""What has to change before a no or a hold is looked at again; '없음' is an answer too."""
MERGED = "다른 제안에 합쳐진 제안입니다. 합친 쪽에서 하거나 먼저 합치기를 풀어 주세요."
NO_OBSTACLE, OTHER_OBSTACLE = "없음", "기타"

PROPOSAL = Flow(
    "제안 상태",
    {
        _S.FOUND.value: Tone.PLAIN,
        _S.DISCUSSED.value: Tone.PLAIN,
        _S.SUBMITTED.value: Tone.PLAIN,
        _S.REVIEWED.value: Tone.WARN,
        _S.SUPPLEMENTED.value: Tone.WARN,
        _S.PILOTED.value: Tone.WARN,
        _S.ADOPTED.value: Tone.GOOD,
        _S.PARTLY_ADOPTED.value: Tone.GOOD,
        _S.IN_FORCE.value: Tone.GOOD,
        _S.ENDED.value: Tone.PLAIN,
        _S.ON_HOLD.value: Tone.WARN,
        _S.REJECTED.value: Tone.BAD,
        _S.WITHDRAWN.value: Tone.BAD,
    },
    steps(
        "발굴 > 토론, 제출, 보류, 취하",
        "토론 > 제출, 보류, 취하",
        "제출 > 검토, 보완, 보류, 취하",
        "검토 > 보완, 시범, 채택, 부분채택, 불채택, 취하",
        "보완 > 검토, 취하",
        "시범 > 채택, 부분채택, 불채택",
        "채택 > 시범, 시행",
        "부분채택 > 시범, 시행",
        "시행 > 종료",
        "보류 > 발굴, 토론, 제출, 검토",
        "불채택 > 검토",
    ),
    frozenset(WITH_REASON),
)
"""시범 goes back to 검토 with a reason, as every way back; 불채택 goes to 검토 by a 재심사."""


def is_received(status: str, to: str) -> bool:
    """Whether a move is a receipt, which a clock begins with: what was handed in, and a no that is reviewed again."""
    return to == _S.REVIEWED and status in (_S.SUBMITTED, _S.REJECTED)


def check_tried_out(status: str) -> None:
    """Raise UserError where a proposal in this state is not tried out."""
    if status not in TRIED_OUT:
        raise UserError(
            f"'{status}'인 제안에는 시범운영을 적지 않습니다. 제안을 '검토'나 '시범'으로 옮긴 뒤에 적어 주세요.",
            "proposal_id",
        )


def check_asked_about(status: str) -> None:
    """Raise UserError where no department is asked about a proposal in this state any more."""
    if status in OVER:
        raise UserError(
            f"'{status}'인 제안은 끝난 것이어서 부서 의견을 묻지 않습니다. 제안의 상태를 되돌린 뒤에 물어 주세요.",
            "proposal_id",
        )


def check_alone(merged_into_id: int | None, key: str) -> None:
    """Raise UserError, with the key, for a proposal that is merged into another: work goes on with that one."""
    if merged_into_id is not None:
        raise UserError(MERGED, key)


def is_no_way_out(status: str, held_from: str | None, to: str) -> bool:
    """Whether a proposal on hold would go elsewhere than to where it came from.

    ``held_from`` is None for one that was put on hold before that was kept.
    """
    return status == _S.ON_HOLD and held_from is not None and to != held_from


def check_way_out(status: str, held_from: str | None, to: str) -> None:
    """Raise UserError where that `is_no_way_out`."""
    if is_no_way_out(status, held_from, to):
        where = attach(f"'{held_from}'", "으로/로")
        raise UserError(
            f"보류는 그 전의 상태인 {where}만 풀 수 있습니다. 푼 다음에 더 옮겨 주세요.", "status"
        )
