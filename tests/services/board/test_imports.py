"""Meetings, what is to be done, proposals and opinions out of an office's sheets: found again, and refused, by their rows."""

import datetime as dt

import pytest

from desktop.errors import UserError
from desktop.model.board import ActionItem, Meeting, Opinion, Proposal, Review
from desktop.services.board.proposals import merging
from desktop.services.datafile import history
from desktop.services.records import records

pytestmark = pytest.mark.both_databases

MEETINGS = ("날짜", "제목", "장소", "회의 내용")
ITEMS = ("회의", "회의 날짜", "할 일", "담당", "기한", "마친 날")
PROPOSALS = ("제목", "상태", "주제", "운영방침", "제안자", "팀", "나온 회의", "제안일", "접수일", "사유")
OPINIONS = ("제안", "부서", "물은 날", "답할 날", "답한 날", "의견", "생략 사유")


def counts(plan):
    return plan.added, plan.updated, plan.duplicates, plan.rejected


def faults(plan):
    return [(problem.row, problem.column, problem.reason) for problem in plan.problems]


def rows_of(store, table, *keys):
    with store.read() as session:
        return [tuple(getattr(row, key) for key in keys) for row in session.query(table).order_by(table.id)]


@pytest.mark.feature("JB-04")
def test_a_meeting_is_one_by_its_day_and_title(store, year, sheet, take):
    year.meeting("1차", "2022-09-14", place="대강당")
    rows = (
        ("2022-09-14", "1차", "회의실", ""),
        ("2022.9.28", "2차", "회의실", "자전거"),
        ("2022-09-28", "2차", "회의실", "자전거"),
    )
    plan = take("meetings", MEETINGS, *rows)
    assert counts(plan) == (1, 1, 1, 0)
    assert [(each.row, each.old, each.new) for each in plan.differences] == [(2, "대강당", "회의실")]
    assert rows_of(store, Meeting, "held_on", "title", "place", "notes") == [
        (dt.date(2022, 9, 14), "1차", "회의실", None),
        (dt.date(2022, 9, 28), "2차", "회의실", "자전거"),
    ]
    assert counts(sheet("meetings", MEETINGS, *rows)) == (0, 0, 3, 0)
    history.undo(store)
    assert rows_of(store, Meeting, "title", "place") == [("1차", "대강당")]


def test_rows_that_contradict_each_other_and_days_that_are_none_are_named(sheet):
    plan = sheet(
        "meetings", MEETINGS,
        ("2022-09-14", "1차", "대강당", ""), ("2022-09-14", "1차", "회의실", ""), ("2022-09-31", "2차", "", ""),
    )  # fmt: skip
    assert [(row, column) for row, column, _why in faults(plan)] == [(3, "제목"), (4, "날짜")]
    assert "2행이 말하는 것과 같은데" in plan.problems[0].reason


@pytest.mark.feature("JB-04")
def test_what_is_to_be_done_finds_its_meeting_and_its_owner(store, year, sheet, take):
    meeting, twice = year.meeting("1차", "2022-09-14"), year.meeting("회의", "2022-09-15")
    year.meeting("회의", "2022-09-16")
    kept = {"meeting_id": meeting, "task": "세기", "owner_id": year.members[0]}
    records.save(store, "action_items", kept)
    rows = (
        ("1차", "", "세기", "이바다", "2022-09-20", ""),
        ("회의", "2022-09-15", "사진 정리", "", "", "2022-09-15"),
    )
    plan = take("action_items", ITEMS, *rows)
    assert counts(plan) == (1, 1, 0, 0)
    assert [(each.title, each.old, each.new) for each in plan.differences] == [
        ("담당", "김하늘", "이바다"),
        ("기한", None, dt.date(2022, 9, 20)),
    ]
    assert rows_of(store, ActionItem, "meeting_id", "task", "owner_id", "due_on", "done_on") == [
        (meeting, "세기", year.members[1], dt.date(2022, 9, 20), None),
        (twice, "사진 정리", None, None, dt.date(2022, 9, 15)),
    ]
    assert counts(sheet("action_items", ITEMS, *rows)) == (0, 0, 2, 0)


def test_an_owner_nobody_knows_a_meeting_of_two_and_a_day_before_it_are_named(store, year, sheet):
    for day in ("2022-09-14", "2022-09-15"):
        year.meeting("회의", day)
    year.meeting("1차", "2022-09-14")
    plan = sheet(
        "action_items", ITEMS,
        ("회의", "", "가", "", "", ""), ("1차", "", "나", "홍길동", "", ""),
        ("1차", "", "다", "", "2022-09-13", ""), ("1차", "2022-09-15", "라", "", "", ""),
        ("1차", "", "마", "", "", "2022-09-13"),
    )  # fmt: skip
    assert [(row, column) for row, column, _why in faults(plan)] == [
        (2, "회의"), (3, "담당"), (4, "기한"), (5, "회의"), (6, "마친 날"),
    ]  # fmt: skip
    reasons = [why for _row, _column, why in faults(plan)]
    assert "회의 날짜도 적어" in reasons[0]
    assert "'홍길동'이 없습니다" in reasons[1]
    assert "회의 날짜(2022. 9. 14.)보다 앞섭니다" in reasons[2]


@pytest.mark.feature("JB-04")
def test_one_task_left_to_two_people_is_told_apart_by_its_owner(store, year, sheet, take):
    meeting = year.meeting("1차", "2022-09-14")
    rows = (("1차", "", "세기", "김하늘", "", ""), ("1차", "", "세기", "이바다", "2022-09-20", ""))
    assert counts(take("action_items", ITEMS, *rows)) == (2, 0, 0, 0)
    assert counts(sheet("action_items", ITEMS, *rows, rows[0])) == (0, 0, 3, 0)
    plan = take("action_items", ITEMS, ("1차", "", "세기", "이바다", "2022-09-21", ""))
    assert counts(plan) == (0, 1, 0, 0)
    assert counts(sheet("action_items", ITEMS, ("1차", "", "세기", "박강산", "", ""))) == (1, 0, 0, 0)
    plan = sheet("action_items", ITEMS, ("1차", "", "세기", "", "2022-09-21", ""))
    assert [(row, column) for row, column, _why in faults(plan)] == [(2, "담당")]
    assert "어느 것인지 담당을 적어" in plan.problems[0].reason
    assert rows_of(store, ActionItem, "meeting_id", "owner_id", "due_on") == [
        (meeting, year.members[0], None), (meeting, year.members[1], dt.date(2022, 9, 21)),
    ]  # fmt: skip


@pytest.mark.feature("JB-10")
def test_a_proposal_comes_with_its_state_authors_theme_team_and_origin(store, year, sheet, take):
    meeting = year.meeting("1차", "2022-09-14")
    rows = (
        (
            "보도 정비",
            "검토",
            "걷는 거리",
            "쾌적",
            "김하늘, 이바다",
            "걷는팀",
            "1차",
            "2022-09-14",
            "2022-09-15",
            "",
        ),
        ("화분 두기", "불채택", "걷는 거리", "쾌적", "박강산", "걷는팀", "", "2022-09-14", "", "자리 없음"),
    )
    plan = take("proposals", PROPOSALS, *rows)
    assert counts(plan) == (2, 0, 0, 0)
    assert plan.created == ("주제 1개를 새로 추가합니다: 걷는 거리", "팀 1개를 새로 추가합니다: 걷는팀")
    with store.read() as session:
        one, two = session.query(Proposal).order_by(Proposal.id)
        assert (one.theme.name, one.theme.policy.name, one.team.name, one.meeting_id) == (
            "걷는 거리", "쾌적", "걷는팀", meeting,
        )  # fmt: skip
        assert [each.member_id for each in one.authorships] == [*year.members[:2]]
        assert (two.status, two.reason, two.status_on) == ("불채택", "자리 없음", store.today())
        review = session.query(Review).one()
        assert (review.proposal_id, review.received_on) == (one.id, dt.date(2022, 9, 15)), "its clock runs"
    assert counts(sheet("proposals", PROPOSALS, *rows)) == (0, 0, 2, 0)
    changed = take("proposals", ("제목", "제안자"), ("보도 정비", "이바다, 박강산"))
    assert [(each.old, each.new) for each in changed.differences] == [("김하늘, 이바다", "이바다, 박강산")]
    with store.read() as session:
        assert [each.member_id for each in session.get_one(Proposal, one.id).authorships] == year.members[1:]
    history.undo(store)
    history.undo(store)
    assert rows_of(store, Proposal, "title") == []


def test_what_was_merged_into_a_proposal_lends_its_authors_to_the_list_and_to_nothing_else(
    store, year, sheet
):
    one, two, _three = year.members
    kept, merged = year.proposal("보도 정비", authors=(one,)), year.proposal("보도 고치기", authors=(two,))
    merging.merge(store, kept, [merged])
    plan = sheet("proposals", ("제목", "제안자"), ("보도 정비", "김하늘, 이바다"))
    assert counts(plan) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (("가", "심의중", "", "", "", "", "", "", "", ""), "상태", "상태"),
        (("가", "보류", "", "", "", "", "", "", "", ""), "사유", "사유를 적어"),
        (("가", "", "", "", "홍길동", "", "", "", "", ""), "제안자", "'홍길동'이 없습니다"),
        (("가", "", "", "", "박강산", "", "", "2022-10-01", "", ""), "제안자", "박강산님은 제안일"),
        (("가", "", "", "", "박강산", "", "", "", "", ""), "제안자", "박강산님은 오늘"),
        (("가", "", "", "", "", "", "", "2022-02-30", "", ""), "제안일", "날짜"),
        (
            ("가", "", "", "", "", "", "", "2022-09-14", "2022-09-13", ""),
            "접수일",
            "제안일(2022. 9. 14.)보다",
        ),
        (("가", "", "새 주제", "", "", "", "", "", "", ""), "주제", "운영방침"),
        (("가", "", "", "", "", "", "9차", "", "", ""), "나온 회의", "'9차'가 없습니다"),
        (("있는 것", "채택", "", "", "", "", "", "", "", ""), "상태", "상태는 제안 목록에서"),
        (("있는 것", "", "", "", "박강산", "", "", "", "", ""), "제안자", "박강산님은 오늘"),
    ],
)
def test_what_a_proposal_cannot_be_is_named_by_its_row(store, year, sheet, row, column, reason):
    year.proposal("있는 것")
    records.save(store, "members", {"left_on": "2022-09-15"}, record_id=year.members[2])
    plan = sheet("proposals", PROPOSALS, row)
    assert [(row, column) for row, column, _why in faults(plan)] == [(2, column)]
    assert reason in plan.problems[0].reason


@pytest.mark.feature("JB-11")
def test_an_opinion_is_one_by_proposal_and_department(store, year, sheet, take):
    proposal = year.proposal("보도 정비")
    rows = (
        ("보도 정비", "도로과", "2022-09-14", "2022-09-20", "2022-09-16", "수용", ""),
        ("보도 정비", "청소과", "2022-09-14", "2022-09-20", "", "", ""),
    )
    assert counts(take("opinions", OPINIONS, *rows)) == (2, 0, 0, 0)
    assert counts(sheet("opinions", OPINIONS, *rows)) == (0, 0, 2, 0)
    plan = take("opinions", OPINIONS, ("보도 정비", "청소과", "2022-09-14", "", "", "", "급함"))
    assert counts(plan) == (0, 1, 0, 0)
    assert rows_of(store, Opinion, "proposal_id", "department", "verdict", "due_on", "skipped_reason") == [
        (proposal, "도로과", "수용", dt.date(2022, 9, 20), None),
        (proposal, "청소과", None, dt.date(2022, 9, 20), "급함"),
    ]


@pytest.mark.feature("JB-11")
def test_a_department_that_was_asked_again_is_told_apart_by_the_day(store, year, sheet, take):
    year.proposal("보도 정비")
    first = ("보도 정비", "도로과", "2022-09-14", "", "2022-09-16", "수용 곤란", "")
    again = ("보도 정비", "도로과", "2022-09-20", "", "", "", "")
    assert counts(take("opinions", OPINIONS, first, again)) == (2, 0, 0, 0)
    assert counts(sheet("opinions", OPINIONS, first, again)) == (0, 0, 2, 0)
    plan = sheet("opinions", OPINIONS, (*again[:2], "2022-09-21", *again[3:]))
    assert [(row, column) for row, column, _why in faults(plan)] == [(2, "물은 날")]
    assert "2022. 9. 20.에 물은 의견에 아직" in plan.problems[0].reason


def test_what_an_opinion_cannot_be_is_named_by_its_row(year, sheet):
    for title in ("보도 정비", "화분", "화분"):
        year.proposal(title)
    plan = sheet(
        "opinions", OPINIONS,
        ("없는 제안", "도로과", "2022-09-14", "", "", "", ""),
        ("화분", "도로과", "2022-09-14", "", "", "", ""),
        ("보도 정비", "가", "2022-09-14", "2022-09-13", "", "", ""),
        ("보도 정비", "나", "2022-09-14", "", "2022-09-13", "수용", ""),
        ("보도 정비", "다", "2022-09-14", "", "2022-09-15", "", ""),
        ("보도 정비", "바", "2022-09-14", "", "2022-09-17", "수용", ""),
        ("보도 정비", "라", "2022-09-14", "", "2022-09-15", "수용", "급함"),
        ("보도 정비", "마", "2022-09-14", "", "2022-09-15", "글쎄", ""),
    )  # fmt: skip
    assert [(row, column) for row, column, _why in faults(plan)] == [
        (2, "제안"), (3, "제안"), (4, "답할 날"), (5, "답한 날"), (6, "의견"), (7, "답한 날"), (8, "생략 사유"),
        (9, "의견"),
    ]  # fmt: skip


@pytest.mark.feature("JB-20")
def test_an_old_no_and_what_it_was_revived_as_are_told_apart_by_their_days(store, year, sheet, take):
    headings = ("제목", "제안일", "예산")
    rows = (("보도 정비", "2022-08-01", 100), ("보도 정비", "2022-09-01", 200))
    assert counts(take("proposals", headings, *rows)) == (2, 0, 0, 0)
    assert counts(sheet("proposals", headings, *rows)) == (0, 0, 2, 0)
    plan = sheet("proposals", headings, ("보도 정비", "2022-09-01", 300), ("보도 정비", "", 100))
    assert counts(plan) == (0, 1, 0, 1)
    assert "제안일을 적거나" in plan.problems[0].reason
    assert counts(sheet("proposals", headings, ("보도 정비", "2022-09-02", 100))) == (1, 0, 0, 0)
    year.proposal("화분", proposed_on="2022-09-01")
    plan = sheet("proposals", headings, ("화분", "2022-09-02", ""))
    assert counts(plan) == (0, 1, 0, 0), "the only one of its title has its day put right"


def test_namesakes_are_told_apart_by_their_departments(store, year, sheet):
    same = {"name": "김하늘", "department": "공원과"}
    records.save(store, "members", same, scope=year.scope)
    plan = sheet("proposals", ("제목", "제안자"), ("가", "김하늘"), ("나", "김하늘(공원과)"))
    assert faults(plan)[0][:2] == (2, "제안자")
    assert "'이름(부서)'로 적어" in plan.problems[0].reason
    assert counts(plan) == (1, 0, 0, 1)


def test_without_the_term_there_is_nowhere_to_bring_them(sheet):
    with pytest.raises(UserError, match="'9기' 기수가 없습니다") as caught:
        sheet("meetings", MEETINGS, ("2022-09-14", "1차", "", ""), board_id=None, cohort="9기")
    assert caught.value.field == "cohort"


@pytest.mark.parametrize(
    ("kind", "headings", "reason"),
    [
        (
            "meetings",
            ("제목", "상태", "나온 회의", "나온 회의 날짜"),
            "'날짜'에 해당하는 열을 찾지 못했습니다",
        ),
        (
            "proposals",
            ("날짜", "제목", "남은 할 일 (건)"),
            "'남은 할 일 (건)' 열이 있으니 제안의 표가 아닙니다",
        ),
    ],
)
def test_a_list_of_another_kind_is_not_taken_for_its_own(sheet, kind, headings, reason):
    with pytest.raises(UserError) as refused:
        sheet(kind, headings, ("2022-09-14",) * len(headings))
    assert reason in refused.value.message
