"""The moves allowed between the statuses of a record, and what each status means for the person who looks at it.

The words stand in the data as they stand on the screen. One table of moves per flow is read by the mapping (its
check constraint), the services (which refuse) and the menus (which grey out). Every forward move has its reverse;
going back always asks for a reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.errors import UserError
from desktop.text.hangul import attach


class Tone(StrEnum):
    """What a state means for the person looking at it."""

    PLAIN = "plain"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed step: the status it leads to, and whether it asks for a reason."""

    to: str
    needs_reason: bool
    back: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """The statuses of one kind of record with their tones, the first being where it starts, and the steps between them.

    A step forward to one of ``reasons`` takes its reason from that list.
    """

    title: str
    tones: Mapping[str, Tone]
    steps: tuple[tuple[str, str], ...]
    with_reason: frozenset[str] = frozenset()
    reversible: bool = True
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def statuses(self) -> tuple[str, ...]:
        """The words, in the order of a record's life."""
        return tuple(self.tones)

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

    def listed(self, move: Move) -> tuple[str, ...]:
        """The reasons a move is made for; () where any may be written."""
        return () if move.back else self.reasons.get(move.to, ())

    def check(self, status: str, to: str, reason: str) -> None:
        """Raise UserError unless the move is allowed and has the reason it asks for."""
        where = attach(f"'{to}'", "으로/로")
        for move in self.moves(status):
            if move.to == to:
                if move.needs_reason and not reason.strip():
                    raise UserError(f"'{status}'에서 {where} 바꾸는 사유를 적어 주세요.", "reason")
                listed = self.listed(move)
                if listed and reason.strip() not in listed:
                    raise UserError(f"사유를 다음에서 골라 주세요: {', '.join(listed)}", "reason")
                return
        allowed = ", ".join(move.to for move in self.moves(status)) or "없음"
        raise UserError(f"'{status}'에서 {where}는 바꿀 수 없습니다. 바꿀 수 있는 상태: {allowed}", "status")


def steps(*lines: str) -> tuple[tuple[str, str], ...]:
    """Pairs read from lines such as '검토 > 시범, 채택'."""
    pairs = []
    for line in lines:
        start, ends = line.split(" > ")
        pairs += [(start, end) for end in ends.split(", ")]
    return tuple(pairs)
