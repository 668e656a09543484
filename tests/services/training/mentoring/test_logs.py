"""Logs that prove themselves, and the month they are paid by."""

import datetime as dt
import random

import openpyxl
import pytest
from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.attachments import Attachment, StoredFile
from desktop.model.training import MentorLog
from desktop.queries.list_spec import Scope
from desktop.services import settings
from desktop.services.datafile import history
from desktop.services.records import cards, records
from desktop.services.training.mentoring import fees, logs
from tests.services.intake import listed

pytestmark = pytest.mark.both_databases
SEPTEMBER = dt.date(2022, 9, 1)


def attach_photos(store, *photos):
    """Give each log the picture of that name; one name is one picture."""
    with store.operation("사진") as op:
        for log_id, picture in photos:
            file = op.session.scalar(select(StoredFile).where(StoredFile.sha256 == picture))
            file = file or op.add(StoredFile(sha256=picture, size=1))
            op.get(MentorLog, log_id).photo_id = op.add(Attachment(file_id=file.id, name="사진.jpg")).id


def told(store):
    return {row["id"]: row["doubts"] for row in listed(store, "mentor_logs")}


def minutes(store, scope):
    return {
        line.mentor: (line.logs, line.minutes, line.held_back)
        for line in fees.of_month(store, scope, SEPTEMBER)
    }


@pytest.mark.feature("TR-27")
def test_all_three_are_flagged_on_both_rows_and_unpaid_until_a_reason_is_given(store, mentoring):
    one = mentoring.log(starts_at="10:00", ends_at="12:00")
    two = mentoring.log(starts_at="11:30", ends_at="13:00", team="나")
    alone = mentoring.log("2022-09-10", "10:00", "11:00")
    other = mentoring.log("2022-09-17", "10:00", "12:30", mentor="문지안")
    attach_photos(store, (two, "a1"), (other, "a1"), (alone, "b2"))
    assert told(store) == {
        one: "시간 겹침", two: "시간 겹침, 같은 사진", alone: "수업 없음", other: "같은 사진",
    }  # fmt: skip
    assert minutes(store, mentoring.scope) == {"문지안": (0, 0, 1), "한서율": (0, 0, 3)}
    photo, *linked = cards.card(store, "mentor_logs", two, mentoring.scope).linked
    assert photo.text == "사진: 사진.jpg"
    assert [(each.text, each.id) for each in linked] == [
        ("시간 겹침: 2022. 9. 3. 10:00 가 한서율~12:00", one),
        ("같은 사진: 2022. 9. 17. 10:00 가 문지안~12:30", other),
    ]
    records.save(store, "mentor_logs", {"reason": "두 팀을 함께 봄"}, record_id=two)
    assert minutes(store, mentoring.scope) == {"문지안": (0, 0, 1), "한서율": (1, 90, 2)}
    records.save(store, "mentor_logs", {"starts_at": "08:00", "ends_at": "10:00"}, record_id=one)
    assert minutes(store, mentoring.scope) == {"문지안": (0, 0, 1), "한서율": (2, 210, 1)}
    history.undo(store)
    assert minutes(store, mentoring.scope) == {"문지안": (0, 0, 1), "한서율": (1, 90, 2)}


def test_the_list_says_what_the_rule_says(store, mentoring):
    """Twenty logs drawn by lot: the column read by SQL against the rule on plain values."""
    chance = random.Random(5)
    drawn = set()
    while len(drawn) < 20:
        day, start = chance.choice(("2022-09-03", "2022-09-10")), chance.randrange(9, 15)
        drawn.add(
            (
                day,
                f"{start:02}:{chance.choice((0, 30)):02}",
                chance.choice("가나"),
                chance.choice(("한서율", "문지안")),
            )
        )
    ids = [
        mentoring.log(day, start, f"{int(start[:2]) + 2:02}:15", team=team, mentor=mentor)
        for day, start, team, mentor in sorted(drawn)
    ]
    attach_photos(store, *((log_id, chance.choice("abcd")) for log_id in ids[::3]))
    with store.read() as session:
        _logs, found = logs.checked(session)
    assert told(store) == {
        log_id: ", ".join(doubt.value for doubt in found.get(log_id, {})) for log_id in ids
    }


@pytest.mark.feature("TR-18")
def test_the_months_sheet_equals_the_logs_to_the_minute(store, mentoring, tmp_path):
    """한서율: 2 h + 1 h 35 = 215 min at 120,000 = 430,000, less 12,900 and 1,290. 문지안: 50 min at 90,000 = 75,000."""
    settings.save(store, {"mentor_fee": 90_000})
    mentoring.log(starts_at="10:00", ends_at="12:00")
    mentoring.log(starts_at="12:00", ends_at="13:35", team="나")
    mentoring.log("2022-09-17", "10:00", "10:50", mentor="문지안")
    mentoring.log("2022-10-01", "10:00", "10:50", mentor="문지안", reason="다른 달")
    path = fees.write(store, mentoring.scope, SEPTEMBER, tmp_path / "수당.xlsx")
    sheet = openpyxl.load_workbook(path).active
    lines = [row for row in sheet.iter_rows(values_only=True) if row[1] in {"한서율", "문지안"}]
    assert [row[1:] for row in lines] == [
        ("문지안", 1, 50, "50분", 90_000, 75_000, 2_250, 220, 72_530, 0),
        ("한서율", 2, 215, "3시간 35분", 120_000, 430_000, 12_900, 1_290, 415_810, 0),
    ]
    in_september = [row["minutes"] for row in listed(store, "mentor_logs") if row["held_on"].month == 9]
    assert sum(in_september) == sum(row[3] for row in lines) == 265
    assert "멘토링 수당 2022년 9월 엑셀로 내보내기: 수당.xlsx" in [
        row["name"] for row in listed(store, "operations")
    ]


def test_a_month_without_logs_and_one_that_is_none_are_refused(store, mentoring, tmp_path):
    with pytest.raises(UserError, match="2022년 9월에는 멘토링 일지가 없습니다"):
        fees.write(store, mentoring.scope, SEPTEMBER, tmp_path / "수당.xlsx")
    assert list(tmp_path.glob("수당*")) == []
    for wrong in ("9월", "2022-13", "2022"):
        with pytest.raises(UserError, match="2022-09처럼"):
            fees.parse_month(wrong)
    assert {fees.parse_month(each) for each in ("2022-09", "2022. 9.", "2022년 9월")} == {SEPTEMBER}


def test_a_new_log_begins_as_the_last_one_was(store, mentoring):
    assert logs.as_last(store, mentoring.scope) == {"held_on": store.today()}
    mentoring.log("2022-09-03", "14:00", "15:30", team="나", mentor="문지안")
    assert logs.as_last(store, mentoring.scope) == {
        "held_on": store.today(), "team_id": mentoring.teams["나"], "mentor_id": mentoring.mentors["문지안"],
        "starts_at": "14:00", "ends_at": "15:30",
    }  # fmt: skip
    assert logs.as_last(store, Scope(cohort_id=99, today=store.today())) == {"held_on": store.today()}


def test_a_session_called_off_is_no_session_of_the_team(store, mentoring):
    log_id = mentoring.log("2022-09-24")
    assert told(store) == {log_id: ""}
    (session_id,) = (row["id"] for row in listed(store, "sessions") if row["held_on"] == dt.date(2022, 9, 24))
    records.save(store, "sessions", {"kind": "휴강", "reason": "태풍"}, record_id=session_id)
    assert told(store) == {log_id: "수업 없음"}
