"""What is kept of a file that proves or shows something: its name, and its bytes once by what they are."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop.model.base import Base, check, table_args, unique


class StoredFile(Base):
    """The bytes of one or many attachments, by their SHA-256.

    On a server they lie in `FilePiece`; beside a data file in a folder, and nothing of them stands here but, where they lie
    sealed, the ``key`` of 32 bytes.
    """

    __tablename__ = "stored_file"
    noun = "첨부 파일"
    journalled = False  # the bytes stay, whatever is taken back: what is done again finds them

    sha256: Mapped[str]
    size: Mapped[int]
    key: Mapped[bytes | None]

    __table_args__ = table_args(
        unique("sha256", sentence="같은 파일이 이미 들어 있습니다. 다시 붙여 주세요."),
        check("size", "size >= 0", "파일의 크기가 맞지 않습니다. 파일을 다시 붙여 주세요."),
    )


class FilePiece(Base):
    """A megabyte of a stored file, where it is kept in the database; ``number`` counts from 0."""

    __tablename__ = "file_piece"
    noun = "첨부 파일 조각"
    journalled = False

    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id", ondelete="CASCADE"))
    number: Mapped[int]
    data: Mapped[bytes]

    __table_args__ = table_args(
        unique("file_id", "number", sentence="첨부 파일이 두 번 적혔습니다. 다시 붙여 주세요.")
    )


class Attachment(Base):
    """A file as it was attached, under the name it had."""

    __tablename__ = "attachment"
    noun = "첨부"

    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    name: Mapped[str]

    __table_args__ = table_args(check("name", "length(name) > 0", "파일 이름이 없습니다. 다시 붙여 주세요."))
