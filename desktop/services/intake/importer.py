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

    ``new_stages`` are those a cohort begins with; who has the status ``stands_last`` stands in the last one. What has no
    ``statuses`` is asked for none. ``unstaged`` says where rows go for which no stage is chosen.
    """

    propose: Propose
    statuses: tuple[str, ...] = ()
    stands_last: str = ""
    new_stages: tuple[str, ...] = ()
    unstaged: str = "첫 단계 (팀이 있으면 마지막)"


@dataclass(frozen=True, slots=True)
class BoardTarget:
    """Asked for: a term of the junior board; ``none_yet`` is said where there is none to choose."""

    none_yet: str


def _no_rule(_session: Session, _parsed: Parsed, _resolution: Resolution, _today: dt.date) -> Sequence[Flag]:
    """Of most kinds everybody may come in."""
    return ()


@dataclass(frozen=True, slots=True)
class Importer:
    """All that is a kind's own when its records come out of an office's sheet.

    ``title`` names the choice in the wizard; ``noun`` and ``counter`` count what came in ('신청자 3명 가져오기').
    ``named_by`` is the field a rejected row is called by. ``not_mine`` finds, in a bare heading, that somebody else
    than the record is meant. ``synonyms`` are an office's words for a choice, by the field's key, in small letters;
    ``yes_or_no`` tells, by key, what a yes and a no mean under a heading, None where they mean nothing there.
    ``resolve`` finds what becomes of each row and writes nothing; ``write`` writes what it found. ``flag`` tells, of what
    it found and by a day, which new records are outside a rule of the kind.
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
    flag: Callable[[Session, Parsed, Resolution, dt.date], Sequence[Flag]] = _no_rule
    named_by: str = "name"
    target: CohortTarget | BoardTarget | None = None
    synonyms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    yes_or_no: Mapping[str, Callable[[str], tuple[str, str] | None]] = field(default_factory=dict)

    @property
    def headings(self) -> list[str]:
        """All titles and aliases a file of this kind is recognised by."""
        return [heading for each in self.fields for heading in (each.title, *each.aliases)]
