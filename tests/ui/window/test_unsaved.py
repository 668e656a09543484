"""A program struck down while a dialog is open: the next start brings back what was being written."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from sqlalchemy import select, text

from desktop.model.unsaved import Unsaved
from desktop.queries.list_spec import Scope
from desktop.queries.unsaved import Writing
from desktop.services.datafile import unsaved
from desktop.services.datafile.store import Store
from desktop.services.records import records
from desktop.ui.window.unsaved.dialog import UnsavedDialog

STRUCK_DOWN = """
import importlib, os, signal, sqlite3, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.ui.kit.theme import Mode, Theme
from desktop.ui.window.application import Application

def kept():
    with sqlite3.connect(sys.argv[1]) as file:
        return file.execute("SELECT count(*) FROM unsaved").fetchone()[0]

def write():
    dialog = QApplication.activeModalWidget()
    WRITE[sys.argv[3]](dialog)
    wait(kept, lambda: os.kill(os.getpid(), signal.SIGKILL))

def proposals(dialog):
    dialog.input("title").setText("비 오는 날 횡단보도")
    dialog.input("problem").setPlainText("물이 고인다.\\n아이들이 다닌다.")

def score_sheets(dialog):
    paste(dialog.matrix, "81.5\\t70\\n\\t60")

def votes(dialog):
    hidden = dialog.input("method")
    hidden.setCurrentIndex(hidden.findData("비밀"))
    dialog.input("in_favour").setText("7")
    paste(dialog.roll.matrix, "투표\\n\\n투표")

def paste(matrix, text):
    QApplication.clipboard().setText(text)
    matrix.grid.setCurrentIndex(matrix.grid.model().index(0, 0))
    matrix.grid.paste()

WRITE = {each.__name__: each for each in (proposals, score_sheets, votes)}

def wait(until, then):
    then() if until() else QTimer.singleShot(20, lambda: wait(until, then))

def opened():
    desk = application.opened.desk
    wait(QApplication.activeModalWidget, write)
    given = {} if sys.argv[3] == "proposals" else {"proposal_id": 1}
    desk.open(sys.argv[3], application.window, **given)

qt = QApplication(sys.argv[:1])
Theme(qt, Mode.LIGHT)
data_side = lambda: importlib.import_module("desktop.ui.window.data_side")
application = Application("시험", Path(sys.argv[2]), data_side)
application.show(sys.argv[1])
wait(lambda: application.opened is not None, opened)
QTimer.singleShot(60_000, qt.quit)
qt.exec()
"""


def strike_down(path, tmp_path, kind):
    """The program with this file, struck down (kill -9) while a new record of ``kind`` is being written."""
    ran = subprocess.run(
        [sys.executable, "-c", STRUCK_DOWN, str(path), str(tmp_path / "죽은 자리.ini"), kind],
        env={**os.environ, "PYTHONPATH": str(Path.cwd())}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == -signal.SIGKILL, ran.stderr


@pytest.fixture
def struck_down(new_file, tmp_path):
    """A data file in which a proposal was being written when the program was struck down."""
    path = tmp_path / "구청 자료.db"
    shutil.copy(new_file, path)
    with Store.open(path) as store, store.operation("보드") as op:
        op.connection.execute(text("INSERT INTO board (name, year) VALUES ('2022년', 2022)"))
        op.touch()
    strike_down(path, tmp_path, "proposals")
    return path


@pytest.fixture
def board(new_file, tmp_path):
    """A data file with a term: two criteria, two judges, three members and a proposal."""
    path = tmp_path / "구청 자료.db"
    shutil.copy(new_file, path)
    with Store.open(path) as store:
        board_id = records.save(store, "boards", {"name": "1기", "year": 2022}).inserted["board"][0]
        scope = Scope(board_id=board_id, today=store.today())
        for kind, rows in {
            "review_criteria": [
                {"title": title, "weight": 50, "highest": 100} for title in ("창의성", "효율성")
            ],
            "review_judges": [{"name": name} for name in ("오세림", "한도윤")],
            "members": [{"name": name, "department": "청소과"} for name in ("김하늘", "박강산", "이바다")],
            "proposals": [{"title": "걷기 좋은 거리"}],
        }.items():
            for row in rows:
                records.save(store, kind, row, scope=scope)
    return path


def button(dialog, words):
    return next(each for each in dialog.findChildren(QPushButton) if words in each.text().replace("&", ""))


def rows(store):
    with store.read() as session:
        return session.scalar(text("SELECT count(*) FROM unsaved"))


@pytest.mark.feature("DA-12")
def test_the_next_start_brings_back_what_was_being_written(qtbot, application, struck_down, meanwhile):
    application.show(str(struck_down))
    qtbot.waitUntil(lambda: application.opened is not None)
    banner = application.window._banners["unsaved"]
    qtbot.waitUntil(banner.isVisible)
    store = application.opened.desk.store
    assert banner.text == "⚠ 지난번에 쓰다 만 내용이 1건 있습니다: '제안 추가'"
    seen = []

    def go_on(dialog):
        assert isinstance(dialog, UnsavedDialog)
        seen.append(dialog.findChild(QPlainTextEdit).toPlainText())
        meanwhile(save)
        button(dialog, "이어 쓰기").click()

    def save(dialog):
        assert dialog.windowTitle() == "제안 추가"
        title, problem = dialog.input("title"), dialog.input("problem")
        assert isinstance(title, QLineEdit)
        seen.extend((title.text(), problem.toPlainText()))
        dialog.accept()

    meanwhile(go_on)
    banner.button.click()
    qtbot.waitUntil(lambda: not QApplication.activeModalWidget())
    assert seen == [
        "제목: 비 오는 날 횡단보도\n문제: 물이 고인다.\n아이들이 다닌다.",
        "비 오는 날 횡단보도",
        "물이 고인다.\n아이들이 다닌다.",
    ]
    qtbot.waitUntil(lambda: rows(store) == 0)  # it is saved: nothing of it is left over
    assert not banner.isVisible()
    with store.read() as session:
        assert session.scalar(text("SELECT title FROM proposal")) == "비 오는 날 횡단보도"


def gone_on_with(qtbot, application, path, meanwhile, look):
    """What the banner of the next start tells of, and what ``look`` sees in the dialog that is gone on with."""
    application.show(str(path))
    qtbot.waitUntil(lambda: application.opened is not None)
    banner = application.window._banners["unsaved"]
    qtbot.waitUntil(banner.isVisible)
    with application.opened.desk.store.read() as session:
        (contents,) = session.scalars(select(Unsaved.contents)).all()
    seen = []

    def go_on(dialog):
        seen.append(dialog.findChild(QPlainTextEdit).toPlainText())
        meanwhile(lambda opened: seen.append(look(opened)))
        button(dialog, "이어 쓰기").click()

    meanwhile(go_on)
    banner.button.click()
    qtbot.waitUntil(lambda: not QApplication.activeModalWidget())
    return contents, *seen


@pytest.mark.feature("DA-12")
def test_the_scores_of_a_sheet_come_back(qtbot, application, board, tmp_path, meanwhile):
    strike_down(board, tmp_path, "score_sheets")

    def look(dialog):
        return {place: str(score) for place, score in dialog._scores.items()}, dialog.changed

    _contents, told, (scores, changed) = gone_on_with(qtbot, application, board, meanwhile, look)
    assert told == "점수: 3칸"
    assert scores == {(1, 1): "81.50", (2, 1): "70.00", (2, 2): "60.00"}
    assert changed


@pytest.mark.feature("DA-12")
def test_of_a_secret_vote_the_roll_comes_back_and_the_counts_are_kept_nowhere(
    qtbot, application, board, tmp_path, meanwhile
):
    strike_down(board, tmp_path, "votes")

    def look(dialog):
        return dialog.input("method").currentData(), dialog.roll.kept(), dialog.input("in_favour").text()

    contents, told, seen = gone_on_with(qtbot, application, board, meanwhile, look)
    assert contents == {"method": "비밀", "roll": [[1, "투표"], [3, "투표"]]}
    assert told == "명부: 2명"
    assert seen == ("비밀", [(1, "투표"), (3, "투표")], "")


def test_it_can_be_thrown_away(qtbot, application, location, meanwhile, choosing):
    with Store.open(location) as store:
        unsaved.keep(store, Writing("메모 쓰기", "메모 쓰기: note", {"note": "한 줄"}, "메모: 한 줄"))
    application.show(location)
    qtbot.waitUntil(lambda: application.opened is not None)
    banner = application.window._banners["unsaved"]
    qtbot.waitUntil(banner.isVisible)
    store = application.opened.desk.store

    def away(dialog):
        meanwhile(choosing("버리기"))
        button(dialog, "버리기").click()

    meanwhile(away)
    banner.button.click()
    assert not banner.isVisible()
    qtbot.waitUntil(lambda: rows(store) == 0)
