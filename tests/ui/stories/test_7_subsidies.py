"""From a running internship to a paid first month, an early end, money that comes back, and a colleague who is taken on."""

import openpyxl
import pytest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFileDialog

from desktop.rules.subsidy.papers import PAPERS
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.importing.wizard import ImportWizard
from desktop.ui.records.record_dialog import RecordDialog
from tests.ui.stories.hands import button, dialog, until

WHO, COLLEAGUE, COMPANY = "강현윤", "유민석", "990-81-03335"


@pytest.fixture
def proofs(tmp_path):
    """A scan of each of the ten papers."""
    made = [tmp_path / f"{title} {WHO} 10월.pdf" for title in PAPERS]
    for path in made:
        path.write_text(path.name, encoding="utf-8")
    return made


def shown(page, *keys):
    """What stands in columns, row by row."""
    columns = {page.model.field_of(c).key: c for c in range(page.model.columnCount())}
    return [
        tuple(page.model.index(row, columns[key]).data() for key in keys)
        for row in range(page.model.rowCount())
    ]


def rows_of(page, name):
    """The rows of somebody, in their order."""
    return [row for row, (who,) in enumerate(shown(page, "name")) if who == name]


def of(page, name, *keys):
    """What stands in columns of somebody's rows."""
    return [shown(page, *keys)[row] for row in rows_of(page, name)]


def found():
    """Those whose name holds what was typed."""
    front = QApplication.activePopupWidget()
    return front if isinstance(front, QAbstractItemView) else None


def at(hands, key, title):
    """To a page: by the rail, or by its name."""
    yield from hands.go(key) if hands.mouse else hands.summon(title)
    yield until(lambda: hands.page is hands.window.page(key), f"page {key}")


def do(hands, words):
    """A command: by its button, or by its name."""
    yield from hands.act(words) if hands.mouse else hands.summon(words)


def stand_on(hands, page, name):
    """On somebody's first row, until the card has come to rest: keys that go on before find it made anew under them."""
    yield from hands.stand_on(rows_of(page, name)[0], "name", page)
    if not page.selected_ids():  # the keyboard stood there already, with nothing chosen
        yield from hands.key("Down", "Up")
    yield until(lambda: not (page._settle.isActive() or page._rest.isActive()), "the card")


def move(hands, name, *statuses):
    """Moves on what is selected, of somebody, through states."""
    page = hands.page
    for status in statuses:
        yield from hands.act("상태 바꾸기", "Ctrl+M")
        yield from hands.choose(f"'{status}'")
        yield until(lambda status=status: {(status,)} == set(of(page, name, "status")), status)


def internship(hands, name):
    """A new one at the company, and its first day of work."""
    yield from at(hands, "matches", "인턴 매칭")
    page = hands.page
    yield from hands.act("매칭 추가", "Ctrl+N")
    yield until(lambda: dialog(RecordDialog), "the internship")
    form = dialog(RecordDialog)
    yield hands.type(name)
    yield until(found, "those of that name")
    yield from hands.key("Down", "Return")
    yield from hands.pick(form, "opening_id", "데이터 분석 · 남은 자리 2")
    yield from hands.into(form, "starts_on", "2022-10-04")
    yield from hands.press("저장", "Ctrl+Return")
    yield until(lambda: dialog() is None and rows_of(page, name), "placed")
    yield from stand_on(hands, page, name)
    yield from move(hands, name, "근무")


def supported(hands, name):
    """By a policy, with the wage and the insurance agreed."""
    yield from at(hands, "supports", "지원 대상")
    page = hands.page
    yield from hands.act("지원 대상 추가", "Ctrl+N")
    yield until(lambda: dialog(RecordDialog), "the support")
    form = dialog(RecordDialog)
    yield from hands.pick(form, "match_id", name)
    yield from hands.pick(form, "policy_id", "서초 2020")
    yield from hands.into(form, "wage", "2000000")
    yield from hands.into(form, "insurance", "200000")
    yield from hands.press("저장", "Ctrl+Return")
    yield until(lambda: dialog() is None and rows_of(page, name), "supported")


def first_month(hands, name, proofs):
    """The claims of October made, proved, looked through and approved."""
    yield from at(hands, "claims", "인건비 청구")
    page = hands.page
    yield from do(hands, "청구 만들기")
    yield until(lambda: dialog(FormDialog), "which month")
    yield from hands.into(dialog(FormDialog), "month", "2022-10")
    yield from hands.press("만들기", "Ctrl+Return")
    yield until(lambda: len(rows_of(page, name)) == 2, "the claims")
    first, last = rows_of(page, name)
    assert last == first + 1
    yield from hands.stand_on(first, "name", page)
    yield from hands.key("Shift+Down")
    yield until(lambda: not (page._settle.isActive() or page._rest.isActive()), "the card")
    yield from do(hands, "증빙 붙이기")
    yield until(lambda: {("10/10",)} == set(of(page, name, "papers")), "its papers")
    yield from move(hands, name, "검토", "승인")


def telephone_of(hands, name, company):
    """The company gives the intern's own telephone as its contact's."""
    yield from at(hands, "trainees", "교육생")
    yield from hands.key("Alt+P")
    yield until(lambda: "*" not in of(hands.page, name, "phone")[0][0], "the trainee's telephone")
    ((phone,),) = of(hands.page, name, "phone")
    yield from at(hands, "companies", "기업")
    page = hands.page
    yield from hands.key("Alt+P")
    row = [each for (each,) in shown(page, "name")].index(company)
    yield from hands.stand_on(row, "contact_phone", page)
    yield from hands.key("F2", "Ctrl+A")
    yield hands.type(phone)
    yield from hands.key("Return")
    yield until(lambda: shown(page, "contact_phone")[row] == (phone,), "the telephone")


def explained(hands, name):
    """What is odd keeps the claims unpaid until a second person has said why it is not."""
    ((company,), *_) = of(hands.page, name, "company")
    yield from telephone_of(hands, name, company)
    yield from at(hands, "claims", "인건비 청구")
    page = hands.page
    yield until(lambda: all("같은 전화" in told for (told,) in of(page, name, "signals")), "the signal")
    yield from hands.stand_on(rows_of(page, name)[0], "name", page)
    yield from hands.key("Shift+Down")
    yield until(lambda: not (page._settle.isActive() or page._rest.isActive()), "the card")
    yield from do(hands, "점검 신호 확인")
    yield until(lambda: dialog(FormDialog), "who explains it")
    form = dialog(FormDialog)
    yield from hands.into(form, "by", "박팀장")
    yield from hands.into(form, "reason", "대표의 가족으로 확인함")
    yield from hands.press("확인", "Ctrl+Return")
    yield until(lambda: dialog() is None, "explained")
    told = [("박팀장", "같은 전화", "대표의 가족으로 확인함")] * 2
    yield until(
        lambda: of(page, name, "cleared_by", "cleared_what", "cleared_reason") == told, "who, what and why"
    )


def drawn(hands, name):
    """All that was paid is drawn to be looked at, this once."""
    yield from do(hands, "표본 뽑기")
    yield until(lambda: dialog(FormDialog), "how many")
    yield from hands.into(dialog(FormDialog), "share", "100")
    yield from hands.press("뽑기", "Ctrl+Return")
    yield until(lambda: dialog() is None, "drawn")
    yield from at(hands, "inspections", "표본 점검")
    page = hands.page
    yield until(lambda: of(page, name, "result") == [("미점검",)] * 2, "two to be looked at")


def paid(hands, name, sheet, name_of_file):
    """The payment sheet goes out, and comes back as the bank fills it in."""
    page = hands.page
    yield from do(hands, "지급 명세서")
    yield until(lambda: dialog(FormDialog), "where the sheet goes")
    yield from hands.into(dialog(FormDialog), "path", str(sheet))
    yield from hands.press("내보내기", "Ctrl+Return")
    yield until(lambda: dialog() is None and sheet.exists(), "the sheet")
    fill_in(sheet)
    name_of_file(sheet)
    yield from hands.act("엑셀 가져오기", "Ctrl+Shift+I")
    yield until(lambda: dialog(ImportWizard), "the wizard")
    yield from hands.press("파일 고르기", "Return")
    yield until(lambda: dialog(ImportWizard) and button(hands.window, "검토하기"), "the columns")
    yield from hands.press("검토하기", "Return")
    yield until(lambda: button(hands.window, "2건 가져오기"), "the review")
    yield from hands.press("2건 가져오기", "Return")
    yield until(lambda: dialog() is None and {("지급",)} == set(of(page, name, "status")), "paid")


def fill_in(sheet):
    """As the bank does: everything paid on 10 November."""
    book = openpyxl.load_workbook(sheet)
    rows = book.active
    heading = next(row for row in rows.iter_rows() if row[0].value == "지급번호")
    place = {str(cell.value).split("\n")[0]: cell.column for cell in heading if cell.value}
    for row in rows.iter_rows():
        if str(row[0].value or "").startswith("P0"):
            rows.cell(row[0].row, place["결과"], "지급")
            rows.cell(row[0].row, place["지급일"], "2022-11-10")
    book.save(sheet)


def ended_early(hands, name):
    """On 20 October, as the company wished."""
    yield from at(hands, "matches", "인턴 매칭")
    page = hands.page
    yield from stand_on(hands, page, name)
    yield from do(hands, "중도 종료")
    yield until(lambda: dialog(FormDialog), "the early end")
    form = dialog(FormDialog)
    yield from hands.into(form, "ends_on", "2022-10-20")
    yield from hands.pick(form, "ended_by", "기업")
    yield from hands.into(form, "reason", "사업 축소")
    yield from hands.press("중도 종료", "Ctrl+Return")
    yield until(lambda: dialog() is None and of(page, name, "status") == [("중도종료",)], "it ended")


def given_back(hands, name):
    """What was paid for days not worked is reckoned, and a part of it comes back."""
    yield from at(hands, "supports", "지원 대상")
    page = hands.page
    yield from stand_on(hands, page, name)
    yield from do(hands, "환수 계산")
    yield from at(hands, "clawbacks", "환수")
    page = hands.page
    yield until(lambda: rows_of(page, name), "what has to come back")
    yield from stand_on(hands, page, name)
    yield from do(hands, "반납 적기")
    yield until(lambda: dialog(RecordDialog), "what came back")
    yield from hands.into(dialog(RecordDialog), "repaid", "300000")
    yield from hands.press("저장", "Ctrl+Return")
    yield until(lambda: dialog() is None and of(page, name, "repaid") == [("300,000",)], "a part")


def taken_on(hands, name):
    """Offered, accepted and signed, in one form."""
    yield from at(hands, "matches", "인턴 매칭")
    page = hands.page
    yield from stand_on(hands, page, name)
    yield from move(hands, name, "근무")
    yield from do(hands, "정규직 제의")
    yield until(lambda: dialog(RecordDialog), "the offer")
    form = dialog(RecordDialog)
    for key, day in (
        ("offered_on", "2022-12-20"),
        ("accepted_on", "2022-12-22"),
        ("contracted_on", "2023-01-04"),
    ):
        yield from hands.into(form, key, day)
    yield from hands.press("저장", "Ctrl+Return")
    yield until(lambda: dialog() is None and of(page, name, "status") == [("정규직 전환",)], "taken on")


@pytest.mark.feature("CO-13", "CO-17", "CO-20", "CO-21", "CO-22")
@pytest.mark.usefixtures("practised")
def test_from_the_first_day_to_a_paid_month_an_early_end_money_back_and_a_conversion(
    hands, started, proofs, name_of_file, monkeypatch, tmp_path, report
):
    started()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(each) for each in proofs], ""))
    seen = {}

    def story():
        yield from hands.press("예제로 둘러보기")
        yield until(lambda: hands.application._opened is not None, "the sample office")
        yield from internship(hands, WHO)
        yield from supported(hands, WHO)
        yield from first_month(hands, WHO, proofs)
        seen["claims"] = of(hands.page, WHO, "last_on", "computed", "granted")
        yield from explained(hands, WHO)
        yield from paid(hands, WHO, tmp_path / "명세서.xlsx", name_of_file)
        seen["card"] = hands.page.source.card(hands.page.current_id(), False)
        yield from drawn(hands, WHO)
        yield from ended_early(hands, WHO)
        yield from given_back(hands, WHO)
        seen["back"] = of(hands.page, WHO, "owed", "repaid", "left", "cause")
        yield from taken_on(hands, COLLEAGUE)
        page = hands.page
        yield from hands.undo()
        yield until(lambda: of(page, COLLEAGUE, "status") == [("근무",)], "an undo takes it all back")

    hands.play(story())
    assert sorted(seen["claims"]) == [
        ("2022. 10. 31.", "1,625,806", "1,625,806"),
        ("2022. 10. 31.", "90,322", "90,322"),
    ]
    told = [each.text for each in seen["card"].linked]
    assert "계산: × 28/31일" in told
    assert not any(each.startswith("빠진 증빙") for each in told)
    assert seen["back"] == [("674,194", "300,000", "374,194", "일하지 않은 날의 지급 674,194원")]
    report(clicks=90)
