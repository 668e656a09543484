"""How Alembic runs the scripts: on the connection the store hands in, all of them in one transaction."""

from alembic import context

from desktop.model.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=METADATA, transactional_ddl=True, transaction_per_migration=False
)
with context.begin_transaction():
    context.run_migrations()
