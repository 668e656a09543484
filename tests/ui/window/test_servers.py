"""The window at a server: its address from the start page, its password when it is opened, never kept."""

from contextlib import closing

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QMessageBox
from sqlalchemy import event
from sqlalchemy.orm import Session

from desktop import places
from desktop.errors import UserError
from desktop.services.datafile.servers import without_password
from desktop.services.datafile.store import Store
from desktop.services.records import records
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.kit.bus import Bus
from desktop.ui.window.application import Application
from desktop.ui.window.watch import Watch
from tests.postgres import Cluster, Databases

PASSWORD = "열쇠 @:/1"


@pytest.fixture(scope="module")
def cluster():
    made = Cluster(password=PASSWORD)
    yield made
    made.stop()


@pytest.fixture
def database(cluster):
    """The name of a database with nothing in it."""
    with closing(Databases(cluster.address())) as made:
        yield made.new().rpartition("/")[2]


@pytest.fixture
def answering(qapp):
    """``answering([act, …])``: each act is handed the next dialog that opens; the list returned grows with them."""
    timer = QTimer(interval=20)
    left, done = [], []

    def look():
        widget = QApplication.activeModalWidget()
        if widget is not None and left and widget not in done:
            done.append(widget)
            left.pop(0)(widget)

    def begin(acts):
        left.extend(acts)
        timer.timeout.connect(look)
        timer.start()
        return done

    yield begin
    timer.stop()


def typing(password, asked):
    def act(dialog):
        assert isinstance(dialog, QInputDialog)
        assert dialog.textEchoMode() is QLineEdit.EchoMode.Password
        asked.append(dialog.labelText())
        dialog.setTextValue(password)
        dialog.accept()

    return act


def opened(qtbot, application):
    qtbot.waitUntil(lambda: application._opened is not None, timeout=60_000)
    qtbot.waitUntil(lambda: not application.jobs.busy, timeout=30_000)
    return application._opened.desk.store


def test_a_server_is_reached_from_the_start_page_and_its_password_asked_for_and_never_kept(
    qtbot, application, cluster, database, answering, choosing, fill
):
    asked = []

    def address(dialog):
        assert isinstance(dialog, FormDialog)
        fill(dialog, host="127.0.0.1", port="포트", database=database, username="ieum")
        dialog.accept()
        assert "숫자" in dialog._errors.text("port")
        fill(dialog, port=str(cluster.port))
        dialog.accept()

    def begin(box):
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        choosing("새로 시작")(box)

    application.show(None)
    qtbot.waitUntil(lambda: application._data is not None, timeout=30_000)
    qtbot.waitUntil(lambda: not application.jobs.busy)
    page = application.window.stack.currentWidget()
    button = next(each for each in page.buttons if each.accessibleName() == "서버에 연결")
    answering([address, typing("아님", asked), typing(PASSWORD, asked), begin])
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    store = opened(qtbot, application)
    assert asked == [
        "서버가 비밀번호를 묻습니다. 비밀번호를 적어 주세요.",
        "서버가 이름이나 비밀번호를 받아들이지 않았습니다. 다시 적어 주세요.",
        "서버의 이 자료는 아직 비어 있습니다. 여기에 새로 시작할 수 있습니다.",
    ]
    records.save(store, "companies", {"name": "가람데이터", "registration_number": "124-81-00998"})
    application.window.close()
    application.settings._kept.sync()
    kept = places.settings_file().read_text(encoding="utf-8")
    assert application.settings.last_file == f"postgresql+psycopg://ieum@127.0.0.1:{cluster.port}/{database}"
    assert "열쇠" not in kept
    assert "%EC%97%B4" not in kept

    again = Application("시험", places.settings_file(), application._load)
    qtbot.addWidget(again.window)
    done = answering([typing(PASSWORD, asked)])
    again.show(None)
    assert records.read(opened(qtbot, again), "companies", 1)["name"] == "가람데이터"
    assert len(done) == 5
    again.window.close()


def test_without_the_password_nothing_is_opened_and_the_start_page_comes_back(
    qtbot, application, cluster, answering
):
    said = []
    answering([lambda dialog: dialog.reject(), lambda box: (said.append(box.text()), box.accept())])
    application.show(without_password(cluster.address().render_as_string(hide_password=False)))
    qtbot.waitUntil(lambda: bool(said), timeout=30_000)
    assert said == ["서버를 열지 않았습니다. 다른 자료를 열거나 새로 시작해 주세요."]
    assert application._opened is None
    assert application.window.stack.currentWidget().buttons


def test_a_whole_address_on_the_command_line_asks_nothing(qtbot, application, cluster):
    with closing(Databases(cluster.address())) as databases:
        with Store.open(databases.shared) as store:
            records.save(store, "companies", {"name": "가람데이터", "registration_number": "124-81-00998"})
        application.show(databases.shared)
        assert records.read(opened(qtbot, application), "companies", 1)["name"] == "가람데이터"
        application.window.close()


@pytest.fixture
def shared(cluster):
    """A database with all tables, and a desk at it."""
    with closing(Databases(cluster.address())) as databases, Store.open(databases.shared) as store:
        yield store


def test_the_window_stays_alive_while_the_server_answers_nobody(qtbot, cluster, shared):
    bus, ticks = Bus(), []
    timer = QTimer(interval=10)
    timer.timeout.connect(lambda: ticks.append(None))
    watch = Watch(shared, bus, every=0.01)
    cluster.freeze()
    try:
        timer.start()
        qtbot.waitUntil(lambda: len(ticks) > 30)
    finally:
        timer.stop()
        cluster.thaw()
    with Store.open(shared.location, user="이주무관") as other, qtbot.waitSignal(bus.committed) as heard:
        records.save(other, "companies", {"name": "가람데이터", "registration_number": "124-81-00998"})
    assert heard.args[0].by == "이주무관"
    watch.stop()


def test_a_write_in_doubt_is_told_of_as_soon_as_the_server_is_back(qtbot, cluster, shared):
    bus, heard = Bus(), []
    shared.committed.append(bus.written)
    bus.said.connect(lambda sentence, _undo: heard.append(sentence))
    watch = Watch(shared, bus, every=0.05)

    def struck(_session):
        cluster.kill()

    event.listen(Session, "before_commit", struck)
    with pytest.raises(UserError, match="아직 모릅니다"):
        records.save(shared, "companies", {"name": "가람데이터", "registration_number": "124-81-00998"})
    event.remove(Session, "before_commit", struck)
    assert heard == []
    cluster.start()
    qtbot.waitUntil(lambda: bool(heard), timeout=30_000)
    assert heard == ["끊기기 전의 '기업 가람데이터 추가'는 저장되지 않았습니다. 다시 해 주세요."]
    watch.stop()
