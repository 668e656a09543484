"""What accompanied the internships of 2021 in the practice file: a drop-out, monthly checks, and the steps to regular work."""

import datetime as dt

from sqlalchemy import select

from desktop.model.internships import Conversion, InternshipLog
from desktop.model.placement import Match, Opening
from desktop.model.training import Cohort
from desktop.rules.placement import ENDED_BY, LOG_KINDS, ConversionStatus, MatchStatus
from desktop.services.datafile.store import Store
from desktop.services.placement import internships

_TOLD = (
    "일에 익숙해짐. 출퇴근에 어려움 없음",
    "맡은 일을 스스로 나누어 함",
    "마무리 보고서를 함께 봄. 계속 일하고 싶어 함",
)
_CHECKED = 4


def fill(store: Store) -> None:
    """Put them into the sample, which has its internships by then."""
    with store.operation("2021년 인턴십 점검과 전환 적기") as op:
        rows = op.session.scalars(
            select(Match).join(Opening).join(Cohort).where(Cohort.year == 2021).order_by(Match.id)
        ).all()
        for match in rows:
            match.contracted_on = match.starts_on - dt.timedelta(days=7)
            match.wage = match.opening.wage
            if match.status == MatchStatus.ENDED_EARLY.value:
                match.agreed_until = internships.end_of_internship(store, match.starts_on)
                match.ended_by = ENDED_BY[0]
        for match in rows[:_CHECKED]:
            for month, content in enumerate(_TOLD):
                day = match.starts_on + dt.timedelta(days=28 * month + 14)
                kind = LOG_KINDS[1] if month == 1 else LOG_KINDS[0]
                op.add(InternshipLog(match_id=match.id, held_on=day, kind=kind, content=content))
        regular = [match for match in rows if match.status == MatchStatus.CONVERTED.value]
        for match in regular:
            offered = match.ends_on - dt.timedelta(days=20)
            op.add(
                Conversion(
                    match_id=match.id, offered_on=offered, accepted_on=offered + dt.timedelta(days=5),
                    contracted_on=match.ends_on, status=ConversionStatus.CONTRACTED.value,
                )
            )  # fmt: skip
        ended = [match for match in rows if match.status == MatchStatus.ENDED.value]
        declined, waiting = ended[:2]
        op.add(
            Conversion(
                match_id=declined.id, offered_on=declined.ends_on - dt.timedelta(days=14),
                status=ConversionStatus.DECLINED.value, reason="다른 회사에 합격",
            )
        )  # fmt: skip
        op.add(Conversion(match_id=waiting.id, offered_on=waiting.ends_on - dt.timedelta(days=10)))
