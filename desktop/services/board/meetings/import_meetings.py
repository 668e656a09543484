"""Meetings of the junior board out of an office's sheet: one by its day and title."""

import re
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.base import table_of
from desktop.model.board import MEETING_FIELDS, Meeting
from desktop.services.board import import_rows
from desktop.services.board.import_names import Names
from desktop.services.board.import_rows import Meant, Row, Sheet
from desktop.services.intake.importer import BoardTarget, Importer, Needed
from desktop.services.intake.plan import Parsed, Resolution, Target

_IDENTITY = ("held_on", "title")


def resolve(session: Session, parsed: Parsed, target: Target) -> Resolution:
    """Find, for every row, the meeting it is; nothing is written."""
    board_id, columns = Names(session, target).board_id, table_of(Meeting).c
    rows = session.execute(
        select(table_of(Meeting)).where(columns.board_id == board_id).order_by(columns.id)
    ).mappings()

    def meant(row: Row) -> Meant:
        return Meant(tuple(row[key] for key in _IDENTITY), {"board_id": board_id, **row})

    return import_rows.resolve(
        parsed,
        Sheet(MEETING_FIELDS, "title", meant, lambda *_: None, import_rows.by_identity(rows, _IDENTITY)),
    )


IMPORTER: Final = Importer(
    kind="meetings",
    title="주니어보드 회의",
    noun="회의",
    counter="건",
    fields=MEETING_FIELDS,
    required=(Needed("날짜", ("held_on",)), Needed("제목", ("title",))),
    resolve=resolve,
    write=import_rows.write_into(Meeting),
    not_mine=re.compile(r"생년월일|신청|접수|제출|동의|기한|^나온"),
    named_by="title",
    target=BoardTarget(none_yet="기수를 먼저 추가해 주세요"),
)
