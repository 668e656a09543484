"""The office's settings move from columns of one row to rows of one table, with all that the journal tells of them.

A row came with all its columns at once, so all its settings come at once too, in the order of their columns: what one
change said of the row, a change says of each setting that it touched. So undo, redo and the view of an earlier day go on.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_KEYS = {
    "name": "name", "department": "department", "officer": "officer", "head_title": "head_title",
    "head_name": "head_name", "head_english": "head_english", "issuer_title": "issuer_title",
    "issuer_name": "issuer_name", "issuer_english": "issuer_english", "joint_issuer": "joint_issuer",
    "logo_id": "logo", "seal_id": "seal", "seal_permission": "seal_permission", "number_format": "number_format",
    "internship_months": "internship_months", "is_sample": "is_sample",
}  # fmt: skip
"""The key of each column's setting; its place is the setting's id."""
_IDS = {key: place for place, key in enumerate(_KEYS.values(), 1)}
_YES_NO = frozenset({"joint_issuer", "is_sample"})
_INSERT, _UPDATE = "추가", "수정"

_office = sa.table("office", sa.column("id"), *(sa.column(each) for each in _KEYS))
_image = sa.table("image", sa.column("id"), sa.column("sha256"))
_setting = sa.table("setting", sa.column("id"), sa.column("key"), sa.column("value", sa.JSON))
_change = sa.table(
    "change",
    *(sa.column(each) for each in ("id", "operation_id", "table_name", "row_id", "last_row_id", "action")),
    *(sa.column(each, sa.JSON(none_as_null=True)) for each in ("before", "after")),
)
_operation = sa.table("operation", sa.column("id"), sa.column("summary", sa.JSON(none_as_null=True)))


def upgrade() -> None:
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("key", name=op.f("uq_setting_key")),
        sqlite_autoincrement=True,
    )
    connection = op.get_bind()
    pictures = {row.id: row.sha256 for row in connection.execute(sa.select(_image.c.id, _image.c.sha256))}
    office = connection.execute(sa.select(_office)).mappings().first()
    told = connection.execute(
        sa.select(_change).where(_change.c.table_name == "office").order_by(_change.c.id)
    ).mappings().all()  # fmt: skip
    if office is not None or told:
        _give_ids(connection)
    if office is not None:
        settings = _settings(dict(office), pictures)
        rows = [{"id": _IDS[key], "key": key, "value": value} for key, value in settings.items()]
        connection.execute(sa.insert(_setting), rows)
    _retell(connection, told, pictures)
    op.drop_table("office")


def _settings(image: Mapping[str, Any], pictures: Mapping[int, str]) -> dict[str, Any]:
    """The settings a row of the office, or an image of some of its columns, tells of."""
    values = {}
    for column, key in _KEYS.items():
        if column in image:
            value = image[column]
            if column.endswith("_id"):
                value = pictures.get(value)
            values[key] = bool(value) if key in _YES_NO else value
    return values


def _give_ids(connection: sa.Connection) -> None:
    """The ids of the journal's changes are taken for good, whether their rows stand now or not."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT setval('setting_id_seq', :last)"), {"last": len(_IDS)})
    else:
        taken = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES ('setting', :last)")
        connection.execute(taken, {"last": len(_IDS)})


def _retell(connection: sa.Connection, told: Any, pictures: Mapping[int, str]) -> None:
    """Put in the place of each change of the row those of its settings.

    The order of changes matters within an operation alone, and none of the office's touched anything it hangs on.
    """
    if not told:
        return
    changes = [change for each in told for change in _changes(each, pictures)]
    connection.execute(sa.delete(_change).where(_change.c.table_name == "office"))
    connection.execute(sa.insert(_change), changes)
    ids = {each["operation_id"] for each in told}
    operations = sa.select(_operation.c.id, _operation.c.summary).where(_operation.c.id.in_(ids))
    for row in connection.execute(operations).all():
        summary = {
            action: {"setting" if table == "office" else table: count for table, count in counts.items()}
            for action, counts in (row.summary or {}).items()
        }
        connection.execute(
            sa.update(_operation).where(_operation.c.id == row.id).values(summary=summary or None)
        )


def _changes(told: Mapping[str, Any], pictures: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    common = {"operation_id": told["operation_id"], "table_name": "setting", "action": told["action"]}
    if told["action"] == _INSERT:
        yield {**common, "row_id": 1, "last_row_id": len(_IDS), "before": None, "after": None}
        return
    before = _settings(told["before"] or {}, pictures)
    after = _settings(told["after"] or {}, pictures)
    for key, value in before.items():
        own = {"row_id": _IDS[key], "last_row_id": _IDS[key]}
        if told["action"] == _UPDATE:
            yield {**common, **own, "before": {"value": value}, "after": {"value": after[key]}}
        else:
            row = {"id": _IDS[key], "key": key, "value": value}
            yield {**common, **own, "before": row, "after": None}
