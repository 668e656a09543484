"""How long an internship lasts."""

from typing import Any

from desktop.rules.fields import Field, Kind
from desktop.services.datafile.settings import Setting
from desktop.services.office import settings as office
from desktop.services.placement.subsidies.settings import MINIMUM_WAGE

INTERNSHIP_MONTHS = Setting(
    Field("internship_months", "인턴 기간(개월)", Kind.INTEGER, required=True, minimum=1, maximum=24),
    3,
    office.PAGE,
)
SETTINGS: tuple[Setting[Any], ...] = (INTERNSHIP_MONTHS, MINIMUM_WAGE)
