"""What is being written in a dialog, which survives a crash."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _unsaved()


def _unsaved() -> None:
    op.create_table(
        "unsaved",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("dialog", sa.String(), nullable=False),
        sa.Column("opener", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("contents", sa.JSON(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unsaved")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_unsaved_desk_account"), "unsaved", ["desk", "account"], unique=False)
