"""The register takes documents of other kinds, each with its own numbers, and of a term of the board.

SQLite changes no rule of a table: the register is made anew, and the frozen copies with it, which point at it. They are
copied once. Ids stay unused twice: what was counted so far is kept.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_KINDS = "kind IN ('수료', '우수', '위촉', '참여', '표창', '보드 수료', '상장', '단체 상장')"
_ONE_OF = "cohort_id IS NULL OR board_id IS NULL"
_LINE = (
    "id, number, kind, year, sequence, person_id, cohort_id, name, birth_date, course, issued_on, issuer, status, reason, "
    "status_on, template, snapshot, sha256, row_sha256"
)
_FILE = "id, certificate_id, made_at, reissue, sha256, pdf, row_sha256"
_INDEXES = {
    "certificate": ("cohort_id", "person_id", "sha256"),
    "certificate_file": ("certificate_id", "sha256"),
}


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _anew()
    else:
        op.add_column("certificate", sa.Column("board_id", sa.Integer(), nullable=True))
        op.create_foreign_key(op.f("fk_certificate_board_id"), "certificate", "board", ["board_id"], ["id"])
        op.drop_constraint(op.f("ck_certificate_kind"), "certificate", type_="check")
        op.create_check_constraint(op.f("ck_certificate_kind"), "certificate", _KINDS)
        op.create_check_constraint(op.f("ck_certificate_one_of"), "certificate", _ONE_OF)
    op.create_index(op.f("ix_certificate_board_id"), "certificate", ["board_id"], unique=False)


def _anew() -> None:
    bind = op.get_bind()
    counted = {
        table: bind.scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table})
        for table in _INDEXES
    }
    for statement in (
        f"""CREATE TABLE certificate_anew (
            id INTEGER NOT NULL CONSTRAINT pk_certificate PRIMARY KEY AUTOINCREMENT,
            number VARCHAR NOT NULL,
            kind VARCHAR NOT NULL,
            year INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            person_id INTEGER NOT NULL,
            cohort_id INTEGER,
            name VARCHAR NOT NULL,
            birth_date DATE,
            course VARCHAR NOT NULL,
            issued_on DATE NOT NULL,
            issuer VARCHAR NOT NULL,
            status VARCHAR NOT NULL,
            reason VARCHAR,
            status_on DATE,
            template VARCHAR NOT NULL,
            snapshot JSON NOT NULL,
            sha256 VARCHAR NOT NULL,
            row_sha256 VARCHAR NOT NULL,
            board_id INTEGER,
            CONSTRAINT ck_certificate_kind CHECK ({_KINDS}),
            CONSTRAINT ck_certificate_one_of CHECK ({_ONE_OF}),
            CONSTRAINT ck_certificate_reason CHECK (status = '발급' OR length(reason) > 0),
            CONSTRAINT ck_certificate_status CHECK (status IN ('발급', '재발급', '폐기')),
            CONSTRAINT ck_certificate_sequence CHECK (sequence > 0),
            CONSTRAINT fk_certificate_board_id FOREIGN KEY (board_id) REFERENCES board (id),
            CONSTRAINT fk_certificate_cohort_id FOREIGN KEY (cohort_id) REFERENCES cohort (id),
            CONSTRAINT fk_certificate_person_id FOREIGN KEY (person_id) REFERENCES person (id),
            CONSTRAINT uq_certificate_kind_year_sequence UNIQUE (kind, year, sequence),
            CONSTRAINT uq_certificate_number UNIQUE (number)
        )""",
        f"INSERT INTO certificate_anew ({_LINE}) SELECT {_LINE} FROM certificate",
        """CREATE TABLE certificate_file_anew (
            id INTEGER NOT NULL CONSTRAINT pk_certificate_file PRIMARY KEY AUTOINCREMENT,
            certificate_id INTEGER NOT NULL,
            made_at DATETIME NOT NULL,
            reissue BOOLEAN NOT NULL,
            sha256 VARCHAR NOT NULL,
            pdf BLOB NOT NULL,
            row_sha256 VARCHAR,
            CONSTRAINT fk_certificate_file_certificate_id FOREIGN KEY (certificate_id) REFERENCES certificate_anew (id)
        )""",
        f"INSERT INTO certificate_file_anew ({_FILE}) SELECT {_FILE} FROM certificate_file",
        "DROP TABLE certificate_file",
        "DROP TABLE certificate",
        "ALTER TABLE certificate_anew RENAME TO certificate",
        "ALTER TABLE certificate_file_anew RENAME TO certificate_file",
    ):
        op.execute(statement)
    for table, columns in _INDEXES.items():
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
        op.execute(f"DELETE FROM sqlite_sequence WHERE name IN ('{table}', '{table}_anew')")
        if counted[table] is not None:
            op.execute(f"INSERT INTO sqlite_sequence (name, seq) VALUES ('{table}', {int(counted[table])})")
