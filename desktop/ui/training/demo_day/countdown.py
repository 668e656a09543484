"""The clock of a presentation: large figures, and a word and colour instead of a sound when time runs out."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from desktop.ui.kit.icons import icon
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label

_TICK_MS = 200
_LAST = 60
_FIGURES = 56


class Countdown(QFrame):
    """``minutes`` for a presentation and for the questions after it; ``clock`` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._spans = {"talk": 0, "questions": 0}
        self._part = "talk"
        self._spent, self._since = 0.0, 0.0
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.show_time)
        self.setProperty("role", "surface")
        self.team, self.state = label("", "heading", wrap=True), label("", "strong")
        self.figures = label("")
        large = QFont(self.figures.font())
        large.setPointSize(_FIGURES)
        large.setBold(True)
        self.figures.setFont(large)
        self.figures.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.go = QPushButton(icon("play"), tr("시작"))
        self.go.clicked.connect(self.start_or_stop)
        self.next = QPushButton(tr("질의로"))
        self.next.clicked.connect(self.turn_over)
        self.again = QPushButton(icon("undo"), tr("처음부터"))
        self.again.clicked.connect(self.reset)
        buttons = QHBoxLayout()
        for button in (self.go, self.next, self.again):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for widget in (self.team, self.figures, self.state):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        self.show_time()

    def show_turn(self, team: str, minutes: int, question_minutes: int) -> None:
        """Be the clock of this team; one that runs goes on while the team stays."""
        self._spans = {"talk": minutes * 60, "questions": question_minutes * 60}
        if team != self.team.text():
            self.team.setText(team)
            self._part = "talk"
            self.reset()
        self.show_time()

    @property
    def running(self) -> bool:
        """Whether it counts."""
        return self._timer.isActive()

    @property
    def left(self) -> int:
        """Whole seconds left; below 0 past the end."""
        spent = self._spent + (self._clock() - self._since if self.running else 0)
        return self._spans[self._part] - int(spent)

    def start_or_stop(self) -> None:
        """Count on, or hold."""
        if self.running:
            self._spent += self._clock() - self._since
            self._timer.stop()
        else:
            self._since = self._clock()
            self._timer.start()
        self.show_time()

    def turn_over(self) -> None:
        """From the presentation to the questions and back, from the beginning."""
        self._part = "questions" if self._part == "talk" else "talk"
        self.reset()

    def reset(self) -> None:
        """To the beginning, standing still."""
        self._timer.stop()
        self._spent = 0.0
        self.show_time()

    def show_time(self) -> None:
        """Show what is left now."""
        left = self.left
        minutes, seconds = divmod(abs(left), 60)
        self.figures.setText(f"{'+' if left < 0 else ''}{minutes}:{seconds:02}")
        self.state.setText(self._word(left))
        self._colour("over" if left < 0 else "last" if left <= _LAST else "plain")
        self.go.setText(tr("멈춤") if self.running else tr("시작"))
        self.go.setIcon(icon("pause" if self.running else "play"))
        self.next.setText(tr("질의로") if self._part == "talk" else tr("발표로"))

    def _word(self, left: int) -> str:
        part = tr("발표") if self._part == "talk" else tr("질의")
        if left < 0:
            return tr("{0} 시간이 넘었습니다").format(part)
        if left <= _LAST:
            return tr("{0} 1분 이하").format(part)
        return tr("{0} 중").format(part) if self.running else tr("{0} 준비").format(part)

    def _colour(self, state: str) -> None:
        for widget in (self.figures, self.state):
            if widget.property("time") != state:
                widget.setProperty("time", state)
                widget.style().unpolish(widget)
                widget.style().polish(widget)
