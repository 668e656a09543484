"""The screens of matching: what both sides would rather, the plans, and what was decided beforehand or accepted."""

from typing import TYPE_CHECKING, cast

from desktop.ui.desk import Desk
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.records.in_work import no_cohort
from desktop.ui.records.screen import RecordForm, Screen, add_command
from desktop.ui.records.view import Here, View

if TYPE_CHECKING:
    from desktop.ui.placement.matching.matching_page import MatchingPage
    from desktop.ui.placement.matching.preferences_page import PreferencesPage
    from desktop.ui.records.view_page import ViewPage

# Pages are imported when first opened: a start waits for its list only.
SECTION, CHAPTER = tr("기업·인턴십"), "희망과 매칭"


def _make_preferences(desk: Desk, view: View) -> "ViewPage":
    from desktop.ui.placement.matching.preferences_page import PreferencesPage

    return PreferencesPage(desk, view)


def _make_matching(desk: Desk, view: View) -> "ViewPage":
    from desktop.ui.placement.matching.matching_page import MatchingPage

    return MatchingPage(desk, view)


def _import(here: Here) -> None:
    from desktop.ui.importing.wizard import open_import  # only when asked for

    open_import(here.page, here.desk, "preferences")


def _preferences(here: Here) -> "PreferencesPage":
    return cast("PreferencesPage", here.page)


def _matching(here: Here) -> "MatchingPage":
    return cast("MatchingPage", here.page)


def _nothing_shown(here: Here) -> str:
    return no_cohort(here) or (
        "" if _matching(here).shown is not None else tr("'인턴 모집'과 '희망'을 먼저 적어 주세요.")
    )


def _no_hand(here: Here) -> str:
    return _nothing_shown(here) or (
        "" if _matching(here).has_hand() else tr("사람을 옮기면 손으로 만든 안이 생깁니다.")
    )


_BOTH = frozenset({"preference", "opening", "company", "trainee", "person", "enrolment", "internship_match"})
SCREENS = (
    View(
        key="preference_book",
        title=tr("희망"),
        section=SECTION,
        icon="star",
        chapter=CHAPTER,
        make=_make_preferences,
        commands=(
            Command(
                id="preference_book.sheets",
                title=tr("기업별 순위표 쓰기…"),
                icon="export",
                run=lambda here: _preferences(here).write_sheets(),
                refusal=no_cohort,
            ),
            Command(
                id="preference_book.import",
                title=tr("순위표 가져오기…"),
                icon="import",
                run=_import,
            ),
        ),
        watches=_BOTH,
    ),
    View(
        key="matching",
        title=tr("매칭"),
        section=SECTION,
        icon="columns",
        chapter=CHAPTER,
        make=_make_matching,
        commands=(
            Command(
                id="matching.mend",
                title=tr("빈자리 메우기…"),
                icon="redo",
                run=lambda here: _matching(here).mend(),
                refusal=_nothing_shown,
            ),
            Command(
                id="matching.close",
                title=tr("모집이 빠짐…"),
                icon="ban",
                run=lambda here: _matching(here).close_opening(),
                refusal=_nothing_shown,
                in_header=False,
            ),
            Command(
                id="matching.put_away",
                title=tr("손으로 만든 안 지우기"),
                icon="delete",
                run=lambda here: _matching(here).put_away(),
                refusal=_no_hand,
                in_header=False,
            ),
            Command(
                id="matching.accept",
                title=tr("받아들이기…"),
                icon="check",
                run=lambda here: _matching(here).accept(),
                keys="Ctrl+N",
                told=tr("안 받아들이기"),
                refusal=_nothing_shown,
                primary=True,
            ),
        ),
        watches=_BOTH | {"matching_pair", "matching_plan", "plan_line"},
    ),
    Screen(kind="preferences", section=SECTION, icon="stages", chapter=CHAPTER),
    Screen(
        kind="pairs",
        section=SECTION,
        icon="link",
        chapter=CHAPTER,
        form=RecordForm("pairs", ONE_COLUMN),
        commands=(add_command("pairs", tr("짝 추가")),),
    ),
    Screen(kind="plans", section=SECTION, icon="archive", chapter=CHAPTER),
)
