"""The command line as a schedule uses it: a process of its own, its exit status, its two outputs, its files.

Most are forked from a process that has all loaded (tests/cli/called.py); what is about the start is started cold.
"""

import contextlib
import datetime as dt
import errno
import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msoffcrypto.format.ooxml
import openpyxl
import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import text

from desktop import places
from desktop.cli import command_line
from desktop.documents import saving
from desktop.model.people import Person
from desktop.queries.list_spec import Scope
from desktop.services import importing
from desktop.services.certificates.settings import ISSUER_TITLE
from desktop.services.datafile.desks.desk_lock import DeskLock
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.services.kinds import LISTS
from desktop.services.office import settings as office
from desktop.services.records import choices
from tests.cli import called

ROOT = Path(__file__).parents[2]
TRAINEES = ROOT / "resources" / "samples" / "trainees-2022.xlsx"
HEADINGS = ("성명", "생년월일", "연락처", "이메일", "주민등록번호")
PEOPLE = (
    ("김 민 수", "98.3.1", 1012345678, "kim@example.kr", "980301-1987654"),
    ("이서연", "1999-04-05", "010-2222-3333", "lee@example.kr", "990405-2345678"),
    ("박지우", "2월 30일", "010-3333-4444", "park@example.kr", ""),
)


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Desk:
    """A folder with a data file, and the program called in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "이음 자료.db"

    def run(self, *words: object, data: bool = True, passphrase: str = "", cold: bool = False) -> Said:
        environment = {**os.environ, "IEUM_PASSPHRASE": passphrase, "PYTHONWARNINGS": "error"}
        place = ["--data", str(self.data)] if data else []
        call = called.cold if cold or not data else called.warm
        said = Said(*call([*place, *map(str, words)], self.folder, environment))
        assert "Traceback" not in said.err
        return said

    def ran(self, *words: object) -> Any:
        """Run with --json, which must succeed and say nothing on the error output."""
        said = self.run(*words, "--json")
        assert (said.status, said.err) == (0, "")
        return said.json

    def told(self, *words: object) -> Any:
        """The same without a process of its own, to look at what came of a run."""
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            options = command_line.parse(["--data", str(self.data), *map(str, words), "--json"])
            assert command_line.run(options) == 0
        return json.loads(out.getvalue())

    def refused(self, *words: object) -> str:
        """Run, which must be refused with one line and leave the data as it was."""
        before = contents(self.data)
        said = self.run(*words)
        assert said.status == 1
        assert said.out == ""
        assert said.err.count("\n") == 1
        assert contents(self.data) == before
        return said.err


def contents(path: Path) -> str:
    if not path.exists():
        return ""
    with sqlite3.connect(path) as database:
        dump = "\n".join(database.iterdump())
    database.close()
    return hashlib.sha256(dump.encode()).hexdigest()


def sheet(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in (HEADINGS, *rows):
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with the trainees of 2022."""
    desk = Desk(tmp_path_factory.mktemp("full"))
    desk.told("new")
    desk.told("import", "trainees", TRAINEES, "--cohort", "2022")
    return desk.data


@pytest.fixture
def desk(tmp_path: Path, full: Path) -> Desk:
    desk = Desk(tmp_path)
    shutil.copy(full, desk.data)
    return desk


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with both sample programmes."""
    desk = Desk(tmp_path_factory.mktemp("sampled"))
    desk.ran("sample")
    return desk.data


@pytest.fixture
def ceremony(tmp_path: Path, sampled: Path) -> Desk:
    desk = Desk(tmp_path)
    shutil.copy(sampled, desk.data)
    return desk


@pytest.fixture
def bare(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.told("new")
    return desk


def test_the_words_of_the_command_line_are_those_of_the_lists() -> None:
    assert set(command_line.LISTS) == set(LISTS)
    # A survey's answers are nobody's records: they come in by no importer of a kind.
    assert set(command_line.IMPORTS) == {*importing.KINDS, "survey"}


def test_new_makes_an_empty_file_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert desk.ran("new") == {"data": str(desk.data)}
    assert "이미 있습니다" in desk.refused("new")
    assert desk.told("list", "matches") == {
        "columns": desk.told("list", "matches")["columns"],
        "rows": [],
        "total": 0,
    }


@pytest.mark.feature("DA-21")
def test_the_data_lies_in_the_users_own_folder_by_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(places.VARIABLE)
    for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        monkeypatch.setenv(variable, str(tmp_path / "share"))
    desk = Desk(tmp_path)
    assert desk.run("new", data=False).status == 0
    assert desk.run("list", "trainees", "--json", data=False).json["total"] == 0
    assert (tmp_path / "share" / "Ieum" / "이음.db").is_file()


@pytest.mark.feature("DA-24")
def test_sample_holds_both_programmes(ceremony: Desk) -> None:
    assert ceremony.told("list", "trainees", "--cohort", "2022")["total"] == 456
    assert ceremony.told("list", "members", "--cohort", "2022")["total"] == 16
    assert ceremony.told("list", "cohorts")["total"] == 4
    assert "이미 있습니다" in ceremony.refused("sample")


@pytest.mark.feature("DA-01")
def test_a_dry_run_tells_everything_and_writes_nothing(bare: Desk) -> None:
    before = contents(bare.data)
    plan = bare.ran("import", "trainees", TRAINEES, "--cohort", "2022", "--dry-run")
    assert contents(bare.data) == before
    assert plan["dry_run"] is True
    assert (plan["total"], plan["added"]) == (456, 456)


@pytest.mark.feature("TR-02")
def test_an_import_twice_adds_nothing_the_second_time(desk: Desk) -> None:
    before = contents(desk.data)
    again = desk.ran("import", "trainees", TRAINEES, "--cohort", "2022")
    assert (again["added"], again["updated"], again["duplicates"], again["rejected"]) == (0, 0, 456, 0)
    assert contents(desk.data) == before


@pytest.mark.feature("DA-04")
def test_repairs_are_told_and_resident_numbers_never_read(bare: Desk) -> None:
    told = bare.ran(
        "import", "trainees", sheet(bare.folder / "신청자 명단.xlsx", *PEOPLE), "--cohort", "2022"
    )
    counts = {key: told[key] for key in ("added", "updated", "duplicates", "rejected", "total")}
    assert counts == {"added": 2, "updated": 0, "duplicates": 0, "rejected": 1, "total": 3}
    repairs = {(one["row"], one["from"], one["to"]) for one in told["repairs"]}
    assert (2, "1012345678", "010-1234-5678") in repairs
    assert (2, "김 민 수", "김민수") in repairs
    assert (2, "98.3.1", "1998-03-01") in repairs
    assert [(one["row"], one["value"]) for one in told["problems"]] == [(4, "2월 30일")]
    assert told["ignored_columns"] == ["주민등록번호"]
    kim = bare.told("list", "trainees", "--search", "ㄱㅁㅅ")["rows"][0]
    assert (kim["name"], kim["birth_date"], kim["phone"]) == ("김민수", "1998-03-01", "010-1234-5678")
    assert kim["email"] == "kim@example.kr"
    for path in bare.folder.glob("이음 자료.db*"):
        assert b"1987654" not in path.read_bytes()


@pytest.mark.feature("DA-05")
def test_rejected_rows_go_to_a_file_and_come_back_mended(bare: Desk) -> None:
    rejects = bare.folder / "다시 볼 것.xlsx"
    source = sheet(bare.folder / "신청자.xlsx", *PEOPLE)
    bare.told("import", "trainees", source, "--cohort", "2022", "--rejects", rejects)
    book = openpyxl.load_workbook(rejects)
    rows = list(book.active.iter_rows())
    assert len(rows) == 2
    assert "날짜" in rows[1][-1].value
    next(cell for cell in rows[1] if cell.value == "2월 30일").value = "2000-02-29"
    book.save(rejects)
    told = bare.ran("import", "trainees", rejects, "--cohort", "2022")
    assert (told["added"], told["total"]) == (1, 1)
    assert bare.told("list", "trainees")["total"] == 3


@pytest.mark.feature("DA-02")
def test_sheets_of_one_shape_come_in_together_when_asked(bare: Desk) -> None:
    roster = bare.folder / "반별.xlsx"
    book = openpyxl.Workbook()
    for name, person in (("1반", "김가람"), ("2반", "박나람")):
        page = book.create_sheet(name)
        page.append(["성명", "생년월일", "취미"])
        page.append([person, "1998-03-01", "등산"])
    book.save(roster)
    lines = bare.run("import", "trainees", roster, "--cohort", "2022", "--dry-run").out.splitlines()
    assert "같은 모양의 시트 1개(1행)가 더 있으나 읽지 않았습니다: '2반'(1행)" in lines
    assert "가져오지 않는 열: 취미" in lines
    told = bare.ran("import", "trainees", roster, "--cohort", "2022", "--all-sheets")
    assert (told["added"], told["sheets"]) == (2, ["1반", "2반"])


@pytest.mark.feature("DA-04")
def test_what_nobody_can_read_is_left_blank_when_asked(bare: Desk) -> None:
    roster = bare.folder / "명단.csv"
    roster.write_text("성명,생년월일,휴대폰\n김가람,1998-03-01,02-784-1045~7\n김가람,1998-03-01,\n", "utf-8")
    lines = bare.run("import", "trainees", roster, "--cohort", "2022", "--dry-run").out.splitlines()
    assert "--blank-unreadable: 1칸은 비워 두고 1건도 가져옵니다" in lines
    done = bare.run("import", "trainees", roster, "--cohort", "2022", "--blank-unreadable").out
    assert "모두 2건 — 추가 1, 고침 0, 중복 1, 거절 0" in done
    assert "2행 휴대폰: 비워 두었습니다." in done
    assert "3행: 2행과 같습니다." in done
    again = bare.run("import", "trainees", roster, "--cohort", "2022", "--blank-unreadable").out
    assert "2행: 이미 있는 자료와 같습니다." in again


@pytest.mark.feature("DA-05")
def test_the_rejected_rows_are_never_written_over_the_list_itself(bare: Desk) -> None:
    source = sheet(bare.folder / "신청자.xlsx", *PEOPLE)
    before = source.read_bytes()
    assert "지금 가져오는 파일" in bare.refused("import", "trainees", source, "--rejects", source)
    assert source.read_bytes() == before


def test_a_term_or_cohort_that_is_not_there_is_made_with_the_import(bare: Desk) -> None:
    bare.ran("import", "members", TRAINEES.with_name("members-2022.xlsx"), "--cohort", "2022")
    roster = sheet(bare.folder / "신청자 명단.xlsx", *PEOPLE)
    bare.ran("import", "trainees", roster, "--cohort", "가을 특강 2023")
    members = bare.told("list", "members", "--cohort", "2022")["rows"]
    assert {row["board"] for row in members} == {"2022년 주니어보드"}
    (cohort,) = bare.told("list", "cohorts")["rows"]
    assert (cohort["name"], cohort["year"], cohort["programme"]) == ("가을 특강 2023", 2023, "가을 특강")


@pytest.mark.feature("DA-03")
@pytest.mark.parametrize(
    "content", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"PK\x03\x04" + b"\0" * 90]
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(bare: Desk, content: bytes) -> None:
    broken = bare.folder / "깨진 명단.xlsx"
    broken.write_bytes(content)
    assert bare.refused("import", "trainees", broken).strip()
    assert bare.refused("import", "trainees", bare.folder / "없는 파일.xlsx").strip()


def test_lists_are_narrowed_and_searched(desk: Desk) -> None:
    of_2022 = desk.ran("list", "trainees", "--cohort", "2022")
    assert of_2022["total"] == len(of_2022["rows"]) == 456
    assert set(of_2022["columns"]) == set(of_2022["rows"][0])
    one = of_2022["rows"][0]
    found = desk.told("list", "trainees", "--search", f"{one['name']} {one['phone'][-4:]}")
    assert one["id"] in [row["id"] for row in found["rows"]]
    assert "기수가 없습니다" in desk.refused("list", "trainees", "--cohort", "1999")


@pytest.mark.feature("DO-19")
def test_a_list_on_the_terminal_is_masked(desk: Desk) -> None:
    one = desk.told("list", "trainees")["rows"][0]
    said = desk.run("list", "trainees")
    assert said.out.startswith("교육생 456명\n")
    assert one["phone"] not in said.out
    assert f"010-****-{one['phone'][-4:]}" in said.out


@pytest.mark.skipif(os.name == "nt", reason="a shell's pipe")
def test_a_reader_who_has_seen_enough_is_no_fault(desk: Desk) -> None:
    words = [sys.executable, str(ROOT / "main.py"), "list", "trainees", "--data", str(desk.data)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reading:
        assert reading.stdout is not None
        assert reading.stderr is not None
        reading.stdout.close()
        assert reading.stderr.read() == b""
    assert reading.returncode == 0


@pytest.mark.parametrize("code", [errno.EPIPE, errno.EINVAL], ids=["elsewhere", "Windows"])
def test_a_reader_who_is_gone_ends_the_telling(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    class Pipe(io.StringIO):
        def write(self, _text: str) -> int:
            raise OSError(code, "the reader is gone")

        def fileno(self) -> int:
            return nowhere

    with Path(os.devnull).open("wb") as nothing:
        nowhere = nothing.fileno()
        monkeypatch.setattr(sys, "stdout", Pipe())
        options = command_line.parse(["list", "companies", "--data", str(desk.data)])
        assert command_line.run(options) == command_line.DONE


@pytest.mark.feature("DO-16")
def test_an_export_holds_the_rows_of_the_list(desk: Desk) -> None:
    out = desk.folder / "명단 모음.xlsx"
    told = desk.ran("export", "trainees", out, "--search", "김")
    expected = [row["name"] for row in desk.told("list", "trainees", "--search", "김")["rows"]]
    assert told["rows"] == len(expected) > 0
    cells = [[cell.value for cell in row] for row in openpyxl.load_workbook(out).active.iter_rows()]
    head = next(number for number, row in enumerate(cells) if "성명" in row)
    column = cells[head].index("성명")
    assert [row[column] for row in cells[head + 1 :] if row[column]][: len(expected)] == expected
    assert "내보내기" in desk.told("list", "operations")["rows"][0]["name"]


@pytest.mark.feature("DO-19")
def test_a_masked_export_holds_no_phone(desk: Desk) -> None:
    out = desk.folder / "공고.xlsx"
    desk.ran("export", "trainees", out, "--masked")
    phones = {row["phone"] for row in desk.told("list", "trainees")["rows"]}
    values = {cell.value for row in openpyxl.load_workbook(out).active.iter_rows() for cell in row}
    assert not phones & values
    assert any(str(value).startswith("010-****-") for value in values)


@pytest.mark.feature("DO-06")
@pytest.mark.feature("DO-08")
def test_certificates_are_issued_printed_again_and_verified(ceremony: Desk) -> None:
    out = ceremony.folder / "수료증 30장.pdf"
    told = ceremony.ran("certificates", "issue", "--cohort", "2022", "--out", out, "--date", "2022. 9. 16.")
    assert told["issued"] == len(told["certificates"]) == 30
    register = ceremony.told("list", "certificates")["rows"]
    assert [row["number"] for row in register] == [one["number"] for one in told["certificates"]]
    assert [row["number"] for row in register] == [f"제2022-{sequence:03d}호" for sequence in range(1, 31)]
    assert {row["issued_on"] for row in register} == {"2022-09-16"}

    assert ceremony.ran("certificates", "verify", out)["genuine"] is True
    again = ceremony.folder / "다시.pdf"
    number = told["certificates"][4]["number"]
    printed = ceremony.ran("certificates", "print", "--number", number, "--out", again)
    assert [one["number"] for one in printed["certificates"]] == [number]
    verified = ceremony.ran("certificates", "verify", again)
    assert [one["name"] for one in verified["certificates"]] == [told["certificates"][4]["name"]]

    code = _code_of(again)
    assert ceremony.ran("certificates", "verify", "--text", code)["certificates"] == verified["certificates"]
    assert "잘못 적은" in ceremony.refused("certificates", "verify", "--text", "4821-0937-5526-1143")
    assert "확인할 파일이나" in ceremony.refused("certificates", "verify")

    changed = bytearray(again.read_bytes())
    changed[len(changed) // 2] ^= 1
    again.write_bytes(changed)
    said = ceremony.run("certificates", "verify", again, "--json")
    assert said.status == 1
    assert said.json["genuine"] is False
    assert said.err.strip()

    assert "발급할 사람이 없습니다" in ceremony.refused(
        "certificates", "issue", "--cohort", "2022", "--out", out
    )
    assert "발급대장에 없는" in ceremony.refused(
        "certificates", "print", "--number", "제1999-001호", "--out", out
    )
    assert (
        "되돌릴 수 없" in ceremony.run("undo").err
        or ceremony.run("list", "certificates", "--json").json["total"] == 30
    )
    assert ceremony.ran("check")["ok"] is True


@pytest.mark.feature("JB-18")
def test_members_are_appointed_and_commended_and_prizes_given_by_words(ceremony: Desk) -> None:
    out = ceremony.folder / "묶음.pdf"
    issue = ("certificates", "issue", "--date", "2022-09-16", "--out", out)
    told = ceremony.ran(*issue, "--board", "2022", "--kind", "위촉")
    assert [one["number"] for one in told["certificates"]] == [
        f"위촉 제2022-{place:03d}호" for place in range(1, 17)
    ]
    assert "--board로 기수를" in ceremony.refused(*issue, "--cohort", "2022", "--kind", "위촉")
    assert "--name으로 받을 사람을" in ceremony.refused(*issue, "--board", "2022", "--kind", "표창")
    name = told["certificates"][3]["name"]
    praised = ceremony.ran(*issue, "--board", "2022", "--kind", "표창", "--name", name)
    assert [(one["number"], one["name"]) for one in praised["certificates"]] == [("표창 제2022-001호", name)]
    teams = ceremony.ran(*issue, "--cohort", "2022", "--kind", "단체 상장")
    assert {one["name"] for one in teams["certificates"]} == {"WATCH MAN", "Saving Dog"}
    assert ceremony.ran("certificates", "verify", out)["genuine"] is True
    kinds = {row["kind"] for row in ceremony.told("list", "certificates")["rows"]}
    assert kinds == {"위촉", "표창", "단체 상장"}


def _code_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        (found,) = zxingcpp.read_barcodes(document[0].render(scale=150 / 72).to_pil())
    return found.text


def test_no_number_is_given_where_the_file_cannot_be_written(ceremony: Desk) -> None:
    issue = ("certificates", "issue", "--cohort", "2022", "--date", "2022-09-16", "--out")
    for nowhere in (
        ceremony.folder / "없는 폴더" / "수료증.pdf",
        ceremony.folder,
        ceremony.folder / ("가" * 200 + ".pdf"),
        Path("/dev/full") / "수료증.pdf",
    ):
        said = ceremony.refused(*issue, nowhere)
        assert "폴더" in said or "이름이 너무 깁니다" in said
    assert ceremony.told("list", "certificates")["total"] == 0
    assert "기수가 시작한" in ceremony.refused(
        "certificates",
        "issue",
        "--cohort",
        "2022",
        "--out",
        ceremony.folder / "a.pdf",
        "--date",
        "1900-01-01",
    )


def test_numbers_that_stand_are_told_where_only_the_file_got_no_name(
    ceremony: Desk, monkeypatch: Any
) -> None:
    """An error would tell the caller that nothing was done."""

    def refuse(_draft: Path, path: Path) -> Path:
        raise OSError(5, "Input/output error", str(path))

    monkeypatch.setattr(saving, "_put", refuse)
    out = ceremony.folder / "수료증.pdf"
    told = ceremony.told("certificates", "issue", "--cohort", "2022", "--date", "2022-09-16", "--out", out)
    assert (told["issued"], told["out"]) == (30, None)
    assert "번호는 모두 주었고" in told["warnings"][0]
    assert not out.exists()
    monkeypatch.undo()
    printed = ceremony.told("certificates", "print", "--cohort", "2022", "--out", out)
    assert printed["printed"] == 30


@pytest.mark.feature("DA-10")
def test_undo_says_which_step_without_a_way_back_it_passed_over(bare: Desk) -> None:
    with Store.open(bare.data) as store:
        for name, sealed in (("사람 추가", ""), ("수료증 폐기", "폐기한 번호는 되돌릴 수 없습니다.")):
            with store.operation(name, sealed=sealed) as op:
                op.add(Person(name=name))
    said = bare.run("undo")
    assert (said.status, "그 뒤의 '수료증 폐기' 작업은 그대로입니다" in said.out) == (0, True)
    assert "되돌릴 작업이 없습니다" in bare.refused("undo")


@pytest.mark.feature("DA-10")
def test_undo_takes_an_import_back_whole(desk: Desk) -> None:
    told = desk.ran("undo")
    assert "456명 가져오기" in told["undone"]
    assert desk.told("list", "trainees")["total"] == 0
    assert "되돌릴 작업이 없습니다" in desk.refused("undo")


@pytest.mark.feature("DA-11")
def test_history_tells_who_did_what(desk: Desk) -> None:
    one = desk.told("list", "trainees")["rows"][0]
    told = desk.ran("history", "trainees", one["id"])
    assert told["total"] == len(told["history"]) > 0
    assert "456명 가져오기" in told["history"][-1]["operation"]
    assert {"at", "user", "field", "old", "new", "reason"} <= set(told["history"][0])
    assert "이력이 없습니다" in desk.refused("history", "trainees", 99_999)


@pytest.mark.feature("DA-12")
def test_backup_and_restore(desk: Desk) -> None:
    copy = desk.folder / "백업 1.db"
    made = desk.ran("backup", copy)
    assert made["bytes"] == copy.stat().st_size
    assert made["counts"]["trainee"] == 456
    desk.told("undo")
    restored = desk.ran("restore", copy)
    assert restored["counts"]["trainee"] == 456
    assert Path(restored["kept"]).exists()
    assert desk.told("list", "trainees")["total"] == 456
    copy.write_bytes(copy.read_bytes()[:20_000])
    assert "손상" in desk.refused("restore", copy)


@pytest.mark.feature("DA-14")
def test_check_names_what_is_wrong(ceremony: Desk) -> None:
    ceremony.told("certificates", "issue", "--cohort", "2022", "--out", ceremony.folder / "수료증.pdf")
    with sqlite3.connect(ceremony.data) as database:
        database.execute("UPDATE certificate SET name = '홍길동' WHERE sequence = 3")
        database.execute("DELETE FROM certificate_file WHERE certificate_id = 7")
    database.close()
    said = ceremony.run("check", "--json")
    assert said.status == 1
    assert said.json["ok"] is False
    assert len(said.json["problems"]) == 3, "the line changed, the copy of one missing, and a copy gone"
    assert said.err.splitlines() == said.json["problems"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["무엇"], "쓸 수 있는 말"),
        (["list"], "빠진 것이 있습니다: KIND"),
        (["list", "people"], "쓸 수 있는 말"),
        (["list", "trainees", "--cohort"], "--cohort 뒤에 값이"),
        (["list", "trainees", "--nonsense"], "알 수 없는 말입니다: --nonsense"),
        (["import", "trainees"], "빠진 것이 있습니다: FILE"),
        (["import", "operations", "a.xlsx"], "쓸 수 있는 말"),
        (["export", "trainees"], "빠진 것이 있습니다: OUT.xlsx"),
        (["certificates"], "빠진 것이 있습니다"),
        (["certificates", "issue", "--cohort", "2022"], "빠진 것이 있습니다: --out"),
        (["history", "trainees", "하나"], "ID 자리에 '하나'"),
        (["restore"], "빠진 것이 있습니다: FILE"),
    ],
)
def test_wrong_usage_is_told_in_korean(tmp_path: Path, words: list[str], reason: str) -> None:
    said = Desk(tmp_path).run(*words)
    assert said.status == 2
    assert said.out == ""
    assert reason in said.err
    assert "쓰는 법: " in said.err


def test_help_is_korean(tmp_path: Path) -> None:
    said = Desk(tmp_path).run("--help", data=False)
    assert said.status == 0
    for word in ("쓰는 법", "import", "certificates", "backup"):
        assert word in said.out
    assert "usage" not in said.out
    assert "show this help" not in said.out


def test_a_fresh_file_issues_in_nobodys_name_until_it_is_told_whose(bare: Desk) -> None:
    roster = bare.folder / "수료자 명단.csv"
    roster.write_text("성명,생년월일\n김하늘,1998-03-01\n이바다,1997-05-02\n", encoding="utf-8")
    bare.told("import", "trainees", roster, "--cohort", "2022", "--stage", "포트폴리오 프로젝트")
    with Store.open(bare.data) as store, store.operation("수료") as op:
        op.connection.execute(text("UPDATE enrolment SET status = '수료'"))
        op.touch()
    issue = (
        "certificates",
        "issue",
        "--cohort",
        "2022",
        "--date",
        "2022-09-16",
        "--out",
        bare.folder / "묶음.pdf",
    )
    for told in ((), ("--office", "동대문구청")):
        said = bare.refused(*issue, *told)
        assert "누가 주는지" in said
        assert "--issuer" in said
    with Store.open(bare.data) as store:
        assert value(store, office.NAME) == "", "a refusal changes nothing"
    issued = bare.told(*issue, "--office", "동대문구청", "--issuer", "동대문구청장")
    assert issued["issued"] == 2
    assert any("'교육과정'" in warning for warning in issued["warnings"])
    said = "".join(pypdfium2.PdfDocument(bare.folder / "묶음.pdf")[0].get_textpage().get_text_range().split())
    assert "위사람은동대문구청이운영한" in said
    assert "동대문구청장" in said
    for nobody in ("한국과학기술원", "서초"):
        assert nobody not in said
    with Store.open(bare.data) as store:
        assert value(store, office.NAME) == "동대문구청"
        assert value(store, ISSUER_TITLE) == "동대문구청장"
        (cohort,) = choices.of(store, "cohorts", Scope())
        assert cohort[1] == "교육과정 2022"


def test_who_issues_is_not_kept_where_nobody_is_issued_to(bare: Desk) -> None:
    bare.told("import", "trainees", _few(bare.folder), "--cohort", "2022")
    words = (
        "--cohort",
        "2022",
        "--out",
        bare.folder / "묶음.pdf",
        "--office",
        "동대문구청",
        "--issuer",
        "동대문구청장",
    )
    assert "발급할 사람이 없습니다" in bare.refused("certificates", "issue", *words)
    with Store.open(bare.data) as store:
        assert value(store, office.NAME) == ""


def _few(folder: Path) -> Path:
    path = folder / "명단.csv"
    path.write_text("성명,생년월일\n김하늘,1998-03-01\n", encoding="utf-8")
    return path


def test_a_protected_file_opens_with_its_passphrase_only(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert desk.run("new", passphrase="가을 하늘과 바다").status == 0
    assert desk.run("list", "trainees", "--json", passphrase="가을 하늘과 바다").json["total"] == 0
    for wrong in ("", "봄 하늘과 바다"):
        said = desk.run("list", "trainees", passphrase=wrong)
        assert said.status == 1
        assert "암호" in said.err


def test_the_same_work_on_a_server(tmp_path: Path, databases: Any) -> None:
    desk = Desk(tmp_path)
    desk.data = databases.new()
    made = desk.run("sample", "--json").json
    assert (made["counts"]["members"], made["data"]) == (16, desk.data)
    assert desk.run("list", "trainees", "--search", "ㄱㅁㅅ", "--json").json["total"] > 0
    words = ("--cohort", "2022", "--date", "2022-09-16", "--out", "수료증.pdf", "--json")
    issued = desk.run("certificates", "issue", *words).json
    assert issued["certificates"][0]["number"] == "제2022-001호"
    assert desk.run("check").status == 0
    for words, sentence in (
        (("new",), "비어 있지 않습니다"),
        (("sample",), "비어 있지 않습니다"),
        (("backup", "백업.db"), "서버 관리자의 백업"),
    ):
        said = desk.run(*words)
        assert said.status == 1
        assert sentence in said.err
    assert desk.run("undo").status == 0


@pytest.mark.parametrize("data", ["postgresql+psycopg://nobody@127.0.0.1:1/x", "nothing://x", "://"])
def test_a_server_out_of_reach_is_refused(tmp_path: Path, data: str) -> None:
    said = Desk(tmp_path).run("--data", data, "list", "trainees", data=False)
    assert (said.status, said.out) == (1, "")
    assert "서버" in said.err


def test_a_name_no_disk_takes_is_refused(desk: Desk) -> None:
    assert "못했습니다" in desk.refused("backup", desk.folder / ("가" * 200 + ".db"))


def test_a_missing_or_foreign_file_is_refused(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert "데이터 파일이 없습니다" in desk.refused("list", "trainees")
    desk.data.write_text("메모\n" * 50, encoding="utf-8")
    said = desk.run("list", "trainees")
    assert (said.status, said.out) == (1, "")
    assert "이음 데이터 파일이 아니거나" in said.err


@pytest.mark.feature("DA-03")
def test_a_protected_workbook_is_imported_with_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    desk.run("new")
    protected = tmp_path / "보호된 명단.xlsx"
    with TRAINEES.open("rb") as plain, protected.open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("비밀1234", target)
    words = ("import", "trainees", protected, "--sheet", "기초과정", "--json")
    refused = desk.run(*words)
    assert (refused.status, "암호가 걸린 파일" in refused.err) == (1, True)
    monkeypatch.setenv("IEUM_WORKBOOK_PASSWORD", "틀린 암호")
    assert "암호가 맞지 않습니다" in desk.run(*words, "--password").err
    monkeypatch.setenv("IEUM_WORKBOOK_PASSWORD", "비밀1234")
    assert desk.run(*words, "--password").json["added"] == 456


@pytest.mark.feature("DA-14")
def test_a_damaged_file_names_the_backup_to_bring_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.run("new")
    desk.run("import", "trainees", TRAINEES, "--sheet", "기초과정")
    kept = desk.data.with_name(desk.data.stem + " 백업") / "어제.db"
    kept.parent.mkdir(exist_ok=True)
    assert desk.run("backup", kept).status == 0
    desk.data.write_bytes(bytes(4096) + desk.data.read_bytes()[4096:])
    said = desk.run("list", "trainees")
    assert said.status == 1
    assert "손상되었습니다" in said.err
    assert str(kept) in said.err
    assert desk.run("restore", kept).status == 0
    assert desk.run("list", "trainees", "--json").json["total"] == 456


@pytest.mark.feature("DA-13")
def test_a_write_to_a_held_file_on_a_network_drive_names_who_holds_it(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("IEUM_NETWORK_DRIVES", str(tmp_path))
    desk = Desk(tmp_path)
    desk.ran("new")
    lock = DeskLock(desk.data)
    assert lock.take("김주무관", dt.datetime.now(dt.UTC)) is None
    try:
        assert desk.ran("list", "trainees")["total"] == 0
        said = desk.refused("import", "trainees", TRAINEES, "--sheet", "기초과정")
    finally:
        lock.release()
    assert said.startswith("김주무관")
    assert "부터 사용 중입니다. 읽기 전용으로 연 파일이라 바꿀 수 없습니다." in said


@pytest.mark.feature("DA-17")
def test_a_list_told_as_json_is_on_record_and_one_told_masked_is_not(ceremony: Desk) -> None:
    def told() -> list[str]:
        rows = ceremony.ran("list", "operations")["rows"]
        return [row["name"] for row in rows if "자료로 내보내기" in row["name"]]

    before = told()
    ceremony.run("list", "trainees", "--cohort", "2022")
    assert told() == before
    ceremony.ran("list", "trainees", "--cohort", "2022")
    (new,) = set(told()) - set(before)
    assert new.startswith("교육생")
    assert "개인정보" in new
