"""Two people at one record, or a person known already: both values are shown, and the person asked which stands."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from desktop.errors import Conflict
from desktop.ui.kit import messages

T = TypeVar("T")
Save = Callable[[dict[str, Any], Mapping[str, Any]], T]


def saved(parent: QWidget, values: dict[str, Any], seen: Mapping[str, Any], save: Save[T]) -> T:
    """What ``save(values, seen)`` returns; asked again, and saved accordingly, as long as somebody else is quicker."""
    try:
        return save(values, seen)
    except Conflict as conflict:
        now = {each.field: each.now for each in conflict.differences}
        mine = messages.which_stands(parent, conflict.differences, conflict.known)
        return saved(parent, values if mine else {**values, **now}, {**seen, **now}, save)
