"""The figures of a term's proposals: how far they came, how many were taken up, how long answers took (rows JB-19, AN-07).

Every figure opens exactly the rows it tells of. What is merged into another proposal is counted with that one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.model.board import BoardTeam, Opinion, Policy, Proposal, Review, Theme
from desktop.queries.board.pilot_figures import pilot_charts
from desktop.queries.charts import Chart, Mark, Rows, Shape
from desktop.queries.filtering import Filter, Test
from desktop.queries.review import asked_again
from desktop.rules.board.states import RESTING, TAKEN_UP, ProposalStatus
from desktop.rules.review.lead_times import lead_time
from desktop.text.percent import show_percent

_IN_FORCE = (ProposalStatus.IN_FORCE.value, ProposalStatus.ENDED.value)
_ALONE = Filter("merged_into", Test.BLANK)
_COUNTED = {"reviews": (_ALONE,), "opinions": (_ALONE, Filter("skipped_reason", Test.BLANK))}
"""Which rows of a list figures tell of at all."""
_LAST = {"reviews": (), "opinions": (Filter("asked_again", Test.BLANK),)}
"""Which of them tell of an adoption: of a department that was asked again, what it was asked last."""
_ANSWERED = {
    "reviews": Filter("answered_on", Test.NOT_BLANK),
    "opinions": Filter("decided_on", Test.NOT_BLANK),
}


@dataclass(frozen=True, slots=True)
class _Counted:
    """A row of a list: a proposal that was received, or what a department was asked of one.

    ``days`` went by until it was answered, None where it was not; ``decided`` is whether the proposal was, ``under`` the
    names it is counted under, and ``again`` whether the same was asked once more later.
    """

    status: str
    days: int | None
    decided: bool
    under: Mapping[str, str]
    again: bool = False

    @property
    def rests(self) -> bool:
        """Whether it was not answered, and nobody waits for it."""
        return self.days is None and self.status in RESTING


def charts(session: Session, board_id: int) -> tuple[Chart, ...]:
    """All charts of a term, each value opening its rows; () where nothing was received yet."""
    reviewed = _reviewed(session, board_id)
    if not reviewed:
        return ()
    asked = _asked(session, board_id)
    return (
        _funnel(reviewed),
        _policies(session, board_id),
        _lead_times("주제마다 접수에서 답변까지", "reviews", "theme", reviewed),
        _adoption("주제마다 채택률", "reviews", "theme", reviewed),
        _lead_times("팀마다 접수에서 답변까지", "reviews", "team", reviewed),
        _adoption("팀마다 채택률", "reviews", "team", reviewed),
        _lead_times("부서마다 의견까지", "opinions", "department", asked),
        _adoption("부서마다 의견을 물은 제안의 채택률", "opinions", "department", asked),
        *pilot_charts(session, board_id),
    )


def _reviewed(session: Session, board_id: int) -> list[_Counted]:
    rows = session.execute(
        select(Proposal.status, Review.received_on, Review.answered_on, Theme.name, BoardTeam.name)
        .select_from(Review)
        .join(Proposal, Proposal.id == Review.proposal_id)
        .outerjoin(Theme, Theme.id == Proposal.theme_id)
        .outerjoin(BoardTeam, BoardTeam.id == Proposal.team_id)
        .where(Proposal.board_id == board_id, Proposal.merged_into_id.is_(None))
        .order_by(Review.id)
    )
    return [
        _Counted(
            status,
            (answered - received).days if answered else None,
            answered is not None,
            {"theme": theme or "", "team": team or ""},
        )
        for status, received, answered, theme, team in rows
    ]


def _asked(session: Session, board_id: int) -> list[_Counted]:
    """What departments were asked, from the day of that; what was decided without them does not count."""
    rows = session.execute(
        select(
            Proposal.status,
            Opinion.asked_on,
            Opinion.answered_on,
            Review.answered_on,
            Opinion.department,
            asked_again(),
        )
        .select_from(Opinion)
        .join(Proposal, Proposal.id == Opinion.proposal_id)
        .outerjoin(Review, Review.proposal_id == Proposal.id)
        .where(Proposal.board_id == board_id, Proposal.merged_into_id.is_(None))
        .where(Opinion.skipped_reason.is_(None))
        .order_by(Opinion.id)
    )
    return [
        _Counted(
            status,
            (answered - asked).days if answered else None,
            decided is not None,
            {"department": department},
            again,
        )
        for status, asked, answered, decided, department, again in rows
    ]


def _funnel(reviewed: Sequence[_Counted]) -> Chart:
    whole = len(reviewed)
    marks = [Mark("접수", whole, f"{whole:,}건", _rows("reviews"))]
    answered = [each for each in reviewed if each.decided]
    marks.append(_share("답변", len(answered), whole, _rows("reviews", _ANSWERED["reviews"])))
    for word, states in (("채택", TAKEN_UP), ("시행", _IN_FORCE)):
        count = sum(each.status in states for each in answered)
        marks.append(_share(word, count, whole, _decided("reviews", states)))
    return Chart("접수에서 시행까지", Shape.FUNNEL, tuple(marks))


def _policies(session: Session, board_id: int) -> Chart:
    """How many proposals each policy of the term has, received or not."""
    rows = session.execute(
        select(Policy.name, func.count())
        .select_from(Proposal)
        .outerjoin(Theme, Theme.id == Proposal.theme_id)
        .outerjoin(Policy, Policy.id == Theme.policy_id)
        .where(Proposal.board_id == board_id, Proposal.merged_into_id.is_(None))
        .group_by(Policy.name)
    )
    found = {name or "": count for name, count in rows}
    own = session.scalars(select(Policy.name).where(Policy.board_id == board_id).order_by(Policy.id))
    names = dict.fromkeys((*own, *sorted(found, reverse=True)))  # without one: last
    whole = sum(found.values())
    marks = [
        _share(name or "없음", found.get(name, 0), whole, Rows("proposals", (_named("policy", name),)))
        for name in names
    ]
    return Chart("운영방침마다 제안", Shape.BARS, tuple(marks))


def _lead_times(title: str, kind: str, key: str, counted: Sequence[_Counted]) -> Chart:
    """The median of the answered, and beside it how many were, how many wait for it and how many rest."""
    marks = []
    for name, filters, group in _groups(kind, key, counted):
        found = lead_time(each.days for each in group if not each.rests)
        resting = sum(each.rests for each in group)
        told = "답변 없음" if found.median is None else f"{found.median:f}일 · 답변 {found.answered:,}건"
        told += f" · 기다림 {found.open:,}건" + (f" · 그침 {resting:,}건" if resting else "")
        value = None if found.median is None else int(found.median * 2)
        marks.append(Mark(name, value, told, _rows(kind, *filters)))
    return Chart(title, Shape.BARS, tuple(marks), "의견을 물은 부서가 없습니다.")


def _adoption(title: str, kind: str, key: str, counted: Sequence[_Counted]) -> Chart:
    """Of the answered, how many were taken up."""
    marks = []
    decided = [each for each in counted if each.decided and not each.again]
    for name, filters, group in _groups(kind, key, decided):
        count = sum(each.status in TAKEN_UP for each in group)
        mark = _share(name, count, len(group), _decided(kind, TAKEN_UP, *filters, *_LAST[kind]))
        marks.append(replace(mark, share=Fraction(count, len(group)) if group else None))
    return Chart(title, Shape.BARS, tuple(marks), "답한 제안이 아직 없습니다.")


def _groups(
    kind: str, key: str, counted: Sequence[_Counted]
) -> Iterator[tuple[str, tuple[Filter, ...], Sequence[_Counted]]]:
    """All, and those of each name; several departments' opinions on one proposal make no whole."""
    if kind == "reviews":
        yield "전체", (), counted
    for name in sorted({each.under[key] for each in counted}):
        group = [each for each in counted if each.under[key] == name]
        yield name or "없음", (_named(key, name),), group


def _named(key: str, name: str) -> Filter:
    return Filter(key, Test.ONE_OF, (name,)) if name else Filter(key, Test.BLANK)


def _rows(kind: str, *filters: Filter) -> Rows:
    return Rows(kind, (*_COUNTED[kind], *filters))


def _decided(kind: str, states: tuple[str, ...], *filters: Filter) -> Rows:
    return _rows(kind, *filters, _ANSWERED[kind], Filter("state", Test.ONE_OF, states))


def _share(label: str, count: int, whole: int, rows: Rows) -> Mark:
    share = f" ({show_percent(Fraction(count, whole))} %)" if whole else ""
    return Mark(label, count, f"{count:,}건{share}", rows)
