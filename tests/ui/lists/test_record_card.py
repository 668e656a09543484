"""The card beside a list: what is too long for it breaks, and is copied as it stands; a long one comes in parts."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.queries.card import Card, Fact, Linked
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


def long_card(title: str) -> Card:
    return Card(
        title=title,
        linked=tuple(Linked(f"{title} {place}번째 글", "comments", place) for place in range(200)),
    )


def links(card: RecordCard) -> list[QPushButton]:
    QApplication.sendPostedEvents()
    return [each for each in card.findChildren(QPushButton) if each.isVisible()]


def test_a_long_card_shows_a_screen_at_once_and_the_rest_in_its_order_after_that(qtbot):
    card = RecordCard()
    qtbot.addWidget(card)
    card.resize(360, 1080)
    card.show()
    card.show_card(long_card("야간 조명"))
    at_once = links(card)
    assert card.going_on
    assert len(at_once) < 100
    lowest = at_once[-1]
    assert lowest.mapTo(card, lowest.rect().bottomLeft()).y() > card.height(), (
        "less was there than the screen shows"
    )
    qtbot.waitUntil(lambda: not card.going_on)
    assert [each.text() for each in links(card)] == [f"야간 조명 {place}번째 글" for place in range(200)]


def test_what_is_left_of_a_long_card_never_comes_to_the_next_one(qtbot):
    card = RecordCard()
    qtbot.addWidget(card)
    card.show()
    card.show_card(long_card("야간 조명"))
    card.show_card(Card(title="보도 정비", linked=(Linked("회의 첫 모임", "meetings", 1),)))
    assert not card.going_on
    qtbot.wait(100)
    assert [each.text() for each in links(card)] == ["회의 첫 모임"]
    card.show_card(long_card("그늘막"))
    card.show_card(long_card("분리 배출"))
    qtbot.waitUntil(lambda: not card.going_on)
    assert [each.text() for each in links(card)] == [f"분리 배출 {place}번째 글" for place in range(200)]
