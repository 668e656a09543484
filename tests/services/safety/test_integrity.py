"""What the look through a data file finds, each kind of damage made by hand."""

import datetime as dt
import hashlib
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import JSON, Boolean, Column, Date

from desktop.cli import command_line
from desktop.model import tables
from desktop.model.base import Base, Moment
from desktop.model.certificates import Certificate, CertificateFile, CertificateSecret, NumberSeries
from desktop.model.people import Person
from desktop.model.training import Cohort
from desktop.queries.list_spec import Scope
from desktop.rules import certificate_codes
from desktop.services.board.similar import similar
from desktop.services.certificates import codes
from desktop.services.certificates.hashes import batch_of, file_of, row_hash
from desktop.services.datafile.store import Store
from desktop.services.office import people
from desktop.services.records import records
from desktop.services.safety import backup, integrity

PDFS = [f"%PDF-1.4 {number}".encode() for number in range(1, 6)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A data file whose register holds five certificates of 2022, one of them made out again since."""
    path = tmp_path / "이음.db"
    with Store.create(path) as store, store.operation("발급") as op:
        person, _other = op.add(Person(name="김민수")), op.add(Person(name="김민수"))
        cohorts = [op.add(Cohort(name=name, year=2022, programme="AI칼리지")) for name in ("1기", "2기")]
        op.add(NumberSeries(kind="수료", year=2022, last=len(PDFS)))
        key, today = codes.secret(op.session), store.today()
        for sequence, pdf in enumerate(PDFS, 1):
            number = f"제2022-{sequence:03d}호"
            code = certificate_codes.code(key, number, "김민수", None, today)
            values = {
                "number": number, "kind": "수료", "year": 2022, "sequence": sequence, "name": "김민수",
                "birth_date": None, "course": "서초 AI칼리지", "issued_on": store.today(), "issuer": "서초구청장",
                "status": "발급", "reason": None, "status_on": None, "template": "1",
                "snapshot": {"qr": certificate_codes.text("수료증", number, today, code)},
                "sha256": hashlib.sha256(pdf).hexdigest(), "person_id": person.id, "cohort_id": cohorts[0].id,
            }  # fmt: skip
            row = op.add(Certificate(**values, row_sha256=row_hash(values)))
            op.add(CertificateFile(**file_of(row.id, op.at, pdf, reissue=False)))
        op.add(CertificateFile(**file_of(1, op.at, b"%PDF-1.4 again", reissue=True)))
        op.add(
            batch_of(dt.datetime(2022, 9, 16, 1, tzinfo=dt.UTC), "0" * 64, ["제2022-001호", "제2022-002호"])
        )
    return path


REGISTER = [
    table for _name, table in sorted(tables.BY_NAME.items()) if table.__module__ == Certificate.__module__
]
SAYS_NOTHING = {"number_series.id"}
"""Nothing points at a series: it is found by its kind and year."""


def another(column: Column, value: object) -> object:
    """A value like it in this column, but not the same."""
    if isinstance(column.type, JSON):
        return '["제2022-003호"]'
    if isinstance(column.type, Boolean):
        return not value
    if isinstance(value, int):
        return value + (1 if column.foreign_keys else 10)
    if isinstance(column.type, Date):
        return "2022-09-17"
    if isinstance(column.type, Moment):
        return "2022-09-17 01:00:00.000000"
    if isinstance(value, bytes):
        return value[:-1] + bytes([value[-1] ^ 1])
    return value[:-1] + chr(ord(value[-1]) ^ 1) if isinstance(value, str) else "다른 말"


@pytest.mark.feature("DA-14")
@pytest.mark.parametrize(
    "column", [column for table in REGISTER for column in table.__table__.columns], ids=str
)
def test_no_value_of_the_register_changes_unnoticed(path: Path, column: Column) -> None:
    table, key = column.table.name, column.name
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA ignore_check_constraints = ON")
        ((last, value),) = database.execute(f"SELECT max(id), {key} FROM {table}")
        database.execute(f"UPDATE {table} SET {key} = ? WHERE id = ?", (another(column, value), last))
    database.close()
    with Store.open(path) as store:
        assert bool(integrity.check(store).problems) is (str(column) not in SAYS_NOTHING)


@pytest.mark.feature("DA-14")
@pytest.mark.parametrize("table", REGISTER, ids=lambda table: table.__tablename__)
@pytest.mark.parametrize("which", ["min", "max"])
def test_no_row_of_the_register_goes_unnoticed(path: Path, table: type[Base], which: str) -> None:
    name = table.__tablename__
    said = problems(path, f"DELETE FROM {name} WHERE id = (SELECT {which}(id) FROM {name})")
    assert said
    if table is CertificateSecret:
        assert any("확인번호가 이 자료의 열쇠와 맞지 않습니다" in problem for problem in said)
    elif table is not NumberSeries:
        assert any(f"'발급' 때 남긴 {table.noun} 기록 1건이 없습니다" in problem for problem in said)


def problems(path: Path, *statements: str) -> tuple[str, ...]:
    with sqlite3.connect(path) as database:
        for statement in statements:
            database.execute(statement)
    database.close()
    with Store.open(path) as store:
        return integrity.check(store).problems


def test_a_sound_file_has_no_problems(path: Path) -> None:
    with Store.open(path) as store:
        report = integrity.check(store)
    assert (report.certificates, report.files, report.problems) == (5, 6, ())


@pytest.mark.both_databases
def test_people_in_no_list_are_named_masked_with_the_way_to_take_them_out(store: Store) -> None:
    for place, name in enumerate(["홍길동", "남궁민수", "이솔"]):
        values = {"name": name, "phone": f"010-1234-567{place}"}
        row = records.save(store, "trainees", values).inserted["trainee"][0]
        records.delete(store, "trainees", [row])
    report = integrity.check(store)
    assert (report.left_over, report.problems) == (3, ())
    assert "3명 있습니다: 홍*동, 남**수, 이*." in report.told
    assert "'남은 사람 지우기'" in report.told
    people.remove_left_over(store)
    assert (integrity.check(store).left_over, integrity.check(store).told) == (0, "")


def test_of_many_people_in_no_list_the_first_are_named(store: Store) -> None:
    with store.operation("사람 추가") as op:
        op.insert_many(Person, [{"name": f"사람{number}"} for number in range(40)])
    report = integrity.check(store)
    assert report.left_over == 40
    assert report.told.count("사*") == 10
    assert "…" in report.told


def test_the_command_names_them_and_finds_nothing_wrong(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    with store.operation("사람 추가") as op:
        op.add(Person(name="홍길동"))
    assert command_line.run(command_line.parse(["--data", store.location, "check"])) == command_line.DONE
    said = capsys.readouterr()
    assert "이상이 없습니다" in said.out
    assert "1명 있습니다: 홍*동" in said.out
    assert "홍길동" not in said.out + said.err


@pytest.mark.feature("DA-14")
@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE certificate_file SET pdf = x'00' WHERE id = 2", "제2022-002호 수료증의 보관본이 발급한 것과 다릅니다"),
        ("DELETE FROM certificate_file WHERE id = 3", "제2022-003호 수료증은 발급대장과 맞는 보관본이 없습니다"),
        ("UPDATE certificate SET name = '홍길동' WHERE id = 4", "발급대장의 제2022-004호 줄이 프로그램 밖에서 바뀌었습니다"),
        ("UPDATE certificate SET person_id = 2 WHERE id = 4", "발급대장의 제2022-004호 줄이 프로그램 밖에서 바뀌었습니다"),
        ("UPDATE certificate SET cohort_id = 2 WHERE id = 4", "발급대장의 제2022-004호 줄이 프로그램 밖에서 바뀌었습니다"),
        ("UPDATE certificate_batch SET made_at = '2022-09-18 01:00:00.000000'", "2022. 9. 18.에 만든 수료증 묶음의 줄이"),
        ("UPDATE certificate_batch SET sha256 = replace(sha256, '00', '01')", "2022. 9. 16.에 만든 수료증 묶음의 줄이"),
        ("UPDATE certificate_batch SET numbers = replace(numbers, '02', '03')", "2022. 9. 16.에 만든 수료증 묶음의 줄이"),
        ("UPDATE certificate_batch SET row_sha256 = NULL", "묶음의 줄이 프로그램 밖에서 바뀌었습니다. 최근 백업과"),
        ("DELETE FROM certificate WHERE id = 2", "2022년 수료 번호에 빈 곳이 있습니다: 2."),
        ("UPDATE number_series SET last = 7", "2022년 수료 번호에 빈 곳이 있습니다: 6, 7."),
        ("UPDATE number_series SET last = 4", "다음 번호가 5를 넘지 않습니다"),
        ("DELETE FROM person", "수료증 기록 5건이 없는 사람 기록을 가리킵니다"),
    ],
)  # fmt: skip
def test_each_kind_of_damage_is_named(path: Path, statement: str, said: str) -> None:
    assert any(said in problem for problem in problems(path, statement))


@pytest.mark.feature("DA-14")
def test_damaged_pages_are_named(path: Path) -> None:
    with sqlite3.connect(path) as database:
        (root,) = database.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_person_name_id'"
        ).fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    database.close()
    data = path.read_bytes()
    start, end = (root - 1) * size, root * size
    index = data[start:end].replace("김민수".encode(), "김민우".encode())
    assert index != data[start:end]
    data = data[:start] + index + data[end:]
    path.write_bytes(data)
    with Store.open(path) as store:
        assert any("손상" in problem for problem in integrity.check(store).problems)


def test_pairs_that_are_not_those_of_their_texts_are_told_and_made_anew_by_a_restore(
    new_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "이음.db"
    shutil.copy(new_file, path)
    with Store.open(path) as store:
        board = records.save(store, "boards", {"name": "1기", "year": 2022}).inserted["board"][0]
        for title in ("걷기 좋은 거리", "조명 늘리기", "빗물받이"):
            records.save(store, "proposals", {"title": title}, scope=Scope(board_id=board))
        assert integrity.check(store).problems == ()
    with sqlite3.connect(path) as file:
        file.execute("DELETE FROM proposal_pairs WHERE rowid = 1")
        file.execute("UPDATE proposal_pairs SET title = '엉뚱 뚱한' WHERE rowid = 2")
    file.close()
    with Store.open(path) as store:
        (told,) = integrity.check(store).problems
        assert told.startswith("비슷한 제안을 찾는 색인이 제안 2건에서 기록과 다릅니다.")
        backup.back_up(store, tmp_path / "백업.db")
    backup.restore(path, tmp_path / "백업.db")
    with Store.open(path) as store:
        assert integrity.check(store).problems == ()
        assert similar(store, "걷기좋은거리")[0].title == "걷기 좋은 거리"
