"""What a new criterion or judge begins with: where the last one went, so that a row of them is typed without a mouse."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.model.training import Criterion, Judge, Stage
from desktop.model.training.assessment import WHOLE
from desktop.queries.list_spec import Scope
from desktop.services.datafile.store import Store
from desktop.services.record_kind import Values
from desktop.services.training import programme
from desktop.services.training.selection.score_sheet import SELECTING


def next_criterion(store: Store, scope: Scope) -> Values:
    """The stage and purpose of the criterion written last in the cohort in work, the next place, what is left of 100 %."""
    usual: dict[str, Any] = {"position": 1, "lowest": 0, "highest": WHOLE, "judged": False}
    with store.read() as session:
        if (where := _where(session, scope, Criterion)) is None:
            return usual
        stage_id, purpose = where
        of_it = (Criterion.stage_id == stage_id, Criterion.purpose == purpose)
        last, weighed = session.execute(
            select(func.max(Criterion.position), func.sum(Criterion.weight)).where(*of_it)
        ).one()
    left = {"weight": WHOLE - weighed} if weighed and weighed < WHOLE else {}
    return {**usual, "stage_id": stage_id, "purpose": purpose, "position": (last or 0) + 1, **left}


def next_judge(store: Store, scope: Scope) -> Values:
    """The stage and purpose of the judge written last, else of the criterion written last."""
    with store.read() as session:
        where = _where(session, scope, Judge, Criterion)
    return {} if where is None else {"stage_id": where[0], "purpose": where[1]}


def _where(session: Session, scope: Scope, *tables: type[Criterion | Judge]) -> tuple[int, str] | None:
    """Where the newest row of the first of the tables went that has any; else the cohort's first stage, to select."""
    if scope.cohort_id is None:
        return None
    for table in tables:
        newest = (
            select(table.stage_id, table.purpose)
            .join(Stage, Stage.id == table.stage_id)
            .where(Stage.cohort_id == scope.cohort_id)
            .order_by(table.id.desc())
        )
        if (found := session.execute(newest.limit(1)).first()) is not None:
            return found.stage_id, found.purpose
    stages = programme.stages(session, scope.cohort_id)
    return (stages[0].id, SELECTING) if stages else None
