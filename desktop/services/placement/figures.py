"""The charts of a cohort's matching and of the way to regular work, read from the data."""

from desktop.queries.charts import Chart
from desktop.queries.placement import figures
from desktop.services.datafile.store import Store


def charts(store: Store, cohort_id: int) -> tuple[Chart, ...]:
    """All of them; () where nobody is an intern yet."""
    with store.read() as session:
        return figures.charts(session, cohort_id)
