"""The lists of pilots, and of what they showed."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import ColumnElement, Integer, case, cast, func
from sqlalchemy.orm import join

from desktop.model.board import INDICATOR_FIELDS, PILOT_FIELDS, Indicator, Pilot, Proposal
from desktop.queries.list_spec import Column, ListSpec, Scope
from desktop.rules.fields import Field, Kind
from desktop.rules.flows import Tone

_pilot = {field.key: field for field in PILOT_FIELDS}
_indicator = {field.key: field for field in INDICATOR_FIELDS}
UNDER_WAY = "진행 중"


def _of_board(scope: Scope) -> Iterable[ColumnElement[bool]]:
    return () if scope.board_id is None else (Proposal.board_id == scope.board_id,)


_VERDICT = Column(
    Field("standing", "판정", Kind.CHOICE, choices=(UNDER_WAY, *_pilot["verdict"].choices)),
    func.coalesce(Pilot.verdict, UNDER_WAY),
    100,
    tones={UNDER_WAY: Tone.PLAIN, "확대": Tone.GOOD, "수정": Tone.WARN, "중단": Tone.BAD},
)
PILOTS = ListSpec(
    kind="pilots",
    title="시범운영",
    noun="시범운영",
    counter="건",
    id=Pilot.id,
    source=lambda _scope: join(Pilot, Proposal),
    narrowed_to="boards",
    where=_of_board,
    columns=(
        Column(Field("title", "제안"), Proposal.title, 240, searched=True),
        Column(_pilot["place"], Pilot.place, 160, editable=True, searched=True),
        Column(_pilot["starts_on"], Pilot.starts_on, 110, editable=True),
        Column(_pilot["ends_on"], Pilot.ends_on, 110, editable=True),
        Column(_pilot["budget"], Pilot.budget, 120, editable=True),
        _VERDICT,
        Column(_pilot["closed_on"], Pilot.closed_on, 110),
        Column(_pilot["note"], Pilot.note, 240, editable=True, searched=True),
    ),
    order=(("starts_on", True),),
    tables=frozenset({"pilot", "proposal"}),
    initials=(Proposal.title_initials,),
    empty="'시범운영 추가'로 어디서 언제까지 해 보는지 적어 주세요.",
)


def _progress() -> ColumnElement[int]:
    """Hundredths of a percent, half away from zero as `rules.review.pilots.progress` is shown; a test holds the two together."""
    gap, way = Indicator.target - Indicator.baseline, Indicator.actual - Indicator.baseline
    tenths = (func.abs(way) * 2000 + func.abs(gap)) / (func.abs(gap) * 2)
    whole = cast(func.floor(tenths), Integer)
    return case((Indicator.actual.is_(None), None), ((way > 0) == (gap > 0), whole), else_=-whole) * 10


INDICATORS = ListSpec(
    kind="indicators",
    title="시범 지표",
    noun="지표",
    counter="개",
    id=Indicator.id,
    source=lambda _scope: join(join(Indicator, Pilot), Proposal, Proposal.id == Pilot.proposal_id),
    narrowed_to="boards",
    where=_of_board,
    columns=(
        Column(Field("title", "제안"), Proposal.title, 220, searched=True),
        Column(Field("place", "장소"), Pilot.place, 150, searched=True),
        Column(_indicator["name"], Indicator.name, 150, editable=True, searched=True),
        Column(_indicator["baseline"], Indicator.baseline, 100, editable=True),
        Column(_indicator["target"], Indicator.target, 100, editable=True),
        Column(_indicator["actual"], Indicator.actual, 100, editable=True),
        Column(Field("progress", "달성률", Kind.SCORE, unit="%", digits=1), _progress(), 110),
        Column(_indicator["unit"], Indicator.unit, 80, editable=True),
        replace(_VERDICT, shown=False),
    ),
    order=(("title", False), ("name", False)),
    tables=frozenset({"indicator", "pilot", "proposal"}),
    initials=(Proposal.title_initials,),
    empty="'지표 추가'로 기준값과 목표값을 적어 주세요. 결과값을 적으면 달성률이 나옵니다.",
)
