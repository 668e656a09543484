"""Two hands at the real window: what they click and type is counted, as the officer's would be.

A story is a generator of steps. A step waits until it can be done, as a person waits for a button to come alive, and is
done from the event loop, so that a dialog it opens does not hold up the next one.
"""

import unicodedata
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMessageBox,
    QWidget,
)

from desktop.ui.kit.small import Tabs

PATIENCE_MS = 20_000
_LOOK_EVERY_MS = 5


@dataclass(frozen=True)
class Step:
    """``ready`` says whether it can be done; ``told`` what could not be done in the end."""

    told: str
    run: Callable[[], object]
    ready: Callable[[], object] = lambda: True


Story = Generator[Any, None, None]


class Hands:
    """``by`` is 'mouse' or 'keyboard'. ``clicks`` and ``keys`` count; a key with its modifiers is one."""

    def __init__(self, qtbot: Any, application: Any, by: str) -> None:
        self._qtbot, self.application, self.by = qtbot, application, by
        self.clicks = self.keys = 0
        self._fault: BaseException | None = None
        self._ended = False

    @property
    def mouse(self) -> bool:
        """Whether this story is played with the mouse; what has to be typed is typed all the same."""
        return self.by == "mouse"

    @property
    def window(self) -> Any:
        """The main window."""
        return self.application.window

    @property
    def page(self) -> Any:
        """The page shown in it."""
        return self.window.stack.currentWidget()

    @property
    def seconds(self) -> float:
        """How long practised hands would take, by the keystroke-level model (Card, Moran, Newell 1980).

        A click is pointing (1.1 s), pressing (0.2 s) and thinking (1.35 s); a key is 0.28 s.
        """
        return self.clicks * (1.1 + 0.2 + 1.35) + self.keys * 0.28

    # Playing

    def play(self, story: Story) -> None:
        """Plays a story to its end; what goes wrong in it is raised here, its dialogs closed."""
        self._fault, self._ended = None, False
        QTimer.singleShot(0, lambda: self._next(iter(_flat(story))))
        self._qtbot.waitUntil(lambda: self._ended, timeout=180_000)
        if self._fault is not None:
            raise self._fault

    def _next(self, story: Iterator[Step]) -> None:
        try:
            step = next(story)
        except StopIteration:
            self._ended = True
        except BaseException as fault:  # noqa: BLE001 - raised again by `play`
            self._give_up(fault)
        else:
            self._wait_for(step, story, PATIENCE_MS // _LOOK_EVERY_MS)

    def _wait_for(self, step: Step, story: Iterator[Step], looks: int) -> None:
        if self._ended:
            return
        try:
            if self.application.jobs.busy or not step.ready():
                assert looks, f"waited in vain: {step.told}; {_where()}"
                QTimer.singleShot(_LOOK_EVERY_MS, lambda: self._wait_for(step, story, looks - 1))
                return
            QTimer.singleShot(_LOOK_EVERY_MS, lambda: self._next(story))
            step.run()  # a dialog opened by it runs the loop that takes the next step
        except BaseException as fault:  # noqa: BLE001 - raised again by `play`
            self._give_up(fault)

    def _give_up(self, fault: BaseException) -> None:
        self._fault, self._ended = fault, True
        while (open_now := QApplication.activePopupWidget() or QApplication.activeModalWidget()) is not None:
            open_now.done(0) if isinstance(open_now, QDialog) else open_now.close()
            open_now.hide()

    # Steps by the mouse

    def click(self, target: Callable[[], QWidget | None], told: str = "", spot: QPoint | None = None) -> Step:
        """A click on a widget, once it is there and not greyed out."""

        def run() -> None:
            self.clicks += 1
            widget = _present(target())
            QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=spot or widget.rect().center())

        return Step(told or "click", run, lambda: (found := target()) is not None and _alive(found))

    def click_cell(
        self, view: Callable[[], QAbstractItemView], row: int, column: int, times: int = 1
    ) -> Step:
        """A click, or a double click, on a cell."""

        def run() -> None:
            self.clicks += times
            shown = view()
            index = shown.model().index(row, column)
            shown.scrollTo(index)
            spot = shown.visualRect(index).center()
            QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)
            if times == 2:
                QTest.mouseDClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)

        return Step(f"cell {row}, {column}", run, lambda: view().model().rowCount() > row)

    def drop(self, *paths: Path) -> Step:
        """Files dragged together from a folder onto the window: one press of the button."""

        def run() -> None:
            self.clicks += 1
            mime = QMimeData()
            mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
            left, nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            self.window.dropEvent(
                QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, mime, left, nothing)
            )

        return Step(f"drop {', '.join(path.name for path in paths)}", run)

    # Steps by the keyboard

    def key(self, *keys: str) -> Iterator[Step]:
        """Keys as Qt writes them ('Ctrl+Z', 'Down'), each to whatever has the keyboard then."""
        for each in keys:
            yield Step(f"key {each}", lambda each=each: self._strike(each), lambda: _keyboard() is not None)

    def type(self, text: str) -> Step:
        """Text typed into whatever has the keyboard: a key for each letter, Hangul through the input method."""

        def run() -> None:
            self.keys += len(unicodedata.normalize("NFD", text))
            if text.isascii():
                QTest.keyClicks(_present(_keyboard()), text)
            else:
                composed = QInputMethodEvent()
                composed.setCommitString(text)
                QApplication.sendEvent(_present(_keyboard()), composed)

        return Step(f"type {text}", run, lambda: _keyboard() is not None)

    def _strike(self, keys: str) -> None:
        self.keys += 1
        stroke = QKeySequence(keys)[0]
        QTest.keyClick(_present(_keyboard()), stroke.key(), stroke.keyboardModifiers())

    def tab_to(self, target: Callable[[], QWidget | None], told: str) -> Iterator[Step]:
        """Tab, again and again, until a widget has the keyboard: it must be reachable."""
        yield Step(f"{told} appears", lambda: None, lambda: (found := target()) is not None and _alive(found))
        for _ in range(80):
            if _keyboard() is target():
                return
            yield Step(f"Tab to {told}", partial(self._strike, "Tab"), lambda: _keyboard() is not None)
        seen = []
        for _ in range(25):
            seen.append(_name(_keyboard()))
            yield from self.key("Tab")
        raise AssertionError(f"Tab never reached {told}, only {seen}")

    # Steps by either

    def press(self, words: str, keys: str = "") -> Iterator[Step]:
        """A button by its words: clicked, or by its shortcut, or found by Tab and pressed with Space."""
        if self.mouse:
            yield self.click(lambda: button(self.window, words), f"button {words}")
        elif keys:
            yield Step(f"{words} alive", lambda: None, lambda: keys == "Return" or self._offers(words))
            yield from self.key(keys)
        else:
            yield from self.tab_to(lambda: button(self.window, words), words)
            yield from self.key("Space")

    def act(self, words: str, keys: str = "") -> Iterator[Step]:
        """Something the list offers: by its button, under '⋯' where there is no room for one, or by its shortcut."""
        if keys and not self.mouse:
            yield from self.press(words, keys)
            return
        yield Step(f"{words} offered", lambda: None, lambda: self._offers(words))
        if button(self.page.bar, words) is not None:
            yield from self.press(words)
        else:
            yield from self.press("더 많은 작업")
            yield from self.choose(words)

    def _offers(self, words: str) -> bool:
        actions = self.page.bar.qt_actions if hasattr(self.page, "bar") else []
        return any(words in a.text() and a.isEnabled() for a in actions) or bool(button(self.window, words))

    def choose(self, words: str) -> Iterator[Step]:
        """A line of the menu that is open."""
        yield Step(f"menu with {words}", lambda: None, lambda: _line(words) is not None)
        if self.mouse:

            def run() -> None:
                self.clicks += 1
                menu = _present(QApplication.activePopupWidget())
                spot = menu.actionGeometry(_line(words)).center()
                QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=spot)

            yield Step(words, run)
            return
        for _ in range(60):
            menu = QApplication.activePopupWidget()
            if isinstance(menu, QMenu) and menu.activeAction() is _line(words):
                break
            yield from self.key("Down")
        yield from self.key("Return")

    def go(self, key: str) -> Iterator[Step]:
        """To a page: a click in the rail, or the next page, or the one before, whichever is the shorter way to it."""
        if self.mouse:
            rail = self.window.rail.list
            faces = self.window.rail.faces(key)
            rows = range(rail.model().rowCount())
            row = next(r for r in rows if rail.model().index(r, 0).data(Qt.ItemDataRole.UserRole) in faces)
            if self.window.help_page not in faces or faces == [key]:
                yield self.click_cell(lambda: rail, row, 0)
                yield until(lambda: self.window.help_page in faces, f"page of {key}")
            if self.window.help_page != key:
                tabs = self.page.findChild(Tabs)
                yield self.click(lambda: tabs.group.button(faces.index(key)), f"face {key}")
        else:
            keys = self.window.rail.page_keys()
            ahead = (keys.index(key) - keys.index(self.window.help_page)) % len(keys)
            onward = ahead <= len(keys) - ahead
            for _ in range(60):
                if self.page is self.window.page(key):
                    break
                yield from self.key("Ctrl+PgDown" if onward else "Ctrl+PgUp")
        yield Step(f"page {key}", lambda: None, lambda: self.page is self.window.page(key))

    def summon(self, words: str) -> Iterator[Step]:
        """A page or a command by its name, in the box at the top of the window."""
        yield from self.key("Ctrl+K")
        yield self.type(words)

        def found() -> list[str]:
            return [each.split(" · ")[0].rstrip("…") for each in self.window.search.results]

        yield until(lambda: words in found(), f"{words} found")
        yield from self.key(*["Down"] * found().index(words), "Return")

    def stand_on(self, row: int, key: str, page: Any = None) -> Iterator[Step]:
        """On a cell of the list: clicked, or walked to with the arrow keys."""
        page = page or self.page
        table = page.table
        column = next(c for c in range(page.model.columnCount()) if page.model.field_of(c).key == key)
        if self.mouse:
            yield self.click_cell(lambda: table, row, column)
            return
        yield from self.tab_to(lambda: table, f"the list of {page.title}") if _keyboard() is not table else ()
        yield from self.key("Ctrl+Home")
        yield from self.key(*["Down"] * row)
        for _ in range(page.model.columnCount()):
            if table.currentIndex().column() == column:
                break
            yield from self.key("Right")
        assert (table.currentIndex().row(), table.currentIndex().column()) == (row, column)

    def tick(self, view: Callable[[], Any], words: str) -> Iterator[Step]:
        """A line of a list of ticks."""
        yield Step(f"list with {words}", lambda: None, lambda: view() is not None)
        rows = range(view().model().rowCount())
        row = next(r for r in rows if words in view().model().index(r, 0).data())
        if self.mouse:
            yield self.click_cell(view, row, 0)
        else:
            yield from self.key(*["Down"] * (row - max(view().currentIndex().row(), 0)), "Space")

    def into(self, form: Any, key: str, text: str = "") -> Iterator[Step]:
        """The keyboard into an input of a form, and what is typed there in place of what stands."""
        if self.mouse:
            yield self.click(lambda: form.input(key), key)
        else:
            yield from self.tab_to(lambda: form.input(key), key)
        if text:
            yield from self.key("Ctrl+A")
            yield self.type(text)

    def pick(self, form: Any, key: str, words: str) -> Iterator[Step]:
        """A line of a box of a form that Tab leads to, gone down to with the arrow."""
        box = form.input(key)
        row = next(row for row in range(box.count()) if words in box.itemText(row))
        yield from self.tab_to(lambda: box, key)
        for _ in range(box.count()):
            if box.currentIndex() == row:
                break
            yield from self.key("Down")
        yield until(lambda: box.currentIndex() == row, words)

    def undo(self) -> Iterator[Step]:
        """되돌리기: the button in the line that tells what was done, or Ctrl+Z."""
        if self.mouse:
            yield self.click(lambda: button(self.window.toast, "되돌리기"), "되돌리기 in the line")
        else:
            yield from self.key("Ctrl+Z")


def until(ready: Callable[[], object], told: str = "") -> Step:
    """Nothing but waiting."""
    return Step(told or "until", lambda: None, ready)


def dialog(kind: type[QWidget] = QDialog) -> Any:
    """The dialog in front, of this kind; None while there is none."""
    found = QApplication.activeModalWidget()
    return found if isinstance(found, kind) else None


def button(root: QWidget, words: str) -> QAbstractButton | None:
    """The button that says ``words``, in the dialog in front or else in ``root``."""
    front = QApplication.activeModalWidget() or QApplication.activePopupWidget() or root
    known = [each for each in front.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()]
    said = [(each, (each.text(), each.accessibleName())) for each in known]
    exact = [each for each, texts in said if words in texts]
    return next(iter(exact or [each for each, texts in said if any(words in text for text in texts)]), None)


def _keyboard() -> QWidget | None:
    """What the next key goes to. The offscreen screen gives the window in front nothing back when a menu over it is closed."""
    if (popup := QApplication.activePopupWidget()) is not None:
        return popup.focusWidget() or popup
    modal = QApplication.activeModalWidget()
    if QApplication.activeWindow() is None or (modal is not None and not modal.isActiveWindow()):
        windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow)]
        front = modal or next(each for each in windows if each.isVisible())
        front.activateWindow()
    here = QApplication.focusWidget()
    # Till the dialog is in front again what is behind it still has the keyboard: a key would be lost there.
    return here if here is None or modal is None or here.window() is modal else None


def _where() -> str:
    """Where the keyboard is, for a story that does not go on."""
    active = QApplication.activeWindow()
    here = active.focusWidget() if active else None
    front = QApplication.activeModalWidget()
    said = front.text() if isinstance(front, QMessageBox) else front.windowTitle() if front else ""
    red = (
        [each.text() for each in front.findChildren(QLabel) if each.property("role") == "bad"]
        if front
        else []
    )
    inputs = [each.text() for each in front.findChildren(QLineEdit)] if front else []
    return f"in {_name(active)}, at {_name(here)}, dialog {_name(front)} {said} {red} {inputs}"


def _name(widget: QWidget | None) -> str:
    return "" if widget is None else f"{type(widget).__name__} {widget.accessibleName() or widget.toolTip()}"


def _line(words: str) -> Any:
    menu = QApplication.activePopupWidget()
    lines = menu.actions() if isinstance(menu, QMenu) else []
    return next((line for line in lines if words in line.text() and line.isEnabled()), None)


def _alive(widget: QWidget) -> bool:
    front = QApplication.activeModalWidget()
    reachable = front is None or widget is front or front.isAncestorOf(widget)
    return widget.isVisible() and widget.isEnabled() and reachable


def _present(widget: Any) -> Any:
    assert widget is not None, "nothing there"
    return widget


def _flat(story: Any) -> Iterator[Step]:
    for each in story:
        if isinstance(each, Step):
            yield each
        else:
            yield from _flat(each)
