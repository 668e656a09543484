"""What is no value never becomes one in silence: it is blank and listed, repaired and listed, or doubtful."""

import datetime as dt

import pytest

from desktop.documents.reading.cells import CellError, Sheet, Uncalculated, Workbook
from desktop.services import importing
from desktop.services.records import records
from tests.services import intake

HEAD = ("성명", "생년월일", "휴대폰", "이메일", "학교", "비고")
WHO = ("김가람", "1998-03-01", "010-2000-0001", "", "한빛대", "")
AT = dt.datetime.fromisoformat


def workbook(folder, *rows, **of_the_sheet):
    return intake.workbook(folder, intake.sheet("명단", *rows, **of_the_sheet))


def plan_of(store, book, kind="trainees", **options):
    return importing.prepare(store, kind, book, **options)


@pytest.mark.both_databases
@pytest.mark.parametrize("word", ["nan", "None", "NULL", "undefined", "NaT", "(null)"])
def test_a_word_another_program_writes_for_a_blank_is_none(store, tmp_path, word):
    book = workbook(
        tmp_path,
        HEAD,
        ("김가람", "1998-03-01", word, word, word, word),
        (word, "1999-03-01", "", "", "", ""),
        ("박나람", word, "", "", "", ""),
    )
    plan = plan_of(store, book)
    assert [(p.row, p.column, p.value) for p in plan.problems] == [(3, "성명", word), (4, "생년월일", word)]
    assert all("빈 값을 뜻하는 말" in p.reason for p in plan.problems)
    assert {(r.row, r.from_, r.to) for r in plan.repairs} == {(2, word, "")}
    assert "'학교' 열에서 빈 값을 뜻하는 말을 빈칸으로 읽었습니다: 2행" in plan.notes
    importing.run(store, plan)
    (person,) = intake.listed(store)
    assert [person[key] for key in ("name", "phone", "email", "school", "note")] == ["김가람", *[None] * 4]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("최다람 님", "최다람"),
        ("최다람님", "최다람"),
        ("최다람씨", "최다람"),
        ("최다람 학생", "최다람"),
        ("최다람 주무관님", "최다람"),
        ("*최다람", "최다람"),
        ("★ 최다람", "최다람"),
        ("최다람①", "최다람"),
        ("'최다람", "최다람"),
    ],
)
def test_what_hangs_on_a_name_is_taken_off_and_listed(store, tmp_path, written, name):
    plan = plan_of(store, workbook(tmp_path, HEAD, (written, *WHO[1:])))
    assert plan.parsed.columns["name"] == [name]
    assert [(r.row, r.column, r.from_, r.to) for r in plan.repairs] == [(2, "성명", written, name)]


@pytest.mark.parametrize(
    "name",
    [
        "김예님",
        "남궁예님",
        "황보서씨",
        "이상동",
        "나님",
        "마리아 산토스",
        "김 솔",
        "Nguyễn Thị Hương",
        "최다은(개명)",
    ],
)
def test_a_name_that_only_looks_like_more_stays(store, tmp_path, name):
    plan = plan_of(store, workbook(tmp_path, HEAD, (name, *WHO[1:])))
    kept = [] if name == "나님" else [name.replace("김 솔", "김솔")]
    assert plan.parsed.column("name") == kept


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("김가람, 박나람", "두 사람"),
        ("김가람/박나람", "두 사람"),
        ("김가람\n박나람", "두 사람"),
        ("김가람 및 박나람", "두 사람"),
        ("김가람 외 2명", "두 사람"),
        ("김 씨", "다 적혀"),
        ("★", "이름으로 읽을 수 없"),
        ("#N/A", "오류 값"),
        ("상동", "위와 같다는 표시"),
        ("〃", "위와 같다는 표시"),
    ],
)
def test_what_is_no_name_of_one_person_is_doubtful(store, tmp_path, written, why):
    plan = plan_of(store, workbook(tmp_path, HEAD, WHO, (written, "1999-04-02", "", "", "", "")))
    assert [(p.row, p.column) for p in plan.problems] == [(3, "성명")]
    assert why in plan.problems[0].reason


@pytest.mark.both_databases
def test_as_above_is_filled_from_above_and_listed(store, tmp_path):
    book = workbook(
        tmp_path,
        ("부서", "성명", "담당업무", "휴대폰"),
        ("감사담당관", "김가람", "감사", "010-2000-0001"),
        ("〃", "박나람", "상 동", "010-2000-0002"),
        ("〃", "최다람", "위와 같음", "010-2000-0003"),
    )
    plan = plan_of(store, book, "members")
    assert {(r.row, r.column, r.to) for r in plan.repairs} == {
        (row, column, word)
        for row in (3, 4)
        for column, word in (("부서", "감사담당관"), ("담당업무", "감사"))
    }
    assert "'부서' 열에서 위와 같다는 표시를 위의 값으로 채웠습니다: 3, 4행" in plan.notes
    importing.run(store, plan)
    assert [row["department"] for row in intake.listed(store, "members")] == ["감사담당관"] * 3


def test_as_above_nothing_is_doubtful(store, tmp_path):
    plan = plan_of(store, workbook(tmp_path, HEAD, ("김가람", "1998-03-01", "", "", "〃", "")))
    assert [(p.row, p.column) for p in plan.problems] == [(2, "학교")]


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#VALUE!", "#CALC!", "#div/0!", "Err:502"])
def test_an_error_of_a_spreadsheet_is_named(store, tmp_path, error):
    plan = plan_of(store, workbook(tmp_path, HEAD, ("김가람", "1998-03-01", error, "", error, "")))
    assert [(p.row, p.column) for p in plan.problems] == [(2, "학교"), (2, "휴대폰")]
    assert all(error in p.reason for p in plan.problems)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("########", "칸이 좁아"),
        ("1.02E+09", "끝자리를 알 수 없"),
        ("010-1234-5678, 010-2222-3333", "둘 이상"),
        ("02-784-1045~7", "내선이나 이어진"),
        ("02-123-4567 내선 12", "내선이나 이어진"),
        ("010-1234-567", "10자리"),
    ],
)
def test_a_phone_that_cannot_be_read_says_why(store, tmp_path, written, why):
    plan = plan_of(store, workbook(tmp_path, HEAD, ("김가람", "1998-03-01", written, "", "", "")))
    assert [p.column for p in plan.problems] == ["휴대폰"]
    assert why in plan.problems[0].reason


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("'서울", "서울"),
        ("'=1+1", "=1+1"),
        ("'25년 입사", "'25년 입사"),
        ("'가'", "'가'"),
        (True, "TRUE"),
        (False, "FALSE"),
    ],
)
def test_a_guard_before_a_text_goes_and_what_is_the_writers_own_stays(store, tmp_path, written, read):
    plan = plan_of(store, workbook(tmp_path, HEAD, (*WHO[:5], written)))
    assert plan.parsed.columns["note"] == [read]


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("1998-02-28T15:00:00.000Z", dt.date(1998, 3, 1)),
        (AT("1998-02-28 15:00"), dt.date(1998, 3, 1)),
        (AT("1998-02-28 14:59:08"), dt.date(1998, 3, 1)),
        (AT("1998-02-28 23:59:08"), dt.date(1998, 3, 1)),
        ("1987-06-30T14:00:00Z", dt.date(1987, 7, 1)),
        (AT("1958-02-28 15:30"), dt.date(1958, 3, 1)),
    ],
)
def test_koreas_midnight_written_as_utc_is_the_day_after_and_told(store, tmp_path, written, born):
    plan = plan_of(store, workbook(tmp_path, HEAD, ("김가람", written, "", "", "", "")))
    assert plan.parsed.columns["birth_date"] == [born]
    assert [r.to for r in plan.repairs] == [born.isoformat()]
    assert any("다음 날로 읽었습니다: 2행" in note for note in plan.notes)


@pytest.mark.parametrize("written", [AT("1998-03-01"), "1998-03-01T00:00:00.000Z", "1998-03-01 10:00"])
def test_a_day_with_another_time_is_that_day(store, tmp_path, written):
    plan = plan_of(store, workbook(tmp_path, HEAD, ("김가람", written, "", "", "", "")))
    assert plan.parsed.columns["birth_date"] == [dt.date(1998, 3, 1)]
    assert not any("다음 날" in note for note in plan.notes)


def test_a_bare_number_of_a_workbook_that_counts_from_1904_is_read_as_it_counts_and_told(store, tmp_path):
    rows = (HEAD, ("김가람", 34393, "", "", "", ""))
    assert plan_of(store, workbook(tmp_path, *rows)).parsed.columns["birth_date"] == [dt.date(1994, 2, 28)]
    plan = plan_of(store, workbook(tmp_path, *rows, from_1904=True))
    assert plan.parsed.columns["birth_date"] == [dt.date(1998, 3, 1)]
    assert any("1904" in note for note in plan.notes)


def test_one_under_a_heading_that_says_no_day_is_doubtful(store, tmp_path):
    """Only whoever maps the column says that it holds days."""
    rows = (("성명", "비고"), ("김가람", 34393))
    plan = plan_of(store, workbook(tmp_path, *rows, from_1904=True), mapping={1: "birth_date"})
    assert [(p.row, p.value) for p in plan.problems] == [(2, "34393")]
    assert "1904" in plan.problems[0].reason


@pytest.mark.both_databases
def test_one_unreadable_value_need_not_cost_the_person(store, tmp_path):
    book = workbook(
        tmp_path,
        HEAD,
        ("김가람", "1998-03-01", "02-784-1045~7", "없는 주소", "", ""),
        ("박나람", "1999-13-01", "12", "", "", ""),
        ("최다람", "2000-05-03", "010-2000-0003", "", "#N/A", ""),
    )
    plan = plan_of(store, book)
    assert (plan.added, plan.rejected, plan.could_blank, plan.blanked) == (0, 3, (3, 2), ())
    plan = plan_of(store, book, blank_unreadable=True)
    assert (plan.added, plan.rejected, plan.could_blank) == (2, 1, (0, 0))
    assert [(p.row, p.column) for p in plan.problems] == [(3, "생년월일")]
    assert [(p.row, p.column) for p in plan.blanked] == [
        (2, "이메일"), (2, "휴대폰"), (3, "휴대폰"), (4, "학교"),
    ]  # fmt: skip
    importing.run(store, plan)
    assert [(row["name"], row["phone"]) for row in intake.listed(store)] == [
        ("김가람", None), ("최다람", "010-2000-0003"),
    ]  # fmt: skip


def test_what_one_of_two_fields_must_say_is_not_blanked_away(store, tmp_path):
    book = workbook(
        tmp_path, ("성명", "부서", "직원번호"), ("김가람", "#REF!", ""), ("박나람", "#REF!", "1001")
    )
    plan = plan_of(store, book, "members")
    assert (plan.rejected, plan.could_blank) == (2, (1, 1))
    plan = plan_of(store, book, "members", blank_unreadable=True)
    assert (plan.added, [p.row for p in plan.problems]) == (1, [2])


def test_a_hidden_column_never_beats_one_that_is_seen(store, tmp_path):
    head = ("성명", "생년월일", "휴대폰", "연락처")
    row = ("김가람", "1998-03-01", "010-9999-0001", "010-2000-0001")
    plan = plan_of(store, workbook(tmp_path, head, row, hidden_columns=frozenset({2})))
    assert plan.parsed.columns["phone"] == ["010-2000-0001"]
    assert plan.ignored_columns == ("휴대폰",)
    plan = plan_of(store, workbook(tmp_path, head[:3], row[:3], hidden_columns=frozenset({2})))
    assert plan.parsed.columns["phone"] == ["010-9999-0001"]
    assert "숨겨진 열도 가져옵니다: '휴대폰'(C열)" in plan.notes


def test_what_no_row_shows_is_told(store, tmp_path):
    notes = ("2행의 병합된 칸을 나누어 읽었습니다.",)
    book = workbook(tmp_path, HEAD, WHO, comments={(2, 0): "전화함", (2, 2): ""}, notes=notes)
    unseen = Sheet("원본", (("가",),), hidden=True, very_hidden=True)
    plan = plan_of(store, Workbook(book.path, (*book.sheets, unseen)))
    assert [note for note in plan.notes if "기수" not in note] == [
        "엑셀 메뉴에도 나오지 않게 숨긴 시트가 있습니다: '원본'. 읽지 않았습니다.",
        *notes,
        "메모가 달린 칸이 2개 있습니다: A2, C2. 메모는 가져오지 않습니다.",
    ]


def test_a_formula_nobody_calculated_and_an_error_cell_say_so(store, tmp_path):
    book = workbook(
        tmp_path, HEAD, ("김가람", Uncalculated("=DATE(1998,3,1)"), CellError("#GETTING_DATA"), "", "", "")
    )
    plan = plan_of(store, book)
    assert [p.column for p in plan.problems] == ["생년월일", "휴대폰"]
    assert "수식만 있고 계산된 값이 없" in plan.problems[0].reason
    assert "#GETTING_DATA" in plan.problems[1].reason


@pytest.mark.parametrize(
    "number", ["98.03.01-1234567", "980301ㅡ1234567", "980301(1234567)", "19980301-1234567"]
)
def test_a_resident_number_is_dropped_however_it_is_written(store, tmp_path, number):
    head = ("성명", "생년월일", "비고", "기타")
    rows = (("김가람", "1998-03-01", number, number), ("박나람", "1998-13-01", "", number))
    plan = plan_of(store, workbook(tmp_path, head, *rows))
    assert plan.parsed.columns["note"] == [None]
    assert number not in str(plan.as_json())
    written = importing.write_rejects(plan, tmp_path / "오류.xlsx")
    assert number not in str(importing.read_file(written).sheets[0].rows)
    importing.run(store, plan)
    assert number not in str(intake.listed(store))


def test_the_number_of_a_company_is_no_residents_under_its_heading(store, tmp_path):
    head = ("기업명", "사업자등록번호", "법인등록번호")
    plan = plan_of(store, workbook(tmp_path, head, ("㈜가람", "124-81-00998", "110111-1234567")), "companies")
    assert plan.added == 1
    assert not any("주민등록번호" in note for note in plan.notes)


def test_who_is_outside_the_rule_of_age_comes_in_flagged(store, tmp_path):
    """On the first day of the stage where that is known, else today; who is known already is not told of again."""
    book = workbook(
        tmp_path,
        HEAD,
        ("강나이", "1982-09-16", "010-2000-0001", "", "", ""),
        ("박나람", "1982-09-17", "010-2000-0002", "", "", ""),
        ("최어린", "2002-09-17", "010-2000-0003", "", "", ""),
    )
    plan = plan_of(store, book, cohort="서초 AI칼리지 2022")
    assert [(flag.row, flag.name, flag.word, flag.what) for flag in plan.flags] == [
        (2, "강나이", "39세 초과", "2022. 9. 16. 만 40세"),
        (4, "최어린", "20세 미만", "2022. 9. 16. 만 19세"),
    ]
    assert plan.as_json()["flags"][0]["rule"].startswith("나이 기준은 기수에 적힌 만 나이이고 단계 첫날로")
    assert plan.added == 3
    importing.run(store, plan)
    assert plan_of(store, book, cohort="서초 AI칼리지 2022").flags == ()


def test_a_member_outside_the_rule_of_service_comes_in_flagged(store, tmp_path):
    records.save(store, "boards", {"name": "2022년", "year": 2022, "opened_on": "2022-09-14"})
    book = workbook(
        tmp_path,
        ("성명", "부서", "임용일"),
        ("강하늘", "감사담당관", "2017-09-13"),
        ("이바다", "청소과", "2017-09-14"),
        ("박들", "홍보담당관", ""),
    )
    plan = plan_of(store, book, "members")
    assert [(flag.row, flag.word, flag.what) for flag in plan.flags] == [
        (2, "5년 초과", "2017. 9. 13. 임용, 2022. 9. 14.에 근속 5년")
    ]


def test_progress_is_counted_in_the_people_who_come_in(store, tmp_path):
    rows = [
        (f"김{'가나다라마'[n % 5]}{'바사아자차'[n // 5]}", "1998-03-01", "", "", "", "") for n in range(25)
    ]
    told = []
    plan = plan_of(store, workbook(tmp_path, HEAD, *rows), cohort="서초 AI칼리지 2022")
    importing.run(store, plan, progress=lambda done, total: told.append((done, total)))
    assert {total for _done, total in told} == {25}
    assert [done for done, _total in told] == sorted(done for done, _total in told)
    assert told[-1][0] <= 25


def test_a_tick_in_a_column_of_words_is_written_as_a_spreadsheet_shows_it(store, tmp_path):
    plan = plan_of(store, workbook(tmp_path, HEAD, (*WHO[:5], True), ("박나람", *WHO[1:5], False)))
    assert plan.parsed.columns["note"] == ["TRUE", "FALSE"]
