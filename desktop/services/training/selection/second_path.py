"""A ranking reckoned anew from the cells of its workbook, by other means than `rules.selection`.

Whole numbers over one denominator instead of fractions, ranks by counting who is better, places by counting seats.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import lcm
from typing import NamedTuple

from desktop.documents.selection.rank_sheet import PER_CRITERION, PER_JUDGE, RankRow, RankSheet
from desktop.rules import lottery
from desktop.rules.selection import Ties

ABSENT = "결시"


class Second(NamedTuple):
    """What the second path says of one person; ``total`` in hundredths."""

    total: int | None
    rank: int | None
    result: str
    reserve: int | None


class Tied(NamedTuple):
    """How ties are parted: the places of the criteria that do it, then the way, then the lottery's seed."""

    criteria: tuple[int, ...]
    ties: Ties | None
    seed: int


Shares = list[tuple[int, int]]
"""What each criterion adds in hundredths of a point, as numerator and denominator."""


def reckon(sheet: RankSheet, tied: Tied) -> dict[int, Second]:
    """Everybody's total, rank, result and reserve number, by the ids of the rows."""
    shares = {row.id: found for row in sheet.rows if (found := _shares(sheet, row)) is not None}
    keys = {row_id: (_total(found), *_tie_values(found, shares, tied)) for row_id, found in shares.items()}
    better = sorted(keys.values(), reverse=True)
    ranks = {row_id: better.index(key) + 1 for row_id, key in keys.items()}
    seats = _seats(ranks, tied)
    chosen = sum(seat <= sheet.seats for seat in seats.values())
    results = {}
    for row in sheet.rows:
        if row.id not in ranks:
            results[row.id] = Second(None, None, "탈락" if ABSENT in row.scores else "미정", None)
            continue
        result = "선발" if seats[row.id] <= sheet.seats else "예비"
        if seats[row.id] > chosen + sheet.reserves:
            result = "탈락" if result == "예비" else result
        number = (seats[row.id] if tied.ties is Ties.LOTTERY else ranks[row.id]) - chosen
        reserve = number if result == "예비" else None
        results[row.id] = Second(keys[row.id][0], ranks[row.id], result, reserve)
    return results


def _seats(ranks: Mapping[int, int], tied: Tied) -> dict[int, int]:
    """Up to which seat each one counts: the last of a block's, its first where all go in, one's own in a lottery."""
    size = Counter(ranks.values())
    if tied.ties is Ties.ALL_IN:
        return dict(ranks)
    if tied.ties is not Ties.LOTTERY:
        return {row_id: rank + size[rank] - 1 for row_id, rank in ranks.items()}
    seats = {}
    for rank in size:
        block = [row_id for row_id, other in ranks.items() if other == rank]
        drawn = lottery.numbers(block, tied.seed)
        for nth, row_id in enumerate(sorted(block, key=drawn.__getitem__)):
            seats[row_id] = rank + nth
    return seats


def _shares(sheet: RankSheet, row: RankRow) -> Shares | None:
    """What each criterion adds; None for who is absent or lacks a score."""
    if ABSENT in row.scores or None in row.scores:
        return None
    given: list[dict[str, int]] = [{} for _criterion in sheet.criteria]
    for column, score in zip(sheet.columns, row.scores, strict=True):
        if isinstance(score, Decimal):
            given[column.criterion][column.judge] = int(score.scaleb(2))
    if not all(given):
        return None
    out = _left_out(sheet, given)
    found = []
    for criterion, scores in zip(sheet.criteria, given, strict=True):
        kept = sorted(score for judge, score in scores.items() if judge not in out)
        if sheet.trim == PER_CRITERION and "" not in scores and len(kept) >= sheet.trim_from:
            kept = kept[1:-1]
        found.append((_hundredths(criterion.weight) * sum(kept), len(kept) * _hundredths(criterion.highest)))
    return found


def _left_out(sheet: RankSheet, given: Sequence[Mapping[str, int]]) -> set[str]:
    """The judges of the lowest and of the highest total; of equal ones the first and the last column."""
    if sheet.trim != PER_JUDGE:
        return set()
    one = lcm(*(_hundredths(each.highest) for each in sheet.criteria))
    totals: dict[str, int] = {}
    for criterion, scores in zip(sheet.criteria, given, strict=True):
        for judge, score in scores.items():
            if judge:
                share = score * _hundredths(criterion.weight) * (one // _hundredths(criterion.highest))
                totals[judge] = totals.get(judge, 0) + share
    if len(totals) < sheet.trim_from:
        return set()
    order = [each.judge for each in sheet.columns if each.judge in totals]
    by_total = sorted(totals, key=lambda judge: (totals[judge], order.index(judge)))
    return {by_total[0], by_total[-1]}


def _total(shares: Shares) -> int:
    """In hundredths, halves up: once, at the end."""
    below = lcm(*(denominator for _, denominator in shares))
    above = sum(numerator * (below // denominator) for numerator, denominator in shares)
    return (2 * above + below) // (2 * below)


def _tie_values(shares: Shares, everybody: Mapping[int, Shares], tied: Tied) -> list[int]:
    """What parts equal totals, over one denominator for everybody."""
    values = []
    for place in tied.criteria:
        below = lcm(*{found[place][1] for found in everybody.values()})
        values.append(shares[place][0] * (below // shares[place][1]))
    return values


def _hundredths(value: Decimal) -> int:
    return int(value.scaleb(2))
