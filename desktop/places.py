"""Where the program's own files lie, in a checkout, an installed wheel or a frozen bundle, and where a user's do."""

import os
import sys
from pathlib import Path

import platformdirs

VARIABLE = "IEUM_HOME"
"""A folder named here takes all that is a user's own, in the place of the folders the system has for that."""


def bundled(*parts: str) -> Path:
    """Path of a file shipped with the program: ``bundled("forms", "member.ui")``.

    A checkout keeps ``forms/`` and ``resources/`` beside ``desktop/``; a wheel carries them inside it and a
    frozen bundle at its root.
    """
    package = Path(__file__).resolve().parent
    for root in (package / "_bundled", Path(getattr(sys, "_MEIPASS", package.parent)), package.parent):
        found = root.joinpath(*parts)
        if found.exists():
            return found
    raise FileNotFoundError("/".join(parts))


def default_data_file() -> Path:
    """Where the data lies unless another file is named: in the user's own data folder, no administrator asked."""
    return (_given() or platformdirs.user_data_path("Ieum", appauthor=False)) / "이음.db"


def settings_file() -> Path:
    """How this person likes the desk: widths, brightness, the last file."""
    return (_given() or platformdirs.user_config_path("Ieum", appauthor=False)) / "desk.ini"


def log_folder() -> Path:
    """Where faults of the program are written down, without anybody's data."""
    given = _given()
    return given / "Logs" if given else platformdirs.user_log_path("Ieum", appauthor=False)


def doubts_folder() -> Path:
    """Where it is noted which write a lost server did not answer to."""
    return _notes() / "doubts"


def looks_folder() -> Path:
    """Where it is noted what was looked at in data that could not be written, until it stands in their own history."""
    return _notes() / "looks"


def opened_folder() -> Path:
    """Where copies of attachments lie while other programs show them."""
    return _notes() / "opened"


def drafts_folder() -> Path:
    """Where it is noted which files are being written just now, so that a death leaves no draft behind."""
    return _notes() / "drafts"


def _notes() -> Path:
    return _given() or platformdirs.user_state_path("Ieum", appauthor=False)


def _given() -> Path | None:
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None
