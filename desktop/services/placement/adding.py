"""How a new record is made whose blanks begin as its table says."""

from collections.abc import Callable, Mapping
from typing import Any

from desktop.model.base import Base
from desktop.queries.list_spec import Scope
from desktop.services.datafile.operations import Operation


def given_add(table: type[Base]) -> Callable[[Operation, Mapping[str, Any], Scope], Base]:
    """A row of what was filled in."""
    return lambda op, values, _scope: op.add(
        table(**{key: value for key, value in values.items() if value is not None})
    )
