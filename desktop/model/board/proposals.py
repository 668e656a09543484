"""Proposals of the junior board: where each came from, who wrote it, and under what a no is looked at again."""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.attachments import Attachment
from desktop.model.base import Base, check, one_of, table_args, unique
from desktop.model.board.meetings import Idea, Meeting
from desktop.model.board.teams import BoardTeam
from desktop.model.board.terms import Member, Theme
from desktop.rules.board.states import (
    NO_OBSTACLE,
    OBSTACLES,
    PROPOSAL,
    WITH_CONDITION,
    WITH_REASON,
    ProposalStatus,
)
from desktop.rules.fields import Field, Kind
from desktop.text import hangul

_ASKED = ", ".join(f"'{status}'" for status in WITH_REASON)


class Authorship(Base):
    """That a member is an author of a proposal."""

    __tablename__ = "authorship"
    noun = "제안자"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)

    member: Mapped[Member] = relationship()

    __table_args__ = table_args(
        unique("proposal_id", "member_id", sentence="제안자가 두 번 들어 있습니다. 한 번만 골라 주세요.")
    )


class Proposal(Base):
    """A policy proposal that came out of the board.

    ``status_on`` is the day it came to its state, ``received_on`` the day of receipt its review has too, ``held_from`` the
    state it was put on hold in. ``meeting_id`` and ``idea_id`` are where it came from; ``revived_from_id`` is the old no it
    begins anew, ``revived_verdict`` what that was then. One ``merged_into_id`` another keeps all that is its own and is shown
    within that one.
    """

    __tablename__ = "proposal"
    noun = "제안"
    derived = {"title_initials": ("title", hangul.initials)}  # noqa: RUF012

    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"), index=True)
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    title: Mapped[str]
    title_initials: Mapped[str]
    problem: Mapped[str | None]
    idea: Mapped[str | None]
    effect: Mapped[str | None]
    cost: Mapped[int | None]
    proposed_on: Mapped[dt.date | None]
    status: Mapped[str] = mapped_column(default=ProposalStatus.FOUND.value)
    reason: Mapped[str | None]
    status_on: Mapped[dt.date | None]
    received_on: Mapped[dt.date | None]
    held_from: Mapped[str | None]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("board_team.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    idea_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id"), index=True)
    revived_from_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    revived_verdict: Mapped[str | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)

    theme: Mapped[Theme | None] = relationship()
    team: Mapped[BoardTeam | None] = relationship()
    meeting: Mapped[Meeting | None] = relationship()
    origin: Mapped[Idea | None] = relationship()
    revived_from: Mapped["Proposal | None"] = relationship(
        foreign_keys=[revived_from_id], remote_side="Proposal.id"
    )
    merged_into: Mapped["Proposal | None"] = relationship(
        foreign_keys=[merged_into_id], remote_side="Proposal.id"
    )
    authorships: Mapped[list[Authorship]] = relationship(cascade="all, delete-orphan", order_by=Authorship.id)

    __table_args__ = table_args(
        one_of("status", PROPOSAL.statuses, "상태"),
        one_of("held_from", PROPOSAL.statuses, "보류하기 전의 상태"),
        check("title", "length(title) > 0", "제목을 적어 주세요."),
        check("cost", "cost >= 0", "예산은 0원 이상이어야 합니다."),
        check(
            "reason",
            f"status NOT IN ({_ASKED}) OR length(reason) > 0",
            "이 상태에는 사유가 있어야 합니다. 사유를 적어 주세요.",
        ),
        check(
            "merged", "merged_into_id != id", "제안을 자기 자신에 합칠 수 없습니다. 다른 제안을 골라 주세요."
        ),
        check(
            "revived",
            "revived_from_id != id",
            "제안은 자기 자신을 되살릴 수 없습니다. 다른 제안을 골라 주세요.",
        ),
        Index(None, "title", "id"),
        Index(None, "status", "id"),
    )


class Condition(Base):
    """What has to change before a proposal in ``state`` (불채택 or 보류) is looked at again, and when that is."""

    __tablename__ = "condition"
    noun = "풀릴 조건"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    state: Mapped[str]
    obstacle: Mapped[str]
    words: Mapped[str | None]
    look_again_on: Mapped[dt.date | None]
    set_on: Mapped[dt.date]

    proposal: Mapped[Proposal] = relationship()

    __table_args__ = table_args(
        one_of("state", WITH_CONDITION, "상태"),
        one_of("obstacle", OBSTACLES, "풀릴 조건"),
        check(
            "none",
            f"obstacle != '{NO_OBSTACLE}' OR look_again_on IS NULL",
            "풀릴 조건이 없으면 다시 볼 날도 없습니다. 날을 지우거나 조건을 골라 주세요.",
        ),
        Index(None, "look_again_on"),
    )


class ProposalAttachment(Base):
    """A file attached to a proposal."""

    __tablename__ = "proposal_attachment"
    noun = "제안 첨부"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"), index=True)

    attachment: Mapped[Attachment] = relationship()

    __table_args__ = table_args(
        unique("proposal_id", "attachment_id", sentence="이미 붙어 있는 파일입니다. 다른 파일을 골라 주세요.")
    )


PROPOSAL_FIELDS = (
    Field("title", "제목", required=True, aliases=("제안명", "제안제목", "제안 제목")),
    Field("theme_id", "주제", Kind.LINK, links_to="themes"),
    Field("team_id", "팀", Kind.LINK, links_to="board_teams"),
    Field("problem", "문제", Kind.LONG_TEXT, aliases=("현황", "문제점", "현황 및 문제점")),
    Field("idea", "제안 내용", Kind.LONG_TEXT, aliases=("내용", "아이디어", "개선방안")),
    Field("effect", "기대 효과", Kind.LONG_TEXT, aliases=("기대효과", "효과")),
    Field("cost", "예산", Kind.AMOUNT, unit="원", aliases=("소요예산", "비용")),
    Field("proposed_on", "제안일", Kind.DATE, aliases=("제안일자",)),
    Field("received_on", "접수일", Kind.DATE, help="검토로 옮기는 날 저절로 적힙니다."),
)
CONDITION_FIELDS = (
    Field(
        "obstacle",
        "풀릴 조건",
        Kind.CHOICE,
        required=True,
        choices=OBSTACLES,
        help="무엇이 바뀌면 다시 볼 수 있는지. 없으면 '없음'을 고릅니다.",
    ),
    Field(
        "words",
        "조건 설명",
        Kind.LONG_TEXT,
        example="예: 2023년 본예산에 반영되면",
        help="'기타'이면 무엇이 바뀌어야 하는지 꼭 적습니다.",
    ),
    Field("look_again_on", "다시 볼 날", Kind.DATE, help="이날 오늘 할 일에 다시 나옵니다."),
)
