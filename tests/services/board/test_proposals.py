"""The course of a proposal: what a move asks for, what comes back on its day, the discussion, merging and reviving."""

import datetime as dt

import pytest
from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.board import Comment, Condition, Proposal, Review
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services.board.meetings import proposing
from desktop.services.board.proposals import attaching, conditions, discussion, merging, reviving
from desktop.services.board.review import opinions, reviewing
from desktop.services.datafile import history
from desktop.services.kinds import LISTS
from desktop.services.records import cards, due, records

pytestmark = pytest.mark.both_databases

CONDITION = {"obstacle": "예산", "words": "본예산에 반영되면", "look_again_on": "2023-09-01"}
NONE = {"obstacle": "없음"}


def linked(store, year, proposal):
    return [link.text for link in cards.card(store, "proposals", proposal, year.scope).linked]


def column(store, year, key):
    listing = Listing(store.engine, LISTS["proposals"], Criteria(scope=year.scope, order=(("title", False),)))
    place = [column.key for column in listing.columns].index(key) + 1
    return [row[place] for row in listing.page(0, 50)]


def on_day(store, year, clock, day):
    clock.time = dt.datetime.fromisoformat(f"{day}T03:00:00+00:00")
    scope = Scope(board_id=year.board, today=store.today())
    return [each for found in due.due(store, scope).values() for each in found]


@pytest.mark.feature("JB-21")
def test_a_no_or_a_hold_asks_for_its_condition_and_none_is_an_answer(store, year):
    proposal = year.proposal("보도 정비")
    with pytest.raises(UserError, match="풀릴 조건") as caught:
        year.move(proposal, "보류", reason="예산 없음")
    assert caught.value.field == "obstacle"
    with pytest.raises(UserError, match="'없음'이면") as caught:
        year.move(proposal, "보류", reason="예산 없음", given={**NONE, "look_again_on": "2023-09-01"})
    assert caught.value.field == "look_again_on"
    with pytest.raises(UserError, match="오늘보다 뒤") as caught:
        year.move(proposal, "보류", reason="예산 없음", given={**CONDITION, "look_again_on": "2022-09-16"})
    assert caught.value.field == "look_again_on"
    with pytest.raises(UserError, match="'기타'이면") as caught:
        year.move(proposal, "보류", reason="바쁨", given={"obstacle": "기타"})
    assert caught.value.field == "words"
    year.move(proposal, "보류", reason="예산 없음", given=NONE)
    assert "풀릴 조건: 보류 · 없음" in linked(store, year, proposal)
    history.undo(store)
    with store.read() as session:
        assert session.query(Condition).count() == 0


@pytest.mark.feature("JB-21")
def test_the_condition_of_a_no_is_mended_and_stays_as_long_as_the_no_does(store, year, clock):
    proposal = year.proposal("보도 정비")
    year.move(proposal, "보류", reason="바쁨", given=NONE)
    year.move(proposal, "발굴")
    year.move(proposal, "제출", "검토")
    year.move(proposal, "불채택", reason="올해 예산이 없음", given=CONDITION)
    with store.read() as session:
        held, no = session.scalars(select(Condition.id).order_by(Condition.id)).all()
    with pytest.raises(UserError, match="'불채택'인 동안에는"):
        records.delete(store, "conditions", [no])
    for change, field in (
        ({"look_again_on": "2000-01-01"}, "look_again_on"),
        ({"look_again_on": store.today()}, "look_again_on"),
        ({"obstacle": "없음"}, "obstacle"),
        ({"obstacle": "기타", "words": ""}, "words"),
    ):
        with pytest.raises(UserError) as caught:
            records.save(store, "conditions", change, record_id=no)
        assert caught.value.field == field
    records.save(store, "conditions", {"look_again_on": "2023-10-01"}, record_id=no)
    clock.time = dt.datetime.fromisoformat("2023-10-02T03:00:00+00:00")
    records.save(store, "conditions", {"words": "추경에 반영되면"}, record_id=no)
    records.delete(store, "conditions", [held])
    records.delete(store, "proposals", [proposal])


@pytest.mark.feature("JB-21")
def test_an_old_no_that_came_in_without_its_condition_gets_it_once(store, year, take, clock):
    def put(proposal, look_again_on=dt.date(2023, 9, 1)):
        return conditions.put_down(store, proposal, {**CONDITION, "look_again_on": look_again_on})

    take("proposals", ("제목", "상태", "사유"), ("옛 보도", "불채택", "예산 없음"))
    with store.read() as session:
        old = session.scalars(select(Proposal.id)).one()
        assert conditions.standing(session, old) is None
    with pytest.raises(UserError, match="오늘보다 뒤") as caught:
        put(old, store.today())
    assert caught.value.field == "look_again_on"
    put(old)
    assert "풀릴 조건: 불채택 · 예산" in "\n".join(linked(store, year, old))
    assert [each.what for each in on_day(store, year, clock, "2023-09-01")] == ["다시 보기: 옛 보도"]
    with pytest.raises(UserError, match="이미 적혀"):
        put(old)
    new = year.proposal("새 보도")
    with pytest.raises(UserError, match="'발굴'인 제안에는 풀릴 조건이 없습니다"):
        put(new)
    take("proposals", ("제목", "상태", "사유"), ("옛 그늘막", "불채택", "예산 없음"))
    with store.read() as session:
        shade = session.scalars(select(Proposal.id).where(Proposal.title == "옛 그늘막")).one()
    merging.merge(store, new, [shade])
    with pytest.raises(UserError, match="다른 제안에 합쳐진"):
        put(shade)
    for _merged_and_taken in range(2):
        history.undo(store)
    history.undo(store)  # the proposal
    history.undo(store)
    with store.read() as session:
        assert conditions.standing(session, old) is None


@pytest.mark.feature("JB-21")
def test_it_comes_back_on_its_day_with_the_old_verdict_until_it_is_revived(store, year, clock):
    proposal = year.proposal("보도 정비", authors=(year.members[0],))
    year.move(proposal, "제출", "검토")
    year.move(proposal, "불채택", reason="올해 예산이 없음", given=CONDITION)
    assert on_day(store, year, clock, "2023-08-31") == []
    (back,) = on_day(store, year, clock, "2023-09-01")
    assert (back.what, back.whose) == ("다시 보기: 보도 정비", "불채택: 올해 예산이 없음 · 풀릴 조건 예산")
    assert (back.kind, back.id, back.until) == ("proposals", proposal, dt.date(2023, 9, 1))
    new = reviving.revive(store, proposal, year.scope).inserted["proposal"][0]
    assert on_day(store, year, clock, "2023-09-01") == []
    assert "되살린 제안: 보도 정비 (불채택: 올해 예산이 없음)" in linked(store, year, new)
    assert "되살아난 제안: 보도 정비 (발굴)" in linked(store, year, proposal)


@pytest.mark.feature("JB-20")
def test_an_old_no_is_begun_anew_with_its_link_its_authors_and_its_verdict_to_be_seen(store, year):
    proposal = year.proposal("보도 정비", idea="턱을 낮춘다", authors=tuple(year.members[:2]))
    with pytest.raises(UserError, match="되살리지 않습니다"):
        reviving.revive(store, proposal, year.scope)
    year.move(proposal, "제출", "검토")
    year.move(proposal, "불채택", reason="법령이 막음", given={"obstacle": "법령"})
    new = reviving.revive(store, proposal, year.scope).inserted["proposal"][0]
    values = records.read(store, "proposals", new)
    assert (values["status"], values["idea"], values["authors"]) == (
        "발굴",
        "턱을 낮춘다",
        tuple(year.members[:2]),
    )
    assert records.read(store, "proposals", proposal)["status"] == "불채택"
    with pytest.raises(UserError, match="지울 수 없습니다"):
        records.delete(store, "proposals", [proposal])
    with pytest.raises(UserError, match="이미 '보도 정비' 제안으로 되살렸습니다"):
        reviving.revive(store, proposal, year.scope)
    with store.read() as session:
        assert "(지금 '발굴')" in reviving.refusal(session, proposal), "and the command is greyed for it"
    history.undo(store)
    records.delete(store, "proposals", [proposal])


@pytest.mark.feature("JB-20")
def test_the_old_verdict_is_seen_where_the_old_one_has_moved_on(store, year):
    proposal = year.proposal("보도 정비")
    year.move(proposal, "제출", "검토")
    year.move(proposal, "불채택", reason="법령이 막음", given={"obstacle": "법령"})
    new = reviving.revive(store, proposal, year.scope).inserted["proposal"][0]
    year.move(proposal, "검토")
    assert "되살린 제안: 보도 정비 (불채택: 법령이 막음)" in linked(store, year, new)


def test_going_to_review_sets_the_date_of_receipt_once(store, year, clock):
    proposal = year.proposal("보도 정비")
    year.move(proposal, "제출", "검토")
    year.move(proposal, "보완", reason="사진이 없음")
    clock.advance(days=9)
    year.move(proposal, "검토")
    with store.read() as session:
        row = session.get_one(Proposal, proposal)
        assert (row.received_on, row.status_on) == (dt.date(2022, 9, 16), dt.date(2022, 9, 25))


def test_a_hold_is_lifted_to_where_it_came_from(store, year):
    proposal = year.proposal("보도 정비")
    year.move(proposal, "토론")
    year.move(proposal, "보류", reason="바쁨", given=NONE)
    with pytest.raises(UserError, match="'토론'으로만 풀 수 있습니다") as caught:
        year.move(proposal, "제출")
    assert caught.value.field == "status"
    year.move(proposal, "토론")
    assert records.read(store, "proposals", proposal)["status"] == "토론"


def test_an_author_is_a_member_on_the_day_of_the_proposal(store, year):
    late = year.members[2]
    records.save(store, "members", {"joined_on": "2022-10-01"}, record_id=late)
    with pytest.raises(UserError, match=r"박강산님은 제안일\(2022. 9. 30.\)에 위원이 아니") as caught:
        year.proposal("보도 정비", proposed_on="2022-09-30", authors=(late,))
    assert caught.value.field == "authors"
    year.proposal("보도 정비", proposed_on="2022-10-01", authors=(late,))


@pytest.mark.feature("JB-06")
def test_what_was_said_keeps_who_when_and_its_earlier_wording(store, year, clock):
    proposal, (one, two, _three) = year.proposal("보도 정비"), year.members
    first = discussion.write(store, proposal, {"stance": "우려", "words": "비용이 크다", "member_id": one})
    comment = first.inserted["comment"][0]
    discussion.write(
        store, proposal, {"stance": "의견", "words": "나누어 하자", "member_id": two}, reply_to=comment
    )
    discussion.write(store, proposal, {"stance": "찬성", "words": "좋다"})
    discussion.reword(store, comment, {"stance": "질문", "words": "비용은 얼마인가"})
    told = discussion.thread(store, proposal)
    assert [(said.stance, said.who, said.words, said.depth, said.before) for said in told] == [
        ("질문", "김하늘", "비용은 얼마인가", 0, ("우려: 비용이 크다",)),
        ("의견", "이바다", "나누어 하자", 1, ()),
        ("찬성", "김주무관", "좋다", 0, ()),
    ]
    assert told[0].when.startswith("2022. 9. 16.")
    with pytest.raises(UserError, match="고친 것이 없습니다"):
        discussion.reword(store, comment, {"stance": "질문", "words": "비용은 얼마인가"})
    history.undo(store)
    assert discussion.thread(store, proposal)[0].before == ()
    records.delete(store, "comments", [comment])
    assert [said.words for said in discussion.thread(store, proposal)] == ["좋다"]
    clock.advance(days=3)
    card = cards.card(store, "proposals", proposal, year.scope)
    assert card.subtitle == "지금 차례: 제안자, 9월 16일부터 4일째", "the first line below its title"


@pytest.mark.feature("JB-06")
def test_fifty_comments_are_there_in_a_fifth_of_a_second(store, year):
    proposal = year.proposal("보도 정비")
    with store.operation("글") as op:
        op.insert_many(
            Comment,
            [
                {
                    "proposal_id": proposal,
                    "written_by": "나",
                    "at": op.at,
                    "stance": "찬성",
                    "words": str(each),
                }
                for each in range(50)
            ],
        )
    begun = dt.datetime.now().astimezone()
    assert len(discussion.thread(store, proposal)) == 50
    assert (dt.datetime.now().astimezone() - begun).total_seconds() < 0.2


@pytest.mark.feature("JB-09")
def test_a_merged_proposal_lists_every_author_comment_and_file_and_undone_they_are_two(store, year, tmp_path):
    one, two, _three = year.members
    kept = year.proposal("걷기 좋은 거리", authors=(one,))
    other = year.proposal("걷고 싶은 거리", authors=(one, two))
    discussion.write(store, kept, {"stance": "찬성", "words": "여기에"})
    discussion.write(store, other, {"stance": "우려", "words": "저기에"})
    picture = tmp_path / "지도.txt"
    picture.write_text("지도", encoding="utf-8")
    attaching.attach(store, other, picture)
    merging.merge(store, kept, [other])
    assert column(store, year, "title") == ["걷기 좋은 거리"]
    assert sorted(column(store, year, "authors")[0].split(", ")) == ["김하늘", "이바다"]
    assert [said.words for said in discussion.thread(store, kept)] == ["여기에", "저기에"]
    assert [name for _id, name in attaching.files(store, kept)] == ["지도.txt"]
    told = linked(store, year, kept)
    assert {"합친 제안: 걷고 싶은 거리", "제안자 김하늘", "제안자 이바다", "첨부: 지도.txt"} <= set(told)
    with pytest.raises(UserError, match="합쳐진 제안입니다"):
        year.move(other, "토론")
    history.undo(store)
    assert column(store, year, "title") == ["걷고 싶은 거리", "걷기 좋은 거리"]
    assert [said.words for said in discussion.thread(store, kept)] == ["여기에"]
    assert [said.words for said in discussion.thread(store, other)] == ["저기에"]
    history.redo(store)
    merging.part(store, kept, other)
    assert len(column(store, year, "title")) == 2
    with pytest.raises(UserError, match="합쳐져 있지 않습니다"):
        merging.part(store, kept, other)


@pytest.mark.feature("JB-09")
def test_one_of_several_is_parted_with_what_it_held_before(store, year):
    one, two, three, four = (year.proposal(title) for title in "가나다라")
    merging.merge(store, three, [four])
    merging.merge(store, two, [three])
    merging.merge(store, one, [two])
    merging.merge(store, one, [year.proposal("마")])
    assert [title for _id, title in merging.within(store, one)] == ["나", "다", "라", "마"]
    merging.part(store, one, two)
    assert column(store, year, "title") == ["가", "나"]
    assert [title for _id, title in merging.within(store, one)] == ["마"]
    assert [title for _id, title in merging.within(store, two)] == ["다", "라"]
    merging.part(store, two, three)
    assert [title for _id, title in merging.within(store, three)] == ["라"], "and so on, link by link"
    history.undo(store)
    history.undo(store)
    merging.part(store, one, four)
    merging.merge(store, one, [four])
    merging.part(store, one, two)
    assert [title for _id, title in merging.within(store, one)] == ["라", "마"], "merged by itself since"


@pytest.mark.feature("JB-07")
def test_where_a_merged_one_came_from_stands_on_the_card_of_the_kept_one(store, year):
    meeting = year.meeting("1차", notes="걷고 싶은 거리")
    other = proposing.propose_from_notes(store, meeting, "걷고 싶은 거리").inserted["proposal"][0]
    kept = year.proposal("걷기 좋은 거리")
    merging.merge(store, kept, [other])
    links = {link.text: link.kind for link in cards.card(store, "proposals", kept, year.scope).linked}
    assert links["합친 제안이 나온 회의: 2022. 9. 14. 1차"] == "meetings"
    assert links["합친 제안이 나온 아이디어: 걷고 싶은 거리"] == "ideas"


@pytest.mark.feature("JB-11")
def test_each_opinion_stands_on_the_card_in_its_own_words(store, year):
    proposal = year.proposal("보도 정비")
    opinions.ask(
        store, proposal, store.today(), {"청소행정과": store.today(), "도로과": dt.date(2022, 9, 30)}
    )
    first, _second = opinions.stated(store, proposal)
    raw = {"answered_on": "2022-09-16", "verdict": "수용", "text": "내년 예산에 넣겠음"}
    records.save(store, "opinions", raw, record_id=first.id)
    assert "청소행정과: 수용 (2022. 9. 16.)\n내년 예산에 넣겠음" in linked(store, year, proposal)
    assert [(each.department, each.how, each.words) for each in opinions.stated(store, proposal)] == [
        ("청소행정과", "수용 (2022. 9. 16.)", "내년 예산에 넣겠음"),
        ("도로과", "기다림 (2022. 9. 30.까지)", ""),
    ]


def test_the_history_of_a_proposal_tells_what_was_done_with_all_that_belongs_to_it(store, year, tmp_path):
    proposal = year.proposal("보도 정비", authors=(year.members[0],))
    year.move(proposal, "제출", "검토")
    discussion.write(store, proposal, {"stance": "우려", "words": "비용이 크다"})
    opinions.ask(store, proposal, store.today(), {"청소행정과": store.today()})
    (asked,) = opinions.stated(store, proposal)
    records.save(store, "opinions", {"answered_on": "2022-09-16", "verdict": "수용"}, record_id=asked.id)
    with store.read() as session:
        review = session.query(Review).one().id
    reviewing.extend(store, review, 30, "현장 조사")
    attaching.attach(store, proposal, written(tmp_path, "지도.txt"))
    told = [line.what for line in cards.card(store, "proposals", proposal, year.scope).history]
    assert told == [
        "'보도 정비'에 '지도.txt' 첨부",
        "심사 기한 연장: 보도 정비 (2022. 11. 15.까지) (사유: 현장 조사)",
        "부서 의견 '청소행정과 (보도 정비)' 수정",
        "부서 의견 묻기: 보도 정비 (1곳)",
        "'보도 정비'에 우려 쓰기",
        "상태  제출 → 검토",
        "접수일  빈칸 → 2022. 9. 16.",
        "상태  발굴 → 제출",
        "제안 '보도 정비' 추가",
    ]
    ((attached, _name),) = attaching.files(store, proposal)
    attaching.detach(store, proposal, attached)
    records.delete(store, "opinions", [asked.id])
    gone = [line.what for line in cards.card(store, "proposals", proposal, year.scope).history]
    assert gone == [
        "부서 의견 '청소행정과 (보도 정비)' 삭제",
        "'보도 정비'에서 '지도.txt' 떼기",
        *told,
    ], "what it said, and that it was there, stays to be seen"
    history.undo(store)
    assert cards.card(store, "proposals", proposal, year.scope).history[1].what == gone[0]


@pytest.mark.feature("JB-06")
def test_an_attachment_is_taken_off_again_and_the_same_file_is_not_attached_twice(store, year, tmp_path):
    proposal, kept = year.proposal("보도 정비"), year.proposal("걷기 좋은 거리")
    attached = attaching.attach(store, proposal, written(tmp_path, "지도.txt")).inserted["attachment"][0]
    with pytest.raises(UserError, match=r"'지도.txt'\(으\)로 이미 붙어 있습니다"):
        attaching.attach(store, proposal, written(tmp_path, "같은 지도.txt"))
    merging.merge(store, kept, [proposal])
    with pytest.raises(UserError, match="이미 붙어"):
        attaching.attach(store, kept, written(tmp_path, "같은 지도.txt"))
    attaching.detach(store, kept, attached)
    assert attaching.files(store, kept) == []
    with pytest.raises(UserError, match="붙어 있지 않습니다"):
        attaching.detach(store, kept, attached)
    history.undo(store)
    assert attaching.files(store, proposal) == [(attached, "지도.txt")]


def written(folder, name):
    path = folder / name
    path.write_text("지도", encoding="utf-8")
    return path


@pytest.mark.feature("JB-09")
def test_no_proposal_is_merged_with_itself_or_in_a_circle(store, year):
    one, two, three = (year.proposal(title) for title in "가나다")
    with pytest.raises(UserError, match="자기 자신"):
        merging.merge(store, one, [one])
    merging.merge(store, one, [two])
    with pytest.raises(UserError, match="'나'도 다른 제안에 합쳐져"):
        merging.merge(store, two, [one])
    merging.merge(store, three, [one])
    assert linked(store, year, three).count("합친 제안: 나") == 1, "what was merged before comes along"


def test_a_deleted_proposal_takes_all_of_it_along_and_brings_it_back(store, year):
    proposal = year.proposal("보도 정비", authors=(year.members[0],))
    first = discussion.write(store, proposal, {"stance": "우려", "words": "비용"}).inserted["comment"][0]
    discussion.write(store, proposal, {"stance": "의견", "words": "나누자"}, reply_to=first)
    discussion.reword(store, first, {"stance": "우려", "words": "비용이 크다"})
    year.move(proposal, "보류", reason="바쁨", given=NONE)
    before = linked(store, year, proposal)
    records.delete(store, "proposals", [proposal])
    history.undo(store)
    assert linked(store, year, proposal) == before


@pytest.mark.feature("JB-16")
def test_what_was_done_with_a_proposal_leads_back_to_it_and_its_answer_stands_on_its_card(store, year):
    proposal = year.proposal("보도 정비")
    year.move(proposal, "제출", "검토")
    opinions.ask(store, proposal, store.today(), {"청소행정과": store.today()})
    records.save(
        store, "opinions", {"skipped_reason": "구두"}, record_id=opinions.stated(store, proposal)[0].id
    )
    pilot = {"proposal_id": proposal, "place": "역 앞", "starts_on": "2022-09-16"}
    pilot = records.save(store, "pilots", pilot).inserted["pilot"][0]
    values = {"pilot_id": pilot, "name": "만족도", "baseline": "40", "target": "60"}
    records.save(store, "indicators", values)
    year.move(proposal, "채택")
    told = {"proposal_id": proposal, "told_on": "2022-09-16", "expected_on": "2022-12-01", "words": "늦음"}
    records.save(store, "notices", told)
    for kind in ("reviews", "opinions", "pilots", "indicators", "notices"):
        (row,) = Listing(store.engine, LISTS[kind], Criteria(scope=year.scope)).ids(0, 9)
        links = cards.card(store, kind, row, year.scope).linked
        assert ("제안: 보도 정비 (채택)", proposal) in [(each.text, each.id) for each in links], kind
    with store.read() as session:
        review = session.query(Review).one().id
    records.save(store, "reviews", {"answer": "내년에 넣습니다."}, record_id=review)
    assert "답변: 내년에 넣습니다." in linked(store, year, proposal)
