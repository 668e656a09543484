"""The register of certificates (발급대장): issue, look, save, print, void, reissue, recognise a file."""

from functools import partial

from desktop.ui.certificates import actions
from desktop.ui.certificates.issuing import open_issue
from desktop.ui.certificates.preview_dialog import open_preview
from desktop.ui.desk import Desk
from desktop.ui.kit.list_source import Action, Needs
from desktop.ui.kit.record_page import RecordPage


class RegisterPage(RecordPage):
    """Every number ever given, the void ones too."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "certificates",
            actions=(
                Action(
                    title=self.tr("PDF로 저장"), icon="save", shortcut="Ctrl+S", needs=Needs.SOME,
                    run=lambda ids: actions.save_batch(desk, self, ids),
                ),
                Action(
                    title=self.tr("낱장으로 저장"), icon="folder", needs=Needs.SOME,
                    run=lambda ids: actions.save_singles(desk, self, ids),
                ),
                Action(
                    title=self.tr("인쇄"), icon="print", shortcut="Ctrl+P", needs=Needs.SOME,
                    run=lambda ids: actions.print_certificates(desk, self, ids),
                ),
                Action(
                    title=self.tr("재발급"), icon="redo", needs=Needs.ONE, in_header=False,
                    run=lambda ids: actions.reissue(desk, self, ids[0]),
                ),
                Action(
                    title=self.tr("폐기"), icon="ban", needs=Needs.ONE, in_header=False,
                    run=lambda ids: actions.void(desk, self, ids[0]),
                ),
                Action(
                    title=self.tr("파일 확인"), icon="search", in_header=False, writes=False,
                    run=lambda _ids: actions.recognise(desk, self),
                ),
            ),
            primary=Action(
                title=self.tr("수료증 발급"), icon="medal", shortcut="Ctrl+N", run=lambda _ids: open_issue(desk, self)
            ),
            open_record=partial(self._look, desk),
        )  # fmt: skip

    def _look(self, desk: Desk, certificate_id: int) -> None:
        open_preview(desk, self, [certificate_id])
