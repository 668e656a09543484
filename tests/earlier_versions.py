"""Takes newer tables out of a data file, for tests of what the migrations make of an older one."""

from importlib import import_module
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import text

from desktop.model import migrations
from desktop.model.tables import METADATA

_VERSIONS = "desktop.model.migrations.versions."
_FIRST, _YEAR, _SCORES, _BOARD = (
    import_module(_VERSIONS + name)
    for name in ("0001_first_tables", "0011_training_year", "0012_scores", "0013_board_year")
)
_SCALES = import_module(_VERSIONS + "0018_scores_within_scale")
_OF_BOARD_BEFORE = ("theme", "proposal", "authorship")
_SINCE_THE_BOARD = tuple(
    import_module(_VERSIONS + script.stem)
    for script in sorted((Path(migrations.__file__).parent / "versions").glob("[0-9]*.py"))
    if script.stem >= "0014"
)


def as_version_13_left_it(connection):
    """No review of proposals and nothing of the placement's year: no table, column or function that came with them."""
    _without_guarded_scales(connection)
    made = {name[1:] for module in _SINCE_THE_BOARD for name in vars(module) if name.startswith("_")}
    on_a_server = connection.dialect.name == "postgresql"
    if not on_a_server:
        for table in ("proposal_pair_counts", "proposal_pairs"):
            connection.execute(text(f"DROP TABLE {table}"))
    for table in reversed(METADATA.sorted_tables):
        if table.name in made:
            connection.execute(text(f"DROP TABLE {table.name}"))
    for module in reversed(_SINCE_THE_BOARD):
        for table, declared in getattr(module, "_MORE", {}).items():
            if table in made:
                continue
            for column in (each.split()[0] for each in reversed(declared)):
                connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
    if on_a_server:  # SQLite makes the register anew, whatever stands in it
        connection.execute(text("ALTER TABLE certificate DROP COLUMN board_id"))
        known = connection.execute(
            text("SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace")
        )
        for name in known.scalars().all():
            if name == "similar_pairs" or any(name.startswith(f"{table}_") for table in made):
                connection.execute(text(f"DROP FUNCTION {name} CASCADE"))


def _without_guarded_scales(connection):
    for word, _table, events, _when in _SCALES._GUARDS:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"DROP FUNCTION {word}() CASCADE"))
            continue
        for event in events:
            connection.execute(text(f"DROP TRIGGER {word}_{event.split()[0].lower()}"))


def as_version_12_left_it(connection):
    """No year of the board, which has no themes and proposals yet: neither its tables nor what it asks of terms and members."""
    as_version_13_left_it(connection)
    made = {name[1:] for name in vars(_BOARD) if name.startswith("_")} | set(_OF_BOARD_BEFORE)
    pointed_at = {"board_team", "theme", "policy"}  # by members, until their column is gone
    tables = [table.name for table in reversed(METADATA.sorted_tables) if table.name in made]
    for table in tables:
        if table not in pointed_at:
            connection.execute(text(f"DROP TABLE {table}"))
    for table, declared in _BOARD._MORE.items():
        columns = [each.split()[0] for each in reversed(declared)]
        if table == "member":
            connection.execute(text("DROP INDEX ix_member_team_id"))
        for column in columns:
            if column == "team_id" and connection.dialect.name == "sqlite":
                with (
                    Operations.context(MigrationContext.configure(connection)) as operations,
                    operations.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as batch,
                ):
                    batch.drop_column(column)
            else:
                connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
    for table in tables:
        if table in pointed_at:
            connection.execute(text(f"DROP TABLE {table}"))
    if connection.dialect.name == "postgresql":
        connection.execute(text("DROP FUNCTION team_leader_one() CASCADE"))
    with Operations.context(MigrationContext.configure(connection)):
        for table in _OF_BOARD_BEFORE:
            getattr(_FIRST, f"_{table}")()


def as_version_10_left_it(connection):
    """No training year: neither its tables nor what it asks of cohorts, stages, teams and enrolments."""
    as_version_12_left_it(connection)
    made = {name[1:] for module in (_YEAR, _SCORES) for name in vars(module) if name.startswith("_")}
    pointed_at = {"mentor", "attachment", "stored_file"}  # by teams, until their columns are gone
    tables = [table.name for table in reversed(METADATA.sorted_tables) if table.name in made]
    for table in tables:
        if table not in pointed_at:
            connection.execute(text(f"DROP TABLE {table}"))
    for column in ("mentor_id", "picture_id"):
        connection.execute(text(f"DROP INDEX ix_project_team_{column}"))
    for table, declared in _YEAR._MORE.items():
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
