"""What a card leads to opens from it: an attachment in the system's own program, what stands on no page in its dialog."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from desktop.services.attachments import places
from desktop.services.board.proposals import attaching, discussion
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.kit.theme import Mode, Theme
from desktop.ui.window.main_window import MainWindow
from desktop.ui.window.screens import entries
from desktop.ui.window.workplace import furnish


@pytest.fixture
def proposal(saved, desk, store, tmp_path):
    desk.set_scope(cohort_id=None, board_id=saved("boards", name="1기", year=2022))
    made = saved("proposals", desk.scope, title="빗물받이")
    photo = tmp_path / "현장 사진.jpg"
    photo.write_bytes(b"\xff\xd8 rain")
    attaching.attach(store, made, photo)
    discussion.write(store, made, {"stance": "찬성", "words": "물이 고입니다."})
    return made


@pytest.fixture
def window(qtbot, qapp, desk, proposal):
    made = MainWindow(desk.settings)
    made.furnish(Theme(qapp, Mode.LIGHT))
    qtbot.addWidget(made)
    made.resize(1440, 880)
    made.show()
    made.furnished = furnish(
        made, desk, entries(desk), first_page="proposals", open_import=lambda _path: None
    )
    assert made.show_record("proposals", proposal)
    yield made
    desk.copies.close()


def link(qtbot, window, words):
    """The link on the card that holds these words."""

    def found():
        card = window.page("proposals").frame.card
        return [each for each in card.findChildren(QPushButton) if words in each.accessibleName()]

    qtbot.waitUntil(lambda: len(found()) == 1)
    return found()[0]


@pytest.mark.feature("DA-20")
def test_an_attachment_opens_by_click_and_by_enter_and_one_that_is_gone_is_named(
    qtbot, window, desk, store, monkeypatch, meanwhile
):
    opened, has_program = [], [True]
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())) or has_program[0]
    )
    named = "첨부: 현장 사진.jpg"
    qtbot.mouseClick(link(qtbot, window, named), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(opened) == 1 and not desk.jobs.busy)
    assert opened[0].name == "현장 사진.jpg"
    assert opened[0].read_bytes() == b"\xff\xd8 rain"
    assert "사본을 열었습니다" in window.toast.text
    qtbot.keyClick(link(qtbot, window, named), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened) == 2 and not desk.jobs.busy)
    said = []
    has_program[0] = False
    meanwhile(lambda box: said.append(box.text()))
    link(qtbot, window, named).click()
    qtbot.waitUntil(lambda: len(said) == 1 and not desk.jobs.busy)
    places.folder_of(store).rename(store.path.with_name("옮긴 첨부"))
    meanwhile(lambda box: said.append(box.text()))
    link(qtbot, window, named).click()
    qtbot.waitUntil(lambda: len(said) == 2 and not desk.jobs.busy)
    assert said[0] == "'현장 사진.jpg' 파일을 열 프로그램이 이 컴퓨터에 없습니다."
    assert said[1].startswith("첨부 파일 '현장 사진.jpg'의 내용이 '구청 자료 첨부' 폴더에 없습니다.")


def test_what_stands_on_no_page_opens_in_its_dialog(qtbot, window, meanwhile):
    seen = []

    def look(dialog):
        assert isinstance(dialog, FormDialog)
        seen.append((dialog.windowTitle(), dialog.input("words").toPlainText()))

    meanwhile(look)
    link(qtbot, window, "물이 고입니다.").click()
    assert seen == [("토론 글", "물이 고입니다.")]
