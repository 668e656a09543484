"""Votes on proposals: the counts, who voted, and in an open vote how.

A secret vote keeps who voted and the counts and nothing that ties the two together: its ballots hold no choice, which the
database itself refuses, and all of it is written by one operation at one moment, the voters in the order of their ids.
"""

import datetime as dt

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.base import Base, check, one_of, table_args, unique
from desktop.model.board.proposals import Proposal
from desktop.model.board.terms import Member
from desktop.rules.fields import Field, Kind
from desktop.rules.review.votes import FEWEST_SECRET, Choice, Method

METHODS = tuple(each.value for each in Method)
CHOICES = tuple(each.value for each in Choice)
_SECRET = Method.HIDDEN.value


class Vote(Base):
    """One vote on a proposal: ``members`` might have voted, so many of them chose each side.

    Of an open vote the counts are those of its ballots; of a secret one they were entered once, at its close.
    """

    __tablename__ = "vote"
    noun = "투표"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    held_on: Mapped[dt.date]
    method: Mapped[str]
    members: Mapped[int]
    in_favour: Mapped[int]
    against: Mapped[int]
    abstained: Mapped[int]
    note: Mapped[str | None]

    proposal: Mapped[Proposal] = relationship()

    __table_args__ = table_args(
        unique("id", "method", sentence="투표 방식은 바꿀 수 없습니다. 다시 투표했으면 따로 적어 주세요."),
        one_of("method", METHODS, "투표 방식"),
        check(
            "counts",
            "in_favour >= 0 AND against >= 0 AND abstained >= 0",
            "표의 수는 0 이상이어야 합니다. 다시 세어 주세요.",
        ),
        check(
            "members",
            "in_favour + against + abstained <= members",
            "표가 투표할 수 있는 위원보다 많습니다. 다시 세어 주세요.",
        ),
        check(
            "secret",
            f"method != '{_SECRET}' OR in_favour + against + abstained >= {FEWEST_SECRET}",
            f"비밀투표는 {FEWEST_SECRET}명 이상이 투표해야 합니다. 더 적으면 누가 무엇을 골랐는지 드러납니다.",
        ),
    )


class Ballot(Base):
    """That a member voted; ``choice`` says how in an open vote, and is never there in a secret one."""

    __tablename__ = "ballot"
    noun = "투표한 위원"

    vote_id: Mapped[int]
    method: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    choice: Mapped[str | None]

    member: Mapped[Member] = relationship()

    __table_args__ = table_args(
        ForeignKeyConstraint(["vote_id", "method"], ["vote.id", "vote.method"]),
        unique("vote_id", "member_id", sentence="이 위원은 이미 투표했습니다. 그 표를 고쳐 주세요."),
        one_of("choice", CHOICES, "표"),
        check(
            "secret",
            f"(method = '{_SECRET}') = (choice IS NULL)",
            "비밀투표에는 누가 무엇을 골랐는지 적지 않습니다. 명부와 표의 수만 적어 주세요.",
        ),
    )


VOTE_FIELDS = (
    Field("proposal_id", "제안", Kind.LINK, required=True, links_to="proposals", fixed=True),
    Field("held_on", "투표일", Kind.DATE, required=True),
    Field("note", "비고", max_length=200, example="예: 2차 정기회의에서"),
)
