"""Coaching notes: what is private leaves by no door but the record's own dialog; what follows stands by its date."""

import json
import logging
import zipfile

import pytest

from desktop.cli import command_line
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services.datafile import history
from desktop.services.kinds import KINDS, LISTS
from desktop.services.records import cards, exporting, finding, records
from tests.services.intake import listed

SECRET = "밤일을 한다고 함"


@pytest.fixture
def note(store, mentoring):
    """A note with a private text, which was changed once."""
    person = {"name": "김하나", "birth_date": "1999-03-02"}
    trainee = records.save(store, "trainees", person, scope=mentoring.scope).inserted["trainee"][0]
    values = {
        "trainee_id": trainee, "mentor_id": mentoring.mentors["한서율"], "held_on": "2022-09-14",
        "note": "이력서를 함께 봄", "private_text": "처음 적은 비밀", "next_action": "고쳐 오기", "next_on": "2022-09-20",
    }  # fmt: skip
    note_id = records.save(store, "coaching_notes", values).inserted["coaching_note"][0]
    records.save(store, "coaching_notes", {"private_text": SECRET}, record_id=note_id)
    return note_id


def listing(store, **criteria):
    return Listing(
        store.engine, LISTS["coaching_notes"], Criteria(scope=Scope(today=store.today()), **criteria)
    )


def workbook_text(path):
    with zipfile.ZipFile(path) as book:
        return "".join(book.read(name).decode("utf-8", "ignore") for name in book.namelist())


@pytest.mark.feature("TR-19")
def test_a_file_has_it_only_where_that_is_ticked(store, note, tmp_path):
    every = [column.key for column in LISTS["coaching_notes"].columns]
    plain = exporting.export_list(store, listing(store), tmp_path / "가.xlsx", columns=every)
    assert SECRET not in workbook_text(plain.path)
    assert "이력서를 함께 봄" in workbook_text(plain.path)
    pdf = exporting.export_list(store, listing(store), tmp_path / "가.pdf", columns=every)
    assert "비공개".encode() not in pdf.path.read_bytes()
    ticked = exporting.ExportOptions(confidential=True, purpose="상담 인계")
    whole = exporting.export_list(store, listing(store), tmp_path / "나.xlsx", ticked)
    assert SECRET in workbook_text(whole.path)
    (line,) = (row["name"] for row in listed(store, "operations") if "나.xlsx" in row["name"])
    assert "비공개 내용" in line


@pytest.mark.feature("TR-19")
def test_no_list_search_card_or_history_has_it(store, note):
    rows = listed(store, "coaching_notes")
    assert SECRET not in str(rows)
    assert listing(store, search="밤일").total() == 1
    assert listing(store, search="밤일").count() == 0
    assert finding.everywhere(store, "밤일") == []
    of_note = cards.card(store, "coaching_notes", note, Scope(today=store.today()))
    trainee = listed(store, "trainees")[0]["id"]
    of_trainee = cards.card(store, "trainees", trainee, Scope(today=store.today()))
    for shown in (of_note, of_trainee):
        assert SECRET not in str(shown)
        assert "처음 적은" not in str(shown)
    assert "코칭 2022. 9. 14. → 고쳐 오기 (2022. 9. 20.)" in [each.text for each in of_trainee.linked]
    assert SECRET not in str(listed(store, "operations"))
    assert records.read(store, "coaching_notes", note)["private_text"] == SECRET


@pytest.mark.parametrize(
    "command", [["list", "coaching_notes"], ["history", "coaching_notes", "{id}"], ["list", "operations"]]
)
def test_no_command_tells_it(store, note, capsys, command):
    asked = [each.format(id=note) for each in command]
    for form in ([], ["--json"]):
        options = command_line.parse([*asked, "--data", str(store.path), *form])
        assert command_line.run(options) == 0
        out = capsys.readouterr()
        assert SECRET not in out.out + out.err
        assert "처음 적은" not in out.out + out.err
        if form:
            assert json.loads(out.out)["total"] > 0


def test_the_programs_own_log_has_nothing_of_it(store, note, caplog):
    with caplog.at_level(logging.DEBUG):
        records.save(store, "coaching_notes", {"private_text": "또 다른 비밀"}, record_id=note)
        history.undo(store)
    assert "비밀" not in caplog.text


def test_no_list_has_a_column_of_what_is_confidential():
    for kind in KINDS.values():
        secret = {field.key for field in kind.fields if field.confidential}
        assert not secret & {column.key for column in (kind.list.columns if kind.list else ())}


def test_what_follows_stands_by_its_date_and_what_is_done_last(store, note, mentoring):
    trainee = listed(store, "trainees")[0]["id"]
    for action, until, done in (("먼저", "2022-09-18", False), ("끝난 일", "2022-09-01", True)):
        values = {
            "trainee_id": trainee,
            "held_on": "2022-09-15",
            "next_action": action,
            "next_on": until,
            "done": done,
        }
        records.save(store, "coaching_notes", values)
    ordered = Criteria(order=LISTS["coaching_notes"].order, scope=mentoring.scope)
    found = Listing(store.engine, LISTS["coaching_notes"], ordered)
    keys = ["id", *(column.key for column in found.columns)]
    assert [row[keys.index("next_action")] for row in found.page(0, 9)] == ["먼저", "고쳐 오기", "끝난 일"]
