"""The command that matches: shown, accepted, the same for the same seed."""

import json

import pytest

from desktop.cli import command_line
from desktop.services.datafile.store import Store
from tests import matching


@pytest.fixture
def place(location):
    with Store.open(location, user="김주무관") as store:
        yield matching.three(store)


def run(place, capsys, *words):
    options = command_line.parse(["--data", str(place.store.location), "match", "--cohort", "2022", *words])
    status = command_line.run(options)
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.mark.feature("CO-09")
def test_a_plan_is_told_and_only_accept_makes_it(place, capsys):
    status, out, _err = run(place, capsys, "--plan", "most", "--seed", "7", "--json")
    told = json.loads(out)
    assert status == command_line.DONE
    assert (told["plan"], told["seed"], told["placed"], told["accepted"]) == ("most", 7, 3, False)
    assert (told["choices"], told["mean_rank"], told["worst_rank"]) == ([2, 0, 1], "1.67", 3)
    assert told["blocking"] == [{"name": "다", "opening": "Y"}]
    assert {row["name"]: row["company"] for row in told["rows"]} == {"가": "Z", "나": "Y", "다": "X"}
    assert all(row["reason"].startswith(f"{row['name']}: ") for row in told["rows"])
    assert place.matches() == []
    assert run(place, capsys, "--plan", "most", "--seed", "7", "--json")[1] == out
    status, out, _err = run(place, capsys, "--accept")
    assert "3명 가운데 2명 배정, 1희망 2명, 서로 바라는 짝 0쌍" in out
    assert place.matches() == [("가", "Z", "예정"), ("다", "Y", "예정")]
    status, _out, err = run(place, capsys, "--accept")
    assert status == command_line.REFUSED
    assert "새로 배정되는 사람이 없습니다" in err
