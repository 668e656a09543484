"""A roster as it really comes: dropped, mapped, mended, taken back, brought in again, corrected, and handed on masked."""

import io

import msoffcrypto
import openpyxl
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from desktop.ui.importing.wizard import ImportWizard
from desktop.ui.lists.condition_popup import ConditionPopup
from desktop.ui.records.export_dialog import ExportDialog
from tests.ui.stories.hands import button, dialog, until

DONGS = ("서초동", "반포동", "방배동", "양재동")
HEADINGS = ["연번", "성 명", "생년월일", "휴대폰", "전자우편 주소", "주소(동)", "전공/비전공", "비고"]
BAD_BIRTH, BAD_PHONE = 11, 23


@pytest.fixture
def roster(workbook):
    """Forty applicants; no zero before the phone, years of two digits, names with blanks, a sum, two rows in doubt."""
    rows = [["2026년 서초 AI칼리지 기초과정 신청자 명단"], [], HEADINGS]
    for n in range(40):
        name = "강김박이최"[n % 5] + "가나다라마바사아"[n // 5] + "은"
        birth = f"{'' if n % 2 else '19'}{80 + n % 19}.{1 + n % 12}.{1 + n % 28}"
        phone = 1020000000 + n * 7919 if n % 3 else f"010-{3000 + n}-{4000 + n}"
        birth, phone = ("1997. 2. 30." if n == BAD_BIRTH else birth), "010-12-34" if n == BAD_PHONE else phone
        shown = f"{name[0]} {name[1]} {name[2]}" if n % 9 == 4 else name
        kind = "전공" if n % 3 == 0 else "비전공"
        rows.append([n + 1, shown, birth, phone, f"a{n}@example.com", DONGS[n % 4], kind, ""])
    return workbook("신청자 명단(최종).xlsx", [*rows, ["합계", None, None, "40명"]])


def bring_in(hands, roster, *, again=False):
    """Through the wizard: what it could not tell is mended where it stands, and ``again`` mended already."""
    if hands.mouse:
        yield hands.drop(roster)
    else:
        yield from hands.key("Ctrl+Shift+I")
        yield until(lambda: dialog(ImportWizard) is not None, "the wizard")
        yield from hands.key("Return")
    yield until(lambda: dialog(ImportWizard) and button(hands.window, "검토하기"), "the columns")
    columns = dialog().columns
    keys = ("", "name", "birth_date", "phone", "email", "address", "major_kind")
    assert [columns.combo(place).currentData() or "" for place in range(7)] == list(keys)
    assert columns.cohort.currentText() == "서초 AI칼리지 2026"
    yield from hands.press("검토하기", "Return")
    if not again:
        yield from mend(hands)
    yield until(lambda: button(hands.window, "40명 가져오기"), "all of them")
    yield from hands.press("40명 가져오기", "Return")
    yield until(lambda: dialog() is None and hands.page.model.rowCount() == 40, "the list")


def mend(hands):
    """The two doubtful values."""
    yield until(lambda: button(hands.window, "38명 가져오기"), "the review")
    review = dialog().review
    assert review.table.model().index(0, 0).data() == f"{BAD_BIRTH + 4}  김다은"  # whose row it is
    for text in ("1997.2.28", "01012345678"):
        left = review.table.model().rowCount()
        if hands.mouse:
            yield hands.click_cell(lambda: review.table, 0, 2, times=2)
        else:
            yield from hands.key("F2")
        yield from hands.key("Ctrl+A")
        yield hands.type(text)
        yield from hands.key("Return")
        yield until(
            lambda left=left: review._plan.rejected == left - 1 and not hands.application.jobs.busy, "mended"
        )


def narrow(hands, title, value):
    """A condition: one value of a column."""
    yield from hands.press("조건", "Ctrl+Shift+F")
    yield from hands.choose(title)
    popup = lambda: front if isinstance(front := QApplication.activePopupWidget(), ConditionPopup) else None  # noqa: E731
    yield until(popup, "the condition")
    yield from hands.tick(lambda: popup()._list if popup() else None, value)
    if hands.mouse:
        yield hands.click(lambda: button(popup(), "적용"))
    else:
        yield from hands.key("Return")
    yield until(lambda: popup() is None)


def read(path, password):
    """The sheet as whoever gets it opens it."""
    opened = io.BytesIO()
    with path.open("rb") as file:
        locked = msoffcrypto.OfficeFile(file)
        locked.load_key(password=password)
        locked.decrypt(opened)
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(opened).active.iter_rows()]


@pytest.mark.feature("DA-01", "DA-04", "DA-08", "DA-09", "DA-10", "DO-19")
def test_a_messy_roster_comes_in_is_corrected_and_handed_on(hands, own_file, roster, report, tmp_path):
    def story():
        yield from own_file(roster)
        yield from bring_in(hands, roster)
        yield from hands.undo()
        yield until(lambda: hands.page.model.rowCount() == 0, "taken back")
        yield from bring_in(hands, roster, again=True)
        model = hands.page.model
        yield from hands.stand_on(2, "phone")
        yield from hands.key("F2", "Ctrl+A")
        yield hands.type("01099998888")
        yield from hands.key("Return")
        yield until(lambda: "수정" in hands.window._undo.text())
        QApplication.clipboard().setText("010-2222-1111\n010-2222-1112\n없음\n010-2222-1114\n")
        yield from hands.stand_on(4, "phone")
        yield from hands.key("Ctrl+V")
        yield until(lambda: model.bad_count == 1, "three of four cells written")
        assert hands.window.toast.findChild(
            type(hands.window.toast._button)
        ).isVisible()  # still the way back
        yield from narrow(hands, "전공 여부", "비전공")
        yield from narrow(hands, "거주지", "서초동")
        yield until(lambda: model.rowCount() == 6, "비전공 in 서초동")
        if hands.mouse:
            header = hands.page.table.horizontalHeader()
            age = next(c for c in range(model.columnCount()) if model.field_of(c).key == "age")
            spot = QPoint(header.sectionViewportPosition(age) + 20, 12)
            yield hands.click(header.viewport, "만 나이", spot)
        else:
            yield from hands.stand_on(0, "age")
            yield from hands.key("Alt+S")
        yield until(lambda: hands.page.criteria.order == (("age", False),))
        yield from hands.act("엑셀 내보내기", "Ctrl+E")
        yield until(lambda: dialog(ExportDialog), "how to hand it on")
        for key in ("masked", "password"):
            if hands.mouse:
                yield hands.click(lambda key=key: dialog().input(key), key, QPoint(8, 8))
            else:
                yield from hands.tab_to(lambda key=key: dialog().input(key), key)
                yield from hands.key(*["Space"] * (key == "masked"))
        assert dialog().input("masked").isChecked()
        yield hands.type("seocho-2026")
        yield from hands.press("내보내기", "Return")
        yield until(lambda: dialog() and "저장했습니다" in dialog()._result.text, "the workbook")
        yield from hands.press("닫기", "Esc")

    hands.play(story())
    (path,) = tmp_path.glob("교육생 명단*.xlsx")
    rows = read(path, "seocho-2026")
    head = next(row for row in rows if "성명" in row)
    people = [
        dict(zip(head, row, strict=True)) for row in rows[rows.index(head) + 1 :] if row[0] in range(1, 7)
    ]
    assert len(people) == 6
    assert all(person["성명"][1] == "*" for person in people)
    assert all(person["연락처"].startswith("010-****-") for person in people)
    ages = [next(told for title, told in person.items() if title.startswith("만 나이")) for person in people]
    assert ages == sorted(ages)
    assert not any(
        "서초동" in str(cell) for row in rows for cell in row
    )  # where they live is masked with the rest
    report(clicks=40)
