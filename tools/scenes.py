"""Every screen and every dialog of the program, each one function that brings it up in a window at work on the sample office.

The pictures (take_screenshots.py) and the tests of the look (tests/ui/test_look.py) go through this one list.
"""

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from sqlalchemy import select

from desktop.errors import Difference
from desktop.queries.filtering import Filter, Test
from desktop.queries.list_spec import Criteria
from desktop.queries.listing import Listing
from desktop.queries.unsaved import Left, Writing
from desktop.rules.fields import Field, Kind
from desktop.services.certificates import issuing as certificates
from desktop.services.certificates.issuing import Issued
from desktop.services.datafile import servers
from desktop.services.datafile.desks.desk_lock import Holder
from desktop.services.kinds import KINDS, LISTS
from desktop.services.safety import backup, backup_list
from desktop.ui.board import dialogs as board
from desktop.ui.board.answers.dialogs import AnswersDialog, TemplatesDialog
from desktop.ui.board.proposals.actions import condition_dialog
from desktop.ui.board.review.dialogs import ask_dialog, extend_dialog
from desktop.ui.board.scoring.set_up_dialog import ScoringDialog
from desktop.ui.certificates import actions
from desktop.ui.certificates.issue_dialog import IssueDialog
from desktop.ui.certificates.preview_dialog import PreviewDialog
from desktop.ui.certificates.recognise_dialog import RecogniseDialog
from desktop.ui.desk import Desk
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.importing.wizard import ImportWizard
from desktop.ui.kit import messages
from desktop.ui.kit.progress_window import ProgressWindow
from desktop.ui.lists.list_menu import open_menu
from desktop.ui.office.page_dialog import page_dialog
from desktop.ui.office.past_view import PastView
from desktop.ui.office.settings_dialog import settings_dialog
from desktop.ui.placement.internships.early_end_dialog import early_end_dialog
from desktop.ui.placement.interviews.set_up_dialog import SetUpDialog
from desktop.ui.placement.subsidies import dialogs as subsidy_dialogs
from desktop.ui.records.export_dialog import ExportDialog
from desktop.ui.records.record_dialog import RecordDialog
from desktop.ui.records.status_moves import REASON, offer_moves
from desktop.ui.training import pages as training_pages
from desktop.ui.training.dialogs import CloneDialog
from desktop.ui.training.mentoring.fees_dialog import FeesDialog
from desktop.ui.training.sessions.make_dialog import MakeDialog
from desktop.ui.window.backups_dialog import BackupsDialog
from desktop.ui.window.data_side import _ask_day
from desktop.ui.window.guide import GuideDialog
from desktop.ui.window.main_window import MainWindow
from desktop.ui.window.passphrase import PassphraseDialog
from desktop.ui.window.screens import SCREENS, VIEWS
from desktop.ui.window.shortcuts import show_shortcuts
from desktop.ui.window.unsaved.dialog import UnsavedDialog

PAGES = tuple(kind for kind, screen in SCREENS.items() if screen.section)
AT = dt.datetime(2022, 9, 16, 0, 12, tzinfo=dt.UTC)
LEFT = tuple(
    Left(number, AT - dt.timedelta(minutes=40 * number), Writing(title, title, {}, told))
    for number, (title, told) in enumerate(
        (
            (
                "제안 추가",
                "제목: 비 오는 날 횡단보도\n문제: 비가 오면 횡단보도 앞에 물이 고인다. 아이들이 차도로 돌아간다.\n"
                "아이디어: 빗물받이를 횡단보도 위쪽으로 옮기고 턱을 낮춘다.\n효과: 등하굣길이 안전해진다.",
            ),
            ("글 쓰기", "글: 옆 구청은 2021년에 같은 곳을 고쳤습니다."),
        )
    )
)
COMPLETED = Criteria(
    filters=(
        Filter("stage", Test.ONE_OF, ("포트폴리오 프로젝트",)),
        Filter("status", Test.ONE_OF, ("수료",)),
    ),
    order=(("name", False),),
)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a scene plays. ``folder`` takes the files it needs."""

    window: MainWindow
    desk: Desk
    folder: Path

    def page(self, key: str) -> Any:
        """The page ``key``, in front."""
        self.window.rail.go(key)
        return self.window.page(key)

    def first(self, kind: str) -> int:
        """The id of the first record of a kind, in the cohort or board in work."""
        return self.ids(kind)[0]

    def ids(self, kind: str) -> list[int]:
        """The same in a list, which is empty where there is none; of a kind without a list of its own, of all there are."""
        if kind in LISTS:
            return self.listing(kind).ids(0, 1)
        table = KINDS[kind].table
        with self.desk.store.read() as session:
            return list(session.scalars(select(table.id).order_by(table.id).limit(1)))

    def listing(self, kind: str) -> Listing:
        """The records of a kind in the cohort or board in work."""
        spec = LISTS[kind]
        return Listing(self.desk.store.engine, spec, Criteria(order=spec.order, scope=self.desk.scope))


Scene = Callable[[Stage], object]


def issue_some(desk: Desk) -> Issued | None:
    """Certificates for the register: issued on the day of the ceremony, one of them void, one made out again."""
    cohort_id = desk.scope.cohort_id
    assert cohort_id is not None
    people = certificates.candidates(desk.store, cohort_id)
    if not people:
        return None
    ids = [person.holder_id for person in people]
    issued = certificates.issue(desk.store, cohort_id, ids[:12], issue_date=dt.date(2022, 9, 16))
    certificates.void(desk.store, issued.ids[2], "이름 한자를 잘못 적음")
    certificates.reissue(desk.store, issued.ids[4], "분실", corrections={})
    return issued


def pages() -> dict[str, Scene]:
    """Every page of the rail as it opens, with a record in its card."""

    def show(key: str) -> Scene:
        def scene(stage: Stage) -> None:
            page = stage.page(key)
            page.filters.clear()
            page.table.selectRow(2)

        return scene

    lists = {f"화면 {LISTS[key].title}": show(key) for key in PAGES}
    titles = [view.name for view in VIEWS.values()]
    called = {
        key: f"{view.section} {view.name}" if titles.count(view.name) > 1 else view.name
        for key, view in VIEWS.items()
    }
    return lists | {
        f"화면 {title}": lambda stage, key=key: stage.page(key)  # type: ignore[misc]
        for key, title in called.items()
    }


def states() -> dict[str, Scene]:
    """Pages as work leaves them: narrowed, nothing found, a cell that could not be saved, a line with 되돌리기."""
    return {
        "목록 조건": _narrowed,
        "목록 찾은 것 없음": _nothing_found,
        "목록 붉은 칸": _bad_cell,
        "목록 한 일": lambda stage: stage.window.say("교육생 30명을 '수료'로 바꿈", lambda: None),
        "메뉴 창": lambda stage: stage.window._more.menu().popup(stage.window.mapToGlobal(QPoint(400, 60))),
        "메뉴 상태 바꾸기": _status_menu,
        "메뉴 칸": _cell_menu,
        "메뉴 열": lambda stage: stage.page("trainees").frame.choose_columns(
            stage.window.mapToGlobal(QPoint(600, 60))
        ),
        "메뉴 더 보기": lambda stage: stage.page("trainees").bar._more.showMenu(),
        "메뉴 조건": lambda stage: stage.page("trainees").filters.offer_columns(),
        "조건 고르기": lambda stage: stage.page("trainees").filters.ask_condition("status"),
        "조건 찾기": lambda stage: stage.page("trainees").filters.ask_condition("major"),
        "조건 범위": lambda stage: stage.page("trainees").filters.ask_condition("birth_date"),
        "목록 큰 글씨": _larger,
        "발표회 심사 점수": lambda stage: stage.page("demo_day").show_part(1),
        "달력": _calendar,
        "매칭 손에 든 사람": _person_in_hand,
        "제안 판 손에 든 제안": _proposal_in_hand,
        "제안 판 끄는 제안": _proposal_dragged,
        "메뉴 제안 판 상태 바꾸기": _board_status_menu,
        "메뉴 제안 판 더 보기": _board_more,
        "모두 찾기": _search,
    }


def records() -> dict[str, Scene]:
    """The dialog of each kind, with its first record, for a new one where there is none."""

    def show(kind: str) -> Scene:
        return lambda s: s.desk.open(kind, s.window, next(iter(s.ids(kind)), None))

    return {KINDS[kind].noun: show(kind) for kind, screen in SCREENS.items() if screen.form is not None}


def dialogs() -> dict[str, Scene]:
    """Every dialog with the values of a record."""
    return {
        **records(),
        "회의 추가": lambda s: s.desk.open("meetings", s.window),
        "위원 추가": lambda s: _open(board.MemberDialog(s.desk, s.window)),
        "주제 목록": lambda s: _open(board.ThemesDialog(s.desk, s.window)),
        "교육생 오류": _trainee_with_errors,
        "지난 기수로 새 기수": lambda s: _open(CloneDialog(s.desk, s.window, s.first("cohorts"))),
        "멘토링 수당표": lambda s: _open(FeesDialog(s.desk, s.window)),
        "중도 종료": lambda s: _open(early_end_dialog(s.desk, s.window, s.first("matches"))),
        "받아들이기": lambda s: s.page("matching").accept(),
        "수업 만들기": lambda s: _open(MakeDialog(s.desk, s.window)),
        "기관 설정": lambda s: _open(settings_dialog(s.desk, s.window)),
        "백업과 이력 설정": lambda s: _open(page_dialog(s.desk, s.window, "keeping", "operations")),
        "풀릴 조건 적기": lambda s: _open(condition_dialog(s.desk, s.window, s.first("proposals"))),
        "부서 의견 묻기": lambda s: _open(ask_dialog(s.desk, s.window, s.first("reviews"))),
        "심사 기준과 심사자": lambda s: _open(ScoringDialog(s.desk, s.window)),
        "답변하기": lambda s: _open(AnswersDialog(s.desk, s.window, s.listing("reviews").ids(0, 10))),
        "답변하기 채움": _answers_filled,
        "답변 서식 목록": lambda s: _open(TemplatesDialog(s.desk, s.window)),
        "심사 기한 연장": lambda s: _open(extend_dialog(s.desk, s.window, s.first("reviews"))),
        "심사 설정": lambda s: _open(page_dialog(s.desk, s.window, "review", "reviews")),
        "교육 설정": lambda s: _open(page_dialog(s.desk, s.window, "training", "sessions")),
        "인건비 지원 설정": lambda s: _open(page_dialog(s.desk, s.window, "subsidy", "subsidy_policies")),
        "이 달 청구 만들기": lambda s: subsidy_dialogs.make_month(s.desk, s.window),
        "점검 신호 확인": lambda s: subsidy_dialogs.clear_signals(s.desk, s.window, [s.first("claims")]),
        "지급 명세서": lambda s: subsidy_dialogs.write_sheet(s.desk, s.window),
        "표본 뽑기": lambda s: subsidy_dialogs.draw(s.desk, s.window),
        "기업·면접 설정": lambda s: _open(page_dialog(s.desk, s.window, "interviews", "interviews")),
        "면접일과 면접실": lambda s: _open(SetUpDialog(s.desk, s.window)),
        "서버 연결": lambda s: _open(
            FormDialog(s.window, "서버에 연결", ONE_COLUMN, servers.FIELDS, {}, lambda _values: None, verb="연결")
        ),
        "기수 옮기기": lambda s: _open(
            FormDialog(
                s.window, "3명을 다른 기수로 옮기기", ONE_COLUMN,
                (Field("cohort_id", "옮길 기수", Kind.LINK, required=True, links_to="cohorts"),), {},
                lambda _values: None, choices=lambda _key: [(1, "서초 AI칼리지 2019")], verb="옮기기",
            )
        ),
        "사유": lambda s: _open(
            FormDialog(s.window, "'중도포기'로 바꾸기", ONE_COLUMN, (REASON,), {}, lambda _values: None)
        ),
        "내보내기": lambda s: _open(_export_dialog(s, "trainees")),
        "내보내기 발급대장": lambda s: _open(_export_dialog(s, "certificates")),
        "수료증 발급": _issue,
        "위촉장 발급": lambda s: _open(IssueDialog(s.desk, s.window, _board(s), kind="위촉")),
        "상장 발급": lambda s: _open(IssueDialog(s.desk, s.window, _cohort(s), kind="상장")),
        "수료증 이름 고치기": lambda s: _open(
            FormDialog(
                s.window, "이름 고치기", ONE_COLUMN, actions.REISSUE_FIELDS[:-1],
                {"name": "김하나", "birth_date": dt.date(1999, 3, 2)}, lambda _values: None,
            )
        ),
        "수료증 명의": lambda s: _open(actions.issuers_dialog(s.desk, s.window)),
        "수료증 재발급": lambda s: _open(
            FormDialog(
                s.window, "제2022-003호 재발급", ONE_COLUMN, actions.REISSUE_FIELDS,
                {"name": "김하나"}, lambda _values: None, verb="재발급",
            )
        ),
        "수료증 확인": lambda s: _open(RecogniseDialog(s.desk, s.window)),
        "수료증 보기": lambda s: _open(PreviewDialog(s.desk, s.window, s.listing("certificates").ids(0, 3))),
        "가져오기 파일": lambda s: _open(ImportWizard(s.desk, s.window, "trainees")),
        "가져오기 암호": _import_password,
        "가져오기 열": lambda s: _import(s, steps=1),
        "가져오기 검토": lambda s: _import(s, steps=2),
        "지난 자료": lambda s: _open(PastView(Desk(s.desk.store, s.desk.settings), s.window)),
        "지난 날짜": lambda s: _ask_day(s.window, s.desk.store),
        "도움말": _guide,
        "백업 목록": lambda s: _backups(s, "구청 자료.db"),
        "백업 목록 없음": lambda s: _backups(s, "새 자료.db"),
        "쓰다 만 내용": lambda s: _open(UnsavedDialog(s.window, LEFT, lambda _left: None)),
        "데이터 파일 암호": lambda s: _open(PassphraseDialog(s.window, "구청 자료.db", "열쇠")),
        "단축키": lambda s: show_shortcuts(s.window),
        "진행": _progress,
        "알림 거절": lambda s: messages.error(
            s.window, "'명단.xlsx' 파일을 읽을 수 없습니다. 엑셀에서 열어 다른 이름으로 저장한 뒤 다시 골라 주세요."
        ),
        "알림 물음": lambda s: messages.ask(
            s.window, "지금 자료 대신 '2022-09-15 1800.db'의 자료를 쓸까요?", "되살리기",
            "지금 파일은 '이음 백업' 폴더에 남겨 둡니다.",
        ),
        "알림 사용 중": lambda s: messages.ask(
            s.window, Holder("김주무관", AT).sentence(),
            "읽기 전용으로 열기", "그 창을 닫은 뒤 다시 열거나, 지금은 보기만 할 수 있습니다.",
        ),
        "알림 겹친 값": lambda s: messages.which_stands(
            s.window,
            [
                Difference("phone", "연락처", "010-1234-5678", "010-9999-0000", "", "이주무관", AT),
                Difference("address", "거주지", "서초동", "", "", "이주무관", AT),
            ],
        ),
        "알림 문제": lambda s: messages.crash(s.window, "이음 0.1.0\nValueError\n  desktop/ui/window/main_window.py:12 show"),
        "암호 묻기": lambda s: messages.ask_passphrase(s.window, "암호", "'구청 자료.db' 파일의 암호"),
        "이름 묻기": lambda s: messages.ask_text(s.window, "보기 저장", "이 보기의 이름"),
        "Qt 파일 열기": lambda s: _open(QFileDialog(s.window, "데이터 파일 열기", str(s.folder))),
        "Qt 저장": _save_as,
    }  # fmt: skip


def _person_in_hand(stage: Stage) -> None:
    """What dropping the first person without an opening would mean at each."""
    page = stage.page("matching")
    cards = page.columns.panels[0].cards
    cards.setFocus()
    cards.choose([cards.cards.card(0).id])
    page.columns.pick_up(cards)


def _proposal_chosen(stage: Stage) -> Any:
    """The 판 with its first proposal selected."""
    page = stage.page("proposal_board")
    page.columns.let_go()
    cards = page.first()
    cards.setFocus()
    cards.choose([cards.cards.card(0).id])
    return page


def _proposal_in_hand(stage: Stage) -> None:
    """By the keyboard, aimed at the next column."""
    page = _proposal_chosen(stage)
    page.columns.pick_up(page.first())
    page.columns.aim(1, 0)


def _proposal_dragged(stage: Stage) -> None:
    """By the mouse, over the third column."""
    page = _proposal_chosen(stage)
    page.columns.pick_up(page.first(), by_mouse=True)
    page.columns.hover(page.columns.panels[2].mapToGlobal(QPoint(40, 120)))


def _board_status_menu(stage: Stage) -> None:
    page = _proposal_chosen(stage)
    offer_moves(stage.desk, page, "proposals", page.selected(), page.spot())


def _board_more(stage: Stage) -> None:
    page = _proposal_chosen(stage)
    page.bar._more.showMenu()


def _answers_filled(stage: Stage) -> QDialog:
    """A template with a place that nothing fills, in reviews of several states."""
    dialog = AnswersDialog(stage.desk, stage.window, stage.listing("reviews").ids(0, 10))
    _open(dialog)
    template: Any = dialog.input("template")
    template.setCurrentIndex(template.findText("검토 중 알림"))
    return dialog


def _open(dialog: QDialog) -> QDialog:
    dialog.open()
    return dialog


def _guide(stage: Stage) -> QDialog:
    guide = GuideDialog(stage.window)
    guide.turn_to("수료증 발급과 대장")
    return _open(guide)


def _narrowed(stage: Stage) -> None:
    page = stage.page("trainees")
    page.show_criteria(COMPLETED)
    page.table.selectRow(3)


def _nothing_found(stage: Stage) -> None:
    page = stage.page("trainees")
    page.show_criteria(Criteria(search="없는사람"))


def _cell_menu(stage: Stage) -> None:
    page = stage.page("trainees")
    page.table.selectRow(3)
    open_menu(page, QPoint(300, 120))


def _larger(stage: Stage) -> None:
    """As Ctrl with the wheel leaves a list."""
    page = stage.page("companies")
    page.table.set_zoom(150)
    page.table.zoomed.emit(150)


def _bad_cell(stage: Stage) -> None:
    page = stage.page("trainees")
    page.show_criteria(COMPLETED)
    phone = next(c for c in range(page.model.columnCount()) if page.model.field_of(c).key == "phone")
    page.model.setData(page.model.index(1, phone), "010-12")
    page.table.setCurrentIndex(page.model.index(1, phone))


def _status_menu(stage: Stage) -> None:
    page = stage.page("trainees")
    page.show_criteria(COMPLETED)
    spot = stage.window.mapToGlobal(QPoint(400, 200))
    offer_moves(stage.desk, stage.window, "trainees", [page.model.id_at(0)], spot)


def _search(stage: Stage) -> None:
    stage.page("trainees")
    stage.window.search.setFocus()
    stage.window.search.setText("ㄱㅈ")
    stage.window.search._look()


def _trainee_with_errors(stage: Stage) -> QDialog:
    dialog = RecordDialog(stage.desk, stage.window, training_pages.TRAINEE)
    _open(dialog)
    for key, text in {"phone": "010-12", "birth_date": "1998. 13. 40.", "email": "메일"}.items():
        line: Any = dialog.input(key)
        line.setText(text)
    dialog.accept()
    return dialog


def _export_dialog(stage: Stage, kind: str) -> ExportDialog:
    page = stage.page(kind)
    return ExportDialog(
        stage.window, stage.desk.store, stage.desk.jobs, page.current_listing(), page.shown_columns()
    )


def _backups(stage: Stage, name: str) -> QDialog:
    """The list over a folder of backups, each of this very file, one of them spoilt."""
    data = stage.folder / name
    if name == "구청 자료.db" and not data.exists():
        backups = backup.folder_of(data)
        backup.back_up(stage.desk.store, data)
        backups.mkdir()
        for part in (
            "닫을 때 2022-09-16 180211",
            "가져오기 전 2022-09-15 103007",
            "자동 2022-08-31 175544",
            "2022-08-01 0900",
        ):
            shutil.copy(data, backups / f"구청 자료 {part}.db")
        (backups / "구청 자료 되살리기 전 2022-07-29 111500.db").write_bytes(bytes(4096))
    return _open(
        BackupsDialog(stage.window, stage.desk.jobs, data, None, lambda: backup_list.now_in(stage.desk.store))
    )


def _issue(stage: Stage) -> QDialog:
    return _open(IssueDialog(stage.desk, stage.window, _cohort(stage)))


def _cohort(stage: Stage) -> int:
    cohort_id = stage.desk.scope.cohort_id
    assert cohort_id is not None
    return cohort_id


def _board(stage: Stage) -> int:
    board_id = stage.desk.scope.board_id
    assert board_id is not None
    return board_id


def messy_roster(folder: Path) -> Path:
    """A sheet as offices keep them: a title, merged heads, and two lines that cannot be taken as they are."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "신청자"
    sheet.append(["2023년 서초 AI칼리지 신청자 명단"])
    sheet.merge_cells("A1:F1")
    sheet.append(["연번", "성명", "생년월일", "연락처", "거주지", "전공", "비고"])
    people = [
        ("강나래", "980302", 1012345678, "서초구 서초동", "국어국문학"),
        ("김 도 윤", "1997.11.9", "010-2345-6789", "서초구 방배동", "통계학"),
        ("박서진", "1995-13-40", "010-3456-7890", "서초구 양재동", "디자인"),
        ("이하람", "2000. 1. 5.", "010-12", "서초구 반포동", "간호학"),
        ("정다온", "1999/7/21", "01045678901", "서초구 내곡동", "컴퓨터공학"),
    ]
    for number, person in enumerate(people, 1):
        sheet.append([number, *person, ""])
    path = folder / "2023 신청자 명단.xlsx"
    book.save(path)
    return path


def _import(stage: Stage, steps: int) -> QDialog:
    wizard = ImportWizard(stage.desk, stage.window, "trainees")
    _open(wizard)
    wizard.files.take(messy_roster(stage.folder))

    def on() -> None:
        if stage.desk.jobs.busy:
            QTimer.singleShot(50, on)
        elif wizard._pages.currentIndex() < steps:
            wizard._on()
            QTimer.singleShot(50, on)

    QTimer.singleShot(50, on)
    return wizard


def _import_password(stage: Stage) -> QDialog:
    wizard = ImportWizard(stage.desk, stage.window, "trainees")
    wizard.files.ask_password("암호가 걸린 파일입니다. 파일을 열 때 쓰는 암호를 적어 주세요.")
    return _open(wizard)


def _progress(stage: Stage) -> QWidget:
    window = ProgressWindow(stage.window, "교육생 456명 가져오기", lambda: None)
    window.tell(312, 456)
    window.show()
    return window


def _calendar(stage: Stage) -> QDialog:
    dialog = RecordDialog(stage.desk, stage.window, training_pages.TRAINEE, stage.first("trainees"))
    _open(dialog)
    birth: Any = dialog.input("birth_date")
    birth.pick()
    return dialog


def _save_as(stage: Stage) -> QDialog:
    dialog = QFileDialog(stage.window, "PDF로 저장", str(stage.folder), "PDF 문서 (*.pdf)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    return _open(dialog)
