"""A score lies within the scale of its criterion, whoever writes."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_OUTSIDE = """EXISTS (SELECT 1 FROM criterion AS c
             WHERE c.id = NEW.criterion_id AND NEW.value NOT BETWEEN c.lowest AND c.highest)"""
_LEAVES_OUT = """EXISTS (SELECT 1 FROM score AS s
             WHERE s.criterion_id = NEW.id AND s.value NOT BETWEEN NEW.lowest AND NEW.highest)"""
_GUARDS = (
    ("score_scale", "score", ("INSERT", "UPDATE OF value, criterion_id"), _OUTSIDE),
    ("criterion_scale", "criterion", ("UPDATE OF lowest, highest",), _LEAVES_OUT),
)
SCALE_TRIGGERS = {
    "sqlite": [
        f"""CREATE TRIGGER {word}_{event.split()[0].lower()} BEFORE {event} ON {table} WHEN {when} BEGIN
              SELECT RAISE(ABORT, 'ieum_{word}');
            END"""
        for word, table, events, when in _GUARDS
        for event in events
    ],
    "postgresql": [
        statement
        for word, table, events, when in _GUARDS
        for statement in (
            f"""CREATE FUNCTION {word}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF {when} THEN
                RAISE EXCEPTION 'ieum_{word}' USING ERRCODE = 'check_violation';
              END IF;
              RETURN NEW;
            END $$""",
            f"""CREATE TRIGGER {word} BEFORE {" OR ".join(events)} ON {table}
            FOR EACH ROW EXECUTE FUNCTION {word}()""",
        )
    ],
}


def upgrade() -> None:
    for statement in SCALE_TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)
