"""변경 이력, an earlier day, and the office's settings, over a real data file."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QWidget

from desktop.model.certificates import NumberSeries
from desktop.services import settings
from desktop.services.certificates.settings import JOINT_ISSUER, NUMBER_FORMAT, SEAL
from desktop.services.datafile import history
from desktop.services.datafile.settings import read, value
from desktop.services.datafile.store import Store
from desktop.services.office import settings as office
from desktop.services.records import records
from desktop.ui.desk import Desk
from desktop.ui.forms.image_input import ImageInput
from desktop.ui.kit import messages
from desktop.ui.office.history_page import HistoryPage
from desktop.ui.office.past_view import PastView
from desktop.ui.office.settings_dialog import settings_dialog
from desktop.ui.window.screens import page_of


@pytest.fixture
def page(desk: Desk, store: Store, clock: Any, shown: Any) -> HistoryPage:
    for name, number in (("가람", "124-81-00998"), ("누리", "220-81-62517")):
        records.save(store, "companies", {"name": name, "registration_number": number})
        clock.advance(minutes=5)
    return shown(page_of(desk, "operations"))


def test_what_was_done_is_listed_the_latest_first(page: HistoryPage, texts: Any) -> None:
    assert texts(page, "name") == ["기업 누리 추가", "기업 가람 추가"]
    assert texts(page, "state") == ["되돌릴 수 있음"] * 2


@pytest.mark.feature("DA-10")
def test_any_operation_can_be_taken_back_not_only_the_last(
    qtbot: Any, page: HistoryPage, store: Store, press: Any, texts: Any
) -> None:
    page.table.selectRow(1)
    qtbot.waitUntil(lambda: "선택 1" in page.frame.figures.text())
    press(page, "이 작업 되돌리기")
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert texts(page, "name")[0] == "되돌리기: 기업 가람 추가"
    page.table.clearSelection()
    page.table.selectRow(2)
    action = next(each for each in page.bar.qt_actions if each.text() == "이 작업 되돌리기")
    qtbot.waitUntil(lambda: not action.isEnabled(), timeout=2000)


@pytest.mark.feature("DA-11")
def test_the_lists_of_an_earlier_moment(
    page: HistoryPage, desk: Desk, store: Store, clock: Any, shown: Any, texts: Any
) -> None:
    moment = store.clock()
    clock.advance(days=1)
    records.delete(store, "companies", [1])
    view = shown(PastView(Desk(history.as_at(store, moment), desk.settings)))
    view.kinds.setCurrentIndex(view.kinds.findData("companies"))
    assert texts(view.page, "name") == ["가람", "누리"]
    assert view.windowTitle() == f"2022. 9. 16. {moment.astimezone():%H:%M}의 자료"
    assert not any(each.isEnabled() for each in view.page.bar.qt_actions if each.text().endswith("삭제"))


def test_the_card_names_the_operation(page: HistoryPage) -> None:
    card = page._card_of(page.model.id_at(0), True)
    assert card is not None
    assert card.title == "기업 누리 추가"


def picture(path: Path) -> Path:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#B3261E"))
    assert image.save(str(path))
    return path


@pytest.mark.feature("DO-12")
def test_a_seal_needs_the_word_of_who_allowed_it(
    desk: Desk, store: Store, shown: Any, fill: Any, told: Any, tmp_path: Path
) -> None:
    dialog = shown(settings_dialog(desk, None))
    fill(dialog, name="서초구청", head_title="서초구청장")
    seal = dialog.input("seal")
    assert isinstance(seal, ImageInput)
    seal.load(picture(tmp_path / "직인.png"))
    dialog.accept()
    assert "seal_permission" in told(dialog)
    assert dialog.isVisible()
    fill(dialog, seal_permission="총무과 2022. 9. 1.")
    dialog.accept()
    assert not dialog.isVisible()
    kept = read(store, settings.SETTINGS)
    assert (kept[office.NAME], kept[office.HEAD_TITLE]) == ("서초구청", "서초구청장")
    assert kept[SEAL] == (tmp_path / "직인.png").read_bytes()


def test_settings_come_back_as_they_were_saved(
    desk: Desk, store: Store, shown: Any, fill: Any, tmp_path: Path
) -> None:
    settings.save(
        store,
        {"name": "동대문구청", "joint_issuer": True, "logo": picture(tmp_path / "로고.png").read_bytes()},
    )
    dialog = shown(settings_dialog(desk, None))
    assert not dialog.changed
    logo = dialog.input("logo")
    assert isinstance(logo, ImageInput)
    assert logo.data() is not None
    logo.remove.click()
    assert dialog.changed
    dialog.accept()
    kept = read(store, settings.SETTINGS)
    assert kept[office.LOGO] is None
    assert (kept[office.NAME], kept[JOINT_ISSUER]) == ("동대문구청", True)


def test_numbers_are_shown_and_written_as_they_come_out(
    desk: Desk, store: Store, shown: Any, fill: Any, told: Any
) -> None:
    year = store.today().year
    dialog = shown(settings_dialog(desk, None))
    note = dialog.form.findChild(QLabel, "number_format_note")
    assert dialog.input("number_format").text() == f"제{year}-001호"
    assert note.text() == f"다음 번호: 제{year}-001호\n{year + 1}년 첫 번호: 제{year + 1}-001호"
    fill(dialog, number_format="제001호")
    assert "연도와 1이 들어가게" in note.text()
    dialog.accept()
    assert "연도와 1이 들어가게" in told(dialog)["number_format"]
    fill(dialog, number_format=f"서초-{year}-0001")
    assert note.text().startswith(f"다음 번호: 서초-{year}-0001\n")
    dialog.accept()
    assert value(store, NUMBER_FORMAT) == "서초-{year}-{sequence:04d}"


@pytest.mark.parametrize(
    "kept", ["{sequence:03d}-1-{year}", "{year}년 {sequence}-001", "{sequence:>4}/{year}"]
)
def test_a_pattern_nobody_touches_stays_as_it_is(
    desk: Desk, store: Store, shown: Any, fill: Any, kept: str
) -> None:
    settings.save(store, {"number_format": kept})
    dialog = shown(settings_dialog(desk, None))
    fill(dialog, name="서초구청")
    dialog.accept()
    assert not dialog.isVisible()
    assert (value(store, office.NAME), value(store, NUMBER_FORMAT)) == ("서초구청", kept)


def test_a_file_that_is_no_picture_is_refused_beside_its_input(
    desk: Desk, shown: Any, told: Any, tmp_path: Path
) -> None:
    dialog = shown(settings_dialog(desk, None))
    (tmp_path / "가짜.png").write_text("그림이 아니다", encoding="utf-8")
    dialog.input("logo").load(tmp_path / "가짜.png")
    dialog.accept()
    assert "PNG" in told(dialog)["logo"]


@pytest.mark.parametrize("mine", [True, False])
def test_what_another_desk_saved_meanwhile_is_asked_about(
    desk: Desk, store: Store, shown: Any, fill: Any, monkeypatch: Any, *, mine: bool
) -> None:
    asked = []

    def which_stands(_parent: Any, differences: Any, *_known: Any) -> bool:
        asked.extend(each.sentence() for each in differences)
        return mine

    monkeypatch.setattr(messages, "which_stands", which_stands)
    year = store.today().year
    dialog = shown(settings_dialog(desk, None))
    with Store.open(store.location, user="이주무관", clock=store.clock) as other:
        settings.save(other, {"officer": "박주무관", "number_format": "동-{year}-{sequence:02d}"})
    fill(dialog, number_format=f"서초-{year}-0001", department="일자리정책과")
    dialog.accept()
    assert not dialog.isVisible()
    (said,) = asked
    assert f"내 값 '서초-{year}-0001', 지금 값 '동-{year}-01' (이주무관" in said
    kept = read(store, settings.SETTINGS)
    assert (kept[office.OFFICER], kept[office.DEPARTMENT]) == ("박주무관", "일자리정책과")
    assert kept[NUMBER_FORMAT] == ("서초-{year}-{sequence:04d}" if mine else "동-{year}-{sequence:02d}")


def test_every_setting_of_the_page_stands_in_the_form(desk: Desk, shown: Any) -> None:
    dialog = shown(settings_dialog(desk, None))
    missing = [
        each.key for each in settings.of_page(office.PAGE) if dialog.form.findChild(QWidget, each.key) is None
    ]
    assert missing == []


def test_the_next_number_is_the_one_that_will_be_given(desk: Desk, store: Store, shown: Any) -> None:
    year = store.today().year
    with store.operation("서른 장") as op:
        op.add(NumberSeries(kind="수료", year=year, last=30))
    note = shown(settings_dialog(desk, None)).form.findChild(QLabel, "number_format_note")
    assert note.text().startswith(f"다음 번호: 제{year}-031호\n")


@pytest.mark.feature("DO-12")
def test_the_seal_says_over_whose_name_it_will_be_printed(desk: Desk, shown: Any, fill: Any) -> None:
    dialog = shown(settings_dialog(desk, None))
    note = dialog.form.findChild(QLabel, "seal_note")
    assert note.text().startswith("지금은 찍히지 않습니다")
    fill(dialog, head_title="서초구청장", issuer_title="한국과학기술원 총장")
    assert note.text().startswith("지금은 찍히지 않습니다")
    dialog.input("joint_issuer").setChecked(True)
    assert note.text() == "수료증의 '서초구청장' 위에 찍힙니다."
    dialog.input("joint_issuer").setChecked(False)
    fill(dialog, issuer_title="서초구청장")
    assert note.text() == "수료증의 '서초구청장' 위에 찍힙니다."
