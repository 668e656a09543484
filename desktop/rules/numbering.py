"""How certificates are numbered: kept as a pattern, shown and written as the first number of a year.

Nobody at a desk reads '제{year}-{sequence:03d}호'; everybody reads '제2026-001호'.
"""

import re
from collections.abc import Iterable

from desktop.errors import UserError


def number(pattern: str, year: int, sequence: int) -> str:
    """The number of that place in the year, as '제2026-001호'."""
    return pattern.format(year=year, sequence=sequence)


def pattern_of(first: str, year: int) -> str:
    """The pattern after which ``first`` is the first number of ``year``: '제2026-001호' gives '제{year}-{sequence:03d}호'.

    Of several ones the last counts. Raises UserError when the year or the one is missing.
    """
    parts = re.split(r"(\d+)", first.replace("{", "{{").replace("}", "}}"))
    years = [place for place, part in enumerate(parts) if part == str(year)]
    ones = [place for place, part in enumerate(parts) if part.strip("0") == "1" and part.endswith("1")]
    if not years or not ones:
        raise UserError(
            f"{year}년의 첫 번호를 연도와 1이 들어가게 적어 주세요. 예: 제{year}-001호, 서초-{year}-0001",
            "number_format",
        )
    for place in years:
        parts[place] = "{year}"
    parts[ones[-1]] = f"{{sequence:0{len(parts[ones[-1]])}d}}"
    return "".join(parts)


def spans(lines: Iterable[tuple[str, str, int, int]]) -> list[str]:
    """Numbers as they are told, those that follow one another by the first and the last: '제2026-001호 ~ 제2026-032호'.

    ``lines`` are (number, kind, year, place in the year), in any order.
    """
    ends: list[list[str]] = []
    last = ("", 0, 0)
    for kind, year, sequence, number in sorted(
        (kind, year, place, number) for number, kind, year, place in lines
    ):
        if (kind, year, sequence) == last:
            ends[-1] = [ends[-1][0], number]
        else:
            ends.append([number])
        last = (kind, year, sequence + 1)
    return [" ~ ".join(each) for each in ends]
