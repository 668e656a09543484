"""The selection of the practice file: how the last stage of 2022 was filled, and how its people were assessed.

52 came in: 49 were selected, three reserves moved up later, each by the number.
"""

from collections.abc import Sequence

from sqlalchemy import select

from desktop.model.training import Cohort, Enrolment, Stage
from desktop.queries.list_spec import Scope
from desktop.rules.training import EnrolmentStatus
from desktop.services.datafile.store import Store
from desktop.services.training.selection import publishing, ranking, score_sheet, scores
from desktop.services.training.selection.kinds import add_criterion, add_judge
from desktop.services.training.selection.ranking import Settings
from desktop.services.training.selection.scores import Place

_YEAR, _RESERVES = 2022, 3
_SELECTING = (
    {"title": "서류", "weight": 30_00, "tie_order": 2},
    {"title": "면접", "weight": 50_00, "judged": True, "tie_order": 1},
    {"title": "사전 과제", "weight": 20_00},
)
_ASSESSING = ({"title": "중간 과제", "weight": 40_00}, {"title": "최종 발표", "weight": 60_00})
_JUDGES = ("윤재호", "서미란", "한도경")
_CONFIRMED_BY = "정수아 팀장"
_FAILED = 52


def fill(store: Store) -> None:
    """Criteria, judges, scores and the published selection of the last stage of 2022."""
    with store.read() as session:
        of_year = select(Stage.id).join(Cohort).where(Cohort.year == _YEAR).order_by(Stage.position.desc())
        stage_id = session.scalars(of_year).first()
        people = session.execute(
            select(Enrolment.id, Enrolment.status, Enrolment.reason)
            .where(Enrolment.stage_id == stage_id)
            .order_by(Enrolment.id)
        ).all()
    if stage_id is None:
        return
    _set_up(store, stage_id)
    scores.put(store, stage_id, score_sheet.SELECTING, _selecting(store, stage_id), name="선발 점수 적기")
    ranking.keep(store, stage_id, Settings(len(people) - _RESERVES, _RESERVES, tie_rules=2))
    publishing.confirm(store, stage_id, _CONFIRMED_BY)
    publishing.publish(store, stage_id)
    assessed = [(row.id, row.status, row.reason or "") for row in people]
    scores.put(
        store, stage_id, score_sheet.ASSESSING, _assessing(store, stage_id, assessed), name="평가 점수 적기"
    )


def _set_up(store: Store, stage_id: int) -> None:
    with store.operation("평가 항목과 심사위원 정하기") as op:
        for purpose, criteria in ((score_sheet.SELECTING, _SELECTING), (score_sheet.ASSESSING, _ASSESSING)):
            for position, criterion in enumerate(criteria, 1):
                add_criterion(
                    op, {"stage_id": stage_id, "purpose": purpose, "position": position, **criterion}, Scope()
                )
        for name in _JUDGES:
            add_judge(op, {"stage_id": stage_id, "purpose": score_sheet.SELECTING, "name": name}, Scope())


def _selecting(store: Store, stage_id: int) -> dict[Place, str]:
    """Scores from 60 to 98 in halves; made of each person's place alone, so that every file has the same."""
    with store.read() as session:
        sheet = score_sheet.read(session, stage_id, score_sheet.SELECTING)
    texts = {}
    for person, one in enumerate(sorted(sheet.people, key=lambda each: each.enrolment_id), 1):
        for place, (criterion, judge) in enumerate(sheet.columns, 1):
            base = 70 + (person * 37) % 25
            texts[Place(one.enrolment_id, criterion.id, judge)] = f"{base + (person * place * 7) % 8 / 2:g}"
    return texts


def _assessing(store: Store, stage_id: int, people: Sequence[tuple[int, str, str]]) -> dict[Place, str]:
    """Of those who stayed to the end; who failed by the score has the one that the reason names."""
    with store.read() as session:
        sheet = score_sheet.read(session, stage_id, score_sheet.ASSESSING)
    ended = {EnrolmentStatus.COMPLETED.value, EnrolmentStatus.NOT_COMPLETED.value}
    texts = {}
    for person, (enrolment_id, status, reason) in enumerate(people, 1):
        if status not in ended:
            continue
        for place, criterion in enumerate(sheet.criteria, 1):
            passed = 68 + (person * 13 * place) % 30
            texts[Place(enrolment_id, criterion.id)] = str(_FAILED if reason.startswith("평가") else passed)
    return texts
