"""The teams of a term of the junior board, and who leads each from when to when."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.base import Base, check, table_args, unique
from desktop.model.board.terms import Board, Member, Theme
from desktop.rules.fields import Field, Kind

RAISED = {
    "ieum_team_leaders": (
        "한 팀에 같은 날 리더가 둘일 수 없습니다. 앞 리더의 끝난 날을 적거나 시작한 날을 고쳐 주세요.",
        "starts_on",
    )
}
"""What the database's own triggers raise (migration 0013)."""


class BoardTeam(Base):
    """Members who work on one theme together."""

    __tablename__ = "board_team"
    noun = "보드 팀"

    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    name: Mapped[str]
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)

    board: Mapped[Board] = relationship()
    theme: Mapped[Theme | None] = relationship()
    leaders: Mapped[list["TeamLeader"]] = relationship(order_by="TeamLeader.starts_on", viewonly=True)

    __table_args__ = table_args(
        unique("board_id", "name", sentence="같은 이름의 팀이 있습니다. 다른 이름을 적어 주세요."),
        check("name", "length(name) > 0", "팀 이름을 적어 주세요."),
    )


class TeamLeader(Base):
    """Who leads a team from ``starts_on`` to the day before ``ends_on``, on which the next one begins."""

    __tablename__ = "team_leader"
    noun = "팀 리더"
    raised = RAISED

    team_id: Mapped[int] = mapped_column(ForeignKey("board_team.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date | None]

    team: Mapped[BoardTeam] = relationship()
    member: Mapped[Member] = relationship()

    __table_args__ = table_args(
        check(
            "period",
            "ends_on > starts_on",
            "리더의 끝난 날은 시작한 날보다 뒤여야 합니다. 두 날짜를 확인해 주세요.",
        )
    )


BOARD_TEAM_FIELDS = (
    Field("name", "팀", required=True, max_length=60, example="예: 걷기 좋은 팀"),
    Field("theme_id", "주제", Kind.LINK, links_to="themes"),
)
LEADER_FIELDS = (
    Field("team_id", "팀", Kind.LINK, required=True, links_to="board_teams"),
    Field("member_id", "리더", Kind.LINK, required=True, links_to="members"),
    Field("starts_on", "시작", Kind.DATE, required=True),
    Field("ends_on", "끝", Kind.DATE, help="다음 리더가 시작하는 날. 지금 리더면 비워 둡니다."),
)
