"""The command that ranks a stage and publishes what a second person confirmed."""

import argparse
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from desktop.cli.commands import Outcome, open_store
from desktop.errors import UserError
from desktop.model.training import Stage
from desktop.rules.selection import Line, Ties
from desktop.services.datafile.store import Store
from desktop.services.records import access
from desktop.services.training import programme
from desktop.services.training.selection import people, publishing, ranking
from desktop.services.training.selection.ranking import Ranking, Settings
from desktop.text.hangul import mask_name


def select(options: argparse.Namespace) -> Outcome:
    """The ranking; a tie at a line that nothing decides is refused, naming the people."""
    with open_store(options) as store:
        with store.read() as session:
            stage = _stage(session, options)
            settings = _settings(session, stage.id, options)
            ranked = ranking.rank(ranking.read_sheet(session, stage.id), settings)
        if ranked.selection.ties:
            raise UserError(ranked.selection.ties[0].sentence(), "ties")
        if options.publish:
            _publish(store, stage.id, settings, options.confirmed_by)
        rows = [_row(ranked, line) for line in ranked.selection.lines]
        if options.json and rows:
            access.note_handed_out(
                store, f"{stage.name} 선발 순위 {len(rows):,}명 JSON으로 내줌", access.SEEN
            )
    facts = {
        "stage": stage.name,
        "seats": settings.seats,
        "reserves": settings.reserves,
        "seed": settings.seed,
        "cut": _figure(ranked.selection.cut),
        "published": bool(options.publish),
        "rows": rows,
        "total": len(rows),
    }
    return Outcome(facts, _lines(ranked, rows, published=options.publish))


def _stage(session: Session, options: argparse.Namespace) -> Stage:
    cohort = programme.find_cohort(session, options.cohort)
    if cohort is None:
        raise UserError(f"'{options.cohort}' 기수가 없습니다. 기수의 이름이나 연도를 확인해 주세요.")
    return people.stage_named(session, cohort, options.stage)


def _settings(session: Session, stage_id: int, options: argparse.Namespace) -> Settings:
    """As kept, but for what was given."""
    given = {
        key: getattr(options, key)
        for key in ("seats", "reserves", "seed")
        if getattr(options, key) is not None
    }
    settings = replace(ranking.settings_of(session, stage_id), **given)
    return replace(settings, ties=Ties(options.ties)) if options.ties else settings


def _publish(store: Store, stage_id: int, settings: Settings, confirmed_by: str | None) -> None:
    ranking.keep(store, stage_id, settings)
    if confirmed_by:
        publishing.confirm(store, stage_id, confirmed_by)
    publishing.publish(store, stage_id)


def _row(ranked: Ranking, line: Line) -> dict[str, Any]:
    person = {each.enrolment_id: each for each in ranked.sheet.people}[line.scored.candidate.id]
    return {
        "name": person.name,
        "birth_date": person.birth_date,
        "total": _figure(line.scored.total),
        "rank": line.rank,
        "result": line.result.value,
        "reserve": line.reserve,
        "distance": _figure(line.distance),
        "broken_by": line.broken_by,
    }


def _figure(value: Decimal | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _lines(ranked: Ranking, rows: list[dict[str, Any]], *, published: bool) -> list[str]:
    said = "확정했습니다" if published else "순위입니다"
    told = [f"{ranked.sheet.stage} {said}: {len(rows):,}명, 합격선 {_figure(ranked.selection.cut) or '없음'}"]
    if rows:
        told.append("\t".join(("순위", "성명", "총점", "결과", "예비", "차이")))
    told += [
        "\t".join(
            str("" if each is None else each)
            for each in (
                row["rank"], mask_name(row["name"]), row["total"], row["result"], row["reserve"], row["distance"],
            )
        )
        for row in rows
    ]  # fmt: skip
    return told
