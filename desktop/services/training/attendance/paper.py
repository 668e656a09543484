"""What of attendance and completion goes on paper: the sign sheet of a session, and the lists of the ceremony."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.documents.lists.lists import SheetColumn, SheetOptions, SheetSpec
from desktop.errors import Progress, UserError, no_progress
from desktop.model.people import BIRTH_DATE, NAME, Person
from desktop.model.training import Cohort, Enrolment, ProjectTeam, Stage, Trainee
from desktop.model.training import Session as SessionRow
from desktop.rules.fields import Field
from desktop.rules.training import EnrolmentStatus
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.services.office import settings as office
from desktop.services.training.attendance import book
from desktop.services.training.ceremony_order import ceremony_order

_WEEKDAYS = "월화수목금토일"
_GONE_OUT = "이미 내보낸 파일과 인쇄한 종이는 되돌릴 수 없습니다."
_TEAM, _SEAT = Field("team", "팀"), Field("seat", "좌석")
_IN_A_ROW = 10
Sheet = SheetSpec
"""A sheet of paper that is still to be written."""


def sign_sheet(store: Store, stage_id: int, session_id: int) -> SheetSpec:
    """The sheet that is signed in a session: those to whom it belongs, a line each with room to sign.

    Raises UserError where the session is gone or called off, or nobody's.
    """
    read = book.read(store, stage_id)
    with store.read() as session:
        row, stage = session.get(SessionRow, session_id), session.get(Stage, stage_id)
        if read is None or row is None or stage is None or row.stage_id != stage_id:
            raise UserError("이 수업이 그 사이 지워졌습니다. 수업을 다시 골라 주세요.")
        cohort = session.get_one(Cohort, stage.cohort_id)
    rows = [
        (each.name, each.birth_date) for each in read.people if not read.closed(each.enrolment_id, session_id)
    ]
    if not rows:
        raise UserError("이 수업에 서명할 사람이 없습니다. 휴강이 아닌 수업을 골라 주세요.")
    day = row.held_on
    when = f"{day.year}. {day.month}. {day.day}.({_WEEKDAYS[day.weekday()]}) {row.starts_at}~{row.ends_at}"
    where = (value(store, office.NAME), f"{cohort.name} {stage.name}", when, row.room or "")
    return SheetSpec(
        title="출석 서명부",
        columns=(SheetColumn(NAME), SheetColumn(BIRTH_DATE)),
        rows=rows,
        subtitle=" · ".join(filter(None, where)),
        unit="명",
        options=SheetOptions(signatures=True, remarks=True, landscape=False),
    )


def ceremony_lists(store: Store, stage_id: int) -> tuple[SheetSpec, SheetSpec]:
    """The order of calling and seating, and the list on which certificates are signed for, both in the order of their pages.

    Raises UserError where nobody completed the stage.
    """
    with store.read() as session:
        people = _completed(session, stage_id)
        stage = session.get(Stage, stage_id)
        cohort = session.get(Cohort, stage.cohort_id) if stage else None
    if not people or cohort is None:
        raise UserError("수료한 사람이 없습니다. '수료 처리'를 먼저 해 주세요.")
    subtitle = " · ".join(filter(None, (value(store, office.NAME), cohort.programme, cohort.name)))
    seats = [
        (name, birth, team, f"{place // _IN_A_ROW + 1}열 {place % _IN_A_ROW + 1}번")
        for place, (name, birth, team) in enumerate(people)
    ]
    call = SheetSpec(
        title="수료식 호명·좌석 순서",
        columns=tuple(map(SheetColumn, (NAME, BIRTH_DATE, _TEAM, _SEAT))),
        rows=seats,
        subtitle=subtitle,
        unit="명",
        options=SheetOptions(landscape=False),
    )
    signed = SheetSpec(
        title="수료증 수령 서명부",
        columns=tuple(map(SheetColumn, (NAME, BIRTH_DATE, _TEAM))),
        rows=people,
        subtitle=subtitle,
        unit="명",
        options=SheetOptions(signatures=True, landscape=False),
    )
    return call, signed


def _completed(session: Session, stage_id: int) -> Sequence[tuple[str, dt.date | None, str]]:
    rows = (
        select(Person.name, Person.birth_date, func.coalesce(ProjectTeam.name, ""))
        .join_from(Enrolment, Trainee)
        .join(Person)
        .join(ProjectTeam, ProjectTeam.id == Enrolment.team_id, isouter=True)
        .where(Enrolment.stage_id == stage_id, Enrolment.status == EnrolmentStatus.COMPLETED.value)
        .order_by(*ceremony_order())
    )
    return [(name, birth, team) for name, birth, team in session.execute(rows)]


def write_name_tags(store: Store, stage_id: int, path: Path) -> Path:
    """Write a name tag for everybody who completed, in the order of the ceremony. Raises UserError where nobody did."""
    from desktop.documents.lists.name_tags import Tag, write_name_tags

    call, _signed = ceremony_lists(store, stage_id)
    tags = [Tag(call.subtitle, str(name), str(team or "")) for name, _birth, team, _seat in call.rows]

    def log() -> None:
        _log(store, f"이름표 {len(tags):,}명 PDF로 내보내기 (개인정보 성명): {path.name}")

    return write_name_tags(path, "이름표", tags, store.today(), log)


def write(store: Store, sheet: SheetSpec, path: Path, progress: Progress = no_progress) -> Path:
    """Write a sheet as PDF, put on record as every list that leaves the program. Returns where it lies."""
    # Imported when first used: drawing loads fonts, for which no page waits.
    from desktop.documents.lists.list_pdf import write_list_pdf

    def log() -> None:
        name = f"{sheet.title} {len(list(sheet.rows)):,}{sheet.unit} PDF로 내보내기 (개인정보 성명, 생년월일): {path.name}"
        _log(store, name)

    return write_list_pdf(path, sheet, progress, log)


def _log(store: Store, name: str) -> None:
    """Who took what out and when; of a file that is only looked at nothing can be written."""
    if not store.read_only:
        with store.operation(name, sealed=_GONE_OUT) as op:
            op.touch()
