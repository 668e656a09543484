"""How one person likes their desk: an INI file in their own configuration folder. Nothing of the office's data."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings


@dataclass(slots=True)
class ListLook:
    """How a list is laid out. ``widths`` in pixels by column key; ``order`` and ``hidden`` are column keys.

    ``sort`` holds pairs of a key and whether it descends. Conditions are not kept here: they would quote the data.
    """

    widths: dict[str, int] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    card_open: bool = True
    zoom: int = 100
    sort: list[tuple[str, bool]] = field(default_factory=list)


def _is_number(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _are_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _is_sort(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) and isinstance(pair[1], bool)
        for pair in value
    )


_LOOK: dict[str, Callable[[Any], bool]] = {
    "widths": lambda value: (
        isinstance(value, dict) and all(_is_number(width, 1, 10_000) for width in value.values())
    ),
    "order": _are_words,
    "hidden": _are_words,
    "card_open": lambda value: isinstance(value, bool),
    "zoom": lambda value: _is_number(value, 50, 300),
    "sort": _is_sort,
}
"""What each part of a look must be to be used: the file is the user's own to edit, and other versions write it too."""


class DeskSettings:
    """Typed access to the settings file at ``path``; an entry that cannot be read or used counts as absent."""

    def __init__(self, path: Path) -> None:
        self._kept = QSettings(str(path), QSettings.Format.IniFormat)

    def save(self) -> None:
        """Writes everything to the disk now."""
        self._kept.sync()

    @property
    def theme(self) -> str:
        """'system', 'light' or 'dark'."""
        return self._text("desk/theme") or "system"

    @theme.setter
    def theme(self, mode: str) -> None:
        self._kept.setValue("desk/theme", mode)

    @property
    def officer(self) -> str:
        """What the person here is called in the history; '' until it was said."""
        return self._text("desk/officer")

    @officer.setter
    def officer(self, name: str) -> None:
        self._kept.setValue("desk/officer", name)

    @property
    def last_file(self) -> str:
        """Path or URL of the data opened last; '' when there was none."""
        return self._text("desk/last_file")

    @last_file.setter
    def last_file(self, place: str) -> None:
        self._kept.setValue("desk/last_file", place)

    @property
    def roster_folder(self) -> str:
        """Where the file imported last lay; '' when there was none, or the folder is gone."""
        kept = self._text("desk/roster_folder")
        return kept if kept and Path(kept).is_dir() else ""

    @roster_folder.setter
    def roster_folder(self, folder: str) -> None:
        self._kept.setValue("desk/roster_folder", folder)

    @property
    def last_page(self) -> str:
        """Key of the page that was open."""
        return self._text("desk/last_page")

    @last_page.setter
    def last_page(self, key: str) -> None:
        self._kept.setValue("desk/last_page", key)

    @property
    def folded(self) -> list[str]:
        """Titles of the sections of the rail that are folded."""
        kept = self._json("desk/folded")
        return kept if _are_words(kept) else []

    def keep_folded(self, sections: list[str]) -> None:
        """Keeps which sections are folded."""
        self._kept.setValue("desk/folded", json.dumps(sections, ensure_ascii=False))

    @property
    def last_place(self) -> dict[str, int | None]:
        """Where the desk was left in that file: ids by 'cohort_id', 'board_id' and, on the page, 'record_id'."""
        kept = self._json("desk/last_place")
        ids = kept if isinstance(kept, dict) else {}
        return {key: value for key, value in ids.items() if value is None or _is_number(value, 0, 2**62)}

    def keep_place(self, **ids: int | None) -> None:
        """Adds ``ids`` to the place."""
        self._kept.setValue("desk/last_place", json.dumps(self.last_place | ids))

    def start_anew(self) -> None:
        """Another file: its first page, nothing in work, nothing selected."""
        self._kept.remove("desk/last_page")
        self._kept.remove("desk/last_place")

    @property
    def geometry(self) -> QByteArray:
        """The main window's place, as QWidget.saveGeometry gave it; empty at the first start."""
        kept = self._kept.value("desk/geometry")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._kept.setValue("desk/geometry", geometry)

    def list_look(self, key: str) -> ListLook:
        """How the list ``key`` was left."""
        kept = self._json(f"lists/{key}")
        if not isinstance(kept, dict):
            return ListLook()
        usual = asdict(ListLook())
        return ListLook(**{
            name: kept[name] if name in kept and fits(kept[name]) else usual[name] for name, fits in _LOOK.items()
        })  # fmt: skip

    def keep_list_look(self, key: str, look: ListLook) -> None:
        """Keeps ``look`` for the next visit."""
        self._kept.setValue(f"lists/{key}", json.dumps(asdict(look), ensure_ascii=False))

    def _text(self, key: str) -> str:
        kept = self._kept.value(key)
        return kept if isinstance(kept, str) else ""

    def _json(self, key: str) -> Any:
        try:
            return json.loads(self._text(key) or "null")
        except (ValueError, RecursionError):
            return None
