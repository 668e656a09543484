"""Every status a record can have, and the moves allowed between them.

The words stand in the data as they stand on the screen. One table of moves per flow is read by the mapping (its
check constraint), the services (which refuse) and the menus (which grey out). Every forward move has its reverse;
going back always asks for a reason.
"""

from dataclasses import dataclass
from enum import StrEnum

from desktop.errors import UserError
from desktop.text.hangul import attach


class EnrolmentStatus(StrEnum):
    """Where a trainee stands in one stage."""

    APPLIED = "신청"
    SELECTED = "선발"
    ATTENDING = "수강"
    COMPLETED = "수료"
    NOT_COMPLETED = "미수료"
    WITHDRAWN = "중도포기"
    NOT_SELECTED = "탈락"


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


class MatchStatus(StrEnum):
    """The life of an internship."""

    PLANNED = "예정"
    WORKING = "근무"
    ENDED = "종료"
    ENDED_EARLY = "중도종료"
    CONVERTED = "정규직 전환"
    CANCELLED = "취소"


class CertificateStatus(StrEnum):
    """What a number in the register stands for today."""

    ISSUED = "발급"
    REISSUED = "재발급"
    VOID = "폐기"


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed step: the status it leads to, and whether it asks for a reason."""

    to: str
    needs_reason: bool
    back: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """The statuses of one kind of record, the first being where it starts, and the steps between them."""

    title: str
    statuses: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    with_reason: frozenset[str] = frozenset()
    reversible: bool = True

    def moves(self, status: str) -> tuple[Move, ...]:
        """What may follow ``status``: forward steps first, then the ways back."""
        forward = [Move(to, to in self.with_reason) for start, to in self.steps if start == status]
        ahead = {move.to for move in forward}
        back = [
            Move(start, needs_reason=True, back=True)
            for start, to in self.steps
            if self.reversible and to == status and start not in ahead
        ]
        return (*forward, *back)

    def check(self, status: str, to: str, reason: str) -> None:
        """Raise UserError unless the move is allowed and has the reason it asks for."""
        where = attach(f"'{to}'", "으로/로")
        for move in self.moves(status):
            if move.to == to:
                if move.needs_reason and not reason.strip():
                    raise UserError(f"'{status}'에서 {where} 바꾸는 사유를 적어 주세요.", "reason")
                return
        allowed = ", ".join(move.to for move in self.moves(status)) or "없음"
        raise UserError(f"'{status}'에서 {where}는 바꿀 수 없습니다. 바꿀 수 있는 상태: {allowed}", "status")


def _words(statuses: type[StrEnum]) -> tuple[str, ...]:
    return tuple(status.value for status in statuses)


def _steps(*lines: str) -> tuple[tuple[str, str], ...]:
    """Pairs read from lines such as '검토 > 시범, 채택'."""
    pairs = []
    for line in lines:
        start, ends = line.split(" > ")
        pairs += [(start, end) for end in ends.split(", ")]
    return tuple(pairs)


ENROLMENT = Flow(
    "수강 상태",
    _words(EnrolmentStatus),
    _steps("신청 > 선발, 탈락, 중도포기", "선발 > 수강, 중도포기", "수강 > 수료, 미수료, 중도포기"),
    frozenset({EnrolmentStatus.WITHDRAWN.value, EnrolmentStatus.NOT_COMPLETED.value}),
)
PROPOSAL = Flow(
    "제안 상태",
    _words(ProposalStatus),
    _steps(
        "발굴 > 토론, 보류, 반려",
        "토론 > 검토, 보류, 반려",
        "검토 > 시범, 채택, 보류, 반려",
        "시범 > 채택, 보류, 반려",
        "채택 > 시행, 보류",
        "보류 > 발굴, 토론, 검토, 시범",
    ),
    frozenset({ProposalStatus.ON_HOLD.value, ProposalStatus.REJECTED.value}),
)
MATCH = Flow(
    "인턴십 상태",
    _words(MatchStatus),
    _steps(
        "예정 > 근무, 취소",
        "근무 > 종료, 중도종료, 정규직 전환",
        "종료 > 정규직 전환",
        "중도종료 > 정규직 전환",
    ),
    frozenset({MatchStatus.ENDED_EARLY.value, MatchStatus.CANCELLED.value}),
)
CERTIFICATE = Flow(
    "수료증 상태",
    _words(CertificateStatus),
    _steps("발급 > 재발급, 폐기", "재발급 > 폐기"),
    frozenset(_words(CertificateStatus)),
    reversible=False,
)
FLOWS = {"trainees": ENROLMENT, "proposals": PROPOSAL, "matches": MATCH, "certificates": CERTIFICATE}

FREES_ITS_PLACE = frozenset({MatchStatus.ENDED_EARLY.value, MatchStatus.CANCELLED.value})
"""Internships that no longer take a place of their opening: someone else may come after them."""
