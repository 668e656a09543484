"""Which column of a file is which field: remembered, by its heading, or guessed from a part of it."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from desktop.documents.reading import headings
from desktop.documents.reading.cells import column_letters
from desktop.documents.reading.tables import Table
from desktop.model.base import table_of
from desktop.model.office import ImportMapping
from desktop.rules.fields import Field, Kind
from desktop.services.datafile.operations import Operation
from desktop.services.intake import contents
from desktop.services.intake.importer import Importer
from desktop.services.intake.plan import RESIDENT, MappedColumn

CONTENTS = "contents"
"""How a column was found that was guessed by what stands in it: good enough to propose, not to import by."""
REJECTS_SHEET, REJECTS_COLUMN = "가져오지 못한 행", "사유"
"""What `write_rejects` calls its sheet and its last column, so that they are known again."""

_RESIDENT = re.compile(r"주민(?:등록)?번호|주민등록?$|외국인(?:등록)?번호|주번$")
_FIRST_HALF = re.compile(r"앞|생년월일|6자리")
_BEST_PHONE = re.compile(r"휴대|핸드폰|hp|mobile|본인")
_EMPTY_ENDING = re.compile(r"(?:번호|주소|정보|기재|입력)$")
_SHORTEST_GUESS = 2
_LAST = 1_000


def shown(heading: str, index: int) -> str:
    """A column's name on the screen: the lines of its heading joined, or its letter where it has none."""
    from_sheet = " ".join(heading.split(headings.LINE))
    return from_sheet or f"{column_letters(index)}열"


def is_resident_number(heading: str) -> bool:
    """Whether the heading says that resident registration numbers stand below it."""
    return any(
        _RESIDENT.search(form) and not _FIRST_HALF.search(form) for form in headings.column_forms(heading)
    )


def shape_of(table: Table, fields: Iterable[Field] = ()) -> str:
    """A short sign that two files have the same headings in the same order, and mean the same ``fields`` by them."""
    forms = [headings.forms(" ".join(heading.split(headings.LINE)))[0] for heading in table.headings]
    keys = (field.key for field in fields)
    return hashlib.sha256("\n".join((*forms, *keys)).encode()).hexdigest()[:32]


def mapped(
    importer: Importer,
    table: Table,
    remembered: Mapping[str, str | None],
    chosen: Mapping[int, str | None],
) -> tuple[MappedColumn, ...]:
    """What each column fills. No field is filled twice: the person's choice goes before memory, memory before headings.

    ``remembered`` is keyed by position, as text because JSON keeps it so; ``chosen`` by the column's index. A column
    that its sheet hides gives way to any that is seen. A heading that the kind reads in its own way is taken by that alone.
    """
    keys = {field.key for field in importer.fields}
    found: dict[int, tuple[str | None, str]] = {}
    for position, (index, heading) in enumerate(zip(table.columns, table.headings, strict=True)):
        if is_resident_number(heading):
            found[index] = (None, RESIDENT)
        elif index in chosen and (chosen[index] in keys or chosen[index] is None):
            found[index] = (chosen[index], "chosen")
        elif str(position) in remembered and (
            remembered[str(position)] in keys or remembered[str(position)] is None
        ):
            found[index] = (remembered[str(position)], "remembered")
    taken = {key for key, _how in found.values() if key}
    for index, heading in zip(table.columns, table.headings, strict=True):
        read = importer.reads_heading(" ".join(heading.split(headings.LINE)))
        if read and index not in found and read not in taken:
            found[index] = (read, "heading")
            taken.add(read)
    hits = [(hit, "heading") for hit in sorted(_exact(importer, table))]
    hits += [(hit, "guess") for hit in sorted(_partial(importer, table))]
    for (_rank, index, key), how in sorted(hits, key=lambda each: each[0][1] in table.hidden_columns):
        if index not in found and key not in taken:
            found[index] = (key, how)
            taken.add(key)
    return tuple(
        MappedColumn(index, shown(heading, index), *found.get(index, (None, "")))
        for index, heading in zip(table.columns, table.headings, strict=True)
    )


def guessed(
    importer: Importer, table: Table, mapping: Sequence[MappedColumn], year: int
) -> tuple[MappedColumn, ...]:
    """The mapping with what is still free filled by what stands in the columns, where nothing speaks against it."""
    free = {
        column.index
        for column in mapping
        if not column.found
        and column.index not in table.hidden_columns
        and not importer.not_mine.search(headings.forms(column.heading)[0])
    }
    taken = {column.key for column in mapping if column.key}
    keys: dict[int, str] = {}
    for _rank, index, key in contents.guesses(importer, table, year):
        if index in free and index not in keys and key not in taken:
            keys[index] = key
            taken.add(key)
    return tuple(
        replace(column, key=keys[column.index], found=CONTENTS) if column.index in keys else column
        for column in mapping
    )


def _names(importer: Importer) -> dict[str, str]:
    """Fields by what they are called: the whole of each title and alias, brackets and all."""
    return {
        headings.forms(name)[0]: field.key
        for field in reversed(importer.fields)
        for name in (field.title, *field.aliases)
    }


def _exact(importer: Importer, table: Table) -> list[tuple[int, int, str]]:
    """Columns whose heading is a title or an alias, best first: the whole heading before its last line."""
    names, others = _names(importer), importer.not_mine
    hits = []
    for index, heading in zip(table.columns, table.headings, strict=True):
        whole = headings.column_forms(" ".join(heading.split(headings.LINE)))
        for rank, form in enumerate(headings.column_forms(heading)):
            if form in names and (form in whole or not others.search(whole[0])):
                best = 0 if _BEST_PHONE.search(form) else 1
                hits.append((rank * 2 + best, index, names[form]))
                break
    return hits


def _partial(importer: Importer, table: Table) -> list[tuple[int, int, str]]:
    """Columns whose heading ends in a title or an alias: '교육생성명', '본인휴대폰번호'."""
    names = {name: key for name, key in _names(importer).items() if len(name) >= _SHORTEST_GUESS}
    births = [field.key for field in importer.fields if field.kind is Kind.BIRTH_DATE]
    hits = []
    for index, heading in zip(table.columns, table.headings, strict=True):
        for form in headings.column_forms(heading):
            bare = _EMPTY_ENDING.sub("", form)
            ends = [name for name in names if form.endswith(name) or bare.endswith(name)]
            if ends and not importer.not_mine.search(form):
                hits.append((len(form), index, names[max(ends, key=len)]))
                break
        if _RESIDENT.search(headings.forms(heading)[0]):
            hits += [(_LAST, index, key) for key in births]
    return hits


def recall(session: Session, kind: str, shape: str) -> dict[str, str | None]:
    """The mapping of the last file of this shape, keyed by position; empty when there was none."""
    statement = select(ImportMapping.mapping).where(ImportMapping.kind == kind, ImportMapping.shape == shape)
    return session.scalar(statement) or {}


def remember(op: Operation, kind: str, shape: str, mapping: Sequence[MappedColumn]) -> None:
    """Keep the mapping for the next file of this shape; the operation's undo leaves it."""
    values = {
        str(position): column.key for position, column in enumerate(mapping) if column.found != RESIDENT
    }
    table = table_of(ImportMapping)
    same = (table.c.kind == kind) & (table.c.shape == shape)
    if not op.connection.execute(update(table).where(same).values(mapping=values)).rowcount:
        op.connection.execute(insert(table).values(kind=kind, shape=shape, mapping=values))
