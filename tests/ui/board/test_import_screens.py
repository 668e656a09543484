"""The board's sheets at the window: the file tells its kind, the review page its faults, and what is right comes in."""

import openpyxl
import pytest

from desktop.services.kinds import LISTS
from desktop.ui.importing.wizard import ImportWizard
from desktop.ui.kit.mnemonics import plain
from desktop.ui.window.screens import commands_of, page_of

KINDS = ("meetings", "action_items", "proposals", "opinions")


@pytest.mark.parametrize("kind", KINDS)
def test_each_list_of_the_board_brings_sheets_in(kind):
    assert "records.import" in {command.id for command in commands_of(kind)}


@pytest.mark.feature("JB-10")
def test_proposals_come_in_and_an_author_nobody_knows_is_named(desk, saved, shown, texts, qtbot, tmp_path):
    desk.set_scope(cohort_id=None, board_id=saved("boards", name="슈퍼히어로 1기", year=2022))
    saved("members", desk.scope, name="김하늘", department="청소과")
    book = openpyxl.Workbook()
    for row in (
        ("제목", "상태", "제안자", "제안일", "팀", "예산"),
        ("보도 정비", "제출", "김하늘", "2022-09-14", "걷는팀", 100),
        ("화분 두기", "토론", "홍길동", "2022-09-14", "걷는팀", 200),
    ):
        book.active.append(row)
    book.save(tmp_path / "제안.xlsx")
    wizard = ImportWizard(desk, None)
    shown(wizard)

    def settled():
        qtbot.waitUntil(lambda: not desk.jobs.busy)

    wizard.files.take(tmp_path / "제안.xlsx")
    settled()
    assert wizard.kind == "proposals"
    wizard.next.click()
    settled()
    assert "팀 1개를 새로 추가합니다: 걷는팀" in wizard.review._created.text()
    assert plain(wizard.next.text()) == "제안 1건 가져오기"
    wizard.next.click()
    settled()
    assert wizard.changes is not None
    page = shown(page_of(desk, LISTS["proposals"].kind))
    assert texts(page, "title") == ["보도 정비"]
    assert texts(page, "authors") == ["김하늘"]
