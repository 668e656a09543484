"""Where things stand in a timetable, in pixels of its whole surface, and what stands under a point of it."""

from collections.abc import Hashable

from PySide6.QtCore import QPoint, QRect

from desktop.queries.timetable import DAY, Block, Lane, Timetable, side_by_side

GUTTER, HEAD = 56, 48
_LEAST_HOUR = 44
_LEAST_BLOCK = 28
"""What a line of text takes: the shortest block still shows whose it is."""
_LEAST_LANE = 112
_GAP = 2
STEP = 15
"""Minutes a block is moved by with the mouse, at least."""


class Geometry:
    """The places in a timetable shown in so much room: as large as that, where it is enough."""

    def __init__(self, timetable: Timetable, width: int, height: int) -> None:
        self.timetable = timetable
        self.first, self.last = timetable.hours()
        count = max(len(timetable.lanes), 1)
        self.lane_width = max((width - GUTTER) // count, _LEAST_LANE)
        hours = self.last - self.first
        shortest = min((block.ends - block.starts for block in timetable.blocks), default=60)
        least = max(_LEAST_HOUR, _LEAST_BLOCK * 60 // max(shortest, 10))
        self.hour_height = max((height - HEAD) // hours, least)
        self.width = GUTTER + self.lane_width * count
        self.height = HEAD + hours * self.hour_height
        self._columns = side_by_side(timetable.blocks)

    def lane(self, number: int) -> QRect:
        """A lane with its head."""
        return QRect(GUTTER + number * self.lane_width, 0, self.lane_width, self.height)

    def head(self, point: QPoint) -> Lane | None:
        """The lane a point is in, however far down."""
        number = (point.x() - GUTTER) // self.lane_width
        return self.timetable.lanes[number] if 0 <= number < len(self.timetable.lanes) else None

    def hour(self, hour: int) -> int:
        """How far down an hour begins."""
        return HEAD + (hour - self.first) * self.hour_height

    def block(self, block: Block) -> QRect:
        """A block where it stands, side by side with those it overlaps."""
        column, of = self._columns.get(block.id, (0, 1))
        return self._rect(block, column, of)

    def moved(self, block: Block) -> QRect:
        """A block about to be dropped, over the whole width of its lane."""
        return self._rect(block, 0, 1)

    def stretch(self, lane: Hashable, starts: int, ends: int) -> QRect:
        """So many minutes of a lane, over its whole width."""
        box = self.lane(self.timetable.place(lane))
        top, bottom = (
            HEAD + (minute - self.first * 60) * self.hour_height // 60
            for minute in (max(starts, self.first * 60), min(ends, self.last * 60))
        )
        return QRect(box.left() + 1, top, box.width() - 1, max(bottom - top, 0))

    def gap(self, box: QRect, least: int) -> QRect:
        """The first part of a box, ``least`` pixels high or more, in which no block stands; an empty one where there is none."""
        top = box.top()
        inside = [each for block in self.timetable.blocks if (each := self.block(block)).intersects(box)]
        for each in [*sorted(inside, key=QRect.top), QRect(box.left(), box.bottom() + 1, 1, 1)]:
            if each.top() - top >= least:
                return QRect(box.left(), top, box.width(), each.top() - top)
            top = max(top, each.bottom() + 1)
        return QRect()

    def _rect(self, block: Block, column: int, of: int) -> QRect:
        lane = self.lane(self.timetable.place(block.lane))
        width = (lane.width() - 2 * _GAP) // of
        top = HEAD + (block.starts - self.first * 60) * self.hour_height // 60
        bottom = HEAD + (block.ends - self.first * 60) * self.hour_height // 60
        return QRect(lane.left() + _GAP + column * width, top + 1, width - _GAP, max(bottom - top - 2, 16))

    def under(self, point: QPoint) -> Block | None:
        """The block under a point; of several the one drawn last."""
        found = [block for block in self.timetable.in_order() if self.block(block).contains(point)]
        return found[-1] if found else None

    def place(self, point: QPoint, step: int = STEP) -> tuple[Hashable, int]:
        """The lane and the minute at a point, the nearest there are; the minute at a multiple of ``step``."""
        number = min(max((point.x() - GUTTER) // self.lane_width, 0), len(self.timetable.lanes) - 1)
        minute = self.first * 60 + self.minutes(point.y() - HEAD, step)
        return self.timetable.lanes[number].key, min(max(minute, 0), DAY - step)

    def minutes(self, pixels: int, step: int = STEP) -> int:
        """How long so many pixels are, in whole steps."""
        return round(pixels * 60 / self.hour_height / step) * step
