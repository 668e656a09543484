"""Interviews: their days, rooms, panels and hours, when each is held and what came of it; approval of companies."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_MORE = {
    "company": (
        "renews BOOLEAN DEFAULT false NOT NULL",
        "status VARCHAR DEFAULT '승인' NOT NULL "
        "CONSTRAINT ck_company_status CHECK (status IN ('신청', '승인', '예비', '제외'))",
        "reason VARCHAR",
        "reserve_order INTEGER CONSTRAINT ck_company_reserve_order CHECK (reserve_order >= 1)",
        "conditions VARCHAR",
        "caution VARCHAR",
    ),
}
"""SQLite adds a rule to a table that is there only with a new column."""


def upgrade() -> None:
    for table, columns in _MORE.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for make in (_interview_day, _interview_room, _interview_panel, _interview_hours, _interview):
        make()


def _interview_day() -> None:
    op.create_table(
        "interview_day",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.String(), nullable=False),
        sa.Column("ends_at", sa.String(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_interview_day_hours")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_interview_day_cohort_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_day")),
        sa.UniqueConstraint("cohort_id", "held_on", name=op.f("uq_interview_day_cohort_id_held_on")),
        sqlite_autoincrement=True,
    )


def _interview_room() -> None:
    op.create_table(
        "interview_room",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("building", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_interview_room_cohort_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_room")),
        sa.UniqueConstraint(
            "cohort_id", "building", "name", name=op.f("uq_interview_room_cohort_id_building_name")
        ),
        sqlite_autoincrement=True,
    )


def _interview_panel() -> None:
    op.create_table(
        "interview_panel",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("panels", sa.Integer(), nullable=False),
        sa.Column("building", sa.String(), nullable=True),
        sa.CheckConstraint("panels BETWEEN 1 AND 20", name=op.f("ck_interview_panel_panels")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_interview_panel_cohort_id")),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_interview_panel_company_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_panel")),
        sa.UniqueConstraint("cohort_id", "company_id", name=op.f("uq_interview_panel_cohort_id_company_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_interview_panel_company_id"), "interview_panel", ["company_id"], unique=False)


def _interview_hours() -> None:
    op.create_table(
        "interview_hours",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("trainee_id", sa.Integer(), nullable=True),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.String(), nullable=False),
        sa.Column("ends_at", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(trainee_id IS NULL) != (company_id IS NULL)", name=op.f("ck_interview_hours_whose")
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_interview_hours_hours")),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_interview_hours_company_id")),
        sa.ForeignKeyConstraint(["day_id"], ["interview_day.id"], name=op.f("fk_interview_hours_day_id")),
        sa.ForeignKeyConstraint(["trainee_id"], ["trainee.id"], name=op.f("fk_interview_hours_trainee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_hours")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_interview_hours_company_id"), "interview_hours", ["company_id"], unique=False)
    op.create_index(op.f("ix_interview_hours_day_id"), "interview_hours", ["day_id"], unique=False)
    op.create_index(op.f("ix_interview_hours_trainee_id"), "interview_hours", ["trainee_id"], unique=False)


def _interview() -> None:
    op.create_table(
        "interview",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("opening_id", sa.Integer(), nullable=False),
        sa.Column("trainee_id", sa.Integer(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.String(), nullable=True),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "reason IS NOT NULL OR status NOT IN ('불합격', '불참', '거절')", name=op.f("ck_interview_reason")
        ),
        sa.CheckConstraint(
            "status IN ('신청', '합격', '불합격', '불참', '수락', '거절', '마감')",
            name=op.f("ck_interview_status"),
        ),
        sa.CheckConstraint("(day_id IS NULL) = (starts_at IS NULL)", name=op.f("ck_interview_held")),
        sa.CheckConstraint(
            "day_id IS NOT NULL OR (pinned = false AND told_on IS NULL)", name=op.f("ck_interview_fixed")
        ),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_interview_rank")),
        sa.CheckConstraint("score BETWEEN 0 AND 10000", name=op.f("ck_interview_score")),
        sa.ForeignKeyConstraint(["day_id"], ["interview_day.id"], name=op.f("fk_interview_day_id")),
        sa.ForeignKeyConstraint(["opening_id"], ["opening.id"], name=op.f("fk_interview_opening_id")),
        sa.ForeignKeyConstraint(["room_id"], ["interview_room.id"], name=op.f("fk_interview_room_id")),
        sa.ForeignKeyConstraint(["trainee_id"], ["trainee.id"], name=op.f("fk_interview_trainee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview")),
        sa.UniqueConstraint("opening_id", "trainee_id", name=op.f("uq_interview_opening_id_trainee_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_interview_day_id"), "interview", ["day_id"], unique=False)
    op.create_index(op.f("ix_interview_room_id"), "interview", ["room_id"], unique=False)
    op.create_index(op.f("ix_interview_status_id"), "interview", ["status", "id"], unique=False)
    op.create_index(op.f("ix_interview_trainee_id"), "interview", ["trainee_id"], unique=False)
