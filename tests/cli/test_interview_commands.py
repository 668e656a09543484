"""The command that makes a timetable of interviews: told, kept, the same for the same seed."""

import json

import pytest

from desktop.cli import command_line
from desktop.services.datafile.store import Store
from desktop.services.records import records
from tests.interviews import Interviews


@pytest.fixture
def at(location):
    with Store.open(location, user="김주무관") as store:
        yield Interviews(store, count=4)


def run(at, capsys, *words):
    options = command_line.parse(
        ["--data", str(at.store.location), "interviews", "--cohort", "면접 기수", *words]
    )
    status = command_line.run(options)
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.mark.feature("CO-06", "CO-26")
def test_times_are_given_and_who_has_none_is_told_with_the_change_that_gives_one(at, capsys):
    at.hours("09:00", "10:25", company_id=at.companies[0])
    status, out, _err = run(at, capsys, "--seed", "7", "--json")
    told = json.loads(out)
    assert status == command_line.DONE
    assert (told["placed"], told["seed"], len(told["waiting"])) == (3, 7, 1)
    assert told["waiting"][0]["cause"] == "기업 시간 참"
    first = at.times()
    assert sorted(filter(None, first)) == ["09:00", "09:30", "10:00"]
    assert run(at, capsys, "--seed", "7", "--json")[1] == out
    assert at.times() == first
    _status, out, _err = run(at, capsys)
    assert out.startswith("면접 3건을 넣었습니다. 넣지 못한 면접 1건, 기다리는 시간 10분")
    assert "기업1\t기업 시간이 30분 모자랍니다 — 10:55까지면 들어갑니다" in out


def test_a_cohort_without_days_is_refused_in_a_sentence(at, capsys):
    records.delete(at.store, "interview_days", [at.day])
    status, _out, err = run(at, capsys)
    assert status == command_line.REFUSED
    assert "면접일이 없습니다. '면접일과 면접실'에서" in err
