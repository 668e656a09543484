"""Saving the profile sheets a company is shown."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.services.placement.interviews import papers
from desktop.services.records import records
from desktop.text.file_names import fit
from desktop.ui.desk import Desk
from desktop.ui.kit.folders import documents_folder
from desktop.ui.kit.messages import tr


def save_profiles(desk: Desk, parent: QWidget, company_id: int) -> None:
    """Ask where the PDF goes, write it for the cohort in work, and say how many people are left out."""
    cohort_id = desk.scope.cohort_id
    assert cohort_id is not None
    company = records.read(desk.store, "companies", company_id)["name"]
    path = ask_path(parent, tr("{0} 프로필.pdf").format(fit(company)))
    if path is None:
        return

    def done(written: papers.Written) -> None:
        told = tr("'{0}'에 {1}명을 저장했습니다. 제외 {2}명")
        desk.bus.said.emit(told.format(written.path.name, written.people, written.left_out), None)

    desk.jobs.run(
        parent,
        tr("프로필 저장"),
        lambda _progress: papers.write_profiles(desk.store, company_id, cohort_id, path),
        done,
    )


def ask_path(parent: QWidget, name: str) -> Path | None:
    """Where a PDF goes, by its usual name; None where nothing was chosen."""
    proposed = str(documents_folder() / name)
    chosen, _ = QFileDialog.getSaveFileName(parent, tr("PDF로 저장"), proposed, tr("PDF 문서 (*.pdf)"))
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
