"""Every screen of the program, from the declarations of the slices, in the order of the rail."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.services.datafile.changes import Changes
from desktop.services.kinds import KINDS, LISTS
from desktop.ui.board import pages as board
from desktop.ui.certificates import pages as certificates
from desktop.ui.desk import Desk
from desktop.ui.kit.commands import Command, Needs
from desktop.ui.kit.messages import tr
from desktop.ui.office import pages as office
from desktop.ui.placement import pages as placement
from desktop.ui.records import attachments
from desktop.ui.records.common_commands import commands_for
from desktop.ui.records.record_page import RecordPage
from desktop.ui.records.screen import At, Opener, Screen
from desktop.ui.records.view import View
from desktop.ui.today import pages as today
from desktop.ui.training import pages as training
from desktop.ui.window.navigation import PageEntry

DECLARED: tuple[Screen | View, ...] = tuple(
    each for slice_ in (today, board, training, placement, certificates, office) for each in slice_.SCREENS
)
"""In the order of the rail."""
SCREENS: dict[str, Screen] = {each.kind: each for each in DECLARED if isinstance(each, Screen)}
_VIEWS = {each.key: each for each in DECLARED if isinstance(each, View)}
CHAPTERS: dict[str, str] = {
    **{kind: screen.chapter for kind, screen in SCREENS.items() if screen.section},
    **{key: view.chapter for key, view in _VIEWS.items()},
}
"""The chapter of the guide that each page turns to."""


def _opener(screen: Screen) -> Opener | None:
    form = screen.form
    if screen.open is not None or form is None:
        return screen.open

    def open_form(
        desk: Desk, parent: QWidget, record_id: int | None = None, /, **given: Any
    ) -> Changes | None:
        from desktop.ui.records.record_dialog import RecordDialog, run  # only when asked for

        return run(RecordDialog(desk, parent, form, record_id, given=given))

    return open_form


OPENERS: dict[str, Opener] = {
    kind: opener for kind, screen in SCREENS.items() if (opener := _opener(screen)) is not None
}
"""What `Desk.open` opens a record with."""
OPENERS[attachments.KIND] = attachments.open_attachment


def _import(at: At) -> None:
    from desktop.ui.importing.wizard import open_import  # only when asked for

    open_import(at.page, at.desk, at.page.kind)


IMPORT = Command(
    id="records.import",
    title=tr("엑셀 가져오기"),
    icon="import",
    run=_import,
    keys="Ctrl+Shift+O",
    told=tr("이 목록에 엑셀 가져오기"),
)
"""On the list of every kind that has an importer."""


def commands_of(kind: str) -> tuple[Command[At], ...]:
    """The commands on the list of a kind but for those of every list: its own, then those other slices put there."""
    others = (screen.on_others.get(kind, ()) for screen in SCREENS.values())
    found = SCREENS[kind].commands + tuple(command for commands in others for command in commands)
    return (*found, IMPORT) if KINDS[kind].importer is not None else found


def _with_those_of_its_list(view: View) -> View:
    """A view that shows the records of a list can do with those selected what the list can, under ids of its own."""
    if not view.beside:
        return view
    shared: tuple[Command[Any], ...] = (*commands_of(view.beside), *commands_for(view.beside))
    of_selected = (
        replace(each, id=f"{view.key}.{each.id}") for each in shared if each.needs is not Needs.NOTHING
    )
    return replace(view, commands=(*view.commands, *of_selected))


VIEWS: dict[str, View] = {key: _with_those_of_its_list(view) for key, view in _VIEWS.items()}
"""Pages that are no lists, by their keys, which no kind has."""


def page_of(desk: Desk, kind: str) -> RecordPage:
    """The page of a kind, made anew."""
    screen = SCREENS[kind]
    return (screen.page or RecordPage.of)(desk, screen, commands_of(kind))


def entries(desk: Desk) -> tuple[PageEntry, ...]:
    """The pages of the rail, in its order; each is made when first opened."""
    return tuple(_entry(desk, each) for each in DECLARED if each.section)


def _entry(desk: Desk, page: Screen | View) -> PageEntry:
    if isinstance(page, View):
        make = partial(page.make, desk, VIEWS[page.key])
        return PageEntry(
            page.key, page.title, page.icon, make, page.section, beside=page.beside, face=page.face
        )
    kind, make_list = page.kind, partial(page_of, desk, page.kind)
    return PageEntry(kind, LISTS[kind].title, page.icon, make_list, page.section, kind, face=page.face)
