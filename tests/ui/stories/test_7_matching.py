"""Preferences to an internship that ended early and the next one: two plans looked at, one accepted, somebody placed again."""

import pytest
from PySide6.QtCore import QPoint

from desktop.rules.placement import PlanKind
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.records.record_dialog import RecordDialog
from tests.ui.stories.hands import dialog, until

WHO = "강준찬"


def statuses(page):
    """Who stands how, in the order of the list."""
    keys = {page.model.field_of(c).key: c for c in range(page.model.columnCount())}
    return [
        tuple(page.model.index(row, keys[key]).data() for key in ("name", "company", "status"))
        for row in range(page.model.rowCount())
    ]


def row_of(page, name, status):
    return next(row for row, (who, _where, how) in enumerate(statuses(page)) if (who, how) == (name, status))


def stands(page, name, status):
    """Whether somebody stands so."""
    return (name, status) in [(who, how) for who, _where, how in statuses(page)]


def move(hands, name, before, after):
    """Moves one internship on to the next state."""
    page = hands.page
    yield from hands.stand_on(row_of(page, name, before), "name", page)
    yield from hands.act("상태 바꾸기", "Ctrl+M")
    yield from hands.choose(f"'{after}'")
    yield until(lambda: stands(page, name, after), after)


@pytest.mark.feature("CO-08", "CO-09", "CO-13")
@pytest.mark.usefixtures("practised")
def test_from_ranks_to_an_early_end_and_the_next_company(hands, started, report):
    started()
    seen = {}

    def story():
        yield from hands.press("예제로 둘러보기")
        yield until(lambda: hands.application._opened is not None, "the sample office")
        yield from hands.go("preference_book")
        page = hands.page
        line = next(each for each in page.matrix.cells.matrix.lines if each.name == WHO)
        seen["ranks"] = page.matrix.cells.matrix.read([line.id])

        yield from hands.go("matching")
        page = hands.page
        seen["figures"] = [each.figures.placed for each in page.stands.drawn]
        most = page.comparison.buttons[PlanKind.MOST]
        if hands.mouse:
            yield hands.click(lambda: most, "the plan", most.rect().topLeft() + QPoint(8, 8))
        else:
            yield from hands.tab_to(lambda: page.comparison.buttons[PlanKind.STABLE], "the plans")
            yield from hands.key("Down")
        yield until(lambda: page.comparison.kind() is PlanKind.MOST, "the other plan")
        yield from hands.act("받아들이기", "Ctrl+N")
        yield until(lambda: dialog(FormDialog), "who chose")
        yield from hands.press("받아들이기", "Ctrl+Return")
        yield until(lambda: dialog() is None and not page.stands.market.left)

        yield from hands.go("matches")
        page = hands.page
        seen["placed"] = statuses(page)
        yield from move(hands, WHO, "예정", "근무")
        yield from hands.stand_on(row_of(page, WHO, "근무"), "name", page)
        yield from hands.act("중도 종료")
        yield until(lambda: dialog(FormDialog), "the early end")
        form = dialog(FormDialog)
        yield from hands.into(form, "ends_on", "2022-11-14")
        yield from hands.pick(form, "ended_by", "인턴")
        yield from hands.into(form, "reason", "건강 문제")
        yield from hands.press("중도 종료", "Ctrl+Return")
        yield until(lambda: dialog() is None and stands(page, WHO, "중도종료"), "it ended")
        yield from hands.stand_on(row_of(page, WHO, "중도종료"), "name", page)
        yield from hands.act("다시 매칭")
        yield until(lambda: dialog(RecordDialog), "the next one")
        form = dialog(RecordDialog)
        seen["begins"] = form.input("starts_on").text()
        yield from hands.pick(form, "opening_id", "남은 자리 1")
        yield from hands.press("저장", "Ctrl+Return")
        yield until(lambda: dialog() is None and stands(page, WHO, "예정"), "placed again")
        seen["after"] = [each for each in statuses(page) if each[0] == WHO]

    hands.play(story())
    assert seen["ranks"]
    assert seen["figures"] == [27, 27, 27]
    assert sum(status == "예정" for _who, _where, status in seen["placed"]) == 27
    assert seen["begins"] == "2022. 11. 15."
    assert sorted(status for _who, _where, status in seen["after"]) == ["예정", "중도종료"]
    assert len({where for _who, where, _status in seen["after"]}) == 2
    report(clicks=40)
