"""How the tables of lines and their search indices are made: in a database of the moment, and by a migration."""

from collections.abc import Iterator

from sqlalchemy import Connection

from desktop.queries.lines import Line

_PAIRS = """CREATE OR REPLACE FUNCTION hangul_pairs(words text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT string_to_array(hangul, NULL)
            || string_to_array(regexp_replace(hangul, '(..)', '\\1|', 'g'), '|')
            || string_to_array(regexp_replace(substr(hangul, 2), '(..)', '\\1|', 'g'), '|')
        FROM (SELECT regexp_replace(words, '[ -~]+', ' ', 'g') AS hangul) AS told $$"""


def make(connection: Connection, line: Line) -> None:
    """Make a line's table, without rows, and all its indices."""
    line.table.create(connection)
    for statement in statements(line, connection.dialect.name):
        connection.exec_driver_sql(statement)


def statements(line: Line, dialect: str) -> Iterator[str]:
    """What makes the indices that no `Table` declares, in the words of each database."""
    table = line.table.name
    for name, rows in line.partial.items():
        yield f"CREATE INDEX ix_{table}_{name} ON {table} {rows}"
    if dialect == "sqlite":
        columns = ", ".join(line.searched)
        yield f"CREATE VIRTUAL TABLE {line.trigrams} USING fts5({columns}, content='', tokenize='trigram')"
        yield (
            f"CREATE VIRTUAL TABLE {line.bigrams} USING fts5({columns}, content='', detail=column, prefix='1', "
            "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* P* S* M* Co'\")"
        )
    else:
        yield "CREATE EXTENSION IF NOT EXISTS pg_trgm"
        yield f"CREATE INDEX ix_{table}_words ON {table} USING gin (words gin_trgm_ops)"
        yield _PAIRS
        yield f"CREATE INDEX ix_{table}_pairs ON {table} USING gin (hangul_pairs(words))"
