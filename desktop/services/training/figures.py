"""The charts of a cohort, read from the data."""

from desktop.queries.charts import Chart
from desktop.queries.training import figures
from desktop.services.datafile.store import Store


def charts(store: Store, cohort_id: int, *, public: bool = False) -> tuple[Chart, ...]:
    """All of them; () where nobody applied yet. With ``public`` parts of fewer than three people are not told."""
    with store.read() as session:
        return figures.charts(session, cohort_id, store.today(), public=public)
