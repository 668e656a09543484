"""The junior board as it is written: terms, members, themes, proposals and their authors."""

import datetime as dt

import pytest

from desktop.errors import Conflict, UserError
from desktop.queries.charts import Rows
from desktop.queries.filtering import Filter, Test
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services.board.review import figures
from desktop.services.datafile import history
from desktop.services.kinds import LISTS
from desktop.services.records import cards, choices, moves, records

pytestmark = pytest.mark.both_databases

KIM = {"name": "김하늘", "department": "감사담당관", "appointed_on": "2018-10-01"}


def cells(store, kind, scope, *keys):
    listing = Listing(store.engine, LISTS[kind], Criteria(scope=scope))
    places = [[column.key for column in listing.columns].index(key) + 1 for key in keys]
    return [tuple(row[place] for place in places) for row in listing.page(0, 100)]


@pytest.fixture
def board(store):
    values = {"name": "슈퍼히어로 1기", "year": 2022, "opened_on": "2022-09-14"}
    return records.save(store, "boards", values).inserted["board"][0]


@pytest.fixture
def scope(store, board):
    return Scope(board_id=board, today=store.today())


def member(store, scope, **values):
    return records.save(store, "members", KIM | values, scope=scope).inserted["member"][0]


def theme_of(store, scope, name, policy):
    policies = {text: row_id for row_id, text in choices.of(store, "policies", scope)}
    values = {"name": name, "policy_id": policies[policy]}
    return records.save(store, "themes", values, scope=scope).inserted["theme"][0]


def test_a_term_of_the_board_needs_a_name_of_its_own(store, board):
    with pytest.raises(UserError, match="같은 이름의 기수") as caught:
        records.save(store, "boards", {"name": "슈퍼히어로 1기", "year": 2023})
    assert caught.value.field == "name"


def test_the_first_member_opens_this_years_board(store):
    everywhere = Scope(today=store.today())
    member(store, everywhere)
    assert [text for _id, text in choices.of(store, "boards", everywhere)] == ["2022년 주니어보드"]


def test_a_member_is_found_by_department_or_staff_number(store, scope):
    with pytest.raises(UserError, match="부서나 직원번호") as caught:
        records.save(store, "members", {"name": "김하늘"}, scope=scope)
    assert caught.value.field == "department"
    member(store, scope, department="", staff_number="2018-0101")
    with pytest.raises(UserError, match="같은 직원번호") as caught:
        member(store, scope, name="이바다", staff_number="2018-0101")
    assert caught.value.field == "staff_number"


def test_taking_away_both_department_and_staff_number_is_refused_at_the_department(store, scope):
    member_id = member(store, scope)
    with pytest.raises(UserError, match="부서나 직원번호") as caught:
        records.save(store, "members", {"department": None}, record_id=member_id)
    assert caught.value.field == "department"


def test_one_person_is_once_in_a_term_and_again_in_the_next(store, scope):
    member(store, scope, birth_date="1992-01-02")
    with pytest.raises(UserError, match="이미 있는 위원") as caught:
        member(store, scope, birth_date="1992-01-02")
    assert caught.value.field == "name"
    next_year = records.save(store, "boards", {"name": "2기", "year": 2023}).inserted["board"][0]
    changes = records.save(
        store,
        "members",
        KIM | {"birth_date": "1992-01-02"},
        scope=Scope(board_id=next_year, today=store.today()),
    )
    assert "person" not in changes.inserted


@pytest.mark.parametrize(
    ("appointed_on", "years"),
    [("2018-09-14", 4), ("2018-09-15", 3), ("2017-09-14", 5), (None, None)],
)
def test_years_of_service_are_counted_to_the_opening_of_the_term(store, scope, appointed_on, years):
    member(store, scope, appointed_on=appointed_on)
    assert cells(store, "members", scope, "years_of_service") == [(years,)]


@pytest.mark.parametrize(("appointed_on", "told"), [("2017-09-14", "5년"), ("2017-09-13", "5년 ⚠ 5년 초과")])
def test_the_card_tells_of_which_day_the_service_is_and_whether_it_is_outside_the_rule(
    store, scope, appointed_on, told
):
    one = member(store, scope, appointed_on=appointed_on)
    facts = {fact.label: fact.text for fact in cards.card(store, "members", one, scope).facts}
    assert facts["근속(2022. 9. 14.)"] == told


@pytest.mark.feature("JB-01")
def test_the_years_of_service_asked_for_are_the_terms_own(store, board, scope):
    member(store, scope, appointed_on="2017-09-13")
    row = {"appointed_on": dt.date(2017, 9, 13), "service_day": dt.date(2022, 9, 14)}
    flag = LISTS["members"].column("years_of_service").flag

    def told():
        years = cells(store, "members", scope, "least_years", "most_years")[0]
        return flag(row | dict(zip(("least_years", "most_years"), years, strict=True)))

    assert told() == "5년 초과"
    records.save(store, "boards", {"most_years": 6}, record_id=board)
    assert told() == ""
    with pytest.raises(UserError, match="하한보다 작을 수 없습니다"):
        records.save(store, "boards", {"least_years": 7}, record_id=board)


@pytest.mark.feature("JB-02")
def test_a_term_has_the_policies_of_the_one_before_and_its_list_is_narrowed_by_them(store, board, scope):
    policies = {text: row_id for row_id, text in choices.of(store, "policies", scope)}
    assert list(policies) == ["쾌적", "안전", "투명"]
    records.save(store, "policies", {"name": "맑음"}, record_id=policies["투명"])
    for name, policy in (("공정한 인사", "맑음"), ("열린 예산", "맑음"), ("걷는 길", "쾌적")):
        theme = theme_of(store, scope, name, policy)
        records.save(store, "proposals", {"title": name, "theme_id": theme}, scope=scope)
    with pytest.raises(UserError, match="다른 기록"):
        records.delete(store, "policies", [policies["투명"]])
    only = Criteria(scope=scope, filters=(Filter("policy", Test.ONE_OF, ("맑음",)),))
    listed = Listing(store.engine, LISTS["proposals"], only)
    assert listed.count() == 2
    for status in ("제출", "검토"):
        moves.move(store, "proposals", listed.ids()[:1], status, "", scope)
    (chart,) = (each for each in figures.charts(store, board) if each.title == "운영방침마다 제안")
    assert [(mark.label, mark.value) for mark in chart.marks] == [("쾌적", 1), ("안전", 0), ("맑음", 2)]
    assert chart.marks[2].rows == Rows("proposals", only.filters)
    with pytest.raises(UserError, match="운영방침") as caught:
        records.save(store, "themes", {"name": "방침 없는 주제"}, scope=scope)
    assert caught.value.field == "policy_id"
    later = records.save(store, "boards", {"name": "2기", "year": 2023}).inserted["board"][0]
    offered = choices.of(store, "policies", Scope(board_id=later, today=store.today()))
    assert [text for _id, text in offered] == ["쾌적", "안전", "맑음"]


def test_a_theme_needs_a_policy_and_a_name_of_its_own(store, scope):
    with pytest.raises(UserError) as caught:
        records.save(store, "themes", {"name": "걷기 좋은 거리"}, scope=scope)
    assert caught.value.field == "policy_id"
    theme_of(store, scope, "걷기 좋은 거리", "쾌적")
    with pytest.raises(UserError, match="같은 이름의 주제") as caught:
        theme_of(store, scope, "걷기 좋은 거리", "안전")
    assert caught.value.field == "name"


def test_a_proposal_has_a_theme_and_authors_who_are_taken_off_and_come_back(store, scope):
    one, two = member(store, scope), member(store, scope, name="이바다", department="청소과")
    theme = theme_of(store, scope, "공정한 인사", "투명")
    raw = {"title": "인사 예고제", "theme_id": theme, "authors": (one, two)}
    proposal = records.save(store, "proposals", raw, scope=scope).inserted["proposal"][0]
    shown = records.read(store, "proposals", proposal)
    assert shown["authors"] == (one, two)
    assert shown["status"] == "발굴"
    assert cells(store, "proposals", scope, "policy") == [("투명",)]
    records.save(store, "proposals", {"authors": (two,)}, record_id=proposal)
    assert records.read(store, "proposals", proposal)["authors"] == (two,)
    history.undo(store)
    assert set(records.read(store, "proposals", proposal)["authors"]) == {one, two}


def test_a_theme_in_use_stays_and_so_does_an_author(store, scope):
    author = member(store, scope)
    theme = theme_of(store, scope, "공정한 인사", "투명")
    raw = {"title": "인사 예고제", "theme_id": theme, "authors": (author,)}
    proposal = records.save(store, "proposals", raw, scope=scope).inserted["proposal"][0]
    for kind, record_id in (("themes", theme), ("members", author)):
        with pytest.raises(UserError, match="다른 기록"):
            records.delete(store, kind, [record_id])
    records.delete(store, "proposals", [proposal])
    history.undo(store)
    assert records.read(store, "proposals", proposal)["authors"] == (author,)


def test_a_theme_someone_else_chose_meanwhile_is_told_by_its_name(store, scope):
    themes = [theme_of(store, scope, name, "안전") for name in ("통학로", "공사장", "야간 조명")]
    proposal = records.save(store, "proposals", {"title": "가", "theme_id": themes[0]}, scope=scope).inserted[
        "proposal"
    ][0]
    shown = records.read(store, "proposals", proposal)
    records.save(store, "proposals", {"theme_id": themes[1], "cost": 1_000}, record_id=proposal)
    mine = shown | {"theme_id": themes[2], "cost": 2_000}
    with pytest.raises(Conflict, match=r"주제: 내 값 '야간 조명', 지금 값 '공사장'") as caught:
        records.save(store, "proposals", mine, record_id=proposal, seen=shown)
    assert [caught.value.field, *(error.field for error in caught.value.others)] == ["theme_id", "cost"]
    assert records.read(store, "proposals", proposal)["theme_id"] == themes[1]


def test_members_of_the_term_in_work_can_be_authors(store, scope):
    member(store, scope)
    other = records.save(store, "boards", {"name": "2기", "year": 2023}).inserted["board"][0]
    assert [text for _id, text in choices.of(store, "members", scope)] == ["김하늘 · 감사담당관"]
    assert choices.of(store, "members", Scope(board_id=other, today=dt.date(2023, 9, 1))) == []
