"""Answers to proposals from a template: which places it may have, and what stands in them."""

import re
from collections.abc import Mapping

from desktop.errors import UserError

PLACES = (
    "제안", "제안자", "주제", "접수일", "상태", "사유", "부서 의견", "시행 예정일", "풀릴 조건", "오늘", "기관",
)  # fmt: skip
"""What a template may name in braces."""
_PLACE = re.compile(r"\{([^{}]*)\}")


def check_template(text: str) -> None:
    """Raise UserError, naming them, for places nobody can fill and for a brace without its other half."""
    unknown = [place for place in dict.fromkeys(_PLACE.findall(text)) if place.strip() not in PLACES]
    known = " ".join(f"{{{place}}}" for place in PLACES)
    if unknown:
        told = ", ".join(f"{{{place}}}" for place in unknown)
        raise UserError(f"채울 수 없는 자리가 있습니다: {told}. 쓸 수 있는 자리: {known}", "text")
    if set("{}") & set(_PLACE.sub("", text)):
        raise UserError(f"중괄호의 짝이 맞지 않습니다. 자리는 {{제안}}처럼 적어 주세요: {known}", "text")


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled, by names of `PLACES`. Raises UserError for a template that is not sound."""
    check_template(text)
    return _PLACE.sub(lambda found: values[found[1].strip()], text)


def left_blank(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The places of a sound template that are filled with nothing, each once."""
    named = dict.fromkeys(place.strip() for place in _PLACE.findall(text))
    return tuple(place for place in named if not values[place].strip())
