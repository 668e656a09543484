import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.ui.kit.settings import DeskSettings, ListLook
from tests import earlier


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


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip
LOOKS = st.dictionaries(
    st.sampled_from(("widths", "order", "hidden", "card_open", "zoom", "sort", "colour")), JUNK, max_size=4
)


def usable(look: ListLook) -> bool:
    return (
        all(isinstance(key, str) and 0 < width <= 10_000 for key, width in look.widths.items())
        and all(isinstance(key, str) for key in (*look.order, *look.hidden))
        and isinstance(look.card_open, bool)
        and 50 <= look.zoom <= 300
        and all(isinstance(key, str) and isinstance(descending, bool) for key, descending in look.sort)
    )


@settings(max_examples=60)
@given(LOOKS | JUNK, JUNK)
def test_settings_of_any_content_can_be_used(
    tmp_path_factory: pytest.TempPathFactory, look: Any, place: Any
) -> None:
    kept = DeskSettings(tmp_path_factory.mktemp("책상") / "ieum.ini")
    kept._kept.setValue("lists/trainees", json.dumps(look))
    kept._kept.setValue("desk/last_place", json.dumps(place))
    for key in ("theme", "last_file", "last_page", "roster_folder", "geometry"):
        kept._kept.setValue(f"desk/{key}", look if isinstance(look, str | int | list) else "x")
    assert usable(kept.list_look("trainees"))
    assert all(value is None or value >= 0 for value in kept.last_place.values())
    assert all(
        isinstance(each, str) for each in (kept.theme, kept.last_file, kept.last_page, kept.roster_folder)
    )
    assert kept.geometry is not None


def test_what_can_be_used_of_a_look_is(tmp_path: Path) -> None:
    kept = DeskSettings(tmp_path / "ieum.ini")
    kept._kept.setValue("lists/trainees", '{"zoom": "large", "hidden": ["phone"], "widths": {"name": "9"}}')
    assert kept.list_look("trainees") == ListLook(hidden=["phone"])


def test_json_too_deep_to_read_counts_as_absent(tmp_path: Path) -> None:
    kept = DeskSettings(tmp_path / "ieum.ini")
    kept._kept.setValue("lists/trainees", "[" * 100_000)
    assert kept.list_look("trainees") == ListLook()


@pytest.mark.parametrize("version", earlier.DESKS)
def test_the_settings_of_an_earlier_desk_still_apply(tmp_path: Path, version: str) -> None:
    desk = DeskSettings(earlier.take(f"{version}.ini", tmp_path))
    assert (desk.theme, desk.last_file, desk.last_page) == ("dark", "/구청/이음.db", "trainees")
    look = desk.list_look("trainees")
    assert look.widths == {"name": 133, "phone": 171}
    assert look.order == ["phone", "name", "birth_date"]
    assert (look.hidden, look.card_open, look.zoom) == (["email"], False, 110)
    assert [tuple(each) for each in look.sort] == ([("name", True)] if version == "0006" else [])
    assert desk.last_place == ({"cohort_id": 1, "board_id": None} if version == "0006" else {})
