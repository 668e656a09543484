"""The board's screens for bench_board.py: the 판 of 10,000 proposals and a full card, until they are painted.

The floors are the bare statements: one window query for the first 50 of every state, and the rows of one card. Counted is CPU.
"""

import datetime as dt
import itertools
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from sqlalchemy import select, text

from desktop.model.attachments import Attachment, StoredFile
from desktop.model.board import Board, Comment, Proposal, ProposalAttachment
from desktop.model.board.review import Opinion
from desktop.model.training import Enrolment
from desktop.rules.board.states import ProposalStatus
from desktop.services import sample
from desktop.services.datafile.store import Store
from desktop.services.records import cards
from desktop.ui.desk import Desk
from desktop.ui.kit.settings import DeskSettings
from desktop.ui.kit.theme import Mode, Theme
from desktop.ui.lists.record_card import RecordCard
from desktop.ui.records.view_page import ViewPage
from desktop.ui.window.screens import OPENERS, VIEWS

TIMES = 15
_WINDOW = """SELECT id, title, status, place FROM (
    SELECT id, title, status, row_number() OVER (PARTITION BY status ORDER BY status_on, title) AS place FROM proposal
    WHERE board_id = 1) WHERE place <= 50"""
_ROWS = (
    "SELECT * FROM proposal WHERE id = 1",
    "SELECT * FROM comment WHERE proposal_id = 1",
    "SELECT * FROM opinion WHERE proposal_id = 1",
    "SELECT a.* FROM attachment a JOIN proposal_attachment p ON p.attachment_id = a.id WHERE p.proposal_id = 1",
)


def milliseconds(work: Callable[[], object], times: int = TIMES) -> float:
    """CPU milliseconds, the median of some runs, after one that does not count."""
    work()
    took = []
    for _ in range(times):
        began = time.process_time()
        work()
        took.append((time.process_time() - began) * 1000)
    return statistics.median(took)


def in_turns(
    one: Callable[[], object], other: Callable[[], object], times: int = TIMES
) -> tuple[float, float]:
    """The same of two that are compared, one after the other: a machine of changing speed is as slow to both."""
    pairs = [(milliseconds(one, 1), milliseconds(other, 1)) for _ in range(times)]
    return statistics.median(each for each, _ in pairs), statistics.median(each for _, each in pairs)


def told(name: str, floor: float, ours: float, most: str) -> None:
    """One line of the table."""
    print(f"{name:44} floor {floor:8.2f} ms   here {ours:8.2f} ms   {ours / floor:6.2f} ×   (at most {most})")


@contextmanager
def desk_of(store: Store, folder: Path) -> Iterator[Desk]:
    """A desk at the data, with the window's style."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    Theme(application, Mode.LIGHT)
    desk = Desk(store, DeskSettings(folder / "desk.ini"), openers=OPENERS)
    desk.set_scope(cohort_id=None, board_id=1)
    yield desk
    desk.jobs.close()


def fill(store: Store, number: int) -> None:
    """A board with so many proposals in all states, the first of them with a full card."""
    states = itertools.cycle(status.value for status in ProposalStatus)
    day = dt.date(2022, 4, 2)
    with store.operation("제안 넣기") as op:
        board = op.add(Board(name="1기", year=2022))
        rows = [
            {
                "board_id": board.id, "title": f"제안 {place}", "idea": "걷기 좋은 거리를 만든다. " * 12,
                "status": next(states), "status_on": day + dt.timedelta(days=place % 150), "reason": "까닭",
            }
            for place in range(number)
        ]  # fmt: skip
        first = op.insert_many(Proposal, rows)[0]
    with store.operation("카드 채우기") as op:
        at = store.clock()
        op.insert_many(
            Comment,
            [
                {
                    "proposal_id": first, "stance": "찬성", "words": f"{place}번째 글입니다. " * 6, "at": at,
                    "written_by": "김주무관", "member_id": None, "reply_to_id": None,
                }
                for place in range(50)
            ],
        )  # fmt: skip
        for place in range(10):
            op.add(Opinion(proposal_id=first, department=f"부서 {place}", asked_on=day, due_on=day))
        stored = op.add(StoredFile(sha256="0" * 64, size=0))
        for place in range(5):
            row = op.add(Attachment(file_id=stored.id, name=f"현장 사진 {place}.jpg"))
            op.add(ProposalAttachment(proposal_id=first, attachment_id=row.id))


def main(number: int = 10_000) -> None:
    """Print both."""
    with tempfile.TemporaryDirectory() as place, Store.create(Path(place) / "제안.db") as store:
        fill(store, number)
        with desk_of(store, Path(place)) as desk, store.read() as session:
            board(desk, milliseconds(lambda: session.execute(text(_WINDOW)).all()))
            floor = milliseconds(lambda: [session.execute(text(each)).all() for each in _ROWS])
            with (
                Store.create(Path(place) / "예제.db", fill=sample.create) as practice,
                desk_of(practice, Path(place)) as other,
            ):
                ours, theirs = card(desk, "proposals", 1), card(other, "trainees", _graduate(practice))
                full, graduate = in_turns(ours, theirs)
                whole = milliseconds(card(desk, "proposals", 1, to_the_end=True))
            told("제안 카드, 50 comments, 10 opinions, 5 files", floor, full, "100 ms")
    name = "the card of a graduate of the sample"
    print(f"{name:44} {graduate:51.2f} ms   {full / graduate:6.2f} ×   (at most 1.5 ×)")
    print(f"{'제안 카드, until its last line is there':44} {whole:51.2f} ms")


def board(desk: Desk, floor: float) -> None:
    """The 판: read and painted, all of it too where it is as it was."""
    view = VIEWS["proposal_board"]
    page = view.make(desk, view)
    assert isinstance(page, ViewPage)
    page.resize(1400, 900)
    page.show()
    QApplication.processEvents()

    def anew() -> None:
        page.refresh()
        page.update()
        QApplication.processEvents()

    told("판 of 10,000 proposals, painted", floor, milliseconds(anew), "3 ×")
    page.close()


def card(desk: Desk, kind: str, row_id: int, *, to_the_end: bool = False) -> Callable[[], None]:
    """What makes a record's card of the data and paints what of it is in sight; or waits for the rest of it too."""
    shown = RecordCard()
    shown.resize(360, 900)
    shown.show()
    QApplication.processEvents()

    def show() -> None:
        shown.show_card(cards.card(desk.store, kind, row_id, desk.scope, masked=True, names=True))
        QApplication.sendPostedEvents()
        shown.repaint()
        while to_the_end and shown.going_on:
            QApplication.processEvents()
        QApplication.sendPostedEvents(
            None, QEvent.Type.DeferredDelete
        )  # the card before, as a window's loop does

    return show


def _graduate(store: Store) -> int:
    with store.read() as session:
        found = select(Enrolment.id).where(Enrolment.status == "수료").order_by(Enrolment.id)
        return session.scalars(found).first() or 0
