"""A cohort divided into teams by its conditions: proposed, made, taken back."""

import datetime as dt
import json

import pytest

from desktop.cli import command_line
from desktop.errors import Cancelled, UserError
from desktop.model.training import Enrolment, ProjectTeam, TeamRule, TeamWish, Trainee
from desktop.queries.list_spec import Scope
from desktop.rules.teams import Effort
from desktop.services.datafile import history
from desktop.services.records import records
from desktop.services.training import cohort_removal
from desktop.services.training.teams import criteria, dividing, placing
from desktop.services.training.teams.people import told_apart
from desktop.services.training.teams.standing import standing

QUICK = Effort(steps=6_000, rounds=2, kicks=4)


def outside(found):
    return sorted(sum(found.members[place].outside for place in part.members) for part in found.parts)


def trainee_of(store, enrolment_id):
    with store.read() as session:
        return session.get_one(Enrolment, enrolment_id).trainee_id


def rule(store, cohort, **values):
    weight = {"weight": 10} | values
    return records.save(store, "team_rules", weight, scope=Scope(cohort_id=cohort)).inserted["team_rule"][0]


@pytest.mark.both_databases
def test_thirty_are_divided_as_the_default_conditions_ask_and_taken_back_in_one_step(store, cohort, filling):
    filling(store, cohort)
    found = dividing.propose(store, cohort, 5, 3, effort=QUICK)
    assert outside(found) == [4, 4, 4, 4, 5]
    assert [len(part.members) for part in found.parts] == [6] * 5
    assert found.names == ("1팀", "2팀", "3팀", "4팀", "5팀")
    assert found.penalty == sum(part.penalty for part in found.parts)
    for part in found.parts:
        costs = [each.penalty for each in part.parts]
        assert costs == sorted(costs, reverse=True), "the dearest first"
    dividing.apply(store, found)
    stands = standing(store, cohort)
    assert [part.members for part in stands.parts] == [part.members for part in found.parts]
    assert stands.penalty == found.penalty
    assert history.next_undo(store).name == "서초 AI칼리지 2022 30명을 5팀으로 나누기"
    history.undo(store)
    with store.read() as session:
        assert session.query(ProjectTeam).count() == 0
        assert session.query(Enrolment).filter(Enrolment.team_id.is_not(None)).count() == 0


def test_the_order_in_which_people_came_in_makes_no_difference(store, cohort, filling):
    second = records.save(store, "cohorts", {"name": "둘째", "year": 2023, "programme": "과정"}).inserted[
        "cohort"
    ][0]
    filling(store, cohort)
    filling(store, second, order=[*range(29, -1, -1)])
    one, two = (dividing.propose(store, each, 5, 7, effort=QUICK) for each in (cohort, second))
    named = [
        [sorted(found.members[place].name for place in part.members) for part in found.parts]
        for found in (one, two)
    ]
    assert named[0] == named[1]


def test_sizes_differ_by_one_at_most(store, cohort, filling):
    filling(store, cohort, 17, 9)
    found = dividing.propose(store, cohort, 5, effort=QUICK)
    assert sorted(len(part.members) for part in found.parts) == [3, 3, 3, 4, 4]


def test_pairs_pins_and_wishes_are_kept(store, cohort, filling):
    ids = filling(store, cohort, 12, 6)
    dividing.apply(store, dividing.propose(store, cohort, 3, effort=QUICK))
    with store.read() as session:
        teams = [team.id for team in session.query(ProjectTeam).order_by(ProjectTeam.position)]
    one, two, three, four = (trainee_of(store, each) for each in ids[:4])
    rule(store, cohort, kind="붙임", trainee_id=one, other_id=two)
    rule(store, cohort, kind="떨어뜨림", trainee_id=one, other_id=three)
    rule(store, cohort, kind="고정", trainee_id=four, team_id=teams[2])
    rule(store, cohort, kind="희망 반영", weight=3)
    for each in ids[4:8]:
        placing.save_member(store, each, {"role": None, "skill": 3, "wish_1": teams[0]})
    found = dividing.propose(store, cohort, seed=1, effort=QUICK)
    place = {member.trainee_id: number for number, member in enumerate(found.members)}
    team = {number: part.team for part in found.parts for number in part.members}
    assert team[place[one]] == team[place[two]] != team[place[three]]
    assert team[place[four]] == 2
    assert {team[number] for number, member in enumerate(found.members) if member.wishes} == {0}
    assert found.unmet == ()
    assert found.penalty == 0


@pytest.mark.parametrize(("count", "said"), [(0, "팀은 1개 이상"), (31, "30명으로 31팀을")])
def test_a_count_nobody_can_be_divided_into_is_refused(store, cohort, filling, count, said):
    filling(store, cohort)
    with pytest.raises(UserError, match=said):
        dividing.propose(store, cohort, count)


def test_an_empty_cohort_says_what_is_missing(store, cohort):
    with pytest.raises(UserError, match="나눌 사람이 없습니다"):
        dividing.propose(store, cohort, 5)


def test_people_who_cannot_all_be_apart_are_named_first(store, cohort, filling):
    ids = [trainee_of(store, each) for each in filling(store, cohort, 6, 3)[:3]]
    for one, two in ((0, 1), (1, 2), (0, 2)):
        rule(store, cohort, kind="떨어뜨림", trainee_id=ids[one], other_id=ids[two])
    with pytest.raises(UserError, match="김사람00, 이사람01, 박사람02는 2팀에 모두 떨어뜨릴 수 없습니다"):
        dividing.propose(store, cohort, 2)


def test_a_pair_both_apart_and_together_is_refused_as_it_is_written(store, cohort, filling):
    one, two = (trainee_of(store, each) for each in filling(store, cohort, 6, 3)[:2])
    rule(store, cohort, kind="붙임", trainee_id=one, other_id=two)
    with pytest.raises(UserError, match="이사람01과 김사람00은 이미 '붙임'입니다"):
        rule(store, cohort, kind="떨어뜨림", trainee_id=two, other_id=one)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "비율 고르게"}, "trait"),
        ({"kind": "비율 고르게", "trait": "나이"}, "least"),
        ({"kind": "떨어뜨림"}, "trainee_id"),
        ({"kind": "고정"}, "trainee_id"),
    ],
)
def test_a_condition_says_what_it_needs(store, cohort, values, field):
    with pytest.raises(UserError) as refused:
        rule(store, cohort, **values)
    assert refused.value.field == field


def test_default_conditions_can_be_written_down_and_changed(store, cohort, filling):
    filling(store, cohort, 10, 7)
    criteria.add_defaults(store, cohort)
    with store.read() as session:
        rows = session.query(TeamRule).order_by(TeamRule.id).all()
        words = [criteria.in_words(session, row) for row in rows]
        assert criteria.rows_of(session, cohort) == criteria.DEFAULTS
    assert words[0] == "비전공 비율 고르게 · 무게 20"
    assert words[3] == "실력 4 이상 한 명 이상 · 무게 12"
    history.undo(store)
    with store.read() as session:
        assert session.query(TeamRule).count() == 0
        assert criteria.rows_of(session, cohort) == criteria.DEFAULTS


def test_dividing_can_be_stopped(store, cohort, filling):
    filling(store, cohort)

    def stop(done, _total):
        if done > 2_000:
            raise Cancelled

    with pytest.raises(Cancelled):
        dividing.propose(store, cohort, 5, progress=stop)


def test_prices_of_a_move_are_what_the_teams_cost_afterwards(store, cohort, filling):
    filling(store, cohort, 12, 7)
    dividing.apply(store, dividing.propose(store, cohort, 3, effort=Effort(10, 1, 0)))
    stands = standing(store, cohort)
    for price in stands.prices(0)[:8]:
        moved = {stands.members[0].enrolment_id: stands.teams[price.team].id}
        if price.partner is not None:
            other = stands.members[price.partner]
            moved[other.enrolment_id] = stands.members[0].team_id
        placing.place(store, moved)
        after = standing(store, cohort)
        assert after.penalty - stands.penalty == price.penalty
        history.undo(store)


def test_somebody_without_a_team_costs_nothing_until_put_into_one(store, cohort, filling):
    ids = filling(store, cohort, 6, 3)
    dividing.apply(store, dividing.propose(store, cohort, 2, effort=QUICK))
    placing.place(store, {ids[0]: None})
    stands = standing(store, cohort)
    at = next(number for number, member in enumerate(stands.members) if member.enrolment_id == ids[0])
    price = next(each for each in stands.prices(at) if each.partner is None)
    placing.place(store, {ids[0]: stands.teams[price.team].id})
    assert standing(store, cohort).penalty - stands.penalty == price.penalty


def test_who_completed_and_is_in_no_team_or_in_two_is_named(store, cohort, filling):
    ids = filling(store, cohort, 6, 3)
    dividing.apply(store, dividing.propose(store, cohort, 2, effort=QUICK))
    with store.operation("수료와 겹침") as op:
        row = op.get(Enrolment, ids[0])
        row.status, row.team_id = "수료", None
        twice = op.get(Enrolment, ids[1])
        first = min(stage.id for stage in op.session.query(type(twice.stage)))
        teams = [team.id for team in op.session.query(ProjectTeam)]
        twice.team_id = teams[0]
        op.add(Enrolment(trainee_id=twice.trainee_id, stage_id=first, status="수료", team_id=teams[1]))
    assert standing(store, cohort).astray == (
        "김사람00: 수료했지만 팀이 없습니다.",
        "이사람01: 두 팀에 있습니다(1팀, 2팀).",
    )


def test_namesakes_are_told_apart_by_their_year_of_birth():
    days = [dt.date(1998, 3, 1), dt.date(1999, 3, 1), dt.date(1999, 5, 2)]
    assert told_apart([("김민수", days[0]), ("김민수", days[1]), ("이하나", None)]) == [
        "김민수(1998)", "김민수(1999)", "이하나",
    ]  # fmt: skip
    assert told_apart([("김민수", days[1]), ("김민수", days[2])]) == [
        "김민수(1999-03-01)",
        "김민수(1999-05-02)",
    ]


def test_a_pinned_person_is_let_go_again(store, cohort, filling):
    ids = filling(store, cohort, 6, 3)
    dividing.apply(store, dividing.propose(store, cohort, 2, effort=QUICK))
    placing.pin(store, cohort, ids[:2])
    assert len(standing(store, cohort).pinned) == 2
    placing.pin(store, cohort, ids[:2])
    assert standing(store, cohort).pinned == frozenset()
    placing.place(store, {ids[0]: None})
    with pytest.raises(UserError, match="팀이 없습니다"):
        placing.pin(store, cohort, ids[:1])


def test_a_trainee_and_a_cohort_go_with_their_conditions_and_wishes(store, cohort, filling):
    ids = filling(store, cohort, 4, 2)
    dividing.apply(store, dividing.propose(store, cohort, 2, effort=QUICK))
    with store.read() as session:
        team = session.query(ProjectTeam).first().id
    placing.save_member(store, ids[0], {"role": "팀장", "skill": 4, "wish_1": team})
    assert placing.member(store, ids[0])["wish_1"] == team
    one = trainee_of(store, ids[0])
    rule(store, cohort, kind="떨어뜨림", trainee_id=one, other_id=trainee_of(store, ids[1]))
    records.delete(store, "trainees", [one])
    with store.read() as session:
        assert session.query(TeamWish).count() == session.query(TeamRule).count() == 0
        assert session.query(Trainee).count() == 3
    history.undo(store)
    cohort_removal.remove(store, cohort)
    history.undo(store)
    assert placing.member(store, ids[0])["role"] == "팀장"


def called(capsys, store, *words):
    options = command_line.parse(["teams", "--data", store.location, *words])
    code = command_line.run(options)
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.feature("TR-16")
def test_the_command_divides_thirty_into_five_and_the_same_seed_gives_the_same_teams(
    store, cohort, filling, capsys
):
    ids = filling(store, cohort)
    one, two = (trainee_of(store, each) for each in ids[:2])
    rule(store, cohort, kind="떨어뜨림", trainee_id=one, other_id=two)
    words = ("--cohort", "2022", "--count", "5", "--seed", "7", "--json")
    code, said, _ = called(capsys, store, *words)
    assert code == 0
    found = json.loads(said)
    assert [len(team["members"]) for team in found["teams"]] == [6] * 5
    degree = {f"{'김이박최정강조윤장임'[n % 10]}사람{n:02}": n < 21 for n in range(30)}
    assert sorted(sum(degree[name] for name in team["members"]) for team in found["teams"]) == [4, 4, 4, 4, 5]
    assert not any({"김사람00", "이사람01"} <= set(team["members"]) for team in found["teams"])
    assert found["hard"] == []
    assert found["penalty"] == sum(team["penalty"] for team in found["teams"])
    with store.read() as session:
        assert session.query(ProjectTeam).count() == 0, "only proposed"
    code, again, _ = called(capsys, store, *words, "--apply")
    assert (code, json.loads(again)["teams"]) == (0, found["teams"])
    assert len(standing(store, cohort).teams) == 5


def test_the_command_refuses_no_teams_and_an_unknown_cohort(store, cohort, filling, capsys):
    filling(store, cohort, 6, 3)
    code, _, told = called(capsys, store, "--cohort", "2022", "--count", "0")
    assert (code, told.strip()) == (1, "팀은 1개 이상이어야 합니다. 팀 수를 확인해 주세요.")
    assert called(capsys, store, "--cohort", "1999", "--count", "2")[0] == 1
