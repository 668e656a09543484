"""A term of the junior board: its members, the office's policies, and the themes under them."""

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.base import Base, check, table_args, unique
from desktop.model.people import BIRTH_DATE, EMAIL, NAME, NOTE, PHONE, Person
from desktop.rules.board import LEAST_YEARS, MOST_YEARS
from desktop.rules.fields import Field, Kind

if TYPE_CHECKING:
    from desktop.model.board.teams import BoardTeam

POLICIES = ("쾌적", "안전", "투명")
"""The policies a first term starts with; each term's own are edited."""


class Board(Base):
    """One term of the junior board."""

    __tablename__ = "board"
    noun = "주니어보드 기수"

    name: Mapped[str]
    year: Mapped[int]
    opened_on: Mapped[dt.date | None]
    ground_rules: Mapped[str | None]
    least_years: Mapped[int | None]
    most_years: Mapped[int | None]

    __table_args__ = table_args(
        unique("name", sentence="같은 이름의 기수가 있습니다. 다른 이름을 적어 주세요."),
        check(
            "service",
            "least_years >= 0 AND most_years >= least_years",
            "근속의 하한은 0년 이상이고 상한은 하한보다 작을 수 없습니다. 두 햇수를 확인해 주세요.",
        ),
        check("year", "year BETWEEN 1990 AND 2200", "연도는 네 자리로 적어 주세요."),
    )


class Member(Base):
    """A person's part in one term of the board."""

    __tablename__ = "member"
    noun = "위원"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"), index=True)
    staff_number: Mapped[str | None]
    department: Mapped[str | None]
    duty: Mapped[str | None]
    grade: Mapped[str | None]
    appointed_on: Mapped[dt.date | None]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("board_team.id"), index=True)
    joined_on: Mapped[dt.date | None]
    left_on: Mapped[dt.date | None]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    board: Mapped[Board] = relationship()
    team: Mapped["BoardTeam | None"] = relationship(foreign_keys=[team_id])

    __table_args__ = table_args(
        unique(
            "board_id",
            "person_id",
            sentence="이 기수에 이미 있는 위원입니다. 위원 목록에서 찾아 고쳐 주세요.",
        ),
        unique(
            "board_id",
            "staff_number",
            sentence="같은 직원번호의 위원이 이미 있습니다. 직원번호를 확인해 주세요.",
        ),
        check(
            "identity",
            "department IS NOT NULL OR staff_number IS NOT NULL",
            "부서나 직원번호 가운데 하나는 있어야 합니다. 둘 가운데 아는 것을 적어 주세요.",
        ),
        check("stay", "left_on >= joined_on", "임기의 끝이 시작보다 앞섭니다. 두 날짜를 확인해 주세요."),
    )


class Policy(Base):
    """One of the office's 구정 운영방침, as a term of the board works under them."""

    __tablename__ = "policy"
    noun = "운영방침"

    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    name: Mapped[str]
    meaning: Mapped[str | None]

    __table_args__ = table_args(
        unique("board_id", "name", sentence="같은 이름의 운영방침이 있습니다. 다른 이름을 적어 주세요."),
        check("name", "length(name) > 0", "운영방침의 이름을 적어 주세요."),
    )


class Theme(Base):
    """A subject the members chose, under one of the office's policies."""

    __tablename__ = "theme"
    noun = "주제"

    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"), index=True)
    name: Mapped[str]
    policy_id: Mapped[int] = mapped_column(ForeignKey("policy.id"), index=True)

    policy: Mapped[Policy] = relationship()

    __table_args__ = table_args(
        unique("board_id", "name", sentence="같은 이름의 주제가 있습니다. 다른 이름을 적어 주세요."),
        check("name", "length(name) > 0", "주제 이름을 적어 주세요."),
    )


MEMBER_FIELDS = (
    NAME,
    Field(
        "staff_number",
        "직원번호",
        max_length=30,
        aliases=("사번", "공무원번호", "행정번호", "직원 번호", "staff_number"),
    ),
    Field(
        "department",
        "부서",
        max_length=60,
        aliases=("소속", "소속부서", "부서명", "담당부서", "과", "소속 부서"),
    ),
    Field("duty", "담당업무", aliases=("업무", "담당", "직무", "담당 업무", "주요업무")),
    Field("grade", "직급", max_length=30, aliases=("급수", "직위", "직렬", "직급(직위)")),
    Field(
        "appointed_on",
        "임용일",
        Kind.DATE,
        aliases=("임용일자", "최초임용일", "임용", "임용년월일", "신규임용일"),
    ),
    Field("team_id", "팀", Kind.LINK, links_to="board_teams"),
    Field("joined_on", "임기 시작", Kind.DATE, aliases=("위촉일", "위촉일자")),
    Field("left_on", "임기 끝", Kind.DATE, aliases=("해촉일", "임기만료일")),
    BIRTH_DATE,
    PHONE,
    EMAIL,
    NOTE,
)
BOARD_FIELDS = (
    Field("name", "기수 이름", required=True, max_length=60, example="예: 슈퍼히어로 1기"),
    Field(
        "year",
        "연도",
        Kind.INTEGER,
        required=True,
        minimum=1990,
        maximum=2200,
        grouped=False,
        averaged=False,
        example="예: 2022",
    ),
    Field("opened_on", "발대식", Kind.DATE),
    Field(
        "least_years",
        "근속 하한",
        Kind.INTEGER,
        maximum=40,
        averaged=False,
        unit="년",
        help=f"발대식일에 임용 뒤 이만큼은 찬 위원. 비우면 {LEAST_YEARS}년",
    ),
    Field(
        "most_years",
        "근속 상한",
        Kind.INTEGER,
        maximum=40,
        averaged=False,
        unit="년",
        help=f"발대식일에 이만큼을 하루라도 넘긴 위원은 목록에 표시됩니다. 비우면 {MOST_YEARS}년",
    ),
    Field("ground_rules", "운영 규칙", Kind.LONG_TEXT, example="위원들이 스스로 정한 규칙"),
)
THEME_FIELDS = (
    Field("name", "주제", required=True, max_length=100, example="예: 걷기 좋은 거리"),
    Field("policy_id", "운영방침", Kind.LINK, required=True, links_to="policies"),
)
POLICY_FIELDS = (
    Field("name", "운영방침", required=True, max_length=40, example="예: 쾌적"),
    Field("meaning", "뜻", Kind.LONG_TEXT, example="예: 걷고 쉬기 좋은 구"),
)
