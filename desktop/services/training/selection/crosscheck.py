"""The second path (feature row TR-07): the ranking is written as a workbook, read back by person and reckoned anew from its cells.

Only what both ways agree on for everybody can be published.
"""

from collections import Counter
from decimal import Decimal

from desktop.documents.selection import rank_workbook
from desktop.documents.selection.rank_sheet import RankColumn, RankCriterion, RankRow, RankSheet
from desktop.errors import UserError
from desktop.rules.scoring import Missing, Trim
from desktop.rules.selection import Line, Ties
from desktop.services.training.selection import scores
from desktop.services.training.selection.ranking import Ranking
from desktop.services.training.selection.second_path import Second, Tied, reckon

_NAMED = 5


def sheet_of(ranked: Ranking) -> RankSheet:
    """The ranking as its workbook holds it, in the order of the ranking."""
    sheet, settings = ranked.sheet, ranked.settings
    people = {each.enrolment_id: each for each in sheet.people}
    place = {criterion.id: number for number, criterion in enumerate(sheet.criteria)}
    columns = [
        RankColumn(place[criterion.id], sheet.judges[judge] if judge else "")
        for criterion, judge in sheet.columns
    ]
    rows = []
    for line, (apart, counted) in zip(ranked.selection.lines, _places(ranked), strict=True):
        one = people[line.scored.candidate.id]
        cells = [scores.of(sheet, one.enrolment_id, *column) for column in sheet.columns]
        shown = tuple(each.value if isinstance(each, Missing) else each for each in cells)
        rows.append(RankRow(one.enrolment_id, one.name, one.birth_date, shown, apart, counted))
    return RankSheet(
        f"{sheet.stage} 선발 순위",
        tuple(RankCriterion(each.title, each.weight, each.highest) for each in sheet.criteria),
        tuple(columns),
        tuple(rows),
        settings.seats,
        settings.reserves,
        "" if settings.trim is Trim.NONE else settings.trim.value,
        settings.trim_from,
        settings.ties is Ties.LOTTERY,
    )


def _places(ranked: Ranking) -> list[tuple[int, int]]:
    """Of each line, how far a tie rule put it behind the first of its total, and what the cut lines count on top."""
    lines = ranked.selection.lines
    first: dict[Decimal, int] = {}
    size, seen = Counter(each.rank for each in lines), Counter[int]()
    found = []
    for line in lines:
        if line.rank is None or line.scored.total is None:
            found.append((0, 0))
            continue
        apart = line.rank - first.setdefault(line.scored.total, line.rank)
        nth, alone = seen[line.rank], size[line.rank] - 1
        seen[line.rank] += 1
        ties = ranked.settings.ties
        counted = nth if ties is Ties.LOTTERY else 0 if ties is Ties.ALL_IN else alone
        found.append((apart, counted))
    return found


def check(ranked: Ranking) -> None:
    """Raise UserError, naming the people, unless the workbook read back gives everybody what the ranking does."""
    written = sheet_of(ranked)
    compare(ranked, rank_workbook.read(rank_workbook.as_bytes(written), written))


def compare(ranked: Ranking, read: RankSheet) -> None:
    """`check` against what was read back."""
    settings = ranked.settings
    place = {criterion.id: number for number, criterion in enumerate(ranked.sheet.criteria)}
    ties = [place[each.criterion] for each in ranked.sheet.ties[: settings.tie_rules] if each.criterion]
    second = reckon(read, Tied(tuple(ties), settings.ties, settings.seed))
    labels = {each.enrolment_id: each.label for each in ranked.sheet.people}
    born = {each.enrolment_id: (each.name, each.birth_date) for each in ranked.sheet.people}
    back = {row.id: (row.name, row.birth_date) for row in read.rows}
    wrong = [
        labels[line.scored.candidate.id]
        for line in ranked.selection.lines
        if back.get(line.scored.candidate.id) != born[line.scored.candidate.id]
        or second.get(line.scored.candidate.id) != _first(line)
    ]
    if wrong or len(back) != len(ranked.selection.lines):
        more = f" 외 {len(wrong) - _NAMED}명" if len(wrong) > _NAMED else ""
        raise UserError(
            f"두 가지로 계산한 결과가 {len(wrong)}명에게서 다릅니다: {', '.join(wrong[:_NAMED])}{more}. "
            "점수와 제척을 확인한 뒤 다시 해 주세요."
        )


def _first(line: Line) -> Second:
    total = line.scored.total
    return Second(None if total is None else int(total.scaleb(2)), line.rank, line.result.value, line.reserve)
