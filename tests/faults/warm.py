"""Imported by the server that desks are forked from, and there alone: each kind of work has been done once before.

So every desk begins with its libraries loaded and its statements compiled, and what is struck is the work.
"""

import gc
import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine

from desktop.services.datafile import engines
from desktop.services.datafile.store import Store
from tests.faults import looking, work

_first: dict[object, Engine] = {}


def _sharing(*address: object, **named: Any) -> Engine:
    """An engine that takes its statements from the first of its kind: each would compile all of them anew."""
    engine = create_engine(*address, **named)
    first = _first.setdefault(named["module"], engine)
    engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
    return engine


engines.create_engine = _sharing


def _do_everything(folder: Path) -> None:
    Store.create(folder / work.DATA).close()
    work.prepare_few(folder)
    work.make_older(folder)
    for done in (
        work.import_few, work.issue, work.export_trainees, work.export_pdf, work.save_cohort, work.back_up,
        work.restore, work.upgrade, work.look, work.prepare_board, work.move_proposal, work.attach_photo,
    ):  # fmt: skip
        done(folder)
    looking.start_again(folder, work.DATA)
    looking.examine(folder / work.OLD)


with tempfile.TemporaryDirectory() as _name:
    _do_everything(Path(_name))
gc.collect()
gc.freeze()  # else the first collection in each desk would copy every page it shares with the server
