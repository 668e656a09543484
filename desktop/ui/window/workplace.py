"""Joins the window to an open data file: what it shows of it, and what it hears of its writes.

Imported once the window is painted, for it brings the data side with it.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from desktop.errors import Progress, UserError
from desktop.queries.filtering import Filter
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services.datafile import history
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.settings import Settings, read
from desktop.services.datafile.store import Store
from desktop.services.kinds import KINDS, LISTS
from desktop.services.office import settings as office
from desktop.services.records import choices, finding
from desktop.text.dates import show_date
from desktop.ui.desk import Desk
from desktop.ui.kit import messages
from desktop.ui.kit.commands import Offer
from desktop.ui.lists.list_page import ListPage
from desktop.ui.window.main_window import MainWindow, WayOut, Workplace
from desktop.ui.window.navigation import Choice, PageEntry, Selector


def furnish(
    window: MainWindow,
    desk: Desk,
    pages: Sequence[PageEntry],
    *,
    first_page: str,
    open_import: Callable[[Sequence[str]], object],
    reset_sample: Callable[[], object] = lambda: None,
    commands: Callable[[str], Sequence[Offer]] = lambda _text: (),
    read_only: str = "",
    way_out: WayOut | None = None,
    save_copy: Callable[[], object] = lambda: None,
) -> "Furnished":
    """Shows ``desk`` in ``window``. ``read_only`` says why the file is open for reading only, where it is.

    ``way_out`` is what can be done about that, ``save_copy`` about a file that is gone
    while it is shown. The returned object keeps the connections and must be kept as long as the window shows the desk.
    """
    return Furnished(
        window,
        desk,
        pages,
        first_page,
        open_import,
        reset_sample,
        commands,
        read_only,
        way_out,
        save_copy,
    )


class Furnished(QObject):
    """Tells the window of every commit, and runs its undo and redo."""

    _refused = Signal()

    def __init__(
        self,
        window: MainWindow,
        desk: Desk,
        pages: Sequence[PageEntry],
        first_page: str,
        open_import: Callable[[Sequence[str]], object],
        reset_sample: Callable[[], object],
        commands: Callable[[str], Sequence[Offer]],
        read_only: str,
        way_out: WayOut | None,
        save_copy: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        desk.bus.committed.connect(self._committed)
        self._refused.connect(window.refresh_commands, Qt.ConnectionType.QueuedConnection)
        desk.bus.said.connect(self._say)
        desk.bus.show_record.connect(self._show_record)
        desk.bus.show_rows.connect(self._show_rows)
        # Queued: the line about the write itself comes first.
        desk.bus.unseen.connect(self._tell_unseen, Qt.ConnectionType.QueuedConnection)
        desk.bus.gone.connect(self._say_gone)
        self._save_copy = save_copy
        self._first_name = desk.store.user
        self._take_up()
        self._former = self._in_work = desk.scope
        desk.bus.scope_changed.connect(self._keep_scope)
        desk.bus.scope_changed.connect(window.refresh_commands)
        here = read(desk.store, _HEADED_BY)
        self._officer = here[office.OFFICER]
        window.show_workplace(
            Workplace(
                pages=pages,
                first_page=first_page,
                title=Path(desk.store.path).stem if desk.store.path else here[office.NAME],
                office=_office_line(here, desk.store),
                selectors=self._selectors,
                choose=self._choose,
                search=lambda text: finding.everywhere(desk.store, text),
                commands=commands,
                kinds={kind: spec.noun for kind, spec in LISTS.items()},
                undo_name=self._undo_name,
                redo_name=lambda: _name(history.next_redo(desk.store)),
                undo=self.undo,
                redo=self._redo,
                show_record=self._show_record,
                open_import=open_import,
                sample=self.tr("지어낸 사람들입니다. 마음껏 눌러 보세요. 실제 업무에는 쓰지 마세요.")
                if here[office.IS_SAMPLE]
                else "",
                reset_sample=reset_sample,
                read_only=read_only,
                way_out=way_out,
            )
        )
        self._newest = history.newest(desk.store)
        self._look_at_clock()

    def undo(self, operation_id: int | None = None) -> None:
        """Takes back one operation, the latest by default."""

        def work(progress: Progress) -> Changes:
            try:
                return history.undo(self._desk.store, operation_id, progress=progress)
            except UserError:
                self._refused.emit()  # the next Ctrl+Z may be about another step
                raise

        self._desk.jobs.run(self._window, self.tr("되돌리기"), work, lambda _changes: None)

    def _undo_name(self) -> str:
        """What Ctrl+Z is about: a step without a way back first, of which it says so."""
        final = history.final_in_the_way(self._desk.store)
        if final is not None:
            return self.tr("{0} (되돌릴 수 없음)").format(final.name)
        return _name(history.next_undo(self._desk.store))

    def _redo(self) -> None:
        def work(progress: Progress) -> Changes:
            return history.redo(self._desk.store, progress=progress)

        self._desk.jobs.run(self._window, self.tr("다시 실행"), work, lambda _changes: None)

    def _committed(self, changes: Any) -> None:
        self._follow(changes)
        self._window.refresh_commands()
        self._look_at_clock()
        if isinstance(changes, Changes) and "setting" in changes.tables:
            self._head_anew(own=not changes.by)
        if isinstance(changes, Changes) and changes.by:
            self._say(self.tr("{0}님이 저장했습니다: {1}").format(changes.by, changes.name), None)
        elif isinstance(changes, Changes):
            undoing = changes.name.startswith((self.tr("되돌리기"), self.tr("다시 실행")))
            self._say(changes.name, changes.operation_id if changes.undoable and not undoing else None)

    def _look_at_clock(self) -> None:
        """A clock that is behind what was saved already dates all that is saved now wrongly: said until it is set right."""
        now = self._desk.store.clock()
        newest = max(self._newest or now, now)
        told = ""
        if now.astimezone().date() < newest.astimezone().date():
            told = self.tr(
                "이 컴퓨터의 날짜는 {0}인데 이 자료에는 {1}에 저장한 것이 있습니다. 컴퓨터의 날짜와 시각을 맞춰 주세요. "
                "그때까지 저장하는 것은 틀린 날짜로 남습니다."
            ).format(*(show_date(each.astimezone().date()) for each in (now, newest)))
        self._newest = newest
        self._window.say_clock(told)

    def _head_anew(self, *, own: bool) -> None:
        """Who changes the officer's name at this desk says who works here; taken back, it is as before."""
        here = read(self._desk.store, _HEADED_BY)
        if own and here[office.OFFICER] != self._officer:
            self._desk.call_officer(here[office.OFFICER] or self._first_name)
        self._officer = here[office.OFFICER]
        self._window.show_office(_office_line(here, self._desk.store))

    def _say(self, sentence: str, operation_id: int | None) -> None:
        undo = None if operation_id is None else lambda: self.undo(operation_id)
        self._window.say(sentence, undo)

    def _tell_unseen(self, kind: str, row_id: int) -> None:
        told = self.tr("추가했습니다. 지금 걸린 조건 때문에 목록에는 보이지 않습니다.")
        self._window.toast.say(told, self.tr("보기"), lambda: self._show_record(kind, row_id))

    def _say_gone(self, sentence: str) -> None:
        told = self.tr("{0} 지금부터는 저장되지 않습니다.").format(sentence) if sentence else ""
        self._window.warn(told, self.tr("사본 저장…"), self._save_copy)

    def _show_record(self, kind: str, row_id: int) -> None:
        """A record of another cohort or board is shown among all of them; one that stands on no page or list opens by itself."""
        scope = self._scope_showing(kind, row_id)
        if (scope is None or not self._window.has_page(kind)) and self._desk.opens(kind):
            try:
                self._desk.open(kind, self._window, row_id)
            except UserError as error:
                messages.error(self._window, error.message)
            return
        if scope is not None and scope != self._desk.scope:
            self._desk.set_scope(cohort_id=scope.cohort_id, board_id=scope.board_id)
        self._window.show_record(kind, row_id)

    def _scope_showing(self, kind: str, row_id: int) -> Scope | None:
        """The scope whose list has the record: the one in work, or that of all; None where neither has, as of a merged one."""
        spec, scope = LISTS.get(kind), self._desk.scope
        if spec is None:
            return scope
        wider = scope.within(spec.narrowed_to, None) if spec.narrowed_to else scope
        engine = self._desk.store.engine
        return next(
            (each for each in (scope, wider) if Listing(engine, spec, Criteria(scope=each)).rows([row_id])),
            None,
        )

    def _show_rows(self, kind: str, filters: tuple[Filter, ...]) -> None:
        page = self._window.page_of(kind)
        if isinstance(page, ListPage):
            page.show_criteria(Criteria(filters=filters, order=LISTS[kind].order))

    # What is in work

    def _selectors(self) -> list[Selector]:
        """A box for cohorts, and one for terms of the board where there is any."""
        everything = Scope(today=self._desk.scope.today)
        boxes = []
        for kind, title, keys, all_of_them in (
            ("cohorts", self.tr("어느 과정 기수의 일을 할지 고릅니다"), "Alt+G", self.tr("모든 과정 기수")),
            ("boards", self.tr("어느 보드 기수의 일을 할지 고릅니다"), "Alt+B", self.tr("모든 보드 기수")),
        ):
            offered = choices.of(self._desk.store, kind, everything)
            lines = [Choice(all_of_them, kind), *(Choice(name, kind, row_id) for row_id, name in offered)]
            boxes.append(Selector(title, keys, lines, self._desk.scope.id_of(kind)))
        return [box for box in boxes if len(box.choices) > 1 or box is boxes[0]]

    def _choose(self, choice: Choice) -> None:
        scope = self._desk.scope.within(choice.kind, choice.id)
        self._desk.set_scope(cohort_id=scope.cohort_id, board_id=scope.board_id)

    def _there(self, kind: str) -> list[int]:
        everything = Scope(today=self._desk.scope.today)
        return [row_id for row_id, _name in choices.of(self._desk.store, kind, everything)]

    def _follow(self, changes: Any) -> None:
        """A first cohort or term that came with an import is put in work; for one that was taken back, the one before it."""
        scope = self._desk.scope
        for kind in ("cohorts", "boards"):
            now, there = scope.id_of(kind), self._there(kind)
            table = KINDS[kind].table.__tablename__
            new = changes.inserted.get(table, ()) if isinstance(changes, Changes) else ()
            if now is not None and now not in there:
                former = self._former.id_of(kind)
                scope = scope.within(kind, former if former in there else None)
            elif new and now is None and len(there) == len(new):
                scope = scope.within(kind, new[-1])
        self._desk.set_scope(cohort_id=scope.cohort_id, board_id=scope.board_id)

    def _take_up(self) -> None:
        """Puts in work what was when the file was left; the latest cohort and term at the first visit."""
        left, scope = self._desk.settings.last_place, self._desk.scope
        for kind, key in (("cohorts", "cohort_id"), ("boards", "board_id")):
            there = self._there(kind)
            kept = left.get(key) if "cohort_id" in left else next(iter(there), None)
            scope = scope.within(kind, kept if kept in there else None)
        self._desk.set_scope(cohort_id=scope.cohort_id, board_id=scope.board_id)

    def _keep_scope(self) -> None:
        scope = self._desk.scope
        self._former, self._in_work = self._in_work, scope
        self._desk.settings.keep_place(cohort_id=scope.cohort_id, board_id=scope.board_id)


_HEADED_BY = (office.NAME, office.DEPARTMENT, office.OFFICER, office.IS_SAMPLE)
"""What the window says of the file it shows."""


def _name(operation: Any) -> str:
    return str(operation.name) if operation is not None else ""


def _office_line(here: Settings, store: Store) -> str:
    where = " ".join(part for part in (here[office.NAME], here[office.DEPARTMENT]) if part)
    officer = here[office.OFFICER] or store.user
    worker = f"작업자 {store.user}" if store.user != officer else ""  # the history says this one
    return " · ".join(part for part in (where, f"담당 {officer}", worker) if part)
