"""Who is in: the ranking by the total as published, the cut line, reserves by number, ties at the line.

A tied block cannot be cut by the line: it is named, and somebody decides: all in, all out, the next tie rule, or a lottery whose seed
is kept. Ranks come from the published two digits, so that paper and program agree.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from desktop.errors import UserError
from desktop.rules import lottery
from desktop.rules.scoring import Candidate, Scored, ScoringRule, scored
from desktop.text.hangul import attach


class Result(StrEnum):
    """What the selection says of a person; who is absent is 탈락, who lacks a score 미정."""

    SELECTED = "선발"
    RESERVE = "예비"
    REJECTED = "탈락"
    UNDECIDED = "미정"


class Ties(StrEnum):
    """What becomes of a tied block that a line would cut, by the word of the command line."""

    ALL_IN = "in"
    ALL_OUT = "out"
    LOTTERY = "lottery"


@dataclass(frozen=True, slots=True)
class SelectionRule:
    """``seats`` and then ``reserves``; ``ties`` decides blocks that a line would cut, None leaves them 미정.

    The first ``tie_rules`` of the scoring's tie rules are applied before that; "the next tie rule" is one more.
    ``seed`` is the lottery's, to be kept with the result: the same seed and the same tied people give the same order.
    """

    seats: int
    reserves: int = 0
    ties: Ties | None = None
    tie_rules: int = 0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the ranking.

    ``rank`` is shared by equals, None without a total. ``reserve`` is the 예비 number, None for others; equals share it
    too unless a lottery or a rule parts them. ``distance`` is the total less the cut line's. ``broken_by`` says how
    a tie was broken, '' where there was none.
    """

    scored: Scored
    rank: int | None
    result: Result
    reserve: int | None = None
    distance: Decimal | None = None
    broken_by: str = ""


@dataclass(frozen=True, slots=True)
class TieAtLine:
    """A block that the line of the seats, or that of the reserves, would cut: ``free`` of the places for ``people``."""

    line: Result
    people: tuple[Candidate, ...]
    total: Decimal
    free: int

    def sentence(self) -> str:
        """Names the people and asks."""
        names = attach(", ".join(each.label for each in self.people), "이/가")
        return (
            f"{self.line.value} {self.free}자리에 {names} {self.total}점으로 같습니다. "
            "모두 넣을지, 모두 뺄지, 다음 동점 규칙을 쓸지, 추첨할지 골라 주세요."
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """The whole ranking: people with a total first, by rank; then the incomplete, then the absent.

    ``cut`` is the lowest total that is in (합격선); ``ties`` are the blocks still to be decided.
    """

    lines: tuple[Line, ...]
    cut: Decimal | None
    ties: tuple[TieAtLine, ...]

    @property
    def incomplete(self) -> tuple[Scored, ...]:
        """Who lacks a score: until it is there, nothing can be published."""
        return tuple(each.scored for each in self.lines if each.scored.blanks)

    def check_publishable(self) -> None:
        """Raise UserError, naming the people, while a score is blank or a tie stands at a line."""
        if self.incomplete:
            names = ", ".join(each.candidate.label for each in self.incomplete)
            raise UserError(
                f"점수가 빈 사람이 {len(self.incomplete)}명 있어 확정할 수 없습니다: {names}. 점수를 넣거나 결시로 적어 주세요."
            )
        if self.ties:
            raise UserError(self.ties[0].sentence(), "ties")


Block = list[Scored]


def select(candidates: Iterable[Candidate], scoring: ScoringRule, rule: SelectionRule) -> Selection:
    """The ranking of the candidates under both rules; the same for any order they come in.

    Raises UserError for a rule that cannot be used and a score outside its scale.
    """
    return cut(scored(candidates, scoring), scoring, rule)


def cut(people: Iterable[Scored], scoring: ScoringRule, rule: SelectionRule) -> Selection:
    """The ranking of people whose totals are known."""
    if rule.seats < 0 or rule.reserves < 0:
        raise UserError("정원과 예비 인원은 0명 이상이어야 합니다.", "seats")
    everyone = sorted(people, key=lambda each: each.candidate.id)
    ranked = [each for each in everyone if each.total is not None]
    blocks = _blocks(ranked, scoring, rule)
    by_rules = "동점 규칙: " + ", ".join(each.title for each in scoring.ties[: rule.tie_rules])
    placed, ties = _placed(blocks, rule, by_rules)
    chosen = [each.scored.total for each in placed if each.result is Result.SELECTED]
    at_line = [each.total for each in ties if each.line is Result.SELECTED]
    line = min((each for each in (*chosen, *at_line) if each is not None), default=None)
    lines = [
        replace(
            each,
            distance=each.scored.total - line if each.scored.total is not None and line is not None else None,
        )
        for each in placed
    ]
    lines += [Line(each, None, Result.UNDECIDED) for each in everyone if each.blanks]
    lines += [Line(each, None, Result.REJECTED) for each in everyone if each.absent]
    return Selection(tuple(lines), line, tuple(ties))


def _blocks(ranked: Sequence[Scored], scoring: ScoringRule, rule: SelectionRule) -> list[Block]:
    """Equal people together, the best first."""
    place = {criterion.id: number for number, criterion in enumerate(scoring.criteria)}
    tie_rules = scoring.ties[: rule.tie_rules]

    def key(person: Scored) -> tuple[Decimal | Fraction, ...]:
        extras = (
            (person.parts or ())[place[each.criterion]]
            if each.criterion is not None
            else person.candidate.extras.get(each.title, Decimal(0))
            for each in tie_rules
        )
        return tuple(-each for each in (person.total or Decimal(0), *extras))

    keyed = sorted(((key(each), each) for each in ranked), key=lambda each: each[0])
    return [[each for _, each in block] for _, block in groupby(keyed, key=lambda each: each[0])]


def _placed(
    blocks: Sequence[Block], rule: SelectionRule, by_rules: str
) -> tuple[list[Line], list[TieAtLine]]:
    """The people with a total, block by block: seats, then reserves, then out."""
    lines: list[Line] = []
    ties: list[TieAtLine] = []
    seats, reserves, rank, number = rule.seats, rule.reserves, 1, 1
    alike = Counter(block[0].total for block in blocks)
    for block in blocks:
        broken = by_rules if alike[block[0].total] > 1 else ""
        groups = _drawn(block, rule) if rule.ties is Ties.LOTTERY and len(block) > 1 else [(block, "")]
        for group, how in groups:
            result, tie = _result(group, seats, reserves, rule)
            ties += [tie] if tie else []
            reserve = number if result is Result.RESERVE else None
            lines += [
                Line(
                    each,
                    rank,
                    result,
                    reserve,
                    None,
                    how or _decided(group, result, rule, seats, reserves) or broken,
                )
                for each in group
            ]
            seats, reserves, number = _left(len(group), result, tie, (seats, reserves, number))
        rank += len(block)
    return lines, ties


def _result(group: Block, seats: int, reserves: int, rule: SelectionRule) -> tuple[Result, TieAtLine | None]:
    """What the whole group gets, and the tie if a line would cut it undecided."""
    for result, free in ((Result.SELECTED, seats), (Result.RESERVE, reserves)):
        if free >= len(group) or (free > 0 and rule.ties is Ties.ALL_IN):
            return result, None
        if free > 0 and rule.ties is None:
            people = tuple(each.candidate for each in group)
            return Result.UNDECIDED, TieAtLine(result, people, group[0].total or Decimal(0), free)
    return Result.REJECTED, None


def _left(
    size: int, result: Result, tie: TieAtLine | None, before: tuple[int, int, int]
) -> tuple[int, int, int]:
    """Seats, reserve places and the next reserve number after a group; once a block did not fit, nobody below passes it."""
    seats, reserves, number = before
    if result is Result.SELECTED:
        return max(0, seats - size), reserves, number
    if result is Result.RESERVE:
        return 0, max(0, reserves - size), number + size
    if tie and tie.line is Result.SELECTED:
        over = size - seats
        return 0, max(0, reserves - over), number + min(over, reserves)
    return 0, 0, number


def _decided(group: Block, result: Result, rule: SelectionRule, seats: int, reserves: int) -> str:
    """How a block at a line was decided for all of it together."""
    if len(group) == 1:
        return ""
    over_seats, over_reserves = 0 < seats < len(group), seats == 0 and 0 < reserves < len(group)
    if not (over_seats or over_reserves) or result is Result.UNDECIDED:
        return ""
    return "동점 모두 포함" if rule.ties is Ties.ALL_IN else "동점 모두 제외"


def _drawn(block: Block, rule: SelectionRule) -> list[tuple[Block, str]]:
    """A tied block in the lottery's order."""
    numbers = lottery.numbers((each.candidate.id for each in block), rule.seed)
    order = sorted(block, key=lambda each: numbers[each.candidate.id])
    return [
        ([each], f"동점 {len(block)}명 추첨 {place}번째(씨앗 {rule.seed})")
        for place, each in enumerate(order, start=1)
    ]
