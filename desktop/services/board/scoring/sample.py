"""The scoring of the practice file: five judges by four criteria, one sheet closed and one still being filled in."""

import datetime as dt

from sqlalchemy import select

from desktop.model.board import Board, Proposal, ReviewCriterion, ReviewJudge
from desktop.queries.list_spec import Scope
from desktop.services.board.scoring import sheets
from desktop.services.datafile.store import Store

_CRITERIA = (("창의성", 30), ("실시가능성", 30), ("효율성", 20), ("계속성", 20))
_JUDGES = (
    ("오세림", "기획예산과"),
    ("한도윤", "행정지원과"), ("서지안", "감사담당관"),
    ("문가온", "가람대학교"), ("류하준", "나래시민연구소"),
)  # fmt: skip
_SCORES = ((80, 70, 90, 60), (90, 80, 70, 70), (60, 60, 60, 60), (100, 90, 80, 90), (70, 80, 80, 90))
_CLOSED, _OPEN = "보도 위 방치 자전거 한 번에 치우기", "공사장 보행로 점검표 공개"
_GIVEN = 3
"""So many judges have handed in the sheet that is open."""


def fill(store: Store) -> None:
    """Put them into the sample, whose proposals are there."""
    with store.operation("심사표 적기") as op:
        board = op.session.scalars(select(Board)).one()
        criteria = [
            op.add(ReviewCriterion(board_id=board.id, title=title, weight=weight, highest=100)).id
            for title, weight in _CRITERIA
        ]
        judges = [
            op.add(ReviewJudge(board_id=board.id, name=name, department=department)).id
            for name, department in _JUDGES
        ]
        ids = dict(op.session.execute(select(Proposal.title, Proposal.id)).all())
        cells = {
            (criterion, judge): score * 100
            for judge, row in zip(judges, _SCORES, strict=True)
            for criterion, score in zip(criteria, row, strict=True)
        }
        given = {place: value for place, value in cells.items() if place[1] in judges[:_GIVEN]}
        for title, scores, closed_on in ((_CLOSED, cells, dt.date(2022, 10, 7)), (_OPEN, given, None)):
            values = {
                "proposal_id": ids[title], sheets.JUDGES: judges, sheets.SCORES: scores,
                sheets.CLOSED_ON: closed_on,
            }  # fmt: skip
            sheets.after(op, sheets.add(op, values, Scope()), values)
