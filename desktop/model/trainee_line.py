"""The list of trainees as it is read: one flat line for a trainee in each cohort, worked out from the tables.

A list of any length answers at once when what it sorts and filters by stands in one table, with an index for every
column that also tells whose line it is. Lines are written by the operation that writes what they come from, never by
a person, and leave no trace in the journal.
"""

import datetime as dt

from sqlalchemy import DDL, Index, event
from sqlalchemy.orm import Mapped

from desktop.model.base import Base, table_args, table_of

TRIGRAMS, BIGRAMS = "trainee_trigram", "trainee_bigram"
"""The two full-text indices of a line on SQLite: parts of three characters and more, and of one or two."""

SEARCHED = ("name", "name_initials", "phone", "address", "email", "english_name", "school", "major", "note")
"""What the search looks through, in the order it stands in ``words``; each is a column of the full-text indices too."""

SORTED_BY = (
    "name", "name_hanja", "english_name", "birth_date", "age", "gender", "phone", "email", "address", "school",
    "major", "major_kind", "cohort", "stage", "status", "team", "reason", "consent_date", "consent_scope", "note",
)  # fmt: skip


class TraineeLine(Base):
    """A trainee where he or she stood last in a cohort; without a cohort for one who is in none.

    ``latest`` marks the line of the trainee's latest cohort. ``age`` is the age on the stage's first day, ``starts_on``;
    where that is unknown, on the day the line was written. ``words`` is what the search looks through; the
    digits of a phone number stand there alone too.
    """

    __tablename__ = "trainee_line"
    noun = "교육생 목록"
    journalled = False

    trainee_id: Mapped[int]
    cohort_id: Mapped[int | None]
    enrolment_id: Mapped[int | None]
    latest: Mapped[bool]
    name: Mapped[str]
    name_initials: Mapped[str | None]
    name_hanja: Mapped[str | None]
    english_name: Mapped[str | None]
    birth_date: Mapped[dt.date | None]
    starts_on: Mapped[dt.date | None]
    age: Mapped[int | None]
    gender: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    address: Mapped[str | None]
    school: Mapped[str | None]
    major: Mapped[str | None]
    major_kind: Mapped[str | None]
    cohort: Mapped[str | None]
    stage: Mapped[str | None]
    status: Mapped[str | None]
    team: Mapped[str | None]
    reason: Mapped[str | None]
    consent_date: Mapped[dt.date | None]
    consent_scope: Mapped[str | None]
    note: Mapped[str | None]
    words: Mapped[str]

    __table_args__ = table_args(
        Index(None, "trainee_id", "cohort_id"),
        Index(None, "cohort_id", "latest"),
        Index(None, "enrolment_id"),
        *(Index(f"ix_trainee_line_{key}", key, "trainee_id", "cohort_id", "latest") for key in SORTED_BY),
    )


_LINES = table_of(TraineeLine)
PARTIAL_INDICES = {
    "ix_trainee_line_earlier": "trainee_line (trainee_id) WHERE NOT latest",
    "ix_trainee_line_undated": "trainee_line (age) WHERE starts_on IS NULL",
}
"""In plain words, which both databases understand: `Index` with a condition of PostgreSQL's imports all of its dialect,
45 ms of every start."""

_COLUMNS = ", ".join(SEARCHED)
SEARCH_TABLES = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE {TRIGRAMS} USING fts5({_COLUMNS}, content='', tokenize='trigram')",
        f"CREATE VIRTUAL TABLE {BIGRAMS} USING fts5({_COLUMNS}, content='', detail=column, prefix='1', "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* P* S* M* Co'\")",
    ),
    "postgresql": (
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        "CREATE INDEX ix_trainee_line_words ON trainee_line USING gin (words gin_trgm_ops)",
        """CREATE FUNCTION hangul_pairs(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
           SELECT string_to_array(hangul, NULL)
               || string_to_array(regexp_replace(hangul, '(..)', '\\1|', 'g'), '|')
               || string_to_array(regexp_replace(substr(hangul, 2), '(..)', '\\1|', 'g'), '|')
           FROM (SELECT regexp_replace(words, '[ -~]+', ' ', 'g') AS hangul) AS told $$""",
        "CREATE INDEX ix_trainee_line_pairs ON trainee_line USING gin (hangul_pairs(words))",
    ),
}
"""What makes the search indices in the words of each database; `metadata.create_all` runs it too."""

for _name, _rows in PARTIAL_INDICES.items():
    event.listen(_LINES, "after_create", DDL(f"CREATE INDEX {_name} ON {_rows}"))  # type: ignore[no-untyped-call]
for _dialect, _statements in SEARCH_TABLES.items():
    for _statement in _statements:
        event.listen(_LINES, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]
