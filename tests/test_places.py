"""The program finds its own files wherever it was put."""

import importlib.util
import shutil
import sys

import pytest

from desktop import places


def put(root, package, files):
    """A program laid out under ``root``; gives its `places` module."""
    (root / package).mkdir(parents=True)
    shutil.copy(places.__file__, root / package / "places.py")
    (root / files / "forms").mkdir(parents=True)
    (root / files / "forms" / "member.ui").write_text(files)
    spec = importlib.util.spec_from_file_location("places_elsewhere", root / package / "places.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("package", "files"),
    [("desktop", "."), ("site-packages/desktop", "site-packages/desktop/_bundled")],
    ids=["checkout", "wheel"],
)
def test_a_checkout_and_a_wheel_carry_their_files(tmp_path, package, files):
    moved = put(tmp_path / "이음 설치 폴더", package, files)
    assert moved.bundled("forms", "member.ui").read_text() == files


def test_a_frozen_bundle_carries_its_files_at_its_root(tmp_path, monkeypatch):
    moved = put(tmp_path, "lib/desktop", "bundle")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "bundle"), raising=False)
    assert moved.bundled("forms", "member.ui").read_text() == "bundle"


def test_a_file_that_is_missing_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"forms/none\.ui"):
        places.bundled("forms", "none.ui")


def test_data_settings_and_log_lie_in_the_users_own_folders(tmp_path, monkeypatch):
    monkeypatch.delenv(places.VARIABLE)
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        monkeypatch.setenv(variable, str(tmp_path))
    assert all(tmp_path / "Ieum" in path.parents for path in all_of_them())


def test_one_folder_takes_all_of_them_where_it_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv(places.VARIABLE, str(tmp_path))
    assert places.default_data_file() == tmp_path / "이음.db"
    assert all(path.is_relative_to(tmp_path) for path in all_of_them())
    assert len(set(all_of_them())) == 7


def all_of_them():
    return (
        places.default_data_file(),
        places.settings_file(),
        places.log_folder(),
        places.doubts_folder(),
        places.looks_folder(),
        places.drafts_folder(),
        places.opened_folder(),
    )
