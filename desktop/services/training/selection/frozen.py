"""A selection as it was published: its hash, and how it differs from what the scores would give now (feature row TR-08)."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.training import SelectionLine
from desktop.rules.scoring import Criterion
from desktop.rules.selection import Line
from desktop.services.training.selection import ranking
from desktop.services.training.selection.people import Entrant
from desktop.services.training.selection.ranking import Ranking, Settings


@dataclass(frozen=True, slots=True)
class FrozenLine:
    """What was published of one person; ``total`` in hundredths."""

    enrolment_id: int
    total: int | None
    rank: int | None
    result: str
    reserve: int | None
    broken_by: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Somebody whose total, rank or result is now another than what was published."""

    person: Entrant
    old: FrozenLine
    new: FrozenLine


def frozen(line: Line) -> FrozenLine:
    """A line of a ranking as it is kept."""
    total = line.scored.total
    return FrozenLine(
        line.scored.candidate.id,
        None if total is None else int(total.scaleb(2)),
        line.rank,
        line.result.value,
        line.reserve,
        line.broken_by,
    )


def lines_of(session: Session, selection_id: int) -> list[FrozenLine]:
    """The published lines, in the order in which they were published."""
    rows = session.scalars(
        select(SelectionLine).where(SelectionLine.selection_id == selection_id).order_by(SelectionLine.id)
    )
    return [
        FrozenLine(row.enrolment_id, row.total, row.rank, row.result, row.reserve, row.broken_by or "")
        for row in rows
    ]


def sha256(settings: Settings, criteria: Sequence[Criterion], lines: Sequence[FrozenLine]) -> str:
    """The hash over how it was selected and every line: the same for the same on every machine."""
    what = {
        "settings": asdict(settings),
        "criteria": [asdict(each) for each in criteria],
        "lines": sorted((asdict(each) for each in lines), key=lambda line: int(line["enrolment_id"])),
    }
    text = json.dumps(what, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def hash_of(ranked: Ranking) -> str:
    """The hash a ranking is published under."""
    return sha256(ranked.settings, ranked.sheet.criteria, [frozen(each) for each in ranked.selection.lines])


def is_whole(session: Session, stage_id: int) -> bool:
    """Whether the published lines and what they stand on are still those that were hashed."""
    row = ranking.kept(session, stage_id)
    if row is None or row.sha256 is None:
        return True
    criteria = ranking.read_sheet(session, stage_id).criteria
    return sha256(ranking.settings_of(session, stage_id), criteria, lines_of(session, row.id)) == row.sha256


def differences(ranked: Ranking, published: Sequence[FrozenLine]) -> list[Difference]:
    """Who stands otherwise now than published ('확정본과 다름'), in the order of the published lines."""
    now = {line.scored.candidate.id: frozen(line) for line in ranked.selection.lines}
    people = {each.enrolment_id: each for each in ranked.sheet.people}
    return [
        Difference(people[old.enrolment_id], old, now[old.enrolment_id])
        for old in published
        if old.enrolment_id in now and _differs(old, now[old.enrolment_id])
    ]


def _differs(old: FrozenLine, new: FrozenLine) -> bool:
    return (old.total, old.rank, old.result, old.reserve) != (new.total, new.rank, new.result, new.reserve)


def _plain(value: Any) -> str:
    """Decimals as they are published, two digits: 100 and 100.00 are one."""
    return f"{value:.2f}" if isinstance(value, Decimal) else str(value)
