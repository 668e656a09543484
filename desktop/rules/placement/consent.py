"""Who may be shown to a company."""

import datetime as dt

THIRD_PARTY = "제3자"
"""The word in a scope of consent that lets a person be shown to companies (개인정보 보호법 제17조)."""


def may_be_shown(consented_on: dt.date | None, scope: str | None) -> bool:
    """Whether a person agreed, on a day that is known, to be shown to a third party."""
    return consented_on is not None and THIRD_PARTY in (scope or "")
