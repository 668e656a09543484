"""The application as it starts: which file it opens, what it asks, how it lets go of it."""

import errno
import gc
import itertools
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QLineEdit
from sqlalchemy import event, text

from desktop import places
from desktop.errors import UserError
from desktop.services.datafile.desks.desk_lock import DeskLock, Holder
from desktop.services.datafile.desks.network_drives import VARIABLE
from desktop.services.datafile.store import Store, desk_user, now
from desktop.services.kinds import LISTS
from desktop.services.records import records
from desktop.services.safety import kept_backups
from desktop.ui.kit.garbage import EVERY_MS
from desktop.ui.window.application import Application
from tests.faults import disks


def settled(qtbot, application):
    qtbot.waitUntil(lambda: not application.jobs.busy, timeout=30_000)


def start(qtbot, application, choice):
    """Shows the window and takes one of the three ways to begin, by the keyboard."""
    application.show(None)
    qtbot.waitUntil(lambda: application._data is not None, timeout=30_000)
    settled(qtbot, application)
    page = application.window.stack.currentWidget()
    button = next(each for each in page.buttons if each.accessibleName() == choice)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: application._opened is not None, timeout=60_000)
    settled(qtbot, application)


@pytest.mark.feature("DA-22")
def test_a_start_is_not_looked_through_for_garbage(qtbot, application):
    """What it makes stays, and there is most of it: each look took up to 80 ms."""
    load, looks, gate = application._load, [], threading.Event()

    def slowly():
        gate.wait(5)
        return load()

    def note(_phase, _info):
        looks.append(application._data is None)

    application._load = slowly
    gc.disable()  # as `desktop.app` does before all else
    gc.callbacks.append(note)
    QTimer.singleShot(4 * EVERY_MS, gate.set)
    made = [[] for _ in range(2 * gc.get_threshold()[0])]  # enough to be looked through at the first occasion
    try:
        application.show(None)
        qtbot.waitUntil(lambda: bool(looks), timeout=30_000)
    finally:
        gc.callbacks.remove(note)
    del made
    assert not any(looks)


def test_what_the_officer_is_called_stands_in_the_history_from_the_first_start_on(
    qtbot, application, monkeypatch, tmp_path
):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "구청.db"), ""))
    application.show(None)
    qtbot.waitUntil(lambda: application._data is not None, timeout=30_000)
    settled(qtbot, application)
    page = application.window.stack.currentWidget()
    assert page.buttons[0].hasFocus()  # nobody is held up by the question
    page.officer.setText("980301-1234567")
    assert "주민등록번호" in page._told.text()
    assert application.settings.officer == ""
    page.officer.setText("김주무관")
    qtbot.mouseClick(page.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: application._opened is not None, timeout=60_000)
    settled(qtbot, application)
    store = application._opened.desk.store
    assert application.window._parts.office.text() == "담당 김주무관"
    assert records.save(store, "boards", {"name": "2022년", "year": 2022})
    with store.read() as session:
        users = set(session.scalars(text("SELECT user FROM operation")))
    assert users == {"김주무관"}
    assert desk_user() not in users


@pytest.mark.feature("DA-24")
def test_the_practice_file_is_a_separate_one_under_a_banner(qtbot, application):
    start(qtbot, application, "예제로 둘러보기")
    window = application.window
    assert window._banners["sample"].text.startswith("연습 자료")
    assert window._banners["sample"].isVisible()
    assert application._opened.desk.store.path.name == "예제.db"
    assert not places.default_data_file().exists()
    kinds = [entry.key for entry in window._workplace.pages]
    for key in kinds:
        window.open_page(key)
    counts = {key: window.page(key).model.rowCount() for key in kinds if key in LISTS}
    assert (counts["trainees"], counts["members"], counts["companies"]) == (456, 16, 20)
    assert counts["certificates"] == 0


@pytest.mark.feature("DA-24")
@pytest.mark.usefixtures("practised")
def test_the_practice_file_goes_back_to_its_first_state_with_one_click_and_a_question(
    qtbot, application, meanwhile, choosing
):
    start(qtbot, application, "예제로 둘러보기")
    path = application._opened.desk.store.path
    records.delete(application._opened.desk.store, "proposals", [1])
    banner = application.window._banners["sample"]
    for answer, left in (("취소", 12), ("처음 상태로", 13)):
        opened = application._opened
        meanwhile(choosing(answer))
        qtbot.mouseClick(banner.button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: application._opened is not None, timeout=60_000)
        settled(qtbot, application)
        qtbot.waitUntil(lambda: application._opened is not None, timeout=60_000)
        settled(qtbot, application)
        assert (application._opened is opened) == (answer == "취소")
        application.window.open_page("proposals")
        assert application.window.page("proposals").model.rowCount() == left
    assert application._opened.desk.store.path == path
    assert banner.isVisible()
    assert not list(path.parent.glob("*새로*"))


@pytest.mark.feature("DA-24")
@pytest.mark.usefixtures("practised")
def test_the_first_page_can_be_seen_again_and_leads_back(qtbot, application):
    start(qtbot, application, "예제로 둘러보기")
    next(entry for entry in application._menu() if entry.title == "시작 화면").run()
    page = application.window.stack.currentWidget()
    assert [button.accessibleName() for button in page.buttons] == [
        "이어서 하기",
        "새로 시작",
        "예제로 둘러보기",
        "파일 열기",
        "서버에 연결",
    ]
    assert application._opened is None
    qtbot.mouseClick(page.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: application._opened is not None, timeout=30_000)
    assert application._opened.desk.store.path.name == "예제.db"


@pytest.mark.usefixtures("practised")
def test_lists_of_the_next_file_look_aside_as_those_of_the_first(qtbot, application):
    """A long list is sorted and searched aside: closed with the first file, it waited for its rows for ever."""
    start(qtbot, application, "예제로 둘러보기")
    opened, found = application._opened, []
    application.open(str(opened.desk.store.path))
    qtbot.waitUntil(lambda: application._opened not in {None, opened}, timeout=30_000)
    application.jobs.read_ahead(lambda: "찾음", found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=5_000)
    assert found == ["찾음"]


@pytest.mark.feature("DA-22")
@pytest.mark.usefixtures("practised")
def test_the_trainees_are_read_ahead_while_another_page_is_looked_at(qtbot, application):
    """The first click on them compiles nothing and waits for no disk: of a million 0.4 s."""
    start(qtbot, application, "예제로 둘러보기")
    opened = application._opened
    application.settings.last_page = "companies"
    application.open(str(opened.desk.store.path))
    qtbot.waitUntil(lambda: application._opened not in {None, opened}, timeout=30_000)
    asked = []

    def note(_connection, _cursor, statement, *_others):
        asked.append(statement)

    event.listen(application._opened.desk.store.engine, "before_cursor_execute", note)
    qtbot.waitUntil(lambda: any("FROM trainee_line" in each for each in asked), timeout=5_000)
    assert application.window.page("companies").isVisible()
    assert application.window.page("trainees") is None


@pytest.mark.usefixtures("practised")
def test_another_file_begins_at_its_first_page_and_the_same_one_where_it_was_left(
    qtbot, application, tmp_path
):
    start(qtbot, application, "예제로 둘러보기")
    desk, window = application._opened.desk, application.window
    desk.set_scope(cohort_id=1, board_id=None)
    window.open_page("companies")
    window.page("companies").select(7)
    practice = str(desk.store.path)
    window.close()
    application = Application("시험", places.settings_file(), application._load)
    window = application.window
    qtbot.addWidget(window)
    application.show(None)
    qtbot.waitUntil(lambda: application._opened is not None, timeout=30_000)
    assert (window.stack.currentWidget().kind, window.stack.currentWidget().current_id()) == ("companies", 7)
    assert application._opened.desk.scope.cohort_id == 1
    Store.create(tmp_path / "다른.db").close()
    for place, kind in ((str(tmp_path / "다른.db"), "trainees"), (practice, "trainees")):
        application.open(place)
        qtbot.waitUntil(lambda: application._opened is not None, timeout=30_000)
        assert window.stack.currentWidget().kind == kind
    window.close()


@pytest.mark.feature("DA-13")
@pytest.mark.parametrize("network", [False, True])
@pytest.mark.usefixtures("practised")
def test_the_second_window_hears_who_has_the_file_and_may_look(
    qtbot, application, meanwhile, choosing, tmp_path, monkeypatch, network
):
    if network:
        monkeypatch.setenv("IEUM_NETWORK_DRIVES", str(places.default_data_file().parent))
    start(qtbot, application, "예제로 둘러보기")
    location = str(application._opened.desk.store.path)
    second = Application("시험", tmp_path / "둘째.ini", application._load)
    qtbot.addWidget(second.window)
    said = []

    def look(box):
        said.append(box.text())
        choosing("읽기 전용")(box)

    meanwhile(look)
    second.show(location)
    qtbot.waitUntil(lambda: second._opened is not None, timeout=30_000)
    assert said[0].startswith(f"{desk_user()} ")
    assert said[0].endswith("부터 사용 중입니다.")
    assert second.window._banners["read_only"].isVisible()
    assert (
        second.window._banners["read_only"].text
        == f"⚠ {said[0]} 읽기 전용입니다. 고치려면 그 창을 닫은 뒤 다시 여세요."
    )
    page = second.window.stack.currentWidget()
    assert page.model.rowCount() == 456
    assert not any(
        action.isEnabled()
        for action in page.bar.qt_actions
        if action.text() in {"교육생 추가", "엑셀 가져오기"}
    )
    assert bool(list(Path(location).parent.glob("*-wal"))) is not network
    application._opened._lock._settled.set()  # as ten seconds later
    records.save(
        application._opened.desk.store,
        "companies",
        {"name": "누리로봇", "registration_number": "220-81-62517"},
    )
    second.window.open_page("companies")
    qtbot.waitUntil(lambda: second.window.page("companies").model.rowCount() == 21)
    second.window.close()
    assert application._opened.desk.store.read_only is False


@pytest.mark.usefixtures("practised")
def test_a_second_start_brings_the_open_window_to_the_front_and_ends(qtbot, application, tmp_path):
    start(qtbot, application, "예제로 둘러보기")
    first = application.window
    qtbot.waitUntil(lambda: application._opened._summons is not None)
    second = Application("시험", tmp_path / "둘째.ini", application._load)
    qtbot.addWidget(second.window)
    second.just_started = True
    first.showMinimized()
    second.show(str(application._opened.desk.store.path))
    qtbot.waitUntil(lambda: not first.isMinimized(), timeout=30_000)
    qtbot.waitUntil(lambda: not second.window.isVisible())
    assert second._opened is None
    first.close()


@pytest.mark.feature("DA-13")
@pytest.mark.usefixtures("practised")
def test_a_desk_that_slept_while_another_took_over_only_looks_from_then_on(qtbot, application, monkeypatch):
    monkeypatch.setenv("IEUM_NETWORK_DRIVES", str(places.default_data_file().parent))
    start(qtbot, application, "예제로 둘러보기")
    opened = application._opened
    heard = []
    opened.desk.bus.said.connect(lambda sentence, _undo: heard.append(sentence))
    opened._lock.taken_over(Holder("이주무관", None))
    assert heard == [
        "이주무관 님이 사용 중입니다. 이 자리는 읽기 전용이 되었습니다. 고치려면 그 창을 닫은 뒤 다시 여세요."
    ]
    with pytest.raises(UserError, match="읽기 전용"):
        records.delete(opened.desk.store, "proposals", [1])
    application.window.close()


@pytest.mark.usefixtures("practised")
def test_reopening_shows_the_last_file_and_page(qtbot, application):
    start(qtbot, application, "예제로 둘러보기")
    application.window.open_page("companies")
    application.window.close()
    again = Application("시험", places.settings_file(), application._load)
    qtbot.addWidget(again.window)
    again.show(None)
    qtbot.waitUntil(lambda: again._opened is not None, timeout=30_000)
    shown = again.window.stack.currentWidget()
    assert (shown.kind, shown.model.rowCount()) == ("companies", 20)
    again.window.close()


def test_a_file_that_cannot_be_opened_leads_back_to_the_start_with_a_sentence(
    qtbot, application, meanwhile, tmp_path
):
    broken = tmp_path / "명단.xlsx"
    broken.write_bytes(b"PK")
    said = []
    meanwhile(lambda box: said.append(box.text()))
    application.show(str(broken))
    qtbot.waitUntil(lambda: bool(said), timeout=30_000)
    assert "이음 데이터 파일이 아니거나" in said[0]
    names = [button.accessibleName() for button in application.window.stack.currentWidget().buttons]
    assert names == ["새로 시작", "예제로 둘러보기", "파일 열기", "서버에 연결"]


def test_a_protected_file_asks_for_its_passphrase(qtbot, application, meanwhile, tmp_path):
    path = tmp_path / "잠근 자료.db"
    Store.create(path, passphrase="열쇠").close()
    asked = []

    def answer(dialog):
        asked.append(dialog.textEchoMode())
        dialog.setTextValue("열쇠")
        dialog.accept()

    meanwhile(answer)
    application.show(str(path))
    qtbot.waitUntil(lambda: application._opened is not None, timeout=30_000)
    assert asked == [QLineEdit.EchoMode.Password]


@pytest.mark.feature("DA-12")
def test_closing_keeps_a_backup_of_what_was_written(qtbot, application, tmp_path, monkeypatch):
    target = tmp_path / "서초구청.db"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    start(qtbot, application, "새로 시작")
    records.save(
        application._opened.desk.store, "companies", {"name": "가람", "registration_number": "124-81-00998"}
    )
    application.window.close()
    (kept,) = kept_backups.kept(target)
    with Store.open(kept.path, read_only=True) as copy:
        assert records.read(copy, "companies", 1)["name"] == "가람"


def test_a_drive_whose_server_is_off_is_asked_in_the_worker_and_told(
    qtbot, application, tmp_path, monkeypatch, meanwhile
):
    """Its answer takes a minute, and is an error: the window must not stand still for it, at the start or after."""
    away = tmp_path / "공유 폴더" / "이음.db"
    monkeypatch.setenv(VARIABLE, str(away.parent))
    asked = []
    really = Path.exists

    def slow(self):
        if self.is_relative_to(away.parent):
            asked.append(threading.current_thread() is threading.main_thread())
            raise OSError(errno.EHOSTDOWN, "the network path was not found", str(self))
        return really(self)

    monkeypatch.setattr(Path, "exists", slow)
    application.settings.last_file = str(away)
    said = []
    meanwhile(lambda box: said.append(box.text()))
    application.show(None)
    qtbot.waitUntil(lambda: bool(said))
    assert f"'{away.parent}'에 닿지 않습니다." in said[0]
    page = application.window.stack.currentWidget()
    assert page.buttons[0].accessibleName() == "이어서 하기"
    assert asked == [False]


def test_whatever_becomes_of_the_backup_the_file_is_let_go(qtbot, application, tmp_path, monkeypatch):
    """A disk pulled out, a file held open elsewhere: the next desk is let in all the same."""
    target = tmp_path / "서초구청.db"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    start(qtbot, application, "새로 시작")

    def refused(*_):
        raise PermissionError(errno.EACCES, "held", "이음 백업")

    monkeypatch.setattr(kept_backups, "keep_one", refused)
    with pytest.raises(PermissionError):
        application.close_file()
    next_one = DeskLock(target)
    assert next_one.take("이주무관", now()) is None
    next_one.release()
    assert application.opened is None


def test_where_the_data_will_lie_is_told_at_the_first_start(qtbot, application):
    """On Windows it is a hidden folder, which backups and clean-ups of an office pass over or take."""
    application.show(None)
    qtbot.waitUntil(lambda: application._data is not None)
    page = application.window.stack.currentWidget()
    begin = next(each for each in page.buttons if each.accessibleName() == "새로 시작")
    assert f"'{places.default_data_file().parent}' 폴더에 놓이니" in begin.accessibleDescription()


def test_the_window_has_a_sign_of_its_own_in_every_size(qtbot, application):
    application.show(None)
    qtbot.waitUntil(lambda: not application.window.windowIcon().isNull())
    sizes = {size.width() for size in application.window.windowIcon().availableSizes()}
    assert {16, 32, 256} <= sizes
    qtbot.waitUntil(lambda: application._data is not None)


def test_every_command_of_the_menu_is_reachable_by_name(application):
    titles = list(itertools.chain(entry.title for entry in application._menu()))
    assert len(titles) == len(set(titles)) >= 8


def test_a_file_where_nothing_can_be_written_is_looked_at_and_a_copy_of_it_worked_on(
    qtbot, application, monkeypatch, tmp_path
):
    archive, elsewhere = tmp_path / "보관", tmp_path / "내 문서"
    archive.mkdir()
    elsewhere.mkdir()
    company = {"name": "누리로봇", "registration_number": "220-81-62517"}
    Store.create(archive / "이음.db", fill=lambda store: records.save(store, "companies", company)).close()
    with disks.read_only(archive, tmp_path / "읽기만 되는 디스크") as disk:
        application.show(str(disk / "이음.db"))
        qtbot.waitUntil(lambda: application._opened is not None, timeout=30_000)
        banner = application.window._banners["read_only"]
        assert banner.text.startswith("⚠ 쓸 수 없는 곳에 있는 파일이라 읽기 전용입니다.")
        assert banner.button.text() == "다른 곳에 사본 두고 열기"
        asked = []

        def choose(_parent, _title, proposed, _kinds):
            asked.append(proposed)
            return str(elsewhere / "이음.db"), ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
        application._opened.back_up()
        qtbot.waitUntil(lambda: not application._opened.desk.jobs.busy)
        assert (elsewhere / "이음.db").exists()
        banner.button.click()
        qtbot.waitUntil(
            lambda: (
                application._opened is not None
                and application._opened.desk.store.path == elsewhere / "이음.db"
            ),
            timeout=30_000,
        )
        assert [Path(each).parent for each in asked] == [Path.home()] * 2
        assert not banner.isVisible()
        records.delete(application._opened.desk.store, "companies", [1])
        application.window.close()
