"""A proposal recorded and moved on to its trial; an intern for a company's last place, and none for the next one."""

import pytest
from PySide6.QtWidgets import QAbstractItemView, QApplication

from desktop.services.records import records
from desktop.ui.records.record_dialog import RecordDialog
from tests.ui.stories.hands import dialog, until

TITLE = "횡단보도 앞 바닥 신호등"
WAY = ("제출", "검토", "시범")


def shown(page, key):
    """What stands in a column."""
    column = next(c for c in range(page.model.columnCount()) if page.model.field_of(c).key == key)
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def found():
    """Those whose name holds what was typed."""
    front = QApplication.activePopupWidget()
    return front if isinstance(front, QAbstractItemView) else None


def match(hands, page, row, name):
    """Fills the dialog of an internship at the opening in this row; it starts where the trainee is asked for."""
    yield from hands.stand_on(row, "company", page)
    yield from hands.act("매칭 추가")
    yield until(lambda: dialog(RecordDialog), "the internship")
    yield hands.type(name)
    yield until(found, "those of that name")
    if hands.mouse:
        yield hands.click_cell(found, 0, 0)
    else:
        yield from hands.key("Down", "Return")
    yield from hands.press("저장", "Return")


@pytest.mark.feature("JB-10", "CO-04", "DA-23")
@pytest.mark.usefixtures("practised")
def test_a_proposal_on_trial_and_the_last_place_of_a_company(hands, started, report):
    started()
    seen = {}

    def story():
        yield from hands.press("예제로 둘러보기")
        yield until(lambda: hands.application._opened is not None, "the sample office")
        yield from hands.go("proposals")
        yield from hands.act("제안 추가", "Ctrl+N")
        yield until(lambda: dialog(RecordDialog), "the proposal")
        yield hands.type(TITLE)
        yield from hands.press("저장", "Ctrl+Return")
        yield until(lambda: dialog() is None and hands.page.model.rowCount() == 14)
        page = hands.page
        for place, status in enumerate(WAY, 1):
            yield from hands.act("상태 바꾸기", "Ctrl+M")
            yield from hands.choose(f"'{status}'")
            yield until(
                lambda place=place, status=status: (
                    dict(zip(shown(page, "title"), shown(page, "status"), strict=True))[TITLE] == status
                    and place
                )
            )
        seen["moves"] = [line[1] for line in _history_of(hands, page)]

        yield from hands.go("openings")
        page = hands.page
        left = shown(page, "left")
        row = left.index("1")
        company = shown(page, "company")[row]
        yield from match(hands, page, row, "강준찬")
        yield until(lambda: dialog() is None and shown(page, "left")[row] == "0", "the last place")
        yield from match(hands, page, row, "강현윤")
        yield until(lambda: dialog() and dialog()._errors.text("opening_id"), "the refusal")
        seen["why"] = dialog()._errors.text("opening_id")
        seen["company"] = company
        assert shown(page, "left")[row] == "0"
        yield from hands.press("취소", "Esc")
        yield from hands.press("버리고 닫기")
        yield until(lambda: dialog() is None)

    hands.play(story())
    assert [move for move in seen["moves"] if "상태" in move] == [
        "상태 검토 → 시범",
        "상태 제출 → 검토",
        "상태 발굴 → 제출",
    ]
    assert "모두 찼습니다" in seen["why"]
    assert "모집 인원을 늘리거나 다른 모집을 골라" in seen["why"]
    report(clicks=26)


def _history_of(hands, page):
    store = hands.application._opened.desk.store
    card = page.source.card(page.current_id(), False)
    assert records.read(store, "proposals", page.current_id())["title"] == TITLE
    return [(past.when, " ".join(past.what.split())) for past in card.history]
