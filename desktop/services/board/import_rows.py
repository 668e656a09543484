"""What becomes of the rows of a sheet whose records are told apart by what they say: new, changed, the same or in doubt."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from desktop.errors import UserError
from desktop.model.base import Base
from desktop.rules.fields import Field, Value
from desktop.services.datafile.operations import Operation
from desktop.services.intake import matching
from desktop.services.intake.plan import Parsed, Problem, Resolution, Target, show_plain

Row = Mapping[str, Any]


class Meant(NamedTuple):
    """The record a row means, by what tells it from others, and its values as they are kept."""

    identity: tuple[Any, ...]
    values: dict[str, Any]


@dataclass(slots=True)
class Writes:
    """The values of new records, and what changes of those that are there."""

    new: list[dict[str, Any]] = field(default_factory=list)
    changes: list[matching.Changes] = field(default_factory=list)


def as_it_is(_key: str, value: Any) -> Value:
    """A value that says what it is itself."""
    found: Value = value
    return found


@dataclass(frozen=True, slots=True)
class Sheet:
    """How one kind's rows are read.

    ``meant`` tells which record a row means, ``check`` refuses values that cannot stand together (None for what is there
    already: a new one); both raise UserError with the key of a field. ``there`` are the records that are there, by what
    tells them apart; a doubt about which one is meant stands at the field ``told_at``. ``shown`` says a value in words.
    """

    fields: Sequence[Field]
    told_at: str
    meant: Callable[[Row], Meant]
    check: Callable[[Row, Row | None], None]
    there: Mapping[tuple[Any, ...], Sequence[Row]]
    shown: Callable[[str, Any], Value] = as_it_is


def resolve(parsed: Parsed, sheet: Sheet) -> Resolution:
    """Find, for every row, the record it means; nothing is written."""
    result, titles = Resolution(writes=Writes()), matching.titles_of(sheet.fields)
    seen: dict[tuple[Any, ...], tuple[int, dict[str, Any]]] = {}
    for position, number in enumerate(parsed.numbers):
        row = {each.key: parsed.column(each.key)[position] for each in sheet.fields}
        try:
            meant = sheet.meant(row)
            first, said = seen.setdefault(meant.identity, (position, meant.values))
            if first == position:
                _put(sheet, meant, result, position, number, titles)
            elif said == meant.values:
                result.same_as[position] = first
                result.duplicates.append(position)
            else:
                earlier = parsed.rows.shown(parsed.numbers[first])
                raise UserError(
                    f"{earlier}행이 말하는 것과 같은데 값이 다릅니다. 한 줄만 남겨 주세요.", sheet.told_at
                )
        except UserError as error:
            key = error.field or sheet.told_at
            stood = "" if row[key] is None else show_plain(row[key])
            result.problems[position] = Problem(
                number, parsed.titles.get(key, titles[key]), stood, error.message
            )
    return result


def _put(
    sheet: Sheet, meant: Meant, result: Resolution, position: int, number: int, titles: Mapping[str, str]
) -> None:
    there = sheet.there.get(meant.identity, ())
    if len(there) > 1:
        raise UserError(
            "같은 것이 이미 여럿 있어 어느 것인지 알 수 없습니다. 목록에서 고쳐 주세요.", sheet.told_at
        )
    if not there:
        sheet.check(meant.values, None)
        result.writes.new.append(meant.values)
        result.added.append(position)
        return
    changed, told = matching.differing(
        number,
        {**dict.fromkeys(meant.values, ""), **titles},
        tuple(meant.values),
        tuple(meant.values.values()),
        there[0],
    )
    if not changed:
        result.duplicates.append(position)
        return
    sheet.check({**there[0], **changed}, there[0])
    result.writes.changes.append({"id": there[0]["id"], **changed})
    result.differences += [
        each._replace(old=sheet.shown(key, each.old), new=sheet.shown(key, each.new))
        for key, each in zip(changed, told, strict=True)
    ]
    result.updated.append(position)


def write_into(table: type[Base]) -> Callable[[Operation, Parsed, Resolution, Target], None]:
    """What an importer's ``write`` is where a row is written as `resolve` found it."""

    def write(op: Operation, _parsed: Parsed, resolution: Resolution, _target: Target) -> None:
        writes: Writes = resolution.writes
        op.insert_many(table, writes.new, read=True)
        op.update_many(table, writes.changes)

    return write


def by_identity(rows: Iterable[Any], keys: Sequence[str]) -> dict[tuple[Any, ...], list[Row]]:
    """Records that are there, by what tells them apart."""
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[key] for key in keys), []).append(dict(row))
    return found
