"""What a document is given for: a cohort of the programme, or a term of the board."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.board import Board
from desktop.model.training import Cohort
from desktop.services.board import boards
from desktop.services.certificates.document_kinds import DocumentKind
from desktop.services.certificates.sentences import usual
from desktop.services.datafile.settings import Settings, value
from desktop.services.training import programme as training
from desktop.text.dates import show_date

_BOARD = "주니어보드"


@dataclass(frozen=True, slots=True)
class Occasion:
    """A cohort or a term, as documents tell of it.

    None is dated before ``began``, which ``began_told`` says. ``values`` stand for places of a sentence; ``sentence`` is its
    own, where it keeps one.
    """

    name: str
    course: str
    began: dt.date
    began_told: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    values: Mapping[str, str]
    sentence: str | None = None
    cohort_id: int | None = None
    board_id: int | None = None

    @property
    def id(self) -> int:
        """Of the cohort or the term."""
        found = self.cohort_id if self.board_id is None else self.board_id
        assert found is not None
        return found


def occasion_of(session: Session, document: DocumentKind, where: int | str) -> Occasion:
    """The cohort or term with this id, name or year; UserError when there is none."""
    return _board(session, where) if document.of == "boards" else _cohort(session, where)


def pattern_of(session: Session, document: DocumentKind, occasion: Occasion, settings: Settings) -> str:
    """The pattern of the sentence as it is kept, else the usual one."""
    if document.sentence:
        return value(session, document.sentence)
    return occasion.sentence or usual(settings)


def usual_of(document: DocumentKind, settings: Settings) -> str:
    """The pattern where nobody wrote one."""
    return document.sentence.default if document.sentence else usual(settings)


def _cohort(session: Session, where: int | str) -> Occasion:
    cohort = session.get(Cohort, where) if isinstance(where, int) else training.find_cohort(session, where)
    if cohort is None:
        raise UserError("그런 기수가 없습니다. 기수 목록에서 이름을 확인해 주세요.", "cohort")
    began = cohort.starts_on or dt.date(cohort.year, 1, 1)
    days = [show_date(day) for day in (cohort.starts_on, cohort.ends_on) if day]
    hours = sum(stage.hours or 0 for stage in training.stages(session, cohort.id))
    return Occasion(
        cohort.name,
        cohort.programme,
        began,
        f"'{cohort.name}' 기수가 시작한 {show_date(began)}",
        cohort.starts_on,
        cohort.ends_on,
        {
            "과정": cohort.programme,
            "기간": " ~ ".join(days) if len(days) == 2 else "",
            "시간": f"{hours:,}시간" if hours else "",
        },
        cohort.certificate_sentence,
        cohort_id=cohort.id,
    )


def _board(session: Session, where: int | str) -> Occasion:
    board = session.get(Board, where) if isinstance(where, int) else boards.find_board(session, where)
    if board is None:
        raise UserError("그런 보드 기수가 없습니다. 기수 목록에서 이름을 확인해 주세요.", "board")
    return Occasion(
        board.name,
        board.name,
        dt.date(board.year, 1, 1),  # members may be appointed before the launch
        f"'{board.name}' 기수의 해인 {board.year}년",
        None,
        None,
        {"보드": board.name if _BOARD in board.name else f"{_BOARD} {board.name}"},
        board_id=board.id,
    )
