"""The backups of a data file as a list: when each was made and why, what is in it, and what bringing it back would lose."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from desktop.errors import UserError
from desktop.model.journal import Operation
from desktop.model.people import Person
from desktop.services.datafile import copies, engines
from desktop.services.datafile.sentences import in_plain_words
from desktop.services.datafile.store import Store
from desktop.services.safety import registers
from desktop.services.safety.backup import folder_of, key_of
from desktop.services.safety.counted import PEOPLE
from desktop.services.safety.registers import Register
from desktop.text.dates import on_the_clock

_REASONS = ("닫을 때", "가져오기 전", "자동", "되살리기 전", "새 판으로 바꾸기 전", "암호를 바꾸기 전")
_NAMED = re.compile(rf"(?P<why>{'|'.join(_REASONS)})? ?(?P<at>\d{{4}}-\d\d-\d\d \d{{4}}(\d\d)?)( \(\d+\))?")
_WHY = {
    "자동": "저절로", "되살리기 전": "되살리기 전의 파일", "새 판으로 바꾸기 전": "새 판으로 바꾸기 전",
}  # fmt: skip
_BY_HAND = "직접 만듦"


@dataclass(frozen=True, slots=True)
class Listed:
    """A backup by its name alone: when it was made, on the desk's clock, and why, in words."""

    path: Path
    at: dt.datetime
    why: str
    size: int


@dataclass(frozen=True, slots=True)
class Inside:
    """What a backup holds, and in sentences what bringing it back would lose; ``problem`` where it cannot be read."""

    people: int = 0
    certificates: int = 0
    lost: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Now:
    """What the open file holds, for backups to be held against it. ``names`` are those of its operations, by id."""

    people: int
    register: Register
    names: dict[int, str]


def listed(data_file: Path) -> list[Listed]:
    """The backups beside a data file, newest first; whether each can be read is not looked at."""
    found: list[tuple[dt.datetime, int, Listed]] = []
    for path in folder_of(data_file).glob(f"*{data_file.suffix}"):
        told = path.stat()
        named = _NAMED.fullmatch(path.stem.removeprefix(data_file.stem).strip())
        at = dt.datetime.fromtimestamp(told.st_mtime).astimezone()
        if named is not None:
            form = "%Y-%m-%d %H%M%S" if len(named["at"]) > len("2022-09-16 1012") else "%Y-%m-%d %H%M"
            at = on_the_clock(dt.datetime.strptime(named["at"], form))  # noqa: DTZ007 - a name says the desk's own
        why = (named["why"] if named is not None else None) or _BY_HAND
        found.append((at, told.st_mtime_ns, Listed(path, at, _WHY.get(why, why), told.st_size)))
    found.sort(key=lambda one: one[:2], reverse=True)  # a name says the minute only
    return [one for _at, _written, one in found]


def now_in(store: Store) -> Now:
    """What the open file holds."""
    with store.read() as session:
        people = session.scalar(select(func.count()).select_from(Person)) or 0
        names = {row.id: row.name for row in session.execute(select(Operation.id, Operation.name))}
        return Now(people, registers.read(session.connection()), names)


def inside(path: Path, passphrase: str | None, now: Now | None) -> Inside:
    """Open a backup, not changing it, and see what it holds, and of the file as it is ``now`` does not."""
    try:
        its_own = key_of(path, passphrase)
        engines.check_is_data_file(path, protected=its_own is not None)
        with in_plain_words():
            engine = engines.make(path, its_own, read_only=True)
            try:
                with engine.connect() as connection:
                    people = copies.counts(connection, (PEOPLE,)).get(PEOPLE, 0)
                    then = registers.read(connection)
            finally:
                engine.dispose()
    except UserError as error:
        return Inside(problem=error.message)
    except DBAPIError:  # tables of another program
        return Inside(problem="이음 데이터 파일이 아닙니다. 다른 백업을 골라 주세요.")
    return Inside(people, len(then.lines), _lost(now, then) if now is not None else "")


def _lost(now: Now, then: Register) -> str:
    if not now.register.of_one_office_with(then):
        return (
            "다른 데이터 파일의 백업입니다. 지금 자료 대신 그 자료를 쓰게 되고, "
            "발급대장은 옮기지 못해 번호만 지금 번호 뒤로 이어집니다."
        )
    told = []
    after = [row_id for row_id in now.names if row_id not in then.operations]
    if after:
        told.append(f"이 백업 뒤에 한 일 {len(after):,}건이 없어집니다(마지막: {now.names[max(after)]}).")
    else:
        told.append("지금 자료에서 없어지는 것이 없습니다.")
    difference = registers.compare(now.register, then)
    if difference.new:
        told.append(
            f"그 뒤에 발급한 수료증 {len(difference.new):,}장({registers.told(difference.new)})은 발급대장에 이어 놓습니다."
        )
    if difference.later:
        told.append(f"재발급하거나 폐기한 {len(difference.later):,}장은 지금 상태로 둡니다.")
    if difference.taken:
        numbers = registers.told(difference.taken)
        told.append(f"{numbers}: 이 백업에서는 다른 사람의 번호라 옮기지 못합니다.")
    return " ".join(told)
