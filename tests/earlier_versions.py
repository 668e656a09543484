"""Takes newer tables out of a data file, for tests of what the migrations make of an older one."""

from importlib import import_module

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import text

from desktop.model.tables import METADATA

_VERSIONS = "desktop.model.migrations.versions."
_YEAR, _SCORES, _INTERVIEWS = (
    import_module(_VERSIONS + name) for name in ("0011_training_year", "0012_scores", "0015_interviews")
)


def as_version_10_left_it(connection):
    """No training year: neither its tables nor what it asks of cohorts, stages, teams and enrolments."""
    made = {
        name[1:] for module in (_YEAR, _SCORES, _INTERVIEWS) for name in vars(module) if name.startswith("_")
    }
    pointed_at = {"mentor", "attachment", "stored_file"}  # by teams, until their columns are gone
    tables = [table.name for table in reversed(METADATA.sorted_tables) if table.name in made]
    for table in tables:
        if table not in pointed_at:
            connection.execute(text(f"DROP TABLE {table}"))
    for column in ("mentor_id", "picture_id"):
        connection.execute(text(f"DROP INDEX ix_project_team_{column}"))
    for table, declared in (_YEAR._MORE | _INTERVIEWS._MORE).items():
        columns = [each.split()[0] for each in reversed(declared)]
        if table == "project_team" and connection.dialect.name == "sqlite":
            _drop_with_the_table(connection, table, columns)
        else:
            for column in columns:
                connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
    for table in tables:
        if table in pointed_at:
            connection.execute(text(f"DROP TABLE {table}"))
    if connection.dialect.name == "postgresql":
        for event in ("insert", "update", "delete"):
            connection.execute(text(f"DROP FUNCTION selection_published_{event}() CASCADE"))


def _drop_with_the_table(connection, table, columns):
    """A column that points at another table SQLite takes out with the whole table alone; nobody may be in a team then."""
    of_team = connection.execute(text("SELECT id, team_id FROM enrolment WHERE team_id IS NOT NULL")).all()
    connection.execute(text("UPDATE enrolment SET team_id = NULL"))
    with (
        Operations.context(MigrationContext.configure(connection)) as operations,
        operations.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as batch,
    ):
        for column in columns:
            batch.drop_column(column)
    for row_id, team_id in of_team:
        connection.execute(
            text("UPDATE enrolment SET team_id = :team WHERE id = :id"), {"team": team_id, "id": row_id}
        )
