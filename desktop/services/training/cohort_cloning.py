"""A new cohort set up as an earlier one was: its stages, hours, papers, criteria, how it selects, conditions; nobody of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.base import Base, table_of
from desktop.model.training import (
    Cohort,
    DemoDay,
    Selection,
    SessionPattern,
    Stage,
    TeamRule,
)
from desktop.rules.fields import Field, Kind
from desktop.rules.weekly import years_later
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store
from desktop.services.training import programme
from desktop.services.training.selection import ranking
from desktop.text.hangul import attach

_WITHOUT_PEOPLE: Mapping[type[Base], Mapping[str, Any]] = {
    SessionPattern: {"mentor_id": None},
    DemoDay: {"seed": None},
    Selection: {
        "ties": None,
        "seed": 0,
        **ranking.UNCONFIRMED,
        "made_by": None,
        "published_at": None,
        "sha256": None,
    },
}
"""What was decided about the people of that year, as it is before anybody came. A tie was broken among them, too."""
_DATES = frozenset({"starts_on", "ends_on", "reference_date", "due_on", "held_on"})


def fields(store: Store, cohort_id: int) -> tuple[Field, ...]:
    """What is asked of the new cohort; ``without`` leaves one of the stages out."""
    with store.read() as session:
        names = tuple(stage.name for stage in programme.stages(session, cohort_id))
    return (
        Field("name", "기수 이름", required=True, max_length=60),
        Field(
            "year", "연도", Kind.INTEGER, required=True, minimum=1990, maximum=2200, grouped=False,
            averaged=False, help="날짜는 같은 요일로 옮깁니다: 한 해에 52주.",
        ),
        Field("without", "빼는 단계", Kind.CHOICE, choices=names, help="비우면 모든 단계를 그대로 둡니다."),
    )  # fmt: skip


def proposed(store: Store, cohort_id: int) -> dict[str, Any]:
    """The name and year of the cohort after this one."""
    with store.read() as session:
        source = _source(session, cohort_id)
        year = source.year + 1
        named = source.name.replace(str(source.year), str(year))
        return {"name": named if named != source.name else f"{source.name} {year}", "year": year}


def clone(store: Store, cohort_id: int, *, name: str, year: int, without: str | None = None) -> Changes:
    """Set a cohort up as another was, as one undoable operation; no person, session, mark or score is copied.

    Dates move by 52 weeks a year, so that every day keeps its day of the week. Weekly hours come without their mentors,
    conditions on teams without those about people, criteria without judges, the way of selecting without what it led to.
    Raises UserError where nothing would be left without the stage, or where the name is taken.
    """
    with store.operation("지난 기수로 새 기수") as op:
        source = _source(op.session, cohort_id)
        old = attach(f"'{source.name}'", "을/를")
        op.name = f"{old} 본떠 '{name}' 기수 만들기"
        stages = [stage for stage in programme.stages(op.session, cohort_id) if stage.name != without]
        if not stages:
            raise UserError("단계가 하나는 있어야 합니다. 빼는 단계를 비워 주세요.", "without")
        years = year - source.year
        cohort = op.add(Cohort(**_copied(source, years) | {"name": name, "year": year}))
        for position, stage in enumerate(stages, 1):
            own = _copied(stage, years) | {"cohort_id": cohort.id, "position": position}
            _copy_parts(op, programme.OF_A_STAGE, "stage_id", stage.id, op.add(Stage(**own)).id, years)
        _copy_parts(op, programme.OF_A_COHORT, "cohort_id", cohort_id, cohort.id, years)
    return op.changes


def _source(session: Session, cohort_id: int) -> Cohort:
    found = session.get(Cohort, cohort_id)
    if found is None:
        raise UserError("이 기수는 그 사이 지워졌습니다. 다른 기수를 골라 주세요.")
    return found


def _copy_parts(
    op: Operation, parts: Iterable[type[Base]], key: str, source_id: int, new_id: int, years: int
) -> None:
    for table in parts:
        of_source = _column(table, key) == source_id
        rows = op.session.scalars(select(table).where(of_source, *_of_nobody(table)).order_by(table.id)).all()
        op.insert_many(table, [_copied(row, years) | {key: new_id} for row in rows])


def _column(table: type[Base], key: str) -> ColumnElement[Any]:
    return table_of(table).c[key]


def _of_nobody(table: type[Base]) -> list[ColumnElement[bool]]:
    """That a condition on teams is about no person and no team of the old cohort."""
    about = ("trainee_id", "other_id", "team_id") if table is TeamRule else ()
    return [_column(table, key).is_(None) for key in about]


def _copied(row: Base, years: int) -> dict[str, Any]:
    """A row's values without its id and its people, its days moved."""
    values = {column.key: getattr(row, column.key) for column in table_of(type(row)).c if column.key != "id"}
    values |= _WITHOUT_PEOPLE.get(type(row), {})
    days = {key: years_later(values[key], years) for key in _DATES & values.keys() if values[key] is not None}
    return values | days
