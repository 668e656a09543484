"""Marks of attendance as a kind: listed, exported and imported; they are written in the book alone. And who completes."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from desktop.model.people import BIRTH_DATE, NAME
from desktop.model.training import AttendanceMark
from desktop.queries.training.attendance import MARKS
from desktop.rules.fields import Field
from desktop.services.datafile.store import Store
from desktop.services.record_kind import ComputedList, RecordKind

if TYPE_CHECKING:
    from desktop.services.intake.importer import Importer


def _importer() -> "Importer":
    from desktop.services.training.attendance.import_marks import IMPORTER  # with the readers of sheets

    return IMPORTER


def _completion(store: Store, cohort: str | None, stage: str | None) -> Sequence[Mapping[str, Any]]:
    from desktop.services.training.attendance import completion
    from desktop.services.training.attendance.rules_of import local_now
    from desktop.services.training.known_stage import stage_named

    with store.read() as session:
        found = completion.check_list(session, stage_named(session, cohort, stage), local_now(store))
    return [row.as_json() for row in found.rows]


KINDS = (
    RecordKind(
        kind="marks",
        table=AttendanceMark,
        label=lambda row: row.mark,
        list=MARKS,
        importer=_importer,
        searched=False,
        past=False,
    ),
)
COMPUTED = (
    ComputedList(
        kind="completion",
        title="수료 확인",
        counter="명",
        fields=(
            NAME,
            BIRTH_DATE,
            Field("attended", "출석"),
            Field("counted", "대상"),
            Field("rate", "출석률", unit="%"),
            Field("best", "최대", unit="%"),
            Field("absences_left", "남은 결석"),
            Field("attendance", "출석 판정"),
            Field("score", "점수 판정"),
            Field("project", "프로젝트 판정"),
            Field("result", "결과"),
            Field("failing", "사유"),
        ),
        rows=_completion,
    ),
)
