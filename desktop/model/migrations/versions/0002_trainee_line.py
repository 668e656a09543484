"""The list of trainees as a table of its own, with its search indices; indices no list needs any more go."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_KEYS = (
    "name", "name_hanja", "english_name", "birth_date", "age", "gender", "phone", "email", "address", "school",
    "major", "major_kind", "cohort", "stage", "status", "team", "reason", "consent_date", "consent_scope", "note",
)  # fmt: skip
_TYPES: dict[str, Any] = {
    "birth_date": sa.Date,
    "consent_date": sa.Date,
    "age": sa.Integer,
}

_SEARCH_TABLES = {
    "sqlite": (
        "CREATE VIRTUAL TABLE trainee_trigram USING fts5(words, content='', tokenize='trigram')",
        "CREATE VIRTUAL TABLE trainee_bigram USING fts5(words, content='', detail=none, prefix='1', "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* P* S* M* Co'\")",
    ),
    "postgresql": (
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        "CREATE INDEX ix_trainee_line_words ON trainee_line USING gin (words gin_trgm_ops)",
    ),
}


def upgrade() -> None:
    op.create_table(
        "trainee_line",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("trainee_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column("enrolment_id", sa.Integer(), nullable=True),
        sa.Column("latest", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        *(sa.Column(key, _TYPES.get(key, sa.String), nullable=key != "name") for key in _KEYS),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainee_line")),
        sqlite_autoincrement=True,
    )
    for columns in (["trainee_id", "cohort_id"], ["cohort_id", "latest"], ["enrolment_id"]):
        op.create_index(op.f(f"ix_trainee_line_{'_'.join(columns)}"), "trainee_line", columns)
    for key in _KEYS:
        op.create_index(f"ix_trainee_line_{key}", "trainee_line", [key, "trainee_id", "cohort_id", "latest"])
    for name, column, only, on_sqlite in (
        ("earlier", "trainee_id", "NOT latest", "latest = 0"),
        ("undated", "age", "starts_on IS NULL", "starts_on IS NULL"),
    ):
        op.create_index(
            f"ix_trainee_line_{name}",
            "trainee_line",
            [column],
            sqlite_where=sa.text(on_sqlite),
            postgresql_where=sa.text(only),
        )
    for statement in _SEARCH_TABLES[op.get_bind().dialect.name]:
        op.execute(statement)
    for column in ("birth_date", "name_initials", "phone_last4"):
        op.drop_index(op.f(f"ix_person_{column}_id"), "person")
