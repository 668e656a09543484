"""Where the marks of a chart lie: worked out from the room there is, drawn elsewhere."""

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetrics

from desktop.queries.charts import Chart, Shape

BAR = 32
LINE_HEIGHT = 200
_GAP, _INK = 8.0, 18.0
_SIDE, _TOP, _FOOT = 28.0, 26.0, 24.0
_LONGEST_LABEL = 0.34
_SLACK = 4.0
"""So that no name is cut that fits to a pixel."""
_LEAST = 2.0
_SPAN = 40.0
"""The longest bar has this much at least: names that leave it less stand above their bars."""
_NAMED = 22
"""How much higher a row is then."""
_NEAR, _ROW = 14.0, 18.0


@dataclass(frozen=True, slots=True)
class Place:
    """One mark: all that belongs to it, its bar or point, its name and its value.

    ``is_told`` where the value has room, ``is_named`` where the name has.
    """

    whole: QRectF
    shape: QRectF
    label: QRectF
    told: QRectF
    is_told: bool = True
    is_named: bool = True


def places(chart: Chart, room: QRectF, metrics: QFontMetrics) -> list[Place]:
    """The places of all marks, in their order."""
    if not chart.marks:
        return []
    if chart.shape is not Shape.LINE:
        return _bars(chart, room, metrics)
    return _lines(chart, room, metrics) if chart.lines else _line(chart, room, metrics)


def height(chart: Chart, width: float, metrics: QFontMetrics) -> int:
    """How high a chart is that is so wide."""
    if chart.shape is Shape.LINE and chart.marks:
        return LINE_HEIGHT
    return len(chart.marks) * _columns(chart, width, metrics).row if chart.marks else BAR


class _Columns(NamedTuple):
    """How a row of bars is shared out: the width of the names, where the bars begin, how long they may be, its height."""

    names: float
    left: float
    span: float
    row: int


def _columns(chart: Chart, width: float, metrics: QFontMetrics) -> _Columns:
    longest = max(metrics.horizontalAdvance(each.label) for each in chart.marks)
    names = min(longest + _SLACK, width * _LONGEST_LABEL)
    values = max(metrics.horizontalAdvance(each.told) for each in chart.marks)
    room = width - values - 3 * _GAP
    if room - names - _GAP >= _SPAN:
        return _Columns(names, names + 2 * _GAP, room - names - _GAP, BAR)
    return _Columns(width - 2 * _GAP, _GAP, max(_SPAN, room), BAR + _NAMED)


def _bars(chart: Chart, room: QRectF, metrics: QFontMetrics) -> list[Place]:
    names, left, span, row = _columns(chart, room.width(), metrics)
    left += room.left()
    found = []
    for number, mark in enumerate(chart.marks):
        whole = QRectF(room.left(), room.top() + number * row, room.width(), row)
        bar = whole.adjusted(0, row - BAR, 0, 0)
        width = max(_LEAST, span * float(mark.drawn / chart.highest)) if mark.drawn else 0.0
        start = left + (span - width) / 2 if chart.shape is Shape.FUNNEL else left
        shape = QRectF(start, bar.top() + (BAR - _INK) / 2, width, _INK)
        after = (left + span if chart.shape is Shape.FUNNEL else shape.right()) + _GAP
        label = QRectF(room.left() + _GAP, whole.top(), names, BAR)
        found.append(Place(whole, shape, label, QRectF(after, bar.top(), room.right() - after, BAR)))
    return found


def _line(chart: Chart, room: QRectF, metrics: QFontMetrics) -> list[Place]:
    """Values stand at the first and the last point, and at as many between as there is room for."""
    last = max(1, len(chart.marks) - 1)
    after = max(_SIDE, metrics.horizontalAdvance(chart.marks[-1].told))
    step = (room.width() - _SIDE - after) / last
    widest = max(metrics.horizontalAdvance(text) for each in chart.marks for text in (each.told, each.label))
    every = max(1, -int(-(widest + _GAP) // max(step, 1.0)))
    height = room.height() - _TOP - _FOOT
    found = []
    for number, mark in enumerate(chart.marks):
        x = room.left() + _SIDE + number * step
        y = room.top() + _TOP + height * (1 - float(mark.drawn / chart.highest))
        told = number == last or (number % every == 0 and last - number >= every)
        point = QRectF(0, 0, 2, 2)
        point.moveCenter(QPointF(x, y))
        beside = metrics.horizontalAdvance(mark.told) / 2 * _free_side(chart, number)
        found.append(
            Place(
                QRectF(x - step / 2, room.top(), step, room.height()),
                point,
                QRectF(x - 40, room.bottom() - _FOOT, 80, _FOOT),
                QRectF(x - 40 + beside, y - _TOP, 80, _TOP - 4),
                told,
                told,
            )
        )
    return found


def _free_side(chart: Chart, number: int) -> int:
    """Where the line leaves room above a point: over it (0), or where it comes down steeply or goes up, behind it or before."""
    before, here, after = (
        chart.marks[max(0, min(each, len(chart.marks) - 1))].value or 0
        for each in (number - 1, number, number + 1)
    )
    if max(before, after) <= here:
        return 0
    return 1 if before > after else -1


def _lines(chart: Chart, room: QRectF, metrics: QFontMetrics) -> list[Place]:
    """Several lines over the same points: what each comes to stands at its end, the names below the first one's points."""
    ends = metrics.horizontalAdvance(max((mark.told for mark in chart.marks), key=metrics.horizontalAdvance))
    width = room.width() - _SIDE - ends - 3 * _GAP
    step = width / max(1, chart.each - 1)
    widest = max(metrics.horizontalAdvance(each.label) for each in chart.marks) + _GAP
    every = max(1, -int(-widest // max(step, 1.0)))
    height = room.height() - _TOP - _FOOT
    found = []
    for place, mark in enumerate(chart.marks):
        number = place % chart.each
        x = room.left() + _SIDE + number * step
        y = room.top() + _TOP + height * (1 - float(mark.drawn / chart.highest))
        point = QRectF(0, 0, 2, 2)
        point.moveCenter(QPointF(x, y))
        told = QRectF(min(max(room.left(), x - ends / 2), room.right() - ends), y - _TOP, ends, _TOP - 4)
        is_last = number == chart.each - 1
        if is_last:
            told = QRectF(x + _GAP, y - _ROW / 2, ends + _GAP, _ROW)
        found.append(
            Place(
                QRectF(x - step / 2, y - _NEAR, step, 2 * _NEAR),
                point,
                QRectF(x - widest / 2, room.bottom() - _FOOT, widest, _FOOT),
                told,
                is_last,
                place < chart.each and number % every == 0,
            )
        )
    _part(found[chart.each - 1 :: chart.each], room)
    return found


def _part(ends: list[Place], room: QRectF) -> None:
    """Move what is told at the ends of lines apart: down past the one above, then up again where there is no room below."""
    in_order = sorted((each.told for each in ends), key=QRectF.top)
    free = room.top()
    for told in in_order:
        told.moveTop(max(told.top(), free))
        free = told.bottom()
    free = room.bottom()
    for told in reversed(in_order):
        told.moveBottom(min(told.bottom(), free))
        free = told.top()
