"""The chart as a widget, with an invented declaration: keys, clicks, room for what is written at the marks."""

from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint, Qt

from desktop.queries.charts import Chart, Mark, Rows, Shape
from desktop.ui.chart.chart_view import ChartView


def chart(shape, *values):
    marks = [
        Mark(f"{n}번", value, f"{value}명", Rows("things") if n else None) for n, value in enumerate(values)
    ]
    return Chart("그림", shape, tuple(marks), "아직 없습니다.")


@pytest.fixture
def view(qtbot, shown):
    made = ChartView()
    made.resize(600, 200)
    made.opened_rows = []
    made.opened.connect(made.opened_rows.append)
    return shown(made)


@pytest.mark.parametrize("shape", list(Shape))
def test_it_is_walked_through_and_opened_by_keys(view, qtbot, shape):
    view.show_chart(chart(shape, 456, 180, 30))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.opened_rows == []
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.accessibleDescription() == "1번 180명"
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.opened_rows == [Rows("things")]
    for _ in range(5):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.current == 2
    assert not view.grab().isNull()


def test_a_bar_is_as_long_as_its_value_and_a_click_opens_it(view, qtbot):
    view.show_chart(chart(Shape.BARS, 100, 50, 0))
    long, half, none = (each.shape.width() for each in view.places())
    assert half == pytest.approx(long / 2)
    assert none == 0
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(30, 40))
    assert view.opened_rows == [Rows("things")]
    for each in view.places():
        assert each.told.right() <= view.width() + 1


def test_a_rate_is_as_long_as_its_share_of_its_own_whole(view):
    counted = ((1, Fraction(1, 1)), (4, Fraction(4, 5)), (0, Fraction(0, 3)), (0, None))
    marks = [Mark(f"{share}", count, f"{count}건", share=share) for count, share in counted]
    view.show_chart(Chart("채택률", Shape.BARS, tuple(marks)))
    one_of_one, four_of_five, none, no_whole = (each.shape.width() for each in view.places())
    assert four_of_five == pytest.approx(one_of_one * 4 / 5)
    assert (none, no_whole) == (0, 0)


def test_bars_are_told_apart_where_there_is_little_room_and_names_stand_above_them(view):
    marks = [Mark("어느 주제의 이름", value, f"{value}일 · 답변 2건 · 기다림 1건") for value in (15, 30)]
    view.show_chart(Chart("그림", Shape.BARS, tuple(marks)))
    whole = view.heightForWidth(600)
    view.resize(view.minimumSizeHint().width(), view.heightForWidth(view.minimumSizeHint().width()))
    short, long = view.places()
    assert view.height() > whole
    assert long.shape.width() >= 40
    assert short.shape.width() == pytest.approx(long.shape.width() / 2)
    assert all(each.label.width() > 150 for each in (short, long))
    assert long.whole.bottom() == view.height()
    assert not view.grab().isNull()


def test_a_funnel_is_centred_and_a_line_tells_its_last_value(view):
    view.show_chart(chart(Shape.FUNNEL, 100, 50))
    first, second = (each.shape.center().x() for each in view.places())
    assert first == pytest.approx(second)
    view.show_chart(chart(Shape.LINE, *range(60, 0, -1)))
    found = view.places()
    assert found[-1].is_told
    assert found[0].shape.center().y() < found[-1].shape.center().y()
    assert sum(each.is_told for each in found) < len(found)


def test_several_lines_are_walked_along_and_across_and_opened_where_they_are_nearest(view, qtbot):
    values = ((90, 90, 90), (10, 40, 88), (0, 30, 87))
    marks = [
        Mark(f"{month}월", value, f"{line} {value}만원", Rows(line))
        for line, row in zip("편승지", values, strict=True)
        for month, value in enumerate(row, 1)
    ]
    view.show_chart(Chart("예산", Shape.LINE, tuple(marks), lines=("편", "승", "지")))
    view.setFocus()
    for key, told in (
        (Qt.Key.Key_Right, "2월 편 90만원"),
        (Qt.Key.Key_Down, "2월 승 40만원"),
        (Qt.Key.Key_Down, "2월 지 30만원"),
        (Qt.Key.Key_Down, "2월 지 30만원"),
        (Qt.Key.Key_Left, "1월 지 0만원"),
        (Qt.Key.Key_Left, "1월 지 0만원"),
    ):
        qtbot.keyClick(view, key)
        assert view.accessibleDescription() == told
    found = view.places()
    ends = [each.told for each in found[2::3]]
    assert all(each.is_told for each in found[2::3])
    assert not any(one.intersects(other) for one in ends for other in ends if one is not other)
    assert all(view.rect().toRectF().contains(each) for each in ends), "also where lines end close together"
    for place in (1, 4, 7):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=found[place].shape.center().toPoint())
    assert view.opened_rows == [Rows("편"), Rows("승"), Rows("지")]
    assert not view.grab().isNull()


def test_without_marks_it_says_why(view):
    view.show_chart(chart(Shape.BARS))
    assert view.places() == []
    assert not view.grab().isNull()
