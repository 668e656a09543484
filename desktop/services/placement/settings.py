"""How long an internship lasts and may go without a check, and the minutes of interviews."""

from typing import Any

from desktop.rules.fields import Field, Kind
from desktop.rules.placement import CHECK_WITHIN_DAYS, CHECK_WITHIN_KEY
from desktop.rules.placement.companies import SOON_DAYS, SOON_KEY
from desktop.services.datafile.settings import Setting
from desktop.services.office import settings as office
from desktop.services.placement.subsidies.settings import MINIMUM_WAGE

PAGE = "interviews"

INTERNSHIP_MONTHS = Setting(
    Field("internship_months", "인턴 기간(개월)", Kind.INTEGER, required=True, minimum=1, maximum=24),
    3,
    office.PAGE,
)


def _days(key: str, title: str, usual: int, told: str, page: str) -> Setting[int]:
    field = Field(key, title, Kind.INTEGER, required=True, minimum=1, maximum=366, unit="일", help=told)
    return Setting(field, usual, page)


CHECK_WITHIN = _days(
    CHECK_WITHIN_KEY,
    "인턴십 점검 간격",
    CHECK_WITHIN_DAYS,
    "이만큼 점검 일지가 없으면 '점검 늦음'으로 붉게 보입니다.",
    office.PAGE,
)
AGREEMENT_SOON = _days(
    SOON_KEY,
    "곧 끝나는 협약",
    SOON_DAYS,
    "끝나기 이만큼 전부터 '곧 끝남'으로 보이고 오늘 할 일에 나옵니다.",
    PAGE,
)


def _minutes(key: str, title: str, usual: int, told: str, least: int = 0) -> Setting[int]:
    field = Field(key, title, Kind.INTEGER, required=True, minimum=least, maximum=240, unit="분", help=told)
    return Setting(field, usual, PAGE)


INTERVIEW_LENGTH = _minutes("interview_length", "면접 한 번", 25, "5분 단위로 적습니다.", 5)
INTERVIEW_TURNOVER = _minutes(
    "interview_turnover", "면접조 정리", 5, "한 면접과 다음 면접 사이에 면접조가 쉬는 시간입니다."
)
INTERVIEW_GAP = _minutes("interview_gap", "면접자 간격", 10, "한 사람의 두 면접 사이입니다.")
INTERVIEW_TRAVEL = _minutes("interview_travel", "건물 사이 이동", 15, "다른 건물로 갈 때 간격에 더합니다.")
LUNCH_FROM = Setting(
    Field("lunch_from", "점심 시작", Kind.TIME, help="점심에는 면접을 넣지 않습니다."), "12:00", PAGE
)
LUNCH_UNTIL = Setting(Field("lunch_until", "점심 끝", Kind.TIME), "13:00", PAGE)
SETTINGS: tuple[Setting[Any], ...] = (
    INTERNSHIP_MONTHS,
    CHECK_WITHIN,
    AGREEMENT_SOON,
    MINIMUM_WAGE,
    INTERVIEW_LENGTH,
    INTERVIEW_TURNOVER,
    INTERVIEW_GAP,
    INTERVIEW_TRAVEL,
    LUNCH_FROM,
    LUNCH_UNTIL,
)
