"""The screen of the register of certificates (발급대장): issue, look, save, print, void, reissue, recognise one that comes back.

The list waits for nothing that draws: those libraries take 0.2 s, and are loaded aside while the list is looked at.
"""

from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.services.certificates.document_kinds import APPOINTMENT, COMMENDATION, SERVICE, DocumentKind
from desktop.services.certificates.numbers import KIND
from desktop.ui.desk import Desk
from desktop.ui.kit.commands import Command, Needs
from desktop.ui.kit.messages import tr
from desktop.ui.records.record_page import RecordPage
from desktop.ui.records.screen import At, Screen


def _actions() -> ModuleType:
    """What the buttons do, with all it needs."""
    from desktop.ui.certificates import actions

    return actions


def _issue(at: At) -> None:
    from desktop.ui.certificates.issuing import open_issue

    open_issue(at.desk, at.page)


def _issue_selected(at: At) -> None:
    from desktop.ui.certificates.issuing import open_issue

    open_issue(at.desk, at.page, at.ids or None)


def _recognise(at: At) -> None:
    from desktop.ui.certificates.recognise_dialog import open_recognise

    open_recognise(at.desk, at.page)


def _to_members(document: DocumentKind) -> Callable[[At], None]:
    def issue(at: At) -> None:
        from desktop.ui.certificates.issuing import open_issue

        open_issue(at.desk, at.page, at.ids or None, document.kind)

    return issue


def _look(desk: Desk, parent: QWidget, certificate_id: int | None = None, /, **given: Any) -> None:
    """Looks at one; without one, documents of ``kind`` are issued to the ``holder_ids``."""
    if certificate_id is None:
        from desktop.ui.certificates.issuing import open_issue

        open_issue(desk, parent, given.get("holder_ids"), given.get("kind", KIND))
        return
    from desktop.ui.certificates.preview_dialog import open_preview

    open_preview(desk, parent, [certificate_id])


def _page(desk: Desk, screen: Screen, commands: Sequence[Command[At]]) -> RecordPage:
    desk.jobs.read_ahead(_actions)
    return RecordPage.of(desk, screen, commands)


SCREENS = (
    Screen(
        kind="certificates",
        section=tr("문서"),
        icon="medal",
        chapter="수료증 발급과 대장",
        open=_look,
        page=_page,
        commands=(
            Command(
                id="certificates.save", title=tr("PDF로 저장"), icon="save", needs=Needs.SOME,
                keys="Ctrl+S", told=tr("발급대장: PDF로 저장"),
                run=lambda at: _actions().save_batch(at.desk, at.page, list(at.ids)),
            ),
            Command(
                id="certificates.save_singles", title=tr("낱장으로 저장"), icon="folder", needs=Needs.SOME,
                run=lambda at: _actions().save_singles(at.desk, at.page, list(at.ids)),
            ),
            Command(
                id="certificates.print", title=tr("인쇄"), icon="print", needs=Needs.SOME,
                keys="Ctrl+P", told=tr("발급대장: 인쇄"),
                run=lambda at: _actions().print_certificates(at.desk, at.page, list(at.ids)),
            ),
            Command(
                id="certificates.reissue", title=tr("재발급"), icon="redo", needs=Needs.ONE, in_header=False,
                run=lambda at: _actions().reissue(at.desk, at.page, at.ids[0]),
            ),
            Command(
                id="certificates.void", title=tr("폐기"), icon="ban", needs=Needs.ONE, in_header=False,
                run=lambda at: _actions().void(at.desk, at.page, at.ids[0]),
            ),
            Command(
                id="certificates.recognise", title=tr("수료증 확인"), icon="search", in_header=False, writes=False,
                run=_recognise,
            ),
            Command(
                id="certificates.issue", title=tr("수료증 발급"), icon="medal", primary=True,
                keys="Ctrl+N", told=tr("새로 추가"), run=_issue,
            ),
        ),
        on_others={
            "trainees": (
                Command(
                    id="certificates.issue_selected", title=tr("수료증 발급"), icon="medal", primary=True,
                    keys="Ctrl+Shift+P", told=tr("교육생에게 수료증 발급"), run=_issue_selected,
                ),
            ),
            "members": tuple(
                Command(
                    id=f"certificates.{document.key}", title=title, icon="medal", in_header=document is APPOINTMENT,
                    run=_to_members(document),
                )
                for document, title in (
                    (APPOINTMENT, tr("위촉장 발급")),
                    (COMMENDATION, tr("표창장 발급")),
                    (SERVICE, tr("위원 수료증 발급")),
                )
            ),
        },
    ),
)  # fmt: skip
