"""A term of the board with a few members, for tests of its year."""

import datetime as dt
from types import SimpleNamespace

import openpyxl
import pytest

from desktop.queries.list_spec import Scope
from desktop.services import importing
from desktop.services.records import moves, records


@pytest.fixture
def year(store):
    """A term with three members; ``year.proposal(title)`` adds a proposal, ``year.meeting(title)`` a meeting."""
    values = {"name": "슈퍼히어로 1기", "year": 2022, "opened_on": "2022-09-14"}
    board = records.save(store, "boards", values).inserted["board"][0]
    scope = Scope(board_id=board, today=store.today())
    members = [
        records.save(store, "members", {"name": name, "department": "청소과"}, scope=scope).inserted[
            "member"
        ][0]
        for name in ("김하늘", "이바다", "박강산")
    ]

    def proposal(title, **more):
        return records.save(store, "proposals", {"title": title, **more}, scope=scope).inserted["proposal"][0]

    def meeting(title, day="2022-09-14", **more):
        raw = {"held_on": day, "title": title, **more}
        return records.save(store, "meetings", raw, scope=scope).inserted["meeting"][0]

    def move(proposal_id, *to, reason="", given=None):
        for each in to:
            moves.move(store, "proposals", [proposal_id], each, reason, scope, given)

    return SimpleNamespace(
        board=board, scope=scope, members=members, proposal=proposal, meeting=meeting, move=move
    )


@pytest.fixture
def at(clock):
    """``at(day)`` makes it one, ten in the morning; it begins on 14 September 2022."""

    def set_day(day):
        clock.time = dt.datetime.fromisoformat(f"{day}T01:00:00+00:00")

    set_day("2022-09-14")
    return set_day


@pytest.fixture
def sheet(store, year, tmp_path):
    """``sheet(kind, headings, rows)`` looks at such a file for the term; ``take`` brings it in as well."""

    def look(kind, headings, *rows, **more):
        book = openpyxl.Workbook()
        for row in (headings, *rows):
            book.active.append(row)
        path = tmp_path / f"{kind}.xlsx"
        book.save(path)
        return importing.prepare(store, kind, importing.read_file(path), **{"board_id": year.board, **more})

    return look


@pytest.fixture
def take(store, sheet):
    def take(kind, headings, *rows):
        plan = sheet(kind, headings, *rows)
        importing.run(store, plan)
        return plan

    return take
