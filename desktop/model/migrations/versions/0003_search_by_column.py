"""The search indices of the list of trainees tell in which column a word stands; lines are written anew after it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_COLUMNS = "name, name_initials, phone, address, email, english_name, school, major, note"
_SEARCH_TABLES = (
    f"CREATE VIRTUAL TABLE trainee_trigram USING fts5({_COLUMNS}, content='', tokenize='trigram')",
    f"CREATE VIRTUAL TABLE trainee_bigram USING fts5({_COLUMNS}, content='', detail=column, prefix='1', "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* P* S* M* Co'\")",
)


def upgrade() -> None:
    op.execute("DELETE FROM trainee_line")
    op.add_column("trainee_line", sa.Column("name_initials", sa.String(), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        for name in ("trainee_trigram", "trainee_bigram"):
            op.execute(f"DROP TABLE {name}")
        for statement in _SEARCH_TABLES:
            op.execute(statement)
