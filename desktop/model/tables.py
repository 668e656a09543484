"""All tables of the data file, by name: importing this module is what makes the mapping complete."""

from desktop.model import (
    attachments,
    board,
    certificates,
    follow_up,
    internships,
    interviews,
    journal,
    matching,
    office,
    payments,
    people,
    placement,
    subsidies,
    training,
    unsaved,
)
from desktop.model.base import Base

METADATA = Base.metadata
BY_NAME: dict[str, type[Base]] = {
    mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers
}
ORDER = {table.name: rank for rank, table in enumerate(METADATA.sorted_tables)}
"""Rank of each table such that a row's parents come before it."""

__all__ = [
    "BY_NAME",
    "METADATA",
    "ORDER",
    "attachments",
    "board",
    "certificates",
    "follow_up",
    "internships",
    "interviews",
    "journal",
    "matching",
    "office",
    "payments",
    "people",
    "placement",
    "subsidies",
    "training",
    "unsaved",
]
