"""Settings: each declared once, by the slice it belongs to, and kept in one journalled table by its key.

    MONTHS = Setting(Field("internship_months", "인턴 기간(개월)", Kind.INTEGER, required=True), 3, OFFICE)
    value(store, MONTHS)

What was never set, and what was left blank, is the default, which stands with the setting and nowhere else.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Conflict, Difference, UserError
from desktop.model.journal import Change
from desktop.model.journal import Operation as OperationRow
from desktop.model.office import Image, SettingValue
from desktop.rules.fields import DATES, Field, parse, show
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store
from desktop.text.hangul import attach

T = TypeVar("T")
MAX_IMAGE_BYTES = 5_000_000
_SIGNATURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def _anything(_value: Any) -> None:
    """Most settings ask for nothing beyond their field."""


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One setting: its field, what it is until somebody sets it, and the page it is set on ('' for none).

    ``field.key`` is the key it is kept under, and so unlike that of every other setting. ``check`` raises UserError for
    a value that cannot be. The value of a ``picture`` is the bytes of a PNG or JPEG file, or None.
    """

    field: Field
    default: T
    page: str = ""
    check: Callable[[T], None] = _anything
    picture: bool = False

    @property
    def key(self) -> str:
        """The key it is kept under."""
        return self.field.key


class Settings:
    """Settings as they stood at one moment, asked for by their declaration."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)

    def __getitem__(self, setting: Setting[T]) -> T:
        found: T = self._values[setting.key]
        return found

    def by_key(self) -> dict[str, Any]:
        """The plain values by field key, as a form is filled with them."""
        return dict(self._values)


def value(where: Store | Session, setting: Setting[T]) -> T:
    """What a setting is now."""
    return read(where, (setting,))[setting]


def read(where: Store | Session, settings: Iterable[Setting[Any]]) -> Settings:
    """Several settings of one moment."""
    if isinstance(where, Store):
        with where.read() as session:
            return read(session, settings)
    wanted = tuple(settings)
    kept = select(SettingValue.key, SettingValue.value).where(
        SettingValue.key.in_([each.key for each in wanted])
    )
    by_key = {row.key: row.value for row in where.execute(kept)}
    return Settings({each.key: _revived(where, each, by_key.get(each.key)) for each in wanted})


def validate(
    settings: Iterable[Setting[Any]], raw: Mapping[str, Any], today: dt.date
) -> dict[Setting[Any], Any]:
    """The values meant by what a form or a command gives, for the keys given.

    Raises UserError about the first wrong one, the others with it.
    """
    values: dict[Setting[Any], Any] = {}
    errors: list[UserError] = []
    for setting in settings:
        if setting.key not in raw:
            continue
        try:
            values[setting] = _checked(setting, raw[setting.key], today)
        except UserError as error:
            errors.append(UserError(error.message, setting.key))
    if errors:
        raise UserError(errors[0].message, errors[0].field, tuple(errors[1:]))
    return values


def change(op: Operation, values: Mapping[Setting[Any], Any], seen: Mapping[str, Any] | None = None) -> None:
    """Write settings. What stands as it was ``seen`` (values by key) is left alone.

    Raises Conflict where somebody else changed meanwhile what is to be written; then nothing is.
    """
    known, now = seen or {}, read(op.session, values)
    wanted = {
        setting: new
        for setting, new in values.items()
        if new != now[setting]
        and not (setting.key in known and new == _or_default(setting, known[setting.key]))
    }
    conflicts = [
        _difference(op.session, setting, new, now[setting])
        for setting, new in wanted.items()
        if setting.key in known and now[setting] != _or_default(setting, known[setting.key])
    ]
    if conflicts:
        raise Conflict(conflicts)
    rows = select(SettingValue).where(SettingValue.key.in_([each.key for each in wanted]))
    standing = {row.key: row for row in op.session.scalars(rows)}
    for setting, new in wanted.items():
        kept = _kept(op, setting, new)
        if setting.key in standing:
            standing[setting.key].value = kept
        else:
            op.add(SettingValue(key=setting.key, value=kept))
    op.session.flush()


def _checked(setting: Setting[Any], raw: Any, today: dt.date) -> Any:
    if setting.picture:
        _require_picture(raw)
        return raw
    new = parse(setting.field, raw, today)
    if new is None and setting.field.required:
        raise UserError(f"{attach(setting.field.title, '을/를')} 적어 주세요.")
    new = _or_default(setting, new)
    setting.check(new)
    return new


def _require_picture(data: bytes | None) -> None:
    if data is None:
        return
    if _media_type(data) is None:
        raise UserError("PNG나 JPEG 그림을 골라 주세요.")
    if len(data) > MAX_IMAGE_BYTES:
        raise UserError("그림이 너무 큽니다. 5 MB보다 작은 그림을 골라 주세요.")


def _media_type(data: bytes) -> str | None:
    return next((name for head, name in _SIGNATURES.items() if data.startswith(head)), None)


def _or_default(setting: Setting[Any], given: Any) -> Any:
    return setting.default if given is None else given


def _kept(op: Operation, setting: Setting[Any], new: Any) -> Any:
    """The value as it stands in the table: days in ISO 8601, of a picture the hash it is stored under."""
    if new is None:
        return None
    if setting.picture:
        digest = hashlib.sha256(new).hexdigest()
        if op.session.scalar(select(Image.id).where(Image.sha256 == digest)) is None:
            op.add(Image(sha256=digest, media_type=_media_type(new), data=new))
        return digest
    return new.isoformat() if setting.field.kind in DATES else new


def _revived(session: Session, setting: Setting[Any], kept: Any) -> Any:
    if kept is None:
        return setting.default
    if setting.picture:
        return session.scalar(select(Image.data).where(Image.sha256 == kept))
    return dt.date.fromisoformat(kept) if setting.field.kind in DATES else kept


def _difference(session: Session, setting: Setting[Any], new: Any, now: Any) -> Difference:
    who, at = _last_writer(session, setting.key)
    return Difference(
        setting.key, setting.field.title, _said(setting, new), _said(setting, now), now, who, at
    )


def _said(setting: Setting[Any], one: Any) -> str:
    if setting.picture:
        return "그림" if one else ""
    return show(setting.field, one)


def _last_writer(session: Session, key: str) -> tuple[str, dt.datetime | None]:
    """Who wrote a setting last, and when; it may have been written only once, as it came in."""
    found = session.execute(
        select(OperationRow.user, OperationRow.at)
        .join(Change, Change.operation_id == OperationRow.id)
        .join(SettingValue, SettingValue.id.between(Change.row_id, Change.last_row_id))
        .where(Change.table_name == SettingValue.__tablename__, SettingValue.key == key)
        .order_by(Change.id.desc())
    ).first()
    return (found.user, found.at) if found else ("", None)
