"""Scores out of an office's sheet: joined to their people by what identifies them, never by their place alone.

A column that slid by a row is refused, naming the first row (feature row TR-26).
"""

from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.people import PERSON_FIELDS
from desktop.rules.fields import Field, Kind
from desktop.rules.scoring import Cell, Criterion
from desktop.services.datafile.operations import Operation
from desktop.services.intake.importer import Importer, Needed, StageTarget
from desktop.services.intake.people import NOT_THE_PERSON
from desktop.services.intake.plan import Difference, Parsed, Problem, Resolution, Target
from desktop.services.training.selection import score_columns, score_guard, scores
from desktop.services.training.selection.people import Entrant
from desktop.services.training.selection.score_sheet import ScoreSheet
from desktop.services.training.selection.scores import Place

_PERSON = {each.key: each for each in PERSON_FIELDS}
_FIELDS = (
    _PERSON["name"],
    _PERSON["birth_date"],
    Field(
        "application_number",
        "접수번호",
        Kind.INTEGER,
        grouped=False,
        averaged=False,
        aliases=("접수 번호", "수험번호", "수험 번호", "지원번호", "신청번호"),
    ),
)
_UNKNOWN = "이 단계의 명단에 없는 사람입니다. 성명과 생년월일(또는 접수번호)을 확인해 주세요."


@dataclass(slots=True)
class _Row:
    """A row whose person is known, with what it says in each column."""

    position: int
    person: Entrant
    cells: dict[Place, Cell] = field(default_factory=dict)


def of_target(session: Session, target: Target) -> Importer:
    """The importer with a column for each criterion of the stage; without those where no cohort is named yet."""
    if not target.cohort:
        return IMPORTER
    sheet = score_columns.sheet_of(session, target)
    fields = tuple(score_columns.fields_of(sheet, target))
    return replace(
        IMPORTER,
        fields=(*_FIELDS, *fields),
        required=(*IMPORTER.required, Needed("평가 항목", tuple(each.key for each in fields))),
    )


def resolve(session: Session, parsed: Parsed, target: Target) -> Resolution:
    """Whose row each is and what it changes; nothing is written. Raises UserError where a column slid."""
    sheet = score_columns.sheet_of(session, target)
    columns = score_columns.columns_of(sheet, target)
    result = Resolution()
    people = score_guard.joined(parsed, sheet)
    score_guard.check(parsed, sheet, people, {key: columns[key] for key in columns if key in parsed.columns})
    rows = []
    seen: dict[int, int] = {}
    for position, person in enumerate(people):
        problem = _whose_problem(parsed, position, person, seen)
        row = None if problem or person is None else _Row(position, person)
        if row is not None:
            seen[row.person.enrolment_id] = position
            problem = _read(parsed, sheet, columns, row)
        if problem:
            result.problems[position] = problem
        elif row is not None:
            rows.append(row)
    result.writes = _against(session, sheet, parsed, rows, result)
    result.places = [f"'{sheet.stage}' {sheet.purpose}에 {len(rows):,}명"]
    return result


def write(op: Operation, _parsed: Parsed, resolution: Resolution, _target: Target) -> None:
    """Write what was found."""
    scores.write(op, resolution.writes)


def _whose_problem(
    parsed: Parsed, position: int, person: Entrant | None, seen: dict[int, int]
) -> Problem | None:
    number, name = parsed.numbers[position], str(parsed.column("name")[position] or "")
    title = parsed.titles.get("name", "성명")
    if person is None:
        return Problem(number, title, name, _UNKNOWN)
    if person.enrolment_id in seen:
        row = parsed.rows.shown(parsed.numbers[seen[person.enrolment_id]])
        return Problem(number, title, name, f"{row}행과 같은 사람입니다. 한 줄만 남겨 주세요.")
    return None


def _read(
    parsed: Parsed, sheet: ScoreSheet, columns: dict[str, tuple[Criterion, int | None]], row: _Row
) -> Problem | None:
    """Read the row's scores; what cannot be one, or lies outside its scale, is named with person and criterion."""
    for key in score_columns.known_keys(columns, parsed.columns):
        criterion, judge = columns[key]
        text = str(parsed.columns[key][row.position] or "")
        place = Place(row.person.enrolment_id, criterion.id, judge)
        try:
            cell = scores.checked(sheet, place, scores.cell_of(text))
        except UserError as error:
            who = "" if error.message.startswith(row.person.label) else f"{row.person.label}: "
            return Problem(parsed.numbers[row.position], parsed.titles[key], text, f"{who}{error.message}")
        if cell is not None:
            row.cells[place] = cell
    return None


def _against(
    session: Session, sheet: ScoreSheet, parsed: Parsed, rows: list[_Row], result: Resolution
) -> dict[Place, Cell]:
    """What is new or other than in the data, by the places it is written to; a blank never erases."""
    there: dict[Place, Any] = scores.standing(session, {each.id for each in sheet.criteria})
    titles = {(each.id, judge): sheet.heading(each, judge) for each, judge in sheet.columns}
    writes: dict[Place, Cell] = {}
    for row in rows:
        old = {place: scores.of_row(there[place]) for place in row.cells if place in there}
        changed = {place: cell for place, cell in row.cells.items() if old.get(place) != cell}
        writes |= changed
        result.differences += [
            Difference(
                parsed.numbers[row.position],
                titles[place.criterion_id, place.judge_id],
                scores.shown(old[place]),
                scores.shown(cell),
            )
            for place, cell in changed.items()
            if place in old
        ]
        kind = result.duplicates if not changed else result.updated if old else result.added
        kind.append(row.position)
    return writes


IMPORTER: Final = Importer(
    kind="scores",
    title="점수(평가표)",
    noun="점수",
    counter="명",
    fields=_FIELDS,
    required=(
        Needed("성명", ("name",)),
        Needed("생년월일이나 접수번호", ("birth_date", "application_number")),
    ),
    resolve=resolve,
    write=write,
    not_mine=NOT_THE_PERSON,
    target=StageTarget(),
    of_target=of_target,
)
