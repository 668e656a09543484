"""The charts of a term's proposals, read from the data."""

from desktop.queries import review_figures
from desktop.queries.charts import Chart
from desktop.services.datafile.store import Store


def charts(store: Store, board_id: int) -> tuple[Chart, ...]:
    """All of them; () where nothing was received yet."""
    with store.read() as session:
        return review_figures.charts(session, board_id)
