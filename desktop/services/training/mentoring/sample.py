"""Mentoring and coaching of the practice file: Saturdays of two teams of 2022, one of them to be explained, and two talks."""

import datetime as dt

from sqlalchemy import select

from desktop.model.training import CoachingNote, Cohort, Enrolment, Mentor, MentorLog, ProjectTeam
from desktop.services.attachments import keeping
from desktop.services.datafile.store import Store
from desktop.services.training.sample_pictures import screen

_COHORT = 2022
_SATURDAYS = (dt.date(2022, 8, 20), dt.date(2022, 8, 27), dt.date(2022, 9, 3))
_HOLIDAY = dt.date(2022, 9, 10)
_DONE = (
    ("자료 모으는 법을 정하고 역할을 나눔", "공개 자료 500건 모으기"),
    ("첫 모델의 결과를 함께 봄", "틀린 사례 30건 나눠 보기"),
    ("화면을 그려 보고 발표 순서를 정함", "발표 자료 첫 판"),
)


def fill(store: Store) -> None:
    """Put them into the sample, which has its teams and mentors by then."""
    with store.operation("2022년 멘토링 일지와 코칭 적기") as op:
        cohort = op.session.scalars(select(Cohort).where(Cohort.year == _COHORT)).one()
        of_cohort = select(ProjectTeam).where(ProjectTeam.cohort_id == cohort.id)
        teams = op.session.scalars(of_cohort.order_by(ProjectTeam.position).limit(2)).all()
        mentors = op.session.scalars(select(Mentor).order_by(Mentor.id)).all()
        for team, mentor, (starts_at, ends_at) in zip(
            teams, mentors, (("10:00", "12:00"), ("12:00", "13:45")), strict=False
        ):
            hours = {"team_id": team.id, "mentor_id": mentor.id, "starts_at": starts_at, "ends_at": ends_at}
            for day, (content, task) in zip(_SATURDAYS, _DONE, strict=True):
                log = op.add(MentorLog(held_on=day, content=content, next_task=task, **hours))
            log.photo_id = keeping.put(store, op, screen(f"{team.name} 화면.png", len(_DONE) + team.position))
        hours |= {"held_on": _HOLIDAY}
        op.add(MentorLog(content="발표 연습을 도움", next_task="발표 시간 10분에 맞추기", **hours))
        trainees = op.session.scalars(
            select(Enrolment.trainee_id)
            .where(Enrolment.team_id == teams[0].id)
            .order_by(Enrolment.id)
            .limit(2)
        )
        talks = (
            ("이력서와 포트폴리오를 함께 봄", "자기소개서 고쳐 오기", dt.date(2022, 9, 20)),
            ("희망하는 기업과 일을 정리함", "면접 연습 날짜 잡기", dt.date(2022, 9, 23)),
        )
        for trainee_id, (note, action, until) in zip(trainees, talks, strict=False):
            op.add(
                CoachingNote(
                    trainee_id=trainee_id, mentor_id=mentors[0].id, held_on=dt.date(2022, 9, 14), note=note,
                    private_text="밤에 일하느라 잠이 모자란다고 함", next_action=action, next_on=until,
                )
            )  # fmt: skip
