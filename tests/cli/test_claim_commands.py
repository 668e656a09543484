"""The claims of a month without a window: told with their calculation, made once."""

import json
import shutil

import pytest

from desktop.cli import command_line


@pytest.fixture
def data(practice_file, tmp_path):
    return shutil.copy(practice_file, tmp_path / "예제.db")


def told(capsys, data, *words):
    options = command_line.parse(["--data", str(data), "claims", *words, "--json"])
    assert command_line.run(options) == command_line.DONE
    return json.loads(capsys.readouterr().out)


@pytest.mark.feature("CO-17")
def test_a_month_is_told_and_made_once(data, capsys):
    october = told(capsys, data, "--month", "2022-10", "--cohort", "2022")
    assert (october["total"], {row["status"] for row in october["rows"]}) == (12, {"지급"})
    assert october["requested"] == sum(row["requested"] for row in october["rows"])
    assert october["rows"][0]["calculation"][-1].startswith("= ")
    january = told(capsys, data, "--month", "2023-01", "--cohort", "2022")
    assert {row["status"] for row in january["rows"]} == {"예정"}
    made = told(capsys, data, "--month", "2023-01", "--cohort", "2022", "--make")
    assert (made["made"], made["requested"]) == (january["total"], january["requested"])
    again = told(capsys, data, "--month", "2023-01", "--cohort", "2022", "--make")
    assert (again["made"], {row["status"] for row in again["rows"]}) == (0, {"신청"})
    options = command_line.parse(["--data", str(data), "claims", "--month", "10월", "--json"])
    assert command_line.run(options) == command_line.REFUSED
