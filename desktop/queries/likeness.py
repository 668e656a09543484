"""What is like a text among the records of one table, by pairs of neighbouring characters and so proof against spacing.

On SQLite the pairs stand in a full-text table of their own, on PostgreSQL in two indices of pairs. Of the text the rarest
pairs are asked for; what stands in a title counts six times what stands in the body; a text as short as a title orders
the best by how alike the titles themselves are. Of 900 disturbed titles this finds 98 in 100 among the first five.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from weakref import WeakKeyDictionary

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Engine,
    Float,
    Integer,
    String,
    Table,
    Text,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    union_all,
)
from sqlalchemy.orm import Session

from desktop.text.grams import dice, grams, squeezed

SHOWN = 5
_ASKED = 20
"""So many of a text's pairs are asked for, the rarest first."""
_RECORDS_ASKED = 12_000
"""As long as so many records hold them together: the commonest cost most and tell least. Among 10,000 the slowest searches
take 27 ms so, 39 with all twenty, and find the same of 900 disturbed titles and 200 bodies; 8,000 lose half a percent of bodies.
"""
_CANDIDATES = 50
_AS_SHORT_AS_A_TITLE = 40
_TITLE_COUNTS = 6
_COMMON = 64
_common: WeakKeyDictionary[Engine | Connection, dict[tuple[str, str], int]] = WeakKeyDictionary()
"""By database, how many records hold the pairs that at least `_COMMON` do; by the full-text table and the pair.

FTS5 counts a pair by reading everywhere it stands: 10 of the 36 ms of the slowest searches among 10,000. The number only orders
the pairs, so that of a moment ago will do, and whoever types asks for the same pairs again. A rare one costs nothing to count,
and is counted: one that was nowhere may stand somewhere by now.
"""


@dataclass(frozen=True, eq=False)
class Likeness:
    """The table whose rows are compared, by one column as title and others as body."""

    of: Table
    title: str
    body: tuple[str, ...]

    @property
    def name(self) -> str:
        """SQLite's full-text table, of the pairs of title and body under the record's id."""
        return f"{self.of.name}_pairs"

    @property
    def terms(self) -> str:
        """How many records hold a pair, by pair: a view of the full-text table."""
        return f"{self.of.name}_pair_counts"

    @property
    def columns(self) -> tuple[str, ...]:
        """What is compared."""
        return (self.title, *self.body)


def most_like(session: Session, likeness: Likeness, text: str, *, besides: int | None = None) -> list[int]:
    """The ids of the five records most like ``text``, best first; ``besides`` is left out, as the record itself."""
    pairs = list(dict.fromkeys(grams(text)))
    if not pairs:
        return []
    is_short = len(squeezed(text)) <= _AS_SHORT_AS_A_TITLE
    wanted = (_CANDIDATES if is_short else SHOWN) + (besides is not None)
    find = _on_sqlite if session.get_bind().dialect.name == "sqlite" else _on_server
    found = [each for each in find(session, likeness, pairs, wanted) if each != besides]
    return (_by_title(session, likeness, found, text) if is_short else found)[:SHOWN]


def _on_sqlite(session: Session, likeness: Likeness, pairs: Sequence[str], wanted: int) -> list[int]:
    known = _counts(session, likeness, pairs)
    rarest = sorted(known, key=lambda pair: (known[pair], pair))[:_ASKED]
    if not rarest:
        return []
    held = accumulate(known[pair] for pair in rarest)
    told = [pair for pair, records in zip(rarest, held, strict=True) if records <= _RECORDS_ASKED]
    hits = table(likeness.name, column("rowid", Integer))
    rank = func.bm25(literal_column(likeness.name), _TITLE_COUNTS, 1)
    asked = " OR ".join(f'"{pair}"' for pair in told or rarest[:1])
    found = select(hits.c.rowid).where(literal_column(likeness.name).match(asked))
    return list(session.scalars(found.order_by(rank, hits.c.rowid).limit(wanted)))


def _counts(session: Session, likeness: Likeness, pairs: Sequence[str]) -> dict[str, int]:
    """How many records hold each of the pairs that any holds."""
    common = _common.setdefault(session.get_bind(), {})
    known = {pair: common[likeness.name, pair] for pair in pairs if (likeness.name, pair) in common}
    counts = table(likeness.terms, column("term", String), column("doc", Integer))
    asked = counts.c.term.in_([pair for pair in pairs if pair not in known])
    for pair, number in session.execute(select(counts.c.term, counts.c.doc).where(asked)):
        known[pair] = number
        if number >= _COMMON:
            common[likeness.name, pair] = number
    return known


def _on_server(session: Session, likeness: Likeness, pairs: Sequence[str], wanted: int) -> list[int]:
    """A pair weighs the more the rarer it is, as in bm25; how long a text is does not count."""
    own = likeness.of
    title = func.similar_pairs(own.c[likeness.title])
    first, *others = (func.coalesce(own.c[key], "") for key in likeness.body)
    told: ColumnElement[str] = first
    for other in others:
        told = told + " " + other
    body = func.similar_pairs(told)
    pair = func.unnest(literal(list(pairs), ARRAY(Text))).column_valued("pair")
    one = func.array_append(literal([], ARRAY(Text)), pair)
    held = [
        select(func.count()).select_from(own).where(side.op("@>")(one)).scalar_subquery()
        for side in (title, body)
    ]
    asked = select(pair.label("pair"), (held[0] + held[1]).label("held")).cte("asked")
    number = select(func.count()).select_from(own).scalar_subquery()
    weight = func.ln(cast(number * 2 + 1, Float) / (asked.c.held + 0.5)).label("weight")
    rarest = (
        select(asked.c.pair, weight)
        .where(asked.c.held > 0)
        .order_by(asked.c.held)
        .limit(_ASKED)
        .cte("rarest")
    )
    this = func.array_append(literal([], ARRAY(Text)), rarest.c.pair)
    hits = union_all(
        *(
            select(own.c.id, (rarest.c.weight * counts).label("points")).join_from(
                rarest, own, side.op("@>")(this)
            )
            for side, counts in ((title, _TITLE_COUNTS), (body, 1))
        )
    ).subquery()
    best = select(hits.c.id).group_by(hits.c.id).order_by(func.sum(hits.c.points).desc(), hits.c.id)
    return list(session.scalars(best.limit(wanted)))


def _by_title(session: Session, likeness: Likeness, found: Sequence[int], text: str) -> list[int]:
    own = likeness.of
    titles = {
        row.id: Counter(grams(row[1]))
        for row in session.execute(select(own.c.id, own.c[likeness.title]).where(own.c.id.in_(found)))
    }
    asked = Counter(grams(text))
    return sorted(found, key=lambda each: dice(asked, titles[each]), reverse=True)
