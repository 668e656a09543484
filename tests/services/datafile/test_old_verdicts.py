"""What the migration to old verdicts makes of proposals that were begun anew before they were kept."""

import pytest
from sqlalchemy import text

from desktop.services.datafile.store import Store

pytestmark = pytest.mark.both_databases

_BEFORE = (
    "INSERT INTO board (id, name, year) VALUES (1, '1기', 2022)",
    "INSERT INTO proposal (id, board_id, title, title_initials, status, reason) VALUES "
    "(1, 1, '가', 'ㄱ', '불채택', '예산 없음'), (2, 1, '나', 'ㄴ', '검토', NULL)",
    "INSERT INTO proposal (id, board_id, title, title_initials, status, revived_from_id) VALUES "
    "(3, 1, '다', 'ㄷ', '발굴', 1), (4, 1, '라', 'ㄹ', '발굴', 2), (5, 1, '마', 'ㅁ', '발굴', NULL)",
    "ALTER TABLE proposal DROP COLUMN revived_verdict",
    "UPDATE alembic_version SET version_num = '0025'",
)


@pytest.mark.feature("JB-20")
def test_the_verdict_is_kept_where_the_old_one_still_stands_by_it(store, clock):
    with store.engine.connect().execution_options(ieum_write=True) as connection:
        for statement in _BEFORE:
            connection.execute(text(statement))
        connection.commit()
    store.close()
    with Store.open(store.location, user="김주무관", clock=clock) as opened, opened.read() as session:
        told = session.execute(text("SELECT id, revived_verdict FROM proposal ORDER BY id")).all()
    assert [tuple(row) for row in told] == [
        (1, None),
        (2, None),
        (3, "불채택: 예산 없음"),
        (4, None),
        (5, None),
    ]
