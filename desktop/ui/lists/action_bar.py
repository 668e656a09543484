"""The buttons at the head of a list: each a name with an icon; those without room move into a menu."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.ui.kit.commands import Needs
from desktop.ui.kit.icons import icon
from desktop.ui.kit.mnemonics import Menu
from desktop.ui.kit.small import tool, with_keys
from desktop.ui.table.list_source import Action


class ActionBar(QWidget):
    """Buttons for ``actions``; ``selected()`` gives the ids an action is run with."""

    def __init__(
        self, actions: Sequence[Action], selected: Callable[[], list[int]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._offers = actions
        self._selected = selected
        self.qt_actions = [self._action(offer) for offer in actions]
        self._buttons: list[tuple[Action, QPushButton]] = []
        self._menu = Menu(self)
        self._menu.setToolTipsVisible(True)
        self._more = tool("more", self.tr("더 많은 작업"))
        self._more.setProperty("role", "button")
        self._more.setFixedHeight(32)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(self._menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch()
        order = sorted(zip(actions, self.qt_actions, strict=True), key=lambda pair: pair[0].primary)
        for offer, action in order:
            if offer.in_header:
                self._buttons.append((offer, self._button(offer, action)))
                row.addWidget(self._buttons[-1][1])
        row.insertWidget(1 + sum(not offer.primary for offer, _ in self._buttons), self._more)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_for(self, count: int, ids: Callable[[], list[int]] | None, *, writable: bool) -> None:
        """Greys out what cannot be done with ``count`` selected rows, or in a file opened for reading; its tool tip says why.

        With ``ids`` the actions are asked too whether they allow these rows, which may read the data.
        """
        for offer, action in zip(self._offers, self.qt_actions, strict=True):
            enough = {Needs.NOTHING: True, Needs.ONE: count == 1, Needs.SOME: count > 0}[offer.needs]
            allowed = enough and (writable or not offer.writes)
            refused = ""
            if (
                allowed and ids is not None and offer.refusal is not None and count <= 500
            ):  # past that the service answers
                refused = offer.refusal(ids())
            action.setToolTip("\n".join(filter(None, (with_keys(offer.title, offer.shortcut), refused))))
            action.setEnabled(allowed and not refused)

    def minimumSizeHint(self) -> QSize:
        primary = sum(button.sizeHint().width() + 8 for offer, button in self._buttons if offer.primary)
        return QSize(primary + 48, 32)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """From the right, the primary action first, each stays that has room: a wide one sends no narrow one with it away."""
        hidden = [a for offer, a in zip(self._offers, self.qt_actions, strict=True) if not offer.in_header]
        wide = [button.sizeHint().width() + 8 for _, button in self._buttons]
        room = self.width() + 8  # no space stands before the first
        if hidden or room < sum(wide):
            room -= self._more.sizeHint().width() + 8
        moved: list[QAction] = []
        for (offer, button), width in zip(reversed(self._buttons), reversed(wide), strict=True):
            out = width > room and not offer.primary
            button.setVisible(not out)
            if out:
                moved.insert(0, self.qt_actions[list(self._offers).index(offer)])
            else:
                room -= width
        self._menu.clear()
        self._menu.addActions([*moved, *hidden])
        self._more.setVisible(bool(moved or hidden))

    def _action(self, offer: Action) -> QAction:
        action = QAction(icon(offer.icon), offer.title, self)
        action.setToolTip(with_keys(offer.title, offer.shortcut))
        if offer.shortcut:
            action.setShortcut(offer.shortcut)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: offer.run(self._selected()))
        return action

    def _button(self, offer: Action, action: QAction) -> QPushButton:
        ink = QPalette.ColorRole.HighlightedText if offer.primary else QPalette.ColorRole.ButtonText
        button = QPushButton(icon(offer.icon, ink), offer.title)
        button.setProperty("role", "primary" if offer.primary else "button")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard in the table
        button.clicked.connect(action.trigger)
        action.changed.connect(lambda: _follow(button, action))
        _follow(button, action)
        return button


def _follow(button: QPushButton, action: QAction) -> None:
    button.setEnabled(action.isEnabled())
    button.setToolTip(action.toolTip())
