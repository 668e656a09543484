"""The stage that is meant by a cohort and a stage in words, both of which must be there."""

from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.training import Stage
from desktop.services.intake.plan import Target
from desktop.services.training import programme
from desktop.services.training.import_stages import CohortFinder


def stage_named(session: Session, cohort: str | None, stage: str | None) -> Stage:
    """The stage by its name, the beginning of it or its number ('2단계'), of the cohort of this name or year.

    Without ``stage`` it is the cohort's only one. Raises UserError, with the field, where there is no such stage.
    """
    found = programme.find_cohort(session, cohort) if cohort else None
    if found is None:
        named = f"'{cohort}' 기수가 없습니다. " if cohort else ""
        raise UserError(f"{named}있는 기수의 이름이나 연도로 골라 주세요.", "cohort")
    of_cohort = programme.stages(session, found.id)
    if stage is None and len(of_cohort) != 1:
        names = ", ".join(each.name for each in of_cohort) or "없음"
        raise UserError(f"단계를 골라 주세요. '{found.name}'의 단계: {names}", "stage")
    place = CohortFinder(session, Target(found.name, stage)).of(None, None, in_team=False)
    (wanted,) = (each for each in of_cohort if place is not None and each.id == place.stage_id)
    return wanted


def last_stage(session: Session, cohort: str) -> Stage:
    """The stage that leads to the cohort's certificate. Raises UserError where there is no such cohort, or none in it."""
    found = programme.find_cohort(session, cohort)
    of_cohort = programme.stages(session, found.id) if found else ()
    if not of_cohort:
        raise UserError(
            f"'{cohort}' 기수나 그 단계가 없습니다. 기수의 이름이나 연도를 확인해 주세요.", "cohort"
        )
    return of_cohort[-1]
