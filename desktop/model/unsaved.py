"""What is being written in a dialog and was not saved yet: in the data file itself, protected as the rest of it."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.model.base import Base, table_args


class Unsaved(Base):
    """What stood in one dialog when typing last rested; gone once that is saved or given up.

    It is one account's at one ``desk``, and nobody else's to see. ``dialog`` says which one it was: its title and its
    fields. ``opener`` is what opens it again (kind, record, what was given with it), where something does. ``contents`` is
    what stood in the inputs, by field key, and ``told`` the same in words.
    """

    __tablename__ = "unsaved"
    noun = "쓰다 만 내용"
    journalled = False

    desk: Mapped[str]
    account: Mapped[str]
    at: Mapped[dt.datetime]
    title: Mapped[str]
    dialog: Mapped[str]
    opener: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    contents: Mapped[dict[str, Any]] = mapped_column(JSON)
    told: Mapped[str]

    __table_args__ = table_args(Index(None, "desk", "account"))
