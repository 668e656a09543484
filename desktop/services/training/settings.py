"""What a new stage asks of those who are to complete it; each stage may ask for something else."""

from typing import Any

from desktop.rules.fields import Field, Kind
from desktop.services.datafile.settings import Setting
from desktop.services.office import settings as office

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
SETTINGS: tuple[Setting[Any], ...] = (ATTENDANCE_MINIMUM, SCORE_MINIMUM)
