"""The screens from completion to a job: who takes interns, the places they offer, who works where."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.queries.list_spec import Scope
from desktop.services.datafile.changes import Changes
from desktop.services.placement.companies import standing
from desktop.ui.desk import Desk
from desktop.ui.kit.commands import Command, Needs
from desktop.ui.kit.messages import tr
from desktop.ui.placement.follow_up import pages as follow_up
from desktop.ui.placement.internships import pages as internships
from desktop.ui.placement.interviews import pages as interviews
from desktop.ui.placement.matching import pages as matching
from desktop.ui.placement.subsidies import pages as subsidies
from desktop.ui.records.in_work import no_cohort
from desktop.ui.records.screen import At, RecordForm, Screen, add_command
from desktop.ui.records.view import View

# Dialogs are imported when first asked for: a start waits for its list only.


def _one_place(_desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {"places": 1, "cohort_id": scope.cohort_id}


def _by_hand(_desk: Desk, _scope: Scope) -> Mapping[str, Any]:
    return {"origin": "직접"}


def _open_company(
    desk: Desk, parent: QWidget, company_id: int | None = None, /, **_given: Any
) -> Changes | None:
    from desktop.ui.placement.dialogs import open_company

    return open_company(desk, parent, company_id)


def _open_match(desk: Desk, parent: QWidget, match_id: int | None = None, /, **given: Any) -> Changes | None:
    from desktop.ui.placement.dialogs import open_match

    return open_match(desk, parent, match_id, **given)


def _open_opening(
    desk: Desk, parent: QWidget, opening_id: int | None = None, /, **given: Any
) -> Changes | None:
    from desktop.ui.placement.companies.choosing import open_choosing

    return open_choosing(desk, parent, OPENING, "company_id", opening_id, given)


def _profiles(at: At) -> None:
    from desktop.ui.placement.companies.profiles import save_profiles

    save_profiles(at.desk, at.page, at.ids[0])


COMPANY = RecordForm("companies", "company")
OPENING = RecordForm("openings", "opening", first=_one_place)
MATCH = RecordForm("matches", "match", first=_by_hand)

SCREENS: tuple[Screen | View, ...] = (
    Screen(
        kind="companies",
        section=tr("기업·인턴십"),
        icon="building",
        chapter="제안과 매칭",
        form=COMPANY,
        open=_open_company,
        commands=(
            Command(
                id="companies.add_opening",
                title=tr("인턴 모집 추가"),
                icon="job",
                run=lambda at: at.desk.open("openings", at.page, company_id=at.ids[0]),
                needs=Needs.ONE,
            ),
            Command(
                id="companies.profiles",
                title=tr("프로필 PDF…"),
                icon="person-card",
                run=_profiles,
                needs=Needs.ONE,
                writes=False,
                refusal=no_cohort,
            ),
            Command(
                id="companies.move_up",
                title=tr("예비 기업 올리기"),
                icon="up",
                run=lambda at: at.desk.jobs.run(
                    at.page,
                    tr("예비 기업 올리기"),
                    lambda _progress: standing.move_up(at.desk.store),
                    lambda _changes: None,
                ),
                in_header=False,
            ),
            add_command("companies", tr("기업 추가")),
        ),
    ),
    Screen(
        kind="openings",
        section=tr("기업·인턴십"),
        icon="job",
        chapter="제안과 매칭",
        form=OPENING,
        open=_open_opening,
        commands=(
            Command(
                id="openings.add_match",
                title=tr("매칭 추가"),
                icon="match",
                run=lambda at: at.desk.open("matches", at.page, opening_id=at.ids[0]),
                needs=Needs.ONE,
            ),
            add_command("openings", tr("모집 추가")),
        ),
    ),
    *interviews.SCREENS,
    *matching.SCREENS,
    Screen(
        kind="matches",
        section=tr("기업·인턴십"),
        icon="match",
        chapter="제안과 매칭",
        form=MATCH,
        open=_open_match,
        commands=(
            *internships.ON_MATCHES,
            add_command("matches", tr("매칭 추가")),
        ),
    ),
    *internships.SCREENS,
    *subsidies.SCREENS,
    *follow_up.SCREENS,
)
