"""A data file of every earlier schema opens, and every value and setting in it stands."""

import datetime as dt
from pathlib import Path

import pypdfium2
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, create_engine, inspect, select, text

from desktop.model import migrations
from desktop.queries.list_spec import Scope
from desktop.services import importing, settings
from desktop.services.certificates import issuing as certificates
from desktop.services.datafile import history
from desktop.services.datafile.settings import read
from desktop.services.records import views
from desktop.services.safety.integrity import check
from tests import earlier

pytestmark = pytest.mark.both_databases

AS_FIRST_SAVED = {
    "name": "서초구청",
    "department": "일자리정책과",
    "officer": "김주무관",
    "head_title": "서초구청장",
    "head_name": "윤가람",
    "head_english": "Mayor of Seocho-gu",
    "issuer_title": "한국과학기술원 총장",
    "issuer_name": "홍길동",
    "issuer_english": "President, KAIST",
    "joint_issuer": True,
    "seal_permission": "총무과 2022. 9. 1.",
    "number_format": "제{year}-{sequence:03d}호",
    "internship_months": 3,
    "is_sample": False,
}
AS_SAVED_AGAIN = {
    "officer": "박주무관",
    "internship_months": 6,
    "number_format": "서초-{year}-{sequence:04d}",
    "department": "",
}
FIRST, AGAIN, IN_VAIN = 1, 2, 3
"""The operations that saved the office's settings; the last was undone."""
WORKED_OUT = {"trainee_line", "alembic_version", "change", "operation", "setting", "office"}


LATEST = pytest.mark.parametrize("version", earlier.SCHEMAS[-1:])
"""The office's table was the same in all of them."""


@pytest.fixture(params=earlier.SCHEMAS)
def version(request):
    return request.param


@pytest.fixture
def file(version, tmp_path):
    """The file as it was kept, to compare with."""
    return earlier.take(f"{version}.db", tmp_path)


@pytest.fixture
def location(request, database, version, file, tmp_path):
    """The same in a place to be opened, or in a database with the tables of that version."""
    if database == "sqlite":
        (tmp_path / "열 것").mkdir()
        return str(earlier.take(f"{version}.db", tmp_path / "열 것"))
    address = request.getfixturevalue("databases").new()
    _fill(address, version, file)
    return address


def _fill(address, version, file):
    engine = create_engine(address)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        config.attributes["connection"] = connection
        command.upgrade(config, version)
    tables = _tables(engine)
    with engine.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        for name, rows in _rows(file).items():
            if rows and name != "alembic_version":
                connection.execute(tables[name].insert(), rows)
        for name, last in _ids_given(file):
            connection.execute(text("SELECT setval(:name, :last)"), {"name": f"{name}_id_seq", "last": last})
    engine.dispose()


def _tables(engine):
    metadata = MetaData()
    names = [name for name in inspect(engine).get_table_names() if not name.startswith("trainee_")]
    metadata.reflect(engine, only=[*names, *(["trainee_line"] if "trainee_line" in names else [])])
    return metadata.tables


def _rows(place):
    """The rows of each table, by name, as dicts in the order of their ids."""
    engine = create_engine(f"sqlite:///{place}" if isinstance(place, Path) else place)
    with engine.connect() as connection:
        found = {
            name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for name, table in _tables(engine).items()
        }
    engine.dispose()
    return {name: sorted(rows, key=lambda row: row.get("id", 0)) for name, rows in found.items()}


def _ids_given(file):
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        known = connection.execute(text("SELECT name, seq FROM sqlite_sequence")).all()
    engine.dispose()
    return [(name, last) for name, last in known if last and not name.startswith("trainee_")]


def office(store):
    """The settings as they stand, but for the pictures and those that came later."""
    known = read(store, settings.SETTINGS).by_key()
    return {key: known[key] for key in AS_FIRST_SAVED}


def test_a_file_of_an_earlier_schema_opens_and_keeps_all_of_it(store, file, tmp_path):
    every_value_stands(store, file)
    every_setting_stands(store, file)
    views_and_columns_still_apply(store, tmp_path)
    what_was_issued_is_genuine(store, tmp_path)


def every_value_stands(store, file):
    """All but hashes, which the upgrade writes anew, what is worked out from other tables, and the settings' own move."""
    address = store.location if store.path is None else store.path
    before, after = _rows(file), _rows(address)
    assert sum(map(len, before.values())) > 40
    policies = {row["id"]: (row["board_id"], row["name"]) for row in after["policy"]}
    for row in after["theme"]:  # a word until version 13, one of the term's own from there on
        board_id, row["policy"] = policies[row["policy_id"]]
        assert board_id == row["board_id"]
    assert {name for _board, name in policies.values()} >= {"쾌적", "안전", "투명"}
    for name in before.keys() - WORKED_OUT:
        kept = [{key: row[key] for key in row if key != "row_sha256"} for row in before[name]]
        now = [{key: row[key] for key in was} for row, was in zip(after[name], kept, strict=True)]
        assert now == kept, name
    told = [row for row in before["change"] if row["table_name"] != "office"]
    still = {row["id"]: row for row in after["change"]}
    assert [still[row["id"]] for row in told] == told
    assert [(row["id"], row["name"], row["user"], row["at"]) for row in after["operation"]] == [
        (row["id"], row["name"], row["user"], row["at"]) for row in before["operation"]
    ]
    assert check(store).problems == ()


def every_setting_stands(store, file):
    (row,) = _rows(file)["office"]
    assert row["name"] == AS_FIRST_SAVED["name"]
    assert office(store) == AS_FIRST_SAVED | AS_SAVED_AGAIN
    pictures = {image["id"]: image["data"] for image in _rows(file)["image"]}
    known = read(store, settings.SETTINGS).by_key()
    assert known["logo"] == pictures[row["logo_id"]]
    assert known["seal"] == pictures[row["seal_id"]]
    assert known["logo"] != known["seal"]


def views_and_columns_still_apply(store, tmp_path):
    shown = {view.name: view for view in views.of_kind(store, "trainees")}
    counts = {name: views.count(store, "trainees", view, Scope()) for name, view in shown.items()}
    assert counts == {"김씨": 1, "비전공 수료자": 2}
    assert shown["비전공 수료자"].columns == ("name", "phone", "status")
    assert shown["비전공 수료자"].criteria.order == (("name", True),)
    sheet = tmp_path / "다음 명단.csv"
    sheet.write_text(
        "순번,부르는 이름,태어난 날,손전화\n1,정다온,2002. 1. 2.,010-3000-0007\n", encoding="utf-8"
    )
    seen = importing.look(store, "trainees", importing.read_file(sheet), header_row=1)
    assert [column.key for column in seen.mapping] == [None, "name", "birth_date", "phone"]


def what_was_issued_is_genuine(store, tmp_path):
    (path,) = certificates.write_singles(store, [1], tmp_path)
    assert certificates.verify(store, path).genuine
    kept, usual = certificates.sentence_of(store, 1)
    assert "한국과학기술원이 함께" in kept
    assert "한국과학기술원" not in usual
    certificates.reissue(store, 1, "훼손")
    (pdf,) = certificates.frozen(store, [1])
    said = "".join(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().split())
    assert "위사람은서초구청과한국과학기술원이함께운영한「서초AI칼리지」를" in said


@LATEST
def test_the_settings_of_before_are_taken_back_and_put_again(store):
    logo = read(store, settings.SETTINGS).by_key()["logo"]
    history.redo(store, IN_VAIN)
    assert office(store)["name"] == "딴 구청"
    assert read(store, settings.SETTINGS).by_key()["logo"] is None
    history.undo(store, IN_VAIN)
    assert read(store, settings.SETTINGS).by_key()["logo"] == logo
    history.undo(store, AGAIN)
    assert office(store) == AS_FIRST_SAVED
    history.undo(store, FIRST)
    untouched = read(store, settings.SETTINGS).by_key()
    assert untouched == {each.key: each.default for each in settings.SETTINGS}
    history.redo(store, FIRST)
    history.redo(store, AGAIN)
    assert office(store) == AS_FIRST_SAVED | AS_SAVED_AGAIN
    settings.save(store, {"name": "동대문구청"})
    assert office(store)["name"] == "동대문구청"


@LATEST
def test_an_earlier_day_shows_the_settings_of_that_day(store):
    with store.read() as session:
        at = dict(session.execute(text("SELECT id, at FROM operation")).all())
    moments = {
        key: dt.datetime.fromisoformat(str(moment)).replace(tzinfo=dt.UTC) for key, moment in at.items()
    }
    for operation, shown in ((FIRST, AS_FIRST_SAVED), (AGAIN, AS_FIRST_SAVED | AS_SAVED_AGAIN)):
        past = history.as_at(store, moments[operation])
        assert office(past) == shown
        past.close()
    before = history.as_at(store, moments[FIRST] - dt.timedelta(minutes=1))
    assert office(before)["name"] == ""
    before.close()


@LATEST
def test_what_is_undone_before_the_settings_move_gives_its_ids_to_nobody(location, version, clock):
    """The office's first save was undone by the program of before; doing it again finds its rows' ids free."""
    from desktop.services.datafile.store import Store

    engine = create_engine(location if "://" in location else f"sqlite:///{location}")
    with engine.begin() as connection:  # as the journal of that time has it
        row = connection.execute(text("SELECT * FROM office")).mappings().one()
        image = {key: bool(one) if key in {"joint_issuer", "is_sample"} else one for key, one in row.items()}
        connection.execute(text("DELETE FROM office"))
        tables = _tables(engine)
        connection.execute(
            tables["operation"].insert(),
            {"id": 900, "at": dt.datetime.fromisoformat("2022-09-02"), "user": "김주무관", "name": "되돌리기", "kind": "되돌리기",
             "reverts_id": FIRST, "reverted": False},
        )  # fmt: skip
        gone = {"operation_id": 900, "table_name": "office", "row_id": 1, "last_row_id": 1, "action": "삭제"}
        connection.execute(tables["change"].insert(), {"id": 9000, **gone, "before": image})
        connection.execute(text("UPDATE operation SET reverted = true WHERE id = 1"))
    engine.dispose()
    with Store.open(location, user="김주무관", clock=clock) as store:
        assert office(store)["name"] == ""
        settings.save(store, {"officer": "이주무관"})
        history.undo(store)
        history.redo(store, FIRST)
        assert office(store) == AS_FIRST_SAVED | AS_SAVED_AGAIN
