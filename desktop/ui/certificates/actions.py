"""What can be done with documents that were issued: save, print, look at, void, reissue."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QPageRanges
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import Cancelled, Progress, UserError
from desktop.services import settings
from desktop.services.certificates import doubtful_names
from desktop.services.certificates import issuing as certificates
from desktop.services.certificates.settings import ISSUERS, NEEDED
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.settings import Setting, read
from desktop.services.kinds import KINDS
from desktop.services.records import records
from desktop.ui.desk import Desk
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit import messages
from desktop.ui.kit.folders import documents_folder
from desktop.ui.kit.messages import tr
from desktop.ui.kit.pdf_pages import PdfPages, Printed, asked_for, print_pages
from desktop.ui.kit.printing import choose_printer
from desktop.ui.records import conflicts
from desktop.ui.records.status_moves import REASON

HOLDER_KEYS = ("name", "name_hanja", "english_name", "birth_date")
REISSUE_FIELDS = (
    *(field for field in KINDS["trainees"].fields if field.key in HOLDER_KEYS),
    REASON,
)


def save_batch(desk: Desk, parent: QWidget, ids: Sequence[int]) -> None:
    """Ask for a file and write the certificates into it, a page each."""
    called = certificates.called(desk.store, ids)
    proposed = str(documents_folder() / tr("{0} {1}장.pdf").format(called, len(ids)))
    chosen, _ = QFileDialog.getSaveFileName(parent, tr("PDF로 저장"), proposed, tr("PDF 문서 (*.pdf)"))
    if not chosen:
        return
    path = Path(chosen)
    path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")

    def done(landed: Path) -> None:
        told = tr("{0} {1}장을 '{2}'에 저장했습니다.").format(called, len(ids), landed.name)
        desk.bus.said.emit(told, None)

    desk.jobs.run(
        parent, tr("PDF로 저장"), lambda _progress: certificates.write_batch(desk.store, ids, path), done
    )


def save_singles(desk: Desk, parent: QWidget, ids: Sequence[int]) -> None:
    """Ask for a folder and write each certificate into it as a file of its own."""
    chosen = QFileDialog.getExistingDirectory(parent, tr("낱장으로 저장할 폴더"), str(documents_folder()))
    if not chosen:
        return
    folder, called = Path(chosen), certificates.called(desk.store, ids)

    def work(progress: Progress) -> list[Path]:
        return certificates.write_singles(desk.store, ids, folder, progress=progress)

    def done(paths: list[Path]) -> None:
        desk.bus.said.emit(
            tr("{0} {1}장을 '{2}' 폴더에 낱장으로 저장했습니다.").format(called, len(paths), folder.name),
            None,
        )
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    desk.jobs.run(parent, tr("낱장으로 저장"), work, done)


def print_certificates(
    desk: Desk,
    parent: QWidget,
    ids: Sequence[int],
    choose: Callable[[QWidget, str], QPrinter | None] = choose_printer,
) -> None:
    """Ask for a printer and print the frozen certificates in this order."""
    called = certificates.called(desk.store, ids)
    printer = choose(parent, tr("{0} {1}장").format(called, len(ids)))
    if printer is None:
        return

    def work(progress: Progress) -> tuple[Printed, list[int]]:
        # What goes on record is what was asked for: each page is a certificate.
        asked = [ids[place] for place in asked_for(printer, len(ids))]
        printer.setPageRanges(QPageRanges())
        with closing(PdfPages(certificates.for_printing(desk.store, asked))) as pages:
            try:
                printed = print_pages(pages, printer, progress)
            except Cancelled:
                certificates.print_stopped(desk.store, asked, 0)
                raise
        if printed.stopped:
            certificates.print_stopped(desk.store, asked, printed.sent)
        return printed, asked

    def done(outcome: tuple[Printed, list[int]]) -> None:
        printed, asked = outcome
        told = tr("{0} {1}장을 프린터로 보냈습니다.").format(called, printed.sent)
        if printed.stopped:
            told = tr(
                "인쇄를 멈췄습니다. {0} {1}장 가운데 {2}장이 프린터로 나갔습니다. 나머지는 발급대장에서 {3}부터 골라 인쇄해 주세요."
            ).format(
                called,
                printed.wanted,
                printed.sent,
                certificates.holder(desk.store, asked[printed.next])["number"],
            )
        desk.bus.said.emit(told, None)

    desk.jobs.run(parent, tr("인쇄"), work, done)


def mend_holder(desk: Desk, parent: QWidget, trainee_id: int) -> bool:
    """Correct whose certificate it is, in the data itself, so that paper and list agree."""
    store = desk.store
    known = records.read(store, "trainees", trainee_id)

    def save(values: dict[str, Any], seen: Mapping[str, Any]) -> Changes:
        return records.save(store, "trainees", values, record_id=trainee_id, seen=seen)

    dialog = FormDialog(
        parent,
        tr("이름 고치기"),
        ONE_COLUMN,
        [field for field in KINDS["trainees"].fields if field.key in HOLDER_KEYS],
        known,
        lambda values: conflicts.saved(dialog, values, known, save),
        today=store.today(),
    )
    mended = bool(dialog.exec())
    dialog.deleteLater()
    return mended


def change_issuers(desk: Desk, parent: QWidget, needed: Sequence[Setting[Any]] = NEEDED) -> bool:
    """Change in whose name documents are issued; the ``needed`` must be filled in."""
    dialog = issuers_dialog(desk, parent, needed)
    changed = bool(dialog.exec())
    dialog.deleteLater()
    return changed


def issuers_dialog(desk: Desk, parent: QWidget, needed: Sequence[Setting[Any]] = NEEDED) -> FormDialog:
    """The dialog that asks it, filled with what is known."""
    store = desk.store
    seen = read(store, ISSUERS).by_key()
    dialog = FormDialog(
        parent,
        tr("명의 고치기"),
        ONE_COLUMN,
        [replace(each.field, required=each in needed) for each in ISSUERS],
        seen,
        lambda values: conflicts.saved(dialog, values, seen, partial(settings.save, store)),
        today=store.today(),
    )
    return dialog


def void(desk: Desk, parent: QWidget, certificate_id: int) -> None:
    """Ask for the reason and void a certificate for good."""
    number = certificates.holder(desk.store, certificate_id)["number"]
    dialog = FormDialog(
        parent,
        tr("{0} 폐기").format(number),
        ONE_COLUMN,
        (REASON,),
        {},
        lambda values: certificates.void(desk.store, certificate_id, values["reason"]),
        verb=tr("폐기"),
        final=certificates.VOID_FOR_GOOD,
    )
    dialog.exec()
    dialog.deleteLater()


def reissue(desk: Desk, parent: QWidget, certificate_id: int) -> None:
    """Ask for the reason, and what to correct, and make a certificate out again under its number."""
    known = certificates.holder(desk.store, certificate_id)

    def save(values: dict[str, object]) -> object:
        reason = str(values.pop("reason"))
        if (said := doubtful_names.doubt(str(values["name"]))) and not messages.ask(
            dialog,
            tr("'{0}': {1}. 이대로 재발급할까요?").format(values["name"], said),
            tr("재발급"),
        ):
            raise UserError(tr("이름을 확인해 주세요."), "name")
        return certificates.reissue(desk.store, certificate_id, reason, corrections=values)

    dialog = FormDialog(
        parent,
        tr("{0} 재발급").format(known["number"]),
        ONE_COLUMN,
        REISSUE_FIELDS,
        known,
        save,
        today=desk.store.today(),
        verb=tr("재발급"),
        final=certificates.REISSUED_FOR_GOOD,
    )
    dialog.exec()
    dialog.deleteLater()
