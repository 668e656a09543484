"""What is scored, out of an office's sheet: one criterion by its stage, purpose and title; its judges where they are named."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.training import CRITERION_FIELDS, Criterion, Judge
from desktop.model.training.assessment import WHOLE
from desktop.rules.fields import Field, Kind
from desktop.services.datafile.operations import Operation
from desktop.services.intake import matching
from desktop.services.intake.importer import Importer, Needed, StageTarget
from desktop.services.intake.plan import Parsed, Problem, Resolution, Target
from desktop.services.training.known_stage import stage_named
from desktop.services.training.selection import ranking, score_sheet
from desktop.services.training.selection.score_sheet import SELECTING
from desktop.text.amounts import show_hundredths
from desktop.text.hangul import clean_name

_POINTS = Field(
    "points", "배점", Kind.SCORE, maximum=WHOLE,
    help="비중과 만점을 함께 정합니다: 30점은 30 %이고 30점 만점입니다.",
)  # fmt: skip
_JUDGES = Field(
    "judges", "심사위원", private=True, max_length=600, aliases=("심사위원명", "평가위원", "심사위원 이름"),
    help="여러 명은 쉼표로 나눕니다. 적으면 심사위원마다 채점합니다.",
)  # fmt: skip
_OWN = tuple(
    replace(each, required=False) for each in CRITERION_FIELDS if each.key not in {"stage_id", "position"}
)
_FIELDS = (*_OWN, _POINTS, _JUDGES)
_TITLES = matching.titles_of(_FIELDS)
_KEYS = ("weight", "lowest", "highest", "judged", "tie_order")
_USUAL: dict[str, Any] = {"lowest": 0, "highest": WHOLE, "judged": False, "tie_order": None}
_TWICE = "{}행과 같은 쓰임의 같은 항목입니다. 한 줄만 남겨 주세요."
_NO_WEIGHT = "비중을 적어 주세요."
_SCALE = "만점은 최저점보다 높아야 합니다."
_PARTED = re.compile(r"[,;/·、\n]+")

Key = tuple[str, str]
"""A purpose and a title."""


@dataclass(slots=True)
class _Writes:
    stage_id: int
    new: list[dict[str, Any]] = field(default_factory=list)
    changes: list[matching.Changes] = field(default_factory=list)
    judges: list[tuple[str, str]] = field(default_factory=list)


class _Known:
    """What the stage has: criteria by their key, judges, the last place of each purpose; which purpose is published."""

    def __init__(self, session: Session, stage_id: int) -> None:
        rows = session.scalars(
            select(Criterion).where(Criterion.stage_id == stage_id).order_by(Criterion.position)
        ).all()
        self.criteria = {(row.purpose, row.title): row for row in rows}
        self.places = Counter({row.purpose: row.position for row in rows})
        sitting = session.execute(select(Judge.purpose, Judge.name).where(Judge.stage_id == stage_id))
        self.judges = {(purpose, name) for purpose, name in sitting}
        kept = ranking.kept(session, stage_id)
        self.published = SELECTING if kept is not None and kept.published_at else ""


def resolve(session: Session, parsed: Parsed, target: Target) -> Resolution:
    """Find, for every row, the criterion it is; nothing is written. Raises UserError where there is no such stage."""
    stage = stage_named(session, target.cohort, target.stage)
    result, writes = Resolution(), _Writes(stage.id)
    known = _Known(session, stage.id)
    weights = Counter({key: row.weight for key, row in known.criteria.items()})
    first_of: dict[Key, int] = {}
    for position, given in enumerate(_given(parsed, score_sheet.purpose_of(session, stage.id))):
        key: Key = (given.pop("purpose"), given.pop("title"))
        stood, earlier = known.criteria.get(key), first_of.setdefault(key, position)
        if problem := _problem(parsed, position, given, stood, earlier, fixed=key[0] == known.published):
            result.problems[position] = problem
            continue
        weights[key] = weights[key] if given["weight"] is None else given["weight"]
        named = [(key[0], name) for name in given.pop("judges")]
        added = [each for each in named if each not in known.judges]
        known.judges.update(added)
        writes.judges += added
        if stood is None:
            known.places[key[0]] += 1
            own = {each: _USUAL.get(each) if given[each] is None else given[each] for each in _KEYS}
            writes.new.append({"purpose": key[0], "title": key[1], "position": known.places[key[0]], **own})
            result.added.append(position)
            continue
        old = {each: getattr(stood, each) for each in _KEYS}
        new = [given[each] for each in _KEYS]
        changed, told = matching.differing(parsed.numbers[position], _TITLES, _KEYS, new, old)
        result.differences += told
        writes.changes += [{"id": stood.id, **changed}] if changed else []
        (result.updated if changed or added else result.duplicates).append(position)
    _tell(result, writes, stage.name, weights)
    return result


def _tell(result: Resolution, writes: _Writes, stage: str, weights: Counter[Key]) -> None:
    """What would be made and where it goes, and which weights do not sum to 100 yet."""
    if writes.judges:
        names = ", ".join(name for _purpose, name in writes.judges)
        result.created = [f"심사위원 {len(writes.judges):,}명을 새로 추가합니다: {names}"]
    sums = Counter[str]()
    for (purpose, _title), weight in weights.items():
        sums[purpose] += weight
    result.notes = [
        f"{purpose} 항목의 비중 합이 {show_hundredths(whole)} %입니다. 100 %여야 순위가 나옵니다."
        for purpose, whole in sums.items()
        if whole != WHOLE
    ]
    result.places = [f"'{stage}'에 항목 {len(result.added) + len(result.updated):,}개"]
    result.writes = writes


def _given(parsed: Parsed, usual: str) -> Sequence[dict[str, Any]]:
    """What each row says, its weight and scale read from its points where it has those; shares of 1 as shares of 100."""
    found: list[dict[str, Any]] = []
    for position in range(len(parsed.numbers)):
        row: dict[str, Any] = {
            key: parsed.column(key)[position] for key in (*_KEYS, "title", "purpose", "points", "judges")
        }
        points, names = row.pop("points"), _PARTED.split(row["judges"] or "")
        row["weight"] = points if row["weight"] is None else row["weight"]
        row["highest"] = points if row["highest"] is None else row["highest"]
        row["purpose"] = row["purpose"] or usual
        row["judges"] = list(dict.fromkeys(name for each in names if (name := clean_name(each))))
        row["judged"] = True if row["judges"] else row["judged"]
        found.append(row)
    shares = Counter[str]()
    for row in found:
        shares[row["purpose"]] += row["weight"] or 0
    for row in found:
        if shares[row["purpose"]] == WHOLE // 100 and row["weight"]:  # cells of 30 % hold 0.3
            row["weight"] *= 100
    return found


def _problem(
    parsed: Parsed,
    position: int,
    given: dict[str, Any],
    stood: Criterion | None,
    earlier: int,
    *,
    fixed: bool,
) -> Problem | None:
    """Why the row does not come in."""
    number = parsed.numbers[position]
    if earlier != position:
        return matching.doubtful(parsed, position, "title", parsed.numbers[earlier], _TWICE)
    if fixed:
        return Problem(number, _TITLES["title"], str(parsed.column("title")[position]), ranking.PUBLISHED)
    if stood is None and given["weight"] is None:
        return Problem(number, _TITLES["weight"], "", _NO_WEIGHT)
    low, high = (
        given[key] if given[key] is not None else getattr(stood, key, _USUAL[key])
        for key in ("lowest", "highest")
    )
    if low >= high:
        return Problem(number, _TITLES["highest"], show_hundredths(high), _SCALE)
    return None


def write(op: Operation, _parsed: Parsed, resolution: Resolution, _target: Target) -> None:
    """Write what `resolve` found."""
    writes: _Writes = resolution.writes
    stage = {"stage_id": writes.stage_id}
    op.insert_many(Criterion, [{**stage, **row} for row in writes.new])
    for row in writes.changes:
        op.update_many(Criterion, [row])
    judges = [
        {**stage, "purpose": purpose, "name": name, "mentor_id": None} for purpose, name in writes.judges
    ]
    op.insert_many(Judge, judges)


IMPORTER: Final = Importer(
    kind="criteria",
    title="평가 항목",
    noun="평가 항목",
    counter="개",
    fields=_FIELDS,
    required=(Needed("항목", ("title",)), Needed("비중이나 배점", ("weight", "points"))),
    resolve=resolve,
    write=write,
    not_mine=re.compile(r"생년월일|성명|신청|접수|동의|연락"),
    named_by="title",
    target=StageTarget(),
)
