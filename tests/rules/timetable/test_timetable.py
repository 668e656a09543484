"""Interview timetables: the worked cases, plans without a fault, and changes that do place whom they promise to."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.rules.lottery import seeded
from desktop.rules.timetable import (
    Cause,
    Effort,
    Request,
    Side,
    TimetableRule,
    arrange,
    free_places,
)
from desktop.rules.timetable.bits import Stack, cells, fitting, meeting, span
from desktop.rules.timetable.board import Board
from desktop.rules.timetable.improving import Improving
from desktop.rules.timetable.search import place
from desktop.rules.timetable.task import task_of

DAY = dt.date(2022, 9, 19)
RULE = TimetableRule()
QUICK = Effort(repairs=200, moves=400)


def at(clock, day=DAY):
    return dt.datetime.combine(day, dt.time.fromisoformat(clock))


def hours(*pairs):
    return tuple((at(start), at(end)) for start, end in pairs)


def person(number, *pairs):
    return Side(number, f"사람{number}", hours(*(pairs or [("09:00", "18:00")])))


def company(number, *pairs, panels=1, building="본관"):
    return Side(number, f"기업{number}", hours(*pairs), panels, building)


def clocks(found):
    return [f"{each:%H:%M}" if each else None for each in found.starts]


def test_one_panel_of_85_minutes_holds_three_and_says_what_the_fourth_needs():
    four = [person(n) for n in range(4)]
    requests = [Request(n, 9) for n in range(4)]
    found = arrange(RULE, four, [company(9, ("09:00", "10:25"))], {"본관": 3}, requests, effort=QUICK)
    assert sorted(filter(None, clocks(found))) == ["09:00", "09:30", "10:00"]
    assert [(each.cause, each.sentence) for each in found.unplaced] == [
        (Cause.COMPANY_FULL, "기업 시간이 30분 모자랍니다 — 10:55까지면 들어갑니다")
    ]
    longer = arrange(RULE, four, [company(9, ("09:00", "10:55"))], {"본관": 3}, requests, effort=QUICK)
    assert None not in longer.starts


@pytest.mark.parametrize(("building", "clock"), [("본관", "09:35"), ("별관", "09:50")])
def test_a_person_has_a_gap_and_a_longer_one_between_buildings(building, clock):
    two = [company(1, ("09:00", "09:25")), company(2, ("09:00", "12:00"), building=building)]
    found = arrange(
        RULE, [person(1)], two, {"본관": 2, "별관": 2}, [Request(1, 1), Request(1, 2)], effort=QUICK
    )
    assert clocks(found) == ["09:00", clock]


@pytest.mark.parametrize(
    ("people", "companies", "rooms", "cause", "sentence"),
    [
        ([person(1, ("09:00", "10:00"))], [company(1, ("10:00", "11:00"))], 1, Cause.NO_COMMON_TIME,
         "공통 시간 없음: 면접자 시간이 25분 모자랍니다 — 10:25까지면 들어갑니다"),
        ([person(1, ("09:00", "09:30"))], [company(1, ("09:00", "09:30")), company(2, ("09:00", "09:30"))], 2,
         Cause.PERSON_BUSY,
         "면접자 시간 겹침: 기업 시간이 30분 모자랍니다 — 10:00까지면 들어갑니다, "
         "면접자 시간이 30분 모자랍니다 — 10:00까지면 들어갑니다"),
        ([person(1, ("09:00", "09:25")), person(2, ("09:00", "09:25"))],
         [company(1, ("09:00", "09:25")), company(2, ("09:00", "09:25"))], 1, Cause.ROOMS_FULL,
         "면접실이 모자랍니다 — 1개 더 있으면 09:00에 들어갑니다"),
    ],
)  # fmt: skip
def test_the_first_cause_that_holds_is_named_with_what_would_do(people, companies, rooms, cause, sentence):
    requests = [
        Request(each.id, firm.id)
        for each in people
        for firm in companies
        if len(people) == 1 or each.id == firm.id
    ]
    found = arrange(RULE, people, companies, {"본관": rooms}, requests, effort=QUICK)
    assert [(each.cause, each.sentence) for each in found.unplaced] == [(cause, sentence)]


def test_what_is_told_stays_and_a_dragged_one_sees_its_free_places():
    people, firm = [person(1), person(2)], company(1, ("09:00", "10:25"))
    requests = [Request(1, 1, at("09:30")), Request(2, 1)]
    found = arrange(RULE, people, [firm], {"본관": 1}, requests, effort=QUICK)
    assert clocks(found)[0] == "09:30"
    assert [f"{each:%H:%M}" for each in free_places(found, 1)] == ["09:00", "10:00"]
    for wrong, said in ((at("08:30"), "시간 밖입니다"), (at("09:15"), "다른 고정 면접과 겹칩니다")):
        with pytest.raises(UserError, match=said):
            arrange(RULE, people, [firm], {"본관": 1}, [requests[0], Request(2, 1, wrong)], effort=QUICK)


def test_nobody_is_interviewed_at_lunch():
    found = arrange(
        RULE,
        [person(1), person(2)],
        [company(1, ("11:35", "13:25"))],
        {"본관": 2},
        [Request(1, 1), Request(2, 1)],
        effort=QUICK,
    )
    assert sorted(clocks(found)) == ["11:35", "13:00"]


def test_hours_and_requests_that_cannot_be_are_refused():
    backwards = Side(1, "사람1", ((at("10:00"), at("09:00")),))
    with pytest.raises(UserError, match="사람1이 가능한 시간이 거꾸로"):
        arrange(RULE, [backwards], [company(1, ("09:00", "10:00"))], {}, [])
    one, firm = person(1), company(1, ("09:00", "10:00"))
    with pytest.raises(UserError, match="두 번"):
        arrange(RULE, [one], [firm], {}, [Request(1, 1), Request(1, 1)])
    with pytest.raises(UserError, match="명단에 없는"):
        arrange(RULE, [one], [firm], {}, [Request(2, 1)])
    assert arrange(RULE, [], [], {}, []).starts == ()
    assert (
        arrange(RULE, [one], [firm], {}, [Request(1, 1)], effort=QUICK).unplaced[0].cause is Cause.ROOMS_FULL
    )


@st.composite
def days(draw):
    """Some hours of two days for a few people and companies."""

    def sides(count, first):
        found = []
        for number in range(first, first + count):
            pairs = []
            for day in (DAY, DAY + dt.timedelta(1)):
                start = draw(st.integers(0, 20))
                pairs.append(
                    (
                        at("09:00", day) + dt.timedelta(minutes=15 * start),
                        at("09:00", day) + dt.timedelta(minutes=15 * (start + draw(st.integers(2, 10)))),
                    )
                )
            building = draw(st.sampled_from(["본관", "별관"]))
            found.append(Side(number, str(number), tuple(pairs), draw(st.integers(1, 2)), building))
        return found

    people, companies = sides(draw(st.integers(1, 6)), 1), sides(draw(st.integers(1, 3)), 101)
    pairs = [Request(one.id, firm.id) for one in people for firm in companies]
    requests = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=10))
    return people, companies, {"본관": draw(st.integers(1, 2)), "별관": 1}, requests


def faults(people, companies, rooms, requests, starts):
    """By the times alone, sharing nothing with what made them."""
    firm = {each.id: each for each in companies}
    side = {each.id: each for each in (*people, *companies)}
    length, found = dt.timedelta(minutes=25), []
    placed = [(request, start) for request, start in zip(requests, starts, strict=True) if start]
    for request, start in placed:
        if any(
            not any(a <= start and start + length <= b for a, b in side[each].hours)
            for each in (request.person, request.company)
        ):
            found.append("hours")
        if start.time() < dt.time(13) and (start + length).time() > dt.time(12):
            found.append("lunch")
        same = [
            at_
            for other, at_ in placed
            if other.company == request.company and at_ <= start < at_ + dt.timedelta(minutes=30)
        ]
        if len(same) > firm[request.company].panels:
            found.append("panel")
        building = firm[request.company].building
        if (
            sum(firm[o.company].building == building and a <= start < a + length for o, a in placed)
            > rooms[building]
        ):
            found.append("room")
        for other, begin in placed:
            if other is not request and other.person == request.person:
                gap = 10 if firm[other.company].building == building else 25
                if abs(begin - start) < length + dt.timedelta(minutes=gap):
                    found.append("person")
    return found


@settings(max_examples=40)
@given(days(), st.integers(0, 9))
def test_no_plan_has_a_fault_and_the_same_seed_makes_it_again(made, seed):
    found = arrange(RULE, *made, seed=seed, effort=QUICK)
    assert faults(*made, found.starts) == []
    assert (
        arrange(RULE, made[0][::-1], made[1][::-1], *made[2:], seed=seed, effort=QUICK).starts == found.starts
    )
    assert len(found.unplaced) == list(found.starts).count(None)


@settings(max_examples=40)
@given(days(), st.integers(0, 9))
def test_improving_places_no_fewer_and_loses_no_more_and_tells_rightly_what_fits_tightest(made, seed):
    task, _axis = task_of(RULE, *made)
    before = Board(task, place(task, seed, Effort(repairs=50, moves=0)))
    after = Improving(Board(task, before.plan), seeded(seed).random).run(300)
    worth = lambda board: (sum(start is not None for start in board.plan), -board.lost())  # noqa: E731
    assert worth(after) >= worth(before)
    for request, start in enumerate(after.plan):
        if start is not None:
            starts = after.open(request)
            assert starts >> start & 1
            after.take(request)
            losses = {}
            for each in cells(starts):
                after.put(request, each)
                losses[each] = after.lost()
                after.take(request)
            assert after.tightest(request, starts) == min(losses, key=lambda each: (losses[each], each))
            after.put(request, start)


@settings(max_examples=40)
@given(days())
def test_the_change_that_is_named_does_place_the_request(made):
    people, companies, rooms, requests = made
    found = arrange(RULE, *made, effort=QUICK)
    for each in found.unplaced[:1]:
        request = requests[each.request]
        more = {
            side: tuple(
                (found.axis.moment(cell), found.axis.moment(cell) + dt.timedelta(minutes=5))
                for cell in cells(bits)
            )
            for side, bits in ((request.person, each.person_cells), (request.company, each.company_cells))
        }
        longer = [
            [Side(s.id, s.label, (*s.hours, *more.get(s.id, ())), s.panels, s.building) for s in sides]
            for sides in (people, companies)
        ]
        building = next(firm.building for firm in companies if firm.id == request.company)
        roomier = rooms | ({building: rooms[building] + 1} if each.room else {})
        again = arrange(RULE, *longer, roomier, requests, effort=QUICK, standing=found.starts)
        more = len(found.unplaced) - len(again.unplaced)
        assert more > 0, "it, or another that waited for the same company"


BITS = st.integers(0, 2**24 - 1)


@given(BITS, st.integers(1, 6))
def test_sets_of_cells(bits, length):
    inside = set(cells(bits))
    assert set(cells(fitting(bits, length))) == {n for n in range(24) if {*range(n, n + length)} <= inside}
    assert set(cells(meeting(bits, length))) == {n for n in range(24) if {*range(n, n + length)} & inside}
    assert cells(span(2, length)) == [*range(2, 2 + length)]


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(1, 4)), max_size=8), st.integers(1, 3))
def test_a_stack_counts_to_its_limit_and_back(spans, limit):
    stack, counts = Stack(limit), [0] * 16
    kept = []
    for start, length in spans:
        if not stack.full & span(start, length):
            stack.add(span(start, length))
            kept.append((start, length))
            counts = [n + (start <= cell < start + length) for cell, n in enumerate(counts)]
        assert cells(stack.full) == [cell for cell, n in enumerate(counts) if n == limit]
    for start, length in kept:
        stack.remove(span(start, length))
    assert stack.layers == [0] * limit
