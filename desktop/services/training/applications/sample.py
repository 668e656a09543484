"""The applications of the practice file: the notice's conditions for 2022, the papers it asked for, and who handed them in."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.training import Cohort, Enrolment, HandedPaper, Stage, WantedPaper
from desktop.rules.training import EnrolmentStatus
from desktop.services.datafile.store import Store

_YEAR = 2022
_NOTICE = {"reference_date": dt.date(2022, 4, 4), "youngest": 20, "oldest": 39, "unemployed_only": True}
_PAPERS = (
    ("참여 신청서", dt.date(2022, 3, 18)),
    ("주민등록초본", dt.date(2022, 3, 25)),
    ("구직등록 확인증", dt.date(2022, 3, 25)),
)
_REASON = "발급일이 공고일보다 앞섭니다."


def fill(store: Store) -> None:
    """Made of each applicant's place alone, so that every file has the same."""
    with store.operation("2022년 신청 조건과 서류 적기") as op:
        cohort = op.session.scalar(select(Cohort).where(Cohort.year == _YEAR))
        if cohort is None:
            return
        for key, value in _NOTICE.items():
            setattr(cohort, key, value)
        stage = op.session.scalars(
            select(Stage.id).where(Stage.cohort_id == cohort.id).order_by(Stage.position)
        ).first()
        op.update_many(Enrolment, [*_left(op.session, cohort.id)])
        papers = [op.add(WantedPaper(stage_id=stage, title=title, due_on=due)).id for title, due in _PAPERS]
        ids = op.session.scalars(
            select(Enrolment.id).where(Enrolment.stage_id == stage).order_by(Enrolment.id)
        ).all()
        op.update_many(
            Enrolment,
            [
                {"id": row_id, "application_number": number, "employment": "미취업"}
                for number, row_id in enumerate(ids, 1)
            ],
        )
        op.insert_many(
            HandedPaper,
            [
                row
                for number, row_id in enumerate(ids, 1)
                for nth, paper in enumerate(papers)
                if (row := _handed(paper, row_id, number * 7 + nth * 3))
            ],
        )


def _left(session: Session, cohort_id: int) -> Iterator[dict[str, Any]]:
    """Who gave up did so in some week of the stage."""
    gone = (
        select(Enrolment.id, Stage.starts_on, Stage.ends_on)
        .join(Stage, Stage.id == Enrolment.stage_id)
        .where(Stage.cohort_id == cohort_id, Enrolment.status == EnrolmentStatus.WITHDRAWN.value)
        .order_by(Enrolment.id)
    )
    for number, (row_id, starts, ends) in enumerate(session.execute(gone), 1):
        if starts and ends:
            yield {
                "id": row_id,
                "left_on": starts + dt.timedelta(days=7 + number * 11 % ((ends - starts).days - 7)),
            }


def _handed(paper: int, enrolment: int, lot: int) -> dict[str, Any] | None:
    """Most are there; of some the office asked for another, some never came."""
    if lot % 61 == 0:
        return None
    asked = lot % 47 == 0
    return {
        "paper_id": paper,
        "enrolment_id": enrolment,
        "state": "보완요청" if asked else "제출",
        "due_on": dt.date(2022, 4, 1) if asked else None,
        "reason": _REASON if asked else None,
        "evidence_id": None,
    }
