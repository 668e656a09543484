"""From '수료증 발급' to what was issued, ready to be printed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.services.certificates import issuing as certificates
from desktop.services.certificates.issuing import Issued
from desktop.services.records import choices
from desktop.ui.certificates.actions import change_issuers
from desktop.ui.certificates.issue_dialog import IssueDialog
from desktop.ui.certificates.preview_dialog import open_preview
from desktop.ui.desk import Desk
from desktop.ui.kit import messages


def open_issue(desk: Desk, parent: QWidget, trainee_ids: Sequence[int] | None = None) -> Issued | None:
    """Issue certificates of the cohort in work; what was issued is shown at once, ready to be printed or saved.

    An office that has not yet said who it is, and in whose name it issues, is asked first. Several ``trainee_ids`` are
    ticked and nobody else; a single one is where the list happened to stand.
    """
    cohort_id = desk.scope.cohort_id
    if cohort_id is None and len(cohorts := choices.of(desk.store, "cohorts", desk.scope)) == 1:
        cohort_id = cohorts[0][0]
    if cohort_id is None:
        messages.tell(parent, parent.tr("왼쪽 위에서 기수를 고른 뒤 수료증을 발급해 주세요."))
        return None
    if not certificates.candidates(desk.store, cohort_id):
        messages.tell(
            parent,
            parent.tr("이 기수에는 수료증을 발급할 사람이 없습니다."),
            parent.tr(
                "마지막 단계를 '수료'로 마쳤고 아직 유효한 수료증이 없는 사람에게 발급합니다. 교육생 목록에서 마친 사람을"
                " 고르고 '상태 바꾸기'(Ctrl+M)로 '수료'까지 옮긴 뒤 다시 눌러 주세요."
            ),
        )
        return None
    if not (certificates.issuer_known(desk.store) or desk.store.read_only or change_issuers(desk, parent)):
        return None
    dialog = IssueDialog(
        desk, parent, cohort_id, trainee_ids if trainee_ids and len(trainee_ids) > 1 else None
    )
    dialog.exec()
    issued = dialog.issued
    dialog.deleteLater()
    if issued:
        between = " ~ ".join(dict.fromkeys((issued.numbers[0], issued.numbers[-1])))
        told = parent.tr("{0}장을 발급했습니다: {1}").format(len(issued.numbers), between)
        open_preview(desk, parent, issued.ids, told)
    return issued
