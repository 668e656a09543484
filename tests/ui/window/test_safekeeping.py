"""The data file at the window: gone while it is open, missing at the start, a backup looked at, one chosen, a passphrase."""

import os
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from desktop.errors import UserError
from desktop.services.certificates import issuing as certificates
from desktop.services.datafile import encryption
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.services.office.keeping import BACKUP_ROOM
from desktop.services.records import records
from desktop.services.safety import backup, kept_backups
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.window.backups_dialog import BackupsDialog
from desktop.ui.window.passphrase import PassphraseDialog
from desktop.ui.window.watch import Watch
from tests.services.safety.test_carrying import CEREMONY, complete, register

SECRET = "가을 하늘은 높다"
on_posix = pytest.mark.skipif(os.name == "nt", reason="there an open file can neither be moved nor deleted")


@pytest.fixture
def live(tmp_path):
    """A data file with two certificates and a backup from before the second."""
    path = tmp_path / "구청 문서" / "이음.db"
    with Store.create(path) as store:
        cohort = complete(store, "가")
        certificates.issue(store, cohort, issue_date=CEREMONY)
        kept_backups.keep_one(store, kept_backups.BEFORE_IMPORT)
        complete(store, "나")
        certificates.issue(store, cohort, issue_date=CEREMONY)
    return path


@pytest.fixture
def opened(qtbot, application):
    """``opened(path)`` shows the window with this file, once it is open."""

    def show(path):
        application.show(str(path))
        qtbot.waitUntil(lambda: application._opened is not None, timeout=60_000)
        qtbot.waitUntil(lambda: not application.jobs.busy, timeout=30_000)
        return application._opened

    return show


@pytest.fixture
def answering(qtbot):
    """``answering(act, …)``: each dialog or box that opens is handed to the next ``act``; `said` holds what boxes say."""
    said, over = [], []

    def answer(*acts):
        waiting = list(acts)

        def look():
            box = QApplication.activeModalWidget()
            if waiting and isinstance(box, QDialog) and box.isVisible() and waiting[0](box) is not False:
                waiting.pop(0)
            if waiting and not over:
                QTimer.singleShot(20, look)

        QTimer.singleShot(20, look)
        return waiting

    answer.said = said
    yield answer
    over.append(True)


def press(title, said=None):
    """Presses the button of this title once the box has one; False until then."""

    def act(box):
        if not isinstance(box, QMessageBox):
            return False
        button = next((each for each in box.buttons() if each.text().startswith(title)), None)
        if button is None:
            return False
        if said is not None:
            said.append(f"{box.text()} {box.informativeText()}".strip())
        button.click()
        return True

    return act


def take_first_backup(dialog):
    """Takes the newest backup once it has been read; False until then."""
    if not isinstance(dialog, BackupsDialog) or not dialog.restore.isEnabled():
        return False
    dialog.restore.click()
    return True


@pytest.mark.feature("DA-12")
@on_posix
def test_a_file_that_goes_away_is_told_and_what_was_is_kept(
    qtbot, application, opened, live, monkeypatch, tmp_path
):
    monkeypatch.setattr(Watch.__init__, "__kwdefaults__", {"every": 0.05})
    here = opened(live)
    live.rename(tmp_path / "옮긴 자료.db")
    banner = application.window._banners["read_only"]
    qtbot.waitUntil(lambda: "제자리에 없습니다" in banner.text, timeout=10_000)
    assert banner.button.text() == "사본 저장…"
    with pytest.raises(UserError, match="저장하지 않았습니다"):
        records.save(here.desk.store, "trainees", {"name": "박지우"})
    rescued = tmp_path / "되찾은 자료.db"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(rescued), ""))
    told = []
    monkeypatch.setattr("desktop.ui.kit.messages.tell", lambda _parent, said, *_: told.append(said))
    banner.button.click()
    qtbot.waitUntil(lambda: application._opened not in (None, here), timeout=60_000)
    assert application._opened.desk.store.path == rescued
    assert len(register(application._opened.desk.store)) == 2
    assert "'이음 백업' 폴더의 백업에 있습니다" in told[0]


@pytest.mark.feature("DA-12")
@on_posix
def test_a_file_that_comes_back_is_no_more_warned_of(qtbot, application, opened, live, monkeypatch):
    monkeypatch.setattr(Watch.__init__, "__kwdefaults__", {"every": 0.05})
    opened(live)
    away = live.rename(live.with_name("잠깐.db"))
    banner = application.window._banners["read_only"]
    qtbot.waitUntil(lambda: bool(banner.text), timeout=10_000)
    away.rename(live)
    qtbot.waitUntil(lambda: not banner.text, timeout=10_000)


@pytest.mark.feature("DA-12")
@on_posix
def test_closing_says_where_the_data_is_and_the_next_start_brings_it_back(
    qtbot, application, opened, answering, live
):
    here = opened(live)
    records.save(here.desk.store, "trainees", {"name": "박지우"})
    live.unlink()
    said = []
    answering(press("확인", said))
    application.close_file()
    assert "이음.db' 파일이 제자리에 없습니다" in said[0]
    waiting = answering(take_first_backup)
    application.open(str(live))
    qtbot.waitUntil(lambda: application._opened is not None and not application.jobs.busy, timeout=60_000)
    assert not waiting
    assert application._opened.desk.store.path == live
    with application._opened.desk.store.read() as session:
        names = session.connection().exec_driver_sql("SELECT name FROM person ORDER BY id").scalars().all()
    assert names == ["가수료", "나수료", "박지우"]


@pytest.mark.feature("DA-12")
def test_a_start_whose_file_is_missing_says_so(qtbot, application, answering, live):
    application.settings.last_file = str(live)
    live.unlink()
    shown, said = [], []

    def look(dialog):
        if not isinstance(dialog, BackupsDialog) or len(dialog.model.found) < 1:
            return False
        shown.append([dialog.model.index(0, column).data() for column in range(4)])
        dialog.reject()
        return True

    waiting = answering(look, press("확인", said))
    application.show(None)
    qtbot.waitUntil(lambda: not waiting, timeout=60_000)
    assert shown[0][1:] == ["가져오기 전", "1명", "1장"]
    assert "되살리지 않았습니다" in said[0]
    assert not live.exists()


def test_without_a_backup_a_missing_file_is_told_and_nothing_else_is_opened(
    qtbot, application, answering, tmp_path
):
    application.settings.last_file = str(tmp_path / "이음.db")
    said = []
    waiting = answering(press("확인", said))
    application.show(None)
    qtbot.waitUntil(lambda: not waiting, timeout=60_000)
    assert "'이음.db' 파일이" in said[0]
    assert "'파일 열기'로 찾아 주세요" in said[0]
    assert application._opened is None


@pytest.mark.feature("DA-12")
def test_a_backup_is_looked_at_and_never_worked_in(qtbot, application, opened, answering, live):
    (kept,) = kept_backups.kept(live)
    stood = kept.path.read_bytes(), kept.path.stat().st_mtime_ns
    here = opened(kept.path)
    banner = application.window._banners["read_only"]
    assert "백업 파일이라 보기만 합니다" in banner.text
    assert banner.button.text() == "되살리기…"
    with pytest.raises(UserError, match=r"백업 파일이라 보기만 합니다.*'되살리기'를 하세요\.$"):
        records.save(here.desk.store, "trainees", {"name": "박지우"})
    waiting = answering(press("되살리기"))
    banner.button.click()
    qtbot.waitUntil(lambda: application._opened not in (None, here), timeout=60_000)
    qtbot.waitUntil(lambda: not application.jobs.busy, timeout=30_000)
    assert not waiting
    assert application._opened.desk.store.path == live
    assert len(register(application._opened.desk.store)) == 2, "what was issued since came along"
    assert (kept.path.read_bytes(), kept.path.stat().st_mtime_ns) == stood
    assert [each.name for each in live.parent.iterdir() if each.is_dir()] == ["이음 백업"]


@pytest.mark.feature("DA-24")
def test_a_window_that_only_looks_can_neither_reset_nor_restore(qtbot, application, opened, answering, live):
    here = opened(live)
    here.desk.store.read_only = True
    for refused in (here._reset_sample, here.restore, here.passphrase):
        said = []
        waiting = answering(press("확인", said))
        refused()
        assert not waiting, refused
        assert "읽기 전용" in said[0] or "보기만" in said[0]


@pytest.mark.feature("DA-12")
def test_a_backup_is_chosen_from_the_list_in_three_clicks_and_what_it_loses_is_said(
    qtbot, application, opened, answering, live
):
    here = opened(live)
    lost = []

    def choose(dialog):
        if not isinstance(dialog, BackupsDialog) or not dialog.restore.isEnabled():
            return False
        lost.append(dialog.lost.text())
        dialog.restore.click()
        return True

    waiting = answering(choose)
    here.restore()
    qtbot.waitUntil(lambda: application._opened not in (None, here), timeout=60_000)
    qtbot.waitUntil(lambda: not application.jobs.busy, timeout=30_000)
    assert not waiting
    assert "그 뒤에 발급한 수료증 1장" in lost[0]
    assert "2건이 없어집니다" in lost[0]
    store = application._opened.desk.store
    assert len(register(store)) == 2
    banner = application.window._banners["read_only"]
    assert "발급대장에 이어 놓았습니다" in banner.text
    banner.button.click()
    assert banner.text == ""


def test_any_other_file_can_be_brought_back_too(
    qtbot, application, opened, answering, live, monkeypatch, tmp_path
):
    here = opened(live)
    elsewhere = backup.back_up(here.desk.store, tmp_path / "USB의 백업.db").path
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(elsewhere), ""))

    def look_elsewhere(dialog):
        if not isinstance(dialog, BackupsDialog):
            return False
        dialog._look_elsewhere()
        return True

    said = []
    answering(look_elsewhere, press("되살리기", said))
    here.restore()
    qtbot.waitUntil(lambda: application._opened not in (None, here), timeout=60_000)
    assert "'USB의 백업.db'의 자료(2명)를 쓸까요?" in said[0]


def fill(new, again, *, old="", sure=True):
    def act(dialog):
        if not isinstance(dialog, PassphraseDialog):
            return False
        dialog.old.setText(old)
        dialog.new.setText(new)
        dialog.again.setText(again)
        dialog.sure.setChecked(sure)
        dialog._change()
        return True

    return act


@pytest.mark.parametrize(
    ("known", "given", "told"),
    [
        (None, {"new": "1", "again": "1"}, "짧습니다"),
        (None, {"new": "", "again": ""}, "새 암호를 적어 주세요"),
        (None, {"new": SECRET, "again": SECRET + "요"}, "두 번 적은 암호가 다릅니다"),
        (None, {"new": SECRET, "again": SECRET, "sure": False}, "적어 두고"),
        (SECRET, {"new": "correct horse", "again": "correct horse", "old": "틀림"}, "지금 암호가 틀립니다"),
        (SECRET, {"new": SECRET, "again": SECRET, "old": SECRET}, "지금 암호와 같습니다"),
    ],
)
def test_a_passphrase_is_taken_only_when_it_will_do(shown, qapp, known, given, told):
    dialog = shown(PassphraseDialog(None, "이음.db", known))
    fill(**given)(dialog)
    assert told in dialog.wrong.text()
    assert dialog.isVisible()


def test_a_passphrase_is_set_at_the_window_and_the_backups_are_asked_about(
    qtbot, application, opened, answering, live
):
    here = opened(live)
    said = []
    waiting = answering(fill(SECRET, SECRET), press("백업도 같은 암호로", said))
    here.passphrase()
    qtbot.waitUntil(lambda: application._opened not in (None, here), timeout=60_000)
    assert not waiting
    # That of the fixture, and the one made as the file was let go of.
    assert "백업 2개는 암호 없이 누구나 읽을 수 있습니다" in said[0]
    assert not encryption.is_open(live)
    assert [encryption.is_open(one.path) for one in kept_backups.kept(live)] == [False, False]
    assert len(register(application._opened.desk.store)) == 2
    again = application._opened

    def take_away(dialog):
        if not isinstance(dialog, PassphraseDialog):
            return False
        dialog.old.setText(SECRET)
        dialog.take_away.click()
        return True

    waiting = answering(take_away, press("그대로 두기", said))
    again.passphrase()
    qtbot.waitUntil(lambda: application._opened not in (None, again), timeout=60_000)
    assert not waiting
    assert "앞의 암호로만 열립니다" in said[1]
    assert encryption.is_open(live)
    assert not any(encryption.is_open(one.path) for one in kept_backups.kept(live))


def test_a_new_file_is_protected_where_a_passphrase_is_given(qtbot, application, monkeypatch, tmp_path):
    monkeypatch.setenv("IEUM_PASSPHRASE", SECRET)
    target = tmp_path / "서초구청.db"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    application.show(None)
    qtbot.waitUntil(lambda: application._data is not None, timeout=30_000)
    application.new_file()
    qtbot.waitUntil(lambda: application._opened is not None, timeout=60_000)
    assert not encryption.is_open(target)
    assert Path(application._opened.desk.store.location) == target


def read(said):
    """Reads a box that asks nothing, and closes it."""

    def act(box):
        if not isinstance(box, QMessageBox):
            return False
        said.append(box.text())
        box.accept()
        return True

    return act


def test_the_data_is_looked_through_at_the_window_and_who_is_in_no_list_is_taken_out(
    qtbot, application, opened, answering, live
):
    here = opened(live)
    row = records.save(here.desk.store, "trainees", {"name": "홍길동", "phone": "010-1234-5678"})
    records.delete(here.desk.store, "trainees", row.inserted["trainee"])
    said = []
    waiting = answering(press("남은 사람 지우기", said), press("지우기", said), read(said))
    here.check()
    qtbot.waitUntil(lambda: len(said) == 2 and not application.jobs.busy, timeout=30_000)
    assert "수료증 2건과 보관본 2개를 살폈습니다. 이상이 없습니다." in said[0]
    assert "1명 있습니다: 홍*동" in said[0]
    here.check()
    qtbot.waitUntil(lambda: not waiting, timeout=30_000)
    assert said[2].endswith("이상이 없습니다.")


def test_what_is_wrong_is_told_at_the_window(qtbot, application, opened, answering, live):
    with sqlite3.connect(live) as database:
        database.execute("UPDATE certificate SET name = '다른 이' WHERE id = 1")
    database.close()
    here = opened(live)
    said = []
    waiting = answering(read(said))
    here.check()
    qtbot.waitUntil(lambda: not waiting, timeout=30_000)
    assert "프로그램 밖에서 바뀌었습니다" in said[0]


def test_how_much_is_kept_is_set_at_the_window(qtbot, application, opened, answering, live):
    here = opened(live)

    def five_times(dialog):
        if not isinstance(dialog, FormDialog):
            return False
        dialog.input("backup_room").setText("5")
        dialog.accept()
        return True

    waiting = answering(five_times)
    here.keeping()
    assert not waiting
    assert value(here.desk.store, BACKUP_ROOM) == 5
