"""Nobody is left out in silence: sheets of one shape come in together, repeats and differences are told by their rows."""

import pytest

from desktop.services import importing
from tests.services import intake

HEAD = ("성명", "생년월일", "휴대폰", "학교")
FIRST = intake.sheet("1반", HEAD, ("김가람", "1998-03-01", "010-2000-0001", "한빛대"))
SECOND = intake.sheet(
    "2반",
    ("2022년 2반 명단",),
    ("연번", "성명", "휴대폰", "생년월일", "학교", "비고"),
    (1, "박나람", "010-2000-0002", "1999-04-02", "두레대", "반장"),
    (2, "최다람", "010-2000-0003", "2000-13-03", "샛별대", ""),
    ("합계", "2명", "", "", "", ""),
)
TOTALS = intake.sheet("총괄", ("반", "인원"), ("1반", 1), ("2반", 2))
HIDDEN = intake.sheet("옛 1반", HEAD, ("이라람", "1998-03-01", "", ""), hidden=True)


def prepare(store, folder, *sheets, kind="trainees", **options):
    return importing.prepare(store, kind, intake.workbook(folder, *sheets), **options)


def test_sheets_of_the_same_shape_are_told_and_not_read_unasked(store, tmp_path):
    plan = prepare(store, tmp_path, TOTALS, FIRST, SECOND, HIDDEN, sheet="1반")
    assert (plan.sheet, plan.total) == ("1반", 1)
    assert "같은 모양의 시트 1개(2행)가 더 있으나 읽지 않았습니다: '2반'(2행)" in plan.notes


@pytest.mark.both_databases
def test_sheets_of_the_same_shape_come_in_together(store, tmp_path):
    plan = prepare(store, tmp_path, TOTALS, FIRST, SECOND, HIDDEN, sheet="1반", together=True, cohort="2022")
    assert (plan.added, plan.rejected, plan.total) == (2, 1, 3)
    assert [(plan.rows.shown(p.row), p.column, p.value) for p in plan.problems] == [
        ("'2반' 4", "생년월일", "2000-13-03")
    ]
    assert "'1반' 시트와 같은 모양의 시트 1개(2행)도 함께 읽었습니다: '2반'(2행)" in plan.notes
    assert "'2반' 5행은 건너뜁니다: 합계 행 '합계'" in plan.notes
    assert plan.as_json()["sheets"] == ["1반", "2반"]
    assert plan.as_json()["problems"][0] | {"reason": ""} == {
        "row": 4, "sheet": "2반", "column": "생년월일", "value": "2000-13-03", "reason": "",
    }  # fmt: skip
    changes = importing.run(store, plan)
    assert changes.name == "신청자 2명 가져오기"
    assert {
        (r["name"], r["birth_date"].isoformat(), r["phone"], r["school"], r["note"])
        for r in intake.listed(store)
    } == {
        ("김가람", "1998-03-01", "010-2000-0001", "한빛대", None),
        ("박나람", "1999-04-02", "010-2000-0002", "두레대", "반장"),
    }


def test_the_name_of_a_sheet_can_be_a_value(store, tmp_path):
    seen = importing.look(store, "trainees", intake.workbook(tmp_path, FIRST, SECOND), together=True)
    name = seen.mapping[-1]
    assert (name.heading, name.key) == ("시트", None)
    assert {row.cells[name.index] for row in seen.table.rows} == {"1반", "2반"}
    plan = prepare(store, tmp_path, FIRST, SECOND, together=True, mapping={name.index: "team"})
    assert sorted(plan.parsed.columns["team"]) == ["1반", "2반"]


def test_a_cell_of_a_further_sheet_is_mended_there_and_its_rejects_keep_their_sheet(store, tmp_path):
    sheets = (FIRST, SECOND)
    seen = importing.look(store, "trainees", intake.workbook(tmp_path, *sheets), together=True)
    chosen = {seen.mapping[-1].index: "team"}
    plan = prepare(store, tmp_path, *sheets, together=True, mapping=chosen)
    (problem,) = plan.problems
    column = next(column for column in plan.mapping if column.heading == problem.column)
    mended = {(problem.row, column.index): "2000-05-03"}
    assert prepare(store, tmp_path, *sheets, together=True, mapping=chosen, decisions=mended).added == 3
    file = importing.write_rejects(plan, tmp_path / "오류.xlsx")
    again = importing.look(store, "trainees", importing.read_file(file))
    assert {column.heading: column.key for column in again.mapping}["팀"] == "team"
    assert "2반" in again.table.rows[0].cells


def test_a_repeat_names_the_row_of_the_other_sheet(store, tmp_path):
    again = intake.sheet("2반", HEAD, ("김가람", "1998-03-01", "010-2000-0001", "두레대"))
    plan = prepare(store, tmp_path, FIRST, again, together=True, cohort="2022")
    assert (plan.added, plan.duplicates) == (1, 1)
    (repeat,) = plan.repeats
    assert (plan.rows.shown(repeat.row), repeat.name) == ("'2반' 2", "김가람")
    assert plan.rows.shown(repeat.like) == "'1반' 2"
    assert "학교 '두레대'" in repeat.otherwise
    assert "'2반' 2행의 학교 '두레대'는 앞 행에 적힌 '한빛대'와 달라 가져오지 않습니다." in plan.notes


@pytest.mark.both_databases
def test_repeats_are_listed_with_what_they_equal_and_the_numbers_agree(store, tmp_path):
    people = intake.sheet(
        "명단",
        HEAD,
        ("김가람", "1998-03-01", "010-2000-0001", "한빛대"),
        ("박나람", "1999-04-02", "010-2000-0002", "두레대"),
        ("김가람", "1998-03-01", "010-2000-0001", ""),
    )
    plan = prepare(store, tmp_path, people, cohort="2022")
    assert [(r.row, r.name, r.like) for r in plan.repeats] == [(4, "김가람", 2)]
    assert plan.places == ("'교육과정 2022' 기초과정으로 2명",)
    importing.run(store, plan)
    plan = prepare(store, tmp_path, people, cohort="2022")
    assert [(r.row, r.like) for r in plan.repeats] == [(2, None), (3, None), (4, 2)]
    assert (plan.added, plan.duplicates, plan.places) == (0, 3, ())


@pytest.mark.parametrize(
    ("kind", "head", "first", "second", "told"),
    [
        (
            "trainees", ("성명", "생년월일", "주소"), ("김가람", "1998-03-01", "서초동"), ("김가람", "1998-03-01", "방배동"),
            "3행의 주소 '방배동'은 앞 행에 적힌 '서초동'과 달라 가져오지 않습니다.",
        ),
        (
            "members", ("성명", "부서", "직급"), ("김가람", "감사과", "8급"), ("김가람", "감사과", "7급"),
            "3행의 직급 '7급'은 앞 행에 적힌 '8급'과 달라 가져오지 않습니다.",
        ),
        (
            "companies", ("기업명", "사업자등록번호", "주소"), ("㈜가람", "124-81-00998", "서초동"),
            ("(주)가람", "124-81-00998", "방배동"),
            "3행의 주소 '방배동'은 앞 행에 적힌 '서초동'과 달라 가져오지 않습니다.",
        ),
    ],
)  # fmt: skip
def test_what_a_second_row_of_one_record_says_otherwise_is_told(
    store, tmp_path, kind, head, first, second, told
):
    plan = prepare(store, tmp_path, intake.sheet("명단", head, first, second), kind=kind)
    assert (plan.added, plan.duplicates) == (1, 1)
    assert told in plan.notes


def test_rows_that_may_be_shifted_come_in_only_when_a_person_says_so(store, tmp_path):
    people = intake.sheet(
        "명단", HEAD, ("김가람", "1998-03-01"), ("박나람", "1999-03-01"), doubts={3: "칸이 밀렸습니다."}
    )
    plan = prepare(store, tmp_path, people)
    assert (plan.added, plan.rejected, plan.doubtful) == (1, 1, 1)
    assert [(p.row, p.reason) for p in plan.problems] == [(3, "칸이 밀렸습니다.")]
    plan = prepare(store, tmp_path, people, accept_doubtful=True)
    assert (plan.added, plan.rejected, plan.doubtful) == (2, 0, 0)
