"""The counters of certificates; apart from what draws them, which loads the libraries of PDF."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.certificates import NumberSeries
from desktop.services.datafile.store import Store

KIND = "수료"


def next_sequence(where: Store | Session, year: int, kind: str = KIND) -> int:
    """Which certificate of this kind and year the next one will be."""
    if isinstance(where, Store):
        with where.read() as session:
            return next_sequence(session, year, kind)
    of_year = NumberSeries.kind == kind, NumberSeries.year == year
    return (where.scalar(select(NumberSeries.last).where(*of_year)) or 0) + 1
