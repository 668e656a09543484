"""What the programme is called, and what a new stage asks of those who are to complete it."""

from typing import Any

from desktop.rules.fields import Field, Kind
from desktop.services.datafile.settings import Setting
from desktop.services.office import settings as office
from desktop.text.holidays import parse_days_off

PAGE = "training"

PROGRAMME_NAME = Setting(
    Field(
        "programme_name",
        "교육 과정 이름",
        required=True,
        max_length=60,
        help="새 기수의 과정 이름이 되어 수료증에 들어갑니다.",
    ),
    "교육과정",
    office.PAGE,
)
ATTENDANCE_MINIMUM = Setting(
    Field("attendance_minimum", "새 단계의 출석 기준", Kind.INTEGER, required=True, maximum=100, unit="%"),
    80,
    office.PAGE,
)
SCORE_MINIMUM = Setting(
    Field("score_minimum", "새 단계의 점수 기준", Kind.INTEGER, required=True, maximum=100, unit="점"),
    60,
    office.PAGE,
)


def _none_unread(text: str) -> None:
    parse_days_off(text or "")


DAYS_OFF = Setting(
    Field(
        "days_off",
        "쉬는 날 더하기",
        Kind.LONG_TEXT,
        example="예: 2027-05-06 개교기념일",
        help="한 줄에 하루씩. 공휴일과 함께 수업을 만들 때 건너뜁니다.",
    ),
    "",
    PAGE,
    check=_none_unread,
)
EVIDENCE_DAYS = Setting(
    Field(
        "evidence_days",
        "공결 증빙 기한",
        Kind.INTEGER,
        required=True,
        maximum=60,
        unit="일",
        help="수업 뒤 며칠 안에 증빙을 받는지: '오늘'에 그날까지로 나옵니다.",
    ),
    7,
    PAGE,
)
MENTOR_FEE = Setting(
    Field(
        "mentor_fee", "멘토 시간당 수당", Kind.AMOUNT, unit="원", help="멘토에게 따로 적지 않았을 때 씁니다."
    ),
    0,
    PAGE,
)
WITHHOLDING = Setting(
    Field(
        "withholding",
        "원천징수 소득세율",
        Kind.INTEGER,
        required=True,
        maximum=100,
        unit="%",
        help="사업소득 3 %, 기타소득(강사료) 8 %. 지방소득세는 그 10분의 1을 더합니다(3.3 %, 8.8 %). 10원 미만은 버립니다.",
    ),
    3,
    PAGE,
)
SETTINGS: tuple[Setting[Any], ...] = (
    PROGRAMME_NAME,
    ATTENDANCE_MINIMUM,
    SCORE_MINIMUM,
    DAYS_OFF,
    MENTOR_FEE,
    WITHHOLDING,
    EVIDENCE_DAYS,
)
