"""The tables of a data file: made, brought up to date after a backup, or refused when newer than the program."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from desktop.documents.saving import save
from desktop.errors import NothingThere, UserError
from desktop.model import migrations
from desktop.queries.lines import Line
from desktop.queries.lists import LIKENESSES
from desktop.services.datafile import copies
from desktop.services.datafile.desks import neighbours
from desktop.services.datafile.lines import keeping, likeness


def create(engine: Engine) -> None:
    """Make all tables in an empty database; UserError when it holds any already."""
    with engine.connect() as connection:
        if inspect(connection).get_table_names():
            raise UserError("이 서버의 자료는 비어 있지 않습니다. 새로 만들지 말고 그대로 열어 주세요.")
    with engine.connect().execution_options(ieum_write=True) as connection:
        _upgrade(connection)
        connection.commit()


def bring_up_to_date(
    engine: Engine,
    path: Path | None,
    lines: Sequence[Line],
    *,
    read_only: bool,
    clock: Callable[[], dt.datetime],
) -> None:
    """Run the migrations a file still lacks, all in one transaction and after a backup beside it.

    The ``lines`` are then worked out from the new tables.
    """
    with engine.connect() as connection:
        version = version_of(connection)
        is_empty = not inspect(connection).get_table_names() if version is None else False
    if version == migrations.HEAD:
        return
    if path is None and is_empty:
        raise NothingThere("서버의 이 자료는 아직 비어 있습니다. 여기에 새로 시작할 수 있습니다.")
    if version is None:
        raise UserError("이음 데이터 파일이 아닙니다. 다른 파일을 골라 주세요.")
    if version not in migrations.VERSIONS:
        raise UserError(
            "이 파일은 더 새로운 이음에서 만들어졌습니다. 프로그램을 새 판으로 바꾼 뒤 열어 주세요."
        )
    if read_only:
        raise UserError(
            "옛 판의 파일이라 읽기 전용으로는 열 수 없습니다. 되살리거나 쓰기로 열면 백업 뒤 새 판으로 바꿉니다."
        )
    if path is not None:
        _back_up(engine, path, clock())
    # Begun here, so that Alembic does not end the transaction before the lists are made from the new tables.
    with engine.connect().execution_options(ieum_write=True) as connection, connection.begin():
        _upgrade(connection)
        keeping.rebuild(connection, lines, clock().astimezone().date())
        likeness.rebuild(connection, LIKENESSES)


def version_of(connection: Connection) -> str | None:
    """The version the tables stand at, or None when the database holds no data file's tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def _back_up(engine: Engine, path: Path, at: dt.datetime) -> None:
    folder = neighbours.backups_folder(path)
    target = folder / f"{path.stem} 새 판으로 바꾸기 전 {at.astimezone():%Y-%m-%d %H%M%S}{path.suffix}"

    def write(draft: Path) -> None:
        copies.copy_database(engine, draft)
        copies.proven(engine, draft)

    save(target, write, needs=path.stat().st_size, with_folder=True)


def _upgrade(connection: Connection) -> None:
    # Imported here alone: most starts find the tables up to date and need not wait 0.1 s for it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
