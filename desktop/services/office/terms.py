"""Cohorts and terms of the board by what people call them: a name, or a year."""

import re
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.board import Board
from desktop.model.training import Cohort

Term = TypeVar("Term", Cohort, Board)
_ONLY_A_YEAR = re.compile(r"(\d{4})년?")
_YEAR = re.compile(r"(?:19|20)\d\d")


def find(session: Session, table: type[Term], wanted: str) -> Term | None:
    """The one of this name, or of this year where it is the year's only one.

    Raises UserError, with the table's name as its field, when a year means several.
    """
    by_name = session.scalar(select(table).where(table.name == wanted.strip()))
    year = only_a_year(wanted)
    if by_name is not None or year is None:
        return by_name
    of_year = session.scalars(select(table).where(table.year == year)).all()
    if len(of_year) > 1:
        names = ", ".join(term.name for term in of_year)
        raise UserError(f"{year}년 기수가 여럿입니다. 이름으로 골라 주세요: {names}", table.__tablename__)
    return of_year[0] if of_year else None


def only_a_year(wanted: str) -> int | None:
    """2022 for '2022' and '2022년'; None for everything else."""
    year = _ONLY_A_YEAR.fullmatch(wanted.strip())
    return int(year[1]) if year else None


def year_in(name: str, otherwise: int) -> int:
    """The year a name holds, or ``otherwise``."""
    year = _YEAR.search(name)
    return int(year[0]) if year else otherwise
