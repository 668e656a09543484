"""A newcomer's first hour with rosters as others send them: a form's answers, a sheet for each dong, two files at once."""

import openpyxl
import pytest
from sqlalchemy import text

from desktop.ui.importing.wizard import ImportWizard
from tests.ui.stories.hands import button, dialog, until

ASKED = [
    "타임스탬프",
    "1. 성함을 적어주세요. (실명)",
    "2. 생년월일을 8자리로 적어주세요 (예: 19980301)",
    "3. 연락 가능한 휴대전화 번호를 적어주세요",
    "4. 이메일 주소를 적어주세요",
    "5. 지원하게 된 동기는 무엇인가요?",
]
DONGS = {"서초동": ("김서하", "박서하"), "반포동": ("이반하",), "양재동": ("최양하", "정양하", "한양하")}


@pytest.fixture
def answers(workbook):
    """Four answers to a form; one is of somebody who is too old for the programme."""
    people = (("홍가람", "19980301"), ("강나래", "19790512"), ("윤다온", "20010130"), ("서라온", "19951111"))
    rows = [
        [
            "2026. 3. 2. 오전 9:10:11",
            name,
            born,
            f"010-20{n:02d}-300{n}",
            f"a{n}@example.com",
            "배우고 싶습니다.",
        ]
        for n, (name, born) in enumerate(people)
    ]
    return workbook("서초 AI칼리지 2026 지원서(응답).xlsx", [ASKED, *rows])


@pytest.fixture
def by_dong(tmp_path):
    """A sheet for each dong."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for dong, names in DONGS.items():
        sheet = book.create_sheet(dong)
        sheet.append(["연번", "성명", "생년월일", "연락처"])
        for n, name in enumerate(names, 1):
            sheet.append([n, name, f"1999. 4. {n}.", f"010-4{len(name)}00-50{n:02d}"])
    path = tmp_path / "동별 신청자.xlsx"
    book.save(path)
    return path


def test_a_newcomer_brings_in_what_strangers_send(
    hands, started, name_of_file, tmp_path, workbook, answers, by_dong
):
    late = workbook(
        "추가 신청자.xlsx", [["성명", "생년월일", "연락처"], ["문추가", "1997-07-07", "010-7777-0001"]]
    )

    def drop_or_choose(*paths):
        if hands.mouse:
            yield hands.drop(*paths)
        else:  # what a file dialog of several files gives
            yield from hands.key("Ctrl+Shift+I")
            yield until(lambda: dialog(ImportWizard) is not None, "the wizard")
            dialog(ImportWizard).files.take_all(list(paths))
        yield until(lambda: dialog(ImportWizard) and button(hands.window, "검토하기"), "the columns")

    def story():
        if hands.mouse:
            yield hands.click(lambda: hands.page.officer, "the officer's name")
        else:
            yield from hands.tab_to(lambda: hands.page.officer, "the officer's name")
        yield hands.type("김주무관")
        yield from hands.press("새로 시작")
        yield until(lambda: hands.application._opened is not None, "the new file")
        yield until(lambda: hands.window._parts.office.text() == "담당 김주무관", "the header")

        yield from drop_or_choose(answers)
        columns = dialog(ImportWizard).columns
        keys = [columns.combo(place).currentData() or "" for place in range(5)]
        assert keys == ["", "name", "birth_date", "phone", "email"]
        assert columns.cohort.currentText() == "서초 AI칼리지 2026"
        yield from hands.press("검토하기", "Return")
        yield until(lambda: button(hands.window, "신청자 4명 가져오기"), "all four")
        assert [flag.name for flag in dialog(ImportWizard).review._plan.flags] == ["강나래"]
        yield from hands.press("신청자 4명 가져오기", "Return")
        yield until(lambda: dialog() is None and hands.page.model.rowCount() == 4, "the list")

        yield from drop_or_choose(by_dong, late)
        wizard = dialog(ImportWizard)
        assert "뒤에 1개 파일이 더 있음" in wizard.windowTitle()
        assert wizard.columns.together.isChecked()
        yield from hands.press("검토하기", "Return")
        yield until(lambda: button(hands.window, "신청자 6명 가져오기"), "all dongs")
        yield from hands.press("신청자 6명 가져오기", "Return")
        yield until(lambda: wizard.files.path == late and button(hands.window, "검토하기"), "the next file")
        assert wizard.columns.cohort.currentText() == "서초 AI칼리지 2026"  # as for the file before
        yield from hands.press("검토하기", "Return")
        yield until(lambda: button(hands.window, "신청자 1명 가져오기"), "the late one")
        yield from hands.press("신청자 1명 가져오기", "Return")
        yield until(lambda: dialog() is None and hands.page.model.rowCount() == 11, "all eleven")

    name_of_file(tmp_path / "서초구청.db")
    started()
    hands.play(story())
    store = hands.application._opened.desk.store
    with store.read() as session:
        names = set(session.scalars(text("SELECT name FROM person")))
        users = set(session.scalars(text("SELECT user FROM operation")))
    assert names == {
        "홍가람",
        "강나래",
        "윤다온",
        "서라온",
        "문추가",
        *(name for names in DONGS.values() for name in names),
    }
    assert users == {"김주무관"}
