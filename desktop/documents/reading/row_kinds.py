"""Tells a record from the other rows of an office's sheet."""

import re
from collections.abc import Sequence

from desktop.documents.reading import headings
from desktop.documents.reading.cells import NO_VALUES, Cell, Sheet
from desktop.documents.reading.heading_words import NAMES
from desktop.text import hangul

_SUM = re.compile(
    r"(?:총?합계?|소계|총계|누계|중간합계|계|총원|평균|요약)(?:[(:：].*|[\d,]+(?:명|건|개|곳|원)?)?|총[\d,]+(?:명|건|개|곳)"
)
_SUM_OF = re.compile(
    r".{1,20}(?:소계|합계|총계|누계|요약)(?:[(:：].*)?|(?:grand|sub)?totals?(?:[(:：].*)?|sum|average"
)
_SUM_HINT = re.compile(r"[계총합]|평균|요약|total|sum|average", re.IGNORECASE)
_END = re.compile(r"[-–—<\s]*(?:끝|이상|이하\s*여백|이하\s*빈칸)[.\s>–—-]*")
_NOTE = re.compile(r"\s*(?:※|☞|\*|주\)|주:|참고:|비고:|붙임|자료:|출처:|작성자:|작성일:)")
_GROUP = re.compile(r"\s*[■◆●◇□▶▷◎★☆▣◈○▲△]\s*\S")
_NUMBER = re.compile(r"[\d.]+")
_PERSON = re.compile(r"[가-힣]{2,4}")
_PLACE = re.compile(r".*(?:과|동|팀|반|조|국|실|구|시|군|부|소|원|관|처|단|회|기|차|명단|대상|기타)")
REPEATED = "되풀이된 제목 행"
_NUMBERS = frozenset(("연번", "순번", "번호", "순", "no", "구분"))
_FEWEST_KNOWN = 3
_WIDE = 0.5


class Judge:
    """Looks at the rows below one heading."""

    def __init__(
        self, sheet: Sheet, heading: headings.Heading, columns: Sequence[int], known: frozenset[str]
    ) -> None:
        self._columns = columns
        self._known = known | _NUMBERS
        self._heading = {
            headings.whole(line) for name in heading.names.values() for line in name.split(headings.LINE)
        }
        self._names = {
            column
            for column, name in heading.names.items()
            if not NAMES.isdisjoint(headings.column_forms(name))
        }
        widest = max(3, _WIDE * len(columns))
        self._wide_rows = {area.top + 1 for area in sheet.merged if area.right - area.left + 1 >= widest}

    def why_no_record(self, number: int, row: Sequence[Cell]) -> str | None:
        """None for a record, '' for a blank row, else the reason in Korean."""
        filled = [cell for column in self._columns if (cell := row[column]) != ""]
        if len(filled) <= 3:
            filled = [cell for cell in filled if not isinstance(cell, str) or hangul.clean(cell)]
        if not filled:
            return ""
        words = [cell for cell in filled[:3] if isinstance(cell, str)]
        if not words:
            return "번호만 있는 빈 행" if len(filled) == 1 and _is_number(filled[0]) else None
        if isinstance(words[0], NO_VALUES) and all(map(_says_nothing, filled)):
            return "오류나 계산되지 않은 수식만 있는 행"
        if _SUM_HINT.search(" ".join(words)) and _is_sum(words, filled):
            return f"합계 행 '{hangul.clean(words[0])}'"
        if not any(map(str.isalnum, words[0])) and all(
            isinstance(cell, str) and not any(map(str.isalnum, cell)) for cell in filled
        ):
            return "꾸밈 행"
        first = headings.whole(words[0])
        if (first in self._heading or first in self._known) and self._repeats_heading(filled):
            return REPEATED
        return self._why_few(number, row, filled, words[0]) if len(filled) <= 3 else None

    def _repeats_heading(self, filled: Sequence[Cell]) -> bool:
        """Most of it stands in the heading above, or, of a second table's own heading, among the headings looked for."""
        words = [headings.whole(cell) for cell in filled if isinstance(cell, str)]
        same = sum(word in self._heading for word in words)
        if same >= max(1, 0.7 * len(filled)):
            return True
        known = sum(word in self._heading or word in self._known for word in words)
        return known >= max(_FEWEST_KNOWN, 0.7 * len(filled)) and not NAMES.isdisjoint(words)

    def _why_few(self, number: int, row: Sequence[Cell], filled: Sequence[Cell], first: str) -> str | None:
        """Of a row with at most three filled cells."""
        text = hangul.clean(first)
        if _END.fullmatch(text) and len(filled) == 1:
            return "끝 표시"
        if _NOTE.match(first) and len(filled) <= 2:
            return "안내 글"
        if _GROUP.match(first) or (number in self._wide_rows and len(filled) <= 2):
            return f"묶음 제목 '{text[:30]}'"
        if len(filled) > 1 or self._is_lone_name(row, text):
            return None
        return "번호만 있는 빈 행" if _is_number(first) else f"한 칸만 적힌 행 '{text[:30]}'"

    def _is_lone_name(self, row: Sequence[Cell], text: str) -> bool:
        """Whether the one filled cell is a name whose row was left unfinished, not the title of a group."""
        column = next(
            column for column in self._columns if row[column] != "" and hangul.clean(str(row[column]))
        )
        if column not in self._names or len(text) > 20:
            return False
        squeezed = text.replace(" ", "")
        return column != self._columns[0] or (
            bool(_PERSON.fullmatch(squeezed)) and not _PLACE.fullmatch(squeezed)
        )


def _is_sum(words: Sequence[str], filled: Sequence[Cell]) -> bool:
    for word in words[:2]:
        text = re.sub(r"\s", "", hangul.clean(word)).lower()
        if _SUM.fullmatch(text):
            return True
        few_words = sum(isinstance(cell, str) for cell in filled) <= 2
        if few_words and _SUM_OF.fullmatch(text):
            return True
    return False


def _says_nothing(cell: Cell) -> bool:
    return isinstance(cell, NO_VALUES) or _is_number(cell)


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) or (isinstance(cell, str) and bool(_NUMBER.fullmatch(cell.strip())))
