"""The columns of a sheet of scores: one for each criterion of a stage, and for each judge where each gives one."""

from collections.abc import Iterator, Mapping

from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.training import Stage
from desktop.rules.fields import Field
from desktop.rules.scoring import Criterion
from desktop.services.intake.plan import Target
from desktop.services.training import programme
from desktop.services.training.selection import people, score_sheet
from desktop.services.training.selection.score_sheet import ScoreSheet
from desktop.text.hangul import clean_name


def stage_of(session: Session, target: Target) -> Stage:
    """The stage that a target names. Raises UserError where there is no such cohort or stage."""
    wanted = target.cohort or ""
    cohort = programme.find_cohort(session, wanted)
    if cohort is None:
        raise UserError(f"'{wanted}' 기수가 없습니다. 기수의 이름이나 연도를 확인해 주세요.", "cohort")
    return people.stage_named(session, cohort, target.stage)


def sheet_of(session: Session, target: Target) -> ScoreSheet:
    """What is scored there: for 평가 where the people attend already, else for 선발 (`score_sheet.purpose_of`).

    Raises UserError where nothing is, and where the judge is none of the stage's.
    """
    stage = stage_of(session, target)
    sheet = score_sheet.read(session, stage.id, score_sheet.purpose_of(session, stage.id))
    if not sheet.criteria:
        raise UserError(
            f"'{stage.name}' 단계에 평가 항목이 없습니다. '평가 항목'에서 먼저 적어 주세요.", "stage"
        )
    if target.judge and judge_of(sheet, target) is None:
        there = ", ".join(sheet.judges.values()) or "없음"
        raise UserError(
            f"'{target.judge}' 심사위원이 없습니다. '심사위원'에서 확인해 주세요(있는 사람: {there}).",
            "judge",
        )
    return sheet


def judge_of(sheet: ScoreSheet, target: Target) -> int | None:
    """The judge whose scores they are, by name; the only one where nobody is named."""
    name = clean_name(target.judge or "")
    if not name:
        return next(iter(sheet.judges)) if len(sheet.judges) == 1 else None
    return next((judge for judge, each in sheet.judges.items() if clean_name(each) == name), None)


def columns_of(sheet: ScoreSheet, target: Target) -> dict[str, tuple[Criterion, int | None]]:
    """The criterion and judge of each column, by the key of its field."""
    only = judge_of(sheet, target) if target.judge else None
    return {
        _key(criterion, judge): (criterion, judge)
        for criterion, judge in sheet.columns
        if only is None or judge in {None, only}
    }


def fields_of(sheet: ScoreSheet, target: Target) -> Iterator[Field]:
    """A field for each column; a judge's own sheet names the criteria alone."""
    alone = judge_of(sheet, target)
    for key, (criterion, judge) in columns_of(sheet, target).items():
        title = sheet.heading(criterion, judge)
        aliases: tuple[str, ...] = (f"{criterion.title} 점수", f"{criterion.title}점수")
        if judge is not None:
            name = sheet.judges[judge]
            forms = ("{0}({1})", "{0} {1}", "{0}-{1}", "{0}_{1}", "{1} {0}", "{1}({0})", "{0}/{1}")
            aliases = tuple(form.format(criterion.title, name) for form in forms)
            aliases += (criterion.title,) if judge == alone else ()
        yield Field(key, title, aliases=aliases, max_length=20)


def known_keys(columns: Mapping[str, object], there: Mapping[str, object]) -> list[str]:
    """The keys of the columns that a file has, in the stage's order."""
    return [key for key in columns if key in there]


def _key(criterion: Criterion, judge: int | None) -> str:
    return f"criterion_{criterion.id}" if judge is None else f"criterion_{criterion.id}_{judge}"
