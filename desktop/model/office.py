"""What the office set, its pictures, and what is remembered about its own way of working."""

from typing import Any

from sqlalchemy import JSON, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from desktop.model.base import Base, table_args, unique


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


class SettingValue(Base):
    """What one setting was set to, under its key; one that never was is its default and stands nowhere.

    ``value`` is plain: a text, a number, yes or no, a day in ISO 8601, of a picture the hash of its `Image`, None for
    what was left blank.
    """

    __tablename__ = "setting"
    noun = "설정"

    key: Mapped[str]
    value: Mapped[Any] = mapped_column(JSON, nullable=False)

    __table_args__ = table_args(
        unique("key", sentence="그 사이 같은 설정이 저장되었습니다. '기관 설정'을 열어 확인해 주세요.")
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
