"""The training year: sessions and marks, papers, mentors and their logs, what a stage asks for, attachments, reserves."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


_MORE = {
    "cohort": (
        "reference_date DATE",
        "youngest INTEGER",
        "oldest INTEGER CONSTRAINT ck_cohort_ages CHECK (oldest >= youngest)",
        "district VARCHAR",
        "resident_months INTEGER",
        "unemployed_only BOOLEAN DEFAULT true NOT NULL",
        "repeat VARCHAR DEFAULT '수료자만 불가' NOT NULL "
        "CONSTRAINT ck_cohort_repeat CHECK (repeat IN ('가능', '수료자만 불가', '불가'))",
    ),
    "stage": (
        "minors_per_absence INTEGER DEFAULT 3 NOT NULL "
        "CONSTRAINT ck_stage_minors CHECK (minors_per_absence BETWEEN 0 AND 20)",
        "minors_per_period BOOLEAN DEFAULT false NOT NULL",
        "excused_present BOOLEAN DEFAULT false NOT NULL",
        "excused_limit INTEGER CONSTRAINT ck_stage_excused CHECK (excused_limit >= 0)",
        "counts_hours BOOLEAN DEFAULT false NOT NULL",
        "expelled_in_period INTEGER CONSTRAINT ck_stage_expelled_in CHECK (expelled_in_period BETWEEN 1 AND 100)",
        "expelled_over_all INTEGER CONSTRAINT ck_stage_expelled_all CHECK (expelled_over_all BETWEEN 1 AND 100)",
        "completes_by_attendance BOOLEAN DEFAULT true NOT NULL",
        "completes_by_score BOOLEAN DEFAULT true NOT NULL",
        "completes_by_project BOOLEAN DEFAULT false NOT NULL",
    ),
    "project_team": (
        "title VARCHAR",
        "field VARCHAR",
        "technologies VARCHAR",
        "outputs VARCHAR",
        "link VARCHAR",
        "mentor_id INTEGER CONSTRAINT fk_project_team_mentor_id REFERENCES mentor (id)",
        "picture_id INTEGER CONSTRAINT fk_project_team_picture_id REFERENCES attachment (id)",
    ),
    "enrolment": (
        "joined_on DATE",
        "left_on DATE CONSTRAINT ck_enrolment_stay CHECK (left_on >= joined_on)",
        "skill INTEGER CONSTRAINT ck_enrolment_skill CHECK (skill BETWEEN 1 AND 5)",
        "role VARCHAR",
        "employment VARCHAR CONSTRAINT ck_enrolment_employment CHECK (employment IN ('미취업', '취업'))",
        "resident_since DATE",
        "application_number INTEGER",
    ),
}
"""SQLite adds a rule to a table that is there only with a new column."""
_STATUSES = "'신청', '선발', '예비', '수강', '수료', '미수료', '중도포기', '탈락'"


def upgrade() -> None:
    _let_reserves_be()
    for make in (_stored_file, _attachment, _file_piece, _mentor):
        make()
    for table, columns in _MORE.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    op.execute("UPDATE cohort SET youngest = 20, oldest = 39")  # as a new one begins
    for column in ("mentor_id", "picture_id"):
        op.create_index(op.f(f"ix_project_team_{column}"), "project_team", [column])
    for make in (
        _session_pattern,
        _session,
        _attendance_mark,
        _mentor_log,
        _coaching_note,
        _wanted_paper,
        _handed_paper,
    ):
        make()


def _let_reserves_be() -> None:
    """A person may stand in reserve. SQLite changes no rule of a table: it is made anew, as no table points at it yet.

    Written out, for Alembic's own way puts the rules in another order each time. Ids stay unused twice: what was counted
    so far is kept.
    """
    bind, rule = op.get_bind(), f"status IN ({_STATUSES})"
    if bind.dialect.name != "sqlite":
        op.drop_constraint(op.f("ck_enrolment_status"), "enrolment", type_="check")
        op.create_check_constraint(op.f("ck_enrolment_status"), "enrolment", rule)
        return
    columns = "id, trainee_id, stage_id, team_id, status, reason"
    last = bind.scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'enrolment'"))
    for statement in (
        f"""CREATE TABLE enrolment_with_reserves (
            id INTEGER NOT NULL CONSTRAINT pk_enrolment PRIMARY KEY AUTOINCREMENT,
            trainee_id INTEGER NOT NULL,
            stage_id INTEGER NOT NULL,
            team_id INTEGER,
            status VARCHAR NOT NULL,
            reason VARCHAR,
            CONSTRAINT ck_enrolment_status CHECK ({rule}),
            CONSTRAINT fk_enrolment_stage_id FOREIGN KEY (stage_id) REFERENCES stage (id),
            CONSTRAINT fk_enrolment_team_id FOREIGN KEY (team_id) REFERENCES project_team (id),
            CONSTRAINT fk_enrolment_trainee_id FOREIGN KEY (trainee_id) REFERENCES trainee (id),
            CONSTRAINT uq_enrolment_trainee_id_stage_id UNIQUE (trainee_id, stage_id)
        )""",
        f"INSERT INTO enrolment_with_reserves ({columns}) SELECT {columns} FROM enrolment",
        "DROP TABLE enrolment",
        "ALTER TABLE enrolment_with_reserves RENAME TO enrolment",
        "CREATE INDEX ix_enrolment_stage_id ON enrolment (stage_id)",
        "CREATE INDEX ix_enrolment_team_id ON enrolment (team_id)",
    ):
        op.execute(statement)
    if last is not None:
        op.execute("DELETE FROM sqlite_sequence WHERE name = 'enrolment'")
        op.execute(f"INSERT INTO sqlite_sequence (name, seq) VALUES ('enrolment', {int(last)})")


def _stored_file() -> None:
    op.create_table(
        "stored_file",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_stored_file_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
        sa.UniqueConstraint("sha256", name=op.f("uq_stored_file_sha256")),
        sqlite_autoincrement=True,
    )


def _attachment() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_attachment_name")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_attachment_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_attachment_file_id"), "attachment", ["file_id"], unique=False)


def _file_piece() -> None:
    op.create_table(
        "file_piece",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_file_piece_file_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_piece")),
        sa.UniqueConstraint("file_id", "number", name=op.f("uq_file_piece_file_id_number")),
        sqlite_autoincrement=True,
    )


def _mentor() -> None:
    op.create_table(
        "mentor",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("affiliation", sa.String(), nullable=True),
        sa.Column("specialty", sa.String(), nullable=True),
        sa.Column("hourly_fee", sa.Integer(), nullable=True),
        sa.CheckConstraint("hourly_fee >= 0", name=op.f("ck_mentor_fee")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mentor_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor")),
        sa.UniqueConstraint("person_id", name=op.f("uq_mentor_person_id")),
        sqlite_autoincrement=True,
    )


def _session_pattern() -> None:
    op.create_table(
        "session_pattern",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.String(), nullable=False),
        sa.Column("starts_at", sa.String(), nullable=False),
        sa.Column("ends_at", sa.String(), nullable=False),
        sa.Column("room", sa.String(), nullable=True),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "weekday IN ('월', '화', '수', '목', '금', '토', '일')", name=op.f("ck_session_pattern_weekday")
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_session_pattern_hours")),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name=op.f("fk_session_pattern_mentor_id")),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_session_pattern_stage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_pattern")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_session_pattern_mentor_id"), "session_pattern", ["mentor_id"], unique=False)
    op.create_index(op.f("ix_session_pattern_stage_id"), "session_pattern", ["stage_id"], unique=False)


def _session() -> None:
    op.create_table(
        "session",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.String(), nullable=False),
        sa.Column("ends_at", sa.String(), nullable=False),
        sa.Column("room", sa.String(), nullable=True),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(reason IS NOT NULL AND length(reason) > 0) OR kind != '휴강'", name=op.f("ck_session_reason")
        ),
        sa.CheckConstraint("kind IN ('수업', '보강', '휴강')", name=op.f("ck_session_kind")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_session_hours")),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name=op.f("fk_session_mentor_id")),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_session_stage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.UniqueConstraint(
            "stage_id", "held_on", "starts_at", name=op.f("uq_session_stage_id_held_on_starts_at")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_session_held_on_starts_at"), "session", ["held_on", "starts_at"], unique=False)
    op.create_index(op.f("ix_session_mentor_id"), "session", ["mentor_id"], unique=False)


def _attendance_mark() -> None:
    op.create_table(
        "attendance_mark",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "mark IN ('출석', '지각', '조퇴', '외출', '결석', '공결')", name=op.f("ck_attendance_mark_mark")
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_attendance_mark_enrolment_id")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["attachment.id"], name=op.f("fk_attendance_mark_evidence_id")
        ),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_attendance_mark_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_mark")),
        sa.UniqueConstraint(
            "enrolment_id", "session_id", name=op.f("uq_attendance_mark_enrolment_id_session_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_attendance_mark_evidence_id"), "attendance_mark", ["evidence_id"], unique=False)
    op.create_index(op.f("ix_attendance_mark_session_id"), "attendance_mark", ["session_id"], unique=False)
    op.create_index(
        op.f("ix_attendance_mark_enrolment_id_mark"),
        "attendance_mark",
        ["enrolment_id", "mark"],
        unique=False,
    )


def _mentor_log() -> None:
    op.create_table(
        "mentor_log",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.String(), nullable=False),
        sa.Column("ends_at", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("next_task", sa.String(), nullable=True),
        sa.Column("photo_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_mentor_log_hours")),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name=op.f("fk_mentor_log_mentor_id")),
        sa.ForeignKeyConstraint(["photo_id"], ["attachment.id"], name=op.f("fk_mentor_log_photo_id")),
        sa.ForeignKeyConstraint(["team_id"], ["project_team.id"], name=op.f("fk_mentor_log_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_log")),
        sa.UniqueConstraint(
            "mentor_id",
            "team_id",
            "held_on",
            "starts_at",
            name=op.f("uq_mentor_log_mentor_id_team_id_held_on_starts_at"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_mentor_log_held_on_mentor_id"), "mentor_log", ["held_on", "mentor_id"], unique=False
    )
    op.create_index(op.f("ix_mentor_log_photo_id"), "mentor_log", ["photo_id"], unique=False)
    op.create_index(op.f("ix_mentor_log_team_id"), "mentor_log", ["team_id"], unique=False)


def _coaching_note() -> None:
    op.create_table(
        "coaching_note",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("trainee_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("private_text", sa.String(), nullable=True),
        sa.Column("next_action", sa.String(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name=op.f("fk_coaching_note_mentor_id")),
        sa.ForeignKeyConstraint(["trainee_id"], ["trainee.id"], name=op.f("fk_coaching_note_trainee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coaching_note")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_coaching_note_mentor_id"), "coaching_note", ["mentor_id"], unique=False)
    op.create_index(op.f("ix_coaching_note_trainee_id"), "coaching_note", ["trainee_id"], unique=False)


def _wanted_paper() -> None:
    op.create_table(
        "wanted_paper",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_wanted_paper_stage_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wanted_paper")),
        sa.UniqueConstraint("stage_id", "title", name=op.f("uq_wanted_paper_stage_id_title")),
        sqlite_autoincrement=True,
    )


def _handed_paper() -> None:
    op.create_table(
        "handed_paper",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('제출', '보완요청', '면제')", name=op.f("ck_handed_paper_state")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_handed_paper_enrolment_id")
        ),
        sa.ForeignKeyConstraint(["evidence_id"], ["attachment.id"], name=op.f("fk_handed_paper_evidence_id")),
        sa.ForeignKeyConstraint(["paper_id"], ["wanted_paper.id"], name=op.f("fk_handed_paper_paper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handed_paper")),
        sa.UniqueConstraint("paper_id", "enrolment_id", name=op.f("uq_handed_paper_paper_id_enrolment_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_handed_paper_enrolment_id"), "handed_paper", ["enrolment_id"], unique=False)
    op.create_index(op.f("ix_handed_paper_evidence_id"), "handed_paper", ["evidence_id"], unique=False)
