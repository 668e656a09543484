"""The junior board: its terms, members, themes and proposals."""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.base import Base, check, one_of, table_args, unique
from desktop.model.people import BIRTH_DATE, EMAIL, NAME, NOTE, PHONE, Person
from desktop.rules.board import PROPOSAL, ProposalStatus
from desktop.rules.fields import Field, Kind
from desktop.text import hangul

POLICIES = ("쾌적", "안전", "투명")


class Board(Base):
    """One term of the junior board."""

    __tablename__ = "board"
    noun = "주니어보드 기수"

    name: Mapped[str]
    year: Mapped[int]
    opened_on: Mapped[dt.date | None]
    ground_rules: Mapped[str | None]

    __table_args__ = table_args(
        unique("name", sentence="같은 이름의 기수가 있습니다. 다른 이름을 적어 주세요."),
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

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    board: Mapped[Board] = relationship()

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
    )


class Theme(Base):
    """A subject the members chose, under one of the office's policies."""

    __tablename__ = "theme"
    noun = "주제"

    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"), index=True)
    name: Mapped[str]
    policy: Mapped[str]

    __table_args__ = table_args(
        unique("board_id", "name", sentence="같은 이름의 주제가 있습니다. 다른 이름을 적어 주세요."),
        check("name", "length(name) > 0", "주제 이름을 적어 주세요."),
    )


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
    """A policy proposal that came out of the board."""

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

    theme: Mapped[Theme | None] = relationship()
    authorships: Mapped[list[Authorship]] = relationship(cascade="all, delete-orphan", order_by=Authorship.id)

    __table_args__ = table_args(
        one_of("status", PROPOSAL.statuses, "상태"),
        check("title", "length(title) > 0", "제목을 적어 주세요."),
        check("cost", "cost >= 0", "예산은 0원 이상이어야 합니다."),
        check(
            "reason",
            "status NOT IN ('보류', '반려') OR length(reason) > 0",
            "보류나 반려에는 사유가 있어야 합니다. 사유를 적어 주세요.",
        ),
        Index(None, "title", "id"),
        Index(None, "status", "id"),
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
    BIRTH_DATE,
    PHONE,
    EMAIL,
    NOTE,
)
PROPOSAL_FIELDS = (
    Field("title", "제목", required=True, aliases=("제안명", "제안제목", "제안 제목")),
    Field("theme_id", "주제", Kind.LINK, links_to="themes"),
    Field("problem", "문제", Kind.LONG_TEXT, aliases=("현황", "문제점", "현황 및 문제점")),
    Field("idea", "제안 내용", Kind.LONG_TEXT, aliases=("내용", "아이디어", "개선방안")),
    Field("effect", "기대 효과", Kind.LONG_TEXT, aliases=("기대효과", "효과")),
    Field("cost", "예산", Kind.AMOUNT, unit="원", aliases=("소요예산", "비용")),
    Field("proposed_on", "제안일", Kind.DATE, aliases=("제안일자", "접수일")),
)
THEME_FIELDS = (
    Field("name", "주제", required=True, max_length=100, example="예: 걷기 좋은 거리"),
    Field("policy", "운영방침", Kind.CHOICE, required=True, choices=POLICIES),
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
    Field("ground_rules", "운영 규칙", Kind.LONG_TEXT, example="위원들이 스스로 정한 규칙"),
)
