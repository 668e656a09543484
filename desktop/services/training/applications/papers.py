"""Papers as they are handed in: ticked off, asked for again, printed for whom some are missing (feature row TR-04)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.documents import saving
from desktop.documents.lists.lists import SheetColumn, SheetOptions, SheetSpec
from desktop.errors import Progress, UserError, no_progress
from desktop.model.training import Enrolment, HandedPaper, Stage, WantedPaper
from desktop.rules.fields import Field, Kind
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.services.office import settings as office
from desktop.services.training.selection import people
from desktop.services.training.selection.people import Entrant
from desktop.text.dates import show_date

HANDED, ASKED, WAIVED, MISSING = "제출", "보완요청", "면제", "미제출"
_GONE_OUT = "이미 내보낸 파일은 되돌릴 수 없습니다."


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that the stage asks for."""

    id: int
    title: str
    due_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How one person's paper stands: a state of `rules.training.PAPER_STATES`, or 미제출; ``overdue`` on the day looked at."""

    state: str = MISSING
    due_on: dt.date | None = None
    reason: str = ""
    overdue: bool = False

    @property
    def open(self) -> bool:
        """Whether something is still to come."""
        return self.state in {MISSING, ASKED}


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """The papers of a stage, and how each person's stand, by enrolment and paper."""

    stage: str
    wanted: tuple[Wanted, ...]
    standings: Mapping[tuple[int, int], Standing]

    def of(self, enrolment_id: int, paper: Wanted) -> Standing:
        """One person's paper."""
        return self.standings[enrolment_id, paper.id]


def read(session: Session, stage: Stage, everybody: Sequence[Entrant], today: dt.date) -> PaperSheet:
    """How every paper of the people stands on a day: overdue is what is not there after its due date."""
    wanted = tuple(
        Wanted(row.id, row.title, row.due_on)
        for row in session.scalars(
            select(WantedPaper)
            .where(WantedPaper.stage_id == stage.id)
            .order_by(WantedPaper.due_on, WantedPaper.id)
        )
    )
    handed = {
        (row.enrolment_id, row.paper_id): row
        for row in session.execute(
            select(
                HandedPaper.enrolment_id,
                HandedPaper.paper_id,
                HandedPaper.state,
                HandedPaper.due_on,
                HandedPaper.reason,
            )
            .join(WantedPaper, WantedPaper.id == HandedPaper.paper_id)
            .where(WantedPaper.stage_id == stage.id)
        )
    }
    standings = {}
    for person in everybody:
        for paper in wanted:
            row = handed.get((person.enrolment_id, paper.id))
            due = row.due_on if row is not None and row.due_on else paper.due_on
            state = row.state if row is not None else MISSING
            late = state in {MISSING, ASKED} and due is not None and due < today
            reason = (row.reason or "") if row is not None else ""
            standings[person.enrolment_id, paper.id] = Standing(state, due, reason, late)
    return PaperSheet(stage.name, wanted, standings)


def tick(
    store: Store,
    enrolment_ids: Sequence[int],
    paper_id: int,
    state: str,
    *,
    reason: str = "",
    due_on: dt.date | None = None,
) -> Changes:
    """Put a paper of people into a state, as one operation; 미제출 takes away what was noted.

    Raises UserError for a 보완요청 without what is lacking.
    """
    if state == ASKED and not reason.strip():
        raise UserError("무엇을 보완해야 하는지 적어 주세요.", "reason")
    with store.operation(f"서류 {len(enrolment_ids)}명 {state}") as op:
        paper = op.get(WantedPaper, paper_id)
        op.name = f"{paper.title} {len(enrolment_ids):,}명 {state}"
        there = {
            row.enrolment_id: row.id
            for row in op.session.execute(
                select(HandedPaper.id, HandedPaper.enrolment_id).where(
                    HandedPaper.paper_id == paper_id, HandedPaper.enrolment_id.in_(enrolment_ids)
                )
            )
        }
        values = {"state": state, "due_on": due_on, "reason": reason.strip() or None}
        if state == MISSING:
            op.delete_many(HandedPaper, list(there.values()))
        else:
            op.update_many(HandedPaper, [{"id": row_id, **values} for row_id in there.values()])
            new = [each for each in enrolment_ids if each not in there]
            op.insert_many(
                HandedPaper,
                [{"paper_id": paper_id, "enrolment_id": each, "evidence_id": None, **values} for each in new],
            )
    return op.changes


def print_missing(
    store: Store, stage_id: int, path: Path, progress: Progress = no_progress
) -> tuple[int, Path]:
    """Save a page for everybody who still has to hand something in; how many those are, and where the file lies.

    Raises UserError where nobody is.
    """
    from desktop.documents.lists.list_pdf import (
        lists_pdf,  # with the libraries that draw, only when asked for
    )

    today = store.today()
    with store.read() as session:
        stage = session.get_one(Stage, stage_id)
        applying = people.of_stage(session, stage_id, Enrolment.status.in_(("신청", "선발", "예비", "수강")))
        sheet = read(session, stage, applying, today)
        name, office_name = stage.cohort.name, value(session, office.NAME)
    pages = [
        page
        for person in applying
        if (page := _page(sheet, person, f"{office_name} {name} {stage.name}".strip(), today))
    ]
    if not pages:
        raise UserError("빠진 서류가 있는 사람이 없습니다. 서류를 더 받을 일이 없습니다.")

    def write(draft: Path) -> None:
        draft.write_bytes(lists_pdf(pages, progress))

    def written() -> None:
        with store.operation(f"{stage.name} 보완요청 {len(pages):,}명 저장", sealed=_GONE_OUT) as op:
            op.touch()

    return len(pages), saving.save(path, write, written, suffix=".pdf")


_COLUMNS = (
    SheetColumn(Field("title", "서류"), 30),
    SheetColumn(Field("state", "상태"), 12),
    SheetColumn(Field("due_on", "제출 기한", Kind.DATE), 16),
    SheetColumn(Field("reason", "보완할 내용"), 40),
)


def _page(sheet: PaperSheet, person: Entrant, above: str, today: dt.date) -> SheetSpec | None:
    rows = [
        (paper.title, standing.state, standing.due_on, standing.reason)
        for paper in sheet.wanted
        if (standing := sheet.of(person.enrolment_id, paper)).open
    ]
    if not rows:
        return None
    born = f" ({show_date(person.birth_date)}생)" if person.birth_date else ""
    title = f"서류 보완 요청: {person.name}{born}"
    return SheetSpec(title, _COLUMNS, rows, above, today, unit="건", options=SheetOptions(landscape=False))
