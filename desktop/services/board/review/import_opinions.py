"""What departments say of proposals, out of an office's sheet: one by the proposal's title, the department and the day asked."""

import datetime as dt
import re
from dataclasses import replace
from functools import partial
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.base import table_of
from desktop.model.board import OPINION_FIELDS, Opinion, Proposal
from desktop.rules.board.days import check_come, check_order
from desktop.rules.fields import Kind
from desktop.services.board import import_rows
from desktop.services.board.import_names import Names
from desktop.services.board.import_rows import Meant, Row, Sheet
from desktop.services.intake.importer import BoardTarget, Importer, Needed
from desktop.services.intake.plan import Parsed, Resolution, Target
from desktop.text.dates import show_date

_OWN = {each.key: each for each in OPINION_FIELDS}
FIELDS = (
    replace(_OWN["proposal_id"], kind=Kind.TEXT, links_to="", aliases=("제안명", "제안 제목")),
    replace(_OWN["department"], aliases=("부서명", "소관부서", "담당부서", "검토부서")),
    replace(_OWN["asked_on"], aliases=("요청일", "의뢰일")),
    replace(_OWN["due_on"], aliases=("회신 기한", "답변 기한")),
    replace(_OWN["answered_on"], aliases=("회신일", "답변일")),
    replace(_OWN["verdict"], aliases=("검토의견", "수용 여부", "수용여부")),
    replace(_OWN["text"], aliases=("검토 내용", "검토의견 내용")),
    _OWN["skipped_reason"],
)
_IDENTITY = ("proposal_id", "department", "asked_on")
"""A department that has answered may be asked again."""


def resolve(session: Session, parsed: Parsed, target: Target) -> Resolution:
    """Find, for every row, the opinion it is; nothing is written."""
    names, columns = Names(session, target), table_of(Opinion).c
    rows = session.execute(
        select(table_of(Opinion))
        .join(Proposal)
        .where(Proposal.board_id == names.board_id)
        .order_by(columns.id)
    ).mappings()

    there = import_rows.by_identity(rows, _IDENTITY)
    waiting = {identity[:2]: identity[2] for identity, (row, *_) in there.items() if _waits(row)}

    def meant(row: Row) -> Meant:
        proposal = names.proposal(row["proposal_id"], "proposal_id")
        asked = proposal.id, row["department"]
        if _waits(row) and waiting.setdefault(asked, row["asked_on"]) != row["asked_on"]:
            raise UserError(
                f"이 부서는 {show_date(waiting[asked])}에 물은 의견에 아직 답하지 않았습니다. "
                "그 의견에 답이나 생략 사유를 적은 뒤에 다시 물어 주세요.",
                "asked_on",
            )
        return Meant((*asked, row["asked_on"]), {**row, "proposal_id": proposal.id})

    return import_rows.resolve(
        parsed, Sheet(FIELDS, "department", meant, partial(_check, session.info["today"]), there)
    )


def _waits(row: Row) -> bool:
    return row["answered_on"] is None and row["skipped_reason"] is None


def _check(today: dt.date, values: Row, _stood: Row | None) -> None:
    asked = ("물은 날", values["asked_on"])
    check_come("답한 날", values["answered_on"], today, "answered_on")
    check_order(asked, ("답할 날", values["due_on"]), "due_on")
    check_order(asked, ("답한 날", values["answered_on"]), "answered_on")
    if (values["verdict"] is None) != (values["answered_on"] is None):
        raise UserError("의견과 답한 날은 함께 적습니다. 둘 다 적거나 둘 다 비워 주세요.", "verdict")
    if values["skipped_reason"] is not None and values["answered_on"] is not None:
        raise UserError(
            "답한 의견에는 생략 사유를 적지 않습니다. 둘 가운데 하나를 비워 주세요.", "skipped_reason"
        )


IMPORTER: Final = Importer(
    kind="opinions",
    title="부서 의견",
    noun="부서 의견",
    counter="건",
    fields=FIELDS,
    required=(
        Needed("제안", ("proposal_id",)),
        Needed("부서", ("department",)),
        Needed("물은 날", ("asked_on",)),
    ),
    resolve=resolve,
    write=import_rows.write_into(Opinion),
    not_mine=re.compile(r"생년월일|직원|사번|임용"),
    named_by="department",
    target=BoardTarget(none_yet="기수를 먼저 추가해 주세요"),
    synonyms={
        "verdict": {
            "일부수용": "일부 수용",
            "수용곤란": "수용 곤란",
            "불수용": "수용 곤란",
            "참고": "참고 의견",
        }
    },
)
