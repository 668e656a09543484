"""Ranks as they are written: one cell, a block, or a whole sheet; 불가 and blanks told apart."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.matching import Preference
from desktop.rules.placement import REFUSED, SIDES
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store
from desktop.text.hangul import clean

_RANK = re.compile(r"(\d{1,3})\s*(?:위|순위|희망|지망)?")
_NO = frozenset({REFUSED, "X", "x", "×", "거절", "제외", "안됨"})


class Spot(NamedTuple):
    """Whose rank of whom: the side that ranks, and both ids."""

    side: str
    trainee_id: int
    opening_id: int


@dataclass(slots=True)
class Put:
    """What came of it: the operation where anything was written, and why the other ranks were not."""

    changes: Changes | None = None
    refused: dict[Spot, str] = field(default_factory=dict)


Rank = int | str
"""A rank from 1, or 불가."""


def rank_of(text: str) -> Rank | None:
    """What was written: '1', '2순위', '불가'; None for a blank. Raises UserError for all else."""
    said = clean(text).strip()
    if not said or said in "-–—":
        return None
    if said in _NO:
        return REFUSED
    found = _RANK.fullmatch(said)
    if found is None or not int(found[1]):
        raise UserError(
            f"'{said}'은(는) 순위가 아닙니다. 1, 2, 3 같은 수나 '{REFUSED}'라고 적어 주세요.", "rank"
        )
    return int(found[1])


def shown(rank: Rank | None) -> str:
    """A rank as people write it."""
    return "" if rank is None else str(rank)


def standing(session: Session, openings: set[int]) -> dict[Spot, Rank]:
    """The ranks there are for these openings."""
    rows = session.scalars(select(Preference).where(Preference.opening_id.in_(openings)))
    return {
        Spot(row.side, row.trainee_id, row.opening_id): REFUSED if row.rank is None else row.rank
        for row in rows
    }


def put(store: Store, texts: Mapping[Spot, str]) -> Put:
    """Write what was typed or pasted, as one undoable operation; '' takes a rank away. What is no rank stays out."""
    result, wanted = Put(), {}
    for spot, text in texts.items():
        try:
            wanted[spot] = rank_of(text)
        except UserError as error:
            result.refused[spot] = error.message
    if wanted:
        with store.operation("희망 순위 적기") as op:
            write(op, wanted)
        result.changes = op.changes or None
    return result


def write(op: Operation, wanted: Mapping[Spot, Rank | None]) -> None:
    """Write ranks: new ones inserted, others changed, None taken away; what stands so already is left alone."""
    rows = op.session.execute(
        select(
            Preference.id, Preference.side, Preference.trainee_id, Preference.opening_id, Preference.rank
        ).where(Preference.opening_id.in_({spot.opening_id for spot in wanted}))
    )
    there = {Spot(side, trainee, opening): (row_id, rank) for row_id, side, trainee, opening, rank in rows}
    new, changed, gone = [], [], []
    for spot, rank in wanted.items():
        known = there.get(spot)
        kept = rank if isinstance(rank, int) else None
        if rank is None:
            gone += [known[0]] if known else []
        elif known is None:
            new.append({**spot._asdict(), "rank": kept})
        elif known[1] != kept:
            changed.append({"id": known[0], "rank": kept})
    op.insert_many(Preference, new)
    op.update_many(Preference, changed)
    op.delete_many(Preference, gone)


def side_of(word: str) -> str:
    """Which side a sheet says has ranked; companies where it says nothing. Raises UserError for another word."""
    said = clean(word or "").strip() or SIDES[1]
    for side in SIDES:
        if said in {side, f"{side}이 둔 순위", f"{side} 희망"}:
            return side
    raise UserError(f"순위를 둔 쪽은 {' 또는 '.join(SIDES)}이라고 적어 주세요.", "side")
