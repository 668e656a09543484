"""Under what a no or a hold is looked at again: what has to change, in which words, from which day."""

import datetime as dt

from desktop.errors import UserError
from desktop.rules.board.states import NO_OBSTACLE, OTHER_OBSTACLE

NOT_KNOWN = "모름"
"""Stands for the condition of a no or a hold that came in without one, as out of an old list."""


def check_condition(obstacle: str, words: str | None, look_again_on: dt.date | None) -> None:
    """Raise UserError for a day to look again where nothing has to change, and for another obstacle that is not named."""
    if obstacle == NO_OBSTACLE and look_again_on is not None:
        raise UserError(
            "풀릴 조건이 '없음'이면 다시 볼 날도 없습니다. 날을 지우거나 조건을 골라 주세요.", "look_again_on"
        )
    if obstacle == OTHER_OBSTACLE and not words:
        raise UserError("풀릴 조건이 '기타'이면 무엇이 바뀌어야 하는지 조건 설명에 적어 주세요.", "words")


def check_look_again(look_again_on: dt.date | None, today: dt.date) -> None:
    """Raise UserError for a day to look again that is no later than ``today``."""
    if look_again_on is not None and look_again_on <= today:
        raise UserError("다시 볼 날은 오늘보다 뒤여야 합니다. 뒤의 날짜를 적어 주세요.", "look_again_on")
