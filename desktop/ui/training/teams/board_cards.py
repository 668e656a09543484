"""A standing of teams as columns of cards, and what a drop would mean in words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.queries.columns import ColumnCard, Columns, Meaning, Meanings, column_of
from desktop.rules import teams as rules
from desktop.rules.flows import Tone
from desktop.services.training.teams.people import Member
from desktop.services.training.teams.standing import Standing
from desktop.ui.kit.messages import tr

NOBODYS = 0
"""The key of the column of those in no team; no team has this id."""
_MOST_NOTES = 4


def columns_of(stands: Standing) -> Columns:
    """Teams as columns, the last one for those in none; a card's id is its enrolment's."""
    places: dict[int, list[int]] = {}
    for place, team in stands.team_of.items():
        places.setdefault(team, []).append(place)
    found = [
        column_of(
            team.id, _title(stands, number), _cards(stands, places.get(number, ())), _notes(stands, number)
        )
        for number, team in enumerate(stands.teams)
    ]
    loose = _cards(stands, places.get(rules.NOWHERE, ()))
    return Columns(
        (*found, column_of(NOBODYS, tr("팀 없음"), loose)), lambda ids: meanings(stands, ids), onto=True
    )


def _title(stands: Standing, number: int) -> str:
    team = stands.teams[number]
    return f"{team.name} · {team.title}" if team.title else team.name


def _notes(stands: Standing, number: int) -> tuple[tuple[str, Tone], ...]:
    """What the team's penalty is made of, the dearest first."""
    part = stands.parts[number] if stands.parts else None
    if part is None or not part.members:
        return ((tr("아직 아무도 없습니다"), Tone.PLAIN),)
    if not part.penalty:
        return ((tr("벌점 없음"), Tone.GOOD),)
    costs = [each for each in part.parts if each.penalty]
    told = [
        (tr("{0} {1} · 벌점 {2}").format(each.title, each.total, each.penalty), Tone.WARN)
        for each in costs[:_MOST_NOTES]
    ]
    return ((tr("벌점 {0}").format(part.penalty), Tone.WARN), *told)


def _cards(stands: Standing, places: Sequence[int]) -> list[ColumnCard]:
    return [_card(stands, stands.members[place]) for place in sorted(places)]


def _card(stands: Standing, member: Member) -> ColumnCard:
    facts = [
        tr("비전공") if member.outside else tr("전공"),
        tr("여") if member.woman else tr("남"),
        tr("{0}세").format(member.age) if member.age else "",
        tr("실력 {0}").format(member.skill) if member.skill else "",
    ]
    chips = []
    if member.trainee_id in stands.pinned:
        chips.append((tr("고정"), Tone.PLAIN))
    if member.team_id in member.wishes:
        chips.append((tr("희망 {0}").format(member.wishes.index(member.team_id) + 1), Tone.GOOD))
    held = tr("{0}님은 고정되어 있습니다. '고정'(Ctrl+L)을 풀고 옮겨 주세요.").format(member.label)
    return ColumnCard(
        member.enrolment_id,
        member.label,
        (" · ".join(filter(None, facts)), member.role or ""),
        tuple(chips),
        held if member.trainee_id in stands.pinned else "",
    )


def meanings(stands: Standing, ids: Sequence[int]) -> Meanings:
    """What dropping these people into each team, and one of them onto each other person, would cost."""
    places = [place for place, member in enumerate(stands.members) if member.enrolment_id in ids]
    if len(places) == 1:
        return _of_one(stands, places[0])
    columns = {
        team.id: _in_words(stands.price_of(dict.fromkeys(places, number)))
        for number, team in enumerate(stands.teams)
    }
    return Meanings({**columns, NOBODYS: _out()})


def _of_one(stands: Standing, place: int) -> Meanings:
    columns: dict[int, Meaning] = {NOBODYS: _out()}
    cards: dict[int, Meaning] = {}
    best: dict[int, rules.Price] = {}
    for price in stands.prices(place):  # the cheapest first
        team = stands.teams[price.team].id
        if price.partner is None:
            columns[team] = _in_words(price)
            continue
        cards[stands.members[price.partner].enrolment_id] = (
            Meaning(tr("고정됨"), Tone.BAD, refused=True) if price.pinned else _in_words(price)
        )
        if not price.pinned:
            best.setdefault(team, price)
    return Meanings({key: _with_best(stands, said, best.get(key)) for key, said in columns.items()}, cards)


def _with_best(stands: Standing, said: Meaning, best: rules.Price | None) -> Meaning:
    if best is None or best.partner is None:
        return said
    swap = tr("{0}님과 바꾸면 {1}").format(stands.members[best.partner].label, _figure(best))
    return replace(said, text=tr("옮기면 {0}").format(said.text), besides=((swap, _in_words(best).tone),))


def _in_words(price: rules.Price) -> Meaning:
    tone = Tone.BAD if price.unmet > 0 else Tone.WARN if price.penalty > 0 or price.uneven else Tone.PLAIN
    if price.unmet < 0 or (price.penalty < 0 and not price.unmet and not price.uneven):
        tone = Tone.GOOD
    return Meaning(_figure(price), tone)


def _figure(price: rules.Price) -> str:
    told = [f"{price.penalty:+d}" if price.penalty else "±0"]
    if price.unmet:
        told.append(tr("못 지킴 {0}").format(f"{price.unmet:+d}"))
    if price.uneven:
        told.append(tr("인원 차이"))
    return " ".join(told)


def _out() -> Meaning:
    return Meaning(tr("팀에서 뺍니다"))


def moves(stands: Standing, ids: Sequence[int], key: int, onto: int | None) -> Mapping[int, int | None]:
    """The teams of enrolments after a drop: into a column, or in exchange for the person it was dropped onto."""
    team = key or None
    found: dict[int, int | None] = dict.fromkeys(ids, team)
    if onto is not None:
        found[onto] = next(each.team_id for each in stands.members if each.enrolment_id == ids[0])
    return found
