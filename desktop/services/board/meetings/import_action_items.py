"""What is to be done after meetings, out of an office's sheet: one by its meeting, what it is, and the owner by name.

Where a meeting left it to one person only, in the sheet and in the data, it is that one whoever the owner is now.
"""

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.base import table_of
from desktop.model.board import ACTION_ITEM_FIELDS, ActionItem, Meeting
from desktop.rules.fields import Field, Kind, Value
from desktop.services.board import import_rows
from desktop.services.board.import_names import Names
from desktop.services.board.import_rows import Meant, Row, Sheet
from desktop.services.board.meetings import meetings
from desktop.services.intake.importer import BoardTarget, Importer, Needed
from desktop.services.intake.plan import Parsed, Resolution, Target

_OWN = {each.key: each for each in ACTION_ITEM_FIELDS}
FIELDS = (
    replace(_OWN["meeting_id"], kind=Kind.TEXT, links_to="", aliases=("회의명", "회의 제목")),
    Field("held_on", "회의 날짜", Kind.DATE, aliases=("회의일", "회의일자")),
    replace(_OWN["task"], aliases=("할일", "조치 사항", "과제")),
    replace(_OWN["owner_id"], kind=Kind.TEXT, links_to="", private=True, aliases=("담당자", "담당 위원")),
    _OWN["due_on"],
    replace(_OWN["done_on"], aliases=("완료일",)),
)
_IDENTITY = ("meeting_id", "task", "owner_id")


def resolve(session: Session, parsed: Parsed, target: Target) -> Resolution:
    """Find, for every row, what it is that is to be done; nothing is written."""
    names, columns = Names(session, target), table_of(ActionItem).c
    held: dict[int, Any] = {}
    rows = session.execute(
        select(table_of(ActionItem))
        .join(Meeting)
        .where(Meeting.board_id == names.board_id)
        .order_by(columns.id)
    ).mappings()
    there = import_rows.by_identity(rows, _IDENTITY)
    owners: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for *asked, owner_id in there:
        owners[tuple(asked)].append(owner_id)
    told = set(zip(*map(parsed.column, ("meeting_id", "held_on", "task", "owner_id")), strict=True))
    said = Counter(each[:3] for each in told)

    def one_of(row: Row, meeting_id: int, owner_id: int | None) -> tuple[Any, ...]:
        known = owners[meeting_id, row["task"]]
        alone = said[row["meeting_id"], row["held_on"], row["task"]] == len(known) == 1
        if owner_id is None and known and None not in known and not alone:
            raise UserError(
                f"'{row['task']}' 할 일이 이 회의에 여럿입니다. 어느 것인지 담당을 적어 주세요.", "owner_id"
            )
        return meeting_id, row["task"], known[0] if alone else owner_id

    def meant(row: Row) -> Meant:
        meeting = names.meeting(row["meeting_id"], row["held_on"], "meeting_id")
        held[meeting.id] = meeting.held_on
        owner = names.member(row["owner_id"], "owner_id").id if row["owner_id"] else None
        values = {
            "meeting_id": meeting.id,
            "owner_id": owner,
            **{key: row[key] for key in ("task", "due_on", "done_on")},
        }
        return Meant(one_of(row, meeting.id, owner), values)

    def check(values: Row, _stood: Row | None) -> None:
        meetings.check_days(held[values["meeting_id"]], values["task"], values["due_on"], values["done_on"])

    def shown(key: str, value: Any) -> Value:
        if key != "owner_id":
            return import_rows.as_it_is(key, value)
        return names.members[value].name if value in names.members else None

    return import_rows.resolve(parsed, Sheet(FIELDS, "task", meant, check, there, shown))


IMPORTER: Final = Importer(
    kind="action_items",
    title="회의의 할 일",
    noun="할 일",
    counter="건",
    fields=FIELDS,
    required=(Needed("회의", ("meeting_id",)), Needed("할 일", ("task",))),
    resolve=resolve,
    write=import_rows.write_into(ActionItem),
    not_mine=re.compile(r"생년월일|답변|접수|남은"),
    named_by="task",
    target=BoardTarget(none_yet="기수를 먼저 추가해 주세요"),
)
