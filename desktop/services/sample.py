"""The practice file: both programmes from 2019 to 2022 with invented people, made by the program's own means.

The office's sheets in resources/samples come in through the importer; what nobody keeps in a sheet (openings, matches,
proposals and their course) is entered through the services a dialog uses. A kind whose records stand alone declares its
own (`RecordKind.sample`).
"""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select

from desktop.documents.saving import patiently
from desktop.errors import Progress, UserError, no_progress
from desktop.model.board import Member, Policy
from desktop.model.people import Person
from desktop.model.placement import Company
from desktop.model.training import Cohort, ProjectTeam, Trainee
from desktop.places import bundled
from desktop.queries.list_spec import Scope
from desktop.rules.placement import MatchStatus
from desktop.services import settings
from desktop.services.board import sample as board_year
from desktop.services.board.review import sample as review
from desktop.services.board.scoring import sample as score_sheets
from desktop.services.board.votes import sample as votes
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.store import Store
from desktop.services.kinds import KINDS
from desktop.services.office.settings import mark_as_sample
from desktop.services.placement import internships as placement
from desktop.services.placement.follow_up import sample as follow_up
from desktop.services.placement.internships import sample as internship_steps
from desktop.services.placement.interviews import sample as interviews
from desktop.services.placement.matching import sample as matching
from desktop.services.placement.subsidies import sample as subsidies
from desktop.services.records import moves, records
from desktop.services.training import programme as training
from desktop.services.training.applications import sample as applications
from desktop.services.training.attendance import sample as attendance
from desktop.services.training.demo_day import sample as demo_day
from desktop.services.training.mentoring import sample as mentoring
from desktop.services.training.selection import sample as selection
from desktop.services.training.sessions import sample as timetable
from desktop.services.training.survey import sample as survey
from desktop.services.training.teams import sample as teams
from desktop.text.dates import parse_date

OFFICE = {
    "name": "서초구청",
    "department": "일자리정책과",
    "head_title": "서초구청장",
    "issuer_title": "한국과학기술원 총장",
    "joint_host": "한국과학기술원",
    "programme_name": "서초 AI칼리지",
}
_ENDED = (MatchStatus.ENDED, MatchStatus.CONVERTED)


def create(store: Store, progress: Progress = no_progress) -> None:
    """Fill an empty data file with the sample programmes and mark it as holding sample data.

    ``progress`` counts the parts. Meant for `Store.create(fill=…)`, which leaves no file when it is cancelled.
    """
    folder = bundled("resources", "samples")
    programmes = json.loads((folder / "programmes.json").read_text(encoding="utf-8"))
    parts: list[Callable[[], None]] = [
        lambda: mark_as_sample(store),
        lambda: _set_up(store, programmes),
        lambda: _of_kinds(store),
        lambda: _board(store, folder, programmes),
        lambda: board_year.fill(store),
        lambda: review.fill(store),
        lambda: votes.fill(store),
        lambda: score_sheets.fill(store),
        lambda: _import(store, "companies", folder / "companies.xlsx"),
        *(partial(_cohort, store, folder, cohort) for cohort in programmes["cohorts"]),
        lambda: _describe_teams(store, programmes["projects"]),
        lambda: applications.fill(store),
        lambda: selection.fill(store),
        lambda: timetable.fill(store),
        lambda: attendance.fill(store, programmes["cohorts"][-1]["name"]),
        lambda: mentoring.fill(store),
        lambda: teams.fill(store),
        lambda: demo_day.fill(store),
        lambda: survey.fill(store),
        lambda: _placements(store, programmes),
        lambda: interviews.fill(store),
        lambda: matching.fill(store),
        lambda: internship_steps.fill(store),
        lambda: subsidies.fill(store),
        lambda: follow_up.fill(store),
    ]
    for done, part in enumerate(parts):
        progress(done, len(parts))
        part()
    progress(len(parts), len(parts))


def create_anew(path: Path, progress: Progress = no_progress) -> None:
    """Make the practice file at ``path``; one that is there, and closed, is replaced once the new one is complete."""
    part = path.with_name(f".{path.stem} 새로.db")
    part.unlink(missing_ok=True)
    try:
        Store.create(part, fill=lambda store: create(store, progress)).close()
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        if not patiently(lambda: part.replace(path)):
            raise PermissionError
    except OSError:
        raise UserError(
            "연습 자료를 바꿀 수 없습니다. 같은 파일을 연 다른 창을 닫고 다시 해 주세요."
        ) from None
    finally:
        patiently(lambda: part.unlink(missing_ok=True))


def _set_up(store: Store, programmes: dict[str, Any]) -> None:
    settings.save(store, OFFICE)
    records.save(store, "boards", programmes["board"])
    for cohort in programmes["cohorts"]:
        own = {key: value for key, value in cohort.items() if key != "stages"}
        cohort_id = _added(records.save(store, "cohorts", own), "cohort")
        with store.read() as session:
            stage_ids = [stage.id for stage in training.stages(session, cohort_id)]
        for stage_id, stage in zip(stage_ids, cohort["stages"], strict=True):
            records.save(store, "stages", stage, record_id=stage_id)


def _of_kinds(store: Store) -> None:
    """What a kind declares of itself."""
    for kind in KINDS.values():
        for values in kind.sample:
            records.save(store, kind.kind, values)


def _import(store: Store, kind: str, path: Path, sheet: str | None = None) -> None:
    # Imported when first used: the readers of files take 0.2 s, which starting the window should not wait for.
    from desktop.services import importing

    workbook = importing.read_file(path)
    importing.run(store, importing.prepare(store, kind, workbook, sheet=sheet))


def _board(store: Store, folder: Path, programmes: dict[str, Any]) -> None:
    _import(store, "members", folder / "members-2022.xlsx")
    with store.read() as session:
        policies = dict(session.execute(select(Policy.name, Policy.id)).all())
        members = dict(session.execute(select(Member.staff_number, Member.id)).all())
    themes = {
        name: _added(records.save(store, "themes", {"name": name, "policy_id": policies[policy]}), "theme")
        for name, policy in programmes["themes"].items()
    }
    for proposal in programmes["proposals"]:
        raw = {key: value for key, value in proposal.items() if key not in {"theme", "path", "authors"}}
        raw |= {
            "theme_id": themes[proposal["theme"]],
            "authors": tuple(members[number] for number in proposal["authors"]),
        }
        proposal_id = _added(records.save(store, "proposals", raw), "proposal")
        for status, reason, *given in proposal["path"]:
            moves.move(store, "proposals", [proposal_id], status, reason, Scope(), *given)


def _cohort(store: Store, folder: Path, cohort: dict[str, Any]) -> None:
    for stage in cohort["stages"]:
        _import(store, "trainees", folder / f"trainees-{cohort['year']}.xlsx", stage["name"])


def _describe_teams(store: Store, projects: dict[str, str]) -> None:
    with store.operation("프로젝트 소개 적기") as op:
        for team in op.session.scalars(select(ProjectTeam).where(ProjectTeam.name.in_(projects))):
            team.summary = projects[team.name]


def _placements(store: Store, programmes: dict[str, Any]) -> None:
    with store.read() as session:
        companies = dict(session.execute(select(Company.registration_number, Company.id)).all())
        cohorts = dict(session.execute(select(Cohort.name, Cohort.id)).all())
        people = select(Person.name, Person.phone, Trainee.id).join(Trainee, Trainee.person_id == Person.id)
        trainees = {(name, phone): row_id for name, phone, row_id in session.execute(people)}
    openings = []
    for opening in programmes["openings"]:
        links = {"company_id": companies[opening["company"]], "cohort_id": cohorts[opening["cohort"]]}
        openings.append(_added(records.save(store, "openings", opening | links), "opening"))
    placed = []
    for match in programmes["matches"]:
        raw = {
            "trainee_id": trainees[match["name"], match["phone"]],
            "opening_id": openings[match["opening"]],
            "starts_on": match["starts_on"],
            "ends_on": match["left_on"] or placement.end_of_internship(store, parse_date(match["starts_on"])),
            "supervisor": match["supervisor"],
            "origin": "직접",
        }
        placed.append((_added(records.save(store, "matches", raw), "internship_match"), match))
    _move_matches(store, placed)


def _move_matches(store: Store, placed: list[tuple[int, dict[str, Any]]]) -> None:
    """The internships of earlier cohorts ran and ended; some became regular staff."""
    begun = [(row_id, match) for row_id, match in placed if match["status"] != MatchStatus.PLANNED]
    move = partial(moves.move, store, "matches", scope=Scope())
    move([row_id for row_id, _match in begun], MatchStatus.WORKING, "")
    move([row_id for row_id, match in begun if match["status"] in _ENDED], MatchStatus.ENDED, "")
    for row_id, match in begun:
        if match["status"] == MatchStatus.ENDED_EARLY:
            move([row_id], MatchStatus.ENDED_EARLY, match["reason"])
    regular = [row_id for row_id, match in begun if match["status"] == MatchStatus.CONVERTED]
    move(regular, MatchStatus.CONVERTED, "")


def _added(changes: Changes, table: str) -> int:
    return changes.inserted[table][0]
