"""Whose turn it is with a proposal, and since when: whatever anyone does with it counts; on both databases."""

import datetime as dt

import pytest
from sqlalchemy import select

from desktop.model.board import Opinion, Pilot, Proposal, Review
from desktop.services.board.answers import answering
from desktop.services.board.proposals import attaching, card, discussion, merging
from desktop.services.board.review import opinions, reviewing
from desktop.services.records import cards, records

pytestmark = pytest.mark.both_databases
D = dt.date.fromisoformat


@pytest.fixture
def proposal(year, at):
    made = year.proposal("걷기 좋은 거리")
    year.move(made, "제출", "검토")
    return made


def heard(store, proposal):
    with store.read() as session:
        return card.last_heard_of(session, session.get_one(Proposal, proposal))


def line(store, year, proposal):
    with store.read() as session:
        return card.line(session, proposal)


def only(store, table):
    with store.read() as session:
        return session.scalars(select(table.id)).one()


def answer(store, department, day):
    with store.read() as session:
        row_id = session.scalars(select(Opinion.id).where(Opinion.department == department)).one()
    records.save(store, "opinions", {"answered_on": day, "verdict": "수용"}, record_id=row_id)


@pytest.mark.feature("JB-22")
def test_everything_anyone_does_is_heard_on_its_day(store, year, proposal, at, tmp_path):
    (tmp_path / "위치도.txt").write_text("여기", encoding="utf-8")
    merged = year.proposal("걷고 싶은 거리")

    def pilot():
        values = {"proposal_id": proposal, "place": "역", "starts_on": "2022-10-05", "ends_on": "2022-12-31"}
        made = records.save(store, "pilots", values).inserted["pilot"][0]
        measured = {"pilot_id": made, "name": "만족도", "baseline": "40", "target": "60", "actual": "55"}
        records.save(store, "indicators", measured)

    vote = {
        "proposal_id": proposal, "held_on": "2022-10-08", "method": "비밀", "voters": tuple(year.members),
        "in_favour": 2, "against": 1, "abstained": 0,
    }  # fmt: skip
    notice = {
        "proposal_id": proposal,
        "told_on": "2022-11-16",
        "expected_on": "2023-03-01",
        "words": "늦음",
    }
    done = {
        "2022-09-20": lambda: opinions.ask(store, proposal, D("2022-09-20"), {"도로과": D("2022-09-27")}),
        "2022-09-24": lambda: answer(store, "도로과", "2022-09-24"),
        "2022-09-26": lambda: reviewing.extend(store, only(store, Review), 10, "현장 확인"),
        "2022-09-28": lambda: attaching.attach(store, proposal, tmp_path / "위치도.txt"),
        "2022-09-30": lambda: discussion.write(store, proposal, {"stance": "의견", "words": "좋음"}),
        "2022-10-05": pilot,
        "2022-10-08": lambda: records.save(store, "votes", vote),
        "2022-10-11": lambda: answering.answer(store, {only(store, Review): "고맙습니다"}),
        "2022-10-12": lambda: discussion.write(store, merged, {"stance": "질문", "words": "언제?"}),
        "2022-10-20": lambda: year.move(proposal, "시범"),
        "2022-11-14": lambda: records.save(
            store, "pilots", {"verdict": "확대"}, record_id=only(store, Pilot)
        ),
        "2022-11-15": lambda: year.move(proposal, "채택"),
        "2022-11-16": lambda: records.save(store, "notices", notice),
    }
    merging.merge(store, proposal, [merged])
    for day, act in done.items():
        at(day)
        act()
        at("2023-01-20")
        assert heard(store, proposal) == D(day)


def test_a_day_still_to_come_was_not_heard_yet(store, year, proposal, at):
    values = {"proposal_id": proposal, "place": "역", "starts_on": "2022-12-01"}
    records.save(store, "pilots", values)
    at("2022-09-20")
    assert heard(store, proposal) == D("2022-09-14")


def test_each_department_has_its_turn_since_it_was_asked_and_then_the_office_decides(
    store, year, proposal, at
):
    assert line(store, year, proposal) == "지금 차례: 간사, 9월 14일부터 1일째", "nobody is asked yet"
    opinions.ask(store, proposal, D("2022-09-14"), {"도로과": D("2022-09-21")})
    at("2022-09-20")
    opinions.ask(store, proposal, D("2022-09-20"), {"청소과": D("2022-09-27")})
    at("2022-09-25")
    discussion.write(store, proposal, {"stance": "의견", "words": "좋음"})
    assert line(store, year, proposal) == (
        "지금 차례: 도로과, 9월 14일부터 12일째 · 청소과, 9월 20일부터 6일째"
    )
    at("2022-09-26")
    for department in ("도로과", "청소과"):
        answer(store, department, "2022-09-26")
    at("2022-09-28")
    assert line(store, year, proposal) == "지금 차례: 간사, 9월 26일부터 3일째"
    assert cards.card(store, "proposals", proposal, year.scope).subtitle.startswith("지금 차례: 간사")


def test_nobody_has_a_turn_with_what_is_merged_into_another(store, year, proposal):
    kept = year.proposal("걷고 싶은 거리")
    merging.merge(store, kept, [proposal])
    assert line(store, year, proposal) == "지금 차례: 없음"
