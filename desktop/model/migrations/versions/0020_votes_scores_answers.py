"""Votes on proposals, score sheets, templates of answers."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for make in (
        _vote,
        _ballot,
        _review_criterion,
        _review_judge,
        _score_sheet,
        _judge_score,
        _answer_template,
    ):
        make()


def _vote() -> None:
    op.create_table(
        "vote",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("in_favour", sa.Integer(), nullable=False),
        sa.Column("against", sa.Integer(), nullable=False),
        sa.Column("abstained", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("in_favour + against + abstained <= members", name=op.f("ck_vote_members")),
        sa.CheckConstraint("in_favour >= 0 AND against >= 0 AND abstained >= 0", name=op.f("ck_vote_counts")),
        sa.CheckConstraint(
            "method != '비밀' OR in_favour + against + abstained >= 3", name=op.f("ck_vote_secret")
        ),
        sa.CheckConstraint("method IN ('공개', '비밀')", name=op.f("ck_vote_method")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_vote_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote")),
        sa.UniqueConstraint("id", "method", name=op.f("uq_vote_id_method")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_vote_proposal_id"), "vote", ["proposal_id"], unique=False)


def _ballot() -> None:
    op.create_table(
        "ballot",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(), nullable=True),
        sa.CheckConstraint("(method = '비밀') = (choice IS NULL)", name=op.f("ck_ballot_secret")),
        sa.CheckConstraint("choice IN ('찬성', '반대', '기권')", name=op.f("ck_ballot_choice")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_ballot_member_id")),
        sa.ForeignKeyConstraint(
            ["vote_id", "method"], ["vote.id", "vote.method"], name=op.f("fk_ballot_vote_id_method")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sa.UniqueConstraint("vote_id", "member_id", name=op.f("uq_ballot_vote_id_member_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_ballot_member_id"), "ballot", ["member_id"], unique=False)


def _review_criterion() -> None:
    op.create_table(
        "review_criterion",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("highest", sa.Integer(), nullable=False),
        sa.CheckConstraint("weight BETWEEN 1 AND 100", name=op.f("ck_review_criterion_weight")),
        sa.CheckConstraint("highest BETWEEN 1 AND 1000", name=op.f("ck_review_criterion_highest")),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_review_criterion_board_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_criterion")),
        sa.UniqueConstraint("board_id", "title", name=op.f("uq_review_criterion_board_id_title")),
        sqlite_autoincrement=True,
    )


def _review_judge() -> None:
    op.create_table(
        "review_judge",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_review_judge_board_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_judge")),
        sa.UniqueConstraint("board_id", "name", name=op.f("uq_review_judge_board_id_name")),
        sqlite_autoincrement=True,
    )


def _score_sheet() -> None:
    op.create_table(
        "score_sheet",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("(closed_on IS NULL) = (total IS NULL)", name=op.f("ck_score_sheet_closed")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_score_sheet_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_sheet")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_score_sheet_proposal_id")),
        sqlite_autoincrement=True,
    )


def _judge_score() -> None:
    op.create_table(
        "judge_score",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.CheckConstraint("value >= 0", name=op.f("ck_judge_score_value")),
        sa.ForeignKeyConstraint(["sheet_id"], ["score_sheet.id"], name=op.f("fk_judge_score_sheet_id")),
        sa.ForeignKeyConstraint(["judge_id"], ["review_judge.id"], name=op.f("fk_judge_score_judge_id")),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["review_criterion.id"], name=op.f("fk_judge_score_criterion_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judge_score")),
        sa.UniqueConstraint(
            "sheet_id", "judge_id", "criterion_id", name=op.f("uq_judge_score_sheet_id_judge_id_criterion_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_judge_score_criterion_id"), "judge_score", ["criterion_id"], unique=False)
    op.create_index(op.f("ix_judge_score_judge_id"), "judge_score", ["judge_id"], unique=False)


def _answer_template() -> None:
    op.create_table(
        "answer_template",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_answer_template_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_template")),
        sa.UniqueConstraint("title", name=op.f("uq_answer_template_title")),
        sqlite_autoincrement=True,
    )
