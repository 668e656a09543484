"""Meetings: date and title are enough; what came of them is found again, and what proposals came from stays."""

from contextlib import closing

import pypdfium2
import pytest
from sqlalchemy import text

from desktop.documents.hwpx.reading import read
from desktop.errors import UserError
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services.board.meetings import papers, proposing
from desktop.services.board.review import opinions
from desktop.services.datafile import history
from desktop.services.kinds import LISTS
from desktop.services.records import cards, due, records

both = pytest.mark.both_databases


def shown(store, kind, scope, *keys):
    spec = LISTS[kind]
    listing = Listing(store.engine, spec, Criteria(scope=scope, order=spec.order))
    places = [[column.key for column in listing.columns].index(key) + 1 for key in keys]
    return [tuple(row[place] for place in places) for row in listing.page(0, 100)]


@both
@pytest.mark.feature("JB-04")
def test_a_meeting_needs_a_date_and_a_title_and_nothing_more(store, year):
    year.meeting("1차 정기회의")
    assert shown(store, "meetings", year.scope, "title", "attended") == [("1차 정기회의", 0)]
    with pytest.raises(UserError) as caught:
        records.save(store, "meetings", {"held_on": "2022-09-14"}, scope=year.scope)
    assert caught.value.field == "title"


@both
@pytest.mark.feature("JB-04")
def test_open_action_items_of_all_meetings_stand_in_one_list_the_late_ones_first(store, year):
    one, two = year.meeting("1차", "2022-07-20"), year.meeting("2차", "2022-08-31")
    for meeting, task, due_on, done_on in (
        (one, "날짜 없음", None, None),
        (one, "다음 주", "2022-09-23", None),
        (two, "늦은 것", "2022-09-15", None),
        (two, "더 늦은 것", "2022-09-01", None),
        (one, "마친 것", "2022-08-01", "2022-08-02"),
    ):
        raw = {"meeting_id": meeting, "task": task, "due_on": due_on, "done_on": done_on}
        records.save(store, "action_items", raw, scope=year.scope)
    assert shown(store, "action_items", year.scope, "task", "state") == [
        ("더 늦은 것", "늦음"),
        ("늦은 것", "늦음"),
        ("다음 주", "진행"),
        ("날짜 없음", "진행"),
        ("마친 것", "마침"),
    ]
    flag = LISTS["action_items"].column("due_on").flag
    assert flag({"state": "늦음"}) == "늦음"
    assert flag({"state": "진행"}) == ""


@both
@pytest.mark.feature("JB-05")
def test_the_share_of_meetings_one_came_to_is_what_one_counts_by_hand(store, year):
    one, two, three = year.members
    records.save(store, "members", {"joined_on": "2022-10-01"}, record_id=three)
    year.meeting("1차", "2022-09-14", present=(one, two))
    year.meeting("2차", "2022-09-28", present=(one,))
    year.meeting("3차", "2022-10-12", present=(one, two, three))
    share = dict(shown(store, "members", year.scope, "name", "participation"))
    assert share == {
        "김하늘": 100,
        "이바다": 67,
        "박강산": 100,
    }  # 3 of 3, 2 of 3, and 1 of the 1 since October


@both
@pytest.mark.feature("JB-07")
def test_a_proposal_comes_from_the_notes_in_one_step_and_its_meeting_stays(store, year):
    meeting = year.meeting("1차 정기회의", notes="역 앞 방치 자전거가 많다.\n다른 이야기")
    changes = proposing.propose_from_notes(store, meeting, "- 역 앞 방치 자전거 치우기\n사진으로 신고한다.")
    proposal = changes.inserted["proposal"][0]
    assert records.read(store, "proposals", proposal)["title"] == "역 앞 방치 자전거 치우기"
    links = [
        (link.text, link.kind, link.id)
        for link in cards.card(store, "proposals", proposal, year.scope).linked
    ]
    assert ("나온 회의: 2022. 9. 14. 1차 정기회의", "meetings", meeting) in links
    with pytest.raises(UserError, match="'역 앞 방치 자전거 치우기'"):
        records.delete(store, "meetings", [meeting])
    history.undo(store)
    records.delete(store, "meetings", [meeting])
    history.undo(store)
    assert shown(store, "meetings", year.scope, "title") == [("1차 정기회의",)]


@both
def test_whoever_had_the_idea_is_the_author_of_its_proposal(store, year):
    meeting = year.meeting("1차")
    raw = {"meeting_id": meeting, "content": "화분 두기", "member_id": year.members[0]}
    idea = records.save(store, "ideas", raw, scope=year.scope).inserted["idea"][0]
    proposal = proposing.propose(store, idea).inserted["proposal"][0]
    assert records.read(store, "proposals", proposal)["authors"] == (year.members[0],)
    with pytest.raises(UserError, match="'화분 두기'"):
        records.delete(store, "ideas", [idea])


def test_nothing_picked_makes_no_proposal(store, year):
    with pytest.raises(UserError, match="글을 골라") as caught:
        proposing.propose_from_notes(store, year.meeting("1차"), " \n - ")
    assert caught.value.field == "notes"


@both
def test_what_is_to_be_done_is_due_on_its_day(store, year):
    raw = {"meeting_id": year.meeting("1차"), "task": "자전거 세기", "due_on": "2022-09-15"}
    records.save(store, "action_items", raw | {"owner_id": year.members[0]}, scope=year.scope)
    found = [(each.what, each.whose) for _when, dues in due.due(store, year.scope).items() for each in dues]
    assert found == [("할 일: 자전거 세기", "김하늘 · 1차")]


def pages(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


@pytest.mark.feature("JB-05")
def test_sixteen_members_sign_on_one_page(store, year, tmp_path):
    for number in range(13):
        raw = {"name": f"위원{number:02}", "department": "감사담당관"}
        records.save(store, "members", raw, scope=year.scope)
    path = papers.write_sign_sheet(store, year.meeting("발대식"), tmp_path / "서명부.pdf")
    (page,) = pages(path)
    names = ("김하늘", "이바다", "박강산", *(f"위원{number:02}" for number in range(13)))
    assert all(name in page for name in (*names, "발대식", "서명"))
    assert "16명" in page
    with closing(pypdfium2.PdfDocument(path)) as document:
        assert document[0].get_size() == pytest.approx((210 / 25.4 * 72, 297 / 25.4 * 72), abs=0.1)


def test_the_minutes_hold_all_of_it_on_as_many_pages_as_it_takes(store, year, tmp_path):
    notes = "\n".join(f"{number}번째 이야기를 나누었다." for number in range(120))
    meeting = year.meeting("2차 정기회의", notes=notes, agenda="현장 조사", present=tuple(year.members))
    records.save(store, "decisions", {"meeting_id": meeting, "content": "현장을 다녀온다."}, scope=year.scope)
    raw = {"meeting_id": meeting, "task": "자전거 세기", "due_on": "2022-10-05"}
    records.save(store, "action_items", raw, scope=year.scope)
    found = pages(papers.write_minutes(store, meeting, tmp_path / "회의록.pdf"))
    assert len(found) > 1
    whole = "".join(found)
    for words in (
        "0번째",
        "119번째",
        "현장을 다녀온다.",
        "자전거 세기",
        "김하늘, 박강산, 이바다",
        "참석 3명",
        "2차 정기회의 회의록",
        "2차 정기회의 회의록 · 2 / ",
        "작성자",
    ):
        assert words in whole


@both
@pytest.mark.feature("JB-05")
@pytest.mark.parametrize("end", ["pdf", "hwpx"])
def test_the_minutes_tell_who_was_not_there_and_which_ideas_were_had(store, year, tmp_path, end):
    records.save(store, "members", {"joined_on": "2022-10-01"}, record_id=year.members[2])
    some = year.meeting("2차", present=(year.members[0],))
    for content, member in (("화분 두기", year.members[0]), ("길 넓히기", None)):
        raw = {"meeting_id": some, "content": content, "member_id": member}
        records.save(store, "ideas", raw, scope=year.scope)
    everyone = year.meeting("1차 회의록", present=tuple(year.members[:2]))
    untold = year.meeting("3차")

    def words(meeting):
        path = papers.write_minutes(store, meeting, tmp_path / f"{meeting}.{end}")
        found = pages(path) if end == "pdf" else map(str, read(path))
        return "".join(c for c in "".join(found) if c.isalnum() or c == ".")

    told = words(some)
    for expected in (
        "참석1명",
        "불참1명",
        "이바다",
        "아이디어",
        "1.화분두기김하늘2.길넓히기",
        "작성자",
        "확인",
    ):
        assert expected in told
    assert "박강산" not in told, "who was no member yet is not missing"
    told = words(everyone)
    assert all(expected in told for expected in ("참석2명", "불참", "없음"))
    assert "회의록회의록" not in told
    told = words(untold)
    assert "참석" in told
    assert "적지않음" in told
    assert "불참" not in told


def test_the_minutes_for_hangul_hold_the_same_and_what_is_to_be_done_as_a_table(store, year, tmp_path):
    meeting = year.meeting("2차 & <정기>", notes="가\n\n나\x0b", place="5층", present=tuple(year.members))
    records.save(store, "decisions", {"meeting_id": meeting, "content": "현장을 다녀온다."}, scope=year.scope)
    raw = {"meeting_id": meeting, "task": "자전거 세기", "due_on": "2022-10-05", "owner_id": year.members[0]}
    records.save(store, "action_items", raw, scope=year.scope)
    path = papers.write_minutes(store, meeting, tmp_path / "회의록.HWPX")
    assert read(path) == [
        "2차 & <정기> 회의록",
        "슈퍼히어로 1기",
        (
            ("일시와 장소", "2022. 9. 14.(수) 5층"),
            ("참석 3명", "김하늘, 박강산, 이바다"),
            ("불참", "없음"),
        ),
        "회의 내용",
        "가",
        "",
        "나",
        "결정",
        "1. 현장을 다녀온다.",
        "할 일",
        (
            ("연번", "할 일", "맡은 사람", "기한", "마침"),
            ("1", "자전거 세기", "김하늘", "2022. 10. 5.", ""),
        ),
        "작성과 확인",
        (("작성자", "(서명)"), ("확인", "(서명)")),
    ]
    with store.read() as session:
        last = session.scalar(text("SELECT name FROM operation ORDER BY id DESC LIMIT 1"))
    assert last == "회의록 한글 문서로 내보내기 (개인정보 성명): 회의록.HWPX"


@both
@pytest.mark.feature("JB-07")
def test_notes_with_a_resident_number_become_no_proposal_and_say_so_beside_them(store, year):
    meeting = year.meeting("1차")
    with pytest.raises(UserError, match="회의 내용에 주민등록번호") as caught:
        proposing.propose_from_notes(store, meeting, "홍길동 900101-1234567 제안")
    assert caught.value.field == "notes"


@both
@pytest.mark.feature("JB-04")
def test_what_an_earlier_term_left_to_do_stays_in_sight_until_it_is_done(store, year):
    for task, done in (("자전거 세기", None), ("지도 그리기", "2022-09-15")):
        raw = {"meeting_id": year.meeting("1차"), "task": task, "due_on": "2022-09-15", "done_on": done}
        records.save(store, "action_items", raw, scope=year.scope)
    later = records.save(store, "boards", {"name": "2기", "year": 2023}).inserted["board"][0]

    def tasks(filters, board):
        criteria = Criteria(filters=filters, scope=Scope(board_id=board, today=store.today()))
        return [row[1] for row in Listing(store.engine, LISTS["action_items"], criteria).page(0, 9)]

    first = LISTS["action_items"].filters
    assert tasks(first, later) == tasks(first, year.board) == ["자전거 세기"]
    assert tasks((), later) == ["자전거 세기"]
    assert tasks((), year.board) == ["자전거 세기", "지도 그리기"]


@pytest.mark.feature("JB-04")
def test_what_is_opened_from_another_term_is_of_that_term(store, year):
    proposal = year.proposal("보도 정비")
    year.move(proposal, "제출", "검토")
    opinions.ask(store, proposal, store.today(), {"도로과": store.today()})
    raw = {"meeting_id": year.meeting("1차"), "task": "자전거 세기"}
    task = records.save(store, "action_items", raw, scope=year.scope).inserted["action_item"][0]
    later = records.save(store, "boards", {"name": "2기", "year": 2023}).inserted["board"][0]
    in_work = Scope(board_id=later, today=store.today())
    (asked,) = opinions.stated(store, proposal)
    for kind, row in (("action_items", task), ("opinions", asked.id), ("proposals", proposal)):
        assert records.scope_of(store, kind, row, in_work).board_id == year.board, kind
    assert records.scope_of(store, "boards", later, in_work) == in_work
