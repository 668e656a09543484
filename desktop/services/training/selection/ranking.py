"""The ranking of a stage under the settings of its selection, worked out anew from the scores as they stand."""

from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.training import Enrolment, SelectionLine, Stage
from desktop.model.training import Selection as SelectionRow
from desktop.rules import sensitivity
from desktop.rules.scoring import Trim
from desktop.rules.selection import Selection, SelectionRule, Ties
from desktop.rules.selection import select as ranked
from desktop.rules.sensitivity import Scenario
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store
from desktop.services.training.selection import score_sheet
from desktop.services.training.selection.score_sheet import SELECTING, ScoreSheet

PUBLISHED = "이 단계의 선발은 이미 확정되었습니다. 바꾸려면 확정을 먼저 되돌려 주세요."


@dataclass(frozen=True, slots=True)
class Settings:
    """How a stage selects, as its selection keeps it; see `rules.selection.SelectionRule` and `rules.scoring.ScoringRule`."""

    seats: int
    reserves: int = 0
    ties: Ties | None = None
    tie_rules: int = 0
    seed: int = 0
    trim: Trim = Trim.NONE
    trim_from: int = 5

    @property
    def rule(self) -> SelectionRule:
        """The part of it that cuts."""
        return SelectionRule(self.seats, self.reserves, self.ties, self.tie_rules, self.seed)


@dataclass(frozen=True, slots=True)
class Ranking:
    """A sheet, the settings, and what follows from both."""

    sheet: ScoreSheet
    settings: Settings
    selection: Selection


def kept(session: Session, stage_id: int) -> SelectionRow | None:
    """The selection of a stage, None before there is one."""
    return session.scalar(select(SelectionRow).where(SelectionRow.stage_id == stage_id))


def settings_of(session: Session, stage_id: int) -> Settings:
    """As kept; before that as many seats as the stage has places, and a fifth of them reserves."""
    row = kept(session, stage_id)
    if row is None:
        stage = session.get(Stage, stage_id)
        seats = (stage.capacity if stage else 0) or 0
        return Settings(seats, seats // 5)
    return Settings(
        row.seats,
        row.reserves,
        Ties(row.ties) if row.ties else None,
        row.tie_rules,
        row.seed,
        Trim(row.trim),
        row.trim_from,
    )


def read_sheet(session: Session, stage_id: int) -> ScoreSheet:
    """Everybody the selection of a stage is about: once published, those it was published for."""
    row = kept(session, stage_id)
    return score_sheet.read(session, stage_id, SELECTING, _of(row, stage_id))


def _of(row: SelectionRow | None, stage_id: int) -> ColumnElement[bool]:
    if row is None or row.published_at is None:
        return score_sheet.may_be_selected(stage_id)
    lines = select(SelectionLine.enrolment_id).where(SelectionLine.selection_id == row.id)
    return Enrolment.id.in_(lines)


def rank(sheet: ScoreSheet, settings: Settings) -> Ranking:
    """The ranking of a sheet. Raises UserError for weights that do not sum to 100, and where criteria or judges lack."""
    rule = sheet.rule(settings.trim, settings.trim_from)
    return Ranking(sheet, settings, ranked(sheet.candidates(), rule, settings.rule))


def what_decides(ranking: Ranking, step: int = 5) -> tuple[Scenario, ...]:
    """Each judge left out, each weight ``step`` points down and up, with exactly the people whose result would flip.

    The judges have their names here.
    """
    sheet, settings = ranking.sheet, ranking.settings
    rule = sheet.rule(settings.trim, settings.trim_from)
    found = sensitivity.scenarios(sheet.candidates(), rule, settings.rule, Fraction(step))
    return tuple(
        each if each.judge is None else replace(each, title=f"{sheet.judges[each.judge]} 제외")
        for each in found
    )


def keep(store: Store, stage_id: int, settings: Settings) -> Changes:
    """Keep how a stage selects; who confirmed the ranking before has to confirm it again.

    Raises UserError where the selection is published already.
    """
    with store.operation("선발 기준 정하기") as op:
        write(op, stage_id, settings)
    return op.changes


def write(op: Operation, stage_id: int, settings: Settings) -> SelectionRow:
    """`keep` within an operation: whoever does it made the selection."""
    row = kept(op.session, stage_id)
    if row is not None and row.published_at is not None:
        raise UserError(PUBLISHED)
    values: dict[str, Any] = {field.name: getattr(settings, field.name) for field in fields(settings)}
    values |= {"ties": settings.ties.value if settings.ties else None, "trim": settings.trim.value}
    if row is None:
        return op.add(SelectionRow(stage_id=stage_id, made_by=op.user, **values))
    if any(getattr(row, key) != value for key, value in values.items()):
        for key, value in {**values, **UNCONFIRMED, "made_by": op.user}.items():
            setattr(row, key, value)
        op.session.flush()
    return row


UNCONFIRMED: dict[str, Any] = {"confirmed_by": None, "confirmed_at": None, "confirmed_sha256": None}
