"""심사 점수 as an officer types them on the day: five judges, five teams, one of the judges a team's mentor."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from desktop.model.training import ProjectTeam, Score, Stage
from desktop.queries.matrix import Written
from desktop.rules.teams import Effort
from desktop.services.datafile import history
from desktop.services.training.demo_day import days
from desktop.services.training.teams import dividing
from desktop.ui.window.screens import VIEWS
from tests.services.training.teams.conftest import fill as people


@pytest.fixture
def cohort(desk, saved):
    cohort_id = saved("cohorts", name="서초 AI칼리지 2022", year=2022, programme="서초 AI칼리지")
    desk.set_scope(cohort_id=cohort_id, board_id=None)
    people(desk.store, cohort_id, 5, 3)
    dividing.apply(desk.store, dividing.propose(desk.store, cohort_id, 5, effort=Effort(200, 1, 0)))
    days.draw(desk.store, cohort_id, 5)
    return cohort_id


@pytest.fixture
def judges(desk, cohort, saved):
    """완성도 60 % and 발표 40 %, 심사1 to 심사5 as the forms keep them; 심사1 is the mentor of 1팀. The judges' ids."""
    with desk.store.read() as session:
        stage_id = session.query(Stage).filter_by(cohort_id=cohort).order_by(Stage.position.desc()).first().id
    common = {"stage_id": stage_id, "purpose": "발표회"}
    for position, (title, weight, tie_order) in enumerate((("완성도", "60", 1), ("발표", "40", None)), 1):
        saved(
            "criteria", **common, title=title, position=position, weight=weight, lowest="0", highest="100",
            judged=True, tie_order=tie_order,
        )  # fmt: skip
    mentor_id = saved("mentors", name="이멘토")
    with desk.store.operation("멘토 정하기") as op:
        op.session.query(ProjectTeam).filter_by(name="1팀").one().mentor_id = mentor_id
    own = [{"mentor_id": mentor_id}, {}, {}, {}, {}]
    return [saved("judges", **common, name=f"심사{n}", **more) for n, more in enumerate(own, 1)]


@pytest.fixture
def page(desk, judges, shown):
    view = VIEWS["demo_day"]
    made = view.make(desk, view)
    made.resize(1180, 560)
    shown(made)
    made.tabs.group.button(1).click()
    return made


def lines(page):
    """What stands beside each team: total, rank, missing sheets."""
    model = page.judging.matrix.beside
    shown = ([model.index(row, column).data() for column in range(4)] for row in range(model.rowCount()))
    return {name: tuple(rest) for name, *rest in shown}


def kept(desk):
    with desk.store.read() as session:
        return session.query(Score).count()


def go_to(page, team, column):
    line = next(each for each in page.judging.matrix.cells.matrix.lines if each.name == team)
    page.judging.matrix.go_to(line.id, column)
    page.judging.matrix.grid.setFocus()


def type_in(page, qtbot, text):
    grid = page.judging.matrix.grid
    qtbot.keyClicks(grid, text[0])
    editor = grid.viewport().findChild(QLineEdit)
    qtbot.keyClicks(editor, text[1:])
    qtbot.keyClick(editor, Qt.Key.Key_Return)


@pytest.mark.feature("TR-20")
def test_five_judges_score_five_teams_on_the_screen(desk, page, qtbot):
    matrix = page.judging.matrix
    heads = [(each.upper, each.lower) for each in matrix.cells.matrix.heads]
    assert heads == [(title, f"심사{n}") for n in range(1, 6) for title in ("완성도", "발표")]
    assert set(lines(page)) == {"1팀", "2팀", "3팀", "4팀", "5팀"}
    assert lines(page)["1팀"] == ("—", "—", "4명"), "the mentor's sheet is not missed"
    assert lines(page)["2팀"] == ("—", "—", "5명")
    assert "총점이 같으면 완성도 점수가 높은 팀이" in page.ties.text()

    go_to(page, "1팀", 0)
    assert matrix.cells.index(matrix.grid.currentIndex().row(), 0).data() == "제척"
    qtbot.keyClicks(matrix.grid, "9")
    assert matrix.grid.viewport().findChild(QLineEdit) is None
    assert page.judging.refused.text().startswith("1팀: 제척: 심사1은 이 팀을 멘토로 맡아")
    assert kept(desk) == 0

    go_to(page, "2팀", 0)
    type_in(page, qtbot, "81")
    qtbot.waitUntil(lambda: kept(desk) == 1)
    # 79 + n for n팀 in 완성도 and 70 in 발표, as copied from Excel; 심사5 has not handed in the sheet of 3팀.
    block = [
        [
            "" if (team == "1팀" and judge == 1) or (team == "3팀" and judge == 5) else value
            for judge in range(1, 6)
            for value in (str(79 + int(team[0])), "70")
        ]
        for team in lines(page)
    ]
    matrix.grid.setCurrentIndex(matrix.cells.index(0, 0))
    QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in block))
    matrix.grid.paste()
    qtbot.waitUntil(lambda: kept(desk) == 46)
    assert lines(page)["3팀"] == ("—", "—", "심사5")
    assert page.note.text() == "심사표가 다 들어오지 않은 심사위원: 심사5"
    # 80 × 60 % + 70 × 40 % of the four who may score it.
    assert lines(page)["1팀"] == ("76.00", "4", "")

    go_to(page, "3팀", 8)
    type_in(page, qtbot, "82")
    qtbot.waitUntil(lambda: kept(desk) == 47)
    go_to(page, "3팀", 9)
    type_in(page, qtbot, "70")
    qtbot.waitUntil(lambda: lines(page)["3팀"] == ("77.20", "3", ""))
    assert {team: rank for team, (_total, rank, _missing) in lines(page).items()} == {
        "5팀": "1", "4팀": "2", "3팀": "3", "2팀": "4", "1팀": "5",
    }  # fmt: skip
    assert not page.note.isVisible()
    order = page.model
    ranks = {order.index(row, 1).data(): order.index(row, 4).data() for row in range(order.rowCount())}
    assert ranks["5팀"] == "1", "the order of the day shows the same"

    history.undo(desk.store)
    qtbot.waitUntil(lambda: lines(page)["3팀"] == ("—", "—", "심사5"))
    history.undo(desk.store)
    history.undo(desk.store)
    assert kept(desk) == 1, "what was pasted is one operation"


def test_what_is_out_of_scale_or_not_theirs_names_the_team_and_the_rest_goes_in(desk, page, qtbot):
    team = {each.name: each.id for each in page.judging.matrix.cells.matrix.lines}
    written = [Written(team["1팀"], 0, "90"), Written(team["2팀"], 0, "101"), Written(team["3팀"], 0, "결시")]
    page.judging.matrix.written.emit(written)
    qtbot.waitUntil(lambda: "2팀: 완성도 점수 101은 0~100 밖입니다" in page.judging.refused.text())
    assert "1팀: 제척: 심사1은" in page.judging.refused.text()
    assert kept(desk) == 1


def test_without_criteria_or_judges_the_page_says_where_to_write_them(desk, cohort, shown):
    view = VIEWS["demo_day"]
    page = shown(view.make(desk, view))
    assert "'평가 항목'과 '심사위원'에 쓰임을 '발표회'로" in page.note.text()
    assert page.judging.matrix.cells.columnCount() == 0


def test_tab_leads_to_the_part_that_is_open(page):
    order, scores = page.tabs.group.buttons()
    assert page.parts.currentWidget() is page.judging
    assert scores.focusPolicy() is Qt.FocusPolicy.StrongFocus
    assert order.focusPolicy() is Qt.FocusPolicy.ClickFocus
    order.click()
    assert page.parts.currentWidget() is not page.judging
    assert order.focusPolicy() is Qt.FocusPolicy.StrongFocus
