"""A text of several lines, into which no resident registration number is pasted."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit

from desktop.text import resident_number
from desktop.ui.kit.messages import tr


class LongText(QPlainTextEdit):
    """Of what is pasted or dragged in, such numbers are left out; ``dropped`` says which, in a sentence."""

    dropped = Signal(str)

    def insertFromMimeData(self, source: QMimeData) -> None:
        rest, numbers = resident_number.cut(source.text())
        if not numbers:
            super().insertFromMimeData(source)
            return
        kept = QMimeData()
        kept.setText(rest)
        super().insertFromMimeData(kept)
        told = tr("붙인 글의 주민등록번호 {0}: 저장할 수 없어 빼고 붙였습니다. 나머지 글을 확인해 주세요.")
        self.dropped.emit(told.format(", ".join(dict.fromkeys(numbers))))
