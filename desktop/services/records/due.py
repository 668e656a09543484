"""오늘: what is due now, asked of every slice (feature row TR-28)."""

from desktop.queries.due import Due, When, when
from desktop.queries.list_spec import Scope
from desktop.services.datafile.store import Store
from desktop.services.kinds import DUE


def due(store: Store, scope: Scope) -> dict[When, list[Due]]:
    """What is late, due today, due this week and without a day, each under its heading by day and words.

    Headings with nothing under them are left out.
    """
    now = store.clock().astimezone().replace(tzinfo=None)
    found: dict[When, list[Due]] = {heading: [] for heading in When}
    with store.read() as session:
        for asked in DUE:
            for one in asked(session, scope, now):
                heading = when(one, now.date())
                if heading is not None:
                    found[heading].append(one)
    for rows in found.values():
        rows.sort(key=lambda one: (one.until or now.date(), one.what, one.whose, one.id))
    return {heading: rows for heading, rows in found.items() if rows}
