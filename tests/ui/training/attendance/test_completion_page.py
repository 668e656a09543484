"""수료 확인 as an officer uses it: the number that fails, completing, and on to the certificates."""

import pytest
from PySide6.QtWidgets import QFileDialog
from sqlalchemy import select

from desktop.model.training import Enrolment
from desktop.services.datafile import history
from desktop.ui.kit import messages
from desktop.ui.records.view import Here
from desktop.ui.training.attendance import papers
from desktop.ui.window.screens import VIEWS
from tests.services.training.attendance import books


@pytest.fixture
def made(store):
    made = books.make(store, count=4, sessions=10, every=1)
    for person, marks in enumerate(("결결결" + "출" * 7, "출" * 10, "출" * 9, "출" * 10)):
        books.mark(store, made, person, marks)
    return made


@pytest.fixture
def page(desk, made, shown):
    view = VIEWS["completion_check"]
    page = view.make(desk, view)
    page.resize(1100, 500)
    return shown(page)


def words(page):
    model = page.model
    return [[model.index(row, column).data() for column in range(7)] for row in range(model.rowCount())]


@pytest.mark.feature("TR-21")
def test_each_failing_person_shows_the_failing_number_and_the_undecided_stand_apart(page):
    assert [(row[0], row[2], row[5]) for row in words(page)] == [
        ("김민수(1991)", "100.0 %", "충족"),
        ("박도담", "100.0 %", "충족"),
        ("강하늘", "70.0 % < 80 %", "미달"),
        ("김민수(1992)", "미기록 1회", "미정"),
    ]
    assert page.summary.text() == "충족 2 · 미달 1 · 미정 1"
    assert words(page)[2][6] == "출석 70.0 % < 80 %"
    assert [row[3] for row in words(page)] == ["—"] * 4, "nothing is scored in this stage"


@pytest.mark.feature("TR-21")
def test_completing_is_one_operation_and_hands_them_to_the_certificates(page, desk, made, store, monkeypatch):
    asked, opened = [], []
    monkeypatch.setattr(
        messages, "ask", lambda _parent, question, *_rest, **_more: asked.append(question) or True
    )
    monkeypatch.setattr(desk, "open", lambda kind, _parent, **given: opened.append((kind, given)))
    page.complete()
    assert asked == ["2명을 수료로 바꾸었습니다. 이어서 수료증을 발급할까요?"]
    assert opened == [("certificates", {"holder_ids": [2, 4]})]
    assert [row[5] for row in words(page)][:2] == ["충족 (수료)", "충족 (수료)"]
    history.undo(store)
    with store.read() as session:
        assert set(session.scalars(select(Enrolment.status))) == {"수강"}


def test_where_nobody_is_ready_it_says_what_to_look_at(page, made, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "ask", lambda *_words, **_more: False)
    page.complete()
    monkeypatch.setattr(messages, "tell", lambda _parent, sentence, *_rest: told.append(sentence))
    page.complete()
    assert told == ["지금 수료할 사람이 없습니다."]


def test_the_lists_of_the_ceremony_are_saved_where_the_person_chooses(
    page, desk, made, qtbot, tmp_path, monkeypatch
):
    refused = []
    monkeypatch.setattr(messages, "error", lambda _parent, sentence: refused.append(sentence))
    papers.save_call_order(Here(desk, page))
    assert "수료한 사람이 없습니다" in refused[0]
    monkeypatch.setattr(messages, "ask", lambda *_words, **_more: False)
    page.complete()
    target = tmp_path / "차례"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(target), ""))
    papers.save_signatures(Here(desk, page))
    qtbot.waitUntil(lambda: target.with_suffix(".pdf").exists() and not desk.jobs.busy)
