"""Files as strangers make them, at the wizard: several sheets, several files, headings nobody knows, values nobody can read."""

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from desktop.errors import Cancelled
from desktop.services import importing
from desktop.ui.desk import Desk
from desktop.ui.importing.wizard import ImportWizard
from desktop.ui.kit.chips import Chip
from desktop.ui.kit.mnemonics import plain
from desktop.ui.kit.settings import DeskSettings
from tests.services import intake

HEAD = ["성명", "생년월일", "휴대폰", "이메일"]


@pytest.fixture
def desk(store, tmp_path):
    made = Desk(store, DeskSettings(tmp_path / "책상.ini"))
    yield made
    made.jobs.close()


@pytest.fixture
def wizard(qtbot, desk):
    made = ImportWizard(desk, None)
    qtbot.addWidget(made)
    made.show()
    return made


def settled(qtbot, wizard):
    qtbot.waitUntil(lambda: not wizard._desk.jobs.busy)


def on(qtbot, wizard):
    wizard.next.click()
    settled(qtbot, wizard)


def take(qtbot, wizard, path):
    wizard.files.take(path)
    settled(qtbot, wizard)


def tab(review, title):
    return next(button for button in review._tabs.buttons() if plain(button.text()).startswith(title))


def rows_of(review):
    model = review.table.model()
    return [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def by_dong(path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for dong, people in (("서초동", ("김가람", "박나람")), ("방배동", ("최다람",)), ("양재동", ("이라람",))):
        sheet = book.create_sheet(dong)
        sheet.append([f"2022년 {dong} 신청자"])
        sheet.append(HEAD)
        for name in people:
            sheet.append([name, "1998-03-01", None, None])
    book.save(path)
    return path


@pytest.mark.feature("DA-02")
def test_sheets_of_one_shape_come_in_together_with_their_names(qtbot, wizard, store, tmp_path):
    take(qtbot, wizard, by_dong(tmp_path / "동별.xlsx"))
    columns = wizard.columns
    assert columns.together.isVisible()
    assert columns.together.isChecked()
    assert columns.together.text() == "같은 모양의 시트 2개(2행)도 함께 가져오기: 방배동, 양재동"
    names = columns._combos[max(columns._combos)]
    names.setCurrentIndex(names.findData("address"))
    names.activated.emit(names.currentIndex())
    on(qtbot, wizard)
    assert plain(wizard.next.text()) == "신청자 4명 가져오기"
    on(qtbot, wizard)
    assert {(row["name"], row["address"]) for row in intake.listed(store)} == {
        ("김가람", "서초동"), ("박나람", "서초동"), ("최다람", "방배동"), ("이라람", "양재동"),
    }  # fmt: skip


def test_one_sheet_alone_can_be_taken_of_several_alike(qtbot, wizard, tmp_path):
    take(qtbot, wizard, by_dong(tmp_path / "동별.xlsx"))
    wizard.columns.together.click()
    settled(qtbot, wizard)
    assert not wizard.columns.together.isChecked()
    on(qtbot, wizard)
    assert plain(wizard.next.text()) == "신청자 2명 가져오기"
    tab(wizard.review, "알림").click()
    assert any("읽지 않았습니다: '방배동'(1행), '양재동'(1행)" in row[0] for row in rows_of(wizard.review))


@pytest.mark.feature("DA-01")
def test_files_dropped_together_are_taken_one_after_the_other(qtbot, wizard, store, tmp_path):
    paths = [
        intake.write(tmp_path / f"{place}.xlsx", HEAD, [name, "1998-03-01", None, None])
        for place, name in enumerate(("김가람", "박나람", "최다람"), 1)
    ]
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    wizard.files._drop.dropEvent(event)
    settled(qtbot, wizard)
    assert "뒤에 2개 파일이 더 있음" in wizard.windowTitle()
    on(qtbot, wizard)
    on(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.files.path == paths[1] and wizard.columns.isVisible())
    wizard.skip.click()
    qtbot.waitUntil(lambda: wizard.files.path == paths[2] and wizard.columns.isVisible())
    settled(qtbot, wizard)
    assert not wizard.skip.isVisible()
    on(qtbot, wizard)
    on(qtbot, wizard)
    qtbot.waitUntil(lambda: not wizard.isVisible())
    assert sorted(row["name"] for row in intake.listed(store)) == ["김가람", "최다람"]


@pytest.mark.feature("DA-01")
def test_a_table_of_unknown_headings_opens_with_columns_guessed_by_what_stands_in_them(
    qtbot, wizard, store, tmp_path
):
    question = "귀하를 저희가 앞으로 어떻게 불러 드리면 좋을지 여기에 자유롭게 적어 주시면 됩니다 "
    path = intake.write(
        tmp_path / "응답.xlsx",
        ["언제 보냈나", f"{question}(가)", f"{question}(나)", f"{question}(다)", f"{question}(라)"],
        ["2022-03-02 오전 9:12", "김가람", "19980301", "010-2000-0001", "가람과 함께"],
        ["2022-03-02 오후 1:40", "박나람", "19990402", "010-2000-0002", "없음"],
    )
    take(qtbot, wizard, path)
    assert wizard.columns.isVisible()
    assert list(wizard.columns.chosen().values()) == [None, "name", "birth_date", "phone", None]
    assert "짐작한 열이 있으니 확인해 주세요" in wizard.columns.summary.text()
    on(qtbot, wizard)
    on(qtbot, wizard)
    assert sorted(row["name"] for row in intake.listed(store)) == ["김가람", "박나람"]


@pytest.mark.feature("DA-01")
def test_what_column_is_missing_is_said_in_one_sentence_at_the_box(qtbot, wizard, tmp_path):
    head = ["성명", "태어난 때는 언제인가요?", *(f"{number}번 물음" for number in range(1, 30))]
    take(qtbot, wizard, intake.write(tmp_path / "응답.xlsx", head, ["김가람", "봄", *["예"] * 29]))
    told = (
        "'생년월일'이 적힌 열을 찾지 못했습니다. 표에서 그 열의 위에 있는 상자에서 '생년월일'을 골라 주세요."
    )
    assert wizard.columns.summary.text() == told
    on(qtbot, wizard)
    assert wizard.columns.isVisible()
    assert wizard.columns.summary.text() == told
    assert wizard.focusWidget() is wizard.columns.combo(1)


@pytest.mark.feature("DA-04")
def test_values_nobody_can_read_are_left_blank_when_a_person_says_so(qtbot, wizard, store, tmp_path):
    path = intake.write(
        tmp_path / "명단.xlsx",
        HEAD,
        ["김가람", "1998-03-01", "02-784-1045~7", "없는 주소"],
        ["박나람", "1998-13-01", None, None],
        ["최다람", "1998-03-01", None, None],
    )
    take(qtbot, wizard, path)
    on(qtbot, wizard)
    review = wizard.review
    assert plain(review.blanking.text()) == "2칸은 비워 두고 1명도 가져오기"
    review.blanking.click()
    settled(qtbot, wizard)
    assert plain(wizard.next.text()) == "신청자 2명 가져오기"
    assert plain(review.blanking.text()) == "비워 두지 않기"
    tab(review, "비워 두는 값").click()
    assert [row[:3] for row in rows_of(review)] == [
        ("2", "이메일", "없는 주소"), ("2", "휴대폰", "02-784-1045~7"),
    ]  # fmt: skip
    review.blanking.click()
    settled(qtbot, wizard)
    assert plain(wizard.next.text()) == "신청자 1명 가져오기"
    review.blanking.click()
    settled(qtbot, wizard)
    on(qtbot, wizard)
    assert {(row["name"], row["phone"]) for row in intake.listed(store)} == {
        ("김가람", None),
        ("최다람", None),
    }


@pytest.mark.feature("DA-06")
def test_duplicates_are_listed_with_the_row_they_equal_and_no_number_contradicts(qtbot, wizard, tmp_path):
    people = (["김가람", "1998-03-01", "010-2000-0001", None], ["김가람", "1998-03-01", None, "b@example.kr"])
    path = intake.write(tmp_path / "명단.xlsx", HEAD, *people, ["김가람", "1998-03-01", None, "c@example.kr"])
    take(qtbot, wizard, path)
    on(qtbot, wizard)
    assert plain(tab(wizard.review, "중복").text()) == "중복 2"
    tab(wizard.review, "중복").click()
    assert rows_of(wizard.review) == [
        ("3  김가람", "2행", ""),
        ("4  김가람", "2행", "이메일 'c@example.kr' (앞 행 'b@example.kr')"),
    ]
    on(qtbot, wizard)
    again = ImportWizard(wizard._desk, None)
    qtbot.addWidget(again)
    take(qtbot, again, path)
    again.columns.cohort.setCurrentText("교육과정 2022")
    on(qtbot, again)
    assert plain(again.next.text()) == "가져올 것이 없습니다"
    assert again.review._created.text() == ""
    assert plain(tab(again.review, "중복").text()) == "중복 3"


def test_an_import_that_was_stopped_says_that_nothing_was_kept(qtbot, wizard, store, tmp_path, monkeypatch):
    take(qtbot, wizard, intake.write(tmp_path / "명단.xlsx", HEAD, ["김가람", "1998-03-01", None, None]))
    on(qtbot, wizard)

    def stop(*_asked, **_options):
        raise Cancelled

    with monkeypatch.context() as stopped:
        stopped.setattr(importing, "run", stop)
        on(qtbot, wizard)
    assert wizard.isVisible()
    assert wizard.review._hint.text() == "멈췄습니다. 저장한 것은 없습니다."
    assert intake.listed(store) == []
    on(qtbot, wizard)
    assert [row["name"] for row in intake.listed(store)] == ["김가람"]


def test_who_is_outside_the_rule_of_age_is_seen_in_the_review(qtbot, wizard, tmp_path):
    rows = (["강나이", "1980-03-01", None, None], ["박나람", "1998-03-01", None, None])
    take(qtbot, wizard, intake.write(tmp_path / "명단.xlsx", HEAD, *rows))
    on(qtbot, wizard)
    assert [chip.accessibleName() for chip in wizard.review.findChildren(Chip)] == ["기준 밖 1"]
    tab(wizard.review, "기준 밖").click()
    assert [row[:3] for row in rows_of(wizard.review)] == [
        ("2  강나이", "⚠ 39세 초과", "2022. 9. 16. 만 42세")
    ]
    assert plain(wizard.next.text()) == "신청자 2명 가져오기"  # no wall
