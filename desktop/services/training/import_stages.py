"""Which stage of which cohort a row of a file belongs to, before such a cohort need exist."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.training import DEFAULT_STAGES, Stage
from desktop.services.datafile.operations import Operation
from desktop.services.intake.plan import Target
from desktop.services.training import programme as training
from desktop.text.hangul import attach

_ORDINAL = re.compile(r"(?:제)?(\d)(?:단계|차|차시)?")


class StageOfCohort(NamedTuple):
    """A stage: of the cohort of this very name, ``stage_id`` None while that is yet to be made."""

    cohort: str
    stage: str
    position: int
    stage_id: int | None

    @property
    def is_first(self) -> bool:
        return self.position == 1


class _Cohort(NamedTuple):
    name: str
    exists: bool
    stages: tuple[tuple[str, int | None], ...]


class CohortFinder:
    """Finds places by what the rows say, else by the target. Raises UserError when the target itself is none.

    ``written`` is what all rows say of a cohort: a bare year means the cohort that another row calls by its full name.
    """

    def __init__(self, session: Session, target: Target, written: Iterable[object] = ()) -> None:
        self._session = session
        self._target = target
        self._written = {str(each).strip() for each in {*written, target.cohort} if each}
        self._cohorts: dict[str, _Cohort] = {}
        self._names: dict[str, str] = {}
        self._found: dict[tuple[object, object, bool], StageOfCohort | None] = {}
        self.notes: list[str] = []
        if target.cohort:
            self.of(None, None, in_team=False)

    def of(self, cohort: object, stage: object, *, in_team: bool) -> StageOfCohort | None:
        """The place of one row; None when neither the row nor the target names a cohort.

        A row with a team and no stage belongs to the last stage, where the teams are. Raises UserError with the
        field that is not understood.
        """
        key = (cohort, stage, in_team)
        if key not in self._found:
            self._found[key] = self._find(cohort, stage, in_team=in_team)
        return self._found[key]

    def _find(self, cohort: object, stage: object, *, in_team: bool) -> StageOfCohort | None:
        wanted = str(cohort or self._target.cohort or "").strip()
        if not wanted:
            self.notes = ["기수를 정하지 않아 교육생 명단에만 들어가고 어느 단계에도 오르지 않습니다."]
            return None
        known = self._cohort(wanted)
        name = _stage_name(stage, known) or str(self._target.stage or "").strip()
        last = len(known.stages) - 1
        index = _index_of(name, known) if name else last if in_team else 0
        return StageOfCohort(known.name, known.stages[index][0], index + 1, known.stages[index][1])

    def _cohort(self, wanted: str) -> _Cohort:
        """What the words mean, found once: two wordings of one cohort are one, and one wording means one."""
        if wanted not in self._names:
            known = self._look_up(wanted)
            self._names[wanted] = known.name
            self._cohorts.setdefault(known.name, known)
        return self._cohorts[self._names[wanted]]

    def _look_up(self, wanted: str) -> _Cohort:
        name = training.new_name(self._session, wanted)
        if name in self._written:
            wanted = name
        try:
            found = training.find_cohort(self._session, wanted) or training.find_cohort(self._session, name)
        except UserError:
            # Of several of one year, the one that an earlier import of these words made.
            found = training.find_cohort(self._session, name)
            if found is None:
                raise
        if found is None:
            return _Cohort(name, exists=False, stages=tuple((stage, None) for stage in DEFAULT_STAGES))
        stages = training.stages(self._session, found.id)
        if not stages:
            raise UserError(
                f"'{found.name}' 기수에 단계가 없습니다. '기수와 단계'에서 단계를 먼저 추가해 주세요.",
                "cohort",
            )
        return _Cohort(found.name, exists=True, stages=tuple((stage.name, stage.id) for stage in stages))

    @property
    def status(self) -> str | None:
        """The status of rows that name none."""
        return self._target.status

    def told(self, places: Iterable[StageOfCohort | None]) -> list[str]:
        """Where so many rows go: "'서초 AI칼리지 2022' 기초과정에 456명"."""
        counted = Counter((place.cohort, place.stage) for place in places if place is not None)
        return [
            f"'{cohort}' {attach(stage, '으로/로')} {count:,}명" for (cohort, stage), count in counted.items()
        ]

    def stage_ids(self) -> list[int]:
        """The ids of all stages of the cohorts met so far."""
        return [
            stage_id
            for known in self._cohorts.values()
            for _name, stage_id in known.stages
            if stage_id is not None
        ]

    def to_be_created(self) -> list[str]:
        """A sentence for each cohort met that does not exist yet."""
        return [
            f"'{known.name}' 기수를 새로 만들고 {len(known.stages)}개 단계({', '.join(name for name, _id in known.stages)})를 둡니다."
            for known in self._cohorts.values()
            if not known.exists
        ]


class Stages:
    """The stages that places found before stand for; nothing is looked up by words anew, so none means another now."""

    def __init__(self, op: Operation) -> None:
        self._op = op
        self._stages: dict[StageOfCohort, Stage] = {}
        self._made: dict[str, Sequence[Stage]] = {}

    def of(self, place: StageOfCohort) -> Stage:
        """The stage itself, its cohort made when there was none."""
        if place not in self._stages:
            self._stages[place] = (
                self._new_cohort(place.cohort)[place.position - 1]
                if place.stage_id is None
                else self._op.get(Stage, place.stage_id)
            )
        return self._stages[place]

    def _new_cohort(self, name: str) -> Sequence[Stage]:
        if name not in self._made:
            cohort = training.new_cohort(self._op, name)
            self._made[name] = training.stages(self._op.session, cohort.id)
        return self._made[name]


def _stage_name(stage: object, cohort: _Cohort) -> str:
    """The stage a row names; not the programme's own name, which also stands under '과정'."""
    name = str(stage or "").strip()
    squeezed, whole = name.replace(" ", ""), cohort.name.replace(" ", "")
    return "" if squeezed in whole or whole in squeezed else name


def _index_of(name: str, cohort: _Cohort) -> int:
    """The stage meant: by its name, the beginning of it ('기초'), or its number ('1단계')."""
    squeezed = name.replace(" ", "")
    names = [stage.replace(" ", "") for stage, _id in cohort.stages]
    tests: tuple[Callable[[str], bool], ...] = (
        squeezed.__eq__,
        lambda stage: stage.startswith(squeezed),
        lambda stage: squeezed in stage or stage in squeezed,
    )
    for test in tests:
        hits = [index for index, stage in enumerate(names) if test(stage)]
        if len(hits) == 1:
            return hits[0]
    ordinal = _ORDINAL.fullmatch(squeezed)
    if ordinal and 1 <= int(ordinal[1]) <= len(names):
        return int(ordinal[1]) - 1
    stages = ", ".join(stage for stage, _id in cohort.stages)
    raise UserError(
        f"'{cohort.name}' 기수에 '{name}' 단계가 없습니다. 있는 단계로 적어 주세요: {stages}", "stage"
    )
