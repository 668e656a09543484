"""Matching and what follows it: preferences, pairs decided beforehand, plans; contracts, logs and the steps to regular work."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_MORE = {
    "internship_match": (
        "contracted_on DATE",
        "wage INTEGER CONSTRAINT ck_internship_match_wage CHECK (wage >= 0)",
        "conditions VARCHAR",
        "agreed_until DATE CONSTRAINT ck_internship_match_early CHECK (agreed_until >= ends_on)",
        "ended_by VARCHAR CONSTRAINT ck_internship_match_ended_by CHECK (ended_by IN ('인턴', '기업', '합의', '그 밖'))",
    )
}
"""SQLite adds a rule to a table that is there only with a new column."""


def upgrade() -> None:
    for table, columns in _MORE.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for make in (_preference, _matching_pair, _matching_plan, _plan_line, _conversion, _internship_log):
        make()


def _preference() -> None:
    op.create_table(
        "preference",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("trainee_id", sa.Integer(), nullable=False),
        sa.Column("opening_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.CheckConstraint("rank BETWEEN 1 AND 999", name=op.f("ck_preference_rank")),
        sa.CheckConstraint("side IN ('교육생', '기업')", name=op.f("ck_preference_side")),
        sa.ForeignKeyConstraint(["opening_id"], ["opening.id"], name=op.f("fk_preference_opening_id")),
        sa.ForeignKeyConstraint(["trainee_id"], ["trainee.id"], name=op.f("fk_preference_trainee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preference")),
        sa.UniqueConstraint(
            "side", "trainee_id", "opening_id", name=op.f("uq_preference_side_trainee_id_opening_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_preference_opening_id"), "preference", ["opening_id"], unique=False)
    op.create_index(op.f("ix_preference_trainee_id"), "preference", ["trainee_id"], unique=False)


def _matching_pair() -> None:
    op.create_table(
        "matching_pair",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("trainee_id", sa.Integer(), nullable=False),
        sa.Column("opening_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("verdict IN ('고정', '금지')", name=op.f("ck_matching_pair_verdict")),
        sa.ForeignKeyConstraint(["opening_id"], ["opening.id"], name=op.f("fk_matching_pair_opening_id")),
        sa.ForeignKeyConstraint(["trainee_id"], ["trainee.id"], name=op.f("fk_matching_pair_trainee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matching_pair")),
        sa.UniqueConstraint("trainee_id", "opening_id", name=op.f("uq_matching_pair_trainee_id_opening_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_matching_pair_opening_id"), "matching_pair", ["opening_id"], unique=False)
    op.create_index(op.f("ix_matching_pair_trainee_id"), "matching_pair", ["trainee_id"], unique=False)


def _matching_plan() -> None:
    op.create_table(
        "matching_plan",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("chosen_by", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("accepted_on >= made_on", name=op.f("ck_matching_plan_accepted")),
        sa.CheckConstraint(
            "kind IN ('안정', '최다 배정', '최소 후회', '손으로', '빈자리 메움')",
            name=op.f("ck_matching_plan_kind"),
        ),
        sa.CheckConstraint("seed >= 0", name=op.f("ck_matching_plan_seed")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_matching_plan_cohort_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matching_plan")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_matching_plan_cohort_id"), "matching_plan", ["cohort_id"], unique=False)


def _plan_line() -> None:
    op.create_table(
        "plan_line",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("trainee_id", sa.Integer(), nullable=False),
        sa.Column("opening_id", sa.Integer(), nullable=True),
        sa.Column("choice", sa.Integer(), nullable=True),
        sa.Column("sentence", sa.String(), nullable=True),
        sa.Column("match_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("choice >= 1", name=op.f("ck_plan_line_choice")),
        sa.ForeignKeyConstraint(["match_id"], ["internship_match.id"], name=op.f("fk_plan_line_match_id")),
        sa.ForeignKeyConstraint(["opening_id"], ["opening.id"], name=op.f("fk_plan_line_opening_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["matching_plan.id"], name=op.f("fk_plan_line_plan_id")),
        sa.ForeignKeyConstraint(["trainee_id"], ["trainee.id"], name=op.f("fk_plan_line_trainee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_line")),
        sa.UniqueConstraint("plan_id", "trainee_id", name=op.f("uq_plan_line_plan_id_trainee_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_plan_line_match_id"), "plan_line", ["match_id"], unique=False)
    op.create_index(op.f("ix_plan_line_opening_id"), "plan_line", ["opening_id"], unique=False)
    op.create_index(op.f("ix_plan_line_trainee_id"), "plan_line", ["trainee_id"], unique=False)


def _conversion() -> None:
    op.create_table(
        "conversion",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("match_id", sa.Integer(), nullable=False),
        sa.Column("offered_on", sa.Date(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("contracted_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("accepted_on >= offered_on", name=op.f("ck_conversion_accepted")),
        sa.CheckConstraint(
            "contracted_on IS NULL OR (accepted_on IS NOT NULL AND contracted_on >= accepted_on)",
            name=op.f("ck_conversion_contracted"),
        ),
        sa.CheckConstraint(
            "status IN ('제의', '수락', '계약', '거절', '철회')", name=op.f("ck_conversion_status")
        ),
        sa.CheckConstraint(
            "(status <> '계약' OR contracted_on IS NOT NULL) AND (status <> '수락' OR accepted_on IS NOT NULL)",
            name=op.f("ck_conversion_steps"),
        ),
        sa.ForeignKeyConstraint(["match_id"], ["internship_match.id"], name=op.f("fk_conversion_match_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversion")),
        sa.UniqueConstraint("match_id", name=op.f("uq_conversion_match_id")),
        sqlite_autoincrement=True,
    )


def _internship_log() -> None:
    op.create_table(
        "internship_log",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("match_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("next_action", sa.String(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(content) > 0", name=op.f("ck_internship_log_content")),
        sa.CheckConstraint("kind IN ('월 점검', '방문', '면담')", name=op.f("ck_internship_log_kind")),
        sa.ForeignKeyConstraint(
            ["match_id"], ["internship_match.id"], name=op.f("fk_internship_log_match_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_internship_log")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_internship_log_held_on_id"), "internship_log", ["held_on", "id"], unique=False)
    op.create_index(op.f("ix_internship_log_match_id"), "internship_log", ["match_id"], unique=False)
