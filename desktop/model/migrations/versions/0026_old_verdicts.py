"""The verdict a proposal was begun anew over; of those there already, where the old one still stands by it."""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_OLD_NO = "('불채택', '보류', '취하')"


_MORE = {"proposal": ("revived_verdict VARCHAR",)}


def upgrade() -> None:
    for table, columns in _MORE.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    op.execute(
        "UPDATE proposal SET revived_verdict = ("
        "SELECT old.status || CASE WHEN old.reason IS NULL THEN '' ELSE ': ' || old.reason END "
        f"FROM proposal AS old WHERE old.id = proposal.revived_from_id AND old.status IN {_OLD_NO}) "
        "WHERE revived_from_id IS NOT NULL"
    )
