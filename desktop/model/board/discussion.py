"""What is said of a proposal: comments with their replies, and how each was worded before."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.base import Base, check, one_of, table_args
from desktop.model.board.proposals import Proposal
from desktop.model.board.terms import Member
from desktop.rules.fields import Field, Kind

STANCES = ("찬성", "우려", "질문", "의견")


class Comment(Base):
    """What a member, or whoever sat at the program (``written_by``), said of a proposal, and on what it replies."""

    __tablename__ = "comment"
    noun = "토론 글"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    written_by: Mapped[str]
    at: Mapped[dt.datetime]
    stance: Mapped[str]
    words: Mapped[str]

    proposal: Mapped[Proposal] = relationship()
    member: Mapped[Member | None] = relationship()

    __table_args__ = table_args(
        one_of("stance", STANCES, "토론 글"),
        check("words", "length(words) > 0", "글을 적어 주세요."),
    )


class Wording(Base):
    """How a comment was worded until ``until``."""

    __tablename__ = "wording"
    noun = "고치기 전의 글"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    stance: Mapped[str]
    words: Mapped[str]
    until: Mapped[dt.datetime]


COMMENT_FIELDS = (
    Field("stance", "뜻", Kind.CHOICE, required=True, choices=STANCES),
    Field("member_id", "위원", Kind.LINK, links_to="members", help="비우면 지금 쓰는 사람의 글입니다."),
    Field("words", "글", Kind.LONG_TEXT, required=True),
)
