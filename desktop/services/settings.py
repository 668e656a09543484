"""All settings there are, of every slice: read by page, saved as one undoable operation."""

from collections.abc import Callable, Mapping
from typing import Any

from desktop.services.board.review import clocks
from desktop.services.board.review import settings as review
from desktop.services.certificates import document_kinds
from desktop.services.certificates import settings as certificates
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.settings import Setting, Settings, change, read, validate
from desktop.services.datafile.store import Store
from desktop.services.office import keeping
from desktop.services.office import settings as office
from desktop.services.placement import settings as placement
from desktop.services.placement.subsidies import settings as subsidies
from desktop.services.training import settings as training

SETTINGS: tuple[Setting[Any], ...] = (
    *office.SETTINGS,
    *certificates.SETTINGS,
    *document_kinds.SENTENCES,
    *placement.SETTINGS,
    *training.SETTINGS,
    *review.SETTINGS,
    *keeping.SETTINGS,
)
CHECKS: tuple[Callable[[Settings], None], ...] = (certificates.check_seal,)
"""What must hold of several settings together; each raises UserError with the key of the one to mend."""
FOLLOWING: Mapping[str, Callable[[Operation], None]] = {review.PAGE: clocks.set_open_ends}
"""What a slice writes anew with a page of its settings, in the same operation."""
PAGES = {
    office.PAGE: "기관 설정",
    keeping.PAGE: "백업과 이력 설정",
    training.PAGE: "교육 설정",
    subsidies.PAGE: "인건비 지원 설정",
    review.PAGE: "심사 설정",
    placement.PAGE: "기업·면접 설정",
}
"""What each page is called."""


def of_page(page: str) -> tuple[Setting[Any], ...]:
    """The settings set on a page."""
    return tuple(each for each in SETTINGS if each.page == page)


def save(store: Store, raw: Mapping[str, Any], seen: Mapping[str, Any] | None = None) -> Changes:
    """Save the settings of a page by field key, as one operation.

    ``seen`` holds the values the form was filled with: where somebody else has changed since what is to be written, a
    Conflict tells both. Raises UserError, with the field, for a value that cannot be; then nothing is written.
    """
    values = validate(SETTINGS, raw, store.today())
    page = next((each.page for each in values), office.PAGE)
    with store.operation(f"{PAGES[page]} 저장") as op:
        change(op, values, seen)
        standing = read(op.session, SETTINGS)
        for check in CHECKS:
            check(standing)
        if page in FOLLOWING:
            FOLLOWING[page](op)
    return op.changes
