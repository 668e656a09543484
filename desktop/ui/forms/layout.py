"""How a form is laid out from its fields: declared where a start reads it, long before any form is built."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Layout:
    """How inputs stand: in the order of the fields, in one column or two.

    A long text and a file take a line of their own, as do the fields in ``wide``. ``groups`` gives the heading that stands above a
    field, by the field's key.
    """

    columns: int = 1
    wide: frozenset[str] = frozenset()
    groups: Mapping[str, str] = field(default_factory=dict)


ONE_COLUMN, TWO_COLUMNS = Layout(), Layout(columns=2)
