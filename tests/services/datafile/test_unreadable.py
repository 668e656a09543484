"""What the database cannot give or does not take is said in a sentence, without anybody's data in it."""

import datetime as dt
import sqlite3

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from desktop.cli import command_line
from desktop.errors import Damaged, UserError
from desktop.model.people import Person
from desktop.queries.list_spec import Criteria
from desktop.queries.listing import Listing
from desktop.queries.training import TRAINEES
from desktop.services.datafile.store import Store
from desktop.services.records import records

SPOILT = {
    "bytes that are no text": ("name", "CAST(x'EDA080FF' AS TEXT)", "성명"),
    "a day there is not": ("birth_date", "'2022-13-45'", "생년월일"),
    "a number for a day": ("birth_date", "20220101", "생년월일"),
}


@pytest.fixture(params=SPOILT.values(), ids=SPOILT)
def spoilt(request, store):
    """A data file of two trainees, a value of the second of which cannot be read any more, and its title."""
    records.save(store, "trainees", {"name": "홍길동", "birth_date": "1998-03-01"})
    made = records.save(store, "trainees", {"name": "김민수", "birth_date": "1999-05-05"})
    store.close()
    key, value, title = request.param
    with sqlite3.connect(store.path) as connection:
        connection.create_function("bigrams", 1, lambda words: words)
        person = "(SELECT person_id FROM trainee WHERE id = ?)"
        ids = made.inserted["trainee"]
        connection.execute(f"UPDATE person SET {key} = {value} WHERE id = {person}", ids)
        connection.execute(f"UPDATE trainee_line SET {key} = {value} WHERE trainee_id = ?", ids)
    connection.close()
    return store.path, title


def test_a_list_names_the_value_that_cannot_be_read(spoilt):
    path, title = spoilt
    with Store.open(path, read_only=True) as store:
        listing = Listing(store.engine, TRAINEES, Criteria())
        with pytest.raises(Damaged, match=f"교육생 2번 기록의 '{title}'"):
            listing.page(0, 100)
        assert listing.rows([1])[0][0] == 1


@pytest.mark.parametrize("words", [["list", "trainees", "--json"], ["export", "trainees", "목록.xlsx"]])
def test_commands_refuse_it_by_name(spoilt, words, capsys, tmp_path, monkeypatch):
    path, title = spoilt
    monkeypatch.chdir(tmp_path)
    options = command_line.parse(["--data", str(path), *words])
    assert command_line.run(options) == command_line.REFUSED
    assert f"'{title}'에 읽을 수 없게 된 값" in capsys.readouterr().err


@pytest.mark.both_databases
@pytest.mark.parametrize("name", ["반\ud800쪽", "없는\x00글자", "김" * 1_000_000])
def test_text_no_database_keeps_is_refused_in_a_sentence_or_kept(store, name):
    try:
        with store.operation("사람") as op:
            kept = op.add(Person(name=name)).id
    except UserError:
        with store.read() as session:
            assert session.query(Person).count() == 0
    else:
        with store.read() as session:
            assert session.get(Person, kept).name == name


@pytest.mark.both_databases
def test_a_number_no_database_keeps_is_refused_in_a_sentence(store):
    with pytest.raises(UserError, match="너무 큰 수"), store.operation("사람") as op:
        op.connection.execute(update(Person.__table__).values(id=10**30))


@pytest.mark.both_databases
def test_an_error_nobody_has_a_sentence_for_quotes_nobody(store):
    with pytest.raises(DBAPIError) as caught, store.operation("사람") as op:
        op.connection.execute(
            text("INSERT INTO person (name, no_such) VALUES (:name, 1)"), {"name": "홍길동"}
        )
    assert "홍길동" not in str(caught.value)


def test_a_list_whose_table_is_gone_is_refused_in_a_sentence(store):
    listing = Listing(store.engine, TRAINEES, Criteria())
    with store.engine.connect().execution_options(ieum_write=True) as connection:
        connection.execute(text("ALTER TABLE trainee_line RENAME TO elsewhere"))
        connection.commit()
    for look in (listing.count, lambda: listing.page(0, 10), lambda: listing.choices("name")):
        with pytest.raises(UserError):
            look()


def test_days_are_read_as_they_were_written(store):
    made = records.save(store, "trainees", {"name": "홍길동", "birth_date": "1998-03-01"})
    rows = Listing(store.engine, TRAINEES, Criteria()).rows(made.inserted["trainee"])
    assert dt.date(1998, 3, 1) in rows[0]
