"""Where to propose that a file is saved: in a folder that is there, by a name that tells it from others."""

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from desktop.text.file_names import fit


def documents_folder() -> Path:
    """Where the person keeps documents; the home folder where there is no such place."""
    found = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return found if found.is_dir() else Path.home()


def proposed(paper: str, of: str, day: dt.date, end: str = ".pdf") -> str:
    """'…/회의록_2차 정기회의_20221012.pdf': a paper of something, of a day."""
    name = "_".join(filter(None, (paper, fit(of), f"{day:%Y%m%d}")))
    return str(documents_folder() / f"{name}{end}")
