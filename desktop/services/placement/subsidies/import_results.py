"""The result sheet that comes back: what was paid, what was not and why; numbers nobody knows are listed (CO-20)."""

import re
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.subsidies import SubsidyClaim
from desktop.rules.fields import Field, Kind
from desktop.rules.subsidy.papers import ClaimStatus
from desktop.services.datafile.operations import Operation
from desktop.services.intake.importer import Importer, Needed
from desktop.services.intake.plan import Difference, Parsed, Problem, Resolution, Target
from desktop.services.placement.subsidies import claims

_NUMBER = re.compile(r"P?0*(\d+)", re.IGNORECASE)
RESULTS = (ClaimStatus.PAID.value, ClaimStatus.UNPAID.value)
FIELDS = (
    Field("number", "지급번호", required=True, aliases=("지급 번호", "청구번호")),
    Field("result", "결과", Kind.CHOICE, required=True, choices=RESULTS, aliases=("처리결과", "이체결과")),
    Field("paid_on", "지급일", Kind.DATE, aliases=("이체일", "입금일")),
    Field("why", "사유", aliases=("오류사유", "미지급사유")),
)


def resolve(session: Session, parsed: Parsed, _target: Target) -> Resolution:
    """Find, for every row, the claim it answers; nothing is written."""
    result = Resolution(writes={})
    known = {row.id: row for row in session.scalars(select(SubsidyClaim))}
    seen: dict[int, int] = {}
    for position, written in enumerate(parsed.columns["number"]):
        number = parsed.numbers[position]
        told = parsed.columns["result"][position]
        read = _NUMBER.fullmatch(str(written).strip())
        row = known.get(int(read[1])) if read else None
        reason = _refused(row, told, parsed.column("why")[position])
        if row is None or reason:
            result.problems[position] = Problem(number, parsed.titles["number"], str(written), reason)
        elif row.id in seen:
            result.same_as[position] = seen[row.id]
            result.duplicates.append(position)
        elif row.status == told:
            result.duplicates.append(position)
        else:
            seen[row.id] = position
            result.updated.append(position)
            result.differences.append(Difference(number, "상태", row.status, told))
            result.writes[position] = row.id
    return result


def _refused(row: SubsidyClaim | None, told: str, why: str | None) -> str:
    if row is None:
        return "없는 지급번호입니다. 명세서의 번호를 확인해 주세요."
    if told == ClaimStatus.UNPAID.value and not why:
        return "미지급의 사유가 없습니다. 사유를 적어 주세요."
    if row.status not in {ClaimStatus.APPROVED.value, *RESULTS}:
        return f"'{row.status}'인 청구입니다. 승인한 청구만 지급할 수 있습니다."
    if row.status in RESULTS and row.status != told:
        return f"이미 '{row.status}'인 청구입니다. 상태를 먼저 되돌려 주세요."
    return ""


def write(op: Operation, parsed: Parsed, resolution: Resolution, _target: Target) -> None:
    """Write what `resolve` found."""
    for position, claim_id in resolution.writes.items():
        row = op.get(SubsidyClaim, claim_id)
        with op.session.no_autoflush:
            row.status = parsed.columns["result"][position]
            row.reason = parsed.column("why")[position]
            row.paid_on = parsed.column("paid_on")[position]
            try:
                claims.check_claim(op, row, {})
            except UserError as error:
                raise UserError(f"{parsed.numbers[position]}행: {error.message}", error.field) from None


IMPORTER: Final = Importer(
    kind="claims",
    title="인건비 지급 결과",
    noun="지급 결과",
    counter="건",
    fields=FIELDS,
    required=(Needed("지급번호", ("number",)), Needed("결과", ("result",))),
    resolve=resolve,
    write=write,
    not_mine=re.compile(r"점검|환수"),
    named_by="number",
    synonyms={
        "result": {"완료": "지급", "정상": "지급", "이체완료": "지급", "오류": "미지급", "실패": "미지급"}
    },
)
