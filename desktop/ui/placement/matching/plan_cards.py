"""A plan as columns of cards, an opening each, and what a drop would mean in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.queries.columns import CardColumn, ColumnCard, Columns, Meaning, Meanings, column_of
from desktop.rules.flows import Tone
from desktop.services.placement.matching import market as markets
from desktop.services.placement.matching import moving
from desktop.services.placement.matching.market import Market
from desktop.services.placement.matching.moving import Moved
from desktop.services.placement.matching.plans import Drawn
from desktop.ui.kit.messages import tr

NOWHERE = 0
"""The key of the column of those with no opening; no opening has this id."""
_NAMED = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """What the columns show: a plan of a market."""

    market: Market
    drawn: Drawn

    def told(self, ids: Sequence[int], key: int, onto: int | None = None) -> Moved:
        """What a drop would do."""
        return moving.told(self.market, self.drawn.plan, self.drawn.figures, ids, key or None, onto)


def columns_of(shown: Shown) -> Columns:
    """Those with no opening first, then every opening; a card's id is the trainee's."""
    market, plan = shown.market, shown.drawn.plan
    held: dict[int, list[int]] = {}
    for who, where in plan.items():
        held.setdefault(where or NOWHERE, []).append(who)
    loose = [_card(shown, who) for who in held.get(NOWHERE, [])]
    return Columns(
        (column_of(NOWHERE, tr("미배정"), loose), *(_opening(shown, each, held) for each in market.openings)),
        lambda ids: meanings(shown, ids),
        onto=True,
        room=3,
    )


def _opening(shown: Shown, opening_id: int, held: dict[int, list[int]]) -> CardColumn:
    market = shown.market
    place, here = market.openings[opening_id], held.get(opening_id, [])
    ranked = market.companies[opening_id]
    here = sorted(here, key=lambda each: (markets.rank_in(ranked, each) or 999, market.people[each].label))
    taken = tr("{0} / {1}자리").format(len(here), place.places)
    tone = Tone.GOOD if len(here) == place.places else Tone.PLAIN
    return column_of(opening_id, place.label, [_card(shown, each) for each in here], ((taken, tone),))


def _card(shown: Shown, who: int) -> ColumnCard:
    market, at = shown.market, shown.drawn.plan[who]
    choice = market.choice(who, at)
    rank = markets.rank_in(market.companies[at], who) if at is not None else None
    told = [
        tr("{0}희망").format(choice) if choice else tr("희망에 없음") if at is not None else "",
        tr("기업 {0}순위").format(rank) if rank else "",
    ]
    if at is None:
        wishes = [market.openings[each].label for group in market.trainees[who] for each in group]
        told = [", ".join(wishes[:3]) or tr("희망 없음")]
    name = market.people[who].label
    fixed = dict(market.fixed).get(who)
    held = ""
    if who in market.held:
        held = tr("{0}님은 이미 인턴 매칭이 있습니다. 옮기려면 그 매칭을 먼저 취소해 주세요.").format(name)
    elif fixed is not None:
        held = tr("{0}님은 고정되어 있습니다. '고정·금지 짝'에서 풀고 옮겨 주세요.").format(name)
    chips = ((tr("매칭됨") if who in market.held else tr("고정"), Tone.PLAIN),) if held else ()
    return ColumnCard(who, name, (" · ".join(filter(None, told)),), chips, held)


def meanings(shown: Shown, ids: Sequence[int]) -> Meanings:
    """What dropping these people into each opening would mean, and one of them onto each other person."""
    market, plan = shown.market, shown.drawn.plan
    columns = {key: in_words(shown, shown.told(ids, key)) for key in (NOWHERE, *market.openings)}
    if len(ids) > 1:
        return Meanings(columns)
    cards = {
        other: _short(shown, shown.told(ids, where or NOWHERE, other))
        for other, where in plan.items()
        if other not in ids and where != plan[ids[0]]
    }
    return Meanings(columns, cards)


def in_words(shown: Shown, moved: Moved) -> Meaning:
    """The change of the figures, then who goes where, and which pairs would newly rather have each other."""
    if moved.figures is None:
        return Meaning(moved.refused, Tone.BAD, refused=True)
    before, after = shown.drawn.figures, moved.figures
    placed = after.placed - before.placed
    pairs = len(after.blocking) - len(before.blocking)
    text = tr("배정 {0} · 짝 {1}").format(_signed(placed), _signed(pairs))
    tone = (
        Tone.BAD if placed < 0 else Tone.WARN if pairs > 0 else Tone.GOOD if placed or pairs else Tone.PLAIN
    )
    besides = [(_others(shown.market, moved), Tone.WARN)] if moved.others else []
    if moved.newly:
        besides.append((_pairs(shown.market, moved), Tone.BAD))
    return Meaning(text, tone, besides=tuple(besides))


def _short(shown: Shown, moved: Moved) -> Meaning:
    """The same in as few words as a card has room for."""
    said = in_words(shown, moved)
    if moved.figures is None:
        return said
    placed = moved.figures.placed - shown.drawn.figures.placed
    pairs = len(moved.figures.blocking) - len(shown.drawn.figures.blocking)
    return Meaning(
        tr("배정 {0}").format(_signed(placed)) if placed else tr("짝 {0}").format(_signed(pairs)), said.tone
    )


def _others(market: Market, moved: Moved) -> str:
    told = [
        tr("{0} → {1}").format(
            market.people[who].label, market.openings[where].label if where is not None else tr("미배정")
        )
        for who, where in moved.others.items()
    ]
    return ", ".join(told)


def _pairs(market: Market, moved: Moved) -> str:
    told = [
        f"{market.people[who].label}–{market.openings[where].label}" for who, where in moved.newly[:_NAMED]
    ]
    more = len(moved.newly) - _NAMED
    rest = tr(" 외 {0}").format(more) if more > 0 else ""
    return tr("서로 바람: {0}").format(", ".join(told)) + rest


def _signed(number: int) -> str:
    return f"{number:+d}" if number else "±0"
