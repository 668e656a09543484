import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest

from desktop.ui.kit.settings import DeskSettings
from desktop.ui.kit.theme import Mode, Theme
from desktop.ui.window import guide
from desktop.ui.window.guide import FOLDER, GuideDialog, chapter_of, chapters
from desktop.ui.window.main_window import MainWindow
from desktop.ui.window.screens import entries as pages
from desktop.ui.window.shortcuts import CELL_KEYS, keys

MOST_BYTES = 60_000


def test_chapters_are_those_a_newcomer_needs():
    assert list(chapters()) == [
        "처음 시작", "명단 가져오기", "고치고 되돌리기", "수료증 발급과 대장", "신청과 서류", "선발", "평가", "현황",
        "수업과 시간표", "오늘",
        "팀", "멘토링과 코칭", "출석부", "수료 확인", "발표회", "만족도 설문", "주니어보드의 한 해", "제안과 매칭", "희망과 매칭",
        "인턴십과 전환", "인건비 지원", "사후관리와 성과", "심사와 시범운영",
            "투표, 심사표, 답변", "면접", "백업과 되살리기", "단축키",
    ]  # fmt: skip


def test_every_page_has_its_chapter(desk):
    assert {chapter_of(key) for key in ("", *(entry.key for entry in pages(desk)))} <= set(chapters())


def test_pictures_are_there_small_and_all_used():
    used = set(re.findall(r"!\[[^]]+]\(([^)]+)\)", "".join(chapters().values())))
    assert used == {path.name for path in FOLDER.glob("*.webp")}
    for name in used:
        assert (FOLDER / name).stat().st_size <= MOST_BYTES
        assert QImage(str(FOLDER / name)).width() > 400


def test_what_it_tells_to_press_is_there():
    """Names in bold that are keys stand in the list of keys."""
    told = set(
        re.findall(r"\*\*((?:Ctrl|F\d|Enter|Delete)[^*]*)\*\*", "".join(list(chapters().values())[:-1]))
    )
    known = ", ".join(key for key, _does in (*keys(), *CELL_KEYS))
    assert told
    assert [key for key in told if key not in known] == []


@pytest.mark.parametrize("title", list(chapters()))
def test_a_chapter_is_shown_with_its_pictures(desk, shown, title):
    dialog = shown(GuideDialog())
    dialog.turn_to(title)
    assert dialog.text.toPlainText().startswith(title)
    for name in re.findall(r"\]\((.+webp)\)", chapters()[title]):
        picture = dialog.text.loadResource(QTextDocument.ResourceType.ImageResource.value, name)
        wide = picture.width() / picture.devicePixelRatio()
        assert 200 < wide <= dialog.text.viewport().width()
        assert QImage(str(FOLDER / name)).width() / wide >= guide.PICTURE_SCALE - 0.01
        assert picture.devicePixelRatio() == pytest.approx(dialog.devicePixelRatioF(), rel=0.01), (
            "pixel for pixel"
        )


def test_f1_opens_the_chapter_of_the_page(desk, qapp, shown, tmp_path, qtbot):
    """Before a file is open: how to begin. The window stays usable, and F1 turns the open guide."""
    window = MainWindow(DeskSettings(tmp_path / "a.ini"))
    shown(window)
    window.furnish(Theme(qapp, Mode.LIGHT), ())
    window.show_start(())
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(GuideDialog)
    assert dialog.contents.currentItem().text() == "처음 시작"
    assert not dialog.isModal()
    assert guide.show_guide(window, "certificates") is dialog
    assert dialog.text.toPlainText().startswith("수료증 발급과 대장")
    dialog.close()


@pytest.mark.parametrize("title", list(chapters()))
def test_nothing_of_the_markup_is_left_to_be_read(desk, shown, title):
    dialog = shown(GuideDialog())
    dialog.turn_to(title)
    assert "**" not in dialog.text.toPlainText().replace("010-****", "")
