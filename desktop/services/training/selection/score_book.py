"""The scores of a stage as the 평가 page shows them: who is scored, each one's total, and the scores themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement

from desktop.errors import UserError
from desktop.model.training import Enrolment
from desktop.rules.scoring import Scored, scored
from desktop.rules.training import EnrolmentStatus
from desktop.services.datafile.store import Store
from desktop.services.training.selection import score_sheet
from desktop.services.training.selection.score_sheet import ASSESSING, ScoreSheet

PURPOSES = (score_sheet.SELECTING, ASSESSING)
_ATTENDING = (
    EnrolmentStatus.SELECTED.value,
    EnrolmentStatus.ATTENDING.value,
    EnrolmentStatus.COMPLETED.value,
    EnrolmentStatus.NOT_COMPLETED.value,
)


@dataclass(frozen=True, slots=True)
class ScoreBook:
    """``totals`` are known where criteria and judges make one; ``problem`` says why they do not."""

    sheet: ScoreSheet
    totals: Mapping[int, Decimal]
    problem: str = ""


def read(store: Store, stage_id: int, purpose: str) -> ScoreBook:
    """Everybody who is scored for the purpose: who applies, for a selection; who attends, for an assessment."""
    with store.read() as session:
        sheet = score_sheet.read(session, stage_id, purpose, _who(purpose, stage_id))
    try:
        found: list[Scored] = scored(sheet.candidates(), sheet.rule())
    except UserError as error:
        return ScoreBook(sheet, {}, error.message)
    return ScoreBook(sheet, {each.candidate.id: each.total for each in found if each.total is not None})


def begins_with(store: Store, stage_id: int) -> str:
    """The purpose that a stage is most likely scored for now."""
    with store.read() as session:
        return score_sheet.purpose_of(session, stage_id)


def _who(purpose: str, stage_id: int) -> ColumnElement[bool]:
    return Enrolment.status.in_(_ATTENDING) if purpose == ASSESSING else score_sheet.may_be_selected(stage_id)
