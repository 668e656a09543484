"""The rows of a register carried from one file of an office to another: lines, frozen copies, batches, and whom they need.

A holder who is not in the restored file comes along, as a person without a part, and so does a cohort with its stages, or
a term of the board: a line of the register always has its person, and both are asked for by a reissue and by the question who holds a
certificate already. Whoever imports the same list again is known by name and birth date, and gets no second one.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from desktop.model.base import Base, table_of
from desktop.model.board import Board
from desktop.model.certificates import Certificate, CertificateBatch, CertificateFile
from desktop.model.office import Image
from desktop.model.people import Person
from desktop.model.training import Cohort, Stage
from desktop.services.certificates.hashes import file_hash, row_hash
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.safety.registers import Difference

_AT_ONCE = 100
"""Frozen copies in memory at a time: some 10 MB."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ids:
    """Per table, the highest id this file had given by itself, and the highest that either of the two files gave."""

    given: dict[str, int]
    top: dict[str, int]

    def here(self, table: type[Base], there: int) -> int:
        """The id a row of the other file gets: its own, or a fresh one where this file had given that to another row."""
        name = table.__tablename__
        if there > self.given.get(name, 0):
            return there
        self.top[name] = self.top.get(name, 0) + 1
        return self.top[name]


class CarriedRows:
    """One carrying over, of what the ``source`` has beyond the file that ``op`` writes.

    All reading from the source happens within ``reading``, which tells a damaged source from a fault of the target.
    """

    def __init__(
        self,
        op: Operation,
        source: Connection,
        difference: Difference,
        ids: Ids,
        reading: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._op, self._source, self._reading, self._ids = op, source, reading, ids
        self._new = [line.id for line in difference.new]
        self._later = {line.id: known for line, known in difference.later}

    def carry(self) -> None:
        """Write all that is missing."""
        lines = self._rows(Certificate, self._new)
        people = self._people({row["person_id"] for row in lines})
        cohorts = self._terms(Cohort, {row["cohort_id"] for row in lines} - {None})
        boards = self._terms(Board, {row["board_id"] for row in lines} - {None})
        self._seals(lines)
        places = {row["id"]: self._ids.here(Certificate, row["id"]) for row in lines}
        self._op.insert_known(
            Certificate,
            [
                _line_anew(
                    row, id=places[row["id"]], person_id=people[row["person_id"]],
                    cohort_id=cohorts.get(row["cohort_id"]), board_id=boards.get(row["board_id"]),
                )
                for row in lines
            ],
        )  # fmt: skip
        self._bring_up_to_date()
        for rows in self._copies(places | {there: known.id for there, known in self._later.items()}):
            self._op.insert_known(CertificateFile, rows)
        self._batches()

    def _people(self, wanted: set[int]) -> dict[int, int]:
        """Which person here each person there is."""
        there = self._rows(Person, wanted)
        here = {row["id"]: row for row in self._here(Person, "id", wanted)}
        namesakes = {
            (row["name"], row["birth_date"]): row["id"]
            for row in self._here(Person, "name", {row["name"] for row in there})
            if row["birth_date"]
        }
        known, missing = {}, []
        for row in there:
            same, namesake = here.get(row["id"]), namesakes.get((row["name"], row["birth_date"]))
            if same is not None and _is_same(same, row):
                known[row["id"]] = row["id"]
            elif namesake is not None:
                known[row["id"]] = namesake
            else:
                known[row["id"]] = self._ids.here(Person, row["id"])
                missing.append({**row, "id": known[row["id"]]})
        self._op.insert_known(Person, missing)
        return known

    def _terms(self, table: type[Base], wanted: set[int]) -> dict[int, int]:
        """Which cohort, or term of the board, here each one there is: that of its name, or that of its id, renamed since."""
        here = {row["id"]: row for row in self._here(table, "id", wanted)}
        there = self._rows(table, wanted)
        named = {row["name"]: row["id"] for row in self._here(table, "name", {row["name"] for row in there})}
        known = {}
        for row in there:
            same = here.get(row["id"])
            if row["name"] in named:
                known[row["id"]] = named[row["name"]]
            elif same is not None and same["year"] == row["year"]:
                known[row["id"]] = row["id"]
            else:
                known[row["id"]] = self._ids.here(table, row["id"])
                self._op.insert_known(table, [{**row, "id": known[row["id"]]}])
                if table is Cohort:
                    self._stages(row["id"], known[row["id"]])
        return known

    def _stages(self, there: int, here: int) -> None:
        stages = table_of(Stage)
        rows = self._read(select(stages).where(stages.c.cohort_id == there).order_by(stages.c.id))
        rows = [{**row, "id": self._ids.here(Stage, row["id"]), "cohort_id": here} for row in rows]
        self._op.insert_known(Stage, rows)

    def _bring_up_to_date(self) -> None:
        """Lines both files hold, as they stand since: voided, or made out again."""
        same = ("id", "person_id", "cohort_id", "board_id")
        stand = {
            row["id"]: row for row in self._here(Certificate, "id", {one.id for one in self._later.values()})
        }
        rows = []
        for row in self._rows(Certificate, self._later):
            known = stand[self._later[row["id"]].id]
            rows.append(_line_anew(row, **{key: known[key] for key in same}))
        self._op.update_many(Certificate, rows)

    def _copies(self, places: dict[int, int]) -> Iterator[list[Row]]:
        """The frozen copies that are not here yet, some at a time; ``places`` gives the id each line has here."""
        files, wanted = table_of(CertificateFile), []
        for within in parts(places):
            found = select(files.c.id, files.c.certificate_id, files.c.sha256)
            for row in self._read(found.where(within(files.c.certificate_id))):
                known = self._later.get(row["certificate_id"])
                if known is None or row["sha256"] not in known.copies:
                    wanted.append(row["id"])
        wanted.sort()
        for start in range(0, len(wanted), _AT_ONCE):
            rows = self._rows(CertificateFile, wanted[start : start + _AT_ONCE])
            yield [
                _copy_anew(
                    row,
                    id=self._ids.here(CertificateFile, row["id"]),
                    certificate_id=places[row["certificate_id"]],
                )
                for row in rows
            ]

    def _batches(self) -> None:
        known = set(self._op.session.scalars(select(CertificateBatch.sha256)))
        rows = [row for row in self._read(select(table_of(CertificateBatch))) if row["sha256"] not in known]
        rows = [{**row, "id": self._ids.here(CertificateBatch, row["id"])} for row in rows]
        self._op.insert_known(CertificateBatch, rows)

    def _seals(self, lines: list[Row]) -> None:
        """The pictures of the seals that were printed, which a reissue prints again."""
        used = {issuer.get("seal") for row in lines for issuer in row["snapshot"].get("issuers", ())} - {None}
        if not used:
            return
        images = table_of(Image)
        known = set(self._op.session.scalars(select(Image.sha256)))
        for row in self._read(select(images).where(images.c.sha256.in_(used - known))):
            self._op.add(Image(sha256=row["sha256"], media_type=row["media_type"], data=row["data"]))

    def _rows(self, table: type[Base], ids: Iterable[int]) -> list[Row]:
        """The source's rows, ascending by id."""
        columns, found = table_of(table), []
        for within in parts(ids):
            found += self._read(select(columns).where(within(columns.c.id)).order_by(columns.c.id))
        return found

    def _read(self, statement: Select[Any]) -> list[Row]:
        with self._reading():
            return [dict(row._mapping) for row in self._source.execute(statement)]

    def _here(self, table: type[Base], key: str, values: set[Any]) -> Iterator[Row]:
        """The rows of this file whose ``key`` is one of the values."""
        columns, ordered = table_of(table), sorted(values)
        for start in range(0, len(ordered), 500):
            some = select(columns).where(columns.c[key].in_(ordered[start : start + 500]))
            for row in self._op.connection.execute(some):
                yield dict(row._mapping)


def _is_same(one: Row, other: Row) -> bool:
    """Whether two rows of one id are one human being: files that went apart may have given it twice."""
    return any(one[key] == other[key] and one[key] is not None for key in ("name", "birth_date", "phone"))


def _line_anew(row: Row, **here: Any) -> Row:
    """A line with what differs in this file. One that was altered outside the program goes on showing it."""
    new = {**row, **here}
    return {**new, "row_sha256": row_hash(new)} if row_hash(row) == row["row_sha256"] else new


def _copy_anew(row: Row, **here: Any) -> Row:
    new = {**row, **here}
    return {**new, "row_sha256": file_hash(new)} if file_hash(row) == row["row_sha256"] else new
