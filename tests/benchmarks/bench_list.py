"""How long the page of trainees takes to show what was asked of it, painted, beside QSqlTableModel on the same table.

    python tests/benchmarks/bench_list.py [--rows 1000 10000 100000 1000000] [--keep FOLDER] [--cold] [--server]

Milliseconds until the page is painted, warm (median of 5), from the real page over the real file. QSqlTableModel is
Qt's own model over a table: it shows the first 256 rows of a search and knows no total. The floor is the bare SELECT of
the rows to be seen. With --cold what the system and SQLite keep of the file is dropped before each question (root only),
which is put once: asked again, its rows are counted already. A million rows take some minutes to make: --keep keeps the
files. With --server the data is in a PostgreSQL server made for it, alone. Memory is
what the process holds at the end.
"""

import argparse
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).resolve().parents[part]) for part in (2, 1)]

from big_file import make
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtSql import QSqlDatabase, QSqlTableModel
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from desktop.queries.filtering import Filter, Test
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.queries.training import TRAINEES
from desktop.services.datafile.store import Store
from desktop.ui.desk import Desk
from desktop.ui.kit.settings import DeskSettings
from desktop.ui.records.record_page import RecordPage
from desktop.ui.table.query_table_model import PAGE
from desktop.ui.window.screens import page_of

BY_NAME = (("name", False),)
SORTS = ("birth_date", "age", "status", "team", "address", "note")
SEARCHES = {
    "일부 둘 '강남'": "강남", "일부 셋 '12번길'": "12번길", "이름 '민수'": "민수", "하나뿐": "user0000123",
    "없음": "없는말씀", "초성 ㄱㅁㅅ": "ㄱㅁㅅ", "끝 네 자리": "1234", "영타 rlaalstn": "rlaalstn", "성 '김'": "김", "성 '황'": "황",
    "많음 '대로'": "대로", "모두 '서울특별시'": "서울특별시",
}  # fmt: skip
FILTERS = {
    "상태 수료": Filter("status", Test.ONE_OF, ("수료",)),
    "나이 25~30": Filter("age", Test.RANGE, (25, 30)),
    "거주지에 '서초'": Filter("address", Test.CONTAINS, ("서초",)),
}
SEEN = "SELECT trainee_id, name, birth_date, phone, stage, status, major, address FROM trainee_line"


def drop_caches(store: Store) -> None:
    """What the system and SQLite remember of files is read anew."""
    store.engine.dispose()
    os.sync()
    Path("/proc/sys/vm/drop_caches").write_text("3", encoding="ascii")


class Painted(QObject):
    """Counts how often any of some widgets is painted."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.times = 0
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.Paint
        return False


class Watch:
    """Times an action until the page is painted, again and again; ``back`` puts the page where it was."""

    def __init__(self, application: QApplication, page: RecordPage, *, cold: bool) -> None:
        self._application, self._store, self._cold = application, page.desk.store, cold
        self._painted = Painted(page.table.viewport(), page.frame.empty)

    def time(self, act: Callable[[], object], back: Callable[[], object]) -> float:
        """The median of five; cold, the first."""
        times = []
        for _ in range(1 if self._cold else 5):
            self._settled(back)
            if self._cold:
                drop_caches(self._store)
            began = time.perf_counter()
            before = self._painted.times
            act()
            while self._painted.times == before:
                self._application.processEvents()
            times.append((time.perf_counter() - began) * 1000)
        return statistics.median(times)

    def _settled(self, act: Callable[[], object]) -> None:
        act()
        end = time.perf_counter() + 0.3
        while time.perf_counter() < end:
            self._application.processEvents()


def resident() -> float:
    """Memory this process holds, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def opened(application: QApplication, desk: Desk) -> tuple[RecordPage, float]:
    """The page, and how long it took to be there, painted."""
    began = time.perf_counter()
    page = page_of(desk, "trainees")
    page.resize(1400, 900)
    page.show()
    application.processEvents()
    return page, (time.perf_counter() - began) * 1000


def ours(application: QApplication, path: Path | str, settings: Path, *, cold: bool) -> dict[str, float]:
    """Every question put to the page."""
    with Store.open(path) as store:
        desk = Desk(store, DeskSettings(settings))
        page, first = opened(application, desk)
        again = []
        for _ in range(5):
            page.close()
            page.deleteLater()
            application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            page, took = opened(application, desk)
            again.append(took)
        figures = {"열기, 프로세스에서 처음": first, "열기": statistics.median(again)}
        table, watch = page.table, Watch(application, page, cold=cold)
        last = page.model.rowCount() - 1

        def show(**criteria: object) -> Callable[[], None]:
            wanted = Criteria(order=criteria.pop("order", BY_NAME), **criteria)  # type: ignore[arg-type]
            return lambda: page.show_criteria(wanted)

        def go(row: int) -> Callable[[], None]:
            return lambda: table.setCurrentIndex(page.model.index(row, 0))

        figures["끝으로 (Ctrl+End)"] = watch.time(go(last), go(0))
        figures["가운데로"] = watch.time(go(last // 2), go(0))
        go(0)()
        figures["모두 선택"] = watch.time(table.selectAll, table.clearSelection)
        go(0)()
        for key in SORTS:
            figures[f"정렬 {key}"] = watch.time(show(order=((key, False),)), show())
            figures[f"정렬 {key} 거꾸로"] = watch.time(show(order=((key, True),)), show())
        for name, text in SEARCHES.items():
            figures[f"찾기 {name}"] = watch.time(show(search=text), show())

        def uncounted() -> None:
            show()()
            page._counts.clear()

        everyone = show(search=SEARCHES["모두 '서울특별시'"])
        figures["찾기 모두, 세지 않은 말"] = watch.time(everyone, uncounted)
        for name, wanted in FILTERS.items():
            figures[f"거르기 {name}"] = watch.time(show(filters=(wanted,)), show())
        figures["메모리 MB"] = resident()
        page.close()
        if not cold:
            figures |= searching(store)
        desk.close()
    return figures


def searching(store: Store) -> dict[str, float]:
    """A search alone, without a window: how long to count what it finds, then to read the first rows of it."""
    figures = {}
    for name, text in SEARCHES.items():
        counted, read = [], []
        for _ in range(5):
            wanted = Criteria(search=text, order=BY_NAME, scope=Scope(today=store.today()))
            listing = Listing(store.engine, TRAINEES, wanted)
            began = time.perf_counter()
            listing.count()
            halfway = time.perf_counter()
            listing.page(0, PAGE)
            counted.append((halfway - began) * 1000)
            read.append((time.perf_counter() - halfway) * 1000)
        figures[f"세기만 {name}"] = statistics.median(counted)
        figures[f"첫 쪽만 {name}"] = statistics.median(read)
    return figures


def on_server(application: QApplication, rows: int, settings: Path) -> dict[str, float]:
    """Every question put to the page, of data in a PostgreSQL server of its own."""
    from postgres import Cluster

    cluster = Cluster()
    try:
        address = cluster.address().render_as_string(hide_password=False)
        make(address, rows)
        return ours(application, address, settings, cold=False)
    finally:
        cluster.stop()


def theirs(application: QApplication, path: Path) -> dict[str, float]:
    """The same of QSqlTableModel, as far as it can."""
    database = QSqlDatabase.addDatabase("QSQLITE")
    database.setDatabaseName(str(path))
    database.open()
    began = time.perf_counter()
    view = QTableView()
    model = QSqlTableModel(view, database)
    model.setTable("trainee_line")
    view.setModel(model)
    view.resize(1400, 900)
    view.show()
    model.select()
    application.processEvents()
    figures = {"열기": (time.perf_counter() - began) * 1000}

    def timed(act: Callable[[], object]) -> float:
        times = []
        for _ in range(3):
            model.setFilter("")
            began = time.perf_counter()
            act()
            view.viewport().repaint()
            times.append((time.perf_counter() - began) * 1000)
        return statistics.median(times)

    def to_the_end() -> None:
        while model.canFetchMore():
            model.fetchMore()
        view.scrollToBottom()

    for key in SORTS:
        column = model.fieldIndex(key)
        for order, name in ((Qt.SortOrder.AscendingOrder, ""), (Qt.SortOrder.DescendingOrder, " 거꾸로")):
            figures[f"정렬 {key}{name}"] = timed(lambda c=column, o=order: model.sort(c, o))
    model.sort(-1, Qt.SortOrder.AscendingOrder)
    for name, text in SEARCHES.items():
        figures[f"찾기 {name}"] = timed(lambda t=text: model.setFilter(f"words LIKE '%{t}%'"))
    figures["거르기 상태 수료"] = timed(lambda: model.setFilter("status = '수료'"))
    figures["거르기 나이 25~30"] = timed(lambda: model.setFilter("age BETWEEN 25 AND 30"))
    figures["거르기 거주지에 '서초'"] = timed(lambda: model.setFilter("address LIKE '%서초%'"))
    figures["끝으로 (Ctrl+End)"] = timed(to_the_end)
    view.close()
    return figures


def floor(path: Path, rows: int) -> dict[str, float]:
    """The bare SELECT of 50 rows."""
    file = sqlite3.connect(path)

    def asked(rest: str) -> float:
        times = []
        for _ in range(5):
            began = time.perf_counter()
            file.execute(f"{SEEN} {rest} LIMIT 50").fetchall()
            times.append((time.perf_counter() - began) * 1000)
        return statistics.median(times)

    figures = {"열기": asked("ORDER BY name, trainee_id")}
    for key in SORTS:
        figures[f"정렬 {key}"] = asked(f"ORDER BY {key}, trainee_id")
        figures[f"정렬 {key} 거꾸로"] = asked(f"ORDER BY {key} DESC, trainee_id DESC")
    figures["거르기 상태 수료"] = asked("WHERE status = '수료'")
    assert file.execute("SELECT count(*) FROM trainee_line").fetchone() == (rows,)
    file.close()
    return figures


def measure(application: QApplication, path: Path, rows: int, *, cold: bool, server: bool) -> None:
    """One table at a size; the floor and the peer only in a file."""
    settings = path.with_suffix(".settings")
    least: dict[str, float] = {}
    others: dict[str, float] = {}
    if server:
        mine = on_server(application, rows, settings)
    else:
        if not path.exists():
            make(path, rows)
        mine = ours(application, path, settings, cold=cold)
        least, others = floor(path, rows), {} if cold else theirs(application, path)
    where = " (캐시 비움)" if cold else " (서버)" if server else ""
    print(f"\n{rows:,}명{where}, ms{'이음':>28}{'QSqlTableModel':>16}{'비':>8}{'SELECT만':>10}")
    for name, figure in mine.items():
        other = others.get(name)
        told = f"{other:>14.0f}{figure / other:>10.2f}" if other else f"{'-':>14}{'':>10}"
        bare = f"{least[name]:>10.1f}" if name in least else f"{'-':>10}"
        print(f"{name:<24}{figure:>12.0f}{told}{bare}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--server", action="store_true")
    options = parser.parse_args()
    application = QApplication([])
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(exist_ok=True)
        for size in options.rows:
            measure(application, folder / f"{size}.ieum", size, cold=options.cold, server=options.server)
