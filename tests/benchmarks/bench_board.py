"""What the board must reach, each beside its floor, in one run.

    python tests/benchmarks/bench_board.py [FOLDER]

The 판 of 10,000 proposals and a full card until they are painted (board_screens.py), an attachment of 50 MB in and out
(board_files.py), and, where FOLDER holds proposals_data.py, which makes titles and bodies and disturbs them, the hint of
similar proposals among 10,000 beside a bare FTS5 query of the same pairs. Of that is printed: CPU of a query (median and 95th
percentile) of the bare query and of the program, whose titles and rows it reads too; the recall among the first five by kind; and
what saving a proposal takes with and without its pairs.
"""

import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).resolve().parents[part]) for part in (2, 1)]

import board_files
import board_screens
from sqlalchemy import text

from desktop.model.board import Board, Proposal
from desktop.services.board.similar import similar
from desktop.services.datafile.lines import likeness
from desktop.services.datafile.store import Store
from desktop.services.records import records
from desktop.text.grams import grams, squeezed

SAVES = 60


def timed(work: Callable[[Any], Any], asked: Sequence[Any]) -> tuple[list[float], list[Any]]:
    """CPU milliseconds of each, in order of size, and what came of each."""
    took, found = [], []
    for each in asked:
        start = time.process_time()
        found.append(work(each))
        took.append((time.process_time() - start) * 1000)
    return sorted(took), found


def told(name: str, took: Sequence[float]) -> None:
    print(f"{name:50} median {took[len(took) // 2]:7.1f} ms   p95 {took[int(len(took) * 0.95)]:7.1f} ms")


def hints(folder: Path) -> None:
    sys.path.insert(0, str(folder))
    data = import_module("proposals_data")
    documents = data.make()
    draw = random.Random(7)
    asked = list(data.queries(documents)) + [
        ("body", data.nospace(data.typos(data.syn(data.nojosa(documents[i][1][:90])))), i)
        for i in draw.sample(range(len(documents)), 200)
    ]
    with tempfile.TemporaryDirectory() as place, Store.create(Path(place) / "제안.db") as store:
        with store.operation("제안 넣기") as op:
            board = op.add(Board(name="1기", year=2022))
            rows = [
                {"board_id": board.id, "title": title, "idea": body, "status": "발굴"}
                for title, body in documents
            ]
            ids = op.insert_many(Proposal, rows)
        bare(store, asked)
        took, found = timed(lambda each: [one.id for one in similar(store, each[1])], asked)
        told("similar(), with the titles and the rows", took)
        hits, all_ = Counter[str](), Counter[str]()
        for (kind, _text, place_of), answer in zip(asked, found, strict=True):
            all_[kind] += 1
            hits[kind] += ids[place_of] in answer
        titles = {kind for kind in all_ if kind != "body"}
        share = sum(hits[kind] for kind in titles) / sum(all_[kind] for kind in titles)
        print(f"recall@5 of titles {share:.3f};", {kind: round(hits[kind] / all_[kind], 3) for kind in all_})
        saving(store)


def bare(store: Store, asked: Sequence[tuple[str, str, int]]) -> None:
    """The floor: the same pairs, known beforehand, ranked by the index alone."""
    with store.read() as session:
        counts = dict(session.execute(text("SELECT term, doc FROM proposal_pair_counts")).all())
        query = text(
            "SELECT rowid FROM proposal_pairs WHERE proposal_pairs MATCH :asked "
            "ORDER BY bm25(proposal_pairs, 6, 1) LIMIT :most"
        )

        def ask(each: tuple[str, str, int]) -> None:
            rarest = sorted({one for one in grams(each[1]) if one in counts}, key=counts.__getitem__)[:20]
            most = 50 if len(squeezed(each[1])) <= 40 else 5
            session.execute(query, {"asked": " OR ".join(f'"{one}"' for one in rarest), "most": most}).all()

        took, _found = timed(ask, asked)
    told("bare FTS5 query of the same pairs", took)


def saving(store: Store) -> None:
    def save(number: int) -> None:
        records.save(
            store, "proposals", {"title": f"저장 {number}", "idea": "걷기 좋은 거리를 만든다. " * 12}
        )

    took, _found = timed(save, range(SAVES))
    told("saving a proposal", took)
    with patch.object(likeness, "refresh", lambda *_: None):
        took, _found = timed(save, range(SAVES))
    told("saving it without its pairs", took)


if __name__ == "__main__":
    board_screens.main()
    board_files.main()
    if len(sys.argv) > 1:
        hints(Path(sys.argv[1]))
