"""Commits a server did not answer to: whether they were kept is found out, not guessed.

The row of the operation itself tells. Its id alone would not do: after a crash the server may give an id anew that
nothing was kept under.
"""

import time

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from desktop.errors import UserError
from desktop.model.journal import Operation as OperationRow
from desktop.services.operations import Operation
from desktop.services.sentences import LOST
from desktop.services.servers import LONGEST_WAIT_S
from desktop.text.particles import attach


class Doubts:
    """What is not known yet of one store's writes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._open: Operation | None = None

    def look(self, op: Operation) -> None:
        """Find out what became of ``op``, whose commit was not answered; returns when it was kept.

        Raises UserError when it was not, or when the server stays away, so that nobody knows yet.
        """
        self._open = op
        end = time.monotonic() + LONGEST_WAIT_S
        while True:
            try:
                kept = self._kept(op)
                break
            except DBAPIError:
                if time.monotonic() > end:
                    named = attach(f"'{op.name}'", "이/가")
                    raise UserError(
                        f"저장하는 사이에 서버와 끊겨 {named} 저장되었는지 아직 모릅니다. 같은 일을 다시 하지 "
                        "말아 주세요. 서버와 다시 이어지면 확인해서 알려 드립니다."
                    ) from None
                time.sleep(0.1)
        self._open = None
        if not kept:
            raise UserError(LOST)

    def settle(self) -> tuple[Operation, bool] | None:
        """The operation that was in doubt and whether it was kept, once the server is back; None without a doubt."""
        op = self._open
        if op is None:
            return None
        kept = self._kept(op)
        self._open = None
        return op, kept

    def _kept(self, op: Operation) -> bool:
        row = OperationRow
        wanted = select(row.id).where(row.id == op.id, row.user == op.user, row.at == op.at)
        # Begun as a write, it waits its turn: until the lost commit is either done or undone.
        with self._engine.connect().execution_options(ieum_write=True) as connection:
            return connection.scalar(wanted) is not None
