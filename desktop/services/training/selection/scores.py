"""Scores set in bulk, as one undoable operation: what is out of its scale stays out, by person and criterion; the rest goes in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.training import Score
from desktop.rules import scoring
from desktop.rules.scoring import Cell, Missing, check_score
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store
from desktop.services.training.selection import score_sheet
from desktop.services.training.selection.score_sheet import ScoreSheet
from desktop.text import hangul
from desktop.text.amounts import parse_hundredths, show_hundredths


class Place(NamedTuple):
    """Where one score stands: whose, of which criterion, by which judge where each gives one."""

    enrolment_id: int
    criterion_id: int
    judge_id: int | None = None


class TeamPlace(NamedTuple):
    """The same of a team on demo day."""

    team_id: int
    criterion_id: int
    judge_id: int | None = None


OnePlace = TypeVar("OnePlace", Place, TeamPlace)


@dataclass(slots=True)
class Put(Generic[OnePlace]):
    """What came of it: the operation where anything was written, and why the other scores were not."""

    changes: Changes | None = None
    refused: dict[OnePlace, str] = field(default_factory=dict)


_WORDS = {"결시": Missing.ABSENT, "결석": Missing.ABSENT, "불참": Missing.ABSENT, "제척": Missing.RECUSED}


def cell_of(text: str) -> Cell:
    """What was written: a figure of at most two decimals, 결시 or 제척, nothing. Raises UserError for all else."""
    said = hangul.clean(text).replace(" ", "")
    if not said or said in "-–—":
        return None
    return word_of(said) or Decimal(parse_hundredths(said)).scaleb(-2)


def word_of(said: str) -> Missing | None:
    """What a word in the place of a score means; None for a figure."""
    return _WORDS.get(said)


def put(
    store: Store, stage_id: int, purpose: str, texts: Mapping[Place, str], *, name: str = "점수 적기"
) -> Put[Place]:
    """Write what was typed or pasted; '' takes a score away."""
    with store.read() as session:
        sheet = score_sheet.read(session, stage_id, purpose)
    result, wanted = Put[Place](), {}
    for place, text in texts.items():
        try:
            wanted[place] = checked(sheet, place, cell_of(text))
        except UserError as error:
            result.refused[place] = error.message
    if not wanted:
        return result
    with store.operation(name) as op:
        write(op, wanted)
    if op.changes:
        result.changes = op.changes
    return result


def checked(sheet: ScoreSheet, place: Place, cell: Cell) -> Cell:
    """The cell as it may be written. Raises UserError naming person and criterion."""
    criterion = next((each for each in sheet.criteria if each.id == place.criterion_id), None)
    person = next((each for each in sheet.people if each.enrolment_id == place.enrolment_id), None)
    if criterion is None or person is None:
        raise UserError("이 단계의 사람이나 항목이 아닙니다. 화면을 다시 열어 주세요.", "score")
    if (place.judge_id in sheet.judges) != criterion.judged:
        raise UserError(f"{person.label}: '{criterion.title}'은(는) 심사위원을 골라 적어 주세요.", "judge")
    if isinstance(cell, Decimal):
        check_score(criterion, cell, person.label)
    return cell


def write(op: Operation, wanted: Mapping[Place, Cell]) -> None:
    """Write checked cells of people."""
    keep(op, standing(op.session, {place.criterion_id for place in wanted}), wanted)


def keep(op: Operation, there: Mapping[OnePlace, Any], wanted: Mapping[OnePlace, Cell]) -> None:
    """New cells inserted, others changed, None taken away; what stands so already is left alone.

    ``there`` are the rows that stand, with ``id``, ``value`` and ``missing``. A place names its columns: whose the score is,
    its criterion and its judge.
    """
    new, changed, gone = [], [], []
    for place, cell in wanted.items():
        known = there.get(place)
        values = _columns(cell)
        if cell is None:
            gone += [known.id] if known else []
        elif known is None:
            new.append({"enrolment_id": None, "team_id": None, **place._asdict(), **values})
        elif (known.value, known.missing) != (values["value"], values["missing"]):
            changed.append({"id": known.id, **values})
    op.insert_many(Score, new)
    op.update_many(Score, changed)
    op.delete_many(Score, gone)


def standing(session: Session, criteria: Sequence[int] | set[int]) -> dict[Place, Any]:
    """The scores there are of these criteria, with ``id``, ``value`` and ``missing``, by their places."""
    rows = session.execute(
        select(
            Score.enrolment_id, Score.criterion_id, Score.judge_id, Score.id, Score.value, Score.missing
        ).where(Score.criterion_id.in_(criteria), Score.enrolment_id.is_not(None))
    )
    return {Place(row.enrolment_id or 0, row.criterion_id, row.judge_id): row for row in rows}


def of_row(row: Any) -> Cell:
    """The cell that a row of `standing` holds."""
    return Missing(row.missing) if row.missing else Decimal(row.value).scaleb(-2)


def shown(cell: Cell) -> str:
    """A cell as people write it: '81.5', '결시', ''."""
    if cell is None:
        return ""
    return cell.value if isinstance(cell, Missing) else show_hundredths(int(cell.scaleb(2)))


def of(sheet: ScoreSheet, enrolment_id: int, criterion: scoring.Criterion, judge: int | None) -> Cell:
    """One person's score."""
    return sheet.cells.get(enrolment_id, {}).get((criterion.id, judge))


def _columns(cell: Cell) -> dict[str, Any]:
    if isinstance(cell, Missing):
        return {"value": None, "missing": cell.value}
    return {"value": None if cell is None else int(cell.scaleb(2)), "missing": None}
