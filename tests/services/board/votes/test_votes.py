"""Votes on a proposal: a roll call, a secret one that ties nobody to a choice; on both databases."""

import datetime as dt
from collections import Counter
from types import SimpleNamespace

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from desktop.errors import UserError
from desktop.model.board import Ballot, Member, Vote
from desktop.model.journal import Change
from desktop.model.people import Person
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.rules.fields import show
from desktop.services.datafile import undoing
from desktop.services.kinds import LISTS
from desktop.services.records import cards, moves, records

pytestmark = pytest.mark.both_databases
DAY = dt.date(2022, 10, 26)


@pytest.fixture
def board(store):
    """A term of sixteen members with one proposal."""
    board_id = records.save(store, "boards", {"name": "슈퍼히어로 1기", "year": 2022}).inserted["board"][0]
    scope = Scope(board_id=board_id, today=store.today())
    names = [f"위원{chr(ord('가') + number * 28)}" for number in range(16)]
    with store.operation("위원 적기") as op:
        rows = [
            op.add(Member(board_id=board_id, person=Person(name=name), department="청소과")) for name in names
        ]
        members = [each.id for each in rows]
    title = {"title": "걷기 좋은 거리"}
    proposal = records.save(store, "proposals", title, scope=scope).inserted["proposal"][0]
    return SimpleNamespace(scope=scope, members=members, names=names, proposal=proposal)


@pytest.fixture
def vote(store, board):
    def put(vote_id=None, *, seen=None, **values):
        own = {"proposal_id": board.proposal, "held_on": DAY, "method": "공개"} if vote_id is None else {}
        changes = records.save(store, "votes", own | values, record_id=vote_id, seen=seen, scope=board.scope)
        return changes, vote_id or changes.inserted["vote"][0]

    return put


def row(store, kind, scope):
    listing = Listing(store.engine, LISTS[kind], Criteria(scope=scope))
    (values,) = listing.page(0, 9)
    return {
        column.key: show(column.field, value)
        for column, value in zip(listing.columns, values[1:], strict=True)
    }


def ballots(store):
    with store.read() as session:
        return session.execute(select(Ballot.member_id, Ballot.choice).order_by(Ballot.id)).all()


def linked(store, kind, record_id, scope):
    card = cards.card(store, kind, record_id, scope)
    return [each.text for each in card.linked]


def test_a_roll_call_is_counted_as_worked_by_hand(store, board, vote):
    ids = board.members
    _changes, vote_id = vote(chose_for=ids[:9], chose_against=ids[9:12], chose_neither=ids[12:13])
    seen = row(store, "votes", board.scope)
    assert (seen["in_favour"], seen["against"], seen["abstained"], seen["members"]) == ("9", "3", "1", "16")
    assert (seen["turnout"], seen["of_votes"], seen["of_members"]) == ("81.3", "69.2", "56.3")
    assert seen["result"] == "가결"
    told = (
        "찬성 9 · 반대 3 · 기권 1 (16명 가운데 13명, 투표율 81.3 %), 찬성은 표의 69.2 %, 위원의 56.3 %: "
        "가결(12표 가운데 9표)"
    )
    own = linked(store, "votes", vote_id, board.scope)
    assert own[1] == told
    assert own[2].startswith(f"찬성 9명: {board.names[0]}")
    assert f"공개투표 2022. 10. 26.: {told}" in linked(store, "proposals", board.proposal, board.scope)


def test_a_vote_stands_in_the_review_of_its_proposal(store, board, vote):
    vote(chose_for=board.members[:2], chose_against=board.members[2:5])
    for status in ("제출", "검토"):
        moves.move(store, "proposals", [board.proposal], status, "", board.scope)
    assert row(store, "reviews", board.scope)["vote"] == "부결"


def test_a_roll_call_is_changed_and_taken_back(store, board, vote):
    ids = board.members
    _changes, vote_id = vote(chose_for=ids[:3], chose_against=ids[3:5])
    changes, _ = vote(vote_id, chose_for=ids[:2], chose_against=ids[3:6], chose_neither=(ids[2],))
    assert [choice for _member, choice in sorted(ballots(store))] == ["찬성", "찬성", "기권", *["반대"] * 3]
    assert row(store, "votes", board.scope)["result"] == "부결"
    undoing.undo(store, changes.operation_id)
    assert [choice for _member, choice in sorted(ballots(store))] == [*["찬성"] * 3, *["반대"] * 2]
    assert row(store, "votes", board.scope)["result"] == "가결"


def test_nobody_votes_twice_or_without_being_a_member(store, board, vote):
    ids = board.members
    with pytest.raises(UserError, match="두 쪽에"):
        vote(chose_for=ids[:2], chose_against=ids[1:3])
    records.save(store, "members", {"left_on": "2022-10-25"}, record_id=ids[0])
    with pytest.raises(UserError, match="이 날 위원이 아닌"):
        vote(chose_for=ids[:2])
    _changes, _ = vote(chose_for=ids[1:3])
    assert row(store, "votes", board.scope)["members"] == "15"


def test_a_secret_vote_keeps_who_voted_and_the_counts(store, board, vote):
    vote(method="비밀", voters=tuple(reversed(board.members[:13])), in_favour=9, against=3, abstained=1)
    assert ballots(store) == [(member, None) for member in board.members[:13]]
    seen = row(store, "votes", board.scope)
    assert (seen["turnout"], seen["of_votes"], seen["of_members"], seen["result"]) == (
        "81.3", "69.2", "56.3", "가결",
    )  # fmt: skip


def test_nothing_in_the_whole_file_ties_a_voter_to_a_choice(store, board, vote):
    """Every value of every row, the history among them, that speaks of a ballot: no choice stands in any."""
    changes, _ = vote(method="비밀", voters=board.members[:5], in_favour=3, against=2, abstained=0)
    undoing.undo(store, changes.operation_id)
    undoing.redo(store)
    with store.engine.connect() as connection:
        told = connection.execute(
            text("SELECT before, after FROM \"change\" WHERE table_name = 'ballot'")
        ).all()
        moments = connection.execute(
            text("SELECT DISTINCT operation_id FROM \"change\" WHERE table_name = 'ballot'")
        ).all()
        kept = connection.execute(text("SELECT * FROM ballot ORDER BY id")).mappings().all()
    assert told
    assert not any(word in str(each) for each in (*told, *kept) for word in ("찬성", "반대", "기권"))
    assert [each["member_id"] for each in kept] == sorted(board.members[:5])
    assert len(moments) == 3, "written at once, taken back at once, done again at once"


def all_rolls_of_secret_votes(store):
    """The roll of every secret vote that any row or any line of the history tells of."""
    with store.engine.connect() as connection:
        kept = connection.execute(text("SELECT vote_id, method, member_id FROM ballot")).mappings().all()
    with store.read() as session:
        told = session.scalars(select(Change.before).where(Change.table_name == "ballot")).all()
    rolls = {}
    for each in (*kept, *filter(None, told)):
        if each["method"] == "비밀":
            rolls.setdefault(each["vote_id"], set()).add(each["member_id"])
    return list(rolls.values())


def deleted(store, changes, vote_id):
    records.delete(store, "votes", [vote_id])


def taken_back(store, changes, vote_id):
    undoing.undo(store, changes.operation_id)


def moved_away(store, changes, vote_id):
    """As earlier versions let it be."""
    with store.read() as session:
        board_id = session.get_one(Vote, vote_id).proposal.board_id
    scope = Scope(board_id=board_id, today=store.today())
    other = records.save(store, "proposals", {"title": "다른 제안"}, scope=scope).inserted["proposal"][0]
    with store.operation("투표 수정") as op:
        op.get(Vote, vote_id).proposal_id = other


@pytest.mark.parametrize("put_away", [deleted, taken_back, moved_away])
def test_no_choice_is_told_by_writing_a_secret_vote_anew(store, board, vote, put_away):
    """{1, 2, 3} 2:1 and then {1, 2, 3, 4} 2:2 would tell that the fourth was against, in the history and in every backup."""
    ids = board.members
    changes, vote_id = vote(method="비밀", voters=ids[:3], in_favour=2, against=1)
    put_away(store, changes, vote_id)
    for voters, counts in ((ids[:4], (2, 2)), (ids[:5], (2, 3)), (ids[1:4], (1, 2))):
        with pytest.raises(UserError, match="한두 명만") as refused:
            vote(method="비밀", voters=voters, in_favour=counts[0], against=counts[1])
        assert refused.value.field == "voters"
    vote(method="비밀", voters=ids[:3], in_favour=1, against=2)  # counted wrongly
    vote(method="비밀", voters=ids[:6], in_favour=4, against=2)
    vote(chose_for=ids[:4], held_on=DAY + dt.timedelta(days=1))  # an open one hides nothing
    rolls = all_rolls_of_secret_votes(store)
    assert len(rolls) == 3
    alike = Counter(tuple(member in each for each in rolls) for member in set().union(*rolls))
    assert min(alike.values()) == 3


def test_a_secret_vote_of_another_proposal_cannot_be_moved_beside_one_it_would_tell_of(store, board, vote):
    vote(method="비밀", voters=board.members[:3], in_favour=2, against=1)
    other = records.save(store, "proposals", {"title": "다른 제안"}, scope=board.scope).inserted["proposal"][
        0
    ]
    _changes, vote_id = vote(
        method="비밀", voters=board.members[:4], in_favour=2, against=2, proposal_id=other
    )
    with pytest.raises(UserError, match="추가한 뒤에 바꿀 수 없습니다"):
        vote(vote_id, proposal_id=board.proposal)
    vote(vote_id, note="3차 정기회의")


def standing(store, changes, vote_id):
    pass


def put_on_another_day(store, changes, vote_id):
    records.save(store, "votes", {"held_on": DAY + dt.timedelta(days=7)}, record_id=vote_id)


def deleted_and_back_again(store, changes, vote_id):
    deleted(store, changes, vote_id)
    undoing.undo(store)
    undoing.redo(store)


def emptied(store, changes, vote_id):
    sides = ("chose_for", "chose_against", "chose_neither")
    records.save(store, "votes", dict.fromkeys(sides, ()), record_id=vote_id)


AWAY = (standing, deleted, taken_back, moved_away, put_on_another_day, deleted_and_back_again)


def methods_told_of(store):
    """Of all ballots that any row or any line of the history tells of."""
    with store.engine.connect() as connection:
        kept = connection.execute(text("SELECT vote_id, method FROM ballot")).mappings().all()
    with store.read() as session:
        told = session.scalars(select(Change.before).where(Change.table_name == "ballot")).all()
    return {each["method"] for each in (*kept, *filter(None, told))}


@pytest.mark.parametrize("put_away", [*AWAY, emptied])
def test_no_secret_vote_is_written_of_a_day_whose_choices_the_history_tells(store, board, vote, put_away):
    ids = board.members
    changes, vote_id = vote(chose_for=ids[:2], chose_against=ids[2:4])
    put_away(store, changes, vote_id)
    hidden = {"method": "비밀", "voters": ids[:4], "in_favour": 2, "against": 2}
    with pytest.raises(UserError, match=r"공개투표로 적은 적이 있고.*이력에 남아 있습니다") as refused:
        vote(**hidden)
    assert refused.value.field == "held_on"
    assert methods_told_of(store) == {"공개"}
    _changes, anew = vote(**hidden, held_on=DAY + dt.timedelta(days=1))
    with pytest.raises(UserError, match="공개투표로 적은 적이 있고"):
        vote(anew, held_on=DAY)
    vote(anew, note="비밀로 다시")


@pytest.mark.parametrize("put_away", AWAY)
def test_no_choices_are_written_of_a_day_whose_secret_vote_the_history_tells(store, board, vote, put_away):
    ids = board.members
    changes, vote_id = vote(method="비밀", voters=ids[:4], in_favour=2, against=2)
    put_away(store, changes, vote_id)
    with pytest.raises(UserError, match="비밀투표를 적은 적이 있고") as refused:
        vote(chose_for=ids[:2], chose_against=ids[2:4])
    assert refused.value.field == "held_on"
    assert methods_told_of(store) == {"비밀"}
    _changes, anew = vote(chose_for=ids[:2], held_on=DAY + dt.timedelta(days=1))
    with pytest.raises(UserError, match="비밀투표를 적은 적이 있고"):
        vote(anew, held_on=DAY)
    vote(anew, chose_for=ids[:3])


def test_an_open_vote_without_a_choice_stands_in_no_secret_ones_way(store, board, vote):
    ids = board.members
    _changes, vote_id = vote()
    vote(method="비밀", voters=ids[:4], in_favour=4)
    with pytest.raises(UserError, match="비밀투표를 적은 적이 있고"):
        vote(vote_id, chose_for=ids[:4])
    vote(vote_id, note="손들어 정하려다 말았다")


def test_an_open_vote_is_never_told_to_be_written_anew_as_a_secret_one(store, board, vote):
    _changes, vote_id = vote(chose_for=board.members[:3])
    with pytest.raises(UserError, match="지워도 이력에 남으니") as refused:
        vote(vote_id, method="비밀")
    assert refused.value.field == "method"


def test_a_secret_vote_is_written_once(store, board, vote):
    _changes, vote_id = vote(method="비밀", voters=board.members[:4], in_favour=4)
    for values in (
        {"voters": board.members[:5], "in_favour": 5},
        {"in_favour": 3, "against": 1},
        {"chose_for": board.members[:1]},
    ):
        with pytest.raises(UserError, match="한 번만"):
            vote(vote_id, **values)
    with pytest.raises(UserError, match="방식은 바꿀 수 없습니다"):
        vote(vote_id, method="공개")
    vote(vote_id, note="3차 정기회의")
    assert row(store, "votes", board.scope)["note"] == "3차 정기회의"


def test_a_secret_vote_that_would_tell_is_refused(store, board, vote):
    few = {"method": "비밀", "in_favour": 1, "against": 1}
    with pytest.raises(UserError, match="3명 이상"):
        vote(**few, voters=board.members[:2])
    with pytest.raises(UserError, match="명부와 표를"):
        vote(method="비밀", in_favour=9, against=3, voters=board.members[:13])
    with pytest.raises(UserError, match="적지 않습니다"):
        vote(method="비밀", in_favour=3, voters=board.members[:3], chose_for=board.members[:3])
    with store.read() as session:
        assert session.scalars(select(Vote)).all() == []


@pytest.mark.parametrize("values", [{"choice": "찬성", "method": "비밀"}, {"choice": None, "method": "공개"}])
def test_the_database_itself_keeps_choices_out_of_secret_votes(store, board, vote, values):
    _changes, vote_id = vote(method=values["method"], **(
        {"voters": board.members[:3], "in_favour": 3} if values["method"] == "비밀" else {}
    ))  # fmt: skip
    sql = text(
        "INSERT INTO ballot (vote_id, method, member_id, choice) VALUES (:vote, :method, :member, :choice)"
    )
    with pytest.raises(IntegrityError), store.engine.begin() as connection:
        connection.execute(sql, {"vote": vote_id, "member": board.members[5], **values})


def test_votes_go_with_their_proposal_and_voters_stay(store, board, vote):
    vote(chose_for=board.members[:3])
    with pytest.raises(UserError):
        records.delete(store, "members", board.members[:1])
    records.delete(store, "proposals", [board.proposal])
    assert ballots(store) == []
    with store.read() as session:
        assert len(session.scalars(select(Person)).all()) == 16
