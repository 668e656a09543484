"""What screens ask for besides lists: cards, hits of the one search, choices, saved views."""

import pytest
from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.training import Stage
from desktop.queries.card import Fact
from desktop.queries.filtering import Filter, Test
from desktop.queries.list_spec import Criteria, Scope
from desktop.services.datafile.store import Store
from desktop.services.records import cards, choices, finding, moves, records, views

pytestmark = pytest.mark.both_databases


@pytest.fixture
def placed(store):
    """A trainee in a cohort, matched to a company's only place; returns (store, scope, ids)."""
    ids = {}

    def add(kind, table, values, scope=None):
        ids[kind] = records.save(store, kind, values, scope=scope).inserted[table][0]
        return ids[kind]

    cohort = add(
        "cohorts", "cohort", {"name": "서초 AI칼리지 2022", "year": 2022, "programme": "서초 AI칼리지"}
    )
    scope = Scope(cohort_id=cohort, today=store.today())
    trainee = {"name": "홍길동", "birth_date": "1998-03-01", "phone": "010-1234-5678", "major": "통계학"}
    add("trainees", "trainee", trainee, scope)
    add("companies", "company", {"name": "가람데이터", "registration_number": "124-81-00998"})
    opening = {"company_id": ids["companies"], "cohort_id": cohort, "duty": "데이터 분석", "places": 1}
    add("openings", "opening", opening)
    match = {"trainee_id": ids["trainees"], "opening_id": ids["openings"]}
    add(
        "matches",
        "internship_match",
        match | {"starts_on": "2022-10-04", "ends_on": "2023-01-03", "origin": "직접"},
    )
    return store, scope, ids


def test_a_card_tells_facts_links_and_history(placed):
    store, scope, ids = placed
    records.save(store, "trainees", {"phone": "010-9999-0000"}, record_id=ids["trainees"], reason="본인 요청")
    card = cards.card(store, "trainees", ids["trainees"], scope)
    assert card.title == "홍길동"
    assert Fact("연락처", "010-9999-0000") in card.facts
    assert any("기초과정 신청" in link.text for link in card.linked)
    assert any(link.kind == "matches" and "가람데이터" in link.text for link in card.linked)
    latest = card.history[0]
    assert (latest.what, latest.who) == (
        "연락처  010-1234-5678 → 010-9999-0000 (사유: 본인 요청)",
        "김주무관",
    )


def test_a_masked_card_shows_no_whole_phone_anywhere(placed):
    store, scope, ids = placed
    records.save(store, "trainees", {"phone": "010-9999-0000"}, record_id=ids["trainees"])
    card = cards.card(store, "trainees", ids["trainees"], scope, masked=True)
    assert card.title == "홍*동"
    assert "1234-5678" not in repr(card)
    assert "9999-0000" not in repr(card)


def test_a_card_is_called_by_the_name_of_its_record_wherever_that_stands(placed):
    store, scope, ids = placed
    with store.read() as session:
        stage_id = session.scalar(
            select(Stage.id).where(Stage.cohort_id == ids["cohorts"]).order_by(Stage.id)
        )
    card = cards.card(store, "stages", stage_id, scope)
    assert card.title == "기초과정"
    assert Fact("기수", "서초 AI칼리지 2022") in card.facts


@pytest.mark.parametrize("kind", ["trainees", "companies", "openings", "matches", "cohorts"])
def test_every_kind_has_a_card_and_a_gone_record_has_none(placed, kind):
    store, scope, ids = placed
    assert cards.card(store, kind, ids[kind], scope).title
    assert cards.card(store, kind, 9999, scope) is None


@pytest.mark.feature("DA-07")
@pytest.mark.parametrize("text", ["홍길", "ㅎㄱㄷ", "5678", "ghdrlfehd"])
def test_one_search_finds_a_person_wherever_he_stands(placed, text):
    store, _scope, _ids = placed
    assert {"trainees", "matches"} <= {hit.kind for hit in finding.everywhere(store, text)}


def test_one_search_finds_companies_and_masks_phones(placed):
    store, _scope, _ids = placed
    hits = finding.everywhere(store, "가람")
    assert "companies" in {hit.kind for hit in hits}
    assert all("1234-5678" not in hit.detail for hit in finding.everywhere(store, "홍길동"))
    assert finding.everywhere(store, "  ") == []


def test_choices_tell_namesakes_apart_and_count_places(placed):
    store, scope, _ids = placed
    assert choices.of(store, "trainees", scope)[0][1] == "홍길동 · 1998. 3. 1. · 신청"
    assert choices.of(store, "openings", scope)[0][1] == "가람데이터 · 데이터 분석 · 남은 자리 0/1"
    assert choices.of(store, "companies", scope)[0][1] == "가람데이터 (124-81-00998)"


@pytest.mark.feature("DA-08")
def test_a_saved_view_survives_a_restart_with_its_count(placed, clock):
    store, scope, _ids = placed
    criteria = Criteria(filters=(Filter("major", Test.ONE_OF, ("통계학",)),), order=(("birth_date", True),))
    views.save(store, "trainees", "통계학 전공", criteria, ("name", "major"))
    store.close()
    with Store.open(store.location, clock=clock) as again:
        (view,) = views.of_kind(again, "trainees")
        assert (view.name, view.columns) == ("통계학 전공", ("name", "major"))
        assert (view.criteria.filters, view.criteria.order) == (criteria.filters, criteria.order)
        assert views.count(again, "trainees", view, scope) == 1
        with pytest.raises(UserError, match="다른 자리에서 저장"):
            views.save(again, "trainees", "통계학 전공", Criteria(search="없는 사람"))
        views.save(again, "trainees", "통계학 전공", Criteria(search="없는 사람"), seen=view)
        with pytest.raises(UserError, match="다른 자리에서 저장"):
            views.save(again, "trainees", "통계학 전공", Criteria(search="누구"), seen=view)
        (view,) = views.of_kind(again, "trainees")
        assert views.count(again, "trainees", view, scope) == 0
        views.delete(again, view.id)
        assert views.of_kind(again, "trainees") == []


def test_a_number_of_a_hit_has_the_word_it_is_counted_by_or_is_left_out(placed):
    store, _scope, ids = placed
    records.save(store, "companies", {"head_count": 85}, record_id=ids["companies"])
    details = {hit.kind: hit.detail.split(" · ") for hit in finding.everywhere(store, "가람")}
    assert "85명" in details["companies"]
    person = finding.everywhere(store, "홍길동")[0]
    assert person.kind == "trainees"
    assert not any(part.isdigit() for part in person.detail.split(" · ")), "a bare age says nothing"


def test_a_reason_stands_once_on_a_card_and_an_earlier_one_with_what_it_was_the_reason_of(placed):
    store, scope, ids = placed
    moves.move(store, "matches", [ids["matches"]], "근무", "", scope)
    for status, reason in (("중도종료", "대학원 진학"), ("근무", "마음을 바꿈"), ("중도종료", "이사")):
        moves.move(store, "matches", [ids["matches"]], status, reason, scope)
    card = cards.card(store, "matches", ids["matches"], scope)
    told = [line.what for line in card.history]
    assert told[0] == "상태  근무 → 중도종료"
    assert Fact("사유", "이사") in card.facts
    everything = repr((card.facts, told))
    assert [everything.count(reason) for reason in ("이사", "마음을 바꿈", "대학원 진학")] == [1, 1, 1]


def test_numbers_on_a_card_and_in_names_have_the_word_they_are_counted_by(placed):
    store, scope, ids = placed
    records.save(store, "openings", {"wage": 2_060_000}, record_id=ids["openings"], scope=scope)
    facts = {fact.label: fact.text for fact in cards.card(store, "openings", ids["openings"], scope).facts}
    assert facts["월 임금"] == "2,060,000원"
    assert facts["모집 인원"].endswith("명")
    people = [records.save(store, "trainees", {"name": name}).inserted["trainee"][0] for name in ("가", "나")]
    assert records.delete(store, "trainees", people).name == "교육생 2명 삭제"
    words = [records.counted(kind, 2) for kind in ("comments", "companies")]
    assert words == ["2건", "2곳"]


@pytest.mark.parametrize(
    ("sought", "shown"),
    [
        ("5297", "010-5297-****"),
        ("7930", "010-****-7930"),
        ("52977930", "010-5297-7930"),
        ("297", "010-****-7930"),
    ],
)
def test_a_number_found_by_its_hidden_digits_shows_them_and_no_others(store, sought, shown):
    records.save(store, "trainees", {"name": "홍길동", "birth_date": "1998-03-01", "phone": "010-5297-7930"})
    (hit,) = (hit for hit in finding.everywhere(store, sought) if hit.kind == "trainees")
    assert shown in hit.detail
