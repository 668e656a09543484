"""A list exported as it stands on the screen."""

import datetime as dt
import random

import openpyxl
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from desktop.errors import Cancelled, UserError
from desktop.model.certificates import Certificate
from desktop.model.people import Person
from desktop.model.training import Cohort, Enrolment, Stage, Trainee
from desktop.queries.filtering import Filter, Test
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.rules.fields import show
from desktop.services.datafile import history
from desktop.services.datafile.store import Store
from desktop.services.kinds import LISTS
from desktop.services.records import exporting
from desktop.services.records.exporting import ExportOptions

STATUSES = ("신청", "수강", "수료", "미수료", "중도포기")


@pytest.fixture
def many(store):
    """456 invented trainees of one cohort, some fields blank."""
    pick = random.Random(7)
    people = [
        {
            "name": pick.choice("김이박최") + pick.choice("민서지현") + pick.choice("수연우호"),
            "birth_date": dt.date(1985, 1, 1) + dt.timedelta(days=pick.randrange(6000)),
            "phone": f"010-1{number:03d}-{pick.randrange(10_000):04d}",
            "address": pick.choice(("서초동", "양재동", None)),
            "note": pick.choice((None, "=1+1", "주말반")),
        }
        for number in range(456)
    ]
    majors = [
        {"major": pick.choice(("통계학과", "경영학과", None)), "major_kind": pick.choice(("전공", "비전공"))}
        for _ in people
    ]
    with store.operation("준비") as op:
        cohort = op.add(Cohort(name="서초 AI칼리지 2022", year=2022, programme="서초 AI칼리지"))
        stage = op.add(
            Stage(
                cohort_id=cohort.id,
                name="기초과정",
                position=1,
                attendance_minimum=80,
                score_minimum=60,
                starts_on=dt.date(2022, 4, 4),
            )
        )
        persons = op.insert_many(Person, people)
        roles = [{"person_id": person, **major} for person, major in zip(persons, majors, strict=True)]
        trainees = op.insert_many(Trainee, roles)
        enrolments = [
            {"trainee_id": t, "stage_id": stage.id, "status": pick.choice(STATUSES)} for t in trainees
        ]
        op.insert_many(Enrolment, enrolments)
    return store, Scope(cohort_id=cohort.id, today=store.today())


def listing(store, scope, kind="trainees", **criteria):
    return Listing(store.engine, LISTS[kind], Criteria(scope=scope, **criteria))


def written(path):
    """Headings and rows of the exported list, blanks as None."""
    lines = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    start = next(index for index, line in enumerate(lines) if line[0] == "연번")
    return lines[start][1:], [[_plain(cell) for cell in line[1:]] for line in lines[start + 1 :]]


def _plain(cell):
    """Excel knows one kind of number and no blanks."""
    return None if cell == "" else int(cell) if isinstance(cell, float) else cell


def some_criteria(pick):
    """What an officer may have asked of the list."""
    start = dt.date(1985, 1, 1) + dt.timedelta(days=pick.randrange(3000))
    filters = [
        Filter("status", Test.ONE_OF, tuple(pick.sample(STATUSES, 2))),
        Filter("major", Test.BLANK),
        Filter("major", Test.NOT_BLANK),
        Filter("address", Test.ONE_OF, ("서초동", None)),
        Filter("name", Test.CONTAINS, (pick.choice("민서지현"),)),
        Filter("birth_date", Test.RANGE, (start, start + dt.timedelta(days=2000))),
        Filter("age", Test.RANGE, (25, None)),
    ]
    keys = pick.sample([column.key for column in LISTS["trainees"].columns], pick.randrange(2, 9))
    search = pick.choice(("", "", pick.choice(("ㄱㅁ", "김", "통계", "7"))))
    order = tuple((key, pick.random() < 0.5) for key in pick.sample(keys, pick.randrange(3)))
    return {"filters": tuple(pick.sample(filters, pick.randrange(3))), "search": search, "order": order}, keys


@pytest.mark.feature("DO-16")
@pytest.mark.parametrize("seed", range(20))
def test_workbook_equals_the_view(many, tmp_path, seed):
    store, scope = many
    criteria, keys = some_criteria(random.Random(seed))
    seen = listing(store, scope, **criteria)
    result = exporting.export_list(store, seen, tmp_path / "명단.xlsx", columns=keys)
    headings, rows = written(result.path)
    fields = [{column.key: column for column in seen.titled()}[key].field for key in keys]
    places = [[column.key for column in seen.columns].index(key) + 1 for key in keys]
    assert headings == [field.title for field in fields]
    shown = [[show(field, cell) for field, cell in zip(fields, row, strict=True)] for row in rows]
    expected = [
        [show(field, row[at]) for field, at in zip(fields, places, strict=True)] for row in seen.page(0, 500)
    ]
    assert shown == expected
    assert result.rows == seen.count() == len(rows)


def test_the_sheet_says_of_which_day_its_ages_are(many, tmp_path):
    """A person of 1983. 12. 15. is 38 on the first day of the stage, whatever day the sheet is of."""
    store, scope = many
    seen = listing(store, scope)
    for name in ("명단.xlsx", "명단.pdf"):
        path = exporting.export_list(store, seen, tmp_path / name).path
        if name.endswith("xlsx"):
            lines = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
            told = "\n".join(str(cell) for line in lines for cell in line)
        else:
            told = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))
        assert "2022. 9. 16. 현재 · 만 나이 2022. 4. 4. 기준 · 총 456명" in told
        assert "만 나이(2022. 4. 4.)" in told.replace("\r\n", "").replace("나이\n(", "나이(")
    without = exporting.export_list(store, seen, tmp_path / "이름.xlsx", columns=["name", "status"]).path
    lines = CalamineWorkbook.from_path(without).get_sheet_by_index(0).to_python()
    assert "2022. 9. 16. 기준 · 총 456명" in "\n".join(str(cell) for line in lines for cell in line)


@pytest.mark.feature("DO-16")
def test_columns_shown_at_first_and_the_subtitle(many, tmp_path):
    store, scope = many
    seen = listing(store, scope, filters=(Filter("status", Test.ONE_OF, ("수료",)),), search="ㄱㅁ")
    path = exporting.export_list(store, seen, tmp_path / "명단.xlsx").path
    assert written(path)[0] == [column.field.title for column in seen.columns if column.shown]
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet["A1"].value == "교육생 명단"
    assert sheet["A2"].value == "서초 AI칼리지 2022 · 상태: 수료 · 'ㄱㅁ' 검색"


@pytest.mark.feature("DO-19")
def test_masked_export_tells_nothing_of_a_person(many, tmp_path):
    store, scope = many
    asked = Filter("phone", Test.CONTAINS, ("010-1",))
    seen = listing(store, scope, filters=(asked,), search="김")
    options = ExportOptions(masked=True, purpose="홈페이지 공고")
    path = exporting.export_list(
        store, seen, tmp_path / "공고.xlsx", options, columns=("name", "phone", "status")
    ).path
    text = repr([[cell.value for cell in row] for row in openpyxl.load_workbook(path).worksheets[0].rows])
    assert "010-****-" in text
    assert "010-1" not in text
    assert "연락처: 조건 있음 · 검색 결과" in text


@pytest.mark.feature("DA-17")
def test_every_export_stands_in_the_history(many, tmp_path):
    store, scope = many
    before = history.next_undo(store).name
    seen = listing(store, scope)
    exporting.export_list(
        store, seen, tmp_path / "명단.xlsx", ExportOptions(purpose="면접 안내"), columns=("name", "status")
    )
    log = Listing(store.engine, LISTS["operations"], Criteria(order=(("at", True),)))
    row = dict(zip([column.key for column in log.columns], max(log.page(0, 9))[1:], strict=True))
    assert row["name"] == "교육생 456명 엑셀로 내보내기 (개인정보 성명): 명단.xlsx"
    assert (row["reason"], row["user"]) == ("면접 안내", store.user)
    assert history.next_undo(store).name == before, "an export does not stand in the way of undo"


def test_a_cancelled_export_leaves_no_file_and_no_line(many, tmp_path):
    store, scope = many

    def stop(_done, _total):
        raise Cancelled

    count = Listing(store.engine, LISTS["operations"], Criteria()).count()
    with pytest.raises(Cancelled):
        exporting.export_list(store, listing(store, scope), tmp_path / "명단.xlsx", ExportOptions(), stop)
    assert not list(tmp_path.glob("*.xlsx"))
    assert not list(tmp_path.glob("*.part"))
    assert Listing(store.engine, LISTS["operations"], Criteria()).count() == count


def test_a_file_opened_for_looking_can_be_exported(many, tmp_path):
    store, scope = many
    with Store.open(store.location, read_only=True) as looking:
        result = exporting.export_list(looking, listing(looking, scope), tmp_path / "명단.xlsx")
    assert result.rows == 456


@pytest.fixture
def register(store):
    """The register with three numbers, the second of them void."""
    lines = [
        {
            "number": f"제2022-{number:03d}호",
            "kind": "수료",
            "year": 2022,
            "sequence": number,
            "name": name,
            "birth_date": dt.date(1998, 3, number),
            "course": "서초 AI칼리지",
            "issued_on": dt.date(2022, 9, 16),
            "issuer": "한국과학기술원 총장",
            "status": "폐기" if number == 2 else "발급",
            "reason": "이름을 잘못 적음" if number == 2 else None,
            "template": "",
            "snapshot": {},
            "sha256": "",
            "row_sha256": "",
        }
        for number, name in enumerate(("김민수", "이서연", "홍길동"), 1)
    ]
    with store.operation("준비") as op:
        people = op.insert_many(Person, [{"name": line["name"]} for line in lines])
        op.insert_many(
            Certificate, [line | {"person_id": person} for line, person in zip(lines, people, strict=True)]
        )
    return listing(store, Scope(today=store.today()), kind="certificates")


@pytest.mark.feature("DO-07")
def test_the_register_holds_issued_and_void_with_room_to_sign(store, register, tmp_path):
    options = ExportOptions(signatures=True, approval_boxes=("담당", "팀장", "과장"))
    headings, rows = written(exporting.export_list(store, register, tmp_path / "대장.xlsx", options).path)
    assert headings[:3] == ["번호", "성명", "생년월일"]
    assert headings[-1] == "수령 서명"
    states = [(row[0], row[headings.index("상태")], row[headings.index("사유")], row[-1]) for row in rows]
    assert states == [
        ("제2022-001호", "발급", None, None),
        ("제2022-002호", "폐기", "이름을 잘못 적음", None),
        ("제2022-003호", "발급", None, None),
    ]


@pytest.mark.feature("DO-07")
def test_the_register_as_pdf(store, register, tmp_path):
    result = exporting.export_list(store, register, tmp_path / "대장.pdf", ExportOptions(signatures=True))
    document = pypdfium2.PdfDocument(result.path)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert all(
        words in text
        for words in ("발급대장", "제2022-001호", "제2022-002호", "폐기", "제2022-003호", "수령 서명")
    )
    with pytest.raises(UserError, match="암호"):
        exporting.export_list(store, register, tmp_path / "둘.pdf", ExportOptions(password="비밀"))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("trainees", "교육생 명단_20220916.xlsx"),
        ("companies", "기업 현황_20220916.xlsx"),
        ("certificates", "수료증 발급대장_20220916.xlsx"),
        ("operations", "변경 이력_20220916.xlsx"),
    ],
)
def test_proposed_file_names(store, kind, name):
    assert exporting.file_name(listing(store, Scope(), kind=kind), dt.date(2022, 9, 16)) == name
