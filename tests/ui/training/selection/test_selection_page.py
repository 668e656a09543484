"""선발 as a person meets it: the cut line by key and mouse, the tie that asks, the second person, what was published."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QInputDialog, QLabel

from desktop.services.datafile import history
from desktop.services.training.selection import looking, ranking

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def five(selecting):
    """90, 80, 80, 70 and 결시."""
    for name, score in (("김하나", 90), ("이두리", 80), ("박세찬", 80), ("최네찬", 70)):
        selecting.add(name, score, score, score, major_kind="비전공" if score < 90 else "전공")
    selecting.add("정다섯", "결시", 60, 60)
    return selecting


def column(page, place):
    return [page.model.index(row, place).data() for row in range(page.model.rowCount())]


def results(page):
    return column(page, 5)


def kept(selecting):
    with selecting.store.read() as session:
        return ranking.settings_of(session, selecting.stage)


def words(widget):
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


@pytest.mark.feature("TR-06")
def test_the_line_moves_by_key_and_names_those_it_would_cut(five, page_of, qtbot, meanwhile, choosing):
    page = page_of("selection")
    page.settings_bar.seats.setValue(1)
    page.settings_bar.reserves.setValue(1)
    assert column(page, 1) == ["김하나", "이두리", "박세찬", "최네찬", "정다섯"]
    assert results(page) == ["선발", "미정", "미정", "탈락", "탈락"]
    page.settings_bar.reserves.setValue(2)
    assert results(page) == ["선발", "예비 1", "예비 1", "탈락", "탈락"]
    assert column(page, 4) == ["0.00", "-10.00", "-10.00", "-20.00", ""]
    assert column(page, 3)[-1] == "결시"
    qtbot.keyClick(page.table, Qt.Key.Key_Down, ALT)
    assert page.settings.seats == 2
    assert "이두리, 박세찬이 80.00점으로 같습니다" in page.banner.text
    meanwhile(choosing("모두 넣기"))
    page.banner.button.click()
    assert results(page) == ["선발", "선발", "선발", "예비 1", "탈락"]
    assert page.banner.text == ""
    qtbot.waitUntil(lambda: kept(five).seats == 2)
    qtbot.keyClick(page.table, Qt.Key.Key_Up, ALT)
    assert "80.00점으로 같습니다" in page.banner.text
    qtbot.keyClick(page.table, Qt.Key.Key_Up, ALT)
    assert results(page) == ["선발", "예비 1", "예비 1", "탈락", "탈락"]


def test_the_line_is_dragged_and_who_is_in_changes_with_it(five, page_of, qtbot):
    page = page_of("selection")
    page.settings_bar.seats.setValue(1)
    qtbot.waitUntil(lambda: "전공 1명 100.0 %" in words(page.beside))
    view = page.table.viewport()
    at = page.table.y_of(1)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(40, at))
    qtbot.mouseMove(view, QPoint(40, at + 64))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(40, at + 64))
    assert page.settings.seats == 3
    assert results(page)[:3] == ["선발", "선발", "선발"]
    qtbot.waitUntil(lambda: "비전공 2명 66.7 %, 전공 1명 33.3 %" in words(page.beside))
    qtbot.waitUntil(lambda: kept(five).seats == 3)


@pytest.mark.feature("TR-25")
def test_what_decides_names_exactly_those_who_flip(selecting, page_of, qtbot):
    selecting.add("김하나", 90, 80, 80)
    selecting.add("이두리", 80, "86.3", 80)
    selecting.add("박세찬", 10, 10, 10)
    page = page_of("selection")
    page.settings_bar.seats.setValue(1)
    assert results(page)[0] == "선발"
    page.beside.decide.click()
    qtbot.waitUntil(lambda: "면접 45 %" in words(page.beside))
    told = words(page.beside)
    assert told[told.index("면접 45 %") + 1] == "이두리: 1위 선발 → 2위 탈락"
    assert told[told.index("면접 55 %") + 1] == "바뀌는 사람 없음"


@pytest.mark.feature("TR-07")
@pytest.mark.feature("TR-08")
def test_a_second_person_confirms_it_is_published_and_a_later_score_is_told(
    five, page_of, qtbot, press, meanwhile, choosing
):
    page = page_of("selection")
    page.settings_bar.seats.setValue(1)
    page.settings_bar.reserves.setValue(2)
    qtbot.waitUntil(lambda: kept(five).reserves == 2)

    def name(who):
        def act(dialog):
            assert isinstance(dialog, QInputDialog)
            dialog.setTextValue(who)
            dialog.accept()

        return act

    publish = next(each for each in page.bar.qt_actions if each.text() == "확정…")
    assert not publish.isEnabled()
    meanwhile(name("박팀장"))
    press(page, "순위 확인…")
    qtbot.waitUntil(publish.isEnabled)
    assert page.told.text().endswith("박팀장 확인함")
    meanwhile(choosing("확정"))
    press(page, "확정…")
    qtbot.waitUntil(lambda: page.published)
    assert [five.status(each) for each in five.people] == ["선발", "예비", "예비", "탈락", "탈락"]
    assert not page.settings_bar.seats.isEnabled()
    five.score(five.people["최네찬"], 95, 95, 95)
    qtbot.waitUntil(lambda: "확정본과 다름: 4명" in page.banner.text)
    assert "확정본과 다름: 4위 탈락 → 1위 선발" in column(page, 6)
    history.undo(five.store)
    qtbot.waitUntil(lambda: page.banner.text == "")
    page.table.selectRow(2)
    press(page, "예비 올리기")
    qtbot.waitUntil(lambda: five.status("박세찬") == "선발")


def test_without_criteria_or_cohort_it_says_what_to_do(desk, page_of):
    page = page_of("selection")
    assert any("먼저 만들어 주세요" in each for each in words(page.empty))


def test_the_page_begins_with_the_last_stage_that_selects_by_something(selecting, page_of):
    stages = [row_id for row_id, _name in looking.stages(selecting.store, selecting.scope)]
    assert page_of("selection").stage_id == selecting.stage == stages[0]
    selecting.stage = stages[1]
    selecting.criterion("면접", 100)
    assert len(stages) == 3
    assert page_of("selection").stage_id == stages[1], "the one after it selects by nothing"


def test_the_figures_at_the_head_are_plain_text_and_give_way_on_a_small_screen(selecting, page_of):
    head = page_of("selection").told
    head.setText("<b>정수아</b> 팀장이 확인함 " * 4)
    assert head.textFormat() is Qt.TextFormat.PlainText
    assert head.sizeHint().width() > head.fontMetrics().horizontalAdvance(head.text())
    assert head.minimumSizeHint().width() < head.sizeHint().width()
