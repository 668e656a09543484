"""What the practice file holds of the demo day of 2022: its order, the judges' scores and the awards.

One of the judges was a team's mentor, and is kept out of its scores.
"""

import datetime as dt

from sqlalchemy import select

from desktop.model.training import Cohort, MentorLog, Stage
from desktop.queries.list_spec import Scope
from desktop.services.datafile.store import Store
from desktop.services.training.demo_day import days, judging, scoring
from desktop.services.training.selection.kinds import add_criterion, add_judge
from desktop.services.training.selection.scores import TeamPlace

_YEAR = 2022
_CRITERIA = (
    {"title": "완성도", "weight": 40_00, "tie_order": 1},
    {"title": "창의성", "weight": 30_00, "tie_order": 2},
    {"title": "발표", "weight": 30_00},
)
_JUDGES = ("강도현", "노은서", "배지완", "유하람")
_BEST = {"WATCH MAN": 12, "Saving Dog": 8}
_AWARDS = {"WATCH MAN": "최우수상", "Saving Dog": "우수상"}


def fill(store: Store) -> None:
    """Put it into the practice file, whose teams are there."""
    with store.read() as session:
        cohort_id = session.scalar(select(Cohort.id).where(Cohort.year == _YEAR))
    assert cohort_id is not None
    days.draw(store, cohort_id, _YEAR)
    with store.operation("발표회 날짜 적기") as op:
        day = days.day_of(op.session, cohort_id)
        assert day is not None
        day.held_on, day.place = dt.date(2022, 9, 15), "서초구청 대강당"
    _set_up(store, cohort_id)
    judging.put(store, cohort_id, _scores(store, cohort_id))
    drawn = days.read_day(store, cohort_id)
    assert drawn is not None
    days.give_awards(
        store, {turn.presentation_id: _AWARDS[turn.team] for turn in drawn.turns if turn.team in _AWARDS}
    )


def _set_up(store: Store, cohort_id: int) -> None:
    """What is judged, and by whom: the fifth judge was a mentor of the cohort."""
    with store.operation("발표회 평가 항목과 심사위원 정하기") as op:
        last = select(Stage).where(Stage.cohort_id == cohort_id).order_by(Stage.position.desc()).limit(1)
        common = {"stage_id": op.session.scalars(last).one().id, "purpose": scoring.DEMO_DAY}
        for position, criterion in enumerate(_CRITERIA, 1):
            add_criterion(op, {**common, "position": position, "judged": True, **criterion}, Scope())
        for name in _JUDGES:
            add_judge(op, {**common, "name": name}, Scope())
        mentor = op.session.scalars(select(MentorLog).order_by(MentorLog.id).limit(1)).one().mentor
        add_judge(op, {**common, "name": mentor.person.name, "mentor_id": mentor.id}, Scope())


def _scores(store: Store, cohort_id: int) -> dict[TeamPlace, str]:
    """Scores from 70 to 92, made of each one's place alone; the best are those that were given an award."""
    with store.read() as session:
        found = scoring.results(session, cohort_id)
    return {
        TeamPlace(team.id, criterion.id, judge): str(
            70 + _BEST.get(team.label, 0) + (number * 5 + place * 7) % 11
        )
        for number, team in enumerate(found.candidates, 1)
        for place, (criterion, judge) in enumerate(judging.columns(found), 1)
        if not judging.why_kept_out(found, team.id, judge)
    }
