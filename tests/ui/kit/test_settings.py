from pathlib import Path

import pytest

from desktop.ui.kit.settings import DeskSettings, ListLook


def test_what_was_kept_is_there_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "김주무관 책상" / "ieum.ini"
    first = DeskSettings(path)
    first.theme = "dark"
    first.last_file = "/자료/서초 2022.db"
    look = ListLook({"name": 90}, ["phone", "name"], ["email"], card_open=False, zoom=125)
    first.keep_list_look("trainees", look)
    first.save()
    again = DeskSettings(path)
    assert (again.theme, again.last_file) == ("dark", "/자료/서초 2022.db")
    assert again.list_look("trainees") == look


def test_a_first_start_has_defaults(tmp_path: Path) -> None:
    settings = DeskSettings(tmp_path / "ieum.ini")
    assert (settings.theme, settings.last_file, settings.last_page) == ("system", "", "")
    assert settings.geometry.isEmpty()
    assert settings.list_look("members") == ListLook()


@pytest.mark.parametrize("kept", ['"{broken"', '"[1, 2]"', '"{\\"colour\\": 3}"'])
def test_an_entry_nobody_can_read_counts_as_absent(tmp_path: Path, kept: str) -> None:
    path = tmp_path / "ieum.ini"
    path.write_text(f"[lists]\ntrainees={kept}\n", encoding="utf-8")
    assert DeskSettings(path).list_look("trainees") == ListLook()
