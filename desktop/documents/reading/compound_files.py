"""The compound file that an .xls is, and a locked workbook is wrapped in: streams in chains of sectors ([MS-CFB]).

Its tables are lists of where to go on, and a chain that turns in a circle never ends: readers that trust them take all
memory. Here each chain is walked with a limit, once, before any other reader sees the file; what calamine is given is
a new file that holds the one stream it reads and nothing else.
"""

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.documents.reading.file_safety import DAMAGED
from desktop.errors import UserError

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_HEADER_SIZE = 512
_LAST_SECTOR, _END, _FREE, _FAT, _NO_ENTRY = 0xFFFFFFFA, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_IN_HEADER = 109
_ENTRY = struct.Struct("<64sHBBIII36xIQ")
_MOST_ENTRIES = 100_000
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_NEW_SECTOR, _SHORTEST = 4096, 4096


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the directory; the numbers are places of other entries."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    """The streams directly below the root. Raises UserError where a chain turns in a circle or leads out of the file."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER_SIZE or not data.startswith(SIGNATURE):
            raise UserError(DAMAGED)
        self._data = memoryview(data)
        version, shift, mini_shift = struct.unpack_from("<H2xHH", data, 26)
        if shift not in {9, 12} or mini_shift != 6:
            raise UserError(DAMAGED)
        self._size = 1 << shift
        self._sectors = -(-len(data) // self._size) - 1
        self._size_mask = 0xFFFFFFFF if version < 4 else 0xFFFFFFFFFFFFFFFF
        self._cutoff, first_mini = (
            struct.unpack_from("<I", data, 56)[0],
            struct.unpack_from("<I", data, 60)[0],
        )
        self._fat = self._table(self._fat_sectors())
        entries = self._entries(struct.unpack_from("<I", data, 48)[0])
        self._mini_fat = self._table(self._chain(first_mini))
        self._root = entries[0]
        self.streams = {entry.name: entry for entry in self._below_root(entries)}
        for entry in entries:
            if entry.kind == _STREAM:
                self._check(entry)

    def read(self, name: str) -> bytes:
        """A stream as a whole; b'' where there is none of that name."""
        entry = self.streams.get(name)
        if entry is None:
            return b""
        if entry.size >= self._cutoff:
            whole = b"".join(map(self._sector, self._chain(entry.start)))
        else:
            container = b"".join(map(self._sector, self._chain(self._root.start)))
            whole = b"".join(
                container[place * 64 : place * 64 + 64] for place in self._mini_chain(entry.start)
            )
        if len(whole) < entry.size:
            raise UserError(DAMAGED)
        return whole[: entry.size]

    def _check(self, entry: Entry) -> None:
        chain = self._chain if entry.size >= self._cutoff else self._mini_chain
        for _place in chain(entry.start) if entry.size else ():
            pass

    def _sector(self, number: int) -> memoryview:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _whole(self, number: int) -> bytes:
        """A sector of a table or of the directory, of which nothing may be missing."""
        sector = bytes(self._sector(number))
        if len(sector) != self._size:
            raise UserError(DAMAGED)
        return sector

    def _fat_sectors(self) -> list[int]:
        """The sectors of the allocation table: those the header names, and those of the chain that goes on from it."""
        head = struct.unpack_from("<3I", self._data, 64)
        count = struct.unpack_from("<I", self._data, 44)[0]
        if count > self._sectors:
            raise UserError(DAMAGED)
        numbers = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        place, seen = head[1], set[int]()
        while place < _LAST_SECTOR:
            if place >= self._sectors or place in seen:
                raise UserError(DAMAGED)
            seen.add(place)
            *further, place = array("I", self._whole(place))
            numbers += further
        used = [number for number in numbers if number < _LAST_SECTOR]
        if len(used) > self._sectors or len(set(used)) != len(used) or any(n >= self._sectors for n in used):
            raise UserError(DAMAGED)
        return used

    def _table(self, sectors: Iterator[int] | list[int]) -> "array[int]":
        table = array("I")
        for number in sectors:
            table.frombytes(self._whole(number))
        return table

    def _chain(self, start: int) -> Iterator[int]:
        return _walked(start, self._fat, self._sectors)

    def _mini_chain(self, start: int) -> Iterator[int]:
        return _walked(start, self._mini_fat, len(self._mini_fat))

    def _entries(self, first: int) -> list[Entry]:
        entries: list[Entry] = []
        for sector in self._chain(first):
            for fields in _ENTRY.iter_unpack(self._whole(sector)):
                raw, length, kind, _colour, left, right, child, start, size = fields
                name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
                entries.append(Entry(name, kind, left, right, child, start, size & self._size_mask))
            if len(entries) > _MOST_ENTRIES:
                raise UserError(DAMAGED)
        if not entries or entries[0].kind != _ROOT:
            raise UserError(DAMAGED)
        return entries

    def _below_root(self, entries: list[Entry]) -> list[Entry]:
        """The root's streams and storages; where the tree of their names is broken, all there are, the first first."""
        found: list[Entry] = []
        seen: set[int] = set()
        pending = [entries[0].child]
        while pending:
            place = pending.pop()
            if place == _NO_ENTRY:
                continue
            if place >= len(entries) or place in seen:
                return [entry for entry in reversed(entries) if entry.kind in {_STORAGE, _STREAM}]
            seen.add(place)
            found.append(entries[place])
            pending += [entries[place].left, entries[place].right]
        return found


def _walked(start: int, table: "array[int]", limit: int) -> Iterator[int]:
    """The places of a chain. Raises UserError where it leads nowhere, or is longer than there are places."""
    place, steps = start, 0
    while place < _LAST_SECTOR:
        if place >= len(table) or place >= limit or steps >= limit:
            raise UserError(DAMAGED)
        yield place
        place, steps = table[place], steps + 1
    if place not in {_END, _FREE}:
        raise UserError(DAMAGED)


def holding(name: str, stream: bytes) -> bytes:
    """A compound file of its own for one stream.

    In large sectors, so that the header has room for the whole table of up to 400 MB. Streams shorter than the shortest
    that lie in sectors of their own are filled up with zeros.
    """
    body = stream.ljust(_SHORTEST, b"\0")
    length = -(-len(body) // _NEW_SECTOR)
    per_table = _NEW_SECTOR // 4
    tables = -(-(length + 2) // (per_table - 1))
    table = array("I", [_FAT] * tables + [_END])
    table.extend(range(tables + 2, tables + 1 + length))
    table.append(_END)
    table.extend([_FREE] * (tables * per_table - len(table)))
    places = [*range(tables), *[_FREE] * (_IN_HEADER - tables)]
    header = struct.pack(
        f"<8s16xHHHHH6xIIIIIIIII{_IN_HEADER}I",
        SIGNATURE, 0x3E, 4, 0xFFFE, 12, 6, 1, tables, tables, 0, _SHORTEST, _END, 0, _END, 0, *places,
    )  # fmt: skip
    # calamine wants the root to begin somewhere, though nothing of it is read.
    root = _entry("Root Entry", _ROOT, 1, tables + 1, 0)
    directory = root + _entry(name, _STREAM, _NO_ENTRY, tables + 1, len(body))
    return b"".join(
        part.ljust(-(-len(part) // _NEW_SECTOR) * _NEW_SECTOR, b"\0")
        for part in (header, table.tobytes(), directory, body)
    )


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    return _ENTRY.pack(raw, len(raw) + 2, kind, 1, _NO_ENTRY, _NO_ENTRY, child, start, size)
