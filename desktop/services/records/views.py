"""Saved views: a list's search, filters, order and columns under a name."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.office import SavedView
from desktop.queries import filtering
from desktop.queries.list_spec import Criteria, ListSpec, Scope
from desktop.queries.listing import Listing
from desktop.services.datafile.store import Store
from desktop.services.kinds import LISTS


@dataclass(frozen=True, slots=True)
class View:
    """A saved view: its criteria (without scope) and the keys of the columns it shows, in order (empty: as they are)."""

    id: int
    name: str
    criteria: Criteria
    columns: tuple[str, ...] = ()


def of_kind(store: Store, kind: str) -> list[View]:
    """The saved views of a list, by name.

    One that cannot be read, damaged or of another version of the program, shows everything and says so in its name: it
    can be deleted, and keeps nobody from the list.
    """
    with store.read() as session:
        ids = session.scalars(select(SavedView.id).where(SavedView.kind == kind)).all()
    return sorted((_view(store, kind, row_id) for row_id in ids), key=lambda view: view.name)


def _view(store: Store, kind: str, row_id: int) -> View:
    name = "이름 없는 보기"
    try:
        with store.read() as session:
            name = session.scalars(select(SavedView.name).where(SavedView.id == row_id)).one()
            stored = session.scalars(select(SavedView.criteria).where(SavedView.id == row_id)).one()
        return View(row_id, name, *_revived(stored, LISTS[kind]))
    except (UserError, ValueError, TypeError, LookupError, AttributeError):
        return View(row_id, f"{name} (읽을 수 없음)", Criteria())


def count(store: Store, kind: str, view: View, scope: Scope) -> int:
    """How many rows the view shows now."""
    criteria = Criteria(view.criteria.search, view.criteria.filters, view.criteria.order, scope)
    return Listing(store.engine, LISTS[kind], criteria).count()


def save(
    store: Store,
    kind: str,
    name: str,
    criteria: Criteria,
    columns: tuple[str, ...] = (),
    *,
    seen: View | None = None,
) -> None:
    """Keep the criteria under a name; the view of that name that was ``seen`` is replaced.

    Raises UserError where there is another one of that name, as when another desk saved one meanwhile.
    """
    if not name.strip():
        raise UserError("보기 이름을 적어 주세요.", "name")
    stored: dict[str, Any] = {
        "search": criteria.search,
        "filters": [filtering.to_json(wanted) for wanted in criteria.filters],
        "order": [list(pair) for pair in criteria.order],
        "columns": list(columns),
    }
    with store.operation(
        f"보기 '{name.strip()}' 저장", sealed="저장한 보기는 목록에서 지울 수 있습니다."
    ) as op:
        there = select(SavedView).where(SavedView.kind == kind, SavedView.name == name.strip())
        row = op.session.scalar(there)
        if row is None:
            op.add(SavedView(kind=kind, name=name.strip(), criteria=stored))
        elif seen is None or _view(store, kind, row.id) != seen:
            raise UserError(
                f"'{row.name}' 보기가 그 사이 다른 자리에서 저장되었습니다. 다른 이름으로 저장하거나, 목록을 다시 열어 "
                "확인한 뒤 저장해 주세요.",
                "name",
            )
        else:
            row.criteria = stored


def delete(store: Store, view_id: int) -> None:
    """Forget a saved view."""
    with store.operation("보기 삭제", sealed="지운 보기는 다시 저장해 주세요.") as op:
        op.delete(op.get(SavedView, view_id))


def _revived(stored: Any, spec: ListSpec) -> tuple[Criteria, tuple[str, ...]]:
    """What a row holds, as far as it is about columns the list has. Raises what reading another shape raises."""
    known = {column.key: column for column in spec.columns}
    if not filtering.is_text(stored["search"]):
        raise TypeError("no search")
    filters = tuple(filtering.from_json(wanted) for wanted in stored["filters"])
    if not all(filtering.fits(wanted, known[wanted.key].field) for wanted in filters):
        raise ValueError("no such condition")
    order = tuple((str(key), bool(descending)) for key, descending in stored["order"])
    if not all(known[key].sortable for key, _descending in order):
        raise ValueError("no such order")
    columns = tuple(key for key in stored.get("columns", ()) if key in known)
    return Criteria(stored["search"], filters, order), columns
