"""A list is found again as it was left: in the next visit, after the next start."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from desktop.queries.filtering import Filter, Test
from desktop.rules.fields import Kind
from desktop.ui.kit.settings import DeskSettings, ListLook
from desktop.ui.kit.theme import Mode, Theme
from desktop.ui.lists.list_page import ListPage
from tests import earlier
from tests.ui.invented_list import COLUMNS

NAME, BIRTH, AGE, MAJOR = 0, 1, 2, 3


def opened(qtbot: Any, desk: Any, trainees: Any, **other: Any) -> ListPage:
    page = ListPage(trainees.source(**other), desk)
    qtbot.addWidget(page)
    page.resize(1240, 880)
    page.show()
    qtbot.waitExposed(page)
    return page


def restarted(desk: Any, path: Path) -> None:
    desk.settings.save()
    desk.settings = DeskSettings(path)


@pytest.mark.feature("DA-08")
def test_columns_their_order_and_width_the_sorting_and_the_size_stay_over_a_restart(
    qtbot: Any, desk: Any, trainees: Any, tmp_path: Path
) -> None:
    page = opened(qtbot, desk, trainees)
    page.table.setColumnHidden(MAJOR, True)
    page.table.horizontalHeader().moveSection(AGE, 0)
    page.table.setColumnWidth(NAME, 211)
    page.table.set_zoom(125)
    page.table.zoomed.emit(125)
    page.filters.set_sort("birth_date", True)
    order = page.table.selectionModel().model().listing.ids()
    page.hide()
    restarted(desk, tmp_path / "책상 설정" / "ieum.ini")
    again = opened(qtbot, desk, trainees)
    assert again.shown_columns()[:2] == ("age", "name")
    assert "major" not in again.shown_columns()
    assert again.table.columnWidth(NAME) == round(211 * 1.25), "it grew with its texts"
    assert again.table.rowHeight(0) == page.table.rowHeight(0) > 32
    assert again.criteria.order == (("birth_date", True),)
    assert again.model.listing.ids() == order
    assert again.table.horizontalHeader().sortIndicatorSection() == BIRTH


def spare(page: ListPage) -> int:
    table = page.table
    return table.viewport().width() - sum(
        table.columnWidth(place) for place in range(len(page.source.columns))
    )


@pytest.mark.feature("DA-23")
def test_columns_fill_whatever_screen_and_a_width_set_by_hand_stays(
    qtbot: Any, desk: Any, trainees: Any, tmp_path: Path
) -> None:
    page = opened(qtbot, desk, trainees)
    qtbot.waitUntil(lambda: 0 <= spare(page) < 10)
    page.table.setColumnWidth(NAME, 211)
    phone = page.table.columnWidth(4)
    page.resize(2340, 1300)
    qtbot.waitUntil(lambda: 0 <= spare(page) < 10)
    assert page.table.columnWidth(NAME) == 211
    assert page.table.columnWidth(MAJOR) > page.table.columnWidth(4) > phone, "most goes to free texts"
    page.hide()
    restarted(desk, tmp_path / "책상 설정" / "ieum.ini")
    again = opened(qtbot, desk, trainees)
    again.resize(1700, 900)
    qtbot.waitUntil(lambda: 0 <= spare(again) < 10)
    assert again.table.columnWidth(NAME) == 211
    again.frame.look.restore_first()
    assert 0 <= spare(again) < 10
    assert again.table.columnWidth(NAME) < 211


def test_larger_texts_have_wider_columns(qtbot: Any, desk: Any, trainees: Any) -> None:
    page = opened(qtbot, desk, trainees)
    qtbot.waitUntil(lambda: 0 <= spare(page) < 10)
    page.table.set_zoom(175)
    page.table.zoomed.emit(175)
    cut = [place for place in range(8) if page.table.columnWidth(place) < page.table.sizeHintForColumn(place)]
    assert cut == []


def test_the_size_of_texts_stays_when_the_theme_is_another(
    qtbot: Any, desk: Any, trainees: Any, theme: Theme
) -> None:
    page = opened(qtbot, desk, trainees)
    page.table.set_zoom(150)
    theme.set_mode(Mode.DARK)
    page.table.sizeHintForColumn(NAME)
    size = page.table.font().pointSizeF()
    theme.set_mode(Mode.LIGHT)
    assert size == page.table.font().pointSizeF() == 15


def test_a_list_begins_as_it_came_when_the_column_it_was_sorted_by_is_gone(
    qtbot: Any, desk: Any, trainees: Any
) -> None:
    desk.settings.keep_list_look("trainees", ListLook(sort=[("no_more", True)]))
    assert opened(qtbot, desk, trainees).criteria.order == (("name", False),)


def test_no_value_of_the_data_reaches_the_settings(
    qtbot: Any, desk: Any, trainees: Any, tmp_path: Path
) -> None:
    page = opened(qtbot, desk, trainees)
    page.filters.search.setText("서건도")
    page.filters._take_search()
    page._criteria_changed()
    page.filters.set_criteria(
        page.criteria.__class__(search="서건도", filters=(Filter("name", Test.CONTAINS, ("강은우",)),))
    )
    page.hide()
    desk.settings.save()
    kept = json.dumps(desk.settings._kept.value("lists/trainees"), ensure_ascii=False)
    assert "phone" in kept
    assert "서건도" not in kept
    assert "강은우" not in kept


@pytest.mark.feature("DA-08")
def test_two_lists_keep_conditions_and_looks_of_their_own(qtbot: Any, desk: Any, trainees: Any) -> None:
    first = opened(qtbot, desk, trainees)
    second = opened(qtbot, desk, trainees, key="others")
    first.filters.set_criteria(
        first.criteria.__class__(filters=(Filter("status", Test.ONE_OF, ("수료",)),), order=(("age", True),))
    )
    first.table.setColumnHidden(MAJOR, True)
    assert first.model.rowCount() < second.model.rowCount() == 456
    assert second.criteria.order == (("name", False),)
    first.hide()
    second.hide()
    assert "major" in desk.settings.list_look("others").order
    assert desk.settings.list_look("others").hidden == []
    assert desk.settings.list_look("trainees").hidden == ["major"]


def test_a_window_left_on_a_monitor_that_is_gone_comes_back_into_sight(qtbot: Any, desk: Any) -> None:
    far = QMainWindow()
    qtbot.addWidget(far)
    far.resize(900, 600)
    far.move(QPoint(9_000, 7_000))
    far.show()
    desk.settings.geometry = far.saveGeometry()
    near = QMainWindow()
    qtbot.addWidget(near)
    assert near.restoreGeometry(QByteArray(desk.settings.geometry))
    seen = near.frameGeometry().intersected(QGuiApplication.primaryScreen().availableGeometry())
    assert (seen.width(), seen.height()) >= (300, 200)


PHONE, TEAM, STATUS = 4, 5, 7


def narrow(qtbot: Any, desk: Any, trainees: Any, **other: Any) -> ListPage:
    """A page without room to spare, its columns fitted."""
    page = opened(qtbot, desk, trainees, **other)
    page.resize(720, 700)
    fitted(qtbot, page)
    assert page.table.horizontalScrollBar().maximum() > 0
    return page


def fitted(qtbot: Any, page: ListPage) -> None:
    table = page.table
    qtbot.waitUntil(lambda: page.frame.look._room == table.viewport().width() and not page._fit.isActive())


def cut(page: ListPage) -> list[int]:
    table = page.table
    return [place for place in range(8) if table.columnWidth(place) < table.sizeHintForColumn(place)]


@pytest.mark.feature("DA-08")
def test_what_was_hidden_is_whole_when_it_is_shown(qtbot: Any, desk: Any, trainees: Any) -> None:
    private = tuple(
        replace(column, field=replace(column.field, kind=Kind.EMAIL, private=True))
        if column.field.key == "major"
        else column
        for column in COLUMNS
    )
    for row in trainees.rows.values():
        row[MAJOR] = "serviceable.name@example.com"
    page = narrow(
        qtbot, desk, trainees, columns=private, masked=True,
        open=lambda criteria: replace(trainees.open(criteria), columns=private),
    )  # fmt: skip
    hidden = page.table.columnWidth(MAJOR)
    page.frame.turn_mask()
    qtbot.waitUntil(lambda: page.table.columnWidth(MAJOR) > hidden)
    assert cut(page) == []


def test_a_state_has_room_for_its_longest_word_before_it_is_there(
    qtbot: Any, desk: Any, trainees: Any
) -> None:
    for row in trainees.rows.values():
        row[STATUS], row[BIRTH], row[PHONE] = "신청", None, None
    page = narrow(qtbot, desk, trainees)
    longest, day, phone = "중도포기", dt.date(1988, 12, 28), "010-8888-8888"
    first = min(trainees.rows.values(), key=lambda row: row[NAME])
    first[STATUS], first[BIRTH], first[PHONE] = longest, day, phone
    widths = [page.table.columnWidth(place) for place in range(8)]
    desk.bus.committed.emit(None)
    fitted(qtbot, page)
    assert [page.table.columnWidth(place) for place in range(8)] == widths
    assert cut(page) == []


def test_columns_grow_for_rows_that_came_in_and_for_none_that_went(
    qtbot: Any, desk: Any, trainees: Any
) -> None:
    for row in trainees.rows.values():
        row[MAJOR] = "디자인"
    page = narrow(qtbot, desk, trainees)
    before = page.table.columnWidth(MAJOR)
    trainees.rows[1][MAJOR] = "인공지능융합소프트웨어공학전공"
    trainees.rows[1][NAME] = "가"
    desk.bus.committed.emit(None)
    qtbot.waitUntil(lambda: page.table.columnWidth(MAJOR) > before)
    assert cut(page) == []
    grown = page.table.columnWidth(MAJOR)
    trainees.rows[1][MAJOR] = "디자인"
    desk.bus.committed.emit(None)
    fitted(qtbot, page)
    assert page.table.columnWidth(MAJOR) == grown


def test_one_long_name_takes_no_other_column_off_the_screen(qtbot: Any, desk: Any, trainees: Any) -> None:
    trainees.rows[1][NAME] = "가" * 31
    page = opened(qtbot, desk, trainees)
    fitted(qtbot, page)
    assert page.table.columnWidth(NAME) < 200
    assert page.table.columnViewportPosition(STATUS) < page.table.viewport().width()


def test_the_eye_has_two_faces(qtbot: Any, desk: Any, trainees: Any) -> None:
    page = opened(qtbot, desk, trainees, masked=True)
    eye = page.frame._mask
    faces = [eye.icon().pixmap(20, 20).toImage()]
    told = [eye.toolTip()]
    page.frame.turn_mask()
    faces.append(eye.icon().pixmap(20, 20).toImage())
    told.append(eye.toolTip())
    assert faces[0] != faces[1]
    assert told == ["개인정보 보이기 (Alt+P)", "개인정보 가리기 (Alt+P)"]


@pytest.mark.parametrize("version", earlier.DESKS)
def test_the_look_that_an_earlier_version_kept_still_applies(
    qtbot: Any, desk: Any, trainees: Any, tmp_path: Path, version: str
) -> None:
    desk.settings = DeskSettings(earlier.take(f"{version}.ini", tmp_path))
    page = opened(qtbot, desk, trainees)
    assert page.shown_columns()[:3] == ("phone", "name", "birth_date")
    assert "email" not in page.shown_columns()
    assert page.table.columnWidth(NAME) == 133
    assert page.table._zoom == 110
    assert page.criteria.order == (("name", version == "0006"),)


def test_a_title_that_came_to_say_its_day_is_whole(qtbot: Any, desk: Any, trainees: Any) -> None:
    said: list[str] = []

    def opened_on(criteria: Any) -> Any:
        dated = tuple(
            replace(column, field=replace(column.field, title=f"만 나이({said[0]})"))
            if said and column.field.key == "age"
            else column
            for column in COLUMNS
        )
        return replace(trainees.open(criteria), columns=dated)

    page = narrow(qtbot, desk, trainees, open=opened_on)
    said.append("2022. 7. 25.")
    page.filters.set_sort("birth_date", True)
    header = page.table.horizontalHeader()
    qtbot.waitUntil(lambda: page.model.headerData(AGE, Qt.Orientation.Horizontal) == "만 나이(2022. 7. 25.)")
    qtbot.waitUntil(lambda: page.table.columnWidth(AGE) >= header.sectionSizeHint(AGE))
