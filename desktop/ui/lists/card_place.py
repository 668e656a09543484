"""Where the card of a selected record stands: beside its list, or in its place where the page is too narrow for both."""

from PySide6.QtWidgets import QWidget

from desktop.ui.lists.record_card import RecordCard

ROOM_FOR_BOTH = 840
"""On a narrower page half a list and half a card would serve nobody: one of them has all of it."""


class CardPlace:
    """``beside`` says whether the card stands open beside the list, where there is room; a narrow page begins with its list."""

    def __init__(self, card: RecordCard, rows: QWidget, *, beside: bool = True) -> None:
        self._card, self._rows = card, rows
        self.beside, self._instead = beside, False

    def is_open(self, room: int) -> bool:
        """Whether the card is asked for on a page of so many pixels."""
        return self.beside if room >= ROOM_FOR_BOTH else self._instead

    def turn(self, room: int) -> None:
        """Fold the card away, or out again."""
        if room >= ROOM_FOR_BOTH:
            self.beside = not self.beside
        else:
            self._instead = not self._instead

    def show(self, room: int, *, some: bool = True) -> bool:
        """Show the card and the list as they fit; no card without ``some`` records. Whether the card came into sight."""
        fits, was_hidden = room >= ROOM_FOR_BOTH, self._card.isHidden()
        if fits:
            self._instead = False
        shown = some and self.is_open(room)
        self._card.fit(room if fits else None)
        self._card.setVisible(shown)
        self._rows.setVisible(fits or not shown)
        return shown and was_hidden
