"""The keys of attachments that lie sealed beside a protected data file."""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_MORE = {"stored_file": ("key",)}


def upgrade() -> None:
    kind = "BYTEA" if op.get_bind().dialect.name == "postgresql" else "BLOB"
    for table, columns in _MORE.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
