"""The journal: every write under a name, with what each row was before and after.

One table pair serves the history of a record, the audit trail, the view of an earlier day, undo and redo.
"""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.model.base import Base, one_of, table_args

DO, UNDO, REDO = "실행", "되돌리기", "다시 실행"
INSERT, UPDATE, DELETE = "추가", "수정", "삭제"


class Operation(Base):
    """One named write. ``reverted`` tells whether it is undone at present; only ``kind`` DO can be.

    ``desk`` is where it was done: people at two desks may bear one name. ``reverts_id`` is what an undo took back, or a
    redo did again. Of a ``condensed`` one, undone long ago, the changes are no longer kept.

    ``sealed`` is the sentence why it can never be undone (a number issued, say), or empty. ``summary`` holds the
    numbers of rows inserted, edited and deleted per table.
    """

    __tablename__ = "operation"
    noun = "작업"
    journalled = False

    at: Mapped[dt.datetime]
    user: Mapped[str]
    desk: Mapped[str | None]
    name: Mapped[str]
    reason: Mapped[str | None]
    kind: Mapped[str] = mapped_column(default=DO)
    reverts_id: Mapped[int | None] = mapped_column(ForeignKey("operation.id"))
    reverted: Mapped[bool] = mapped_column(default=False)
    condensed: Mapped[bool] = mapped_column(default=False, server_default=false())
    sealed: Mapped[str | None]
    summary: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    __table_args__ = table_args(
        one_of("kind", (DO, UNDO, REDO), "작업 종류"), Index(None, "kind", "reverted", "id")
    )


class Change(Base):
    """What an operation did to one row, or, for bulk inserts, to the rows ``row_id`` to ``last_row_id``.

    An update's images hold the changed columns, a deletion's ``before`` the whole row. An insert has none: the
    row itself is the image until something changes it, and that change keeps what was.
    """

    __tablename__ = "change"
    noun = "변경"
    journalled = False

    operation_id: Mapped[int] = mapped_column(ForeignKey("operation.id"), index=True)
    table_name: Mapped[str]
    row_id: Mapped[int]
    last_row_id: Mapped[int]
    action: Mapped[str]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    __table_args__ = table_args(
        one_of("action", (INSERT, UPDATE, DELETE), "변경"),
        Index(None, "table_name", "row_id", "last_row_id"),
        Index(
            None, "table_name", sqlite_where=text(f"action = '{DELETE}'")
        ),  # of what is gone the journal alone tells
    )
