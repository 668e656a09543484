"""The office itself, and what it remembers about its own way of working."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from desktop.model.base import Base, check, table_args, unique
from desktop.rules.fields import Field, Kind


class Image(Base):
    """A logo or seal; never changed once stored, so that its bytes need no journal."""

    __tablename__ = "image"
    noun = "그림"
    journalled = False

    sha256: Mapped[str]
    media_type: Mapped[str]
    data: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = table_args(
        unique("sha256", sentence="같은 그림이 이미 있습니다. 다른 그림을 골라 주세요.")
    )


class Office(Base):
    """The one office a data file belongs to (always id 1), and in whose name its certificates are issued.

    A seal is used only with ``seal_permission``, the word of who allowed it and when: the certificate in the name
    of KAIST's president is KAIST's document, and the place of its seal stays empty by default.
    """

    __tablename__ = "office"
    noun = "기관"

    name: Mapped[str] = mapped_column(default="")
    department: Mapped[str | None]
    officer: Mapped[str | None]
    head_title: Mapped[str | None]
    head_name: Mapped[str | None]
    head_english: Mapped[str | None]
    issuer_title: Mapped[str] = mapped_column(default="한국과학기술원 총장")
    issuer_name: Mapped[str | None]
    issuer_english: Mapped[str | None]
    joint_issuer: Mapped[bool] = mapped_column(default=False)
    logo_id: Mapped[int | None] = mapped_column(ForeignKey("image.id"))
    seal_id: Mapped[int | None] = mapped_column(ForeignKey("image.id"))
    seal_permission: Mapped[str | None]
    number_format: Mapped[str] = mapped_column(default="제{year}-{sequence:03d}호")
    internship_months: Mapped[int] = mapped_column(default=3)
    is_sample: Mapped[bool] = mapped_column(default=False)

    __table_args__ = table_args(
        check("only_one", "id = 1", "기관은 하나뿐입니다."),
        check(
            "seal",
            "seal_id IS NULL OR length(seal_permission) > 0",
            "직인 그림을 쓰려면 허락한 사람과 날짜를 적어 주세요.",
        ),
        check(
            "internship_months", "internship_months BETWEEN 1 AND 24", "인턴 기간은 1~24개월이어야 합니다."
        ),
    )


class ImportMapping(Base):
    """Which column of a sheet of this shape was which field, last time."""

    __tablename__ = "import_mapping"
    noun = "가져오기 짝짓기"
    journalled = False

    kind: Mapped[str]
    shape: Mapped[str]
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON)

    __table_args__ = table_args(
        unique(
            "kind", "shape", sentence="다른 자리에서 같은 파일의 짝짓기를 먼저 저장했습니다. 다시 해 주세요."
        )
    )


class SavedView(Base):
    """A list's filters, order and columns under a name."""

    __tablename__ = "saved_view"
    noun = "저장한 보기"
    journalled = False

    kind: Mapped[str]
    name: Mapped[str]
    criteria: Mapped[dict[str, Any]] = mapped_column(JSON)

    __table_args__ = table_args(
        unique("kind", "name", sentence="같은 이름의 보기가 있습니다. 다른 이름을 적어 주세요.")
    )


OFFICE_FIELDS = (
    Field("name", "기관 이름", max_length=60, help="예: 서초구청"),
    Field("department", "부서", max_length=60),
    Field("officer", "담당자", Kind.NAME, max_length=60),
    Field("head_title", "기관장 직함", max_length=60, help="예: 서초구청장"),
    Field("head_name", "기관장 이름", Kind.NAME, max_length=60),
    Field("head_english", "기관장 영문", max_length=80, help="예: Mayor of Seocho-gu"),
    Field("issuer_title", "수료증 명의", required=True, max_length=60, help="예: 한국과학기술원 총장"),
    Field("issuer_name", "명의자 이름", Kind.NAME, max_length=60),
    Field("issuer_english", "명의 영문", max_length=80, help="예: President, KAIST"),
    Field("joint_issuer", "기관장과 공동 명의", Kind.YES_NO),
    Field(
        "seal_permission", "직인 사용 허락", max_length=100, help="허락한 사람과 날짜. 예: 총무과 2022. 9. 1."
    ),
    Field(
        "number_format",
        "수료증 첫 번호",
        required=True,
        max_length=60,
        help="올해 첫 수료증의 번호를 쓰려는 모양 그대로 적습니다. 예: 제2026-001호",
    ),
    Field("internship_months", "인턴 기간(개월)", Kind.INTEGER, required=True, minimum=1, maximum=24),
)
