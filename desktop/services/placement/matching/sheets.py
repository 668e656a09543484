"""One workbook for each opening, in which its company ranks the people; what comes back is read by person."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from desktop.documents.lists.lists import SheetColumn, SheetOptions, SheetSpec
from desktop.errors import Progress, UserError, no_progress
from desktop.model.people import Person
from desktop.model.training import Cohort, Trainee
from desktop.rules.placement.consent import may_be_shown
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.services.office import settings as office
from desktop.services.placement.matching import market as markets
from desktop.services.placement.matching import ranking
from desktop.services.placement.matching.import_preferences import FIELDS
from desktop.services.placement.matching.ranking import Spot

_UNFIT = str.maketrans(dict.fromkeys('\\/:*?"<>|', " "))
_SEALED = "이미 내보낸 파일은 되돌릴 수 없습니다."
_KEYS = ("name", "birth_date", "company", "duty", "cohort", "rank")


@dataclass(frozen=True, slots=True)
class Written:
    """The files, and whose names do not stand in them: they did not agree that companies see them."""

    paths: tuple[Path, ...]
    left_out: int


def write_all(store: Store, cohort_id: int, folder: Path, progress: Progress = no_progress) -> Written:
    """Write them into a folder and put that on record. Raises UserError where there is nobody to rank, or a file cannot be saved."""
    from desktop.documents.lists.sheets import write_sheet  # its libraries take 0.4 s

    with store.read() as session:
        market = markets.read(session, cohort_id)
        cohort = session.get_one(Cohort, cohort_id).name
        there = ranking.standing(session, set(market.openings))
        asked = select(Trainee.id, Person.consent_date, Person.consent_scope).join(Person)
        agreed = {
            trainee_id
            for trainee_id, day, scope in session.execute(asked.where(Trainee.id.in_(market.people)))
            if may_be_shown(day, scope)
        }
    if market.people and not agreed:
        raise UserError(
            f"제3자 제공에 동의한 사람이 없습니다(제외 {len(market.people):,}명). 교육생의 '동의 범위'를 확인해 주세요."
        )
    if not market.openings or not agreed:
        raise UserError("순위를 물을 사람이나 모집이 없습니다. 모집과 수료한 사람을 확인해 주세요.")
    columns = tuple(
        SheetColumn(next(each for each in FIELDS if each.key == key), summed=False) for key in _KEYS
    )
    paths = []
    for done, place in enumerate(market.openings.values()):
        progress(done, len(market.openings))
        rows = [
            (
                person.name, person.born, place.company, place.duty, cohort,
                ranking.shown(there.get(Spot(markets.COMPANIES, person.trainee_id, place.opening_id))),
            )
            for person in market.people.values()
            if person.trainee_id in agreed and person.trainee_id not in market.held
        ]  # fmt: skip
        sheet = SheetSpec(
            title=f"희망 순위표 {place.label}",
            columns=columns,
            rows=rows,
            subtitle=value(store, office.NAME) or "",
            as_of=store.today(),
            unit="명",
            options=SheetOptions(),
        )

        def log(label: str = place.label, count: int = len(rows)) -> None:
            with store.operation(f"희망 순위표 내보내기: {label} {count}명", sealed=_SEALED) as op:
                op.touch()

        paths.append(
            write_sheet(folder / f"희망 순위표_{place.label.translate(_UNFIT)}.xlsx", sheet, written=log)
        )
    left_out = sum(each not in agreed for each in market.people)
    return Written(tuple(paths), left_out)
