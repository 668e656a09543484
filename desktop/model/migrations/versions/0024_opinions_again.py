"""A department that has answered may be asked again: only what is unanswered is one of its kind.

SQLite takes no rule from a table: the opinions, which nothing points at, are copied once. Ids stay unused twice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_LINE = "id, proposal_id, department, asked_on, due_on, answered_on, verdict, text, skipped_reason"
_UNANSWERED = sa.text("answered_on IS NULL AND skipped_reason IS NULL")


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _anew()
    else:
        op.drop_constraint(op.f("uq_opinion_proposal_id_department"), "opinion", type_="unique")
    op.create_index(op.f("ix_opinion_proposal_id"), "opinion", ["proposal_id"], unique=False)
    op.create_index(
        op.f("ix_opinion_proposal_id_department"),
        "opinion",
        ["proposal_id", "department"],
        unique=True,
        sqlite_where=_UNANSWERED,
        postgresql_where=_UNANSWERED,
    )


def _anew() -> None:
    counted = op.get_bind().scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'opinion'"))
    for statement in (
        """CREATE TABLE opinion_anew (
            id INTEGER NOT NULL CONSTRAINT pk_opinion PRIMARY KEY AUTOINCREMENT,
            proposal_id INTEGER NOT NULL,
            department VARCHAR NOT NULL,
            asked_on DATE NOT NULL,
            due_on DATE,
            answered_on DATE,
            verdict VARCHAR,
            text VARCHAR,
            skipped_reason VARCHAR,
            CONSTRAINT ck_opinion_verdict CHECK (verdict IN ('수용', '일부 수용', '수용 곤란', '참고 의견')),
            CONSTRAINT ck_opinion_said CHECK ((verdict IS NULL) = (answered_on IS NULL)),
            CONSTRAINT ck_opinion_answered CHECK (answered_on >= asked_on),
            CONSTRAINT ck_opinion_due CHECK (due_on >= asked_on),
            CONSTRAINT ck_opinion_skipped CHECK (skipped_reason IS NULL OR answered_on IS NULL),
            CONSTRAINT fk_opinion_proposal_id FOREIGN KEY (proposal_id) REFERENCES proposal (id)
        )""",
        f"INSERT INTO opinion_anew ({_LINE}) SELECT {_LINE} FROM opinion",
        "DROP TABLE opinion",
        "ALTER TABLE opinion_anew RENAME TO opinion",
    ):
        op.execute(statement)
    op.create_index(op.f("ix_opinion_due_on"), "opinion", ["due_on"], unique=False)
    op.execute("DELETE FROM sqlite_sequence WHERE name IN ('opinion', 'opinion_anew')")
    if counted is not None:
        op.execute(f"INSERT INTO sqlite_sequence (name, seq) VALUES ('opinion', {int(counted)})")
