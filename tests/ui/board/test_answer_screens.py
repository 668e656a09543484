"""답변 as a person meets it: ten reviews answered in one dialog, each text edited as wanted, taken back at once."""

import pytest
from PySide6.QtWidgets import QLabel

from desktop.services.datafile import undoing
from desktop.services.records import moves, records
from desktop.ui.board.answers.dialogs import AnswersDialog, TemplatesDialog
from desktop.ui.window.screens import page_of


@pytest.fixture
def page(desk, saved, shown):
    desk.set_scope(cohort_id=None, board_id=saved("boards", name="슈퍼히어로 1기", year=2022))
    ids = [saved("proposals", desk.scope, title=f"제안 {number:02}") for number in range(1, 11)]
    for status in ("제출", "검토"):
        moves.move(desk.store, "proposals", ids, status, "", desk.scope)
    return shown(page_of(desk, "reviews"))


@pytest.mark.feature("JB-16")
def test_ten_proposals_are_answered_in_one_dialog(desk, page, saved, press, meanwhile, fill, texts, qtbot):
    template = saved("answer_templates", title="검토 알림", text="'{제안}' 제안을 {상태}하고 있습니다.")
    page.table.selectAll()

    def act(dialog):
        assert isinstance(dialog, AnswersDialog)
        assert dialog.windowTitle() == "10건 답변하기"
        first, second = (each.review_id for each in dialog._drafts[:2])
        dialog.text(second).setPlainText("따로 쓴 답변")
        fill(dialog, template=template)
        assert dialog.text(first).toPlainText() == "'제안 01' 제안을 검토하고 있습니다."
        assert dialog.text(second).toPlainText() == "따로 쓴 답변"
        dialog.text(first).setPlainText("고친 답변")
        dialog.accept()

    meanwhile(act)
    press(page, "답변하기…")
    qtbot.waitUntil(lambda: texts(page, "answer")[2] == "'제안 03' 제안을 검토하고 있습니다.")
    assert texts(page, "answer")[:2] == ["고친 답변", "따로 쓴 답변"]
    undoing.undo(desk.store)
    qtbot.waitUntil(lambda: not any(texts(page, "answer")))


@pytest.mark.feature("JB-16")
def test_a_template_with_an_unknown_place_is_refused_beside_its_text(desk, shown, meanwhile, fill, told):
    dialog = shown(TemplatesDialog(desk))

    def act(form):
        fill(form, title="채택 알림", text="{이름}님께")
        form.accept()
        assert "{이름}" in told(form)["text"]
        fill(form, text="{제안자}님께")
        form.accept()

    meanwhile(act)
    dialog.templates.add.click()
    assert [dialog.templates.rows.item(0).text(), dialog.templates.rows.count()] == ["채택 알림", 1]


@pytest.mark.feature("JB-16")
def test_what_a_template_does_not_fill_and_the_state_are_told_and_it_can_be_kept_all_the_same(
    desk, page, saved, shown, fill, told, texts
):
    first = page.model.id_at(0)
    proposal = records.read(desk.store, "reviews", first)["proposal_id"]
    moves.move(desk.store, "proposals", [proposal], "채택", "", desk.scope)
    template = saved(
        "answer_templates", title="검토 중 알림", text="검토하고 있습니다. 받은 의견: {부서 의견}"
    )
    dialog = shown(AnswersDialog(desk, None, [first, page.model.id_at(1)]))
    titles = [each.text() for each in dialog.form.findChildren(QLabel) if "제안 0" in each.text()]
    assert titles == ["제안 01 (채택)", "제안 02 (검토)"]
    assert dialog.told.isHidden()
    fill(dialog, template=template)
    assert "채택 1건 · 검토 1건" in dialog.told.text()
    assert all("{부서 의견}" in sentence for sentence in told(dialog).values())
    assert len(told(dialog)) == 2
    dialog.text(first).setPlainText("채택하였습니다.")
    assert len(told(dialog)) == 1, "it was looked at"
    dialog.accept()
    assert records.read(desk.store, "reviews", first)["answer"] == "채택하였습니다."
