"""A server too has an index of pairs of characters, and the digits of a phone number stand among the words.

Lines are written anew after it.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_PAIRS = (
    """CREATE FUNCTION hangul_pairs(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
       SELECT string_to_array(hangul, NULL)
           || string_to_array(regexp_replace(hangul, '(..)', '\\1|', 'g'), '|')
           || string_to_array(regexp_replace(substr(hangul, 2), '(..)', '\\1|', 'g'), '|')
       FROM (SELECT regexp_replace(words, '[ -~]+', ' ', 'g') AS hangul) AS told $$""",
    "CREATE INDEX ix_trainee_line_pairs ON trainee_line USING gin (hangul_pairs(words))",
)


def upgrade() -> None:
    op.execute("DELETE FROM trainee_line")
    if op.get_bind().dialect.name == "postgresql":
        for statement in _PAIRS:
            op.execute(statement)
