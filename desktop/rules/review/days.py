"""The days of a review, which follow one another: received, answered, expected to be carried out from."""

import datetime as dt

from desktop.errors import UserError
from desktop.text.dates import show_date


def check_days(
    received_on: dt.date, answered_on: dt.date | None, expected_on: dt.date | None, today: dt.date
) -> None:
    """Raise UserError for a receipt after the answer or after today, and for a start before the adoption or the receipt."""
    if received_on > (answered_on or today):
        known = f"답한 날({show_date(answered_on)})" if answered_on else "오늘"
        raise UserError(f"접수일이 {known}보다 뒤입니다. 접수한 날을 다시 적어 주세요.", "received_on")
    if expected_on is not None and expected_on < (answered_on or received_on):
        known = f"채택한 날({show_date(answered_on)})" if answered_on else f"접수일({show_date(received_on)})"
        raise UserError(
            f"시행 예정일 {show_date(expected_on)}은 {known}보다 앞섭니다. 뒤의 날짜를 적거나 심사에서 비워 주세요.",
            "expected_on",
        )


def check_told(told_on: dt.date, adopted_on: dt.date | None) -> None:
    """Raise UserError for a notice of a late start before there was anything to be late."""
    if adopted_on is not None and told_on < adopted_on:
        raise UserError(
            f"알린 날이 채택한 날({show_date(adopted_on)})보다 앞섭니다. 알린 날을 다시 적어 주세요.",
            "told_on",
        )
