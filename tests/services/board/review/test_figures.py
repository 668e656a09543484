"""성과: how far proposals came and how long answers took, and every figure opens exactly its rows; on both databases."""

import datetime as dt
from fractions import Fraction

import pytest
from sqlalchemy import select

from desktop.model.board import Opinion, Proposal
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services.board.proposals import merging
from desktop.services.board.review import figures
from desktop.services.kinds import LISTS
from desktop.services.records import choices, moves, records

pytestmark = pytest.mark.both_databases
WALKING = ("9일 걸린 제안", "12일 걸린 제안", "31일 걸린 제안")


@pytest.fixture
def scope(store, clock):
    board = records.save(store, "boards", {"name": "슈퍼히어로 1기", "year": 2022}).inserted["board"][0]
    return Scope(board_id=board, today=store.today())


@pytest.fixture
def term(store, scope, clock):
    """Four answered after 4, 9, 12 and 31 days, the third of them with a no; one still waits."""
    begun = clock.time
    for days, to in ((4, "채택"), (9, "채택"), (12, "불채택"), (31, "부분채택"), (0, "")):
        clock.time = begun
        values = {"title": f"{days}일 걸린 제안"}
        row = records.save(store, "proposals", values, scope=scope).inserted["proposal"]
        for status in ("제출", "검토"):
            moves.move(store, "proposals", row, status, "", scope)
        if to:
            clock.time = begun + dt.timedelta(days=days)
            moves.move(store, "proposals", row, to, "사유", scope, {"obstacle": "없음"})
    return scope.board_id


def opened(store, mark, scope):
    """How many rows a mark opens."""
    criteria = Criteria(filters=mark.rows.filters, scope=scope)
    return Listing(store.engine, LISTS[mark.rows.kind], criteria).count()


def titles(store, mark, scope):
    listing = Listing(store.engine, LISTS[mark.rows.kind], Criteria(filters=mark.rows.filters, scope=scope))
    place = [column.key for column in listing.columns].index("title") + 1
    return sorted(row[place] for row in listing.page(0, 100))


def told(store, scope, title):
    (chart,) = (each for each in figures.charts(store, scope.board_id) if each.title == title)
    return [(mark.label, mark.told) for mark in chart.marks], chart.marks


def asked(store, proposal, department, days, *, skipped=None):
    """A department's opinion on a proposal, so many days after it was asked; None: it waits."""
    begun = store.today()
    answered = None if days is None else begun + dt.timedelta(days=days)
    with store.operation("의견") as op:
        op.add(
            Opinion(
                proposal_id=proposal, department=department, asked_on=begun, answered_on=answered,
                verdict=answered and "수용", skipped_reason=skipped,
            )
        )  # fmt: skip


@pytest.mark.feature("JB-19")
@pytest.mark.feature("AN-07")
def test_the_median_and_the_adoption_open_exactly_their_rows(store, term, scope):
    funnel, marks = told(store, scope, "접수에서 시행까지")
    assert funnel == [
        ("접수", "5건"),
        ("답변", "4건 (80.0 %)"),
        ("채택", "3건 (60.0 %)"),
        ("시행", "0건 (0.0 %)"),
    ]
    assert [opened(store, mark, scope) for mark in marks] == [5, 4, 3, 0]
    lead_times, (whole, without_theme) = told(store, scope, "주제마다 접수에서 답변까지")
    assert {each for _label, each in lead_times} == {"10.5일 · 답변 4건 · 기다림 1건"}
    assert opened(store, whole, scope) == opened(store, without_theme, scope) == 5
    _told, marks = told(store, scope, "주제마다 채택률")
    assert [mark.told for mark in marks] == ["3건 (75.0 %)"] * 2
    assert [mark.share for mark in marks] == [Fraction(3, 4)] * 2
    assert [opened(store, mark, scope) for mark in marks] == [3, 3]


@pytest.mark.feature("JB-19")
def test_a_named_theme_and_team_open_exactly_their_own(store, term, scope):
    policy = choices.of(store, "policies", scope)[0][0]

    def add(kind, **values):
        return next(iter(records.save(store, kind, values, scope=scope).inserted.values()))[0]

    for key, kind, values in (
        ("theme", "themes", {"name": "걷기", "policy_id": policy}),
        ("team", "board_teams", {"name": "걷는팀"}),
    ):
        named = add(kind, **values)
        add(kind, **values | {"name": "딴 이름"})
        with store.operation("나누기") as op:
            for row in op.session.scalars(select(Proposal).where(Proposal.title.in_(WALKING))):
                setattr(row, f"{key}_id", named)
        title = {"theme": "주제", "team": "팀"}[key]
        lead_times, marks = told(store, scope, f"{title}마다 접수에서 답변까지")
        assert lead_times == [
            ("전체", "10.5일 · 답변 4건 · 기다림 1건"),
            ("없음", "4일 · 답변 1건 · 기다림 1건"),
            (values["name"], "12일 · 답변 3건 · 기다림 0건"),
        ]
        assert titles(store, marks[2], scope) == sorted(WALKING)
        assert titles(store, marks[1], scope) == ["0일 걸린 제안", "4일 걸린 제안"]
        adopted, marks = told(store, scope, f"{title}마다 채택률")
        assert adopted[2] == (values["name"], "2건 (66.7 %)")
        assert titles(store, marks[2], scope) == ["31일 걸린 제안", "9일 걸린 제안"]


@pytest.mark.feature("AN-07")
def test_a_departments_median_tells_of_the_rows_it_opens_and_of_no_other(store, term, scope):
    with store.read() as session:
        ids = dict(session.execute(select(Proposal.title, Proposal.id)).all())
    for title, days in zip(("4일", "9일", "12일", "0일"), (3, 5, 10, None), strict=True):
        asked(store, ids[f"{title} 걸린 제안"], "도로과", days)
    asked(store, ids["31일 걸린 제안"], "도로과", None, skipped="구두 협의")
    asked(store, ids["0일 걸린 제안"], "강남도로과", 2)
    lead_times, marks = told(store, scope, "부서마다 의견까지")
    assert lead_times == [
        ("강남도로과", "2일 · 답변 1건 · 기다림 0건"),
        ("도로과", "5일 · 답변 3건 · 기다림 1건"),
    ]
    assert [opened(store, mark, scope) for mark in marks] == [1, 4]
    adopted, marks = told(store, scope, "부서마다 의견을 물은 제안의 채택률")
    assert adopted == [("도로과", "2건 (66.7 %)")]
    assert titles(store, marks[0], scope) == ["4일 걸린 제안", "9일 걸린 제안"]


def test_a_department_that_was_asked_again_counts_once_in_its_adoption(store, term, scope):
    with store.read() as session:
        ids = dict(session.execute(select(Proposal.title, Proposal.id)).all())
    for title, days in (("4일", 3), ("4일", 1), ("12일", 2)):
        asked(store, ids[f"{title} 걸린 제안"], "도로과", days)
    adopted, marks = told(store, scope, "부서마다 의견을 물은 제안의 채택률")
    assert adopted == [("도로과", "1건 (50.0 %)")]
    assert titles(store, marks[0], scope) == ["4일 걸린 제안"]
    lead_times, marks = told(store, scope, "부서마다 의견까지")
    assert lead_times == [("도로과", "2일 · 답변 3건 · 기다림 0건")], "each time it was asked took its days"
    assert opened(store, marks[0], scope) == 3


def test_what_was_taken_up_stays_so_while_it_is_tried_out(store, term, scope):
    with store.read() as session:
        adopted = session.scalars(select(Proposal.id).where(Proposal.status == "채택")).all()
        waiting = session.scalars(select(Proposal.id).where(Proposal.status == "검토")).all()
    moves.move(store, "proposals", [*adopted, *waiting], "시범", "", scope)
    for title, place in (("접수에서 시행까지", 2), ("주제마다 채택률", 0)):
        lines, marks = told(store, scope, title)
        assert lines[place][1].startswith("3건")
        assert opened(store, marks[place], scope) == 3


def test_what_is_merged_counts_with_what_it_is_merged_into(store, term, scope):
    with store.read() as session:
        ids = dict(session.execute(select(Proposal.title, Proposal.id)).all())
    asked(store, ids["0일 걸린 제안"], "도로과", None)
    asked(store, ids["4일 걸린 제안"], "도로과", 2)
    merging.merge(store, ids["4일 걸린 제안"], [ids["0일 걸린 제안"]])
    for title, line in (
        ("접수에서 시행까지", ("접수", "4건")),
        ("주제마다 접수에서 답변까지", ("전체", "10.5일 · 답변 4건 · 기다림 0건")),
        ("부서마다 의견까지", ("도로과", "2일 · 답변 1건 · 기다림 0건")),
        ("운영방침마다 제안", ("쾌적", "0건 (0.0 %)")),
    ):
        lines, marks = told(store, scope, title)
        assert lines[0] == line
        assert opened(store, marks[0], scope) == {"접수": 4, "전체": 4, "도로과": 1, "쾌적": 0}[line[0]]


def test_what_was_taken_back_rests_and_waits_no_more(store, term, scope):
    with store.read() as session:
        waiting = session.scalars(select(Proposal.id).where(Proposal.status == "검토")).all()
    asked(store, waiting[0], "도로과", None)
    moves.move(store, "proposals", waiting, "취하", "철회함", scope)
    lead_times, marks = told(store, scope, "팀마다 접수에서 답변까지")
    assert lead_times[0] == ("전체", "10.5일 · 답변 4건 · 기다림 0건 · 그침 1건")
    assert opened(store, marks[0], scope) == 5
    lead_times, marks = told(store, scope, "부서마다 의견까지")
    assert lead_times == [("도로과", "답변 없음 · 기다림 0건 · 그침 1건")]
    assert opened(store, marks[0], scope) == 1


@pytest.mark.feature("AN-07")
def test_pilots_that_were_widened_and_how_far_they_came(store, term, scope):
    with store.read() as session:
        proposal = session.scalars(select(Proposal.id).order_by(Proposal.id)).first()
    for actual, verdict in ((55, "확대"), (66, "확대"), (35, "중단"), (50, "")):
        values = {"proposal_id": proposal, "place": "역 앞", "starts_on": "2022-09-01"}
        pilot = records.save(store, "pilots", values).inserted["pilot"][0]
        measured = {"pilot_id": pilot, "name": "만족도", "baseline": "40", "target": "60"}
        records.save(store, "indicators", measured | {"actual": str(actual)})
        if verdict:
            records.save(store, "pilots", {"verdict": verdict}, record_id=pilot)
    verdicts, marks = told(store, scope, "시범운영의 판정")
    assert verdicts == [
        ("마침", "3건"),
        ("확대", "2건 (66.7 %)"),
        ("수정", "0건 (0.0 %)"),
        ("중단", "1건 (33.3 %)"),
        ("진행 중", "1건"),
    ]
    assert [opened(store, mark, scope) for mark in marks] == [3, 2, 0, 1, 1]
    reached, marks = told(store, scope, "시범 지표의 달성률 (중앙값)")
    assert reached == [
        ("전체", "75.0 % · 지표 3개"),
        ("확대", "102.5 % · 지표 2개"),
        ("중단", "−25.0 % · 지표 1개"),
    ]
    assert [opened(store, mark, scope) for mark in marks] == [3, 2, 1]
    assert [mark.value for mark in marks] == [750, 1025, 0]


def test_a_term_that_received_nothing_has_no_figures(store, scope):
    assert figures.charts(store, scope.board_id) == ()
