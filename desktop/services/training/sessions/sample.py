"""The timetable of the practice file: weekly hours of the 2022 cohort, its mentors, and the sessions made from them."""

from sqlalchemy import select

from desktop.model import training as model
from desktop.queries.list_spec import Scope
from desktop.rules.training import CALLED_OFF
from desktop.services.datafile.store import Store
from desktop.services.training import programme
from desktop.services.training.mentoring.mentors import add_mentor
from desktop.services.training.sessions import making
from desktop.services.training.sessions.sessions import settle

_COHORT = 2022
_OF_A_MENTOR = ("name", "affiliation", "specialty", "hourly_fee")
MENTORS = (
    ("한서율", "한빛대학교 전산학부", "영상 인식", 120_000),
    ("문지안", "가람연구소", "자연어 처리", 120_000),
    ("배도현", "누리데이터", "데이터 분석", 100_000),
)
# Weekday, beginning, end, room and the mentor's place above, for each stage in turn.
_WEEKS = (
    (("화", "19:00", "22:00", "교육장 1", 0), ("목", "19:00", "22:00", "교육장 1", 1), ("토", "10:00", "13:00", "대강당", 2)),
    (("화", "19:00", "22:00", "교육장 2", 1), ("목", "19:00", "22:00", "교육장 2", 2), ("토", "10:00", "13:00", "교육장 2", 0)),
    (("수", "19:00", "22:00", "공유 사무실", 2), ("토", "10:00", "14:00", "공유 사무실", 0)),
)  # fmt: skip


def fill(store: Store) -> None:
    """Put them into the sample by the program's own means."""
    with store.operation("2022년 주간 시간 적기") as op:
        cohort = op.session.scalars(select(model.Cohort).where(model.Cohort.year == _COHORT)).one()
        stage_ids = [stage.id for stage in programme.stages(op.session, cohort.id)]
        mentors = [add_mentor(op, dict(zip(_OF_A_MENTOR, each, strict=True)), Scope()).id for each in MENTORS]
        for stage_id, week in zip(stage_ids, _WEEKS, strict=True):
            for *hours, mentor in week:
                values = dict(zip(("weekday", "starts_at", "ends_at", "room"), hours, strict=True))
                op.add(model.SessionPattern(stage_id=stage_id, mentor_id=mentors[int(mentor)], **values))
    for stage_id in stage_ids:
        making.make(store, stage_id)
    with store.operation("수업 하나 휴강") as op:
        held = select(model.Session).where(model.Session.stage_id == stage_ids[0])
        row = op.session.scalars(held.order_by(model.Session.held_on).offset(5).limit(1)).one()
        row.kind, row.reason = CALLED_OFF, "강사 사정"
        settle(op, row, {})
