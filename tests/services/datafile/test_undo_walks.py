"""Undo and redo against a model: random walks of two desks whose accounts share a name, over whole images of the data.

The model is two stacks per desk. A refusal leaves everything as it was; what is taken back at once leaves what stood
before, what is done again leaves what stood before it was taken back; every earlier moment can be looked back to; and in
the end the file is whole. ``IEUM_WALKS`` is how many walks are tried, 3 where nothing else is said.
"""

import datetime as dt
import os
import shutil
from dataclasses import dataclass
from typing import Any

import hypothesis
import openpyxl
import pytest
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import LargeBinary, select

from desktop.errors import UserError
from desktop.model import tables
from desktop.model.certificates import Certificate
from desktop.model.people import Person
from desktop.model.training import Cohort, Enrolment, Stage, Trainee
from desktop.queries.list_spec import Scope
from desktop.queries.lists import LINES
from desktop.services import importing, settings
from desktop.services.certificates import issuing
from desktop.services.datafile import history
from desktop.services.datafile.lines import keeping
from desktop.services.datafile.store import Store
from desktop.services.records import moves, records
from desktop.services.safety.integrity import check

WALKS = int(os.environ.get("IEUM_WALKS", "3"))
IMAGED = [table for table in tables.METADATA.sorted_tables if tables.BY_NAME[table.name].journalled]
DESKS, NAMES, PICKS = (
    st.sampled_from((0, 1)),
    st.sampled_from(("김민수", "박하늘", "이솔")),
    st.integers(0, 9),
)


def image(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every journalled table, without the bytes of files."""
    with store.read() as session:
        found = {}
        for table in IMAGED:
            columns = [column for column in table.c if not isinstance(column.type, LargeBinary)]
            found[table.name] = [
                tuple(map(str, row)) for row in session.execute(select(*columns).order_by(table.c.id))
            ]
        return found


@dataclass
class Done:
    """An operation the model knows of, and what stood before it was last done or undone."""

    id: int
    desk: int
    sealed: bool
    before: dict[str, Any]


class Walk(RuleBasedStateMachine):
    location: str
    sheet: str

    def __init__(self) -> None:
        super().__init__()
        self.time = dt.datetime(2022, 9, 16, 1, 0, tzinfo=dt.UTC)
        place = self.fresh()
        self.desks = [
            Store.open(place, user="user", desk=desk, clock=lambda: self.time) for desk in ("가", "나")
        ]
        self.done: list[list[Done]] = [[], []]
        self.undone: list[list[Done]] = [[], []]
        self.finals: list[list[int]] = [[], []]
        self.last: tuple[str, Done] | None = None
        self.scope = Scope(cohort_id=self._seeded(), today=self.time.date())
        self.moments = [(self.time, image(self.desks[0]))]

    @staticmethod
    def fresh() -> str:
        raise NotImplementedError

    def _seeded(self) -> int:
        with self.desks[0].operation("기수", user="처음") as op:
            cohort = op.add(Cohort(name="2022 기수", year=2022, programme="서초 AI칼리지"))
            stage = op.add(
                Stage(cohort_id=cohort.id, name="1단계", position=1, attendance_minimum=80, score_minimum=60)
            )
            for name in ("강은우", "서건도"):
                trainee = op.add(Trainee(person_id=op.add(Person(name=name)).id))
                op.add(Enrolment(trainee_id=trainee.id, stage_id=stage.id, status="수료"))
        return cohort.id

    # What an officer does

    def _do(self, desk: int, work: Any) -> None:
        self.time += dt.timedelta(minutes=1)
        before = image(self.desks[0])
        told: list[Any] = []
        self.desks[desk].committed.append(told.append)
        try:
            work(self.desks[desk])
        except UserError:
            assert image(self.desks[0]) == before
            return
        finally:
            self.desks[desk].committed.remove(told.append)
        for changes in told:
            self._note(Done(changes.operation_id, desk, not changes.undoable, before))
        self._keep_moment()

    def _note(self, done: Done) -> None:
        if done.sealed:
            self.finals[done.desk].append(done.id)
        else:
            self.done[done.desk].append(done)
            self.undone[done.desk].clear()
        self.last = ("done", done)

    def _keep_moment(self) -> None:
        self.moments.append((self.time, image(self.desks[0])))

    def _picked(self, store: Store, table: Any, pick: int) -> int:
        with store.read() as session:
            ids = list(session.scalars(select(table.id).order_by(table.id)))
        return ids[pick % len(ids)] if ids else 0

    @rule(desk=DESKS, name=NAMES)
    def add(self, desk: int, name: str) -> None:
        self._do(desk, lambda store: records.save(store, "trainees", {"name": name}, scope=self.scope))

    @rule(desk=DESKS, pick=PICKS, name=NAMES, phone=st.sampled_from(("", "010-1234-5678")))
    def edit(self, desk: int, pick: int, name: str, phone: str) -> None:
        def work(store: Store) -> None:
            trainee = self._picked(store, Trainee, pick)
            records.save(
                store, "trainees", {"name": name, "phone": phone}, record_id=trainee, scope=self.scope
            )

        self._do(desk, work)

    @rule(desk=DESKS, pick=PICKS)
    def delete(self, desk: int, pick: int) -> None:
        self._do(desk, lambda store: records.delete(store, "trainees", [self._picked(store, Trainee, pick)]))

    @rule(desk=DESKS, pick=PICKS, to=st.sampled_from(("선발", "대기", "중도포기", "수료")))
    def move(self, desk: int, pick: int, to: str) -> None:
        def work(store: Store) -> None:
            moves.move(store, "trainees", [self._picked(store, Trainee, pick)], to, "까닭", self.scope)

        self._do(desk, work)

    @rule(desk=DESKS, name=st.sampled_from(("서초구청", "동대문구청")))
    def office(self, desk: int, name: str) -> None:
        self._do(desk, lambda store: settings.save(store, {"name": name}))

    @rule(desk=DESKS)
    def bring_in(self, desk: int) -> None:
        def work(store: Store) -> None:
            workbook = importing.read_file(self.sheet)
            importing.run(store, importing.prepare(store, "trainees", workbook, cohort="2022 기수"))

        self._do(desk, work)

    @rule(desk=DESKS)
    def issue(self, desk: int) -> None:
        self._do(desk, lambda store: issuing.issue(store, self.scope.cohort_id, issue_date=self.time.date()))

    @rule(desk=DESKS, pick=PICKS)
    def void(self, desk: int, pick: int) -> None:
        self._do(desk, lambda store: issuing.void(store, self._picked(store, Certificate, pick), "잘못 발급"))

    # Back and forth

    @rule(desk=DESKS)
    def undo(self, desk: int) -> None:
        top = self.done[desk][-1] if self.done[desk] else None
        store = self.desks[desk]
        in_the_way = [each for each in self.finals[desk] if each > self._since(top)]
        if in_the_way and in_the_way[-1] > store.told_final:
            before = image(store)
            with pytest.raises(UserError, match="되돌리지 않았습니다"):
                history.undo(store)
            assert image(store) == before
            return
        self._take_back(desk, top, lambda: history.undo(store))

    @rule(desk=DESKS, pick=PICKS)
    def undo_of_any(self, desk: int, pick: int) -> None:
        standing = [done for stack in self.done for done in stack]
        if standing:
            chosen = standing[pick % len(standing)]
            self._take_back(desk, chosen, lambda: history.undo(self.desks[desk], chosen.id))

    def _since(self, top: Done | None) -> int:
        return getattr(top, "again", top.id) if top else 0

    def _take_back(self, desk: int, done: Done | None, work: Any) -> None:
        self.time += dt.timedelta(minutes=1)
        before = image(self.desks[0])
        try:
            changes = work()
        except UserError:
            assert image(self.desks[0]) == before
            assert self.last != ("done", done), "what was just done can be taken back"
            return
        assert done is not None, "nothing was left to take back"
        assert self._claimed(changes.operation_id) == done.id
        if self.last == ("done", done):
            assert image(self.desks[0]) == done.before
        self.done[done.desk].remove(done)
        if done.desk == desk:
            self.undone[desk].append(done)
        done.before = before
        self.last = ("undone", done)
        self._keep_moment()

    @rule(desk=DESKS)
    def redo(self, desk: int) -> None:
        self.time += dt.timedelta(minutes=1)
        top = self.undone[desk][-1] if self.undone[desk] else None
        before = image(self.desks[0])
        try:
            changes = history.redo(self.desks[desk])
        except UserError:
            assert image(self.desks[0]) == before
            assert top is None or self.last != ("undone", top), "what was just taken back can be done again"
            return
        assert top is not None, "nothing was left to do again"
        assert self._claimed(changes.operation_id) == top.id
        if self.last == ("undone", top):
            assert image(self.desks[0]) == top.before
        self.undone[desk].pop()
        self.done[desk].append(top)
        top.before = before
        top.again = changes.operation_id  # type: ignore[attr-defined]
        self.last = ("done", top)
        self._keep_moment()

    def _claimed(self, operation_id: int) -> int | None:
        with self.desks[0].read() as session:
            operation = session.get(tables.BY_NAME["operation"], operation_id)
            return operation.reverts_id  # type: ignore[union-attr,attr-defined,no-any-return]

    @invariant()
    def the_commands_name_what_they_do(self) -> None:
        for desk, store in enumerate(self.desks):
            for stack, named in (
                (self.done, history.next_undo(store)),
                (self.undone, history.next_redo(store)),
            ):
                assert (named.id if named else None) == (stack[desk][-1].id if stack[desk] else None)

    @invariant()
    def the_lists_show_what_is_kept(self) -> None:
        with self.desks[0].read() as session:
            assert [keeping.differing(session.connection(), line) for line in LINES] == [0] * len(LINES)

    @rule(pick=st.integers(0, 99))
    def look_back(self, pick: int) -> None:
        moment, stood = self.moments[pick % len(self.moments)]
        with history.as_at(self.desks[0], moment) as past:
            assert image(past) == stood

    def teardown(self) -> None:
        try:
            assert check(self.desks[0]).problems == ()
        finally:
            for store in self.desks:
                store.close()


@pytest.fixture(scope="module")
def sheet(tmp_path_factory):
    """Three people, one of them twice."""
    path = tmp_path_factory.mktemp("명단") / "신청자.xlsx"
    book = openpyxl.Workbook()
    for row in (
        ("성명", "휴대전화"),
        ("김민수", ""),
        ("오세린", "010-2222-3333"),
        ("오세린", "010-2222-3333"),
    ):
        book.active.append(row)
    book.save(path)
    return path


@pytest.mark.feature("DA-10")
@pytest.mark.feature("DA-11")
@pytest.mark.both_databases
def test_undo_and_redo_go_as_two_stacks_do(request, database, location, sheet, tmp_path):
    def fresh():
        if database == "postgresql":
            return request.getfixturevalue("databases").emptied()
        return str(shutil.copy(request.getfixturevalue("new_file"), tmp_path / "구청 자료.db"))

    class Here(Walk):
        pass

    Here.fresh, Here.sheet = staticmethod(fresh), sheet
    walks = WALKS if database == "sqlite" else max(WALKS // 4, 1)
    run_state_machine_as_test(
        Here,
        settings=hypothesis.settings(
            max_examples=walks, stateful_step_count=14, deadline=None, database=None,
            suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
            phases=(Phase.generate,),  # a walk takes too long to be shortened by trying
        ),
    )  # fmt: skip
