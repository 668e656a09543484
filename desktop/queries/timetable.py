"""A timetable, declared as data: lanes beside one another, and what stands in them from one time of day to another.

The lanes are the days of a week, or the rooms or people of one day. What draws it (ui/timetable) knows no kind of record.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from desktop.rules.flows import Tone

DAY = 24 * 60
_HOUR = 60


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of the timetable; ``quiet`` stands small under its title, ``off`` says that nothing is wanted there."""

    key: Hashable
    title: str
    quiet: str = ""
    off: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """What stands in a lane; ``starts`` and ``ends`` are minutes since midnight.

    ``word`` is its state in a word, shown in ``tone``; one called off is ``off``. One that is not ``movable`` is only looked at.
    """

    id: int
    lane: Hashable
    starts: int
    ends: int
    title: str
    lines: tuple[str, ...] = ()
    word: str = ""
    tone: Tone = Tone.PLAIN
    off: bool = False
    movable: bool = True

    def at(self, lane: Hashable, starts: int) -> "Block":
        """The same elsewhere, as long as it is here."""
        return replace(self, lane=lane, starts=starts, ends=starts + self.ends - self.starts)


@dataclass(frozen=True, slots=True)
class Places:
    """Where in a lane a block may begin.

    ``words`` says for every ``step`` minutes from ``first`` on what stands against it, '' where nothing does.
    """

    lane: Hashable
    first: int
    step: int
    words: tuple[str, ...]

    def word(self, starts: int) -> str:
        """What stands against beginning at a minute; '' where nothing does, or nothing is known of it."""
        place = (starts - self.first) // self.step
        return self.words[place] if 0 <= place < len(self.words) else ""

    def stretches(self, length: int) -> list[tuple[int, int, str]]:
        """From and until in minutes, and the word: '' for all that a block of ``length`` minutes would cover where it may begin."""
        words = list(self.words)
        for place, word in enumerate(self.words):
            if not word:
                covered = range(place, min(place + length // self.step, len(words)))
                words[place : covered.stop] = [""] * len(covered)
        found, begun = [], 0
        for word, same in groupby(words):
            ended = begun + len(list(same))
            found.append((self.first + begun * self.step, self.first + ended * self.step, word))
            begun = ended
        return found


@dataclass(frozen=True, slots=True)
class Timetable:
    """The lanes in their order, and the blocks in them."""

    lanes: tuple[Lane, ...]
    blocks: tuple[Block, ...]

    def place(self, key: Hashable) -> int:
        """Which lane this is, counted from 0. Raises KeyError for one that is not shown."""
        for number, lane in enumerate(self.lanes):
            if lane.key == key:
                return number
        raise KeyError(key)

    def in_order(self) -> list[Block]:
        """The blocks as one reads them: lane by lane, the earlier first."""
        return sorted(
            self.blocks, key=lambda block: (self.place(block.lane), block.starts, block.ends, block.id)
        )

    def hours(self, least: tuple[int, int] = (9, 22)) -> tuple[int, int]:
        """The first and the last hour to be shown: all blocks, and at least those of ``least``."""
        first = min([least[0] * _HOUR, *(block.starts for block in self.blocks)])
        last = max([least[1] * _HOUR, *(block.ends for block in self.blocks)])
        return first // _HOUR, min(-(-last // _HOUR), 24)


def minutes(written: str) -> int:
    """Minutes since midnight of a time like '09:30'."""
    hour, minute = written.split(":")
    return int(hour) * _HOUR + int(minute)


def clock(minute: int) -> str:
    """The time of day, '09:30', so many minutes after midnight."""
    return f"{minute // _HOUR:02}:{minute % _HOUR:02}"


def side_by_side(blocks: Sequence[Block]) -> Mapping[int, tuple[int, int]]:
    """For each block of a timetable its column within its lane, and how many columns share the width there, by its id.

    Blocks that overlap, each with the next, share the lane's width; one with nothing beside it has it whole.
    """
    places: dict[int, tuple[int, int]] = {}
    ordered = sorted(blocks, key=lambda block: (str(block.lane), block.starts, block.ends, block.id))
    for _lane, of_lane in groupby(ordered, key=lambda block: block.lane):
        cluster: list[Block] = []
        until = -1
        for block in of_lane:
            if block.starts >= until:
                places |= _columns(cluster)
                cluster = []
            cluster.append(block)
            until = max(until, block.ends)
        places |= _columns(cluster)
    return places


def _columns(cluster: Sequence[Block]) -> dict[int, tuple[int, int]]:
    """Each block into the first column that is free again when it begins."""
    free: list[int] = []
    column: dict[int, int] = {}
    for block in cluster:
        found = next((number for number, until in enumerate(free) if until <= block.starts), len(free))
        free[found : found + 1] = [block.ends]
        column[block.id] = found
    return {block_id: (number, len(free)) for block_id, number in column.items()}
