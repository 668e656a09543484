"""The first tables, and the triggers that count places."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


_TAKEN = """(SELECT count(*) FROM internship_match AS m
             WHERE m.opening_id = {opening} AND m.status NOT IN ('중도종료', '취소'))"""

PLACE_TRIGGERS = {
    "sqlite": [
        f"""CREATE TRIGGER {name} AFTER {event} BEGIN
              SELECT RAISE(ABORT, 'ieum_places_exceeded')
              WHERE {_TAKEN.format(opening=opening)} > (SELECT places FROM opening WHERE id = {opening});
            END"""
        for name, event, opening in (
            ("match_places_insert", "INSERT ON internship_match", "NEW.opening_id"),
            ("match_places_update", "UPDATE OF opening_id, status ON internship_match", "NEW.opening_id"),
            ("opening_places_update", "UPDATE OF places ON opening", "NEW.id"),
        )
    ],
    "postgresql": [
        # The row lock makes two offices that fill the last place at once take turns.
        f"""CREATE FUNCTION match_places() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE allowed integer;
            BEGIN
              SELECT places INTO allowed FROM opening WHERE id = NEW.opening_id FOR UPDATE;
              IF {_TAKEN.format(opening="NEW.opening_id")} > allowed THEN
                RAISE EXCEPTION 'ieum_places_exceeded' USING ERRCODE = 'check_violation';
              END IF;
              RETURN NEW;
            END $$""",
        f"""CREATE FUNCTION opening_places() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF {_TAKEN.format(opening="NEW.id")} > NEW.places THEN
                RAISE EXCEPTION 'ieum_places_exceeded' USING ERRCODE = 'check_violation';
              END IF;
              RETURN NEW;
            END $$""",
        """CREATE TRIGGER match_places AFTER INSERT OR UPDATE OF opening_id, status ON internship_match
           FOR EACH ROW EXECUTE FUNCTION match_places()""",
        """CREATE TRIGGER opening_places AFTER UPDATE OF places ON opening
           FOR EACH ROW EXECUTE FUNCTION opening_places()""",
    ],
}
"""A place is never given twice, whoever writes: counted by the database itself, in the words of each."""


def _board() -> None:
    op.create_table(
        "board",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("ground_rules", sa.String(), nullable=True),
        sa.CheckConstraint("year BETWEEN 1990 AND 2200", name=op.f("ck_board_year")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board")),
        sa.UniqueConstraint("name", name=op.f("uq_board_name")),
        sqlite_autoincrement=True,
    )


def _certificate_batch() -> None:
    op.create_table(
        "certificate_batch",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_batch")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_certificate_batch_sha256"), "certificate_batch", ["sha256"], unique=False)


def _cohort() -> None:
    op.create_table(
        "cohort",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("weeks", sa.Integer(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_cohort_period")),
        sa.CheckConstraint("weeks BETWEEN 1 AND 200", name=op.f("ck_cohort_weeks")),
        sa.CheckConstraint("year BETWEEN 1990 AND 2200", name=op.f("ck_cohort_year")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort")),
        sa.UniqueConstraint("name", name=op.f("uq_cohort_name")),
        sqlite_autoincrement=True,
    )


def _company() -> None:
    op.create_table(
        "company",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_initials", sa.String(), nullable=False),
        sa.Column("registration_number", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("head_count", sa.Integer(), nullable=True),
        sa.Column("contact_name", sa.String(), nullable=True),
        sa.Column("contact_phone", sa.String(), nullable=True),
        sa.Column("contact_email", sa.String(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("agreed_until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("agreed_until >= agreed_on", name=op.f("ck_company_agreement")),
        sa.CheckConstraint("head_count >= 0", name=op.f("ck_company_head_count")),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_company_name")),
        sa.CheckConstraint("length(registration_number) = 12", name=op.f("ck_company_registration_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company")),
        sa.UniqueConstraint("registration_number", name=op.f("uq_company_registration_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_company_name_id"), "company", ["name", "id"], unique=False)
    op.create_index(op.f("ix_company_name_initials_id"), "company", ["name_initials", "id"], unique=False)


def _image() -> None:
    op.create_table(
        "image",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_image")),
        sa.UniqueConstraint("sha256", name=op.f("uq_image_sha256")),
        sqlite_autoincrement=True,
    )


def _import_mapping() -> None:
    op.create_table(
        "import_mapping",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("shape", sa.String(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mapping")),
        sa.UniqueConstraint("kind", "shape", name=op.f("uq_import_mapping_kind_shape")),
        sqlite_autoincrement=True,
    )


def _number_series() -> None:
    op.create_table(
        "number_series",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("last >= 0", name=op.f("ck_number_series_last")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_series")),
        sa.UniqueConstraint("kind", "year", name=op.f("uq_number_series_kind_year")),
        sqlite_autoincrement=True,
    )


def _operation() -> None:
    op.create_table(
        "operation",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reverts_id", sa.Integer(), nullable=True),
        sa.Column("reverted", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.String(), nullable=True),
        sa.Column("summary", sa.JSON(), nullable=True),
        sa.CheckConstraint("kind IN ('실행', '되돌리기', '다시 실행')", name=op.f("ck_operation_kind")),
        sa.ForeignKeyConstraint(["reverts_id"], ["operation.id"], name=op.f("fk_operation_reverts_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_operation_kind_reverted_id"), "operation", ["kind", "reverted", "id"], unique=False
    )


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_initials", sa.String(), nullable=False),
        sa.Column("name_hanja", sa.String(), nullable=True),
        sa.Column("english_name", sa.String(), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("gender", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("phone_last4", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("consent_date", sa.Date(), nullable=True),
        sa.Column("consent_scope", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("gender IN ('남', '여')", name=op.f("ck_person_gender")),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_person_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_person_birth_date_id"), "person", ["birth_date", "id"], unique=False)
    op.create_index(op.f("ix_person_name_id"), "person", ["name", "id"], unique=False)
    op.create_index(op.f("ix_person_name_initials_id"), "person", ["name_initials", "id"], unique=False)
    op.create_index(op.f("ix_person_phone_last4_id"), "person", ["phone_last4", "id"], unique=False)


def _saved_view() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("kind", "name", name=op.f("uq_saved_view_kind_name")),
        sqlite_autoincrement=True,
    )


def _certificate() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("status_on", sa.Date(), nullable=True),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("row_sha256", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('수료', '우수', '위촉', '참여')", name=op.f("ck_certificate_kind")),
        sa.CheckConstraint("status = '발급' OR length(reason) > 0", name=op.f("ck_certificate_reason")),
        sa.CheckConstraint("status IN ('발급', '재발급', '폐기')", name=op.f("ck_certificate_status")),
        sa.CheckConstraint("sequence > 0", name=op.f("ck_certificate_sequence")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_certificate_cohort_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_certificate_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("kind", "year", "sequence", name=op.f("uq_certificate_kind_year_sequence")),
        sa.UniqueConstraint("number", name=op.f("uq_certificate_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_certificate_cohort_id"), "certificate", ["cohort_id"], unique=False)
    op.create_index(op.f("ix_certificate_person_id"), "certificate", ["person_id"], unique=False)
    op.create_index(op.f("ix_certificate_sha256"), "certificate", ["sha256"], unique=False)


def _change() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("last_row_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.CheckConstraint("action IN ('추가', '수정', '삭제')", name=op.f("ck_change_action")),
        sa.ForeignKeyConstraint(["operation_id"], ["operation.id"], name=op.f("fk_change_operation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_change_operation_id"), "change", ["operation_id"], unique=False)
    op.create_index(
        op.f("ix_change_table_name_row_id_last_row_id"),
        "change",
        ["table_name", "row_id", "last_row_id"],
        unique=False,
    )


def _member() -> None:
    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("staff_number", sa.String(), nullable=True),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("duty", sa.String(), nullable=True),
        sa.Column("grade", sa.String(), nullable=True),
        sa.Column("appointed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "department IS NOT NULL OR staff_number IS NOT NULL", name=op.f("ck_member_identity")
        ),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_member_board_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_member_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("board_id", "person_id", name=op.f("uq_member_board_id_person_id")),
        sa.UniqueConstraint("board_id", "staff_number", name=op.f("uq_member_board_id_staff_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_member_board_id"), "member", ["board_id"], unique=False)
    op.create_index(op.f("ix_member_person_id"), "member", ["person_id"], unique=False)


def _office() -> None:
    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("officer", sa.String(), nullable=True),
        sa.Column("head_title", sa.String(), nullable=True),
        sa.Column("head_name", sa.String(), nullable=True),
        sa.Column("head_english", sa.String(), nullable=True),
        sa.Column("issuer_title", sa.String(), nullable=False),
        sa.Column("issuer_name", sa.String(), nullable=True),
        sa.Column("issuer_english", sa.String(), nullable=True),
        sa.Column("joint_issuer", sa.Boolean(), nullable=False),
        sa.Column("logo_id", sa.Integer(), nullable=True),
        sa.Column("seal_id", sa.Integer(), nullable=True),
        sa.Column("seal_permission", sa.String(), nullable=True),
        sa.Column("number_format", sa.String(), nullable=False),
        sa.Column("internship_months", sa.Integer(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_office_only_one")),
        sa.CheckConstraint("internship_months BETWEEN 1 AND 24", name=op.f("ck_office_internship_months")),
        sa.CheckConstraint("seal_id IS NULL OR length(seal_permission) > 0", name=op.f("ck_office_seal")),
        sa.ForeignKeyConstraint(["logo_id"], ["image.id"], name=op.f("fk_office_logo_id")),
        sa.ForeignKeyConstraint(["seal_id"], ["image.id"], name=op.f("fk_office_seal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sqlite_autoincrement=True,
    )


def _opening() -> None:
    op.create_table(
        "opening",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column("duty", sa.String(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("skills", sa.String(), nullable=True),
        sa.Column("wage", sa.Integer(), nullable=True),
        sa.Column("conditions", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.CheckConstraint("length(duty) > 0", name=op.f("ck_opening_duty")),
        sa.CheckConstraint("places >= 0", name=op.f("ck_opening_places")),
        sa.CheckConstraint("wage >= 0", name=op.f("ck_opening_wage")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_opening_cohort_id")),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_opening_company_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_opening_cohort_id"), "opening", ["cohort_id"], unique=False)
    op.create_index(op.f("ix_opening_company_id"), "opening", ["company_id"], unique=False)


def _project_team() -> None:
    op.create_table(
        "project_team",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_project_team_cohort_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_team")),
        sa.UniqueConstraint("cohort_id", "name", name=op.f("uq_project_team_cohort_id_name")),
        sqlite_autoincrement=True,
    )


def _stage() -> None:
    op.create_table(
        "stage",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("attendance_minimum", sa.Integer(), nullable=False),
        sa.Column("score_minimum", sa.Integer(), nullable=False),
        sa.CheckConstraint("attendance_minimum BETWEEN 0 AND 100", name=op.f("ck_stage_attendance")),
        sa.CheckConstraint("capacity >= 0", name=op.f("ck_stage_capacity")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_stage_period")),
        sa.CheckConstraint("hours >= 0", name=op.f("ck_stage_hours")),
        sa.CheckConstraint("score_minimum BETWEEN 0 AND 100", name=op.f("ck_stage_score")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_stage_cohort_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage")),
        sa.UniqueConstraint("cohort_id", "name", name=op.f("uq_stage_cohort_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_stage_cohort_id_position"), "stage", ["cohort_id", "position"], unique=False)


def _theme() -> None:
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_theme_name")),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_theme_board_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("board_id", "name", name=op.f("uq_theme_board_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_theme_board_id"), "theme", ["board_id"], unique=False)


def _trainee() -> None:
    op.create_table(
        "trainee",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(), nullable=True),
        sa.Column("major", sa.String(), nullable=True),
        sa.Column("major_kind", sa.String(), nullable=True),
        sa.CheckConstraint("major_kind IN ('전공', '비전공')", name=op.f("ck_trainee_major_kind")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_trainee_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainee")),
        sa.UniqueConstraint("person_id", name=op.f("uq_trainee_person_id")),
        sqlite_autoincrement=True,
    )


def _certificate_file() -> None:
    op.create_table(
        "certificate_file",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("reissue", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name=op.f("fk_certificate_file_certificate_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_file")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_certificate_file_certificate_id"), "certificate_file", ["certificate_id"], unique=False
    )
    op.create_index(op.f("ix_certificate_file_sha256"), "certificate_file", ["sha256"], unique=False)


def _enrolment() -> None:
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("trainee_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "status IN ('신청', '선발', '수강', '수료', '미수료', '중도포기', '탈락')",
            name=op.f("ck_enrolment_status"),
        ),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_enrolment_stage_id")),
        sa.ForeignKeyConstraint(["team_id"], ["project_team.id"], name=op.f("fk_enrolment_team_id")),
        sa.ForeignKeyConstraint(["trainee_id"], ["trainee.id"], name=op.f("fk_enrolment_trainee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint("trainee_id", "stage_id", name=op.f("uq_enrolment_trainee_id_stage_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_enrolment_stage_id"), "enrolment", ["stage_id"], unique=False)
    op.create_index(op.f("ix_enrolment_team_id"), "enrolment", ["team_id"], unique=False)


def _internship_match() -> None:
    op.create_table(
        "internship_match",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("trainee_id", sa.Integer(), nullable=False),
        sa.Column("opening_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("supervisor", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("origin IN ('직접', '추천')", name=op.f("ck_internship_match_origin")),
        sa.CheckConstraint(
            "status IN ('예정', '근무', '종료', '중도종료', '정규직 전환', '취소')",
            name=op.f("ck_internship_match_status"),
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_internship_match_period")),
        sa.ForeignKeyConstraint(["opening_id"], ["opening.id"], name=op.f("fk_internship_match_opening_id")),
        sa.ForeignKeyConstraint(["trainee_id"], ["trainee.id"], name=op.f("fk_internship_match_trainee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_internship_match")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_internship_match_opening_id"), "internship_match", ["opening_id"], unique=False)
    op.create_index(op.f("ix_internship_match_status_id"), "internship_match", ["status", "id"], unique=False)
    op.create_index(op.f("ix_internship_match_trainee_id"), "internship_match", ["trainee_id"], unique=False)


def _proposal() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_initials", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("idea", sa.String(), nullable=True),
        sa.Column("effect", sa.String(), nullable=True),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("proposed_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "status IN ('발굴', '토론', '검토', '시범', '채택', '시행', '보류', '반려')",
            name=op.f("ck_proposal_status"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('보류', '반려') OR length(reason) > 0", name=op.f("ck_proposal_reason")
        ),
        sa.CheckConstraint("cost >= 0", name=op.f("ck_proposal_cost")),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_proposal_title")),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_proposal_board_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_proposal_theme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_proposal_board_id"), "proposal", ["board_id"], unique=False)
    op.create_index(op.f("ix_proposal_status_id"), "proposal", ["status", "id"], unique=False)
    op.create_index(op.f("ix_proposal_theme_id"), "proposal", ["theme_id"], unique=False)
    op.create_index(op.f("ix_proposal_title_id"), "proposal", ["title", "id"], unique=False)


def _authorship() -> None:
    op.create_table(
        "authorship",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_authorship_member_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_authorship_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authorship")),
        sa.UniqueConstraint("proposal_id", "member_id", name=op.f("uq_authorship_proposal_id_member_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_authorship_member_id"), "authorship", ["member_id"], unique=False)


def upgrade() -> None:
    _board()
    _certificate_batch()
    _cohort()
    _company()
    _image()
    _import_mapping()
    _number_series()
    _operation()
    _person()
    _saved_view()
    _certificate()
    _change()
    _member()
    _office()
    _opening()
    _project_team()
    _stage()
    _theme()
    _trainee()
    _certificate_file()
    _enrolment()
    _internship_match()
    _proposal()
    _authorship()
    for statement in PLACE_TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)
