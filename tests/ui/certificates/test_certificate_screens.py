"""Issuing dialog, register page, preview and printing, on a real data file; only dialogs and the printer stand in."""

import tempfile

import pikepdf
import pypdfium2
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QDesktopServices, QImage, QPageRanges, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
)
from sqlalchemy import select

from desktop.errors import Cancelled, UserError
from desktop.model.certificates import Certificate
from desktop.model.journal import Operation
from desktop.services import settings
from desktop.services.certificates import issuing as certificates
from desktop.services.certificates import sentences
from desktop.services.certificates.settings import JOINT_ISSUER
from desktop.services.datafile.settings import value
from desktop.services.records import records
from desktop.services.records.moves import move
from desktop.services.training import programme as training
from desktop.ui.certificates import actions
from desktop.ui.certificates.issue_dialog import IssueDialog
from desktop.ui.certificates.issuing import open_issue
from desktop.ui.certificates.pdf_view import PdfView
from desktop.ui.certificates.preview_dialog import PreviewDialog
from desktop.ui.certificates.recognise_dialog import RecogniseDialog
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.kit import messages, pdf_pages
from desktop.ui.kit.mnemonics import plain
from desktop.ui.kit.pdf_pages import PdfPages, Printed, print_pages
from desktop.ui.window.screens import page_of
from tests.offices import SEOCHO
from tests.services.certificates.test_certificates import squeezed

NAMES = ("강은우", "김민수", "김민수", "남궁민수")


@pytest.fixture
def cohort(desk, store):
    """A cohort in work whose four people have completed its last stage."""
    values = {
        "name": "서초 AI칼리지 2022", "year": 2022, "programme": "서초 AI칼리지",
        "starts_on": "2022-04-02", "ends_on": "2022-09-16",
    }  # fmt: skip
    settings.save(store, SEOCHO)
    cohort_id = records.save(store, "cohorts", values).inserted["cohort"][0]
    desk.set_scope(cohort_id=cohort_id, board_id=None)
    ids = []
    for place, name in enumerate(NAMES):
        person = {"name": name, "birth_date": f"199{place}-03-01", "phone": f"010-1234-000{place}"}
        ids += records.save(store, "trainees", person, scope=desk.scope).inserted["trainee"]
    for place, steps in enumerate((("선발", "수강", "수료"), ("수강", "수료"), ("수강", "수료"))):
        if place:
            training.admit_to_next_stage(store, ids, desk.scope)
        for to in steps:
            move(store, "trainees", ids, to, "", desk.scope)
    return cohort_id


@pytest.fixture
def dialog(qtbot, desk, cohort):
    made = IssueDialog(desk, None, cohort)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.proposal is not None)
    return made


@pytest.fixture
def issued(store, cohort):
    return certificates.issue(store, cohort)


def column(dialog, place):
    return [dialog._rows.item(row, place).text() for row in range(dialog._rows.rowCount())]


def settled(qtbot, dialog):
    """Wait until what stands in the dialog has been drawn."""
    qtbot.waitUntil(lambda: not dialog._soon.isActive() and not dialog._desk.jobs.busy)


def shown_text(view):
    """The text of the page the view shows, as the file has it."""
    return "".join(view._pages._document[view.place].get_textpage().get_text_range().split())


@pytest.mark.feature("DO-10")
def test_the_dialog_shows_who_gets_which_number_in_the_order_of_the_ceremony(dialog):
    assert column(dialog, 0) == [f"제2022-00{place}호" for place in range(1, 5)]
    assert column(dialog, 1) == list(NAMES)
    assert plain(dialog.issue_button.text()) == "4장 발급"
    assert dialog.issue_button.isEnabled()
    assert dialog.view.count == 4


def test_the_preview_follows_the_chosen_person(dialog):
    dialog.people.selectRow(3)
    assert dialog.view.place == 3
    assert "남궁민수" in shown_text(dialog.view)


def test_who_is_left_out_gets_no_number_and_the_others_move_up(qtbot, dialog, store):
    dialog._rows.item(1, 0).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.issue_button.isEnabled()
    settled(qtbot, dialog)
    assert column(dialog, 0) == ["제2022-001호", "", "제2022-002호", "제2022-003호"]
    assert plain(dialog.issue_button.text()) == "3장 발급"
    dialog.issue_button.click()
    qtbot.waitUntil(lambda: dialog.issued is not None)
    assert dialog.issued.numbers == ("제2022-001호", "제2022-002호", "제2022-003호")
    assert [who.name for who in certificates.candidates(store, "2022")] == ["김민수"]


def test_a_wrong_name_is_mended_before_issue_in_the_data_itself(qtbot, dialog, store, monkeypatch):
    def mend(form):
        form.input("name").setText("강은후")
        form.accept()
        return form.result()

    monkeypatch.setattr(FormDialog, "exec", mend)
    dialog.people.selectRow(0)
    dialog._mend()
    settled(qtbot, dialog)
    assert column(dialog, 1)[0] == "강은후"
    assert "강은후" in shown_text(dialog.view)
    assert certificates.candidates(store, "2022")[0].name == "강은후"


@pytest.mark.feature("DO-03")
def test_a_name_that_cannot_be_drawn_is_told_in_the_dialog_and_nothing_can_be_issued(
    qtbot, desk, cohort, store
):
    who = certificates.candidates(store, cohort)[2]
    records.save(store, "trainees", {"name": "김😀수"}, record_id=who.holder_id)
    made = IssueDialog(desk, None, cohort)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: "김😀수" in made.warnings.text())
    assert not made.issue_button.isEnabled()
    assert made.view.count == 0


def test_the_date_of_issue_decides_the_year_of_the_numbers_and_must_be_a_date(qtbot, dialog, monkeypatch):
    dialog.date.setText("2023. 1. 5.")
    settled(qtbot, dialog)
    assert column(dialog, 0)[0] == "제2023-001호"
    dialog.date.setText("언젠가")
    settled(qtbot, dialog)
    assert "발급일" in dialog.warnings.text()
    assert not dialog.issue_button.isEnabled()


@pytest.mark.feature("DO-02")
def test_the_issuers_are_shown_and_changed_from_the_dialog(qtbot, dialog, store, monkeypatch):
    def change(form):
        form.input("issuer_name").setText("홍길동")
        form.input("joint_issuer").setChecked(True)
        form.input("head_title").setText("서초구청장")
        form.accept()
        return form.result()

    monkeypatch.setattr(FormDialog, "exec", change)
    dialog._change_issuers()
    settled(qtbot, dialog)
    assert value(store, JOINT_ISSUER)
    assert (
        "한국과학기술원 총장 홍길동\n서초구청장" in dialog.form.findChild(type(dialog.told), "issuers").text()
    )
    assert "서초구청장" in shown_text(dialog.view)


def test_the_sentence_is_drawn_as_it_is_written_and_kept_with_the_cohort(qtbot, dialog, store, desk, cohort):
    assert dialog.sentence.toPlainText() == sentences.USUAL_TOGETHER
    dialog.sentence.setPlainText("위 사람은 {기관}의 {과정}{을/를}\n마쳤습니다.")
    assert not dialog.issue_button.isEnabled(), "what was seen no longer holds"
    qtbot.waitUntil(lambda: "위사람은서초구청의서초AI칼리지를마쳤습니다." in shown_text(dialog.view))
    assert not desk.jobs.busy
    assert dialog.issue_button.isEnabled()
    assert certificates.sentence_of(store, cohort)[0] == sentences.USUAL_TOGETHER, "only tried"
    dialog.issue_button.click()
    qtbot.waitUntil(lambda: dialog.issued is not None)
    assert certificates.sentence_of(store, cohort)[0] == "위 사람은 {기관}의 {과정}{을/를} 마쳤습니다."
    assert "위사람은서초구청의서초AI칼리지를마쳤습니다." in squeezed(dialog.issued.pdf)


def test_a_sentence_that_cannot_be_filled_is_told_and_issues_nothing(qtbot, dialog):
    dialog.sentence.setPlainText("{이름} 수료")
    qtbot.waitUntil(lambda: "{이름} 자리에 무엇을" in dialog.warnings.text())
    assert not dialog.issue_button.isEnabled()
    dialog.form.findChild(QPushButton, "usual_sentence").click()
    qtbot.waitUntil(dialog.issue_button.isEnabled)
    assert "함께운영한" in shown_text(dialog.view)


@pytest.mark.parametrize("thrown_away", [True, False])
def test_a_sentence_written_anew_is_not_thrown_away_unasked(dialog, monkeypatch, thrown_away):
    asked = []
    monkeypatch.setattr(messages, "ask", lambda *told, **_no: asked.append(told) or thrown_away)
    dialog.sentence.setPlainText("{과정} 수료")
    dialog.reject()
    assert len(asked) == 1
    assert dialog.isVisible() is not thrown_away


def test_an_office_that_never_said_who_it_is_is_asked_before_its_first_issue(
    desk, cohort, store, monkeypatch
):
    settings.save(store, {"name": "", "issuer_title": ""})
    asked = []

    def answer(dialog):
        if isinstance(dialog, IssueDialog):
            asked.append("issue")
            return dialog.reject()
        asked.append(dialog.windowTitle())
        dialog.input("name").setText("동대문구청")
        dialog.accept()
        assert dialog.isVisible() or dialog.result() == 0, "an issuer is wanted too"
        dialog.input("issuer_title").setText("동대문구청장")
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(FormDialog, "exec", answer)
    monkeypatch.setattr(IssueDialog, "exec", answer)
    open_issue(desk, None)
    assert asked == ["명의 고치기", "issue"]
    assert certificates.issuer_known(store)
    open_issue(desk, None)
    assert asked == ["명의 고치기", "issue", "issue"]


def test_an_office_that_will_not_say_who_it_is_issues_nothing(desk, cohort, store, monkeypatch):
    settings.save(store, {"name": "", "issuer_title": ""})
    monkeypatch.setattr(FormDialog, "exec", lambda _dialog: 0)
    assert open_issue(desk, None) is None


def test_only_the_trainees_asked_for_are_ticked_at_first(qtbot, desk, cohort, store):
    some = certificates.candidates(store, cohort)[2].holder_id
    made = IssueDialog(desk, None, cohort, [some])
    qtbot.addWidget(made)
    settled(qtbot, made)
    assert made.ticked() == [some]
    assert column(made, 0) == ["", "", "제2022-001호", ""]


@pytest.fixture
def page(qtbot, desk, issued):
    made = page_of(desk, "certificates")
    qtbot.addWidget(made)
    made.show()
    return made


def action(page, title):
    return next(one for one in page.source.actions if one.title == title)


@pytest.mark.feature("DO-07")
def test_the_register_lists_issued_and_void_numbers(qtbot, page, store, issued):
    certificates.void(store, issued.ids[1], "이름을 잘못 적음")
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    rows = page.current_listing().page(0, 10)
    keys = [column.key for column in page.spec.columns]
    assert [row[keys.index("status") + 1] for row in rows] == ["발급", "폐기", "발급", "발급"]
    facts = {fact.label: fact for fact in page.source.card(issued.ids[1], True).facts}  # names as in the list
    assert (facts["성명"].text, facts["성명"].full) == ("김민수", None)
    assert facts["생년월일"].text == "1991. *. *."


def test_a_name_that_is_none_is_asked_about_before_it_is_issued(qtbot, dialog, store, monkeypatch):
    trainee_id = dialog.ticked()[0]
    records.save(store, "trainees", {"name": "nan"}, record_id=trainee_id)
    dialog._show_people()
    settled(qtbot, dialog)
    assert "'nan'은 빈 값을 뜻하는 말입니다" in dialog.warnings.text()
    asked, answers = [], [False, True]
    monkeypatch.setattr(messages, "ask", lambda _parent, told, *_, **__: asked.append(told) or answers.pop(0))
    dialog._issue()
    settled(qtbot, dialog)
    assert dialog.issued is None
    dialog._issue()
    qtbot.waitUntil(lambda: dialog.issued is not None)
    assert len(asked) == 2
    assert all("1명 있습니다. 'nan'" in told and told.endswith("이대로 발급할까요?") for told in asked)
    assert len(dialog.issued.ids) == 4


def test_a_dialog_that_was_closed_shows_nothing_more(qtbot, dialog):
    dialog.date.setText("2022. 9. 16.")
    drawn = dialog.proposal
    dialog.reject()
    dialog._show_proposal(UserError("늦게 온 말"))
    assert dialog.proposal is drawn
    assert not dialog._soon.isActive()


def test_a_reissue_under_a_name_that_is_none_is_asked_about(page, store, issued, monkeypatch):
    asked, answers = [], [False, True]
    monkeypatch.setattr(messages, "ask", lambda _parent, told, *_, **__: asked.append(told) or answers.pop(0))
    done = []

    def answer(form):
        form.input("name").setText("강은우, 김민수")
        form.input("reason").setPlainText("개명")
        form.accept()
        done.append(form.result())
        form.accept()
        return form.result()

    monkeypatch.setattr(FormDialog, "exec", answer)
    action(page, "재발급").run([issued.ids[0]])
    assert done == [0]
    assert asked == ["'강은우, 김민수': 두 사람 이상으로 보입니다. 이대로 재발급할까요?"] * 2
    assert certificates.holder(store, issued.ids[0])["name"] == "강은우, 김민수"


@pytest.mark.feature("DO-09")
def test_voiding_and_reissuing_ask_for_a_reason(page, desk, store, issued, monkeypatch):
    asked = []

    def answer(form):
        assert "되돌릴 수 없습니다" in " ".join(label.text() for label in form.findChildren(QLabel))
        form.accept()  # without a reason: refused beside the input
        asked.append(form._errors.text("reason"))
        form.input("reason").setPlainText("분실")
        if "재발급" in form.windowTitle():
            form.input("name").setText("강은후")
        form.accept()
        return form.result()

    monkeypatch.setattr(FormDialog, "exec", answer)
    action(page, "재발급").run([issued.ids[0]])
    action(page, "폐기").run([issued.ids[1]])
    assert all(asked)
    rows = page.current_listing().page(0, 10)
    keys = [column.key for column in page.spec.columns]
    assert [rows[0][keys.index(key) + 1] for key in ("name", "status", "reason")] == [
        "강은후",
        "재발급",
        "분실",
    ]
    assert rows[1][keys.index("status") + 1] == "폐기"


@pytest.mark.feature("DO-10")
def test_saving_from_the_register(qtbot, page, desk, store, issued, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "묶음"), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    action(page, "PDF로 저장").run(list(issued.ids))
    qtbot.waitUntil(lambda: (tmp_path / "묶음.pdf").exists() and not desk.jobs.busy)
    assert len(pypdfium2.PdfDocument(tmp_path / "묶음.pdf")) == 4
    action(page, "낱장으로 저장").run(list(issued.ids))
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert sorted(path.name for path in tmp_path.glob("수료증_*.pdf")) == [
        "수료증_강은우.pdf", "수료증_김민수_1991년생.pdf", "수료증_김민수_1992년생.pdf", "수료증_남궁민수.pdf",
    ]  # fmt: skip


@pytest.mark.feature("DO-22")
def test_printing_gives_every_page_at_its_size_and_leaves_no_file(
    qtbot, page, desk, issued, tmp_path, monkeypatch
):
    out, loose = tmp_path / "프린터.pdf", tmp_path / "임시"
    loose.mkdir()
    monkeypatch.setenv("TMPDIR", str(loose))
    monkeypatch.setattr(tempfile, "tempdir", None)
    preview = PreviewDialog(desk, None, issued.ids)
    qtbot.addWidget(preview)
    preview.show()

    def paper_printer(_parent, document):
        assert document == "수료증 4장"
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(out))
        printer.setResolution(600)
        return printer

    actions.print_certificates(desk, page, list(issued.ids), paper_printer)
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=20_000)
    printed = pypdfium2.PdfDocument(out)
    assert len(printed) == 4
    left = printed[2].render(scale=2).to_pil().convert("L")
    right = (
        pypdfium2.PdfDocument(issued.pdf)[2].render(scale=2).to_pil().convert("L").crop((0, 0, *left.size))
    )
    ink = [(a < 128) != (b < 128) for a, b in zip(left.tobytes(), right.tobytes(), strict=True)]
    assert sum(ink) / len(ink) < 0.01
    preview.accept()
    assert list(loose.iterdir()) == []


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_be_used_is_told(issued, tmp_path):
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "없는 폴더" / "프린터.pdf"))
    with pytest.raises(UserError, match="프린터"):
        print_pages(PdfPages(issued.pdf), printer)


@pytest.fixture
def recogniser(qtbot, desk, issued):
    made = RecogniseDialog(desk, None)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_file_is_recognised(qtbot, recogniser, store, issued, tmp_path, monkeypatch):
    (path,) = certificates.write_singles(store, issued.ids[:1], tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    next(b for b in recogniser.findChildren(QPushButton) if "PDF" in b.text()).click()
    qtbot.waitUntil(lambda: recogniser.heading.text() == "진본입니다")
    assert "제2022-001호 강은우 님" in recogniser.told.text()


@pytest.mark.feature("DO-13")
def test_codes_are_recognised_one_after_another_as_a_scanner_types_them(qtbot, recogniser, store, issued):
    """Each ends with Enter, and what is typed next takes the place of what was."""
    codes = [face["qr"].rpartition(" ")[2] for face in snapshots(store)]
    certificates.void(store, issued.ids[1], "잘못 발급")
    found = []
    for typed in (codes[0], codes[1], codes[2][:-1] + str((int(codes[2][-1]) + 1) % 10), codes[2]):
        qtbot.keyClicks(recogniser.text, typed)
        qtbot.keyClick(recogniser.text, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not recogniser._desk.jobs.busy)
        found.append((recogniser.text.text(), recogniser.heading.text()))
    assert [heading for _, heading in found] == [
        "진본입니다",
        "폐기된 번호입니다",
        "확인하지 못했습니다",
        "진본입니다",
    ]
    assert [typed for typed, _ in found[:2]] == codes[:2]
    assert recogniser.isVisible()
    assert "제2022-003호 김민수 님" in recogniser.told.text()


def test_the_register_opens_the_look_up(page, desk, monkeypatch):
    opened = []
    monkeypatch.setattr(RecogniseDialog, "exec", lambda made: opened.append(made))
    action(page, "수료증 확인").run([])
    assert len(opened) == 1


def snapshots(store):
    with store.read() as session:
        return session.scalars(select(Certificate.snapshot).order_by(Certificate.id)).all()


def test_what_another_desk_changed_since_the_preview_is_shown_and_not_issued(
    qtbot, dialog, store, monkeypatch
):
    said = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    who = dialog.proposal.candidates[0].holder_id
    records.save(store, "trainees", {"name": "강은호"}, record_id=who)  # this window has not heard of it
    monkeypatch.setattr(certificates, "question", lambda *_: "")
    dialog._issue()
    qtbot.waitUntil(lambda: len(said) == 1)
    assert "강은우 님의 성명: 보신 것은 '강은우', 지금은 '강은호'" in said[0]
    assert dialog.issued is None
    settled(qtbot, dialog)
    assert column(dialog, 1)[0] == "강은호"
    assert dialog.proposal.faces[0].name == "강은호"
    dialog._issue()
    qtbot.waitUntil(lambda: dialog.issued is not None)
    assert len(said) == 1


def test_the_preview_turns_pages_by_buttons_and_keys(qtbot, desk, issued):
    dialog = PreviewDialog(desk, None, issued.ids)
    qtbot.addWidget(dialog)
    dialog.show()
    view = dialog.view
    assert (view.place, view.count) == (0, 4)
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    view._next.click()
    assert view.place == 2
    for _ in range(5):
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.place == 3
    assert not view._next.isEnabled()
    assert "남궁민수" in shown_text(view)


def test_a_view_that_is_no_longer_seen_lets_its_document_go_and_opens_it_again(qtbot, issued):
    view = PdfView()
    qtbot.addWidget(view)
    view.show()
    view.show_pdf(issued.pdf)
    view.go(1)
    documents = [view._pages._document]
    view.hide()
    view.show()
    documents.append(view._pages._document)
    assert (view.count, view.place) == (4, 1)
    assert not view._paper._picture.isNull()
    view.close()
    assert [document.raw for document in documents] == [None, None]


def test_a_page_is_sharp_at_the_size_it_is_shown(qtbot, issued):
    view = PdfView()
    qtbot.addWidget(view)
    view.resize(600, 900)
    view.show()
    view.show_pdf(issued.pdf)
    sheet = view._paper._sheet()
    assert view._paper._picture.width() >= sheet.width() * view.devicePixelRatioF()
    before = view._paper._picture.width()
    view.resize(900, 1300)
    qtbot.waitUntil(lambda: view._paper._picture.width() > 1.3 * before)


def test_bands_join_to_the_whole_page_between_rows_that_are_alike(issued):
    pages = PdfPages(issued.pdf)
    whole = pages.picture(0, 2.5)
    bands = list(pages.bands(0, 2.5))
    assert len(bands) > 20
    joined = QImage(whole.size(), whole.format())
    with QPainter(joined) as painter:
        for row, band in bands:
            painter.drawImage(0, row, band)
    assert differing(joined, whole) < 0.0001  # PDFium smooths a line by where the picture begins
    line = QRect(0, 0, whole.width(), 1)
    for row, _ in bands[1:]:
        assert joined.copy(line.translated(0, row)) == joined.copy(line.translated(0, row - 1))


def test_what_lies_behind_a_row_in_the_memory_makes_no_row_another():
    piece = QImage(1, 400, QImage.Format.Format_BGR888)
    piece.fill(Qt.GlobalColor.white)
    for row in range(piece.height()):
        piece.bits()[row * piece.bytesPerLine() + 3] = row % 251
    assert len(list(pdf_pages._cuts(piece, 0))) == 400 // pdf_pages._BAND


def differing(one, other):
    """The part of their bytes that is not the same but for a shade."""
    one, other = (
        each.convertToFormat(QImage.Format.Format_RGB32) for each in (one, other)
    )  # lines without padding
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return sum(abs(a - b) > 64 for a, b in pairs) / one.sizeInBytes()


def printer_to(path, dpi=150):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(dpi)
    return printer


@pytest.mark.feature("DO-22")
def test_what_certificates_have_in_common_goes_to_the_printer_once(issued, tmp_path):
    def pictures(pages):
        print_pages(PdfPages(issued.pdf), printer_to(tmp_path / "프린터.pdf"))
        with pikepdf.open(tmp_path / "프린터.pdf") as paper:
            drawn = [each for page in paper.pages[:pages] for each in page.get_images().values()]
        return len(drawn), len({each.objgen for each in drawn})

    (drawn_on_one, one), (drawn_on_two, two) = pictures(1), pictures(2)
    assert drawn_on_one == one
    assert drawn_on_two > 1.9 * one
    assert two < 1.6 * one


@pytest.mark.feature("DO-22")
def test_a_range_of_pages_and_a_stop_after_a_sheet(issued, tmp_path):
    printer = printer_to(tmp_path / "범위.pdf")
    printer.setFromTo(2, 3)
    assert print_pages(PdfPages(issued.pdf), printer) == Printed(2, 2, 3)
    assert len(pypdfium2.PdfDocument(tmp_path / "범위.pdf")) == 2

    def stop(done, _total):
        if done == 1:
            raise Cancelled

    printed = print_pages(PdfPages(issued.pdf), printer_to(tmp_path / "멈춤.pdf"), stop)
    assert (printed, printed.stopped) == (Printed(1, 4, 1), True)
    assert len(pypdfium2.PdfDocument(tmp_path / "멈춤.pdf")) == 1

    def stop_at_once(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        print_pages(PdfPages(issued.pdf), printer_to(tmp_path / "없음.pdf"), stop_at_once)
    assert not (tmp_path / "없음.pdf").exists()


@pytest.mark.feature("DO-22")
def test_a_stopped_print_says_how_many_sheets_went_out_and_where_to_go_on(
    qtbot, page, desk, issued, tmp_path
):
    said = []
    desk.bus.said.connect(lambda sentence, _operation: said.append(sentence))
    actions.print_certificates(desk, page, list(issued.ids), lambda *_: printer_to(tmp_path / "x.pdf", 600))
    qtbot.waitUntil(lambda: desk.jobs.busy)
    job = desk.jobs._running[0]
    job.told.connect(lambda done, _total: done and job.stop())
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=20_000)
    sheets = len(pypdfium2.PdfDocument(tmp_path / "x.pdf"))
    assert sheets < 4
    assert said == [
        f"인쇄를 멈췄습니다. 수료증 4장 가운데 {sheets}장이 프린터로 나갔습니다. "
        f"나머지는 발급대장에서 {issued.numbers[sheets]}부터 골라 인쇄해 주세요."
    ]
    went = f": {issued.numbers[0]}" if sheets else ""
    went += f" ~ {issued.numbers[sheets - 1]}" if sheets > 1 else ""
    assert last_operation(desk.store) == f"수료증 인쇄 멈춤: 4장 가운데 {sheets}장 나감{went}"


@pytest.mark.parametrize(
    ("pages", "record"),
    [
        ("", "수료증 4장 인쇄: 제2022-001호 ~ 제2022-004호"),
        ("2-3", "수료증 2장 인쇄: 제2022-002호 ~ 제2022-003호"),
        ("1,3-4", "수료증 3장 인쇄: 제2022-001호, 제2022-003호 ~ 제2022-004호"),
        ("4,9", "수료증 1장 인쇄: 제2022-004호"),
    ],
)
def test_of_pages_named_in_the_dialog_only_those_are_printed_and_on_record(
    qtbot, page, desk, issued, tmp_path, pages, record
):
    printer = printer_to(tmp_path / "x.pdf")
    printer.setPageRanges(QPageRanges.fromString(pages))
    actions.print_certificates(desk, page, list(issued.ids), lambda *_: printer)
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=20_000)
    assert last_operation(desk.store) == record
    assert f"{len(pypdfium2.PdfDocument(tmp_path / 'x.pdf'))}장" in record


def test_pages_there_are_not_are_refused_and_not_on_record(qtbot, page, desk, issued, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    before, printer = last_operation(desk.store), printer_to(tmp_path / "x.pdf")
    printer.setPageRanges(QPageRanges.fromString("7-9"))
    actions.print_certificates(desk, page, list(issued.ids), lambda *_: printer)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "1쪽부터 4쪽까지" in told[0]
    assert last_operation(desk.store) == before
    assert not (tmp_path / "x.pdf").exists()


def last_operation(store):
    with store.read() as session:
        return session.scalar(select(Operation.name).order_by(Operation.id.desc()))


def test_a_print_stopped_before_its_first_sheet_is_on_record_as_that(qtbot, page, desk, issued, tmp_path):
    actions.print_certificates(desk, page, list(issued.ids), lambda *_: printer_to(tmp_path / "x.pdf", 600))
    desk.jobs._running[0].stop()
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=20_000)
    assert not (tmp_path / "x.pdf").exists()
    assert last_operation(desk.store) == "수료증 인쇄 멈춤: 4장 가운데 0장 나감"


def test_opening_a_line_shows_the_issued_page(page, issued, monkeypatch):
    shown = []
    monkeypatch.setattr(QDialog, "exec", lambda dialog: shown.append(shown_text(dialog.view)))
    page.source.open_record(issued.ids[3])
    assert "남궁민수" in shown[0]


@pytest.mark.parametrize("day", ["2022. 9. 15.", "2022. 9. 17.", "2023. 9. 15."])
def test_a_date_that_is_not_today_is_asked_about_before_a_number_is_given(
    qtbot, dialog, store, monkeypatch, day
):
    asked = []

    def refuse(box):
        asked.append(box.text())
        box.buttons()[-1].click()

    monkeypatch.setattr(QMessageBox, "exec", refuse)
    dialog.date.setText(day)
    settled(qtbot, dialog)
    dialog.issue_button.click()
    assert asked == [f"발급일이 오늘이 아니라 {day}입니다. 이대로 발급할까요?"]
    assert dialog.issued is None
    assert not dialog._desk.jobs.busy


@pytest.mark.feature("DO-10")
def test_the_dialog_scrolls_only_where_its_parts_are_as_low_as_they_can_be(dialog):
    area = dialog.findChild(QScrollArea)
    dialog.resize(1000, 620)
    QApplication.processEvents()
    assert area.verticalScrollBar().maximum() == 0
