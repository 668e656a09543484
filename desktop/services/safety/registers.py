"""Two registers of certificates side by side: what a data file holds that its backup does not."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, text

from desktop.rules import numbering
from desktop.rules.certificates import CertificateStatus

NumberKey = tuple[str, int, int]
"""Kind, year and sequence: what a number is, however it is written."""
Counters = dict[tuple[str, int], int]
"""The last number given, per kind and year."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a register, known again in another file by the very bytes that were handed out under it."""

    id: int
    number: str
    key: NumberKey
    is_void: bool
    copies: frozenset[str]

    def is_later_than(self, other: "Line") -> bool:
        """Whether it was made out again or voided since the other was written down; neither is ever taken back."""
        return (len(self.copies), self.is_void) > (len(other.copies), other.is_void)


@dataclass(frozen=True, slots=True)
class Register:
    """The lines of a file, the last number given per kind and year, and the operations that made the file what it is."""

    lines: dict[NumberKey, Line]
    counters: Counters
    operations: dict[int, str]

    @property
    def last_operation(self) -> int:
        """Its id; 0 where there is none."""
        return max(self.operations, default=0)

    def of_one_office_with(self, other: "Register") -> bool:
        """Whether both files go back to one: they share an operation. Before its first one a file is anybody's."""
        return (
            not self.operations
            or not other.operations
            or bool(self.operations.items() & other.operations.items())
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """What a register holds beyond another: new lines, lines of both in a later state, numbers the other gave to somebody else."""

    new: tuple[Line, ...]
    later: tuple[tuple[Line, Line], ...]
    taken: tuple[Line, ...]


def read(connection: Connection) -> Register:
    """The register of a data file of any version. Raises DBAPIError where it cannot be read."""
    copies: dict[int, set[str]] = {}
    for certificate_id, digest in connection.execute(
        text("SELECT certificate_id, sha256 FROM certificate_file")
    ):
        copies.setdefault(certificate_id, set()).add(digest)
    lines = {}
    for row in connection.execute(
        text("SELECT id, number, kind, year, sequence, status FROM certificate ORDER BY kind, year, sequence")
    ):
        key = (row.kind, row.year, row.sequence)
        is_void = row.status == CertificateStatus.VOID.value
        lines[key] = Line(row.id, row.number, key, is_void, frozenset(copies.get(row.id, ())))
    operations = {row.id: str(row.at) for row in connection.execute(text("SELECT id, at FROM operation"))}
    return Register(lines, _counters(connection, lines), operations)


def _counters(connection: Connection, lines: Iterable[NumberKey]) -> Counters:
    last = counters(connection)  # never behind the register itself
    for kind, year, sequence in lines:
        last[kind, year] = max(sequence, last.get((kind, year), 0))
    return last


def counters(connection: Connection) -> Counters:
    """The last number given per kind and year, as the file counts them."""
    found = connection.execute(text("SELECT kind, year, last FROM number_series"))
    return {(row.kind, row.year): row.last for row in found}


def compare(now: Register, then: Register) -> Difference:
    """What ``now`` holds beyond ``then``."""
    new, later, taken = [], [], []
    for key, line in now.lines.items():
        known = then.lines.get(key)
        if known is None:
            new.append(line)
        elif not line.copies & known.copies:
            taken.append(line)
        elif line.is_later_than(known):
            later.append((line, known))
    return Difference(tuple(new), tuple(later), tuple(taken))


def told(lines: Iterable[Line]) -> str:
    """Their numbers, as '제2026-001호 ~ 제2026-030호, 제2026-032호'."""
    return ", ".join(numbering.spans((line.number, *line.key) for line in lines))
