"""An operation tells at which desk it was done, and whether its images were taken out of the journal since.

What was done before knows no desk: it stays undoable by whoever bears the name it was done under.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("operation", sa.Column("desk", sa.String(), nullable=True))
    op.add_column(
        "operation", sa.Column("condensed", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
