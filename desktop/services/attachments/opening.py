"""Copies of attachments for other programs to show: in a folder of the user's own that is cleared away.

It is a draft like any other (`documents.drafts`): gone when the data file is closed, and where the program died, when one is
next opened. What is protected in the data file does not stay readable outside it.
"""

from contextlib import ExitStack
from pathlib import Path

from desktop import places
from desktop.documents.drafts import draft_for
from desktop.errors import UserError
from desktop.services.attachments import keeping, names
from desktop.services.datafile.store import Store


class OpenedCopies:
    """The copies made at one desk, until `close`."""

    def __init__(self) -> None:
        self._ends = ExitStack()
        self._folder: Path | None = None

    def make(self, store: Store, attachment_id: int) -> Path:
        """A copy under the attachment's own name, byte for byte.

        Raises UserError where it is missing or altered, is named as a path, is a program, or cannot be written.
        """
        found = keeping.get(store, attachment_id)
        names.check(found.name)
        names.refuse_program(found.name)
        try:
            folder = self._own() / str(attachment_id)
            folder.mkdir(exist_ok=True)
            copy = folder / names.on_disk(found.name)
            if not copy.exists() or copy.read_bytes() != found.data:
                copy.write_bytes(found.data)
        except OSError as error:
            raise UserError(
                f"'{found.name}'의 사본을 쓰지 못했습니다(오류 {error.errno}). 빈 공간을 확인하거나 열려 있는 사본을 "
                "닫고 다시 해 주세요."
            ) from None
        return copy

    def close(self) -> None:
        """Take the copies away; one that a program still holds goes when a data file is next opened."""
        self._folder = None
        self._ends.close()

    def _own(self) -> Path:
        if self._folder is None:
            place = places.opened_folder()
            place.mkdir(parents=True, exist_ok=True)
            self._folder = self._ends.enter_context(draft_for(place / "opened"))
            self._folder.mkdir(mode=0o700)
        return self._folder
