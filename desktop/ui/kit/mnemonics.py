"""The letter that stands behind a command, as in 저장(S): Alt with it presses a dialog's button, it alone a menu's line.

Nobody writes letters into titles: they are given here, when a dialog or a menu is shown, each once in it.
"""

import re
from collections.abc import Iterable, Sequence
from string import ascii_uppercase

from PySide6.QtGui import QHideEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.text.hangul import initials
from desktop.ui.kit.key_menu import KeyMenu

CUSTOMARY = {
    "저장": "S", "취소": "C", "닫기": "C", "확인": "O", "열기": "O", "인쇄": "P", "복사": "C", "붙여넣기": "V", "삭제": "D",
    "지우기": "D", "추가": "A", "새": "N", "고치기": "E", "내보내기": "E", "가져오기": "I", "도움말": "H", "끝내기": "X",
    "되돌리기": "Z", "다시 실행": "Y", "발급": "I", "이전": "B", "다음": "N", "찾기": "F", "설정": "T", "백업": "B",
}  # fmt: skip
"""What programs in Korean have long put behind these words; a title has the letter of the first word it holds."""
_SOUNDS = dict(zip("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", "GGNDDRMBBSSOJJCKTPH", strict=True))
_LETTER = re.compile(r"\(&[A-Z]\)")
_NO_LETTER = frozenset({"link", "chip"})


def letters(titles: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    """A letter for each title, all different and none of ``taken``: the customary one, else one of its sounds, else any."""
    free = [letter for letter in ascii_uppercase if letter not in set(taken)]
    given = [""] * len(titles)
    for wish in (_customary, _by_sound, lambda _title: ascii_uppercase):
        for place, title in enumerate(titles):
            found = next((letter for letter in wish(title) if letter in free), "")
            if found and not given[place]:
                given[place] = found
                free.remove(found)
    return given


def plain(text: str) -> str:
    """A title as it was before it was given its letter."""
    return _LETTER.sub("", text).replace("&&", "&") if _LETTER.search(text) else text


def letter_buttons(window: QWidget) -> None:
    """Gives the buttons of a dialog their letters, also those that are hidden for now; called again, after a new title.

    What has a new width then is laid out at once: it is not to be seen cut, not for a moment.
    """
    buttons = [each for each in window.findChildren(QPushButton) if _is_lettered(each, window)]
    keys = (each.key().toString() for each in window.findChildren(QShortcut))
    taken = [key[-1] for key in keys if re.fullmatch("Alt\\+[A-Z]", key)]
    titles, changed = [plain(each.text()) for each in buttons], False
    for button, title, letter in zip(buttons, titles, letters(titles, taken), strict=True):
        if button.text() != (text := _lettered(title, letter)):
            changed = True
            if button.accessibleName() in {"", button.property("title")}:
                button.setAccessibleName(title)
            button.setProperty("title", title)
            button.setText(text)
    if changed and (layout := window.layout()):
        layout.activate()


class Menu(KeyMenu):
    """A menu of commands. Its lines have letters only while it is open: other menus have some of the same commands."""

    def showEvent(self, event: QShowEvent) -> None:
        self._were = [(each, each.text()) for each in self.actions() if not each.isSeparator()]
        given = letters([_title(text) for _each, text in self._were])
        for (action, text), letter in zip(self._were, given, strict=True):
            action.setText(_lettered(text, letter))
        self.resize(self.sizeHint())
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for action, text in self._were:
            if plain(action.text()) == text:
                action.setText(text)


def _is_lettered(button: QPushButton, window: QWidget) -> bool:
    return bool(button.text()) and button.window() is window and button.property("role") not in _NO_LETTER


def _customary(title: str) -> str:
    found = ((title.index(word), letter) for word, letter in CUSTOMARY.items() if word in title)
    return min(found, default=(0, ""))[1]


def _by_sound(title: str) -> str:
    return "".join(_SOUNDS.get(sound, sound.upper()) for sound in initials(title))


def _title(text: str) -> str:
    return text.partition("\t")[0]


def _lettered(text: str, letter: str) -> str:
    """Before the dots and the keys of a title; what it holds of the mark itself stays to be seen."""
    if not letter:
        return text
    title, tab, keys = text.partition("\t")
    dots = "…" if title.endswith("…") else ""
    return f"{title.removesuffix('…').replace('&', '&&')}(&{letter}){dots}{tab}{keys}"
