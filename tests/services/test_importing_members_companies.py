"""Members and companies come in by what tells them apart."""

import pytest
from sqlalchemy import text

from desktop.services import importing
from desktop.services.datafile import history
from tests.services import intake

pytestmark = pytest.mark.both_databases

MEMBERS = ("연번", "성명", "직원번호", "부서", "직급", "임용일", "연락처")
COMPANIES = (
    "기업명",
    "사업자등록번호",
    "업종",
    "상시근로자 수(명)",
    "담당자",
    "연락처",
    "협약일",
    "협약 종료일",
)
# Invented numbers with right check digits.
NUMBERS = ("124-81-00998", "220-81-62517", "120-81-47521")


def bring(store, path, kind):
    plan = importing.prepare(store, kind, importing.read_file(path))
    changes = importing.run(store, plan)
    return plan, changes


def counts(plan):
    return (plan.added, plan.updated, plan.duplicates, plan.rejected)


def scalar(store, sql):
    with store.read() as session:
        return session.scalar(text(sql))


def members(tmp_path, *rows):
    return intake.write(tmp_path / "위원.xlsx", MEMBERS, *rows)


def test_sixteen_members_come_in_as_one_operation(store, tmp_path):
    rows = [
        [n, intake.name_of(n), f"S{n:04d}", "감사담당관", "행정 8급", "2018.5.1", None] for n in range(16)
    ]
    plan, changes = bring(store, members(tmp_path, *rows), "members")
    assert counts(plan) == (16, 0, 0, 0)
    assert changes.name == "위원 16명 가져오기"
    assert "새로 만듭니다" in plan.created[0]
    history.undo(store)
    assert scalar(store, "SELECT (SELECT count(*) FROM member) + (SELECT count(*) FROM person)") == 0


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (["김하늘", "S001", "감사과", "010-1111-1111"], (1, 0, 1, 0)),
        (["김하늘", "S001", "홍보과", None], (1, 0, 1, 0)),
        (["이바다", "S001", "감사과", None], (1, 0, 0, 1)),
        (["김하늘", "S002", "감사과", None], (2, 0, 0, 0)),
        (["김하늘", None, "감사과", None], (1, 0, 1, 0)),
        (["김하늘", None, "감사과", "010-2222-2222"], (1, 0, 0, 1)),
        (["김하늘", None, "홍보과", None], (2, 0, 0, 0)),
        (["김하늘", None, None, None], (1, 0, 0, 1)),
        ([None, "S003", "홍보과", None], (1, 0, 0, 1)),
    ],
)
def test_members_are_told_apart_in_one_file(store, tmp_path, second, expected):
    def row(name, staff, department, phone):
        return [None, name, staff, department, "9급", None, phone]

    path = members(tmp_path, row("김하늘", "S001", "감사과", "010-1111-1111"), row(*second))
    plan, _changes = bring(store, path, "members")
    assert counts(plan) == expected, plan.problems


def test_members_known_already_are_updated_and_never_blanked(store, tmp_path):
    bring(
        store,
        members(tmp_path, [1, "김하늘", "S001", "감사과", "9급", "2018-05-01", "010-1111-1111"]),
        "members",
    )
    path = members(tmp_path, [1, "김하늘", "S001", "홍보과", None, None, None])
    plan, changes = bring(store, path, "members")
    assert counts(plan) == (0, 1, 0, 0)
    assert [(item.title, item.old, item.new) for item in plan.differences] == [("부서", "감사과", "홍보과")]
    assert changes.edited == {"member": [1]}
    assert scalar(store, "SELECT grade FROM member") == "9급"


def test_a_staff_number_of_another_member_rejects_the_row(store, tmp_path):
    bring(store, members(tmp_path, [1, "김하늘", "S001", "감사과", None, None, None]), "members")
    plan, _changes = bring(
        store, members(tmp_path, [1, "이바다", "S001", "감사과", None, None, None]), "members"
    )
    assert counts(plan) == (0, 0, 0, 1)
    assert "김하늘님" in plan.problems[0].reason


def test_one_person_is_not_made_two_members(store, tmp_path):
    applicants = intake.write(
        tmp_path / "명단.xlsx", ["성명", "생년월일", "연락처"], ["김하늘", "1990-03-01", "010-1111-1111"]
    )
    bring(store, applicants, "trainees")
    path = members(
        tmp_path,
        [1, "김하늘", "S001", "감사과", None, None, "010-1111-1111"],
        [2, "김하늘", "S002", "홍보과", None, None, "010-1111-1111"],
    )
    plan, _changes = bring(store, path, "members")
    assert counts(plan) == (1, 0, 0, 1)
    assert "2행" in plan.problems[0].reason
    assert scalar(store, "SELECT count(*) FROM person") == 1


def companies(tmp_path, *rows):
    return intake.write(tmp_path / "기업.xlsx", COMPANIES, *rows)


@pytest.mark.feature("CO-01")
def test_companies_come_in_by_their_registration_number(store, tmp_path):
    path = companies(
        tmp_path,
        ["㈜한빛소프트웨어", NUMBERS[0], "AI", "25명", "김 담당", 25551234, "2022.1.1", "2022.12.31"],
        ["새봄데이터", int(NUMBERS[1].replace("-", "")), "빅데이터", None, None, None, None, None],
        ["(주) 한빛소프트웨어", NUMBERS[0].replace("-", ""), None, None, None, None, None, None],
        ["다른 이름", NUMBERS[0], None, None, None, None, None, None],
        ["틀린 번호", "124-81-00999", None, None, None, None, None, None],
        ["번호 없음", None, "AI", None, None, None, None, None],
        ["거꾸로", NUMBERS[2], "AI", None, None, None, "2022-12-31", "2022-01-01"],
    )
    plan, changes = bring(store, path, "companies")
    assert counts(plan) == (2, 0, 1, 4)
    assert [problem.row for problem in plan.problems] == [5, 6, 7, 8]
    assert changes.name == "기업 2곳 가져오기"
    with store.read() as session:
        row = session.execute(
            text("SELECT name, registration_number, head_count, contact_phone FROM company")
        ).first()
        blank = session.scalar(text("SELECT head_count FROM company WHERE id = 2"))
    assert tuple(row) == ("㈜한빛소프트웨어", "124-81-00998", 25, "02-555-1234")
    assert blank is None


def test_a_company_known_already_is_updated(store, tmp_path):
    bring(store, companies(tmp_path, ["한빛", NUMBERS[0], "AI", 25, None, None, None, None]), "companies")
    plan, _changes = bring(
        store, companies(tmp_path, ["한빛", NUMBERS[0], None, 30, None, None, None, None]), "companies"
    )
    assert counts(plan) == (0, 1, 0, 0)
    assert scalar(store, "SELECT head_count || field FROM company") == "30AI"
    again, _changes = bring(
        store, companies(tmp_path, ["한빛", NUMBERS[0], None, 30, None, None, None, None]), "companies"
    )
    assert counts(again) == (0, 0, 1, 0)
