"""Plans of a cohort: made, told why, moved by hand, accepted, and mended after somebody drops out."""

import datetime as dt
from fractions import Fraction

import pytest

from desktop.errors import UserError
from desktop.model.matching import MatchingPlan, PlanLine, Preference
from desktop.model.placement import Match
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.queries.lists import LISTS
from desktop.rules.placement import PlanKind
from desktop.services.datafile import history
from desktop.services.placement.matching import accepting, keeping, mending, moving, plans, ranking
from desktop.services.placement.matching.accepting import Choice
from desktop.services.placement.matching.ranking import Spot
from desktop.services.records import moves, records
from tests import matching

pytestmark = pytest.mark.both_databases
CHOICE = Choice(chosen_by="김주무관", note="서로 바라는 짝이 없음")


@pytest.fixture
def three(store):
    return matching.three(store)


def drawn(place, kind, seed=0):
    market = plans.read_market(place.store, place.cohort)
    return market, plans.draw(market, kind, seed)


@pytest.mark.feature("CO-09")
def test_three_plans_and_their_figures_are_those_worked_by_hand(three):
    market, stable = drawn(three, PlanKind.STABLE)
    assert three.named(stable.plan) == {"가": "Z", "나": None, "다": "Y"}
    assert (stable.figures.placed, stable.figures.choices, stable.figures.blocking) == (2, (2,), ())
    _market, most = drawn(three, PlanKind.MOST)
    assert three.named(most.plan) == {"가": "Z", "나": "Y", "다": "X"}
    assert (most.figures.choices, most.figures.mean_rank) == ((2, 0, 1), Fraction(5, 3))
    assert plans.in_words(market, most.figures.blocking) == ["다 – Y"]
    _market, regret = drawn(three, PlanKind.REGRET)
    assert three.named(regret.plan) == {"가": "X", "나": "Y", "다": "Z"}
    assert plans.in_words(market, regret.figures.blocking) == ["가 – Z", "다 – Y"]
    assert plans.mean(most.figures) == "1.67"


@pytest.mark.feature("CO-08")
def test_partial_lists_ties_and_refusals_are_kept_and_an_empty_list_takes_nobody(store):
    place = matching.lay_out(
        store,
        {"가": [["X", "Y"]], "나": ["X", "X:Y"], "다": []},
        {"X": (1, [["가", "나"]]), "Y": (2, ["가", "X:나"]), "Z": (1, [])},
    )
    market = plans.read_market(store, place.cohort)
    assert market.trainees[place.people["가"]] == [sorted((place.openings["X"], place.openings["Y"]))]
    assert (place.people["나"], place.openings["Y"]) in market.refused
    assert market.silent == ["Z"]
    for drawn_ in plans.three(market, 0):
        assert place.named(drawn_.plan) == {"가": "Y", "나": "X", "다": None}
    assert plans.sentences(market, drawn_.plan)[place.people["다"]] == "다: 희망이 없어 미배정."


@pytest.mark.feature("CO-08")
def test_ranks_are_typed_in_many_ways_and_what_is_none_is_told_for_itself(three):
    spot = Spot("교육생", three.people["나"], three.openings["X"])
    other = spot._replace(opening_id=three.openings["Z"])
    put = ranking.put(three.store, {spot: "2순위", other: "꼭"})
    assert list(put.refused) == [other]
    assert "'꼭'은(는) 순위가 아닙니다" in put.refused[other]
    with three.store.read() as session:
        assert ranking.standing(session, set(three.openings.values()))[spot] == 2
    ranking.put(three.store, {spot: ""})
    with three.store.read() as session:
        assert session.query(Preference).filter_by(trainee_id=three.people["나"]).count() == 2
    history.undo(three.store)
    assert plans.read_market(three.store, three.cohort).choice(spot.trainee_id, spot.opening_id) == 2


@pytest.mark.feature("CO-11")
def test_fixed_and_forbidden_pairs_hold_in_every_plan_under_every_seed(three):
    three.pair("나", "Y", "고정")
    three.pair("가", "Z", "금지")
    for seed in range(5):
        market = plans.read_market(three.store, three.cohort)
        for each in plans.three(market, seed):
            assert three.named(each.plan) == {"가": "X", "나": "Y", "다": "Z"}


def test_what_was_fixed_beyond_places_or_twice_is_refused_by_name(three):
    three.pair("나", "Y", "고정")
    with pytest.raises(UserError, match="나님은 Y에 이미 고정"):
        three.pair("나", "X", "고정")
    with pytest.raises(UserError, match=r"Y '개발' 1자리에 2명을 고정할 수 없습니다"):
        three.pair("다", "Y", "고정")
    with pytest.raises(UserError, match="이미 정해져 있습니다"):
        three.pair("나", "Y", "금지")
    records.save(three.store, "openings", {"places": 0}, record_id=three.openings["Y"])
    with pytest.raises(UserError, match="Y: 0자리에 1명이 고정되어 있습니다"):
        plans.read_market(three.store, three.cohort)


@pytest.mark.feature("CO-10")
def test_every_person_has_a_sentence_that_names_the_competing_rank_and_place(three):
    market, stable = drawn(three, PlanKind.STABLE)
    why = plans.sentences(market, stable.plan)
    assert why[three.people["나"]] == (
        "나: 1희망 Y의 1자리에는 Y가 더 높게 둔 다(1순위)가 있습니다(나 2순위). 남은 희망이 없어 미배정."
    )
    assert set(why) == set(three.people.values())
    accepting.accept(three.store, three.cohort, PlanKind.STABLE, 0, CHOICE)
    with three.store.read() as session:
        kept = {row.trainee_id: row.sentence for row in session.query(PlanLine)}
    assert kept == why


@pytest.mark.feature("CO-09")
def test_accepting_makes_all_matches_in_one_step_that_keeps_seed_settings_and_who_chose(three):
    changes = accepting.accept(three.store, three.cohort, PlanKind.MOST, 7, CHOICE)
    assert three.matches() == [("가", "Z", "예정"), ("나", "Y", "예정"), ("다", "X", "예정")]
    with three.store.read() as session:
        plan = session.query(MatchingPlan).one()
        assert (plan.kind, plan.seed, plan.chosen_by) == ("최다 배정", 7, "김주무관")
        assert plan.accepted_on == three.store.today()
        assert dict(map(tuple, plan.settings["places"])) == dict.fromkeys(three.openings.values(), 1)
        assert plan.settings["passes"] == 40
        match = session.query(Match).filter_by(trainee_id=three.people["가"]).one()
        assert (match.starts_on, match.ends_on, match.wage) == (
            dt.date(2022, 10, 4),
            dt.date(2023, 1, 3),
            2_000_000,
        )
    assert changes.undoable
    history.undo(three.store)
    assert three.matches() == []
    with three.store.read() as session:
        assert session.query(MatchingPlan).count() == session.query(PlanLine).count() == 0


def test_a_plan_whose_internships_cannot_all_be_made_is_not_accepted_at_all(store):
    place = matching.three(store, starts_on="")
    with pytest.raises(UserError, match="시작일이 없습니다") as caught:
        accepting.accept(store, place.cohort, PlanKind.STABLE, 0, CHOICE)
    assert caught.value.field == "starts_on"
    assert place.matches() == []
    begins = Choice(dt.date(2022, 10, 4), "김주무관")
    accepting.accept(store, place.cohort, PlanKind.STABLE, 0, begins)
    assert len(place.matches()) == 2
    with pytest.raises(UserError, match="새로 배정되는 사람이 없습니다"):
        accepting.accept(store, place.cohort, PlanKind.STABLE, 0, begins)


@pytest.mark.feature("AN-05")
def test_the_quality_of_a_kept_plan_stands_in_its_list(three):
    accepting.accept(three.store, three.cohort, PlanKind.MOST, 0, CHOICE)
    listing = Listing(three.store.engine, LISTS["plans"], Criteria(scope=Scope(today=three.store.today())))
    row = dict(zip([each.key for each in LISTS["plans"].columns], listing.page(0, 1)[0][1:], strict=True))
    assert (row["people"], row["placed"], row["mean"]) == (3, 3, 167)
    assert (row["first"], row["second"], row["third"]) == (6670, 0, 3330)


@pytest.mark.feature("CO-10")
def test_a_move_by_hand_tells_before_who_loses_the_place_and_which_pairs_come_of_it(three):
    market, stable = drawn(three, PlanKind.STABLE)
    told = moving.told(market, stable.plan, stable.figures, [three.people["나"]], three.openings["Y"])
    assert told.others == {three.people["다"]: None}
    assert plans.in_words(market, told.newly) == ["다 – X", "다 – Y"]
    assert told.figures.placed == 2
    moving.move(three.store, three.cohort, stable.plan, [three.people["나"]], three.openings["Y"])
    with three.store.read() as session:
        row = keeping.by_hand(session, three.cohort)
        plan = keeping.plan_of(session, row.id, market)
    assert three.named(plan) == {"가": "Z", "나": "Y", "다": None}
    assert plans.of_plan(market, PlanKind.BY_HAND, plan).figures.blocking == told.figures.blocking
    moving.move(three.store, three.cohort, plan, [three.people["다"]], three.openings["X"])
    accepting.accept(three.store, three.cohort, PlanKind.BY_HAND, 0, CHOICE)
    assert three.matches() == [("가", "Z", "예정"), ("나", "Y", "예정"), ("다", "X", "예정")]


def test_moves_that_break_what_was_decided_are_refused(three):
    three.pair("나", "X", "금지")
    three.pair("가", "Z", "고정")
    three.rank("기업", "Z", "가", "다", "X:나")
    market, stable = drawn(three, PlanKind.STABLE)

    def why(name, opening, onto=None):
        where = three.openings.get(opening)
        return moving.told(market, stable.plan, stable.figures, [three.people[name]], where, onto).refused

    assert why("나", "X") == "금지된 짝"
    assert why("나", "Z") == "불가"
    assert why("다", "Z") == "자리가 모자랍니다"
    assert why("가", "X") == "고정된 사람"
    assert why("다", "Z", three.people["가"]) == "고정된 사람"
    with pytest.raises(UserError, match=r"나: 옮길 수 없습니다\(금지된 짝\)"):
        moving.move(three.store, three.cohort, stable.plan, [three.people["나"]], three.openings["X"])


def test_a_plan_by_hand_is_put_away_and_comes_back(three):
    _market, stable = drawn(three, PlanKind.STABLE)
    moving.move(three.store, three.cohort, stable.plan, [three.people["다"]], three.openings["X"])
    moving.put_away(three.store, three.cohort)
    with three.store.read() as session:
        assert keeping.by_hand(session, three.cohort) is None
    history.undo(three.store)
    with three.store.read() as session:
        assert keeping.by_hand(session, three.cohort) is not None


def call_off(place, name, status="취소"):
    with place.store.read() as session:
        row = session.query(Match).filter_by(trainee_id=place.people[name]).one().id
    moves.move(place.store, "matches", [row], status, "본인 사정", Scope(today=place.store.today()))


@pytest.mark.feature("CO-11")
def test_a_freed_place_goes_on_and_who_moved_where_and_why_is_listed(three):
    accepting.accept(three.store, three.cohort, PlanKind.STABLE, 0, CHOICE)
    call_off(three, "다")
    mended = mending.propose(three.store, three.cohort)
    assert mended.gone == ("다",)
    assert [move.sentence for move in mended.moves] == [
        "나: 미배정 → Y(1희망). Y에 빈자리가 나, 바라는 사람 가운데 Y가 가장 높게 둔 사람입니다(2순위)."
    ]
    assert mended.figures.blocking == ()
    mending.apply(three.store, three.cohort)
    assert three.matches() == [("가", "Z", "예정"), ("나", "Y", "예정"), ("다", "Y", "취소")]
    with pytest.raises(UserError, match="옮길 사람이 없습니다"):
        mending.apply(three.store, three.cohort)
    history.undo(three.store)
    assert three.matches() == [("가", "Z", "예정"), ("다", "Y", "취소")]


@pytest.mark.feature("CO-11")
def test_nobody_moves_for_a_place_that_nobody_would_rather_have(three):
    accepting.accept(three.store, three.cohort, PlanKind.STABLE, 0, CHOICE)
    call_off(three, "가")
    assert mending.propose(three.store, three.cohort).moves == ()


@pytest.mark.feature("CO-11")
def test_a_company_that_withdraws_lets_its_person_ask_on_and_the_fixed_stay(three):
    three.pair("가", "Z", "고정")
    accepting.accept(three.store, three.cohort, PlanKind.STABLE, 0, CHOICE)
    closed = [three.openings["Y"]]
    (move,) = mending.propose(three.store, three.cohort, closed=closed).moves
    assert move.sentence.startswith("다: Y → X(3희망). Y가 빠져")
    mending.apply(three.store, three.cohort, closed=closed)
    assert three.matches() == [("가", "Z", "예정"), ("다", "X", "예정"), ("다", "Y", "취소")]


def test_who_has_begun_to_work_moves_no_more(three):
    accepting.accept(three.store, three.cohort, PlanKind.MOST, 0, CHOICE)
    call_off(three, "다", "근무")
    call_off(three, "나")
    assert mending.propose(three.store, three.cohort).moves == ()


def test_mending_needs_an_accepted_plan(three):
    with pytest.raises(UserError, match="받아들인 배정안이 없습니다"):
        mending.propose(three.store, three.cohort)
