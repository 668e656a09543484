"""The one object screens listen to, so that no screen has to know another."""

from PySide6.QtCore import QObject, Signal


class Bus(QObject):
    """Signals that cross screens.

    ``committed(changes)`` follows every write, undo and redo; ``changes`` is what the service returned, or None
    when anything may have changed. ``done(sentence, undoable)`` asks for the line that says what was done.
    ``goto(kind, id)`` asks to show one record in its list.
    """

    committed = Signal(object)
    done = Signal(str, bool)
    goto = Signal(str, int)
