"""What can be said of any plan, also one made by hand: who would rather have each other, its figures, and how it is mended."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from desktop.errors import UserError
from desktop.rules import lottery
from desktop.rules.matching.market import Market, Pair, Plan, Preferences, in_order, market_of


@dataclass(frozen=True, slots=True)
class Figures:
    """A plan in numbers: ``choices`` counts first, second, … choices; ranks count from 1 and leave out who has none."""

    placed: int
    choices: tuple[int, ...]
    mean_rank: Fraction | None
    worst_rank: int | None
    blocking: tuple[Pair, ...]


def blocking_pairs(
    plan: Mapping[Any, Any],
    trainees: Preferences,
    openings: Preferences,
    places: Mapping[Any, int],
    *,
    fixed: Iterable[Pair] = (),
    forbidden: Iterable[Pair] = (),
) -> list[Pair]:
    """Possible pairs who would rather have each other, in the order of ids.

    The trainee, not fixed, strictly prefers an opening that has a place free or holds an unfixed trainee it ranks strictly lower;
    whom an opening holds without having listed, it ranks lower than all. Raises UserError for an id that nobody has.
    """
    market = market_of(trainees, openings, places, fixed, forbidden)
    return _blocking(_free_part(plan, market), market)


def figures(
    plan: Mapping[Any, Any],
    trainees: Preferences,
    openings: Preferences,
    places: Mapping[Any, int],
    *,
    fixed: Iterable[Pair] = (),
    forbidden: Iterable[Pair] = (),
) -> Figures:
    """The plan in numbers; of fixed people the rank counts where the opening was listed."""
    market = market_of(trainees, openings, places, fixed, forbidden)
    listed = market_of(trainees, {opening: list(trainees) for opening in {*openings, *places}}, places)
    whole = market.whole(_free_part(plan, market))
    found = [listed.mine[trainee].get(opening) for trainee, opening in whole.items() if opening is not None]
    got = [rank + 1 for rank in found if rank is not None]
    choices = tuple(got.count(rank) for rank in range(1, max(got, default=0) + 1))
    mean = Fraction(sum(got), len(got)) if got else None
    return Figures(
        len(found), choices, mean, max(got, default=None), tuple(_blocking(_free_part(plan, market), market))
    )


def after(
    plan: Mapping[Any, Any],
    trainees: Preferences,
    openings: Preferences,
    places: Mapping[Any, int],
    *,
    gone: Iterable[Any] = (),
    closed: Iterable[Any] = (),
    fixed: Iterable[Pair] = (),
    forbidden: Iterable[Pair] = (),
    seed: int = 0,
) -> Plan:
    """The plan after people left or openings closed, stable where it was stable; who is gone has None.

    A freed place goes to the one it ranks best of those who would rather have it, whose own place goes on likewise (Blum, Roth
    and Rothblum 1997): nobody is moved against his or her wish. Who loses a place to a closed opening then asks for the next
    best, and there takes the place of somebody ranked lower, where stability leaves no other way.
    Raises UserError for an id that nobody has, and a plan that holds more than an opening's places.
    """
    away, shut = set(gone), set(closed)
    for each in in_order([*(away - set(trainees)), *(shut - {*openings, *places})]):
        raise UserError(f"명단에 없는 대상입니다: {each}. 다시 골라 주세요.")
    bound = [(trainee, opening) for trainee, opening in fixed if trainee not in away and opening not in shut]
    market = market_of(
        {trainee: row for trainee, row in trainees.items() if trainee not in away},
        openings,
        {opening: 0 if opening in shut else number for opening, number in places.items()},
        bound,
        [pair for pair in forbidden if pair[0] not in away],
    )
    mending = _Mending(market, seed)
    mending.start(
        {trainee: opening for trainee, opening in _known(plan, trainees).items() if trainee not in away}, shut
    )
    mending.fill()
    mending.ask()
    return {trainee: market.whole(mending.now).get(trainee) for trainee in trainees}


class _Mending:
    """A plan on the way back to where nobody would rather change."""

    def __init__(self, market: Market, seed: int) -> None:
        self.market = market
        self.now: Plan = dict.fromkeys(market.mine)
        self.held: dict[Any, set[Any]] = {opening: set() for opening in market.theirs}
        self.luck = dict(
            zip(market.mine, lottery.numbers(range(len(market.mine)), seed).values(), strict=True)
        )
        self.asking: list[Any] = []

    def start(self, plan: Plan, shut: set[Any]) -> None:
        """Everybody where the plan has them, but for what is no longer possible."""
        for trainee, opening in plan.items():
            if opening is None or trainee not in self.now:
                continue
            if opening in shut or opening not in self.market.mine[trainee]:
                self.asking.append(trainee)
                continue
            self._put(trainee, opening)
            if len(self.held[opening]) > self.market.places[opening]:
                raise UserError(f"계획이 {opening}의 자리보다 많은 사람을 두었습니다. 계획을 확인해 주세요.")

    def fill(self) -> None:
        """Free places, each to the one it ranks best of those who would rather have it, until nobody would."""
        free = [
            opening
            for opening, number in self.market.places.items()
            for _ in range(number - len(self.held[opening]))
        ]
        waiting = set(self.asking)
        while free:
            opening = free.pop()
            row = self.market.theirs[opening]
            better = [each for each in row if each not in waiting and self._rather(each, opening)]
            if better:
                taken = min(better, key=lambda each: (row[each], self.luck[each]))
                if self.now[taken] is not None:
                    free.append(self.now[taken])
                self._put(taken, opening)

    def ask(self) -> None:
        """Who lost a place asks down the list; an opening that is full lets the lowest go for somebody it ranks higher."""
        mine, theirs = self.market.mine, self.market.theirs
        while self.asking:
            trainee = self.asking.pop()
            for opening in sorted(in_order(mine[trainee]), key=mine[trainee].__getitem__):
                if len(self.held[opening]) < self.market.places[opening]:
                    self._put(trainee, opening)
                    break
                row = theirs[opening]
                lowest = max(self.held[opening], key=lambda each: (row[each], self.luck[each]), default=None)
                if lowest is not None and row[trainee] < row[lowest]:
                    self.held[opening].discard(lowest)
                    self.now[lowest] = None
                    self.asking.append(lowest)
                    self._put(trainee, opening)
                    break

    def _rather(self, trainee: Any, opening: Any) -> bool:
        row, at = self.market.mine[trainee], self.now[trainee]
        return at is None or row[opening] < row[at]

    def _put(self, trainee: Any, opening: Any) -> None:
        before = self.now[trainee]
        if before is not None:
            self.held[before].discard(trainee)
        self.now[trainee] = opening
        self.held[opening].add(trainee)


def _known(plan: Mapping[Any, Any], trainees: Collection[Any]) -> Plan:
    for trainee in in_order(set(plan) - set(trainees)):
        raise UserError(f"계획에 명단에 없는 사람이 있습니다: {trainee}. 계획을 확인해 주세요.")
    return dict(plan)


def _free_part(plan: Mapping[Any, Any], market: Market) -> Plan:
    """Where those who are not fixed are."""
    known = _known(plan, {*market.mine, *market.fixed})
    for opening in in_order({each for each in known.values() if each is not None} - set(market.theirs)):
        raise UserError(f"계획에 없는 모집이 있습니다: {opening}. 계획을 확인해 주세요.")
    return {trainee: known.get(trainee) for trainee in market.mine}


def _blocking(plan: Plan, market: Market) -> list[Pair]:
    held: dict[Any, list[int]] = {opening: [] for opening in market.theirs}
    for trainee, at in plan.items():
        if at is not None:
            held[at].append(market.theirs[at].get(trainee, len(market.mine) + len(market.theirs[at])))
    found = []
    for trainee, row in market.mine.items():
        at = plan[trainee]
        now = row.get(at, len(row) + len(market.theirs)) if at is not None else None
        for opening in in_order(row):
            rank = row[opening]
            if (now is None or rank < now) and opening != at:
                mine = market.theirs[opening][trainee]
                if len(held[opening]) < market.places[opening] or any(mine < each for each in held[opening]):
                    found.append((trainee, opening))
    return found
