"""The register of certificates (발급대장): issue, look, save, print, void, reissue, recognise a file.

The list waits for nothing that draws: those libraries take 0.2 s, and are loaded aside while the list is looked at.
"""

import importlib
from types import ModuleType

from desktop.ui.desk import Desk
from desktop.ui.records.record_page import RecordPage
from desktop.ui.table.list_source import Action, Needs


class RegisterPage(RecordPage):
    """Every number ever given, the void ones too."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "certificates",
            actions=(
                Action(
                    title=self.tr("PDF로 저장"), icon="save", shortcut="Ctrl+S", needs=Needs.SOME,
                    run=lambda ids: _actions().save_batch(desk, self, ids),
                ),
                Action(
                    title=self.tr("낱장으로 저장"), icon="folder", needs=Needs.SOME,
                    run=lambda ids: _actions().save_singles(desk, self, ids),
                ),
                Action(
                    title=self.tr("인쇄"), icon="print", shortcut="Ctrl+P", needs=Needs.SOME,
                    run=lambda ids: _actions().print_certificates(desk, self, ids),
                ),
                Action(
                    title=self.tr("재발급"), icon="redo", needs=Needs.ONE, in_header=False,
                    run=lambda ids: _actions().reissue(desk, self, ids[0]),
                ),
                Action(
                    title=self.tr("폐기"), icon="ban", needs=Needs.ONE, in_header=False,
                    run=lambda ids: _actions().void(desk, self, ids[0]),
                ),
                Action(
                    title=self.tr("파일 확인"), icon="search", in_header=False, writes=False,
                    run=lambda _ids: _actions().recognise(desk, self),
                ),
            ),
            primary=Action(
                title=self.tr("수료증 발급"), icon="medal", shortcut="Ctrl+N", run=lambda _ids: self._issue()
            ),
            open_record=self._look,
        )  # fmt: skip
        desk.jobs.read_ahead(_actions)

    def _look(self, certificate_id: int) -> None:
        from desktop.ui.certificates.preview_dialog import open_preview

        open_preview(self.desk, self, [certificate_id])

    def _issue(self) -> None:
        from desktop.ui.certificates.issuing import open_issue

        open_issue(self.desk, self)


def _actions() -> ModuleType:
    """What the buttons do, with all it needs."""
    return importlib.import_module("desktop.ui.certificates.actions")
