"""A damaged data file is opened: its newest good backup comes back with one click, and the bad file is kept."""

import importlib
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from sqlalchemy import text

from desktop.services.datafile.engines import PAGE_SIZE
from desktop.services.datafile.store import Store
from desktop.services.records import records
from desktop.services.safety import backup, kept_backups
from desktop.ui.kit.theme import Mode, Theme
from desktop.ui.window.application import Application


@pytest.fixture
def application(qtbot, qapp, tmp_path, own_folder):
    own_folder(tmp_path / "자리")
    Theme(qapp, Mode.LIGHT)
    made = Application(
        "시험", tmp_path / "책상.ini", lambda: importlib.import_module("desktop.ui.window.data_side")
    )
    qtbot.addWidget(made.window)
    yield made
    made.window.close()


@pytest.fixture
def asked(qtbot, application):
    """``asked(path, act, …)`` opens the file; each box that is asked then is handed to the next ``act``, and closed."""

    def open_and_answer(path, *acts):
        waiting = list(acts)

        def look():
            box = QApplication.activeModalWidget()
            if isinstance(box, QMessageBox):
                try:
                    waiting.pop(0)(box)
                finally:
                    box.done(0)
            if waiting:
                QTimer.singleShot(20, look)

        look()
        application.show(str(path))
        qtbot.waitUntil(lambda: not waiting, timeout=60_000)

    return open_and_answer


def one_person(path, ask):
    """A data file with one trainee and a backup of it; what ``ask`` is answered from it."""
    with Store.create(path) as store:
        records.save(store, "trainees", {"name": "김민수", "birth_date": "1998-03-01"})
        kept_backups.keep_one(store)
        with store.read() as session:
            return ask(session)


def lose_page(path, number):
    """A page, counted from 1, is nothing but zeros."""
    data = bytearray(path.read_bytes())
    data[(number - 1) * PAGE_SIZE : number * PAGE_SIZE] = bytes(PAGE_SIZE)
    path.write_bytes(data)


@pytest.fixture
def bad(tmp_path):
    """A data file that lost its beginning, with a backup of the day before."""
    path = tmp_path / "구청 자료.db"
    lose_page(path, one_person(path, lambda _session: 1))
    return path


@pytest.mark.feature("DA-12")
@pytest.mark.feature("DA-14")
def test_a_backup_is_offered_and_brought_back_by_one_click(qtbot, application, asked, choosing, bad):
    content, said = bad.read_bytes(), []

    def answer(box):
        said.append(box.text())
        choosing("되살리기")(box)

    asked(bad, answer)
    qtbot.waitUntil(lambda: application._opened is not None, timeout=60_000)
    assert "구청 자료.db" in said[0]
    assert "손상되었습니다" in said[0]
    assert "백업(1명)으로 되살릴까요?" in said[0]
    (row,) = [each[0] for each in names(application)]
    assert row == "김민수"
    (kept,) = backup.folder_of(bad).glob("*되살리기 전*")
    assert kept.read_bytes() == content


@pytest.mark.feature("DA-14")
def test_who_says_no_is_led_to_the_start_and_the_file_stays(qtbot, application, asked, choosing, bad):
    content, said = bad.read_bytes(), []
    asked(bad, choosing("취소"), lambda box: said.append(box.text()))
    assert "새로 시작" in said[0]
    assert bad.read_bytes() == content


@pytest.mark.feature("DA-14")
def test_without_a_good_backup_that_is_said(asked, bad):
    for path in backup.folder_of(bad).iterdir():
        path.write_bytes(path.read_bytes()[:9000])
    said = []
    asked(bad, lambda box: said.append(box.text()))
    assert "쓸 수 있는 백업이 없습니다" in said[0]


@pytest.fixture
def half_bad(tmp_path):
    """A data file in which the order of people by name is broken, and all that they are is there."""
    path = tmp_path / "구청 자료.db"
    asked = text("SELECT rootpage FROM sqlite_master WHERE name = 'ix_person_name_id'")
    lose_page(path, one_person(path, lambda session: session.scalar(asked)))
    return path


@pytest.mark.feature("DA-14")
@pytest.mark.parametrize("has_backup", [True, False])
def test_what_can_be_read_is_looked_at_and_nothing_is_changed(
    qtbot, application, asked, choosing, half_bad, has_backup
):
    if not has_backup:
        for each in backup.folder_of(half_bad).iterdir():
            each.unlink()
    content, said, offered = half_bad.read_bytes(), [], []

    def answer(box):
        said.append(box.text())
        offered.extend(button.text().partition("(")[0] for button in box.buttons())
        choosing("그대로 보기")(box)

    asked(half_bad, answer)
    qtbot.waitUntil(lambda: application._opened is not None, timeout=60_000)
    assert ("쓸 수 있는 백업이 없습니다" in said[0]) is not has_backup
    assert ("되살리기" in offered) is has_backup
    window, store = application.window, application._opened.desk.store
    (row,) = [each[0] for each in names(application)]
    assert row == "김민수"
    assert store.read_only
    assert "있는 그대로 열었습니다" in window._banners["read_only"].text
    application.close_file()
    assert half_bad.read_bytes() == content


def names(application):
    with application._opened.desk.store.read() as session:
        return session.connection().exec_driver_sql("SELECT name FROM person NOT INDEXED").all()


def test_the_folder_of_the_bad_file_holds_nothing_hidden_afterwards(qtbot, application, asked, choosing, bad):
    asked(bad, choosing("되살리기"))
    qtbot.waitUntil(lambda: application._opened is not None, timeout=60_000)
    left = {path.name for path in Path(bad.parent).rglob(".*.part")}
    assert left == set()
