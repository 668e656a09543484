"""The list of votes on proposals, and the last result as other lists show it."""

from sqlalchemy import ColumnElement, SQLColumnExpression, case, func, select
from sqlalchemy.orm import aliased, join

from desktop.model.board import METHODS, VOTE_FIELDS, Proposal, Vote
from desktop.queries.list_spec import Column, ListSpec
from desktop.rules.fields import Field, Kind
from desktop.rules.flows import Tone
from desktop.rules.review.votes import CARRIED, NOT_YET, REJECTED

_vote = {field.key: field for field in VOTE_FIELDS}
RESULTS = (CARRIED, REJECTED, NOT_YET)
RESULT_TONES = {CARRIED: Tone.GOOD, REJECTED: Tone.BAD, NOT_YET: Tone.PLAIN}
_cast = Vote.in_favour + Vote.against + Vote.abstained


def _result(of: type[Vote]) -> ColumnElement[str]:
    """As `rules.review.votes.result_of` tells it; a test holds the two together."""
    return case(
        (of.in_favour + of.against + of.abstained == 0, NOT_YET),
        (of.in_favour > of.against, CARRIED),
        else_=REJECTED,
    )


def last_result(proposal_id: SQLColumnExpression[int]) -> ColumnElement[str]:
    """What came of the last vote on a proposal; None where there was none."""
    vote = aliased(Vote)
    rows = select(_result(vote)).where(vote.proposal_id == proposal_id)
    return rows.order_by(vote.held_on.desc(), vote.id.desc()).limit(1).scalar_subquery()


def _percent(part: SQLColumnExpression[int], whole: SQLColumnExpression[int]) -> ColumnElement[int]:
    """Hundredths of a percent of one digit, half up as `text.percent` shows it; None of nothing."""
    return (part * 2000 + whole) // (func.nullif(whole, 0) * 2) * 10


VOTES = ListSpec(
    kind="votes",
    title="투표",
    noun="투표",
    counter="건",
    id=Vote.id,
    source=lambda _scope: join(Vote, Proposal),
    narrowed_to="boards",
    where=lambda scope: () if scope.board_id is None else (Proposal.board_id == scope.board_id,),
    columns=(
        Column(Field("title", "제안"), Proposal.title, 250, searched=True),
        Column(_vote["held_on"], Vote.held_on, 110),
        Column(Field("method", "방식", Kind.CHOICE, choices=METHODS), Vote.method, 80),
        Column(
            Field("result", "결과", Kind.CHOICE, choices=RESULTS), _result(Vote), 90, tones=RESULT_TONES
        ),
        Column(Field("in_favour", "찬성", Kind.INTEGER), Vote.in_favour, 70),
        Column(Field("against", "반대", Kind.INTEGER), Vote.against, 70),
        Column(Field("abstained", "기권", Kind.INTEGER), Vote.abstained, 70),
        Column(Field("members", "위원", Kind.INTEGER), Vote.members, 70),
        Column(
            Field("turnout", "투표율", Kind.SCORE, unit="%", digits=1), _percent(_cast, Vote.members), 90
        ),
        Column(
            Field("of_votes", "찬성률(표)", Kind.SCORE, unit="%", digits=1),
            _percent(Vote.in_favour, _cast), 100,
        ),
        Column(
            Field("of_members", "찬성률(위원)", Kind.SCORE, unit="%", digits=1),
            _percent(Vote.in_favour, Vote.members), 110,
        ),
        Column(_vote["note"], Vote.note, 200, editable=True, searched=True),
    ),
    order=(("held_on", True),),
    tables=frozenset({"vote", "ballot", "proposal"}),
    initials=(Proposal.title_initials,),
    empty="'투표 추가'로 제안을 고르고 누가 투표했는지 적어 주세요.",
)  # fmt: skip
