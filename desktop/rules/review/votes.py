"""Votes of the members: who took part, how they voted, and whether it is carried.

A proposal is carried by more 찬성 than 반대; those who abstain take part in the vote and count for neither side.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from desktop.errors import UserError
from desktop.text.percent import show_percent

FEWEST_SECRET = 3
"""With fewer voters the counts tell who chose what."""


class Method(StrEnum):
    """Whether it is kept who chose what."""

    OPEN = "공개"
    HIDDEN = "비밀"


class Choice(StrEnum):
    """How somebody votes."""

    FOR = "찬성"
    AGAINST = "반대"
    ABSTAIN = "기권"


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of a vote among ``members`` who might have voted."""

    members: int
    in_favour: int
    against: int
    abstained: int

    @property
    def votes(self) -> int:
        """How many took part."""
        return self.in_favour + self.against + self.abstained

    @property
    def turnout(self) -> Fraction | None:
        """The share of the members who took part."""
        return _share(self.votes, self.members)

    @property
    def of_votes(self) -> Fraction | None:
        """찬성 among those who took part."""
        return _share(self.in_favour, self.votes)

    @property
    def of_members(self) -> Fraction | None:
        """찬성 among all members."""
        return _share(self.in_favour, self.members)

    @property
    def decided(self) -> int:
        """How many took a side: 9 of 12."""
        return self.in_favour + self.against

    @property
    def carried(self) -> bool:
        """Whether more are for it than against."""
        return self.in_favour > self.against


@dataclass(frozen=True, slots=True)
class Earlier:
    """Another vote on the same proposal, standing or told of by the history: the days it bore and who was on its roll."""

    method: Method
    days: Set[dt.date]
    roll: Set[int]


def check_tally(tally: Tally, *, secret: bool, voted: int | None = None) -> None:
    """Raise UserError for counts that cannot be.

    ``voted`` is the length of the roll of a secret vote: the counts entered at its close must come to it.
    """
    if min(tally.in_favour, tally.against, tally.abstained) < 0:
        raise UserError("표의 수는 0 이상이어야 합니다. 다시 세어 주세요.", "in_favour")
    if tally.votes > tally.members:
        raise UserError(
            f"표({tally.votes}표)가 투표할 수 있는 위원({tally.members}명)보다 많습니다. 다시 세어 주세요.",
            "in_favour",
        )
    if secret and voted is not None and voted != tally.votes:
        raise UserError(
            f"투표한 위원은 {voted}명인데 표는 {tally.votes}표입니다. 명부와 표를 맞춰 주세요.", "in_favour"
        )
    if secret and tally.votes < FEWEST_SECRET:
        raise UserError(
            f"비밀투표는 {FEWEST_SECRET}명 이상이 투표해야 합니다. 더 적으면 누가 무엇을 골랐는지 드러납니다.",
            "voters",
        )


def check_roll(roll: Set[int], earlier: Iterable[Set[int]]) -> None:
    """Raise UserError where the roll of a secret vote, held beside earlier ones, would tell how somebody chose.

    Counts added to and taken from each other tell no more than what those chose together who are on the same of the rolls:
    there are none of them, or as many as may vote in secret.
    """
    rolls = (roll, *earlier)
    alike = Counter(tuple(member in each for each in rolls) for member in set[int]().union(*rolls))
    if min(alike.values(), default=FEWEST_SECRET) < FEWEST_SECRET:
        raise UserError(
            "이 제안에 앞서 적은 비밀투표(지우거나 되돌린 것까지)와 명부를 견주면 한두 명만 따로 가려져 무엇을 골랐는지 드러날 수 "
            "있습니다. 명부를 앞의 것과 같게 적거나, 표의 수 없이 가결인지 부결인지만 비고에 적어 주세요.",
            "voters",
        )


_WAS_OPEN = (
    "이 제안에는 이 날 누가 무엇을 골랐는지 공개투표로 적은 적이 있고, 지우거나 되돌렸어도 그 표는 이력에 남아 있습니다. "
    "비밀로 다시 투표했으면 그 투표일로 따로 적고, 같은 날이었으면 공개투표의 비고에 결과만 적어 주세요."
)
_WAS_HIDDEN = (
    "이 제안에는 이 날 비밀투표를 적은 적이 있고, 지우거나 되돌렸어도 명부와 표의 수가 이력에 남아 있어 누가 무엇을 골랐는지 더하면 "
    "비밀이 깨집니다. 공개로 다시 투표했으면 그 투표일로 따로 적고, 같은 날이었으면 비밀투표의 비고에 결과만 적어 주세요."
)


def check_method(method: Method, day: dt.date, earlier: Iterable[Earlier]) -> None:
    """Raise UserError where a vote of that day is, or was, written with the other method: it may be the same ballot.

    The choices of an open one stay in the history whatever becomes of it, and would be those of the secret one.
    """
    if any(each.method is not method and day in each.days for each in earlier):
        raise UserError(_WAS_OPEN if method is Method.HIDDEN else _WAS_HIDDEN, "held_on")


def tally_in_words(tally: Tally) -> str:
    """'찬성 9 · 반대 3 · 기권 1 (16명 가운데 13명, 투표율 81.3 %), 찬성은 표의 69.2 %, 위원의 56.3 %: 가결(12표 가운데 9표)'."""
    if not tally.votes:
        return f"{tally.members:,}명 가운데 아직 아무도 투표하지 않음"
    return (
        f"{counts_in_words(tally)} ({tally.members:,}명 가운데 {tally.votes:,}명, 투표율 {show_percent(tally.turnout)} %), "
        f"찬성은 표의 {show_percent(tally.of_votes)} %, 위원의 {show_percent(tally.of_members)} %: "
        f"{result_of(tally)}({tally.decided:,}표 가운데 {tally.in_favour:,}표)"
    )


def counts_in_words(tally: Tally) -> str:
    """'찬성 9 · 반대 3 · 기권 1'."""
    counts = (tally.in_favour, tally.against, tally.abstained)
    return " · ".join(f"{choice.value} {count:,}" for choice, count in zip(Choice, counts, strict=True))


CARRIED, REJECTED, NOT_YET = "가결", "부결", "투표 전"


def result_of(tally: Tally) -> str:
    """What came of it, in a word."""
    if not tally.votes:
        return NOT_YET
    return CARRIED if tally.carried else REJECTED


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
