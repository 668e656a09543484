"""From '수료증 발급' and its like to what was issued, ready to be printed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.services.certificates import issuing as certificates
from desktop.services.certificates.document_kinds import DocumentKind, document_of
from desktop.services.certificates.issuing import Issued
from desktop.services.certificates.numbers import KIND
from desktop.services.records import choices
from desktop.text.hangul import attach
from desktop.ui.certificates.actions import change_issuers
from desktop.ui.certificates.issue_dialog import IssueDialog
from desktop.ui.certificates.preview_dialog import open_preview
from desktop.ui.desk import Desk
from desktop.ui.kit import messages
from desktop.ui.records import in_work


def open_issue(
    desk: Desk, parent: QWidget, holder_ids: Sequence[int] | None = None, kind: str = KIND
) -> Issued | None:
    """Issue documents of the cohort or term in work; what was issued is shown at once, ready to be printed or saved.

    An office that has not yet said who it is, and in whose name it issues, is asked first. Several ``holder_ids`` are
    ticked and nobody else; a single one is where the list happened to stand, but of a kind that is given to chosen people.
    """
    document = document_of(kind)
    where = _in_work(desk, document)
    if where is None:
        told = parent.tr("왼쪽 위에서 기수를 고른 뒤 {0} 발급해 주세요.")
        told = told.format(attach(document.title, "을/를"))
        messages.tell(parent, in_work.choose(desk, document.of, told))
        return None
    if not certificates.candidates(desk.store, where, kind):
        told = parent.tr("이 기수에는 {0} 발급할 사람이 없습니다.").format(attach(document.title, "을/를"))
        messages.tell(parent, told, parent.tr(document.nobody))
        return None
    known = certificates.issuer_known(desk.store, kind) or desk.store.read_only
    if not (known or change_issuers(desk, parent, document.needed)):
        return None
    several = holder_ids and (len(holder_ids) > 1 or not document.to_all)
    dialog = IssueDialog(desk, parent, where, holder_ids if several else None, kind)
    dialog.exec()
    issued = dialog.issued
    dialog.deleteLater()
    if issued:
        between = " ~ ".join(dict.fromkeys((issued.numbers[0], issued.numbers[-1])))
        told = parent.tr("{0}장을 발급했습니다: {1}").format(len(issued.numbers), between)
        open_preview(desk, parent, issued.ids, told)
    return issued


def _in_work(desk: Desk, document: DocumentKind) -> int | None:
    """The cohort or term the documents are of; the only one there is, where none is in work."""
    chosen = desk.scope.board_id if document.of == "boards" else desk.scope.cohort_id
    if chosen is None and len(known := choices.of(desk.store, document.of, desk.scope)) == 1:
        return int(known[0][0])
    return chosen
