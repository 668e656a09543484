"""The list of score sheets, and the total as other lists show it."""

from sqlalchemy import ColumnElement, SQLColumnExpression, case, func, select
from sqlalchemy.orm import aliased, join

from desktop.model.board import SCORE_SHEET_FIELDS, JudgeScore, Proposal, ScoreSheet
from desktop.queries.list_spec import Column, ListSpec
from desktop.rules.board.states import PROPOSAL
from desktop.rules.fields import Field, Kind
from desktop.rules.flows import Tone

_sheet = {field.key: field for field in SCORE_SHEET_FIELDS}
TOTAL = Field("score", "심사 점수", Kind.SCORE, unit="점", digits=1)
SCORED, COMPLETE, CLOSED = "채점 중", "마감 전", "마감"


def _of_sheet(what: ColumnElement[int], *which: ColumnElement[bool]) -> ColumnElement[int]:
    counted = select(what).select_from(JudgeScore).where(JudgeScore.sheet_id == ScoreSheet.id, *which)
    return counted.correlate(ScoreSheet).scalar_subquery()


_blanks = _of_sheet(func.count(), JudgeScore.value.is_(None))


def total_of(proposal_id: SQLColumnExpression[int]) -> ColumnElement[int]:
    """The total of the closed sheet of a proposal, in hundredths; None where there is none."""
    sheet = aliased(ScoreSheet)
    return select(sheet.total).where(sheet.proposal_id == proposal_id).scalar_subquery()


SCORE_SHEETS = ListSpec(
    kind="score_sheets",
    title="심사표",
    noun="심사표",
    counter="건",
    id=ScoreSheet.id,
    source=lambda _scope: join(ScoreSheet, Proposal),
    narrowed_to="boards",
    where=lambda scope: () if scope.board_id is None else (Proposal.board_id == scope.board_id,),
    columns=(
        Column(Field("title", "제안"), Proposal.title, 260, searched=True),
        Column(
            Field("state", "제안 상태", Kind.CHOICE, choices=PROPOSAL.statuses),
            Proposal.status,
            100,
            tones=PROPOSAL.tones,
        ),
        Column(
            Field("standing", "채점", Kind.CHOICE, choices=(SCORED, COMPLETE, CLOSED)),
            case((ScoreSheet.closed_on.is_not(None), CLOSED), (_blanks > 0, SCORED), else_=COMPLETE),
            90,
            tones={SCORED: Tone.PLAIN, COMPLETE: Tone.WARN, CLOSED: Tone.GOOD},
        ),
        Column(TOTAL, ScoreSheet.total, 110),
        Column(
            Field("judges", "심사자", Kind.INTEGER, unit="명"),
            _of_sheet(func.count(JudgeScore.judge_id.distinct())),
            90,
        ),
        Column(Field("blanks", "빈칸", Kind.INTEGER, unit="칸"), _blanks, 80),
        Column(Field("closed_on", "마감일", Kind.DATE), ScoreSheet.closed_on, 110),
        Column(_sheet["note"], ScoreSheet.note, 260, editable=True, searched=True),
    ),
    order=(("score", True), ("title", False)),
    tables=frozenset({"score_sheet", "judge_score", "proposal"}),
    initials=(Proposal.title_initials,),
    empty="'심사 기준과 심사자'를 적은 뒤 '심사표 추가'로 제안의 점수를 매겨 주세요.",
)
