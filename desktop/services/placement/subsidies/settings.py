"""What an hour of work is worth at least, year by year."""

import re

from desktop.errors import UserError
from desktop.rules.fields import Field, Kind
from desktop.rules.subsidy import MINIMUM_WAGES
from desktop.services.datafile.settings import Setting

PAGE = "subsidy"
_LINE = re.compile(r"(20\d\d)\D+([\d,]+)\s*원?")


def parse_wages(text: str) -> dict[int, int]:
    """Won an hour by year, of lines such as '2023 9620'. Raises UserError naming the line that is none."""
    found = {}
    for line in filter(None, (each.strip() for each in text.splitlines())):
        read = _LINE.fullmatch(line)
        if read is None:
            raise UserError(
                f"'{line}'을 읽을 수 없습니다. '2023 9620'처럼 연도와 시간당 금액을 적어 주세요.",
                "minimum_wages",
            )
        found[int(read[1])] = int(read[2].replace(",", ""))
    return found


def _all_read(text: str) -> None:
    parse_wages(text or "")


MINIMUM_WAGE = Setting(
    Field(
        "minimum_wages",
        "시간당 최저임금",
        Kind.LONG_TEXT,
        example="예: 2026 10320",
        help="한 줄에 한 해씩. 월 환산액은 209시간을 곱합니다(고용노동부 고시).",
    ),
    "\n".join(f"{year} {won}" for year, won in MINIMUM_WAGES.items()),
    PAGE,
    check=_all_read,
)
