"""Commands found by the one search: by a part of the name, by 초성, on a Latin keyboard; greyed with the reason."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.text.hangul import initials
from desktop.ui.kit.commands import Offer
from desktop.ui.window.palette import MOST, find, fits
from tests.ui.window.test_application import settled, start


@pytest.mark.feature("DA-28")
@pytest.mark.parametrize("typed", ["수료증 발급", "발급", "ㅅㄹㅈㅂㄱ", "ㅂㄱ", "tnfywmd qkfrmq", "수료증발"])
def test_a_name_is_found_by_part_initials_and_latin_keys(typed: str) -> None:
    assert fits("수료증 발급", typed)


@pytest.mark.feature("DA-28")
@pytest.mark.parametrize("typed", ["위촉장", "ㅇㅊㅈ", "x", "", "  "])
def test_another_name_is_not(typed: str) -> None:
    assert not fits("수료증 발급", typed)


@pytest.mark.feature("DA-28")
@given(
    st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=8),
    st.data(),
)
def test_any_part_of_any_name_and_of_its_initials_finds_it(title: str, data: Any) -> None:
    start_ = data.draw(st.integers(0, len(title) - 1))
    end = data.draw(st.integers(start_ + 1, len(title)))
    assert fits(title, title[start_:end])
    assert fits(title, initials(title)[start_:end])


@pytest.fixture
def at_work(qtbot: Any, application: Any, practised: None) -> Any:
    start(qtbot, application, "예제로 둘러보기")
    return application


def offers(application: Any, typed: str) -> list[Offer]:
    return find(application, application._opened.desk, typed)


def type_into(qtbot: Any, application: Any, typed: str) -> Any:
    search = application.window.search
    search.setFocus()
    search.setText(typed)
    qtbot.waitUntil(lambda: bool(search.results))
    return search


@pytest.mark.feature("DA-28")
def test_the_search_offers_commands_beside_people_and_runs_them(
    qtbot: Any, at_work: Any, meanwhile: Any
) -> None:
    at_work.window.rail.go("members")
    search = type_into(qtbot, at_work, "ㅅㄹㅈㅂㄱ")
    assert search.results[0].startswith("수료증 발급")
    opened: list[str] = []
    meanwhile(lambda dialog: opened.append(dialog.windowTitle()))
    QTest.keyClick(search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == ["수료증 발급"]
    assert search.text() == ""
    assert at_work.window.help_page in {"trainees", "certificates"}


@pytest.mark.feature("DA-28")
def test_a_menu_command_is_found_and_run(qtbot: Any, at_work: Any, meanwhile: Any) -> None:
    search = type_into(qtbot, at_work, "기관 설")
    assert search.results[0].startswith("기관 설정")
    opened: list[str] = []
    meanwhile(lambda dialog: opened.append(dialog.windowTitle()))
    QTest.keyClick(search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == ["기관 설정"]


@pytest.mark.feature("DA-28")
def test_what_cannot_be_used_now_says_why_and_does_nothing(qtbot: Any, at_work: Any) -> None:
    at_work.window.rail.go("trainees")
    page = at_work.window.page("trainees")
    page.table.clearSelection()
    (offer,) = [each for each in offers(at_work, "다음 단계로") if each.title == "다음 단계로 올리기"]
    assert offer.refusal == "'교육생' 목록에서 줄을 고르면 쓸 수 있습니다."
    search = type_into(qtbot, at_work, "다음 단계로")
    assert search.results == [f"다음 단계로 올리기 · {offer.refusal}"]
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert search.text() == "다음 단계로"
    page.table.selectRow(0)
    settled(qtbot, at_work)
    (offer,) = [each for each in offers(at_work, "다음 단계로") if each.title == "다음 단계로 올리기"]
    assert offer.refusal == ""
    page.desk.store.read_only = True
    (offer,) = [each for each in offers(at_work, "다음 단계로") if each.title == "다음 단계로 올리기"]
    assert offer.refusal == "읽기 전용으로 열어 쓸 수 없습니다."
    page.desk.store.read_only = False


@pytest.mark.feature("DA-28")
def test_a_page_is_a_command_too_and_people_come_before_commands_that_only_contain_it(
    qtbot: Any, at_work: Any
) -> None:
    search = type_into(qtbot, at_work, "발급대")
    assert search.results[0] == "발급대장 · 화면 열기"
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert at_work.window.help_page == "certificates"
    assert len(offers(at_work, "추가")) == MOST


@pytest.mark.feature("DA-28")
def test_the_commands_of_every_list_are_those_of_the_one_in_front(qtbot: Any, at_work: Any) -> None:
    at_work.window.rail.go("companies")
    found = [each for each in offers(at_work, "엑셀 내보내기") if each.title == "엑셀 내보내기"]
    assert [each.detail for each in found] == ["기업 · Ctrl+E"]
    at_work.window.rail.go("proposal_board")
    for title in ("엑셀 내보내기", "제안 삭제"):
        found = [each for each in offers(at_work, title) if each.title == title]
        assert [each.detail.partition(" · ")[0] for each in found] == ["제안 판"]


@pytest.mark.feature("DA-28")
def test_what_is_called_just_so_comes_before_what_begins_so(at_work: Any) -> None:
    assert [each.title for each in offers(at_work, "환수")][:2] == ["환수", "환수 계산"]
    assert offers(at_work, "ㅎㅅ")[0].title == "환수"


@pytest.mark.feature("DA-28")
def test_of_commands_called_the_same_that_of_the_list_in_front_comes_first(at_work: Any) -> None:
    at_work.window.rail.go("claims")
    assert offers(at_work, "증빙 붙이기")[0].detail.startswith("인건비 청구")
