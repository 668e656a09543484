"""Companies that take part: their approval, and how their agreement stands on a day."""

import datetime as dt
from enum import StrEnum

from desktop.rules.flows import Flow, Tone, steps


class CompanyStatus(StrEnum):
    """Whether a company takes part."""

    APPLIED = "신청"
    APPROVED = "승인"
    RESERVE = "예비"
    LEFT_OUT = "제외"


COMPANY = Flow(
    "기업 상태",
    {
        CompanyStatus.APPLIED.value: Tone.PLAIN,
        CompanyStatus.APPROVED.value: Tone.GOOD,
        CompanyStatus.RESERVE.value: Tone.WARN,
        CompanyStatus.LEFT_OUT.value: Tone.BAD,
    },
    steps("신청 > 승인, 예비, 제외", "예비 > 승인, 제외", "승인 > 제외"),
    frozenset({CompanyStatus.LEFT_OUT.value}),
)


TAKES_NOBODY = frozenset({CompanyStatus.RESERVE.value, CompanyStatus.LEFT_OUT.value})
"""Companies nobody is newly matched to: those in reserve wait for their turn. Who works there already stays."""


class Agreement(StrEnum):
    """How an agreement stands; one that renews itself is never over."""

    NONE = "협약 없음"
    STANDS = "협약 중"
    RENEWS = "자동 갱신"
    ENDS_SOON = "곧 끝남"
    ENDED = "끝남"


SOON_KEY, SOON_DAYS = "agreement_soon_days", 60
"""An agreement that ends within so many days ends soon, until the setting of this key says otherwise."""


def agreement(
    agreed_on: dt.date | None,
    agreed_until: dt.date | None,
    today: dt.date,
    *,
    renews: bool,
    soon: int = SOON_DAYS,
) -> Agreement:
    """How an agreement from ``agreed_on`` until ``agreed_until``, its last day, stands ``today``; ``soon`` in days."""
    if agreed_on is None and agreed_until is None:
        return Agreement.NONE
    if renews:
        return Agreement.RENEWS
    if agreed_until is None:
        return Agreement.STANDS
    if agreed_until < today:
        return Agreement.ENDED
    return Agreement.ENDS_SOON if agreed_until <= today + dt.timedelta(days=soon) else Agreement.STANDS
