"""The live formulas of a ranking's workbook, in the words that Excel and LibreOffice share."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from openpyxl.utils import get_column_letter

from desktop.documents.selection.rank_sheet import PER_CRITERION, PER_JUDGE, RankSheet

TITLE_ROW, SETTINGS_ROW, WEIGHT_ROW, HIGHEST_ROW, HEADING_ROW = 1, 3, 5, 6, 7
FIRST_ROW = HEADING_ROW + 1
FIRST_SCORE = 4
"""The column of the first score: after number, name and birth date."""
SEATS, RESERVES, CHOSEN, LOTTERY = "$B$3", "$D$3", "$F$3", "$H$3"
ABSENT = "결시"


@dataclass(frozen=True, slots=True)
class Plan:
    """Which column is what: the letters of the scores, of what each criterion adds, of each judge's total, and of the results."""

    sheet: RankSheet
    scores: tuple[str, ...]
    parts: tuple[str, ...]
    judges: tuple[str, ...]
    total: str
    apart: str
    rank: str
    place: str
    seat: str
    result: str
    reserve: str
    distance: str

    @property
    def last(self) -> int:
        """The row of the last person."""
        return HEADING_ROW + max(1, len(self.sheet.rows))

    def whole(self, letter: str) -> str:
        """A column over everybody."""
        return f"${letter}${FIRST_ROW}:${letter}${self.last}"


def plan(sheet: RankSheet) -> Plan:
    """The columns a sheet needs, from the left."""
    letters = (get_column_letter(number) for number in range(FIRST_SCORE, 16_384))

    def take(count: int) -> tuple[str, ...]:
        return tuple(islice(letters, count))

    scores, parts = take(len(sheet.columns)), take(len(sheet.criteria))
    judges = take(len(judges_of(sheet))) if sheet.trim == PER_JUDGE else ()
    return Plan(sheet, scores, parts, judges, *take(8))


def judges_of(sheet: RankSheet) -> tuple[str, ...]:
    """The judges in the order of their first column."""
    return tuple(dict.fromkeys(each.judge for each in sheet.columns if each.judge))


def part(made: Plan, criterion: int, row: int) -> str:
    """What a criterion adds to the total; nothing of a judged one where judges are dropped by their totals."""
    own = [
        letter
        for letter, each in zip(made.scores, made.sheet.columns, strict=True)
        if each.criterion == criterion
    ]
    judged = any(each.judge for each in made.sheet.columns if each.criterion == criterion)
    if not own or (judged and made.judges):
        return '=""'
    cells, first = f"{own[0]}{row}:{own[-1]}{row}", own[0]
    mean = f"AVERAGE({cells})"
    if judged and made.sheet.trim == PER_CRITERION:
        mean = (
            f"IF(COUNT({cells})>={made.sheet.trim_from},"
            f"(SUM({cells})-MAX({cells})-MIN({cells}))/(COUNT({cells})-2),{mean})"
        )
    return f'=IF(COUNT({cells})=0,"",{mean}/{first}${HIGHEST_ROW}*{first}${WEIGHT_ROW})'


def judge_total(made: Plan, judge: str, row: int) -> str:
    """A judge's own weighted total of a person."""
    own = [
        letter for letter, each in zip(made.scores, made.sheet.columns, strict=True) if each.judge == judge
    ]
    terms = "+".join(f"N({each}{row})/{each}${HIGHEST_ROW}*{each}${WEIGHT_ROW}" for each in own)
    there = "+".join(f"COUNT({each}{row})" for each in own)
    return f'=IF({there}=0,"",{terms})'


def total(made: Plan, row: int) -> str:
    """Rounded once, as published; '' for who is absent or lacks a score."""
    scores = f"{made.scores[0]}{row}:{made.scores[-1]}{row}"
    added = f"SUM({made.parts[0]}{row}:{made.parts[-1]}{row})"
    if made.judges:
        each = f"{made.judges[0]}{row}:{made.judges[-1]}{row}"
        added += (
            f"+IF(COUNT({each})>={made.sheet.trim_from},"
            f"(SUM({each})-MAX({each})-MIN({each}))/(COUNT({each})-2),AVERAGE({each}))"
        )
    return f'=IF(COUNTIF({scores},"{ABSENT}")+COUNTBLANK({scores})>0,"",ROUND({added},2))'


def results(made: Plan, row: int) -> Sequence[tuple[str, str]]:
    """Rank, seat counted to, result, reserve number and distance, by their columns."""
    total_, rank = f"{made.total}{row}", f"{made.rank}{row}"
    seat, result = f"{made.seat}{row}", f"{made.result}{row}"
    scores = f"{made.scores[0]}{row}:{made.scores[-1]}{row}"
    return (
        (made.rank, f'=IF({total_}="","",RANK({total_},{made.whole(made.total)})+{made.apart}{row})'),
        (made.seat, f'=IF({rank}="","",{rank}+{made.place}{row})'),
        (
            made.result,
            f'=IF(COUNTIF({scores},"{ABSENT}")>0,"탈락",IF({seat}="","미정",IF({seat}<={SEATS},"선발",'
            f'IF({seat}<={CHOSEN}+{RESERVES},"예비","탈락"))))',
        ),
        (
            made.reserve,
            f'=IF({result}="예비",{rank}-{CHOSEN}+IF({LOTTERY}="예",{made.place}{row},0),"")',
        ),
        (
            made.distance,
            f'=IF(OR({total_}="",{CHOSEN}=0),"",ROUND({total_}-LARGE({made.whole(made.total)},{CHOSEN}),2))',
        ),
    )
