"""The review of proposals, and the pairs of characters by which proposals are found alike."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_ALIKE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE proposal_pairs USING fts5(title, body, tokenize='unicode61 remove_diacritics 0')",
        "CREATE VIRTUAL TABLE proposal_pair_counts USING fts5vocab(proposal_pairs, 'row')",
    ),
    "postgresql": (
        """CREATE FUNCTION similar_pairs(told text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
           SELECT hangul_pairs(lower(regexp_replace(coalesce(told, ''), '[[:space:][:punct:]]+', '', 'g'))) $$""",
        "CREATE INDEX ix_proposal_title_pairs ON proposal USING gin (similar_pairs(title))",
        """CREATE INDEX ix_proposal_body_pairs ON proposal USING gin (similar_pairs(
             coalesce(problem, '') || ' ' || coalesce(idea, '') || ' ' || coalesce(effect, '')))""",
    ),
}
"""Filled from the proposals when the file has been brought up to date."""


def upgrade() -> None:
    for make in (_review, _supplement, _opinion, _notice, _pilot, _indicator):
        make()
    for statement in _ALIKE[op.get_bind().dialect.name]:
        op.execute(statement)


def _review() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("near_on", sa.Date(), nullable=False),
        sa.Column("extended_by", sa.Integer(), nullable=True),
        sa.Column("extended_on", sa.Date(), nullable=True),
        sa.Column("extension_reason", sa.String(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.CheckConstraint("unit IN ('일', '개월', '근무일')", name=op.f("ck_review_unit")),
        sa.CheckConstraint("due_on > received_on", name=op.f("ck_review_due")),
        sa.CheckConstraint("expected_on >= answered_on", name=op.f("ck_review_expected")),
        sa.CheckConstraint(
            "extended_by IS NULL OR (extended_by BETWEEN 1 AND period AND length(extension_reason) > 0)",
            name=op.f("ck_review_extension"),
        ),
        sa.CheckConstraint("period >= 1", name=op.f("ck_review_period")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_review_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_review_proposal_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_review_due_on"), "review", ["due_on"], unique=False)


def _supplement() -> None:
    op.create_table(
        "supplement",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("back_on", sa.Date(), nullable=True),
        sa.CheckConstraint("back_on >= asked_on", name=op.f("ck_supplement_back")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_supplement_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplement")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_supplement_review_id"), "supplement", ["review_id"], unique=False)


def _opinion() -> None:
    op.create_table(
        "opinion",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("skipped_reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "verdict IN ('수용', '일부 수용', '수용 곤란', '참고 의견')", name=op.f("ck_opinion_verdict")
        ),
        sa.CheckConstraint("(verdict IS NULL) = (answered_on IS NULL)", name=op.f("ck_opinion_said")),
        sa.CheckConstraint("answered_on >= asked_on", name=op.f("ck_opinion_answered")),
        sa.CheckConstraint("due_on >= asked_on", name=op.f("ck_opinion_due")),
        sa.CheckConstraint("skipped_reason IS NULL OR answered_on IS NULL", name=op.f("ck_opinion_skipped")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_opinion_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
        sa.UniqueConstraint("proposal_id", "department", name=op.f("uq_opinion_proposal_id_department")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_opinion_due_on"), "opinion", ["due_on"], unique=False)


def _notice() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.CheckConstraint("expected_on >= told_on", name=op.f("ck_notice_expected")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_notice_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_notice_proposal_id"), "notice", ["proposal_id"], unique=False)


def _pilot() -> None:
    op.create_table(
        "pilot",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("verdict IN ('확대', '수정', '중단')", name=op.f("ck_pilot_verdict")),
        sa.CheckConstraint("closed_on IS NULL OR verdict IS NOT NULL", name=op.f("ck_pilot_closed")),
        sa.CheckConstraint("budget >= 0", name=op.f("ck_pilot_budget")),
        sa.CheckConstraint("closed_on >= starts_on", name=op.f("ck_pilot_closed_on")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_pilot_period")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_pilot_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_pilot_ends_on"), "pilot", ["ends_on"], unique=False)
    op.create_index(op.f("ix_pilot_proposal_id"), "pilot", ["proposal_id"], unique=False)


def _indicator() -> None:
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("baseline", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("actual", sa.Integer(), nullable=True),
        sa.CheckConstraint("target != baseline", name=op.f("ck_indicator_gap")),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_indicator_pilot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("pilot_id", "name", name=op.f("uq_indicator_pilot_id_name")),
        sqlite_autoincrement=True,
    )
