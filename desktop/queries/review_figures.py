"""The figures of a term's proposals: how far they came, how many were taken up, how long answers took (rows JB-19, AN-07)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.board import BoardTeam, Opinion, Proposal, Review, Theme
from desktop.queries.charts import Chart, Mark, Rows, Shape
from desktop.queries.filtering import Filter, Test
from desktop.queries.review import ANSWERED, rests
from desktop.rules.board.states import ProposalStatus
from desktop.rules.review.lead_times import lead_time
from desktop.text.percent import show_percent

_TAKEN_UP = tuple(
    each.value
    for each in (
        ProposalStatus.ADOPTED,
        ProposalStatus.PARTLY_ADOPTED,
        ProposalStatus.IN_FORCE,
        ProposalStatus.ENDED,
    )
)
_IN_FORCE = (ProposalStatus.IN_FORCE.value, ProposalStatus.ENDED.value)


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """One proposal that was received: its state, the days to its answer, and what it is counted under."""

    status: str
    days: int | None
    theme: str
    team: str
    rests: bool

    @property
    def counts(self) -> bool:
        """Whether it was answered or still waits for that: what rests does not."""
        return self.days is not None or not self.rests


def charts(session: Session, board_id: int) -> tuple[Chart, ...]:
    """All charts of a term, each value opening its rows; () where nothing was received yet."""
    reviewed = _reviewed(session, board_id)
    if not reviewed:
        return ()
    themes: Callable[[_Reviewed], str] = lambda each: each.theme  # noqa: E731
    teams: Callable[[_Reviewed], str] = lambda each: each.team  # noqa: E731
    return (
        _funnel(reviewed),
        _lead_times("주제마다 접수에서 답변까지", "theme", reviewed, themes),
        _adoption("주제마다 채택률", "theme", reviewed, themes),
        _lead_times("팀마다 접수에서 답변까지", "team", reviewed, teams),
        _adoption("팀마다 채택률", "team", reviewed, teams),
        _departments(session, board_id),
    )


def _reviewed(session: Session, board_id: int) -> list[_Reviewed]:
    rows = session.execute(
        select(Proposal.status, Review.received_on, Review.answered_on, Theme.name, BoardTeam.name, rests)
        .select_from(Review)
        .join(Proposal, Proposal.id == Review.proposal_id)
        .outerjoin(Theme, Theme.id == Proposal.theme_id)
        .outerjoin(BoardTeam, BoardTeam.id == Proposal.team_id)
        .where(Proposal.board_id == board_id)
        .order_by(Review.id)
    )
    return [
        _Reviewed(status, (answered - received).days if answered else None, theme or "", team or "", resting)
        for status, received, answered, theme, team, resting in rows
    ]


def _funnel(reviewed: Sequence[_Reviewed]) -> Chart:
    whole = len(reviewed)
    answered = sum(each.days is not None for each in reviewed)
    marks = [
        Mark("접수", whole, f"{whole:,}건", Rows("reviews")),
        _share("답변", answered, whole, (Filter("clock", Test.ONE_OF, (ANSWERED,)),)),
    ]
    for word, states in (("채택", _TAKEN_UP), ("시행", _IN_FORCE)):
        count = sum(each.status in states for each in reviewed)
        marks.append(_share(word, count, whole, (Filter("state", Test.ONE_OF, states),)))
    return Chart("접수에서 시행까지", Shape.FUNNEL, tuple(marks))


def _lead_times(title: str, key: str, reviewed: Sequence[_Reviewed], of: Callable[[_Reviewed], str]) -> Chart:
    marks = []
    for name, group in (("전체", reviewed), *_groups(reviewed, of)):
        found = lead_time(each.days for each in group if each.counts)
        if found.median is None:
            told = f"답변 없음 · 기다림 {found.open:,}건"
        else:
            told = f"{found.median:f}일 · 답변 {found.answered:,}건 · 기다림 {found.open:,}건"
        value = None if found.median is None else int(found.median * 2)
        where = () if group is reviewed else (_named(key, name),)
        marks.append(Mark(name or "없음", value, told, Rows("reviews", where)))
    return Chart(title, Shape.BARS, tuple(marks))


def _adoption(title: str, key: str, reviewed: Sequence[_Reviewed], of: Callable[[_Reviewed], str]) -> Chart:
    """Of the answered, how many were taken up."""
    answered = [each for each in reviewed if each.days is not None]
    marks = []
    for name, group in (("전체", answered), *_groups(answered, of)):
        count = sum(each.status in _TAKEN_UP for each in group)
        where = () if group is answered else (_named(key, name),)
        states = Filter("state", Test.ONE_OF, _TAKEN_UP)
        mark = _share(name or "없음", count, len(group), (*where, states))
        marks.append(replace(mark, share=Fraction(count, len(group)) if group else None))
    return Chart(title, Shape.BARS, tuple(marks), "답한 제안이 아직 없습니다.")


def _departments(session: Session, board_id: int) -> Chart:
    """How long departments took: from the day they were asked."""
    rows = session.execute(
        select(Opinion.department, Opinion.asked_on, Opinion.answered_on)
        .join(Proposal)
        .where(
            Proposal.board_id == board_id,
            Opinion.skipped_reason.is_(None),
            Opinion.answered_on.is_not(None) | ~rests,
        )
        .order_by(Opinion.department)
    )
    days: dict[str, list[int | None]] = {}
    for department, asked, answered in rows:
        days.setdefault(department, []).append((answered - asked).days if answered else None)
    marks = []
    for department, took in days.items():
        found = lead_time(took)
        told = "답변 없음" if found.median is None else f"{found.median:f}일"
        value = None if found.median is None else int(found.median * 2)
        opened = Rows("opinions", (Filter("department", Test.ONE_OF, (department,)),))
        marks.append(Mark(department, value, f"{told} · 기다림 {found.open:,}건", opened))
    return Chart("부서마다 의견까지", Shape.BARS, tuple(marks), "의견을 물은 부서가 없습니다.")


def _groups(
    reviewed: Sequence[_Reviewed], of: Callable[[_Reviewed], str]
) -> list[tuple[str, list[_Reviewed]]]:
    return [(name, [each for each in reviewed if of(each) == name]) for name in sorted({*map(of, reviewed)})]


def _named(key: str, name: str) -> Filter:
    return Filter(key, Test.ONE_OF, (name,)) if name else Filter(key, Test.BLANK)


def _share(label: str, count: int, whole: int, filters: tuple[Filter, ...]) -> Mark:
    share = show_percent(Fraction(count, whole) if whole else None)
    return Mark(label, count, f"{count:,}건 ({share} %)", Rows("reviews", filters))
