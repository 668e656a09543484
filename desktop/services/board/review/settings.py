"""How long a review may take, and which days do not count.

Periods begin with a receipt: what was received keeps its own; the days off and the near days hold for every clock that runs.
"""

from typing import Any

from desktop.rules.fields import Field, Kind
from desktop.rules.review.clock import Period, Unit
from desktop.services.datafile.settings import Setting
from desktop.text.holidays import parse_days_off

PAGE = "review"


def _none_unread(text: str) -> None:
    parse_days_off(text or "")


PERIOD = Setting(
    Field(
        "review_period", "심사 기간", Kind.INTEGER, required=True, minimum=1, maximum=400,
        help="접수한 다음 날부터 셉니다(국민 제안 규정 제8조: 1개월, 민법 제157조).",
    ),
    30,
    PAGE,
)  # fmt: skip
UNIT = Setting(
    Field(
        "review_unit", "심사 기간의 단위", Kind.CHOICE, required=True, choices=tuple(each.value for each in Unit),
        help="개월은 같은 날이나 그달 끝 날에 끝나고(민법 제160조), 근무일은 쉬는 날을 세지 않습니다.",
    ),
    Unit.DAYS.value,
    PAGE,
)  # fmt: skip
NEAR = Setting(
    Field(
        "review_near", "임박 표시", Kind.INTEGER, required=True, maximum=60, unit="일",
        help="기한 며칠 전부터 임박으로 보일지.",
    ),
    7,
    PAGE,
)  # fmt: skip
OPINION_DAYS = Setting(
    Field(
        "opinion_days", "부서 의견 기간", Kind.INTEGER, required=True, minimum=1, maximum=400, unit="근무일",
        help="부서마다 답할 날의 첫 제안. 묻는 자리에서 부서마다 고칠 수 있습니다.",
    ),
    7,
    PAGE,
)  # fmt: skip
AGAIN_DAYS = Setting(
    Field(
        "review_again", "재심사 신청 기간", Kind.INTEGER, required=True, minimum=1, maximum=400, unit="일",
        help="불채택을 알린 다음 날부터 이 기간 안에 '검토'로 되돌릴 수 있습니다.",
    ),
    15,
    PAGE,
)  # fmt: skip
SILENT = Setting(
    Field(
        "review_silent", "소식 없음 표시", Kind.INTEGER, required=True, minimum=1, maximum=400, unit="일",
        help="이보다 오래 아무 소식이 없는 제안은 '그 뒤'에 그렇다고 표시합니다.",
    ),
    90,
    PAGE,
)  # fmt: skip
PLAN_MONTHS = Setting(
    Field(
        "review_plan", "실시계획 기간", Kind.INTEGER, required=True, minimum=1, maximum=24, unit="개월",
        help="채택한 다음 날부터 이 기간 안에 실시계획을 세웁니다.",
    ),
    1,
    PAGE,
)  # fmt: skip
MOVES_ON = Setting(
    Field(
        "review_moves_on", "쉬는 날에 끝나면 다음 근무일로", Kind.YES_NO, required=True,
        help="토요일이나 공휴일에 끝나는 기간은 그다음 날에 끝납니다(민법 제161조).",
    ),
    True,
    PAGE,
)  # fmt: skip
ADDED = Setting(
    Field(
        "review_days_off", "쉬는 날 더하기", Kind.LONG_TEXT, example="예: 2027-05-06 임시공휴일",
        help="한 줄에 하루씩. 공휴일과 함께 쉬는 날로 셉니다.",
    ),
    "",
    PAGE,
    check=_none_unread,
)  # fmt: skip
REMOVED = Setting(
    Field(
        "review_days_on", "쉬는 날 빼기", Kind.LONG_TEXT, example="예: 2027-05-06",
        help="한 줄에 하루씩. 공휴일이라도 일하는 날로 셉니다.",
    ),
    "",
    PAGE,
    check=_none_unread,
)  # fmt: skip
SETTINGS: tuple[Setting[Any], ...] = (
    PERIOD, UNIT, NEAR, OPINION_DAYS, AGAIN_DAYS, PLAN_MONTHS, SILENT, MOVES_ON, ADDED, REMOVED,
)  # fmt: skip


def period(count: int, unit: str) -> Period:
    """A period as it is kept."""
    return Period(count, Unit(unit))
