"""Who ranks whom: preferences with ties as ranks, places, pairs fixed and forbidden beforehand."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.errors import UserError
from desktop.text.hangul import attach

Id = Hashable
Pair = tuple[Any, Any]
"""A trainee's id and an opening's."""
Ranked = Sequence[Any]
"""Ids of the other side, best first; a nested list is a tie. What is not listed is impossible."""
Preferences = Mapping[Any, Ranked]
Plan = dict[Any, Any]
"""Each trainee's opening, or None."""


@dataclass(frozen=True, slots=True)
class Market:
    """What can still be decided, once the fixed pairs have their places.

    ``mine[trainee]`` maps each possible opening to its rank, ``theirs[opening]`` each possible trainee to his or hers:
    the number of the group in the list as given, from 0, tied ones sharing it. Trainees and openings come in ascending
    order of ids. ``places`` are those left, ``fixed`` the pairs taken out.
    """

    mine: dict[Any, dict[Any, int]]
    theirs: dict[Any, dict[Any, int]]
    places: dict[Any, int]
    fixed: dict[Any, Any]

    def whole(self, plan: Mapping[Any, Any]) -> Plan:
        """The plan of everybody: the free as decided, the fixed where they are."""
        return {**plan, **self.fixed}


def market_of(
    trainees: Preferences,
    openings: Preferences,
    places: Mapping[Any, int],
    fixed: Iterable[Pair] = (),
    forbidden: Iterable[Pair] = (),
) -> Market:
    """The ranks of every possible pair: each lists the other, and the pair is not forbidden.

    A fixed pair need not be listed; it uses a place. Raises UserError for a person fixed twice, or fixed and forbidden, more
    fixed than places, an id in a pair that nobody has, and a list that names somebody twice.
    """
    kept, left, barred = checked(trainees, openings, places, fixed, forbidden)
    theirs = {
        opening: ranks(openings.get(opening, ()), opening) for opening in in_order({*openings, *places})
    }
    for trainee, opening in barred:
        theirs[opening].pop(trainee, None)
    nobody: dict[Any, int] = {}
    mine = {
        trainee: {
            each: rank
            for each, rank in ranks(trainees[trainee], trainee).items()
            if trainee in theirs.get(each, nobody)
        }
        for trainee in in_order(trainees)
        if trainee not in kept
    }
    if sum(map(len, mine.values())) != sum(map(len, theirs.values())):
        theirs = {
            opening: {each: rank for each, rank in row.items() if opening in mine.get(each, nobody)}
            for opening, row in theirs.items()
        }
    return Market(mine, theirs, left, kept)


def checked(
    trainees: Collection[Any],
    openings: Collection[Any],
    places: Mapping[Any, int],
    fixed: Iterable[Pair],
    forbidden: Iterable[Pair],
) -> tuple[dict[Any, Any], dict[Any, int], set[Pair]]:
    """The fixed pairs, the places they leave and the forbidden pairs; raises UserError as `market_of` does."""
    pairs, barred = list(fixed), set(forbidden)
    known = {*openings, *places}
    left = {opening: places.get(opening, 0) for opening in known}
    for opening, number in left.items():
        if number < 0:
            raise UserError(f"{opening}의 자리가 {number}입니다. 0 이상으로 적어 주세요.", "places")
    for trainee, opening in (*pairs, *barred):
        if trainee not in trainees or opening not in known:
            missing = trainee if trainee not in trainees else opening
            raise UserError(
                f"고정하거나 금지한 짝에 없는 대상이 있습니다: {missing}. 다시 골라 주세요.", "pairs"
            )
    kept: dict[Any, Any] = {}
    for trainee, opening in pairs:
        if kept.get(trainee, opening) != opening:
            raise UserError(f"{trainee} 님이 두 곳에 고정되어 있습니다: {kept[trainee]}, {opening}.", "fixed")
        if (trainee, opening) in barred:
            raise UserError(f"{trainee} 님과 {opening}의 짝이 고정되면서 금지되어 있습니다.", "fixed")
        kept[trainee] = opening
    for opening, number in Counter(kept.values()).items():
        left[opening] -= number
        if left[opening] < 0:
            raise UserError(
                f"{attach(str(opening), '은/는')} {places.get(opening, 0)}자리인데 {number}명이 고정되어 있습니다.",
                "fixed",
            )
    return kept, left, barred


def ranks(ranked: Ranked, whose: object = "") -> dict[Any, int]:
    """The rank of each id in the list, tied ones sharing it. Raises UserError where one stands twice."""
    row = {each: place for place, group in enumerate(ranked) for each in _members(group)}
    if len(row) != sum(len(group) if isinstance(group, (list, tuple)) else 1 for group in ranked):
        counts = Counter(each for group in ranked for each in _members(group))
        twice = counts.most_common(1)[0][0]
        raise UserError(
            f"{whose}의 희망 목록에 {attach(str(twice), '이/가')} 두 번 있습니다. 하나를 지워 주세요.",
            "preferences",
        )
    return row


def _members(group: Any) -> Sequence[Any]:
    return group if isinstance(group, (list, tuple)) else (group,)


def groups(row: Mapping[Any, int]) -> Iterator[list[Any]]:
    """The ids of a row of ranks in tied groups, best first."""
    by_rank: dict[int, list[Any]] = {}
    for each, rank in row.items():
        by_rank.setdefault(rank, []).append(each)
    for rank in sorted(by_rank):
        yield by_rank[rank]


def in_order(ids: Iterable[Any]) -> list[Any]:
    """Ascending; numbers before words where there are both."""
    found = list(ids)
    words = {isinstance(each, str) for each in found}
    return sorted(found, key=lambda each: (isinstance(each, str), each)) if len(words) > 1 else sorted(found)
