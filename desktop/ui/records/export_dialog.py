"""Exporting a list: what goes on the sheet, where the file lies, and what it is taken out for."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import Progress, UserError
from desktop.queries.listing import Listing
from desktop.rules.fields import Field, Kind
from desktop.services.datafile.store import Store
from desktop.services.records import exporting
from desktop.services.records.exporting import Exported, ExportOptions
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.kit import messages
from desktop.ui.kit.composition import settle
from desktop.ui.kit.folders import documents_folder
from desktop.ui.kit.icons import icon
from desktop.ui.kit.jobs import Jobs
from desktop.ui.kit.result_line import ResultLine
from desktop.ui.kit.small import with_keys

if TYPE_CHECKING:
    from desktop.ui.kit.pdf_pages import Printed

PORTRAIT, LANDSCAPE = "세로", "가로"
_WIDTH = 600
_PUBLIC = ("공고", "대외")
FIELDS = (
    Field("title", "제목", required=True, max_length=100),
    Field(
        "path", "저장할 파일", required=True, max_length=1000, help="이름이 .pdf로 끝나면 PDF로 저장합니다."
    ),
    Field("purpose", "내보내는 목적", help="변경 이력에 남습니다."),
    Field("masked", "개인정보 가림", Kind.YES_NO),
    Field(
        "approval",
        "결재란",
        Kind.CHOICE,
        choices=("담당, 팀장", "담당, 팀장, 과장", "담당, 팀장, 과장, 국장"),
    ),
    Field(
        "landscape",
        "용지 방향",
        Kind.CHOICE,
        choices=(PORTRAIT, LANDSCAPE),
        help="비워 두면 열의 너비에 맞춥니다.",
    ),
    Field("one_page", "한 쪽에 맞춤", Kind.YES_NO),
    Field("sums", "합계", Kind.YES_NO),
    Field("remarks", "비고", Kind.YES_NO),
    Field("signatures", "서명", Kind.YES_NO),
    Field("password", "암호", help="암호를 잊으면 파일을 열 수 없습니다."),
)


class ExportDialog(FormDialog):
    """Exports ``listing`` with the columns named, in their order; stays open to offer the file it has written."""

    def __init__(
        self, parent: QWidget | None, store: Store, jobs: Jobs, listing: Listing, columns: Sequence[str]
    ) -> None:
        self._store, self._jobs = store, jobs
        self._listing, self._columns = listing, tuple(columns)
        self._count = listing.count()
        self._public = False
        super().__init__(
            parent,
            messages.tr("내보내기"),
            "export_dialog",
            FIELDS,
            self._proposed(),
            lambda _values: None,
            today=store.today(),
        )
        export = self._buttons.button(QDialogButtonBox.StandardButton.Save)
        export.setText(self.tr("내보내기"))
        export.setToolTip(with_keys(self.tr("내보내기"), "Ctrl+S"))
        self.print_button = QPushButton(icon("print"), self.tr("인쇄…"), autoDefault=False)
        self.print_button.clicked.connect(self._print)
        self._buttons.addButton(self.print_button, QDialogButtonBox.ButtonRole.ActionRole)
        self._summarise()
        self._word_the_blanks()
        browse = self.form.findChild(QPushButton, "browse")
        assert browse is not None
        browse.clicked.connect(self._browse)
        self._mask_what_is_made_public()
        self._result = ResultLine(self)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.count() - 1, self._result)
        withheld = exporting.confidential_titles(listing.spec.kind)
        self.confidential = QCheckBox(self.tr("{0}도 넣기").format(", ".join(withheld)), self)
        self.confidential.setVisible(bool(withheld))
        layout.insertWidget(layout.count() - 2, self.confidential)
        self.form.setMinimumWidth(_WIDTH - 64)
        self.make_room()

    def accept(self) -> None:
        values = self._asked()
        if values is None:
            return
        path = _with_suffix(Path(values["path"]).expanduser())
        if path.exists() and not messages.ask(
            self,
            self.tr("'{0}' 파일이 이미 있습니다. 새 파일로 바꿀까요?").format(path.name),
            self.tr("바꾸기"),
        ):
            return
        self._export(path, replace(_options(values), confidential=self.confidential.isChecked()))

    def _asked(self) -> dict[str, Any] | None:
        """What the officer chose; None while something stands against it, which is then shown."""
        settle(self)
        self._errors.clear_all()
        values, wrong = self._read()
        wrong = wrong or self._objections(values)
        if wrong:
            self._show(wrong)
        return None if wrong else values

    def reject(self) -> None:
        QDialog.reject(self)  # nothing typed here is worth a question

    def _proposed(self) -> dict[str, Any]:
        name = exporting.file_name(self._listing, self._store.today())
        register = self._listing.spec.kind == "certificates"
        return {
            "title": exporting.title_of(self._listing),
            "path": str(documents_folder() / name),
            "signatures": register,
        }

    def _summarise(self) -> None:
        summary = self.form.findChild(QLabel, "summary")
        assert summary is not None
        private = exporting.private_titles(self._listing, self._columns)
        counted = self.tr("{0}{1}을 보이는 순서대로 내보냅니다.").format(
            f"{self._count:,}", self._listing.spec.counter
        )
        told = self.tr(" 개인정보: {0}").format(", ".join(private)) if private else ""
        summary.setText(counted + told)

    def _mask_what_is_made_public(self) -> None:
        """A list called a notice goes out masked unless the officer unticks it."""
        title, masked = self.input("title"), self.input("masked")
        assert isinstance(title, QLineEdit)
        assert isinstance(masked, QCheckBox)

        def look(text: str) -> None:
            public = any(word in text for word in _PUBLIC)
            if public and not self._public:
                masked.setChecked(True)
            self._public = public

        title.textChanged.connect(look)

    def _word_the_blanks(self) -> None:
        for key, word in (("approval", self.tr("없음")), ("landscape", self.tr("열 너비에 맞게"))):
            choice = self.input(key)
            assert isinstance(choice, QComboBox)
            choice.setItemText(0, word)

    def _objections(self, values: dict[str, Any]) -> list[UserError]:
        private = exporting.private_titles(self._listing, self._columns)
        if private and not values["masked"] and not values["purpose"]:
            return [
                UserError(
                    self.tr("개인정보가 든 파일입니다. 내보내는 목적을 적거나 개인정보를 가려 주세요."),
                    "purpose",
                )
            ]
        if values["password"] and exporting.is_pdf(Path(values["path"])):
            return [
                UserError(
                    self.tr("PDF에는 암호를 걸 수 없습니다. 암호를 지우거나 엑셀로 저장해 주세요."),
                    "password",
                )
            ]
        return []

    def _browse(self) -> None:
        line = self.input("path")
        assert isinstance(line, QLineEdit)
        chosen, form = QFileDialog.getSaveFileName(
            self,
            self.tr("저장할 파일"),
            line.text(),
            self.tr("엑셀 통합 문서 (*.xlsx);;PDF 문서 (*.pdf)"),
            options=QFileDialog.Option.DontConfirmOverwrite,  # asked once, when the file is written
        )
        if chosen:
            line.setText(str(Path(chosen).with_suffix(".pdf")) if form.startswith("PDF") else chosen)

    def _export(self, path: Path, options: ExportOptions) -> None:
        def work(progress: Progress) -> Exported:
            return exporting.export_list(
                self._store, self._listing, path, options, progress, columns=self._columns
            )

        self._jobs.run(self, self.tr("내보내기"), work, lambda done: self._tell(done, path))

    def _print(self) -> None:
        """The same list on paper; it is drawn as the PDF would be, which is not kept."""
        values = self._asked()
        if values is None:
            return
        # Imported when first used: what prints PDFs need not be loaded to write a workbook.
        from desktop.ui.kit import printing

        printer = printing.choose_printer(self, values["title"], landscape=values["landscape"] == LANDSCAPE)
        if printer is None:
            return
        options = replace(_options(values), printed=True, password=None)

        def work(progress: Progress) -> "tuple[int, Printed]":
            rows, pdf = exporting.for_paper(
                self._store, self._listing, options, progress, columns=self._columns
            )
            return rows, printing.print_file(pdf, printer, progress)

        self._jobs.run(self, self.tr("인쇄"), work, self._tell_printed)

    def _tell_printed(self, done: "tuple[int, Printed]") -> None:
        rows, printed = done
        told = self.tr("{0}을 프린터로 보냈습니다.").format(f"{rows:,}{self._listing.spec.counter}")
        if printed.stopped:
            told = self.tr(
                "인쇄를 멈췄습니다. {0}쪽 가운데 {1}쪽이 프린터로 나갔습니다. "
                "나머지는 다시 인쇄할 때 인쇄 범위를 {2}쪽부터로 골라 주세요."
            ).format(printed.wanted, printed.sent, printed.next + 1)
        self._close_form()
        self._result.say(told)
        self.adjustSize()

    def _close_form(self) -> None:
        self._scroll.hide()
        self.print_button.hide()
        self._buttons.button(QDialogButtonBox.StandardButton.Save).hide()
        close = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)
        close.setText(self.tr("닫기"))
        close.setFocus()

    def _tell(self, done: Exported, wanted: Path) -> None:
        counted = f"{done.rows:,}{self._listing.spec.counter}"
        sentence = self.tr("{0}을 '{1}'에 저장했습니다.").format(counted, done.path.name)
        if done.path != wanted:
            sentence += self.tr(" '{0}' 파일이 다른 프로그램에 열려 있어 새 이름을 썼습니다.").format(
                wanted.name
            )
        self._close_form()
        self._result.show_file(sentence, done.path)
        self.adjustSize()
        self._result.open_file.setFocus()


def open_export(
    parent: QWidget | None, store: Store, jobs: Jobs, listing: Listing, columns: Sequence[str]
) -> None:
    """Ask how, and export the list as it stands."""
    ExportDialog(parent, store, jobs, listing, columns).exec()


def _options(values: dict[str, Any]) -> ExportOptions:
    return ExportOptions(
        title=values["title"],
        masked=bool(values["masked"]),
        approval_boxes=tuple((values["approval"] or "").split(", ")) if values["approval"] else (),
        sums=bool(values["sums"]),
        remarks=bool(values["remarks"]),
        signatures=bool(values["signatures"]),
        landscape=None if values["landscape"] is None else values["landscape"] == LANDSCAPE,
        one_page=bool(values["one_page"]),
        password=values["password"],
        purpose=values["purpose"] or "",
    )


def _with_suffix(path: Path) -> Path:
    known = exporting.is_pdf(path) or path.suffix.lower() == ".xlsx"
    return path if known else path.with_name(f"{path.name}.xlsx")
