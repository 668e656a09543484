"""From an internship to regular work: offer, acceptance and contract, each with its day and its way back."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from desktop.errors import UserError
from desktop.model.internships import Conversion
from desktop.model.placement import Match
from desktop.rules.placement import ConversionStatus, MatchStatus
from desktop.services.datafile.operations import Operation
from desktop.services.record_kind import Values

_OFFERED, _ACCEPTED, _CONTRACTED = (
    each.value for each in (ConversionStatus.OFFERED, ConversionStatus.ACCEPTED, ConversionStatus.CONTRACTED)
)
_HAVE = frozenset(
    each.value for each in MatchStatus if each not in {MatchStatus.PLANNED, MatchStatus.CANCELLED}
)


def add(op: Operation, values: Values, _scope: object) -> Conversion:
    """A new one; the days filled in tell how far it is."""
    row = Conversion(**values)
    row.status = _reached(values)
    return op.add(row)


def keep(op: Operation, row: Conversion, values: Mapping[str, Any]) -> None:
    """Days and status in one: a day filled in is a step made, a step back takes its day away; the internship follows.

    Raises UserError where the internship has not begun; a step left out the database refuses.
    """
    match = op.get(Match, row.match_id)
    if match.status not in _HAVE:
        raise UserError(
            f"{match.trainee.person.name}: 인턴십이 '{match.status}'입니다. 인턴으로 일한 뒤에 제의를 적어 주세요.",
            "match_id",
        )
    if values:
        _follow_days(row)
    else:
        _follow_status(row, op.at.astimezone().date())
    _follow_internship(match, row, op.at.astimezone().date())


def _follow_days(row: Conversion) -> None:
    if row.status in {_OFFERED, _ACCEPTED, _CONTRACTED}:
        row.status = _reached({"accepted_on": row.accepted_on, "contracted_on": row.contracted_on})


def _follow_status(row: Conversion, today: dt.date) -> None:
    if row.status in {_ACCEPTED, _CONTRACTED}:
        row.accepted_on = row.accepted_on or max(today, row.offered_on)
    if row.status == _CONTRACTED:
        row.contracted_on = row.contracted_on or max(today, row.accepted_on or today)
    else:
        row.contracted_on = None
    if row.status == _OFFERED:
        row.accepted_on = None


def _follow_internship(match: Match, row: Conversion, today: dt.date) -> None:
    regular = MatchStatus.CONVERTED.value
    if row.status == _CONTRACTED:
        match.status = regular
    elif match.status == regular:
        early, over = match.ended_by is not None, match.ends_on < today
        match.status = (
            MatchStatus.ENDED_EARLY if early else MatchStatus.ENDED if over else MatchStatus.WORKING
        ).value
        match.reason = row.reason


def _reached(values: Mapping[str, Any]) -> str:
    if values.get("contracted_on"):
        return _CONTRACTED
    return _ACCEPTED if values.get("accepted_on") else _OFFERED
