"""A day to look back to is one the record of the data knows."""

import datetime as dt

from PySide6.QtCore import QDate, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui.forms.calendar import Calendar
from desktop.ui.window.data_side import _ask_day


def test_a_day_is_offered_from_the_first_operation_to_today(desk, saved, clock, meanwhile, shown):
    saved("policies", name="나눔")
    clock.advance(days=40)
    window, said = shown(QWidget()), []

    def look(dialog):
        calendar = dialog.findChild(Calendar)
        said.append((calendar.minimumDate(), calendar.maximumDate()))
        said.append([each.text() for each in dialog.findChildren(QLabel)])
        calendar.setSelectedDate(QDate(2022, 9, 1))
        dialog.accept()

    meanwhile(look)
    day = _ask_day(window, desk.store)
    assert said[0] == (QDate(2022, 9, 16), QDate(2022, 10, 26))
    assert any("기록은 2022. 9. 16.부터 있습니다." in each for each in said[1])
    assert day == dt.date(2022, 9, 16), "no day before the record can be chosen"


def test_days_that_cannot_be_chosen_are_pale(desk, shown):
    calendar = shown(Calendar())
    calendar.setDateRange(QDate(2022, 9, 14), QDate(2022, 9, 16))

    def ink(day):
        image = QImage(60, 40, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        calendar.paintCell(painter, QRect(0, 0, 60, 40), QDate(2022, 9, day))
        painter.end()
        return min(image.pixelColor(x, y).lightness() for x in range(60) for y in range(40))

    assert ink(14) < 80 < ink(13)
    assert ink(15) < 80 < ink(20)
