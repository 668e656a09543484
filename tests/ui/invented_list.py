"""A desk, and a list of invented trainees that lives in memory: narrow enough to see what the kit itself does."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desktop.errors import UserError
from desktop.queries.card import Card, Fact, Linked, Past
from desktop.queries.filtering import Filter, Test
from desktop.queries.list_spec import Criteria, Flag
from desktop.rules.fields import Field, Kind, parse, show
from desktop.rules.training import ENROLMENT
from desktop.ui.kit.bus import Bus
from desktop.ui.kit.commands import Needs
from desktop.ui.kit.jobs import Jobs
from desktop.ui.kit.settings import DeskSettings
from desktop.ui.kit.theme import Mode, Theme
from desktop.ui.lists.list_page import ListPage
from desktop.ui.table.list_source import Action, BadCell, ListSource
from desktop.ui.table.table_view import TableView

TODAY = dt.date(2022, 9, 16)
FAMILY = "강김박서신오윤이임장최한"
GIVEN = ("은우", "나지", "서민", "건도", "다우", "아재", "서재", "지윤", "우연", "민우")
MAJORS = ("컴퓨터공학", "통계학", "국어국문학", "디자인", "간호학")
TEAMS = ("WATCH MAN", "You Can Makeup", "Oil Price Mate", "Deep 오션", "Saving Dog")


@dataclass(frozen=True)
class FakeColumn:
    field: Field
    width: int = 120
    sortable: bool = True
    editable: bool = True
    shown: bool = True
    flag: Flag | None = None


COLUMNS = (
    FakeColumn(Field("name", "성명", Kind.NAME, required=True, private=True), 96),
    FakeColumn(Field("birth_date", "생년월일", Kind.BIRTH_DATE, private=True), 120),
    FakeColumn(Field("age", "만 나이", Kind.INTEGER), 84, editable=False),
    FakeColumn(Field("major", "전공"), 128),
    FakeColumn(Field("phone", "연락처", Kind.PHONE, private=True), 140),
    FakeColumn(Field("team", "팀", Kind.CHOICE, choices=TEAMS), 148),
    FakeColumn(Field("pay", "지급액", Kind.AMOUNT, unit="원"), 120),
    FakeColumn(Field("status", "상태", Kind.CHOICE, choices=("신청", "수강", "수료", "미수료")), 116),
)
KEYS = [column.field.key for column in COLUMNS]


def invented(count: int) -> dict[int, list[Any]]:
    return {
        n: [
            FAMILY[n % 12] + GIVEN[n * 7 % 10],
            dt.date(1984 + n % 18, 1 + n % 12, 1 + n * 3 % 28),
            20 + n % 19,
            MAJORS[n % 5],
            f"010-{1000 + n * 37 % 9000:04}-{1000 + n * 71 % 9000:04}",
            TEAMS[n % 5],
            None if n % 9 == 0 else 900_000 + n * 1_300,
            ("수료", "수료", "수강", "미수료", "수료 불가 79.2%")[n * 3 % 5 if n % 4 else 0],
        ]
        for n in range(1, count + 1)
    }


@dataclass
class FakeDesk:
    jobs: Jobs
    bus: Bus
    settings: DeskSettings


@dataclass
class FakeListing:
    """Counts how often it is asked, so that tests see what painting costs."""

    rows: list[tuple[Any, ...]]
    columns: tuple[FakeColumn, ...] = COLUMNS
    pages_read: int = 0
    _ranks: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._ranks = {row[0]: rank for rank, row in enumerate(self.rows)}

    def count(self) -> int:
        return len(self.rows)

    def page(self, offset: int, limit: int) -> list[tuple[Any, ...]]:
        self.pages_read += 1
        return self.rows[offset : offset + limit]

    def ids(self, offset: int = 0, limit: int | None = None) -> list[int]:
        end = None if limit is None else offset + limit
        return [row[0] for row in self.rows[offset:end]]

    def rank_of(self, row_id: int) -> int | None:
        return self._ranks.get(row_id)

    long = False
    ranked = True
    ready = True

    def prepare(self, rows: int) -> None:
        self.ids(0, rows)

    def beginning(self, rows: int) -> None:
        return None

    def settle(self) -> None:
        self.ready = True


class FakeTrainees:
    """The data side of a list, as services and queries will give it."""

    def __init__(self, count: int, bus: Bus) -> None:
        self.rows = invented(count)
        self.bus = bus
        self.opened: list[int] = []
        self.ran: list[tuple[str, list[int]]] = []
        self.listings: list[FakeListing] = []

    def open(self, criteria: Criteria) -> FakeListing:
        rows = [(n, *values) for n, values in self.rows.items() if self._fits(values, criteria)]
        for key, descending in criteria.order:
            place = KEYS.index(key) + 1
            rows.sort(key=lambda row: (row[place] is None, row[place] or 0, row[0]), reverse=descending)
        self.listings.append(FakeListing(rows))
        return self.listings[-1]

    def _fits(self, values: list[Any], criteria: Criteria) -> bool:
        texts = [show(column.field, value) for column, value in zip(COLUMNS, values, strict=True)]
        if criteria.search and not any(criteria.search in text for text in texts):
            return False
        return all(_holds(values[KEYS.index(wanted.key)], wanted) for wanted in criteria.filters)

    def values(self, key: str) -> list[tuple[Any, int]]:
        place = KEYS.index(key)
        found: dict[Any, int] = {}
        for row in self.rows.values():
            found[row[place]] = found.get(row[place], 0) + 1
        return sorted(found.items(), key=lambda pair: -pair[1])

    def edit(self, row_id: int, key: str, text: str) -> None:
        place = KEYS.index(key)
        value = parse(COLUMNS[place].field, text, TODAY)
        if value is None and COLUMNS[place].field.required:
            raise UserError("성명은 비울 수 없습니다. 이름을 적어 주세요.", key)
        self.rows[row_id][place] = value
        self.bus.committed.emit(None)

    def paste(self, ids: list[int], keys: list[str], texts: list[list[str | None]]) -> list[BadCell]:
        bad = []
        for row_id, line in zip(ids, texts, strict=True):
            for key, text in zip(keys, line, strict=True):
                if text is None:
                    continue
                place = KEYS.index(key)
                try:
                    self.rows[row_id][place] = parse(COLUMNS[place].field, text, TODAY)
                except UserError as error:
                    bad.append(BadCell(row_id, key, text, error.message))
        return bad

    def card(self, row_id: int, masked: bool) -> Card | None:
        values = self.rows[row_id]
        return Card(
            title=values[0],
            subtitle=f"서초 AI칼리지 2022 · 포트폴리오 · {values[5]}",
            state=values[7],
            facts=(
                Fact("생년월일", show(COLUMNS[1].field, values[1])),
                Fact("연락처", show(COLUMNS[4].field, values[4], masked=True), lambda: values[4]),
                Fact("거주", "서초구 방배동"),
                Fact("전공", f"{values[3]} · 비전공"),
                Fact("동의", "수집·이용, 제3자 제공 (2022. 3. 2.)"),
            ),
            linked=(
                Linked("기초 수료 → 심화 수료 → 포트폴리오 수료"),
                Linked("수료증 제2022-004호 (2022. 9. 16.)", "certificates", 4),
                Linked("면접 3건 · 매칭: (주)가람데이터", "matches", 9),
            ),
            history=(
                Past("9. 15. 14:02", "상태 수강 → 수료", "김주무관"),
                Past("9. 13. 09:41", "연락처 수정", "김주무관"),
                Past("3. 20. 10:05", "신청자 456명 가져오기", "김주무관"),
            ),
        )

    def run(self, name: str) -> Callable[[list[int]], None]:
        return lambda ids: self.ran.append((name, ids))

    def source(self, **other: Any) -> ListSource:
        add = Action(title="교육생 추가", icon="add", run=self.run("add"), shortcut="Ctrl+N")
        plain = ListSource(
            key="trainees",
            title="교육생",
            unit="명",
            columns=COLUMNS,
            open=self.open,
            total=lambda: len(self.rows),
            values=self.values,
            edit=self.edit,
            paste=self.paste,
            card=self.card,
            open_record=self.opened.append,
            actions=(
                add,
                Action(title="엑셀 가져오기", icon="import", run=self.run("import"), shortcut="Ctrl+Shift+O"),
                Action(title="엑셀 내보내기", icon="export", run=self.run("export"), writes=False),
                Action(
                    title="수료증 발급", icon="medal", run=self.run("issue"), needs=Needs.SOME, primary=True
                ),
                Action(
                    title="지우기", icon="delete", run=self.run("delete"), needs=Needs.SOME, in_header=False
                ),
            ),
            states={"status": ENROLMENT.tones},
            watches=frozenset({"trainee"}),
            empty="신청서 엑셀을 가져오면 교육생이 여기에 보입니다.",
            first=add,
            start=Criteria(order=(("name", False),)),
            masked=False,
        )
        return replace(plain, **other)


def _holds(value: Any, wanted: Filter) -> bool:
    if wanted.test is Test.ONE_OF:
        return value in wanted.values
    if wanted.test is Test.BLANK:
        return value in (None, "")
    if wanted.test is Test.NOT_BLANK:
        return value not in (None, "")
    if wanted.test is Test.RANGE:
        low, high = wanted.values
        return value is not None and (low is None or value >= low) and (high is None or value <= high)
    return str(wanted.values[0]) in str(value or "")


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Mode.LIGHT)


@pytest.fixture
def desk(theme: Theme, tmp_path: Any) -> Any:
    jobs = Jobs()
    yield FakeDesk(jobs, Bus(), DeskSettings(tmp_path / "책상 설정" / "ieum.ini"))
    jobs.close()


@pytest.fixture
def trainees(desk: FakeDesk) -> FakeTrainees:
    return FakeTrainees(456, desk.bus)


@pytest.fixture
def page(qtbot: Any, desk: Any, trainees: Any) -> ListPage:
    made = ListPage(trainees.source(), desk)
    qtbot.addWidget(made)
    made.resize(1240, 880)
    made.show()
    qtbot.waitExposed(made)
    made.table.setFocus()
    return made


@pytest.fixture
def table(page: ListPage) -> TableView:
    return page.table


@pytest.fixture
def hangul() -> Callable[..., None]:
    """``hangul(widget, "홍길", "동")``: types as an input method does; the last syllable is still being composed."""

    def compose(widget: QWidget, typed: str, composing: str = "") -> None:
        for syllable in typed:
            QCoreApplication.sendEvent(widget, QInputMethodEvent(syllable, []))
            done = QInputMethodEvent()
            done.setCommitString(syllable)
            QCoreApplication.sendEvent(widget, done)
        if composing:
            QCoreApplication.sendEvent(widget, QInputMethodEvent(composing, []))

    return compose


@pytest.fixture(autouse=True)
def _no_box_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message nobody expected fails the test instead of waiting for a person."""

    def refuse(box: QMessageBox) -> int:
        raise AssertionError(box.text())

    monkeypatch.setattr(QMessageBox, "exec", refuse)
