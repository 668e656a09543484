"""What came of interviews: who is decided upon, and how one acceptance closes the other applications (CO-07, CO-12)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.interviews import Interview
from desktop.model.placement import Opening
from desktop.queries.card import Linked
from desktop.rules.placement.interviews import HELD, WAITING, InterviewStatus
from desktop.services.datafile.operations import Operation
from desktop.text.dates import show_date

_ACCEPTED, _CLOSED = InterviewStatus.ACCEPTED.value, InterviewStatus.CLOSED.value


def label(row: Interview) -> str:
    """What an interview is called: '홍길동·가람데이터'."""
    return f"{row.trainee.person.name}·{row.opening.company.name}"


def in_words(row: Interview) -> str:
    """'가람데이터 · 자료 분석 · 2022. 9. 19. 09:30 · 합격 · 87.5점 · 2위'."""
    when = f"{show_date(row.day.held_on)} {row.starts_at}" if row.day else "시각 미정"
    score = f"{row.score / 100:g}점" if row.score is not None else ""
    rank = f"{row.rank}위" if row.rank is not None else ""
    parts = (row.opening.company.name, row.opening.duty, when, row.status, score, rank)
    return " · ".join(filter(None, parts))


def settle(op: Operation, row: Interview, _values: Mapping[str, Any]) -> None:
    """What must hold once an interview is written.

    Accepting a place closes the other applications of the person in the cohort. Raises UserError for a second interview
    at one company, a second acceptance, and more acceptances than places.
    """
    op.session.flush()
    op.session.refresh(row, ("opening", "trainee", "day", "room"))
    others = [each for each in _of_person(op.session, row) if each.id != row.id]
    if row.status in HELD:
        twice = next((each for each in others if each.opening.company_id == row.opening.company_id), None)
        if twice is not None and twice.status in HELD:
            raise UserError(
                f"{label(twice)}의 면접이 이미 있습니다. 한 기업의 면접은 한 번이므로 그 면접을 고쳐 주세요.",
                "opening_id",
            )
    if row.day is not None and row.day.cohort_id != row.opening.cohort_id:
        raise UserError("이 모집은 다른 기수의 것입니다. 그 기수의 면접일을 골라 주세요.", "day_id")
    if row.status == _ACCEPTED:
        _accept(op, row, others)


def _of_person(session: Session, row: Interview) -> Sequence[Interview]:
    return session.scalars(
        select(Interview)
        .join(Opening)
        .where(Interview.trainee_id == row.trainee_id, Opening.cohort_id == row.opening.cohort_id)
        .order_by(Interview.id)
    ).all()


def _accept(op: Operation, row: Interview, others: Sequence[Interview]) -> None:
    before = next((each for each in others if each.status == _ACCEPTED), None)
    if before is not None:
        raise UserError(
            f"{row.trainee.person.name}님은 이미 {before.opening.company.name} 자리를 수락했습니다. "
            "그 수락을 먼저 되돌려 주세요.",
            "status",
        )
    taken = op.session.scalar(
        select(func.count())
        .select_from(Interview)
        .where(Interview.opening_id == row.opening_id, Interview.status == _ACCEPTED)
    )
    if (taken or 0) > row.opening.places:
        raise UserError(
            f"{row.opening.company.name} '{row.opening.duty}' 모집 {row.opening.places}명을 모두 수락했습니다. "
            "모집 인원을 늘리거나 다른 사람의 수락을 되돌려 주세요.",
            "status",
        )
    for each in others:
        if each.status in WAITING:
            each.status, each.reason = _CLOSED, f"{row.opening.company.name} 수락"


def of_trainee(session: Session, trainee_id: int) -> Sequence[Linked]:
    """A person's interviews, on his or her card."""
    rows = session.scalars(select(Interview).where(Interview.trainee_id == trainee_id).order_by(Interview.id))
    return [Linked(f"면접: {in_words(row)}", "interviews", row.id) for row in rows]


def of_opening(session: Session, opening_id: int) -> Sequence[Linked]:
    """How the interviews of an opening stand: '면접 6건 · 합격 2, 불합격 1, 불참 1, 신청 2'."""
    rows = session.execute(
        select(Interview.status, func.count().label("number"))
        .where(Interview.opening_id == opening_id)
        .group_by(Interview.status)
    )
    counts = {each.status: each.number for each in rows}
    told = ", ".join(f"{each.value} {counts[each.value]}" for each in InterviewStatus if each.value in counts)
    return [Linked(f"면접 {sum(counts.values()):,}건 · {told}")] if counts else ()
