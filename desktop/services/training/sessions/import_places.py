"""The stage a row of a timetable belongs to: the one it names, the one the import goes to, else the one of its day."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.training import Stage
from desktop.services.intake.plan import Target
from desktop.services.training import programme
from desktop.services.training.import_stages import CohortFinder
from desktop.text.dates import show_day


class StageFinder:
    """Finds stages of the target's cohort, which must be there: sessions without a programme are nobody's."""

    def __init__(self, session: Session, target: Target) -> None:
        if not target.cohort:
            raise UserError("어느 기수의 수업인지 골라 주세요(명령은 --cohort).", "cohort")
        cohort = programme.find_cohort(session, target.cohort)
        if cohort is None:
            raise UserError(
                f"'{target.cohort}' 기수가 없습니다. '기수와 단계'에서 기수를 먼저 추가해 주세요.", "cohort"
            )
        self._cohort = cohort.name
        self._stages = {stage.id: stage for stage in programme.stages(session, cohort.id)}
        self._finder = CohortFinder(session, Target(cohort=cohort.name, stage=target.stage))
        self._is_named = bool(target.stage)

    def of(self, named: object, day: dt.date) -> int:
        """The id of the stage of a row. Raises UserError where none or several could be meant."""
        if named or self._is_named:
            place = self._finder.of(None, named, in_team=False)
            assert place is not None
            assert place.stage_id is not None
            return place.stage_id
        on_it = [stage.id for stage in self._stages.values() if _holds(stage, day)]
        if len(self._stages) == 1:
            return next(iter(self._stages))
        if len(on_it) != 1:
            raise UserError(
                f"{show_day(day)}이 든 단계가 {'없습니다' if not on_it else '여럿입니다'}. "
                "단계를 고르거나(명령은 --stage) 단계의 기간을 확인해 주세요.",
                "held_on",
            )
        return on_it[0]

    def told(self, stage_ids: Iterable[int]) -> list[str]:
        """Where so many sessions go."""
        counted = Counter(stage_ids)
        return [
            f"'{self._cohort}' {stage.name}에 {counted[stage.id]:,}회"
            for stage in self._stages.values()
            if counted[stage.id]
        ]


def _holds(stage: Stage, day: dt.date) -> bool:
    return (
        stage.starts_on is not None and stage.ends_on is not None and stage.starts_on <= day <= stage.ends_on
    )
