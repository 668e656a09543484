"""매칭·전환 현황: every bar opens as many rows as it says, and only a contract is a conversion."""

import datetime as dt

import pytest

from desktop.model.internships import Conversion
from desktop.model.matching import PlanLine
from desktop.model.placement import Match
from desktop.queries.list_spec import Criteria
from desktop.queries.listing import Listing
from desktop.queries.lists import LISTS
from desktop.rules.placement import PlanKind
from desktop.services.placement import figures
from desktop.services.placement.matching import accepting
from desktop.services.placement.matching.accepting import Choice
from desktop.ui.window.screens import VIEWS
from tests import matching

NAMES = [f"인턴{number:02}" for number in range(16)]
START, END = dt.date(2022, 10, 4), dt.date(2023, 1, 3)


@pytest.fixture
def place(desk):
    made = matching.lay_out(desk.store, {name: [] for name in NAMES}, {"X": (20, [])})
    desk.set_scope(cohort_id=made.cohort, board_id=None)
    return made


@pytest.fixture
def sixteen(desk, place):
    """16 interns, 12 offers, 8 of them accepted, 6 contracts."""
    with desk.store.operation("인턴") as op:
        for number, name in enumerate(NAMES):
            row = Match(
                trainee_id=place.people[name], opening_id=place.openings["X"], starts_on=START, ends_on=END,
                status="정규직 전환" if number < 6 else "종료",
            )  # fmt: skip
            op.add(row)
            if number < 12:
                op.add(
                    Conversion(
                        match_id=row.id, offered_on=dt.date(2022, 12, 1),
                        accepted_on=dt.date(2022, 12, 5) if number < 8 else None,
                        contracted_on=dt.date(2022, 12, 9) if number < 6 else None,
                        status="계약" if number < 6 else "수락" if number < 8 else "제의" if number < 11 else "거절",
                    )
                )  # fmt: skip


def rows_of(desk, rows):
    criteria = Criteria(filters=rows.filters, scope=desk.scope)
    return Listing(desk.store.engine, LISTS[rows.kind], criteria).ids()


@pytest.mark.feature("CO-22")
def test_sixteen_interns_twelve_offers_and_six_contracts_are_37_5_percent_and_never_75(desk, sixteen, shown):
    page = shown(VIEWS["internship_figures"].make(desk, VIEWS["internship_figures"]))
    marks = page.views[0].chart.marks
    assert [(each.label, each.value) for each in marks] == [
        ("인턴", 16),
        ("제의", 12),
        ("수락", 8),
        ("계약", 6),
    ]
    assert [each.told for each in marks] == ["16명", "12명", "8명", "6명 · 전환율 37.5 % (6 ÷ 16)"]
    assert not any("75" in each.told.replace("37.5", "") for each in marks)
    for each in marks:
        assert len(rows_of(desk, each.rows)) == each.value
    opened = []
    desk.bus.show_rows.connect(lambda kind, filters: opened.append((kind, filters)))
    page.views[0].opened.emit(marks[3].rows)
    assert opened == [("matches", marks[3].rows.filters)]


@pytest.mark.feature("AN-05")
def test_the_share_of_first_second_and_third_choices_is_that_of_a_hand_count(desk):
    place = matching.three(desk.store)
    desk.set_scope(cohort_id=place.cohort, board_id=None)
    accepting.accept(desk.store, place.cohort, PlanKind.MOST, 0, Choice(chosen_by="김주무관"))
    assert figures.charts(desk.store, place.cohort) == (), "nobody has begun"
    with desk.store.operation("근무") as op:
        for row in op.session.query(Match):
            row.status = "근무"
        by_hand = sorted(row.choice for row in op.session.query(PlanLine))
    assert by_hand == [1, 1, 3]
    chart = figures.charts(desk.store, place.cohort)[1]
    assert chart.title == "몇 희망에 배정되었나 (평균 1.67희망)"
    assert [each.told for each in chart.marks] == [
        "2명 · 66.7 % (2 ÷ 3)", "0명 · 0.0 % (0 ÷ 3)", "1명 · 33.3 % (1 ÷ 3)"
    ]  # fmt: skip
    for each in chart.marks:
        assert len(rows_of(desk, each.rows)) == each.value
