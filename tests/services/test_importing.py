"""Office sheets come in once, whole, as one operation, and every doubtful row is told."""

import datetime as dt
import hashlib
import unicodedata

import openpyxl
import pytest
from sqlalchemy import select, text

from desktop.errors import Cancelled, UserError
from desktop.model.people import Person
from desktop.model.tables import METADATA
from desktop.services import importing
from desktop.services.datafile import history
from desktop.services.datafile.store import Store
from desktop.services.records import records
from tests.services import intake


def prepare(store, path, kind="trainees", **options):
    if kind == "trainees":
        options.setdefault("cohort", "2022")
    return importing.prepare(store, kind, importing.read_file(path), **options)


def bring(store, path, kind="trainees", **options):
    plan = prepare(store, path, kind, **options)
    importing.run(store, plan)
    return plan


def counts(plan):
    return (plan.added, plan.updated, plan.duplicates, plan.rejected)


def scalar(store, sql):
    with store.read() as session:
        return session.scalar(text(sql))


def digest(store: Store) -> str:
    """A hash of every row of every table."""
    return hashlib.sha256("\n".join(everything(store)).encode()).hexdigest()


def everything(store: Store) -> list[str]:
    """Every row of every table, as text."""
    with store.read() as session:
        return [
            f"{table.name}: {row}"
            for table in METADATA.sorted_tables
            for row in session.execute(select(table).order_by(*table.primary_key))
        ]


@pytest.mark.both_databases
@pytest.mark.feature("TR-02")
@pytest.mark.feature("DA-01")
def test_456_applications_come_in_and_the_dry_run_writes_nothing(store, tmp_path):
    path = intake.applications(tmp_path / "신청자.xlsx", 450, extra=(
        intake.applicant(3),  # twice, in other words
        [452, "이 하 늘", "980302", "여", 1012345678, None, None, None, None, None],
        [453, None, "1998-03-02", "여", "010-1111-2222", None, None, None, None, None],
        [454, "박도담", "2031-01-01", "남", "010-1111-2223", None, None, None, None, None],
        [455, "최서솔", "1898-01-01", "남", "010-1111-2224", None, None, None, None, None],
        [456, "정지빛", "1999-01-01", "남", "999-1111", None, None, None, None, None],
    ))  # fmt: skip
    before = digest(store)
    plan = prepare(store, path)
    assert digest(store) == before
    assert counts(plan) == (451, 0, 1, 4)
    assert plan.total == 456
    changes = importing.run(store, plan)
    assert changes.name == "신청자 451명 가져오기"
    assert scalar(store, "SELECT count(*) FROM enrolment WHERE status = '신청'") == 451
    reasons = {(problem.row, problem.column): problem.reason for problem in plan.problems}
    assert list(reasons) == [(456, "성명"), (457, "생년월일"), (458, "생년월일"), (459, "휴대폰")]
    assert "비어" in reasons[456, "성명"]
    assert "오늘보다 뒤" in reasons[457, "생년월일"]
    assert "1900년" in reasons[458, "생년월일"]
    assert "010-1234-5678" in reasons[459, "휴대폰"]


@pytest.mark.both_databases
@pytest.mark.feature("TR-02")
def test_the_same_file_again_adds_none(store, tmp_path):
    path = intake.applications(tmp_path / "신청자.xlsx")
    assert counts(bring(store, path)) == (456, 0, 0, 0)
    again = bring(store, path)
    assert counts(again) == (0, 0, 456, 0)
    assert scalar(store, "SELECT count(*) FROM operation") == 1


@pytest.mark.both_databases
@pytest.mark.feature("DA-10")
def test_undo_removes_exactly_what_came_in(store, tmp_path):
    before = scalar(store, "SELECT count(*) FROM cohort")
    bring(store, intake.applications(tmp_path / "신청자.xlsx"))
    history.undo(store)
    for table in ("person", "trainee", "enrolment", "stage"):
        assert scalar(store, f"SELECT count(*) FROM {table}") == 0
    assert scalar(store, "SELECT count(*) FROM cohort") == before
    assert counts(prepare(store, intake.applications(tmp_path / "신청자.xlsx"))) == (456, 0, 0, 0)


@pytest.mark.both_databases
def test_cancelling_leaves_nothing(store, tmp_path):
    plan = prepare(store, intake.applications(tmp_path / "신청자.xlsx"))
    before = digest(store)

    def stop(done, _total):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        importing.run(store, plan, progress=stop)
    assert digest(store) == before


@pytest.mark.both_databases
def test_what_changed_since_the_look_is_told(store, tmp_path):
    plan = prepare(store, intake.applications(tmp_path / "신청자.xlsx", 5))
    bring(store, intake.applications(tmp_path / "먼저.xlsx", 2))
    with pytest.raises(UserError, match="바뀌었습니다"):
        importing.run(store, plan)
    assert scalar(store, "SELECT count(*) FROM trainee") == 2


@pytest.mark.both_databases
def test_what_changed_elsewhere_does_not_matter(store, tmp_path):
    plan = prepare(store, intake.applications(tmp_path / "신청자.xlsx", 5), cohort=None)
    records.save(store, "boards", {"name": "슈퍼히어로", "year": 2022})
    importing.run(store, plan)
    assert scalar(store, "SELECT count(*) FROM trainee") == 5


SPELLINGS = [
    # birth date, phone, as they stand; what is read; the fields repaired
    ("1998-03-02", "010-1234-5678", ()),
    ("1998. 3. 2.", "010-1234-5678", ()),
    (dt.date(1998, 3, 2), "010-1234-5678", ()),
    ("980302", "010-1234-5678", ("생년월일",)),
    (980302, "010-1234-5678", ("생년월일",)),
    (19980302, "010-1234-5678", ("생년월일",)),
    ("98.3.2", "010-1234-5678", ("생년월일",)),
    ("1998.3.2", "010-1234-5678", ("생년월일",)),
    ("1998/03/02", "010-1234-5678", ("생년월일",)),
    ("1998년 3월 2일", "010-1234-5678", ("생년월일",)),
    (35856, "010-1234-5678", ("생년월일",)),
    ("１９９８-03-02", "010-1234-5678", ("생년월일",)),
    ("1998-03-02", 1012345678, ("휴대폰",)),
    ("1998-03-02", 1012345678.0, ("휴대폰",)),
    ("1998-03-02", "1012345678", ("휴대폰",)),
    ("1998-03-02", "01012345678", ("휴대폰",)),
    ("1998-03-02", "010.1234.5678", ("휴대폰",)),
    ("1998-03-02", "010 1234 5678", ("휴대폰",)),
    ("1998-03-02", "+82 10-1234-5678", ("휴대폰",)),
    ("1998-03-02", "０１０－１２３４－５６７８", ("휴대폰",)),
    ("19980302", "010)1234-5678", ("생년월일", "휴대폰")),
]
NAMES = [
    ("김하늘", ()),
    ("김 하 늘", ("성명",)),
    (unicodedata.normalize("NFD", "김하늘"), ("성명",)),
    (" 김하늘 ", ("성명",)),
    ("김　하늘", ("성명",)),
    ("김하늘​", ("성명",)),
]


@pytest.mark.feature("DA-04")
@pytest.mark.parametrize(("birth", "phone", "repaired"), SPELLINGS)
def test_dates_and_phones_are_read_and_repairs_listed(store, tmp_path, birth, phone, repaired):
    path = intake.write(tmp_path / "명단.xlsx", ["성명", "생년월일", "휴대폰"], ["김하늘", birth, phone])
    plan = bring(store, path)
    assert counts(plan) == (1, 0, 0, 0), plan.problems
    with store.read() as session:
        person = session.get(Person, 1)
    assert (person.birth_date, person.phone) == (dt.date(1998, 3, 2), "010-1234-5678")
    assert tuple(repair.column for repair in plan.repairs) == repaired
    assert all(repair.to in {"1998-03-02", "010-1234-5678"} and repair.from_ for repair in plan.repairs)


@pytest.mark.feature("DA-04")
@pytest.mark.parametrize(("name", "repaired"), NAMES)
def test_names_are_read_and_repairs_listed(store, tmp_path, name, repaired):
    plan = bring(store, intake.write(tmp_path / "명단.xlsx", ["성명", "생년월일"], [name, "1998-03-02"]))
    assert scalar(store, "SELECT name FROM person") == "김하늘"
    assert tuple(repair.column for repair in plan.repairs) == repaired


@pytest.mark.feature("DA-04")
@pytest.mark.parametrize(
    ("heading", "written", "read"),
    [
        ("전공여부", "O", "전공"), ("전공여부", "X", "비전공"), ("비전공 여부", "O", "비전공"),
        ("비전공여부", "아니오", "전공"),
        ("전공/비전공", "비전공자", "비전공"), ("전공/비전공", "비 전공", "비전공"),
        ("전공구분", "전공자", "전공"), ("전공 여부", "Y", "전공"),
    ],
)  # fmt: skip
def test_words_for_the_major_are_understood(store, tmp_path, heading, written, read):
    bring(
        store,
        intake.write(
            tmp_path / "명단.xlsx", ["성명", "생년월일", heading], ["김하늘", "1998-03-02", written]
        ),
    )
    assert scalar(store, "SELECT major_kind FROM trainee") == read


@pytest.mark.feature("DA-04")
@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("신청자 성명", "name"),
        ("① 성 명", "name"),
        ("*성명(필수)", "name"),
        ("생년월일(6자리)", "birth_date"),
        ("주민번호 앞자리", "birth_date"),
        ("휴대전화 번호", "phone"),
        ("본인 휴대폰번호", "phone"),
        ("e-mail 주소", "email"),
        ("거주지(동)", "address"),
        ("성명(한자)", "name_hanja"),
        ("전공/비전공", "major_kind"),
        ("보호자 성명", None),
        ("비상 연락처", None),
        ("대표자", None),
    ],
)
def test_headings_are_understood(tmp_path, store, heading, key):
    head = ["연번", heading, "아무 열"]
    path = intake.write(tmp_path / "명단.xlsx", head, [1, "x", "y"], [2, "x", "y"])
    seen = importing.look(store, "trainees", importing.read_file(path), header_row=1)
    assert seen.mapping[1].key == key


@pytest.mark.parametrize(
    ("heading", "written", "column", "read"),
    [
        ("주민번호 앞자리", "980302-2", "birth_date", "1998-03-02"),
        ("주민번호 앞자리", "020302-3", "birth_date", "2002-03-02"),
        ("연락처", "없음", "phone", None),
        ("성별", "여성", "gender", "여"),
    ],
)
def test_what_is_beyond_doubt_is_understood_and_listed(store, tmp_path, heading, written, column, read):
    values = {"성명": "김하늘", heading: written}
    values.setdefault("생년월일", "1998-03-02") if column != "birth_date" else None
    plan = bring(store, intake.write(tmp_path / "명단.xlsx", list(values), list(values.values())))
    assert scalar(store, f"SELECT CAST({column} AS varchar) FROM person") == read
    assert [(repair.column, repair.from_, repair.to) for repair in plan.repairs] == [
        (heading, written, read or "")
    ]


def test_a_stage_that_does_not_exist_is_refused_at_once(store, tmp_path):
    with pytest.raises(UserError, match="'없는 단계' 단계가 없습니다"):
        prepare(store, intake.applications(tmp_path / "신청자.xlsx", 2), stage="없는 단계")


def test_a_word_that_is_no_choice_rejects_the_row(store, tmp_path):
    path = intake.write(
        tmp_path / "명단.xlsx", ["성명", "생년월일", "성별"], ["김하늘", "1998-03-02", "모름"]
    )
    plan = prepare(store, path)
    assert counts(plan) == (0, 0, 0, 1)
    assert (plan.problems[0].row, plan.problems[0].column, plan.problems[0].value) == (2, "성별", "모름")


@pytest.mark.feature("DA-05")
def test_rejected_rows_go_to_a_file_and_come_back_mended(store, tmp_path):
    bad = (
        [454, "박도담", "1998-13-01", "남", "010-1111-2223", None, None, None, None, "O"],
        [455, "최서솔", "1998-03-01", "남", "12-34", None, None, None, None, "X"],
        [456, None, "1999-01-01", "남", "010-1111-2225", "=1+1@example.kr", None, None, None, "O"],
    )
    plan = bring(store, intake.applications(tmp_path / "신청자.xlsx", 453, extra=bad))
    assert counts(plan) == (453, 0, 0, 3)
    rejects = importing.write_rejects(plan, tmp_path / "오류.xlsx")
    book = openpyxl.load_workbook(rejects)
    sheet = book.active
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0] == (*intake.HEADINGS, "사유")
    assert len(lines) == 4
    assert "13월은 없습니다" in lines[1][-1]
    assert sheet["F4"].data_type == "s"
    sheet["C2"], sheet["E3"], sheet["B4"], sheet["F4"] = "1998-12-01", "010-1111-2224", "정지빛", None
    book.save(rejects)
    mended = bring(store, rejects)
    assert counts(mended) == (3, 0, 0, 0), mended.problems
    assert scalar(store, "SELECT count(*) FROM enrolment") == 456
    assert scalar(store, "SELECT count(*) FROM enrolment WHERE reason IS NOT NULL") == 0


def test_a_doubtful_cell_is_mended_on_the_spot(store, tmp_path):
    path = intake.write(tmp_path / "명단.xlsx", ["성명", "생년월일"], ["김하늘", "1998-13-02"])
    assert counts(prepare(store, path)) == (0, 0, 0, 1)
    assert counts(bring(store, path, decisions={(2, 1): "1998-12-02"})) == (1, 0, 0, 0)
    assert str(scalar(store, "SELECT birth_date FROM person")) == "1998-12-02"


RESIDENT = "980302-2345678"


@pytest.mark.parametrize(
    "heading",
    [
        "주민등록번호",
        "주민번호",
        "주민등록 번호",
        "주민(외국인)등록번호",
        "외국인등록번호",
        "주민등록번호(13자리)",
    ],
)
def test_a_column_of_resident_numbers_is_ignored_by_name(store, tmp_path, heading):
    path = intake.write(
        tmp_path / "명단.xlsx",
        ["성명", "생년월일", heading],
        ["김하늘", "1998-03-02", RESIDENT],
        ["이바다", "1998-03-03", None],
    )
    plan = bring(store, path)
    assert counts(plan) == (2, 0, 0, 0)
    assert plan.ignored_columns == (heading,)
    assert any(heading in note for note in plan.notes)
    no_trace_of_it(store, plan, tmp_path)


@pytest.mark.parametrize("column", ["비고", "학교", "연락처", "성명", "생년월일", "모르는 열"])
@pytest.mark.parametrize("written", [RESIDENT, "9803022345678", "주민번호 980302 2345678"])
def test_a_resident_number_anywhere_else_is_dropped_and_the_person_comes_in(store, tmp_path, column, written):
    values = {"성명": "김하늘", "생년월일": "1998-03-02", column: written}
    if column == "성명":
        values[column] = f"김하늘({written})" if written == RESIDENT else f"김하늘 {RESIDENT}"
    plan = bring(store, intake.write(tmp_path / "명단.xlsx", list(values), list(values.values())))
    assert counts(plan) == (1, 0, 0, 0), plan.problems
    assert any(column in note and "2행" in note for note in plan.notes)
    assert scalar(store, "SELECT name || birth_date FROM person") == "김하늘1998-03-02"
    no_trace_of_it(store, plan, tmp_path)


def test_a_resident_number_beside_a_fault_is_never_shown(store, tmp_path):
    path = intake.write(
        tmp_path / "명단.xlsx",
        ["성명", "생년월일", "주민번호", "비고"],
        ["김하늘", None, RESIDENT, RESIDENT],
        [RESIDENT, "1998-03-02", None, None],
    )
    plan = prepare(store, path)
    assert plan.rejected == 2
    importing.write_rejects(plan, tmp_path / "오류.xlsx")
    no_trace_of_it(store, plan, tmp_path)
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "오류.xlsx").active.values for cell in row]
    assert "주민번호" not in cells
    assert not any("2345678" in str(cell) for cell in cells)


def no_trace_of_it(store, plan, folder):
    told = str(plan.as_json())
    assert "2345678" not in told
    assert not any("2345678" in row for row in everything(store))
    assert all(b"2345678" not in path.read_bytes() for path in folder.glob("*.db*"))


@pytest.mark.feature("DA-06")
class TestWhoIsWho:
    HEAD = ("성명", "생년월일", "휴대폰", "이메일")

    def sheet(self, tmp_path, *people):
        return intake.write(tmp_path / "명단.xlsx", self.HEAD, *people)

    @pytest.mark.parametrize(
        ("second", "expected"),
        [
            (("김민수", "98.3.1", 1012345678, None), (1, 0, 1, 0)),
            (("김 민 수", "980301", None, None), (1, 0, 1, 0)),
            (("김민수", "1998-03-01", "010-9999-9999", "a@example.kr"), (1, 0, 1, 0)),
            (("김민수", "1998-03-01", "010-9999-9999", None), (1, 0, 0, 1)),
            (("김민수", "1998-03-01", "010-9999-9999", "b@example.kr"), (1, 0, 0, 1)),
            (("김민수", "1998-04-01", "010-1234-5678", None), (2, 0, 0, 0)),
            (("김민서", "1998-03-01", "010-1234-5678", None), (2, 0, 0, 0)),
        ],
    )
    def test_in_one_file(self, store, tmp_path, second, expected):
        plan = bring(
            store, self.sheet(tmp_path, ("김민수", "1998-03-01", "010-1234-5678", "a@example.kr"), second)
        )
        assert counts(plan) == expected
        if plan.rejected:
            assert "2행" in plan.problems[0].reason

    def test_a_blank_first_row_is_filled_by_its_duplicate(self, store, tmp_path):
        path = self.sheet(
            tmp_path, ("김민수", "1998-03-01", None, None), ("김민수", "1998-03-01", "010-1234-5678", None)
        )
        assert counts(bring(store, path)) == (1, 0, 1, 0)
        assert scalar(store, "SELECT phone FROM person") == "010-1234-5678"

    @pytest.mark.both_databases
    @pytest.mark.parametrize(
        ("second", "expected", "phone", "email"),
        [
            (
                ("김민수", "1998-03-01", "010-1234-5678", "a@example.kr"),
                (0, 0, 1, 0),
                "010-1234-5678",
                "a@example.kr",
            ),
            (("김민수", "1998-03-01", None, None), (0, 0, 1, 0), "010-1234-5678", "a@example.kr"),
            (("김민수", "1998-03-01", "010-9999-9999", None), (0, 1, 0, 0), "010-9999-9999", "a@example.kr"),
        ],
    )
    def test_against_what_is_known(self, store, tmp_path, second, expected, phone, email):
        bring(store, self.sheet(tmp_path, ("김민수", "1998-03-01", "010-1234-5678", "a@example.kr")))
        plan = bring(store, self.sheet(tmp_path, second))
        assert counts(plan) == expected
        assert len(plan.differences) == expected[1]
        assert scalar(store, "SELECT phone FROM person") == phone
        assert scalar(store, "SELECT email FROM person") == email
        assert scalar(store, "SELECT count(*) FROM person") == 1

    @pytest.mark.both_databases
    def test_a_member_who_applies_stays_one_person(self, store, tmp_path):
        members = intake.write(
            tmp_path / "위원.xlsx",
            ["이름", "부서", "생년월일", "연락처"],
            ["김민수", "감사과", "1998-03-01", "010-1234-5678"],
        )
        bring(store, members, "members")
        assert counts(bring(store, self.sheet(tmp_path, ("김민수", "98.3.1", None, None)))) == (1, 0, 0, 0)
        assert scalar(store, "SELECT count(*) FROM person") == 1

    @pytest.mark.both_databases
    def test_who_applies_again_next_year_is_enrolled_again(self, store, tmp_path):
        path = self.sheet(tmp_path, ("김민수", "1998-03-01", "010-1234-5678", None))
        bring(store, path, cohort="2021")
        assert counts(bring(store, path, cohort="2022")) == (0, 1, 0, 0)
        assert scalar(store, "SELECT count(*) FROM trainee") == 1
        assert scalar(store, "SELECT count(*) FROM enrolment") == 2


@pytest.mark.both_databases
def test_a_cohort_is_made_with_its_stages_and_told_before(store, tmp_path):
    plan = prepare(store, intake.applications(tmp_path / "신청자.xlsx", 2), cohort="2022")
    assert "기초과정, 심화과정" in plan.created[0]
    importing.run(store, plan)
    assert scalar(store, "SELECT year FROM cohort") == 2022
    assert scalar(store, "SELECT count(*) FROM stage") == 3
    assert prepare(store, intake.applications(tmp_path / "신청자.xlsx", 2), cohort="2022").created == ()


@pytest.mark.both_databases
def test_the_files_own_columns_say_where_its_people_stand(store, tmp_path):
    path = intake.write(
        tmp_path / "수료자.xlsx",
        ["성명", "생년월일", "기수", "단계", "상태", "팀"],
        ["김하늘", "1998-03-01", "서초 AI칼리지 2022", "포트폴리오", "수료", "WATCH MAN"],
        ["이바다", "1998-03-02", "서초 AI칼리지 2022", "3단계", "이수", "WATCH MAN"],
        ["박구름", "1998-03-03", "서초 AI칼리지 2022", None, None, "Deep 오션"],
        ["최도담", "1998-03-04", "서초 AI칼리지 2022", "기초", "수강중", None],
        ["정지빛", "1998-03-05", "서초 AI칼리지 2022", "없는 단계", None, None],
    )
    plan = bring(store, path, cohort=None)
    assert counts(plan) == (4, 0, 0, 1)
    assert "없는 단계" in plan.problems[0].reason
    with store.read() as session:
        found = session.execute(
            text(
                "SELECT p.name, s.name, e.status, t.name FROM enrolment e JOIN trainee r ON r.id = e.trainee_id "
                "JOIN person p ON p.id = r.person_id JOIN stage s ON s.id = e.stage_id "
                "LEFT JOIN project_team t ON t.id = e.team_id ORDER BY e.id"
            )
        ).all()
    assert [tuple(row) for row in found] == [
        ("김하늘", "포트폴리오 프로젝트", "수료", "WATCH MAN"),
        ("이바다", "포트폴리오 프로젝트", "수료", "WATCH MAN"),
        ("박구름", "포트폴리오 프로젝트", "선발", "Deep 오션"),
        ("최도담", "기초과정", "수강", None),
    ]


def test_the_programmes_own_name_is_no_stage(store, tmp_path):
    path = intake.write(
        tmp_path / "명단.xlsx", ["성명", "생년월일", "과정"], ["김하늘", "1998-03-01", "서초 AI칼리지"]
    )
    assert counts(bring(store, path, cohort="서초 AI칼리지 2022")) == (1, 0, 0, 0)


@pytest.mark.both_databases
def test_results_brought_later_change_the_status_and_no_more(store, tmp_path):
    head = ["성명", "생년월일", "상태", "사유"]
    bring(
        store,
        intake.write(tmp_path / "명단.xlsx", head[:2], ["김하늘", "1998-03-01"], ["이바다", "1998-03-02"]),
    )
    plan = bring(
        store,
        intake.write(
            tmp_path / "결과.xlsx",
            head,
            ["김하늘", "1998-03-01", "수료", None],
            ["이바다", "1998-03-02", None, None],
        ),
    )
    assert counts(plan) == (0, 1, 1, 0)
    assert [(item.title, item.old, item.new) for item in plan.differences] == [("상태", "신청", "수료")]


@pytest.mark.both_databases
def test_two_stages_of_one_person_in_one_file_are_no_duplicates(store, tmp_path):
    head = ["성명", "생년월일", "단계", "상태"]
    path = intake.write(
        tmp_path / "이력.xlsx",
        head,
        ["김하늘", "980301", "기초", "수료"],
        ["김하늘", "98.3.1", "심화", "수강"],
    )
    assert counts(bring(store, path)) == (1, 1, 0, 0)
    assert scalar(store, "SELECT count(*) FROM enrolment") == 2
    assert counts(bring(store, path)) == (0, 0, 2, 0)


@pytest.mark.both_databases
def test_namesakes_of_one_phone_stay_two_people(store, tmp_path):
    """A member without a birth date is recognised by the phone, once."""
    members = intake.write(
        tmp_path / "위원.xlsx", ["성명", "부서", "연락처"], ["김하늘", "감사과", "010-1234-5678"]
    )
    bring(store, members, "members")
    path = intake.write(
        tmp_path / "명단.xlsx",
        ["성명", "생년월일", "연락처"],
        ["김하늘", "1998-03-01", "010-1234-5678"],
        ["김하늘", "2001-03-01", "010-1234-5678"],
    )
    assert counts(bring(store, path)) == (2, 0, 0, 0)
    assert scalar(store, "SELECT count(*) FROM person") == 2


@pytest.mark.both_databases
def test_a_column_a_person_chose_is_remembered_for_files_of_that_shape(store, tmp_path):
    head = ["성명", "생년월일", "특이", "연락처"]
    first = intake.write(tmp_path / "하나.xlsx", head, ["김하늘", "1998-03-01", "휠체어", "010-1234-5678"])
    bring(store, first, mapping={2: "note", 3: None})
    second = intake.write(tmp_path / "둘.xlsx", head, ["이바다", "1998-03-02", "없음", "010-1234-5679"])
    plan = prepare(store, second)
    assert [(column.key, column.found) for column in plan.mapping] == [
        ("name", "remembered"),
        ("birth_date", "remembered"),
        ("note", "remembered"),
        (None, "remembered"),
    ]
    other = intake.write(tmp_path / "셋.xlsx", head[:2], ["박구름", "1998-03-02"])
    assert {column.found for column in prepare(store, other).mapping} == {"heading"}


def test_a_file_without_a_needed_column_is_refused(store, tmp_path):
    path = intake.write(tmp_path / "명단.xlsx", ["성명", "연락처"], ["김하늘", "010-1234-5678"])
    with pytest.raises(UserError, match="'생년월일'에 해당하는 열") as refused:
        prepare(store, path)
    assert refused.value.field == "mapping"


def test_the_sheet_with_the_table_is_chosen_of_many(store, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "표지"
    book.active["B2"] = "신청 현황"
    people = book.create_sheet("명단")
    people.append(["성명", "생년월일"])
    people.append(["김하늘", "1998-03-01"])
    old = book.create_sheet("옛 명단")
    old.append(["성명", "생년월일", "연락처"])
    old.append(["이바다", "1998-03-01", "010-1234-5678"])
    old.sheet_state = "hidden"
    book.save(tmp_path / "명단.xlsx")
    assert prepare(store, tmp_path / "명단.xlsx").sheet == "명단"
    assert prepare(store, tmp_path / "명단.xlsx", sheet="옛 명단").added == 1
    with pytest.raises(UserError, match="있는 시트에서 골라 주세요: '표지', '명단', '옛 명단'"):
        prepare(store, tmp_path / "명단.xlsx", sheet="없음")


@pytest.mark.parametrize(
    ("kind", "head"),
    [
        ("trainees", ["성명", "생년월일", "학교"]),
        ("members", ["이름", "부서", "직급"]),
        ("companies", ["기업명", "사업자등록번호"]),
    ],
)
def test_the_kind_of_a_dropped_file_is_told_by_its_headings(tmp_path, kind, head):
    path = intake.write(tmp_path / "명단.xlsx", head, ["가", "나", "다"])
    assert importing.kind_of(importing.read_file(path)) == kind


@pytest.mark.feature("DA-02")
def test_hidden_rows_and_rows_left_out_are_named(store, tmp_path):
    path = intake.applications(tmp_path / "신청자.xlsx", 3)
    book = openpyxl.load_workbook(path)
    book.active.row_dimensions[5].hidden = True
    book.save(path)
    plan = prepare(store, path)
    assert plan.added == 3
    assert plan.notes == ("숨겨진 1개 행도 가져옵니다: 5행", "7행은 건너뜁니다: 합계 행 '합계'")


def test_names_that_carry_a_remark_come_in_and_are_told(store, tmp_path):
    names = ["최다은(개명)", "김하늘", "이바다2", *(f"박누리({number})" for number in range(5))]
    rows = [[name, f"1998-03-{day:02d}"] for day, name in enumerate(names, 1)]
    plan = bring(store, intake.write(tmp_path / "명단.xlsx", ["성명", "생년월일"], *rows))
    assert counts(plan) == (8, 0, 0, 0)
    (note,) = [note for note in plan.notes if "괄호나 숫자" in note]
    assert note.endswith(
        ": 2행 최다은(개명), 4행 이바다2, 5행 박누리(0), 6행 박누리(1), 7행 박누리(2) 외 2명"
    )
