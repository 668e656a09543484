"""The review of proposals, and the pairs of characters by which proposals are found alike."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_ALIKE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE proposal_pairs USING fts5(title, body, tokenize='unicode61 remove_diacritics 0')",
        "CREATE VIRTUAL TABLE proposal_pair_counts USING fts5vocab(proposal_pairs, 'row')",
    ),
    "postgresql": (
        """CREATE FUNCTION similar_pairs(told text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
           SELECT hangul_pairs(lower(regexp_replace(coalesce(told, ''), '[[:space:][:punct:]]+', '', 'g'))) $$""",
        "CREATE INDEX ix_proposal_title_pairs ON proposal USING gin (similar_pairs(title))",
        """CREATE INDEX ix_proposal_body_pairs ON proposal USING gin (similar_pairs(
             coalesce(problem, '') || ' ' || coalesce(idea, '') || ' ' || coalesce(effect, '')))""",
    ),
}
"""Filled from the proposals when the file has been brought up to date."""


def upgrade() -> None:
    for statement in _ALIKE[op.get_bind().dialect.name]:
        op.execute(statement)
