"""Named ways of looking at a list, as they are kept in the settings file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.queries import filtering
from desktop.queries.listing import Criteria


@dataclass(frozen=True, slots=True)
class SavedView:
    """Criteria with a name. The scope is not part of it: a view serves every cohort."""

    name: str
    criteria: Criteria


def read(kept: Sequence[dict[str, Any]]) -> list[SavedView]:
    """The views in what `plain` made."""
    return [
        SavedView(
            each["name"],
            Criteria(
                search=each["search"],
                filters=tuple(filtering.from_json(one) for one in each["filters"]),
                order=tuple((key, descending) for key, descending in each["order"]),
            ),
        )
        for each in kept
    ]


def plain(views: Sequence[SavedView]) -> list[dict[str, Any]]:
    """The views as plain values for JSON."""
    return [
        {
            "name": view.name,
            "search": view.criteria.search,
            "filters": [filtering.to_json(one) for one in view.criteria.filters],
            "order": [list(pair) for pair in view.criteria.order],
        }
        for view in views
    ]
