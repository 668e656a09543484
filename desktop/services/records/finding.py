"""One search over everyone and everything."""

from dataclasses import dataclass

from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.rules.fields import NUMERIC, Field, Kind, Value, show
from desktop.services.datafile.store import Store
from desktop.services.kinds import KINDS

SEARCHED = {kind: one.list for kind, one in KINDS.items() if one.searched and one.list}
"""The kinds it looks through, with their lists."""
_DETAILS = 4
_DIGITS = 4
"""From so many digits on a search is for a number."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its kind and id, what it is called, and a line that tells it from others of the name."""

    kind: str
    id: int
    title: str
    detail: str


def everywhere(store: Store, text: str, *, limit: int = 6) -> list[Hit]:
    """What matches ``text``, at most ``limit`` of each kind, whatever cohort or board is in work; phones masked."""
    if not text.strip():
        return []
    hits: list[Hit] = []
    for kind, spec in SEARCHED.items():
        first, *others = (column.field for column in spec.columns if column.shown)
        # A yes or no says nothing without the question beside it.
        alone = [field for field in others if field.kind is not Kind.YES_NO]
        telling = [spec.column(key).field for key in KINDS[kind].told_by] or alone[:_DETAILS]
        listing = Listing(store.engine, spec, Criteria(search=text, scope=Scope(today=store.today())))
        for row in listing.page(0, limit):
            values = dict(zip((column.key for column in spec.columns), row[1:], strict=True))
            detail = [
                _seen(_told(field, values[field.key], masked=True), field, values[field.key], text)
                for field in telling
            ]
            title = _told(first, values[first.key], masked=False)
            hits.append(Hit(kind, row[0], title, " · ".join(filter(None, detail))))
    return hits


def _seen(shown: str, field: Field, value: Value, sought: str) -> str:
    """A masked phone number that shows the hidden digits it was found by, and in their place hides the others."""
    full = show(field, value)
    digits = [place for place, sign in enumerate(full) if sign.isdigit()]
    wanted = "".join(sign for sign in sought if sign.isdigit())
    start = "".join(full[place] for place in digits).find(wanted)
    if field.kind is not Kind.PHONE or len(wanted) < _DIGITS or len(shown) != len(full) or start < 0:
        return shown
    found = set(digits[start : start + len(wanted)])
    if all(shown[place] == full[place] for place in found):
        return shown
    known = found | set(digits[:3])
    return "".join("*" if place in digits and place not in known else sign for place, sign in enumerate(full))


def _told(field: Field, value: Value, *, masked: bool) -> str:
    """The value without its title beside it: a number with its unit, and a bare one not at all."""
    text = show(field, value, masked=masked)
    if field.kind not in NUMERIC or not text:
        return text
    return f"{text}{field.unit}" if field.unit else ""
