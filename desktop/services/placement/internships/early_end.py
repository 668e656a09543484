"""An internship that ends before its day: the real last day, and whose wish it was (feature row CO-13)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from desktop.errors import UserError
from desktop.model.placement import EARLY_END_FIELDS, Match
from desktop.rules.fields import parse
from desktop.rules.placement import MATCH, MatchStatus
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.store import Store
from desktop.services.placement import internships
from desktop.text.dates import show_date

FIELDS = EARLY_END_FIELDS


def end_early(store: Store, match_id: int, raw: Mapping[str, Any]) -> Changes:
    """End an internship under way on its real last day, with reason. Raises UserError, with the field, where that cannot be."""
    values = {each.key: parse(each, raw.get(each.key), store.today()) for each in FIELDS}
    for each in FIELDS:
        if values[each.key] is None:
            raise UserError(f"{each.title}: 적어 주세요.", each.key)
    with store.operation("인턴십 중도 종료", reason=str(values["reason"])) as op:
        match = op.get(Match, match_id)
        who = match.trainee.person.name
        MATCH.check(match.status, MatchStatus.ENDED_EARLY.value, str(values["reason"]))
        last = values["ends_on"]
        assert isinstance(last, dt.date)
        if not match.starts_on <= last < match.ends_on:
            raise UserError(
                f"{who}: 인턴십은 {show_date(match.starts_on)}부터 {show_date(match.ends_on)}까지입니다. "
                "그 안의, 종료일보다 앞선 날을 적어 주세요.",
                "ends_on",
            )
        match.agreed_until, match.ends_on = match.ends_on, last
        match.ended_by, match.reason = str(values["ended_by"]), str(values["reason"])
        match.status = MatchStatus.ENDED_EARLY.value
        internships.check_match(op, match, {})
        op.name = f"{who} 인턴십 중도 종료: {show_date(last)}"
    return op.changes


def replacement(store: Store, match_id: int) -> Mapping[str, Any]:
    """What a new internship begins with for somebody whose last one is over: the day after it. Raises UserError else."""
    over = {MatchStatus.ENDED_EARLY.value, MatchStatus.ENDED.value, MatchStatus.CANCELLED.value}
    with store.read() as session:
        match = session.get(Match, match_id)
        if match is None:
            raise UserError("인턴 매칭 기록이 그 사이 지워졌습니다. 목록에서 다시 골라 주세요.")
        if match.status not in over:
            raise UserError(
                f"{match.trainee.person.name}: 인턴십이 '{match.status}'입니다. "
                "중도 종료나 취소를 먼저 적은 뒤 다시 이어 주세요."
            )
        called_off = match.status == MatchStatus.CANCELLED.value
        begins = match.starts_on if called_off else match.ends_on + dt.timedelta(days=1)
        return {"trainee_id": match.trainee_id, "starts_on": begins}
