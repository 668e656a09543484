"""What the page of a selection shows, read at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.training import Cohort, Criterion, Stage
from desktop.queries.list_spec import Scope
from desktop.rules.composition import Group, Trait, composition
from desktop.rules.scoring import Scored, scored
from desktop.rules.selection import Result, cut
from desktop.services.datafile.store import Store
from desktop.services.training.selection import frozen, ranking, reserves
from desktop.services.training.selection.frozen import Difference, FrozenLine
from desktop.services.training.selection.ranking import Ranking, Settings
from desktop.services.training.selection.reserves import Waiting
from desktop.services.training.selection.score_sheet import SELECTING, ScoreSheet


@dataclass(frozen=True, slots=True)
class Look:
    """A stage's selection as it stands.

    ``problem`` says why there is no ranking yet. ``totals`` are everybody's, so that another line is cut at once. ``day``
    is the 기준일, on which ages are told. ``confirmed`` tells that exactly this ranking was confirmed. ``lines`` are the
    published ones and ``differences`` those that would be others now; ``whole`` is False where the published were touched.
    """

    sheet: ScoreSheet
    settings: Settings
    day: date
    problem: str = ""
    totals: tuple[Scored, ...] = ()
    made_by: str = ""
    confirmed_by: str = ""
    confirmed: bool = False
    published_at: datetime | None = None
    whole: bool = True
    lines: tuple[FrozenLine, ...] = ()
    differences: tuple[Difference, ...] = ()
    waiting: tuple[Waiting, ...] = ()

    def ranked(self, settings: Settings) -> Ranking:
        """The ranking with another line; the totals are those of `settings` as kept."""
        rule = self.sheet.rule(settings.trim, settings.trim_from)
        totals = (
            self.totals
            if (settings.trim, settings.trim_from) == (self.settings.trim, self.settings.trim_from)
            else scored(self.sheet.candidates(), rule)
        )
        return Ranking(self.sheet, settings, cut(totals, rule, settings.rule))

    def made_of(self, ranked: Ranking) -> tuple[Group, ...]:
        """Who the selected are."""
        people = {each.enrolment_id: each for each in self.sheet.people}
        chosen = (
            people[line.scored.candidate.id]
            for line in ranked.selection.lines
            if line.result is Result.SELECTED
        )
        traits = (Trait(each.birth_date, each.gender, each.major_kind, each.address) for each in chosen)
        return composition(traits, self.day)


def look(store: Store, stage_id: int) -> Look:
    """Read the selection of a stage. Raises UserError where the stage is gone."""
    with store.read() as session:
        sheet = ranking.read_sheet(session, stage_id)
        settings = ranking.settings_of(session, stage_id)
        row = ranking.kept(session, stage_id)
        cohort = session.scalars(select(Cohort).join(Stage).where(Stage.id == stage_id)).one()
        found = Look(sheet, settings, cohort.reference_date or store.today())
        try:
            totals = tuple(scored(sheet.candidates(), sheet.rule(settings.trim, settings.trim_from)))
        except UserError as error:
            return replace(found, problem=error.message)
        found = replace(found, totals=totals)
        if row is None:
            return found
        found = replace(
            found,
            made_by=row.made_by or "",
            confirmed_by=row.confirmed_by or "",
            confirmed=row.confirmed_sha256 == frozen.hash_of(found.ranked(settings)),
            published_at=row.published_at,
        )
        if row.published_at is None:
            return found
        lines = tuple(frozen.lines_of(session, row.id))
        return replace(
            found,
            lines=lines,
            whole=frozen.is_whole(session, stage_id),
            differences=tuple(frozen.differences(found.ranked(settings), lines)),
            waiting=tuple(reserves.waiting(session, stage_id)),
        )


def stages(store: Store, scope: Scope) -> list[tuple[int, str]]:
    """The stages of the cohort in work, in order, as (id, name); none where no cohort is."""
    if scope.cohort_id is None:
        return []
    with store.read() as session:
        rows = session.execute(
            select(Stage.id, Stage.name).where(Stage.cohort_id == scope.cohort_id).order_by(Stage.position)
        )
        return [(row_id, name) for row_id, name in rows]


def to_begin_with(store: Store, stage_ids: Sequence[int]) -> int:
    """Of the stages in their order the last one that selects by something, else the first."""
    selecting = select(Criterion.stage_id).where(
        Criterion.stage_id.in_(stage_ids), Criterion.purpose == SELECTING
    )
    with store.read() as session:
        found = set(session.scalars(selecting))
    return next((each for each in reversed(stage_ids) if each in found), stage_ids[0])
