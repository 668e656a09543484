"""An importer is data: what one kind of record is called, recognised, read and written by.

The reader of files, the wizard, the command line, the sheet of rejected rows and the memory of columns ask it here, and
know no kind by name. One stands in the slice of its kind, as the constant ``IMPORTER`` of ``import_….py``.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.orm import Session

from desktop.documents.reading.cells import Sheet
from desktop.documents.reading.tables import Table
from desktop.rules.fields import Field
from desktop.services.datafile.operations import Operation
from desktop.services.intake.plan import Flag, Parsed, Resolution, Target


class Needed(NamedTuple):
    """What no record can be without: the words for it, and the keys of the fields of which one is enough."""

    title: str
    keys: tuple[str, ...]


class Proposed(NamedTuple):
    """A cohort's name, '' when only a person can tell; the status of rows that name none; what to look at twice."""

    cohort: str
    status: str | None
    doubt: str = ""


Propose = Callable[[Path, Sheet, Table, Sequence[str], str, int], Proposed]
"""``(path, sheet, table, cohorts, in_work, this_year)``: names of all cohorts, and of the one in work or ''."""


@dataclass(frozen=True, slots=True)
class CohortTarget:
    """Asked for: a cohort, chosen or named anew, one of its stages, and the status of rows that name none.

    ``new_stages`` are those a cohort begins with; who has the status ``stands_last`` stands in the last one.
    """

    propose: Propose
    statuses: tuple[str, ...]
    stands_last: str
    new_stages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoardTarget:
    """Asked for: a term of the junior board; ``none_yet`` is said where there is none to choose."""

    none_yet: str


def _no_rule(_session: Session, _parsed: Parsed, _resolution: Resolution, _today: dt.date) -> Sequence[Flag]:
    """Of most kinds everybody may come in."""
    return ()


@dataclass(frozen=True, slots=True)
class StageTarget:
    """Asked for: a stage of a cohort, both of which are there already."""


HEADING_ROWS = 100
"""So many rows of a sheet are looked through for its heading."""


def _knows_no_more(_heading: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Importer:
    """All that is a kind's own when its records come out of an office's sheet.

    ``title`` names the choice in the wizard; ``noun`` and ``counter`` count what came in ('신청자 3명 가져오기').
    ``named_by`` is the field a rejected row is called by. ``not_mine`` finds, in a bare heading, that somebody else
    than the record is meant, ``foreign`` that the whole sheet is one of another kind. ``synonyms`` are an office's words
    for a choice, by the field's key, in small letters;
    ``yes_or_no`` tells, by key, what a yes and a no mean under a heading, None where they mean nothing there.
    ``resolve`` finds what becomes of each row and writes nothing; ``write`` writes what it found. ``flag`` tells, of what
    it found and by a day, which new records are outside a rule of the kind.

    A kind whose columns depend on where the records go (one for each session of a stage) gives by ``of_target`` the
    importer with those of the target, or with ``fields`` alone where that names no place yet; ``reads_heading`` then finds
    the key of a field by a heading that can be written in more ways than titles and aliases tell, as a day can.
    """

    kind: str
    title: str
    noun: str
    counter: str
    fields: tuple[Field, ...]
    required: tuple[Needed, ...]
    resolve: Callable[[Session, Parsed, Target], Resolution]
    write: Callable[[Operation, Parsed, Resolution, Target], None]
    not_mine: re.Pattern[str]
    foreign: re.Pattern[str] | None = None
    flag: Callable[[Session, Parsed, Resolution, dt.date], Sequence[Flag]] = _no_rule
    named_by: str = "name"
    target: CohortTarget | BoardTarget | StageTarget | None = None
    synonyms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    yes_or_no: Mapping[str, Callable[[str], tuple[str, str] | None]] = field(default_factory=dict)
    of_target: "Callable[[Session, Target], Importer] | None" = None
    reads_heading: Callable[[str], str | None] = _knows_no_more

    @property
    def headings(self) -> list[str]:
        """All titles and aliases a file of this kind is recognised by."""
        return [heading for each in self.fields for heading in (each.title, *each.aliases)]

    def headings_in(self, sheet: Sheet) -> list[str]:
        """The same, with what else in the sheet this kind reads as a heading."""
        if self.reads_heading is _knows_no_more:
            return self.headings
        cells = (cell for row in sheet.rows[:HEADING_ROWS] for cell in row if cell != "")
        return [*self.headings, *(str(cell) for cell in cells if self.reads_heading(str(cell)))]

    def within(self, session: Session, target: Target) -> "Importer":
        """The importer with the columns of the target, where they depend on it. Raises UserError where that is none."""
        return self.of_target(session, target) if self.of_target else self
