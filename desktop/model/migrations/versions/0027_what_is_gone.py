"""What was deleted is found in the journal by the record it belonged to."""

from alembic import op
from sqlalchemy import text

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    gone = text("action = '삭제'")
    op.create_index(
        op.f("ix_change_table_name"),
        "change",
        ["table_name"],
        if_not_exists=True,  # nothing to take out of a file that is brought back to an earlier version
        sqlite_where=gone,
        postgresql_where=gone,
    )
