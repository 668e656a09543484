"""The wage really paid at a claim, the day it was approved, and companies inside the district."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_MORE = {
    "company": ("in_district BOOLEAN DEFAULT false NOT NULL",),
    "subsidy_claim": (
        "paid_wage INTEGER CONSTRAINT ck_subsidy_claim_paid_wage CHECK (paid_wage > 0)",
        "approved_on DATE",
    ),
}
"""SQLite adds a rule to a table that is there only with a new column."""


def upgrade() -> None:
    for table, columns in _MORE.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    op.execute(
        "UPDATE subsidy_claim SET approved_on = coalesce(paid_on, due_on) WHERE status IN ('승인', '지급', '미지급')"
    )
