"""The store: one data file (or server database), the only way to write to it, and the journal of every write.

    with store.operation("교육생 456명 가져오기") as op:
        ids = op.insert_many(Person, rows)

commits at the end, rolls back on any error, and leaves its `Changes` in ``op.changes``.

Why it is long: opening, reading, writing and closing keep one another's promises, and a stranger who asks what the store
does finds all of it here.
"""

import datetime as dt
import getpass
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from desktop.documents import drafts
from desktop.documents.protected import Protected
from desktop.errors import Progress, UserError, no_progress
from desktop.model.journal import DO
from desktop.queries.lines import Line
from desktop.queries.lists import LINES
from desktop.services.datafile import engines, schema, write_ahead_log
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.desks import desk_identity, neighbours
from desktop.services.datafile.desks.doubts import Doubt, Doubts
from desktop.services.datafile.desks.network_drives import on_network
from desktop.services.datafile.desks.news import News
from desktop.services.datafile.desks.open_path import OpenPath
from desktop.services.datafile.desks.patience import Patience
from desktop.services.datafile.lines import keeping
from desktop.services.datafile.new_files import make_alone
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.sentences import in_plain_words
from desktop.services.datafile.write_ahead_log import Log
from desktop.text.particles import attach


def now() -> dt.datetime:
    """The clock of the desk."""
    return dt.datetime.now(dt.UTC)


def desk_user() -> str:
    """The name the desk's operating system knows the officer by."""
    try:
        return getpass.getuser()
    except (
        KeyError,
        OSError,
        ImportError,
    ):  # an account without a name: a bare container, a scheduled task on Windows
        return "담당자"


class Store:
    """An open data file.

    ``committed`` holds the functions told of every committed write, called in the thread that wrote. ``why_read_only`` says
    why this desk only looks, in a sentence, where it is known, and ``way_out`` how it can come to write. ``lost`` says what
    had been kept and is no longer in the file. ``told_final`` is the last operation of which it was told here that it
    cannot be undone. ``names`` are all that ``user`` was since the file was opened. ``desk`` names the desk where it is
    not the user's own. ``lines`` are what long lists stand on, kept true by every write.
    """

    def __init__(
        self,
        engine: Engine,
        location: str,
        *,
        user: str = "",
        desk: str = "",
        clock: Callable[[], dt.datetime] = now,
        read_only: bool = False,
        lines: Sequence[Line] = LINES,
    ) -> None:
        self.engine = engine
        self.lines = lines
        self.location = location
        self.user = user or desk_user()
        self.names = {self.user}
        self.desk = desk or desk_identity.own()
        self.told_final = 0
        self.clock = clock
        self.read_only = read_only
        self.why_read_only = ""
        self.way_out = _WAY_OUT
        self._open_path: OpenPath | None = None
        self._protected: Protected | None = None
        self.lost = ""
        self.committed: list[Callable[[Changes], None]] = []
        self._writing = threading.Lock()
        # What is read in several statements is of one moment, as it is in a file.
        self._looking = (
            engine
            if engine.dialect.name == "sqlite"
            else engine.execution_options(isolation_level="REPEATABLE READ")
        )
        self._doubts = Doubts(engine, "" if self.path else engines.kept(location))
        self._log = Log(engine, None)  # a draft has none
        self._news = News(engine, self.path if self.path and on_network(self.path) else None)

    @classmethod
    def open(
        cls,
        location: str | Path,
        *,
        passphrase: str | None = None,
        user: str = "",
        desk: str = "",
        clock: Callable[[], dt.datetime] = now,
        read_only: bool = False,
        first: Callable[[Engine], None] = lambda _engine: None,
        turn: engines.Turn = engines.at_once,
        lines: Sequence[Line] = LINES,
    ) -> Self:
        """Open an existing data file or server database, bringing its tables up to date after a backup.

        ``first`` may look it through before anything is written to it; ``turn`` is asked before each write.

        Raises UserError when it does not exist, is no
        data file, is newer than the program, is damaged, or the passphrase is wrong.
        """
        drafts.clear_dead()
        path = engines.file_of(location)
        if path is not None:
            engines.check_is_data_file(path, protected=passphrase is not None)
        user = user or desk_user()
        engine = engines.make(location, passphrase, user=user, turn=turn, read_only=read_only)
        with ExitStack() as on_failure, in_plain_words(path):
            on_failure.callback(engine.dispose)
            first(engine)
            schema.bring_up_to_date(engine, path, lines, read_only=read_only, clock=clock)
            if not read_only:
                keeping.reckon(engine, lines, clock().astimezone().date())
            on_failure.pop_all()
        store = cls(
            engine, str(location), user=user, desk=desk, clock=clock, read_only=read_only, lines=lines
        ).in_work()
        if path is not None and not read_only and not on_network(path):
            store._log = Log(engine, path)
            store._look_for_lost()
        return store

    @classmethod
    def create(
        cls,
        location: str | Path,
        *,
        passphrase: str | None = None,
        user: str = "",
        clock: Callable[[], dt.datetime] = now,
        fill: Callable[["Store"], None] = lambda _store: None,
    ) -> Self:
        """Make a new data file, let ``fill`` put its first contents in, and open it.

        A file appears under its name only when it is complete. Raises UserError when one is there already, and for a
        server database that is not empty.
        """
        path = engines.file_of(location)
        if path is None:
            user = user or desk_user()
            engine = engines.make(location, passphrase, user=user)
            with ExitStack() as on_failure, in_plain_words():
                on_failure.callback(engine.dispose)
                schema.create(engine)
                store = cls(engine, str(location), user=user, clock=clock)
                fill(store)
                on_failure.pop_all()
            return store

        def build(draft: Path) -> None:
            write_ahead_log.forget(path)
            draft.touch()
            engine = engines.make(draft, passphrase, journal_mode="MEMORY", synchronous="OFF")
            try:
                with in_plain_words(path):
                    schema.create(engine)
                    fill(cls(engine, str(draft), user=user, clock=clock))
            finally:
                engine.dispose()

        make_alone(path, build)
        return cls.open(location, passphrase=passphrase, user=user, clock=clock)

    def _look_for_lost(self) -> None:
        with in_plain_words(self.path):
            missing = self._log.missing()
        if missing is not None:
            self.lost = missing.sentence()
            self._log.put_on_record(self, missing)

    @property
    def path(self) -> Path | None:
        """The data file, or None for a server database."""
        return engines.file_of(self.location)

    def in_work(self) -> Self:
        """From now on nothing is saved over the file, and it is known again: another one under its name is not written."""
        if self.path is not None:
            beside, backups = neighbours.names_beside(self.path), neighbours.backups_folder(self.path)
            self._protected = Protected(self.path, beside, backups)
            self._open_path = OpenPath(self.path, self.engine)
        return self

    def why_gone(self) -> str:
        """Why the file is no longer the one that was opened, in a sentence; '' while it is."""
        return self._open_path.why_gone() if self._open_path is not None else ""

    def call_user(self, name: str) -> None:
        """From now on the history says this name; what was done under another one is still this desk's to undo."""
        self.user = name
        self.names.add(name)

    def today(self) -> dt.date:
        """Today's date on the desk's calendar."""
        return self.clock().astimezone().date()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for looking; what it loads can be used after it closed. Its ``info`` tells the desk's day as 'today'."""
        told = {"today": self.today()}
        with (
            in_plain_words(self.path, looking=True),
            Session(self._looking, expire_on_commit=False, autoflush=False, info=told) as session,
        ):
            yield session

    @contextmanager
    def operation(
        self,
        name: str,
        *,
        user: str | None = None,
        at: dt.datetime | None = None,
        reason: str = "",
        sealed: str = "",
        kind: str = DO,
        progress: Progress = no_progress,
        patience: Patience | None = None,
    ) -> Iterator[Operation]:
        """One named write: everything inside is kept, or nothing; ``progress`` may still stop it at its very end.

        ``reason`` stands in the history; ``at`` is when it was, where it is told of later. ``sealed`` is the sentence why
        the operation can never be undone, if it cannot. An operation that changed nothing leaves no trace. ``patience`` is
        what is left of the wait for other desks, where the same work was tried before.
        """
        if self.read_only:
            raise UserError(f"{self.why_read_only} {self.way_out}".strip())
        if self._open_path is not None:
            self._open_path.refuse_elsewhere("저장하지 않았습니다.")
        with self._writing, in_plain_words(self.path):
            self._refuse_to_repeat()
            with Session(self.engine, expire_on_commit=False, info={"today": self.today()}) as session:
                op = Operation(
                    session, name, user=user or self.user, desk=self.desk, at=at or self.clock(), lines=self.lines, kind=kind,
                    progress=progress, patience=patience,
                )  # fmt: skip
                op.reason, op.sealed = reason, sealed
                yield op
                op.finish()
                self._commit(session, op)
        self._tell(op.changes)

    def _commit(self, session: Session, op: Operation) -> None:
        self._news.own(op.id)
        try:
            session.commit()
        except BaseException as error:
            if isinstance(error, DBAPIError) and error.connection_invalidated:
                self._doubts.look(op)
            else:
                self._news.not_kept(op.id)
                raise
        if op.changes:
            self._news.kept(op.id, op.user, op.at)
            session.close()  # what it holds of the file would keep the log from being folded in
            self._log.kept(op.changes, op.at)

    def news(self) -> Changes | None:
        """What other desks wrote since this was last asked; its tables are named, its rows are not."""
        with in_plain_words():
            found = self._news.since()
        if found is not None:
            self._log.written_elsewhere()
        return found

    def fold_log(self) -> None:
        """When nothing else is to be done: let the file itself hold what was saved, for whoever copies it."""
        self._log.fold()

    def settle(self) -> str:
        """What became of a write that a lost server left in doubt, in a sentence; '' where nothing was.

        So too where another machine wrote a file over what this desk had saved, which must not happen; then this desk
        only looks from here on. Raises UserError while the server is still away.
        """
        with self._writing, in_plain_words():
            found = self._doubts.settle()
            if self._news.overwritten():
                self.read_only, self.why_read_only = True, _OVERWRITTEN
                return f"{_OVERWRITTEN} 두 자리 모두 창을 닫고, 한 자리에서 다시 열어 빠진 것을 넣어 주세요."
        if found is None:
            return ""
        op, kept = found
        named = _named(op)
        if kept:
            self._tell(op.changes)
            return f"끊기기 전의 {named} 저장되어 있습니다."
        return f"끊기기 전의 {named} 저장되지 않았습니다. 다시 해 주세요."

    def _refuse_to_repeat(self) -> None:
        """Whoever does again what was in doubt is told that it is done; if it is not, nothing is said."""
        found = self._doubts.settle()
        if found is not None and found[1]:
            self._tell(found[0].changes)
            raise UserError(
                f"끊기기 전의 {_named(found[0])} 저장되어 있습니다. 목록을 확인하고 이어서 해 주세요."
            )

    def _tell(self, changes: Changes) -> None:
        if changes:
            for tell in self.committed:
                tell(changes)

    def close(self) -> None:
        """Let go of the file; its write-ahead log is folded in when nobody else holds it."""
        if self._protected is not None:
            self._protected.let_go()
        self.engine.dispose()
        if self._open_path is not None:
            self._open_path.leave_no_log()
        self._log.closed()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()


_WAY_OUT = "읽기 전용으로 연 파일이라 바꿀 수 없습니다. 쓰는 사람이 닫은 뒤 다시 열거나, 쓸 수 있는 폴더에 사본을 두고 여세요."
_OVERWRITTEN = "다른 자리가 이 파일을 덮어써서, 이 자리에서 마지막에 저장한 것이 없어졌습니다."


def _named(op: Doubt) -> str:
    return attach(f"'{op.name}'", "은/는") if op.name else "마지막 일은"
