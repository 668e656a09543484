"""The papers of interviews, gathered and written: timetables by person, company and room, and profiles for companies."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.documents.interviews.profiles import Profile, profiles
from desktop.documents.interviews.sheets import Sheet, sheets
from desktop.documents.saving import save
from desktop.errors import UserError
from desktop.model.interviews import Interview
from desktop.model.placement import Company, Opening
from desktop.model.training import Cohort, Enrolment, ProjectTeam, Trainee
from desktop.rules.placement.consent import may_be_shown
from desktop.rules.placement.interviews import HELD
from desktop.services.datafile.store import Store
from desktop.services.placement.interviews.book import begins, gather
from desktop.services.placement.interviews.grid import By
from desktop.text.dates import show_day

_TITLES = {
    By.COMPANY: ("날짜", "시각", "면접자", "면접실"),
    By.ROOM: ("날짜", "시각", "면접자", "기업"),
    By.PERSON: ("날짜", "시각", "기업", "면접실"),
}
_SEALED = "이미 내보낸 파일은 되돌릴 수 없습니다."


@dataclass(frozen=True, slots=True)
class Written:
    """Where a file came to lie, how many pages of people it has, and how many were left out for want of consent."""

    path: Path
    people: int
    left_out: int


def write_sheets(store: Store, cohort_id: int, by: By, path: Path) -> Path:
    """A sheet for each company, room or person; where the file came to lie.

    Raises UserError where no interview has a time yet, or the file cannot be saved.
    """
    with store.read() as session:
        pages = _sheets(session, cohort_id, by)
        name = session.get_one(Cohort, cohort_id).name
    if not pages:
        raise UserError("시각이 정해진 면접이 없습니다. '시간표 만들기'를 먼저 눌러 주세요.")
    heading = f"{name} 면접 시간표"
    pdf = sheets(heading, _TITLES[by], pages, store.today())
    return _keep(store, path, pdf, f"{heading} {by.value}별로 내보내기")


def _sheets(session: Session, cohort_id: int, by: By) -> list[Sheet]:
    rows = [each for each in gather(session, cohort_id).interviews if each.day is not None]
    rows.sort(key=lambda row: (str(begins(row)), row.id))
    found: dict[tuple[str, int, str], list[tuple[str, str, str, str]]] = defaultdict(list)
    for row in rows:
        assert row.day is not None
        name, company = row.trainee.person.name, row.opening.company.name
        room = f"{row.room.building} {row.room.name}" if row.room else "미정"
        key, told = {
            By.COMPANY: ((company, row.opening.company_id, row.opening.duty), (name, room)),
            By.ROOM: ((room, row.room_id or 0, ""), (name, company)),
            By.PERSON: ((name, row.trainee_id, ""), (company, room)),
        }[by]
        found[key].append((show_day(row.day.held_on), row.starts_at or "", *told))
    return [Sheet(name, told, tuple(lines)) for (name, _id, told), lines in sorted(found.items())]


def write_profiles(store: Store, company_id: int, cohort_id: int, path: Path) -> Written:
    """The profiles of who applied to a company in a cohort and consented to being shown.

    Raises UserError where nobody applied, or nobody consented; then nothing is written.
    """
    with store.read() as session:
        company = session.get_one(Company, company_id).name
        people = session.scalars(
            select(Trainee)
            .join(Interview, Interview.trainee_id == Trainee.id)
            .join(Opening, Opening.id == Interview.opening_id)
            .where(
                Opening.company_id == company_id,
                Opening.cohort_id == cohort_id,
                Interview.status.in_(sorted(HELD)),
            )
            .distinct()
        ).all()
        shown = [each for each in people if _consents(each)]
        pages = [
            _profile(session, each, cohort_id) for each in sorted(shown, key=lambda one: one.person.name)
        ]
    left_out = len(people) - len(pages)
    if not people:
        raise UserError(f"{company}에 신청한 사람이 없습니다. '면접'에서 신청을 먼저 적어 주세요.")
    if not pages:
        raise UserError(
            f"제3자 제공에 동의한 사람이 없습니다(제외 {left_out}명). 교육생의 '동의 범위'를 확인해 주세요."
        )
    pdf = profiles(f"{company} 면접 대상자", pages, left_out, store.today())
    landed = _keep(store, path, pdf, f"{company}에 프로필 {len(pages)}명 제공, 제외 {left_out}명")
    return Written(landed, len(pages), left_out)


def _consents(trainee: Trainee) -> bool:
    return may_be_shown(trainee.person.consent_date, trainee.person.consent_scope)


def _profile(session: Session, trainee: Trainee, cohort_id: int) -> Profile:
    team = session.scalar(
        select(ProjectTeam)
        .join(Enrolment, Enrolment.team_id == ProjectTeam.id)
        .where(Enrolment.trainee_id == trainee.id, ProjectTeam.cohort_id == cohort_id)
        .limit(1)
    )
    role = session.scalar(
        select(Enrolment.role).where(Enrolment.trainee_id == trainee.id, Enrolment.role.is_not(None)).limit(1)
    )
    facts = (
        ("전공", " · ".join(filter(None, (trainee.major, trainee.major_kind)))),
        ("프로젝트", (team.title or team.name) if team else ""),
        ("맡은 일", role or ""),
        ("기술", (team.technologies or "") if team else ""),
        ("소개", (team.summary or "") if team else ""),
    )
    return Profile(trainee.person.name, facts)


def _keep(store: Store, path: Path, pdf: bytes, done: str) -> Path:
    def log() -> None:
        with store.operation(done, sealed=_SEALED) as op:
            op.touch()

    return save(path, lambda draft: _write(draft, pdf), log, suffix=".pdf")


def _write(draft: Path, pdf: bytes) -> None:
    draft.write_bytes(pdf)
