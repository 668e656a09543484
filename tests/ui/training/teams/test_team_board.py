"""팀 as an officer meets it: divided, moved by hand with the price told before, pinned, divided again, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.model.training import Enrolment, ProjectTeam, TeamRule
from desktop.rules.teams import Effort
from desktop.services.datafile import history
from desktop.services.training.teams import dividing, placing
from desktop.ui.columns.card_model import MEANING
from desktop.ui.kit.empty_state import EmptyState
from desktop.ui.window.screens import VIEWS


@pytest.fixture
def page(desk, cohort, people, shown):
    return shown(opened(desk))


@pytest.fixture
def divided(desk, cohort, people):
    quick = Effort(steps=600, rounds=1, kicks=0)
    dividing.apply(desk.store, dividing.propose(desk.store, cohort, 3, 1, effort=quick))


def opened(desk):
    view = VIEWS["team_board"]
    page = view.make(desk, view)
    page.resize(1200, 760)
    return page


def panel(page, title):
    return next(each for each in page.columns.panels if each.model.column.title == title)


def stand(page, title, row=0):
    cards = panel(page, title).cards
    cards.setFocus()
    cards.choose([cards.cards.card(row).id])
    return cards


def teams_of(store):
    with store.read() as session:
        return {row.id: row.team_id for row in session.query(Enrolment)}


def test_without_a_cohort_or_people_the_page_says_what_to_do(desk, shown, saved):
    page = shown(opened(desk))
    said = lambda: [each.text() for each in page.findChild(EmptyState).findChildren(QLabel)]  # noqa: E731
    assert any("먼저 만들어 주세요" in text for text in said()), "there is none to choose"
    cohort_id = saved("cohorts", name="빈 기수", year=2021, programme="과정")
    assert any("기수를 고르면" in text for text in said())
    desk.set_scope(cohort_id=cohort_id, board_id=None)
    assert any("나눌 사람이 없습니다" in text for text in said())


def test_dividing_asks_for_teams_and_seed_and_is_taken_back_in_one_step(
    desk, page, press, meanwhile, fill, qtbot
):
    assert panel(page, "팀 없음").model.total == 12

    def act(dialog):
        fill(dialog, count="3", seed="7")
        dialog.accept()

    meanwhile(act)
    press(page, "나누기…")
    qtbot.waitUntil(lambda: len(page.columns.panels) == 4)
    assert [each.model.total for each in page.columns.panels] == [4, 4, 4, 0]
    assert page.told.text().startswith("12명 · 3팀 · 벌점 ")
    again = dividing.propose(desk.store, desk.scope.cohort_id, 3, 7)
    assert page.stands.penalty == again.penalty
    history.undo(desk.store)
    qtbot.waitUntil(lambda: panel(page, "팀 없음").model.total == 12)


def test_no_team_at_all_is_refused_where_it_is_typed(desk, page, press, meanwhile, fill, choosing, qtbot):
    said = []

    def read(box):
        said.append(box.text())
        box.accept()

    def act(dialog):
        fill(dialog, count="0")
        dialog.accept()
        meanwhile(read)

    meanwhile(act)
    press(page, "나누기…")
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["팀은 1개 이상이어야 합니다. 팀 수를 확인해 주세요."]


@pytest.mark.feature("TR-16")
def test_a_person_in_hand_shows_what_every_team_and_exchange_would_cost_and_is_moved_for_that(
    desk, divided, page, qtbot
):
    before, stood = page.stands.penalty, teams_of(desk.store)
    cards = stand(page, "1팀")
    moved = cards.chosen()[0]
    qtbot.keyClick(cards, Qt.Key.Key_Space)
    for title in ("2팀", "3팀"):
        other = panel(page, title)
        assert other.notes.accessibleDescription().startswith("옮기면 ")
        assert all(other.model.index(row).data(MEANING).text for row in range(other.model.rowCount()))
    assert panel(page, "팀 없음").notes.accessibleDescription() == "팀에서 뺍니다"
    assert teams_of(desk.store) == stood, "nothing moves before the drop"
    qtbot.keyClick(cards, Qt.Key.Key_Right)
    qtbot.keyClick(cards, Qt.Key.Key_Down)
    told = panel(page, "2팀").model.index(0).data(MEANING).text
    partner = panel(page, "2팀").model.card(0).id
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel(page, "2팀").model.row_of(moved) >= 0)
    assert teams_of(desk.store)[moved] == stood[partner]
    assert teams_of(desk.store)[partner] == stood[moved]
    cost = page.stands.penalty - before
    assert told == (f"{cost:+d}" if cost else "±0")
    assert page.columns.selected() == [moved]
    history.undo(desk.store)
    assert teams_of(desk.store) == stood


def test_a_dropped_person_is_pinned_and_the_rest_divided_again(desk, divided, page, press, qtbot):
    cards = stand(page, "1팀")
    moved = cards.chosen()[0]
    qtbot.keyClick(cards, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(
        lambda: page.columns.selected() == [moved] and panel(page, "2팀").model.row_of(moved) >= 0
    )
    team = teams_of(desk.store)[moved]
    press(page, "고정")
    qtbot.waitUntil(lambda: len(page.stands.pinned) == 1)
    said = []
    desk.bus.said.connect(lambda sentence, _operation: said.append(sentence))
    qtbot.keyClick(panel(page, "2팀").cards, Qt.Key.Key_Space)
    assert "고정되어 있습니다" in said[0]
    page.divide_by(3, 9)
    qtbot.waitUntil(lambda: page.seed == 9)
    assert teams_of(desk.store)[moved] == team
    with desk.store.read() as session:
        assert session.query(TeamRule).one().kind == "고정"


def test_each_team_says_what_its_penalty_is_made_of_and_unmet_pairs_are_named(
    desk, divided, cohort, page, saved
):
    with desk.store.read() as session:
        first = session.query(ProjectTeam).order_by(ProjectTeam.position).first().id
        inside = [row.trainee_id for row in session.query(Enrolment).filter_by(team_id=first)][:2]
    saved("team_rules", desk.scope, kind="떨어뜨림", weight=1, trainee_id=inside[0], other_id=inside[1])
    assert "1팀에 함께 있습니다(따로 요청)" in page.problems.text()
    for number, each in enumerate(page.columns.panels[:-1]):
        part = page.stands.parts[number]
        notes = each.notes.accessibleName()
        assert (f"벌점 {part.penalty}" in notes) if part.penalty else (notes == "벌점 없음")
        costs = [cost.penalty for cost in part.parts]
        assert costs == sorted(costs, reverse=True)


def test_a_graduate_without_a_team_is_named(desk, divided, people, page):
    with desk.store.operation("수료") as op:
        for each in people:
            op.get(Enrolment, each).status = "수료"
    assert not page.problems.isVisible()
    placing.place(desk.store, {people[0]: None})
    assert page.problems.text() == "김사람00: 수료했지만 팀이 없습니다."


def test_role_skill_and_wishes_are_written_on_the_card(desk, divided, people, page, meanwhile, fill, qtbot):
    cards = stand(page, "1팀")
    enrolment_id = cards.chosen()[0]
    team = teams_of(desk.store)[enrolment_id]

    def act(dialog):
        fill(dialog, role="팀장", skill="5", wish_1=team)
        dialog.accept()

    meanwhile(act)
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: placing.member(desk.store, enrolment_id)["role"] == "팀장")
    card = panel(page, "1팀").model.card(panel(page, "1팀").model.row_of(enrolment_id))
    assert card.lines[1] == "팀장"
    assert [word for word, _tone in card.chips] == ["희망 1"]


def test_the_default_conditions_are_written_down_from_the_menu(desk, page, press, qtbot):
    assert page.rules.texts() == []
    press(page, "기본 조건 넣기")
    qtbot.waitUntil(lambda: len(page.rules.texts()) == 6)
    assert page.rules.texts()[0] == "비전공 비율 고르게 · 무게 20"
