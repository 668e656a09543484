"""Selecting through the database: totals, ties, the second person, the second path, the frozen list, reserves."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.training import Enrolment, Score, SelectionLine
from desktop.queries.list_spec import Scope
from desktop.rules.selection import Ties
from desktop.services.datafile import history
from desktop.services.records import moves, records
from desktop.services.training.selection import crosscheck, frozen, publishing, ranking, reserves, scores
from desktop.services.training.selection.ranking import Settings
from desktop.services.training.selection.scores import Place
from tests.selecting import figures

pytestmark = pytest.mark.both_databases


def ranked(selecting, settings=None):
    with selecting.store.read() as session:
        sheet = ranking.read_sheet(session, selecting.stage)
        return ranking.rank(sheet, settings or ranking.settings_of(session, selecting.stage))


def publish(selecting, **settings):
    ranking.keep(selecting.store, selecting.stage, Settings(**settings))
    publishing.confirm(selecting.store, selecting.stage, "박팀장")
    return publishing.publish(selecting.store, selecting.stage)


def now_and_then(selecting):
    with selecting.store.read() as session:
        row = ranking.kept(session, selecting.stage)
        lines = frozen.lines_of(session, row.id)
    return frozen.differences(ranked(selecting), lines)


def test_totals_are_those_worked_out_by_hand(selecting):
    selecting.three()
    selecting.add("김하나", "81.5", 84, 90)
    selecting.add("이두리", "82.1", "83.4", "91.2")
    selecting.add("박세찬", "83.1", "84.0", "88.2")
    assert figures(ranked(selecting, Settings(3))) == [
        ("이두리", Decimal("84.57"), 1, "선발"),
        ("박세찬", Decimal("84.57"), 1, "선발"),
        ("김하나", Decimal("84.45"), 3, "선발"),
    ]


def test_the_highest_and_lowest_judges_are_dropped_and_halves_go_up(selecting):
    talk = selecting.criterion("면접", 100, judged=True)
    judges = [selecting.judge(f"심사{letter}") for letter in "가나다라마"]
    one, other = selecting.add("김하나"), selecting.add("이두리")
    given = {one: (80, 85, 90, 70, 95), other: ("2.67", "2.68", "2.67", "2.68", "2.68")}
    texts = {
        Place(person, talk, judge): str(score)
        for person, row in given.items()
        for judge, score in zip(judges, row, strict=True)
    }
    assert not scores.put(selecting.store, selecting.stage, "선발", texts).refused
    settings = Settings(1, trim=ranking.Trim.PER_CRITERION)
    assert [line[1] for line in figures(ranked(selecting, settings))] == [Decimal("85.00"), Decimal("2.68")]
    crosscheck.check(ranked(selecting, settings))
    by_total = replace(settings, trim=ranking.Trim.PER_JUDGE)
    assert figures(ranked(selecting, by_total))[0][1] == Decimal("85.00")
    crosscheck.check(ranked(selecting, by_total))


@pytest.mark.feature("TR-06")
def test_a_tie_at_the_line_stops_and_a_blank_is_not_absent(selecting):
    selecting.three()
    for name, given in (("김하나", (90, 90, 90)), ("이두리", (80, 80, 80)), ("박세찬", (80, 80, 80))):
        selecting.add(name, *given)
    selecting.add("최결시", 70, "결시", 70)
    blank = selecting.add("정빈칸", 60, "", 60)
    ranking.keep(selecting.store, selecting.stage, Settings(2))
    assert [line[3] for line in figures(ranked(selecting))] == ["선발", "미정", "미정", "미정", "탈락"]
    with pytest.raises(UserError, match=r"점수가 빈 사람이 1명 있어 확정할 수 없습니다: 정빈칸"):
        publishing.confirm(selecting.store, selecting.stage, "박팀장")
    selecting.score(blank, 60, 60, 60)
    with pytest.raises(UserError, match=r"이두리, 박세찬이 80\.00점으로 같습니다"):
        publishing.confirm(selecting.store, selecting.stage, "박팀장")
    drawn = Settings(2, ties=Ties.LOTTERY, seed=7)
    assert figures(ranked(selecting, drawn)) == figures(ranked(selecting, drawn))
    publish(selecting, seats=2, ties=Ties.LOTTERY, seed=7)
    assert sorted(selecting.status(name) for name in ("이두리", "박세찬")) == ["선발", "탈락"]


def test_weights_that_do_not_sum_to_a_hundred_stop_it(selecting):
    selecting.criterion("서류", 60)
    selecting.criterion("면접", 30)
    selecting.add("김하나", 80, 80)
    with pytest.raises(UserError, match="합이 90 %"):
        publish(selecting, seats=1)


def test_a_score_out_of_its_scale_stays_out_and_the_rest_goes_in_as_one_step(selecting):
    selecting.three()
    one, other = selecting.add("김하나"), selecting.add("이두리")
    paper = selecting.criteria["서류"]
    texts = {
        Place(one, paper): "101",
        Place(other, paper): "90",
        Place(one, selecting.criteria["면접"]): "결시",
    }
    put = scores.put(selecting.store, selecting.stage, "선발", texts)
    assert list(put.refused.values()) == ["김하나: 서류 점수 101은 0~100 밖입니다. 점수를 확인해 주세요."]
    assert put.changes.undoable
    history.undo(selecting.store)
    with selecting.store.read() as session:
        assert not ranking.read_sheet(session, selecting.stage).cells


@pytest.mark.feature("TR-07")
def test_nothing_is_published_without_a_second_person_and_a_second_path(selecting, monkeypatch):
    selecting.three()
    selecting.add("김하나", "81.5", 84, 90)
    selecting.add("이두리", 70, 70, 70)
    store, stage = selecting.store, selecting.stage
    ranking.keep(store, stage, Settings(1, 1))
    with pytest.raises(UserError, match="다른 사람의 확인이 없습니다"):
        publishing.publish(store, stage)
    with pytest.raises(UserError, match="다른 사람이 확인해야"):
        publishing.confirm(store, stage, " 김주무관 ")
    publishing.confirm(store, stage, "박팀장")
    selecting.score(selecting.people["이두리"], 71, 70, 70)
    with pytest.raises(UserError, match="박팀장님이 확인한 뒤에 순위가 바뀌었습니다"):
        publishing.publish(store, stage)
    publishing.confirm(store, stage, "박팀장")
    read = crosscheck.rank_workbook.read

    def spoilt(data, sheet):
        found = read(data, sheet)
        first = replace(found.rows[0], scores=(Decimal(50), *found.rows[0].scores[1:]))
        return replace(found, rows=(first, *found.rows[1:]))

    with monkeypatch.context() as patched:
        patched.setattr(crosscheck.rank_workbook, "read", spoilt)
        with pytest.raises(UserError, match="두 가지로 계산한 결과가 1명에게서 다릅니다: 김하나"):
            publishing.publish(store, stage)
    assert selecting.status("김하나") == "신청"
    publishing.publish(store, stage)
    assert (selecting.status("김하나"), selecting.status("이두리")) == ("선발", "예비")
    named = [line.operation for line in history.of_record(store, [("selection", 1)])]
    assert "기초과정 선발 순위 확인(박팀장)" in named


@pytest.mark.feature("TR-08")
def test_a_score_changed_after_publishing_is_shown_beside_what_was_published(selecting):
    selecting.three()
    for name, score in (("김하나", 90), ("이두리", 80), ("박세찬", 70)):
        selecting.add(name, score, score, score)
    publish(selecting, seats=1, reserves=1)
    store = selecting.store
    with store.read() as session:
        before = frozen.lines_of(session, 1)
        assert frozen.is_whole(session, selecting.stage)
    assert now_and_then(selecting) == []
    selecting.score(selecting.people["이두리"], 95, 95, 95)
    told = [
        (each.person.name, each.old.rank, each.new.rank, each.new.result) for each in now_and_then(selecting)
    ]
    assert told == [("김하나", 1, 2, "예비"), ("이두리", 2, 1, "선발")]
    assert selecting.status("김하나") == "선발"
    with store.read() as session:
        assert frozen.lines_of(session, 1) == before
    with store.operation("몰래 고침") as op:
        op.session.scalars(select(SelectionLine)).first().rank = 3
    with store.read() as session:
        assert not frozen.is_whole(session, selecting.stage)


def test_what_a_published_selection_stands_on_cannot_be_changed(selecting):
    selecting.three()
    selecting.add("김하나", 90, 90, 90)
    publish(selecting, seats=1)
    store, paper = selecting.store, selecting.criteria["서류"]
    for change in ({"weight": "20"}, {"purpose": "평가"}):
        with pytest.raises(UserError, match="선발은 확정되어 평가 항목과 심사위원을 바꿀 수 없습니다"):
            records.save(store, "criteria", change, record_id=paper)
    with pytest.raises(UserError, match="확정되어"):
        selecting.criterion("가산점", 10)
    with pytest.raises(UserError, match="확정되어"):
        selecting.judge("새 심사")
    with pytest.raises(UserError, match="이미 확정되었습니다"):
        ranking.keep(store, selecting.stage, Settings(2))
    selecting.criterion("과제 평가", 100, purpose="평가")
    history.undo(store)
    history.undo(store)
    assert selecting.status("김하나") == "신청"
    assert records.save(store, "criteria", {"weight": "20"}, record_id=paper)


def test_a_reserve_moves_up_by_number_and_is_passed_over_for_a_reason(selecting):
    selecting.three()
    for name, score in (("김하나", 90), ("이두리", 80), ("박세찬", 70), ("최네찬", 60)):
        selecting.add(name, score, score, score)
    publish(selecting, seats=1, reserves=3)
    store, stage, people = selecting.store, selecting.stage, selecting.people
    with pytest.raises(UserError, match="예비 1번 이두리님이 먼저입니다"):
        reserves.move_up(store, stage, people["박세찬"])
    with store.read() as session:
        trainee = session.get(Enrolment, people["박세찬"]).trainee_id
    with pytest.raises(UserError, match="예비 1번 이두리님이 먼저입니다"):
        moves.move(store, "trainees", [trainee], "선발", "", selecting.scope)
    reserves.move_up(store, stage, people["박세찬"], "연락 두절")
    assert [selecting.status(name) for name in people] == ["선발", "예비", "선발", "예비"]
    reserves.move_up(store, stage)
    assert selecting.status("이두리") == "선발"
    reserves.move_up(store, stage)
    with pytest.raises(UserError, match="올릴 예비가 없습니다"):
        reserves.move_up(store, stage)
    records.save(store, "trainees", {"note": "그대로"}, record_id=trainee, scope=Scope(today=store.today()))


def test_every_way_of_parting_ties_is_found_alike_by_the_second_path(selecting):
    selecting.criterion("서류", 50, tie_order=1)
    selecting.criterion("면접", 50)
    rows = [(90, 90), (80, 90), (90, 80), (85, 85), (85, 85), (70, 70), (70, 70), (70, 70), (60, "결시")]
    for number, given in enumerate(rows):
        selecting.add(f"사람{number}", *given)
    for ties in Ties:
        for seats in range(9):
            for rules in (0, 1):
                crosscheck.check(ranked(selecting, Settings(seats, 3, ties, rules, seed=seats)))


def test_the_database_itself_keeps_scores_within_their_scale(selecting):
    """Whoever writes: a score outside is refused, and a scale that would leave one outside."""
    store, one = selecting.store, selecting.criterion("서류", 100, lowest="10", highest="90")
    selecting.add("김하나", 80)
    other = selecting.add("이두리")
    for value in (999, 9001):
        with pytest.raises(UserError, match="최저점과 만점 사이"), store.operation("점수") as op:
            op.update_many(Score, [{"id": op.session.scalars(select(Score.id)).one(), "value": value}])
    with pytest.raises(UserError, match="척도를 벗어난 점수가 이미") as refused:
        records.save(store, "criteria", {"highest": "79"}, record_id=one)
    assert refused.value.field == "highest"
    records.save(store, "criteria", {"highest": "80"}, record_id=one)
    row = {"criterion_id": one, "judge_id": None, "team_id": None, "value": 8001, "missing": None}
    with pytest.raises(UserError, match="최저점과 만점 사이"), store.operation("점수") as op:
        op.insert_many(Score, [{**row, "enrolment_id": other}])
    with store.read() as session:
        assert session.scalars(select(Score.value)).all() == [8000]
