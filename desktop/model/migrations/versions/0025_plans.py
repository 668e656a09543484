"""The day of the plan by which an adopted proposal is carried out (실시계획)."""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_MORE = {"review": ("planned_on DATE CONSTRAINT ck_review_planned CHECK (planned_on >= answered_on)",)}
"""SQLite adds a rule to a table that is there only with a new column."""


def upgrade() -> None:
    for table, columns in _MORE.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
