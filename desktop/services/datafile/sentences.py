"""What the database says when it refuses, in a sentence that tells the officer how to go on."""

import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import CheckConstraint, Constraint, Index, UniqueConstraint
from sqlalchemy.exc import DBAPIError, IntegrityError

from desktop.documents.saving import is_full, no_room
from desktop.errors import Damaged, NeedsPassword, UserError
from desktop.model import tables
from desktop.services.datafile.desks.desk_lock import DeskLock
from desktop.services.datafile.servers import is_turn_taken

LOST = "서버와 이어진 줄이 끊겼습니다. 하던 일은 저장되지 않았습니다. 네트워크를 확인하고 다시 해 주세요."
LOST_LOOKING = "서버와 이어진 줄이 끊겼습니다. 네트워크를 확인하고 다시 해 주세요."
_FULL = "database or disk is full"
_BROKEN = "disk i/o error"
_LOCKED = "database is locked"
_KEPT = "공간을 비운 뒤 다시 해 주세요. 저장 전의 내용은 그대로입니다."
_NOT_KEPT = "글자가 아닌 것이나 너무 큰 수가 들어 있어 저장하지 못했습니다. 지우고 다시 적어 주세요."
_ENVIRONMENT = {
    _FULL: f"디스크가 가득 차 저장하지 못했습니다. {_KEPT}",
    _BROKEN: "디스크에 쓰지 못했습니다. 디스크나 이동식 저장장치를 확인해 주세요. 저장 전의 내용은 그대로입니다.",
    "attempt to write a readonly database": "읽기 전용 파일이라 바꿀 수 없습니다. 쓸 수 있는 폴더로 옮긴 뒤 다시 열어 주세요.",
    "unable to open database file": "데이터 파일을 열지 못했습니다. 폴더에 쓸 수 있는지 확인해 주세요.",
    _LOCKED: "다른 프로그램이 이 파일에 쓰고 있습니다. 잠시 뒤에 다시 해 주세요.",
    "file is not a database": "암호가 틀렸거나 이음 데이터 파일이 아닙니다. 암호와 파일을 확인해 주세요.",
    "fatal:  database": "서버에 그 이름의 자료가 없습니다. 자료 이름을 확인하거나 서버 관리자에게 만들어 달라고 해 주세요.",
    "failed to resolve host": "그런 서버가 없습니다. 서버 주소를 확인해 주세요.",
    "connection to server": "서버에 이어지지 않습니다. 서버 주소와 이름, 네트워크를 확인해 주세요.",
    "connection failed": "서버에 이어지지 않습니다. 서버 주소와 이름, 네트워크를 확인해 주세요.",
    "the connection is closed": LOST_LOOKING,
    "exceeds btree": "글이 너무 깁니다. 줄여서 적어 주세요.",
    "index row requires": "글이 너무 깁니다. 줄여서 적어 주세요.",
    "cannot contain nul": _NOT_KEPT,
    "integer out of range": _NOT_KEPT,
    "bigint out of range": _NOT_KEPT,
    "connection timeout": "서버가 대답하지 않습니다. 서버 주소와 네트워크를 확인해 주세요.",
}
_WRITTEN = re.compile(r"(?:UPDATE|INSERT INTO) (\w+)")
# A page that is not what another page says of it is met in several ways.
_MALFORMED = re.compile(
    r"malformed|foreign key mismatch|could not decode to utf-8|no such (table|column|index|module|tokenizer)"
    r"|unsupported file format|bad parameter|vtable constructor failed|tokenizer constructor|fts5"
)

_PASSWORD = {
    "password authentication failed": "서버가 이름이나 비밀번호를 받아들이지 않았습니다. 다시 적어 주세요.",
    "no password supplied": "서버가 비밀번호를 묻습니다. 비밀번호를 적어 주세요.",
}


@contextmanager
def in_plain_words(file: Path | None = None, needs: int = 0, *, looking: bool = False) -> Iterator[None]:
    """Turn what the environment or a constraint refuses into a UserError; everything else passes as it is.

    ``file`` is the data file written to: where its disk is full, the sentence names it and how much room it asks for,
    at least ``needs`` bytes. ``looking``: nothing is written, and nothing need be said of it.
    """
    try:
        yield
    except DBAPIError as error:
        refused = _no_room(error, file, needs) or _busy(error, file) or _sentence(error)
        if refused is None:
            raise
        if looking and refused.message == LOST:
            refused = UserError(LOST_LOOKING)
        raise refused from error
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
        if _met_while_binding(error):
            raise UserError(_NOT_KEPT) from error
        if not _met_while_reading(error):
            raise
        raise Damaged(
            "데이터 파일에 읽을 수 없게 된 값이 있습니다. '백업에서 되살리기'로 최근 백업을 열어 주세요."
        ) from error


def _met_while_reading(error: Exception) -> bool:
    """Whether it was SQLAlchemy that could make no date or JSON of what stands in a row, or SQLite no text."""
    if isinstance(error, UnicodeDecodeError):
        return True
    frames = traceback.walk_tb(error.__traceback__)
    return any(frame.f_code.co_name.endswith("_apply_processors") for frame, _line in frames)


def _met_while_binding(error: Exception) -> bool:
    """Whether it was SQLite that takes no such text, half of a pair of surrogates, or no such large number."""
    if not isinstance(error, (UnicodeEncodeError, OverflowError)):
        return False
    frames = traceback.walk_tb(error.__traceback__)
    return any(frame.f_code.co_name.startswith("do_execute") for frame, _line in frames)


def _no_room(error: DBAPIError, file: Path | None, needs: int) -> UserError | None:
    if file is None:
        return None
    said = str(error.orig).lower()
    # SQLite calls it an I/O error where it is the index of its log that finds no room.
    if _FULL in said or (_BROKEN in said and is_full(file.parent)):
        return no_room(file, max(needs, file.stat().st_size if file.exists() else 0), _KEPT)
    return None


def _busy(error: DBAPIError, file: Path | None) -> UserError | None:
    """Who is in the way, where a window of the program writes or has the file open; who else writes says no name."""
    if is_turn_taken(error):
        return UserError(
            " ".join(["다른 자리에서 쓰고 있습니다.", *error.detail, "잠시 뒤에 다시 해 주세요."])
        )
    # A desk that only looks may not undo what another one is about to write.
    half_written = getattr(error.orig, "sqlite_errorname", "") == "SQLITE_READONLY_ROLLBACK"
    if file is None or not (half_written or _LOCKED in str(error.orig).lower()):
        return None
    holder = DeskLock(file).another()
    if holder is None:
        return UserError(_ENVIRONMENT[_LOCKED])
    return UserError(f"다른 자리에서 이 파일에 쓰고 있습니다. {holder.sentence()} 잠시 뒤에 다시 해 주세요.")


def _sentence(error: DBAPIError) -> UserError | None:
    said = str(error.orig)
    if refused := _raised(said, error.statement or ""):
        return refused
    lowered = said.lower()
    for words, sentence in _PASSWORD.items():
        if words in lowered:
            return NeedsPassword(sentence)
    for words, sentence in _ENVIRONMENT.items():
        if words in lowered:
            return UserError(sentence)
    if _MALFORMED.search(lowered):
        return Damaged("데이터 파일이 손상되었습니다. '백업에서 되살리기'로 최근 백업을 열어 주세요.")
    if isinstance(error, IntegrityError):
        return _broken_rule(said)
    return UserError(LOST) if error.connection_invalidated else None


def _raised(said: str, statement: str) -> UserError | None:
    """What a trigger refused, told as the table says that was written to: it may guard several with the same words."""
    written = _WRITTEN.search(statement)
    table = tables.BY_NAME.get(written[1]) if written else None
    for words, (sentence, field) in (table.raised if table else {}).items():
        if words in said:
            return UserError(sentence, field)
    return None


def _broken_rule(said: str) -> UserError | None:
    if "FOREIGN KEY" in said.upper():
        return UserError(
            "이 기록에 이어진 다른 기록이 있어 그렇게 할 수 없습니다. 내용 카드의 '이어진 것'을 먼저 정리해 주세요."
        )
    for table in tables.METADATA.tables.values():
        rules: tuple[Constraint | Index, ...] = (*table.constraints, *table.indexes)
        for constraint in rules:
            sentence = constraint.info.get("sentence")
            if sentence and _names(constraint, said):
                return UserError(str(sentence), _field_of(constraint))
    if "UNIQUE CONSTRAINT" in said.upper():  # of ids, or of what no sentence was thought of for
        return UserError("같은 기록이 그 사이 생겼습니다. 목록에서 확인하고 다시 해 주세요.")
    return None


def _field_of(constraint: Constraint | Index) -> str | None:
    """The input a broken rule is told at: what must be unique stands last, what is bounded stands first in its rule."""
    if isinstance(constraint, UniqueConstraint | Index):
        return [column.name for column in constraint.columns][-1]
    words = re.findall(r"[a-z_]+", str(constraint.sqltext)) if isinstance(constraint, CheckConstraint) else []
    return next((word for word in words if word in constraint.table.c), None)


def _names(constraint: Constraint | Index, said: str) -> bool:
    """Whether the refusal is about this constraint: SQLite names a check but lists a uniqueness's columns."""
    if isinstance(constraint, CheckConstraint):
        return f": {constraint.name}" in said or f'"{constraint.name}"' in said
    if isinstance(constraint, UniqueConstraint | Index):
        columns = ", ".join(map(str, constraint.columns))
        return said.endswith(f": {columns}") or f'"{constraint.name}"' in said
    return False
