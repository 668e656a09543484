"""A pilot from its place to its verdict; on both databases."""

from decimal import Decimal

import pytest

from desktop.errors import UserError
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.rules.fields import show
from desktop.rules.review.pilots import show_progress
from desktop.services.kinds import LISTS
from desktop.services.records import cards, moves, records

pytestmark = pytest.mark.both_databases


@pytest.fixture
def pilot(store):
    board = records.save(store, "boards", {"name": "슈퍼히어로 1기", "year": 2022}).inserted["board"][0]
    scope = Scope(board_id=board, today=store.today())
    proposal = records.save(store, "proposals", {"title": "그늘막"}, scope=scope).inserted["proposal"][0]
    for status in ("제출", "검토"):
        moves.move(store, "proposals", [proposal], status, "", scope)
    values = {
        "proposal_id": proposal,
        "place": "터미널 앞",
        "starts_on": "2022-08-01",
        "ends_on": "2022-09-30",
    }
    return records.save(store, "pilots", values).inserted["pilot"][0]


def indicator(store, pilot, **values):
    given = {"pilot_id": pilot, "name": "만족도", "baseline": "40", "target": "60"} | values
    return records.save(store, "indicators", given).inserted["indicator"][0]


def progress(store):
    listing = Listing(store.engine, LISTS["indicators"], Criteria())
    field = LISTS["indicators"].column("progress").field
    place = [each.key for each in listing.columns].index("progress") + 1
    return [show(field, row[place]) for row in listing.page(0, 100)]


@pytest.mark.feature("JB-14")
def test_a_pilot_shows_its_share_of_the_gap_and_closes_with_a_verdict(store, pilot):
    row = indicator(store, pilot)
    with pytest.raises(UserError, match="만족도") as refused:
        records.save(store, "pilots", {"verdict": "확대"}, record_id=pilot)
    assert refused.value.field == "verdict", "its dialog has no input for what was measured"
    records.save(store, "indicators", {"actual": "55"}, record_id=row)
    assert progress(store) == ["75.0"]
    card = cards.card(store, "pilots", pilot, Scope(today=store.today()))
    assert any("75.0 %" in each.text for each in card.linked)
    with pytest.raises(UserError, match="확대, 수정, 중단"):
        records.save(store, "pilots", {"closed_on": "2022-09-16"}, record_id=pilot)
    records.save(store, "pilots", {"verdict": "확대"}, record_id=pilot)
    assert records.read(store, "pilots", pilot)["closed_on"] == store.today()


@pytest.mark.parametrize(
    ("baseline", "target", "actual"),
    [(40, 60, 55), (40, 60, 66), (40, 60, 35), (12, 8, 9), (0, 3, 1), (0, 3, -2), (0, 16, 1), (7, 7.5, 7.25)],
)
def test_the_list_reckons_as_the_rule_does(store, pilot, baseline, target, actual):
    indicator(store, pilot, baseline=str(baseline), target=str(target), actual=str(actual))
    told = show_progress(*(Decimal(str(each)) for each in (baseline, target, actual)))
    assert progress(store)[0].replace("-", "−") + " %" == told


@pytest.mark.feature("JB-14")
def test_what_a_closed_pilot_was_measured_by_stays_measured(store, pilot):
    row = indicator(store, pilot, actual="55")
    records.save(store, "pilots", {"verdict": "확대"}, record_id=pilot)
    for change, field in (
        (lambda: records.save(store, "indicators", {"actual": ""}, record_id=row), "actual"),
        (lambda: indicator(store, pilot, name="이용자 수"), "actual"),
        (lambda: records.delete(store, "indicators", [row]), "pilot_id"),
    ):
        with pytest.raises(UserError, match="판정과 마친 날을 먼저 비운") as refused:
            change()
        assert refused.value.field == field
    indicator(store, pilot, name="이용자 수", actual="50")
    records.save(store, "indicators", {"actual": "66"}, record_id=row)
    records.save(store, "pilots", {"verdict": None, "closed_on": None}, record_id=pilot)
    records.save(store, "indicators", {"actual": ""}, record_id=row)
    records.delete(store, "pilots", [pilot])


def test_a_proposal_that_is_not_under_review_is_not_tried_out(store, pilot):
    scope = Scope(today=store.today())
    proposal = records.read(store, "pilots", pilot)["proposal_id"]
    moves.move(store, "proposals", [proposal], "취하", "다른 안을 냄", scope)
    new = {"proposal_id": proposal, "place": "역 앞", "starts_on": "2022-08-01"}
    with pytest.raises(UserError, match="'취하'인 제안에는 시범운영을") as refused:
        records.save(store, "pilots", new)
    assert refused.value.field == "proposal_id"
    records.save(store, "pilots", {"note": "거두어들임"}, record_id=pilot)


def test_a_target_that_is_the_baseline_is_refused_by_the_table(store, pilot):
    with pytest.raises(UserError, match="목표값을 다르게"):
        indicator(store, pilot, target="40")
