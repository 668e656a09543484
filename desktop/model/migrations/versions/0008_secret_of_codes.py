"""A data file has a secret, with which the codes on its certificates are made. A new one gets it here too."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    secret = op.create_table(
        "certificate_secret",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_certificate_secret_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_secret")),
        sqlite_autoincrement=True,
    )
    op.bulk_insert(secret, [{"id": 1, "value": secrets.token_bytes(32)}])
