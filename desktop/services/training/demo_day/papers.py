"""The papers of demo day, gathered and written."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.documents.demo_day.booklet import ProjectCard, booklet
from desktop.documents.demo_day.judge_sheets import JudgeSheet, judge_sheets
from desktop.documents.saving import save
from desktop.errors import UserError
from desktop.model.training import Cohort, Enrolment, Mentor, Presentation, ProjectTeam
from desktop.services.attachments import keeping
from desktop.services.datafile.store import Store
from desktop.services.training.demo_day import scoring
from desktop.services.training.demo_day.days import Day, day_of, read_day
from desktop.services.training.teams.people import teams, told_apart
from desktop.text.dates import show_date


def write_booklet(store: Store, cohort_id: int, path: Path) -> Path:
    """The project cards in the order of presenting, else of the teams; returns where the file came to lie.

    Raises UserError where there is no team, a picture cannot be read, or the file cannot be saved.
    """
    with store.read() as session:
        found = [(_card(session, team), team.picture_id) for team in _in_order(session, cohort_id)]
        name = session.get_one(Cohort, cohort_id).name
    if not found:
        raise UserError("이 기수에 팀이 없습니다. '팀'에서 먼저 나누어 주세요.")
    cards = [replace(card, picture=keeping.get(store, kept).data) if kept else card for card, kept in found]
    pdf = booklet(f"{name} 발표회", cards, store.today())
    return save(path, lambda draft: _write(draft, pdf), suffix=".pdf")


def write_judge_sheets(store: Store, cohort_id: int, path: Path) -> Path:
    """A sheet for each judge; returns where the file came to lie.

    Raises UserError where the order, the judges or the criteria are missing, or the file cannot be saved.
    """
    day = read_day(store, cohort_id)
    if day is None or not day.turns:
        raise UserError("발표 순서가 없습니다. '순서 추첨'을 먼저 눌러 주세요.")
    with store.read() as session:
        found = scoring.results(session, cohort_id)
        name = session.get_one(Cohort, cohort_id).name
    if not found.sheets:
        raise UserError("발표회 심사위원이 없습니다. '심사위원'에 쓰임을 '발표회'로 적어 주세요.")
    if not found.criteria:
        raise UserError("발표회 평가 항목이 없습니다. '평가 항목'에 쓰임을 '발표회'로 적어 주세요.")
    sheets = [
        JudgeSheet(
            each.name,
            frozenset(place for place, turn in enumerate(day.turns) if turn.team_id in each.recused),
        )
        for each in found.sheets
    ]
    pdf = judge_sheets(
        f"{name} 발표회 심사표",
        _told(day),
        [(turn.team, turn.title) for turn in day.turns],
        found.criteria,
        sheets,
        found.tie_rule,
        store.today(),
    )
    return save(path, lambda draft: _write(draft, pdf), suffix=".pdf")


def _told(day: Day) -> str:
    when = show_date(day.held_on) if day.held_on else ""
    lasts = f"발표 {day.minutes}분, 질의 {day.question_minutes}분"
    return " · ".join(filter(None, (when, day.place, lasts)))


def _in_order(session: Session, cohort_id: int) -> list[ProjectTeam]:
    known = list(teams(session, cohort_id))
    day = day_of(session, cohort_id)
    if day is None:
        return known
    turns = dict(
        session.execute(
            select(Presentation.team_id, Presentation.position).where(Presentation.demo_day_id == day.id)
        ).all()
    )
    return sorted(known, key=lambda team: turns.get(team.id, len(known) + 1))


def _card(session: Session, team: ProjectTeam) -> ProjectCard:
    rows = {
        row.trainee_id: row for row in session.scalars(select(Enrolment).where(Enrolment.team_id == team.id))
    }
    people = sorted(rows.values(), key=lambda row: (row.role != "팀장", row.trainee.person.name, row.id))
    names = told_apart([(row.trainee.person.name, row.trainee.person.birth_date) for row in people])
    mentor = session.get(Mentor, team.mentor_id) if team.mentor_id else None
    return ProjectCard(
        team=team.name,
        title=team.title or "",
        field=team.field or "",
        summary=team.summary or "",
        technologies=team.technologies or "",
        outputs=team.outputs or "",
        link=team.link or "",
        mentor=mentor.person.name if mentor else "",
        members=tuple((name, row.role or "") for name, row in zip(names, people, strict=True)),
    )


def _write(draft: Path, pdf: bytes) -> None:
    draft.write_bytes(pdf)
