"""Commands found by their names: '수료증 발급' by a part of it, by ㅅㄹㅈㅂㄱ, or typed on a Latin keyboard."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from desktop.services.kinds import LISTS
from desktop.text.hangul import from_latin_keys, initials, is_initials
from desktop.ui.desk import Desk
from desktop.ui.kit.commands import Command, Needs, Offer
from desktop.ui.kit.messages import tr
from desktop.ui.kit.mnemonics import plain
from desktop.ui.records.common_commands import commands_for
from desktop.ui.records.record_page import RecordPage
from desktop.ui.records.screen import At
from desktop.ui.records.view import Here, View
from desktop.ui.records.view_page import ViewPage
from desktop.ui.window.host import Host
from desktop.ui.window.menu import MENU
from desktop.ui.window.screens import SCREENS, VIEWS, commands_of

Place = TypeVar("Place", At, Here)
MOST = 8
"""How many are offered at once: who sees more types another letter."""


def fits(title: str, typed: str) -> bool:
    """Whether ``typed`` is a part of the title, of its initials, or either of them typed on a Latin keyboard."""
    return _place(title, typed) >= 0


def _place(title: str, typed: str) -> int:
    """Where in the title what was typed stands, blanks apart; -1 where it does not."""
    squeezed = title.replace(" ", "").lower()
    spelled = {"".join(each.split()).lower() for each in (typed, from_latin_keys(typed))}
    places = [squeezed.find(each) for each in spelled if each]
    places += [initials(squeezed).find(each) for each in spelled if each and is_initials(each)]
    return min((place for place in places if place >= 0), default=-1)


def find(host: Host, desk: Desk, typed: str) -> list[Offer]:
    """The commands whose names fit, those called just so first, then those that begin so; each runs at the list it belongs to."""
    found = []
    for offer in _offers(host, desk):
        place = _place(offer.title, typed)
        if place >= 0:
            first = place == 0 and len(typed) > 1
            more = len(offer.title.rstrip("…").replace(" ", "")) > len(typed.replace(" ", ""))
            found.append((place, more, Offer(offer.title, offer.detail, offer.refusal, offer.run, first)))
    return [offer for *_order, offer in sorted(found, key=lambda each: each[:2])[:MOST]]


def _offers(host: Host, desk: Desk) -> Iterator[Offer]:
    """Those of the list in front come first; what every list has is offered of that one, or of the view in front."""
    front = host.window.help_page
    for kind, screen in sorted(SCREENS.items(), key=lambda pair: pair[0] != front):
        if not screen.section:
            continue
        title = LISTS[kind].title
        yield Offer(title, tr("화면 열기"), "", lambda kind=kind: _go(host, kind))  # type: ignore[misc]
        for command in (*commands_of(kind), *(commands_for(kind) if kind == front else ())):
            yield _of_list(host, desk, kind, command)
    for view in VIEWS.values():
        yield Offer(view.name, tr("화면 열기"), "", lambda view=view: _go(host, view.key))  # type: ignore[misc]
        beside = commands_for(view.beside) if view.beside and view.key != front else ()
        of_every_list = {each.title for each in beside}
        for each in view.commands:
            if each.title not in of_every_list:
                yield _of_view(host, desk, view, each)
    for entry in MENU:
        refusal = entry.refusal(host) if entry.refusal is not None else ""
        detail = " · ".join(filter(None, (tr("메뉴"), entry.keys)))
        yield Offer(plain(entry.title), detail, refusal, lambda entry=entry: host.do(entry))  # type: ignore[misc]


def _go(host: Host, key: str) -> None:
    """To a page, with the keyboard: what was typed to find it is done with."""
    host.window.rail.go(key)
    page = host.window.page(key)
    if page is not None:
        page.setFocus()


def _of_list(host: Host, desk: Desk, kind: str, command: Command[At]) -> Offer:
    """At the list of ``kind``, with the rows selected there; the list is opened first where another one is in front."""
    page = host.window.page(kind)
    ids = page.selected_ids() if isinstance(page, RecordPage) else []
    detail = " · ".join(filter(None, (LISTS[kind].title, command.keys)))

    def run() -> None:
        host.window.rail.go(kind)
        opened = host.window.page(kind)
        assert isinstance(opened, RecordPage)
        opened.setFocus()
        command.run(At(desk, opened, opened.selected_ids()))

    at = At(desk, page, ids) if isinstance(page, RecordPage) else None
    where = tr("'{0}' 목록에서 한 줄을"), tr("'{0}' 목록에서 줄을")
    refusal = _refusal(desk, command, at, ids, [each.format(LISTS[kind].title) for each in where])
    return Offer(plain(command.title), detail, refusal, run)


def _of_view(host: Host, desk: Desk, view: View, command: Command[Here]) -> Offer:
    """At its page, which is opened first."""
    detail = " · ".join(filter(None, (view.name, command.keys)))
    page = host.window.page(view.key)
    ids = page.selected() if isinstance(page, ViewPage) else []
    here = Here(desk, page, ids) if isinstance(page, ViewPage) else None
    where = tr("'{0}'에서 하나를"), tr("'{0}'에서 하나 이상")
    refusal = _refusal(desk, command, here, ids, [each.format(view.name) for each in where])

    def run() -> None:
        host.window.rail.go(view.key)
        opened = host.window.page(view.key)
        assert isinstance(opened, ViewPage)
        command.run(Here(desk, opened, opened.selected()))

    return Offer(plain(command.title), detail, refusal, run)


def _refusal(
    desk: Desk, command: Command[Place], at: Place | None, ids: Sequence[int], where: Sequence[str]
) -> str:
    """``at`` is None where the page was not opened yet; ``where`` says at which one, and some, are to be selected."""
    one, some = where
    if command.writes and desk.store.read_only:
        return tr("읽기 전용으로 열어 쓸 수 없습니다.")
    if command.needs is Needs.ONE and len(ids) != 1:
        return tr("{0} 고르면 쓸 수 있습니다.").format(one)
    if command.needs is Needs.SOME and not ids:
        return tr("{0} 고르면 쓸 수 있습니다.").format(some)
    return "" if command.refusal is None or at is None else command.refusal(at)
