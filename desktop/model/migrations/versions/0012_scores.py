"""Scores and what they decide: criteria, judges, selections, demo day, the survey, and what teams are asked to keep."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_PUBLISHED = """EXISTS (SELECT 1 FROM selection AS s
             WHERE s.stage_id = {row}.stage_id AND {row}.purpose = '선발' AND s.published_at IS NOT NULL)"""
_ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def _when(event: str) -> str:
    return " OR ".join(_PUBLISHED.format(row=row) for row in _ROWS[event])


PUBLISHED_TRIGGERS = {
    "sqlite": [
        f"""CREATE TRIGGER {table}_published_{event.lower()} BEFORE {event} ON {table} WHEN {_when(event)} BEGIN
              SELECT RAISE(ABORT, 'ieum_selection_published');
            END"""
        for table in ("criterion", "judge")
        for event in _ROWS
    ],
    "postgresql": [
        f"""CREATE FUNCTION selection_published_{event.lower()}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF {_when(event)} THEN
                RAISE EXCEPTION 'ieum_selection_published' USING ERRCODE = 'check_violation';
              END IF;
              RETURN {_ROWS[event][-1]};
            END $$"""
        for event in _ROWS
    ]
    + [
        f"""CREATE TRIGGER {table}_published_{event.lower()} BEFORE {event} ON {table}
            FOR EACH ROW EXECUTE FUNCTION selection_published_{event.lower()}()"""
        for table in ("criterion", "judge")
        for event in _ROWS
    ],
}
"""A published selection stands on its criteria and judges, whoever writes: guarded by the database itself."""


def upgrade() -> None:
    for make in (
        _criterion,
        _judge,
        _score,
        _selection,
        _selection_line,
        _demo_day,
        _presentation,
        _survey_answer,
        _team_rule,
        _team_wish,
    ):
        make()
    for statement in PUBLISHED_TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def _criterion() -> None:
    op.create_table(
        "criterion",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("lowest", sa.Integer(), nullable=False),
        sa.Column("highest", sa.Integer(), nullable=False),
        sa.Column("judged", sa.Boolean(), nullable=False),
        sa.Column("tie_order", sa.Integer(), nullable=True),
        sa.CheckConstraint("purpose IN ('선발', '평가', '발표회')", name=op.f("ck_criterion_purpose")),
        sa.CheckConstraint("highest > lowest AND lowest >= 0", name=op.f("ck_criterion_scale")),
        sa.CheckConstraint("weight BETWEEN 0 AND 10000", name=op.f("ck_criterion_weight")),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_criterion_stage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
        sa.UniqueConstraint("stage_id", "purpose", "title", name=op.f("uq_criterion_stage_id_purpose_title")),
        sqlite_autoincrement=True,
    )


def _judge() -> None:
    op.create_table(
        "judge",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("purpose IN ('선발', '평가', '발표회')", name=op.f("ck_judge_purpose")),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name=op.f("fk_judge_mentor_id")),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_judge_stage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judge")),
        sa.UniqueConstraint("stage_id", "purpose", "name", name=op.f("uq_judge_stage_id_purpose_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_judge_mentor_id"), "judge", ["mentor_id"], unique=False)


def _score() -> None:
    op.create_table(
        "score",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=True),
        sa.Column("enrolment_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("missing", sa.String(), nullable=True),
        sa.CheckConstraint("missing IN ('결시', '제척')", name=op.f("ck_score_missing")),
        sa.CheckConstraint("(enrolment_id IS NULL) != (team_id IS NULL)", name=op.f("ck_score_whose")),
        sa.CheckConstraint("(value IS NULL) != (missing IS NULL)", name=op.f("ck_score_value")),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name=op.f("fk_score_criterion_id")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_score_enrolment_id")),
        sa.ForeignKeyConstraint(["judge_id"], ["judge.id"], name=op.f("fk_score_judge_id")),
        sa.ForeignKeyConstraint(["team_id"], ["project_team.id"], name=op.f("fk_score_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
        sa.UniqueConstraint(
            "criterion_id",
            "enrolment_id",
            "judge_id",
            name=op.f("uq_score_criterion_id_enrolment_id_judge_id"),
        ),
        sa.UniqueConstraint(
            "criterion_id", "team_id", "judge_id", name=op.f("uq_score_criterion_id_team_id_judge_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_score_enrolment_id"), "score", ["enrolment_id"], unique=False)
    op.create_index(op.f("ix_score_judge_id"), "score", ["judge_id"], unique=False)
    op.create_index(op.f("ix_score_team_id"), "score", ["team_id"], unique=False)
    op.create_index(
        "uq_score_unjudged_enrolment_id",
        "score",
        ["criterion_id", "enrolment_id"],
        unique=True,
        sqlite_where=sa.text("judge_id IS NULL"),
        postgresql_where=sa.text("judge_id IS NULL"),
    )
    op.create_index(
        "uq_score_unjudged_team_id",
        "score",
        ["criterion_id", "team_id"],
        unique=True,
        sqlite_where=sa.text("judge_id IS NULL"),
        postgresql_where=sa.text("judge_id IS NULL"),
    )


def _selection() -> None:
    op.create_table(
        "selection",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("reserves", sa.Integer(), nullable=False),
        sa.Column("trim", sa.String(), nullable=False),
        sa.Column("trim_from", sa.Integer(), nullable=False),
        sa.Column("ties", sa.String(), nullable=True),
        sa.Column("tie_rules", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=True),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("confirmed_sha256", sa.String(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.CheckConstraint("ties IN ('in', 'out', 'lottery')", name=op.f("ck_selection_ties")),
        sa.CheckConstraint(
            "trim IN ('하지 않음', '항목마다', '심사위원 총점으로')", name=op.f("ck_selection_trim")
        ),
        sa.CheckConstraint("(published_at IS NULL) = (sha256 IS NULL)", name=op.f("ck_selection_published")),
        sa.CheckConstraint(
            "confirmed_by IS NULL OR confirmed_by != made_by", name=op.f("ck_selection_two_people")
        ),
        sa.CheckConstraint("reserves >= 0", name=op.f("ck_selection_reserves")),
        sa.CheckConstraint("seats >= 0", name=op.f("ck_selection_seats")),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_selection_stage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_selection")),
        sa.UniqueConstraint("stage_id", name=op.f("uq_selection_stage_id")),
        sqlite_autoincrement=True,
    )


def _selection_line() -> None:
    op.create_table(
        "selection_line",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("selection_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("reserve", sa.Integer(), nullable=True),
        sa.Column("broken_by", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "result IN ('선발', '예비', '탈락', '미정')", name=op.f("ck_selection_line_result")
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_selection_line_enrolment_id")
        ),
        sa.ForeignKeyConstraint(
            ["selection_id"], ["selection.id"], name=op.f("fk_selection_line_selection_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_selection_line")),
        sa.UniqueConstraint(
            "selection_id", "enrolment_id", name=op.f("uq_selection_line_selection_id_enrolment_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_selection_line_enrolment_id"), "selection_line", ["enrolment_id"], unique=False)


def _demo_day() -> None:
    op.create_table(
        "demo_day",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("question_minutes", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=True),
        sa.CheckConstraint("minutes BETWEEN 1 AND 240", name=op.f("ck_demo_day_minutes")),
        sa.CheckConstraint("question_minutes BETWEEN 0 AND 240", name=op.f("ck_demo_day_questions")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_demo_day_cohort_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demo_day")),
        sa.UniqueConstraint("cohort_id", name=op.f("uq_demo_day_cohort_id")),
        sqlite_autoincrement=True,
    )


def _presentation() -> None:
    op.create_table(
        "presentation",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("demo_day_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("award", sa.String(), nullable=True),
        sa.CheckConstraint("position >= 1", name=op.f("ck_presentation_position")),
        sa.ForeignKeyConstraint(["demo_day_id"], ["demo_day.id"], name=op.f("fk_presentation_demo_day_id")),
        sa.ForeignKeyConstraint(["team_id"], ["project_team.id"], name=op.f("fk_presentation_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presentation")),
        sa.UniqueConstraint("demo_day_id", "team_id", name=op.f("uq_presentation_demo_day_id_team_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_presentation_team_id"), "presentation", ["team_id"], unique=False)


def _survey_answer() -> None:
    op.create_table(
        "survey_answer",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_survey_answer_cohort_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answer")),
        sa.UniqueConstraint(
            "cohort_id", "question", "sheet", name=op.f("uq_survey_answer_cohort_id_question_sheet")
        ),
        sqlite_autoincrement=True,
    )


def _team_rule() -> None:
    op.create_table(
        "team_rule",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("trait", sa.String(), nullable=True),
        sa.Column("least", sa.Integer(), nullable=True),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("trainee_id", sa.Integer(), nullable=True),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('비율 고르게', '혼자 없게', '한 명 이상', '합 고르게', '희망 반영', '떨어뜨림', '붙임', '고정')",
            name=op.f("ck_team_rule_kind"),
        ),
        sa.CheckConstraint("trait IN ('비전공', '여', '나이', '실력')", name=op.f("ck_team_rule_trait")),
        sa.CheckConstraint("trainee_id != other_id", name=op.f("ck_team_rule_pair")),
        sa.CheckConstraint("weight BETWEEN 0 AND 1000", name=op.f("ck_team_rule_weight")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_team_rule_cohort_id")),
        sa.ForeignKeyConstraint(["other_id"], ["trainee.id"], name=op.f("fk_team_rule_other_id")),
        sa.ForeignKeyConstraint(["team_id"], ["project_team.id"], name=op.f("fk_team_rule_team_id")),
        sa.ForeignKeyConstraint(["trainee_id"], ["trainee.id"], name=op.f("fk_team_rule_trainee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_rule")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_team_rule_cohort_id"), "team_rule", ["cohort_id"], unique=False)
    op.create_index(op.f("ix_team_rule_other_id"), "team_rule", ["other_id"], unique=False)
    op.create_index(op.f("ix_team_rule_team_id"), "team_rule", ["team_id"], unique=False)
    op.create_index(op.f("ix_team_rule_trainee_id"), "team_rule", ["trainee_id"], unique=False)


def _team_wish() -> None:
    op.create_table(
        "team_wish",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_team_wish_rank")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_team_wish_enrolment_id")),
        sa.ForeignKeyConstraint(["team_id"], ["project_team.id"], name=op.f("fk_team_wish_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_wish")),
        sa.UniqueConstraint("enrolment_id", "team_id", name=op.f("uq_team_wish_enrolment_id_team_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_team_wish_team_id"), "team_wish", ["team_id"], unique=False)
