"""The one object screens listen to, so that no screen has to know another."""

from PySide6.QtCore import QObject, Signal, Slot


class Bus(QObject):
    """Signals that cross screens; all arrive on the main thread.

    ``committed(changes)`` follows every write, undo and redo; ``changes`` is the service's Changes, or None when
    anything may have changed. ``scope_changed()``: another cohort or board is in work. ``show_record(kind, id)`` asks
    to go to one record in its list, ``show_rows(kind, filters)`` to the rows of a list that conditions leave.
    ``said(sentence, operation_id)`` asks for the line that tells what was done, with
    되돌리기 when ``operation_id`` is not None; a commit says its own name without being asked to. ``unseen(kind, id)``: a
    record was added that the conditions of its list do not show. ``closing()``:
    the data is about to be closed, and is not to be read any more. ``gone(sentence)``: the data file is no longer where it
    was, or is again where the sentence is ''.
    """

    committed = Signal(object)
    unseen = Signal(str, int)
    scope_changed = Signal()
    show_record = Signal(str, int)
    show_rows = Signal(str, object)
    said = Signal(str, object)
    closing = Signal()
    gone = Signal(str)
    _written = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._written.connect(self._tell)

    def written(self, changes: object) -> None:
        """To be called by the store after a commit, in whichever thread wrote."""
        self._written.emit(changes)

    @Slot(object)
    def _tell(self, changes: object) -> None:
        """A slot of this object runs in its thread, so that a write in the worker reaches screens safely."""
        self.committed.emit(changes)
