"""The card beside a list: what is too long for it breaks, and is copied as it stands."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from desktop.queries.card import Card, Fact
from desktop.ui.lists.record_card import NARROW_WIDTH, RecordCard

ADDRESS = "a-very-long-address-without-any-blank@district-office.example.com"


def test_a_long_word_breaks_within_the_card_and_is_copied_whole(qtbot):
    card = RecordCard()
    qtbot.addWidget(card)
    card.setFixedWidth(NARROW_WIDTH)
    card.show_card(Card(title="김하늘", facts=(Fact("전자우편", ADDRESS),)))
    card.show()
    value = next(each for each in card.findChildren(QLabel) if each.accessibleName() == ADDRESS)
    assert value.mapTo(card, value.rect().topRight()).x() < NARROW_WIDTH
    value.setSelection(0, len(value.text()))
    qtbot.keyClick(value, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == ADDRESS
