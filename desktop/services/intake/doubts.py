"""Values that are none, and marks that are no part of one: told apart from what a person meant.

Other programs write blanks as words, spreadsheets write errors into cells, people write 〃 for 'as above' and 님 behind
a name. None of it is silently a value: it is blank and listed, repaired and listed, or doubtful.
"""

import re
from typing import Final, NamedTuple

from desktop.documents.reading.cells import CellError, Uncalculated
from desktop.rules.fields import DATES, Field, Kind
from desktop.text import hangul
from desktop.text.hangul import attach


class Odd(NamedTuple):
    """What stands in a cell that is more or less than a value.

    ``text`` is what is left to be read; ``fault`` why nothing can be; ``told`` what a person should know of it.
    ``as_above`` asks for the value of the row before.
    """

    text: str = ""
    fault: str = ""
    told: str = ""
    as_above: bool = False


MARKS_TOLD: Final = "값에 붙은 말이나 표시를 떼고 읽었습니다"
ABOVE_TOLD: Final = "위와 같다는 표시를 위의 값으로 채웠습니다"
BLANK_TOLD: Final = "빈 값을 뜻하는 말을 빈칸으로 읽었습니다"

_ERROR_TOLD = "엑셀의 오류 값({})입니다. 파일의 수식을 고치거나 값을 적어 주세요."
_UNCALCULATED_TOLD = (
    "수식만 있고 계산된 값이 없습니다. 엑셀에서 열어 저장한 뒤 다시 가져오거나 값을 적어 주세요."
)
_BLANK_WORDS = frozenset(
    ("nan", "none", "null", "undefined", "nil", "n/a", "nat", "<na>", "(null)", "[null]", "\\n", "#n/d")
)
_ABOVE = frozenset(("〃", "″", "〞", '"', "''", "“", "”", "〟", "상동", "위와같음", "위와동일", "ditto"))
_LONGEST_WORD = 10
_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|CALC!|SPILL!|BLOCKED!|FIELD!|BUSY!|CONNECT!|UNKNOWN!|GETTING_DATA)"
    r"|Err:\d{3}",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"#{3,}")
_SHORTENED = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_NUMBER_LIKE = frozenset((Kind.PHONE, Kind.BUSINESS_NUMBER, *DATES))
_YEAR_AFTER = re.compile(r"'\d\d(?!\d)")
_ONE_RECORDS_OWN = frozenset((Kind.NAME, Kind.BUSINESS_NUMBER))
# Heads of whatever is looked at more closely below; a cell that begins otherwise costs two comparisons.
_HEADS = frozenset("'#〃″〞\"“”〟상위dDeE<(\\[")

_USUAL_NAME = re.compile(r"[가-힣]{2,3}(?<![님씨])")
_SIGNS = "*＊★☆※●○◎◇◆■□▲△▼▽▶▷♥♡✓✔√†‡#①-⑳⓪㉠-㉾ⓐ-ⓩ⑴-⒇"
_SIGNS_AROUND = re.compile(rf"^[{_SIGNS}]+\s*|\s*[{_SIGNS}]+$")
_SEVERAL = re.compile(
    r"[가-힣]{2,5}\s*(?:[,，、/;&+\n]|\s및\s)\s*[가-힣]{2,5}(?:\s*[,，、/;&+\n].*)?|.+\s외\s*\d+\s*(?:명|인)"
)
_TITLE = re.compile(
    r"([가-힣]{2,}) (?:님|씨|귀하|학생|(?:위원|주무관|팀장|선생|교수|대표)님?)|([가-힣]{3,}) (?:군|양)"
)
_ATTACHED = re.compile(r"([가-힣]{2,3})씨|([가-힣]{3})님")
_TWO_SURNAMES = frozenset(("남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방", "망절"))
_ONLY_A_SURNAME = re.compile(r"[가-힣] ?[님씨]")


def of(field: Field, cell: str, *, needed: bool) -> Odd | None:
    """What is odd about a text cell of this field, None where it is read as it is; ``needed`` fields are never blank."""
    if field.kind is Kind.NAME:
        if _USUAL_NAME.fullmatch(cell):
            return _above(field) if cell == "상동" else None
    elif (
        cell[:1] not in _HEADS
        and (len(cell) > _LONGEST_WORD or cell.lower() not in _BLANK_WORDS)
        and not _SHORTENED.match(cell)
    ):
        return None
    return _no_value(field, cell, needed=needed) or (_name(cell) if field.kind is Kind.NAME else None)


def why_no_value(cell: CellError | Uncalculated) -> str:
    """Why a cell holds none, for the person to put it right."""
    return _ERROR_TOLD.format(cell) if isinstance(cell, CellError) else _UNCALCULATED_TOLD


def _no_value(field: Field, cell: str, *, needed: bool) -> Odd | None:
    text = cell.strip()
    if text.lower() in _BLANK_WORDS:
        if needed:
            word = attach(f"'{text}'", "은/는")
            return Odd(fault=f"{word} 빈 값을 뜻하는 말입니다. 값을 적어 주세요.")
        return Odd(told=BLANK_TOLD)
    if text.replace(" ", "").lower() in _ABOVE:
        return _above(field)
    if _ERROR.fullmatch(text):
        return Odd(fault=_ERROR_TOLD.format(text))
    if _HIDDEN.fullmatch(text):
        return Odd(fault="칸이 좁아 값 대신 #이 저장되었습니다. 원래 값을 적어 주세요.")
    if field.kind in _NUMBER_LIKE and _SHORTENED.fullmatch(text):
        return Odd(fault=f"엑셀이 줄여 적은 수({text})라 끝자리를 알 수 없습니다. 원래 값을 적어 주세요.")
    if text.startswith("'") and not _keeps_apostrophe(field, text):
        return Odd(text[1:], told="")
    return None


def _keeps_apostrophe(field: Field, text: str) -> bool:
    """Where it may be the writer's own: quotes around the whole, or a year without its century ("'25년 입사")."""
    return text.endswith("'") or (field.kind not in _NUMBER_LIKE and bool(_YEAR_AFTER.match(text)))


def _above(field: Field) -> Odd:
    if field.kind in _ONE_RECORDS_OWN:
        return Odd(fault=f"위와 같다는 표시입니다. {attach(field.title, '을/를')} 적어 주세요.")
    return Odd(as_above=True, told=ABOVE_TOLD)


def _name(cell: str) -> Odd | None:
    if _SEVERAL.fullmatch(cell.strip()):
        return Odd(fault="두 사람 이상으로 보입니다. 한 행에 한 사람씩 적어 주세요.")
    text = hangul.clean(cell)
    if _ONLY_A_SURNAME.fullmatch(text):
        return Odd(fault="이름이 다 적혀 있지 않습니다. 성과 이름을 적어 주세요.")
    bare = _SIGNS_AROUND.sub("", _SIGNS_AROUND.sub("", text))
    if titled := _TITLE.fullmatch(bare):
        bare = titled[1] or titled[2]
    elif (ends := _ATTACHED.fullmatch(bare)) and bare[:2] not in _TWO_SURNAMES:
        bare = ends[1] or ends[2]
    return Odd(bare, told=MARKS_TOLD) if bare not in {text, ""} else None
