"""What the migration to the board's year makes of proposals and themes as version 12 left them, and of their journal."""

import pytest
from sqlalchemy import text

from desktop.services.datafile import history
from desktop.services.datafile.store import Store
from tests.earlier_versions import as_version_12_left_it

pytestmark = pytest.mark.both_databases

_BEFORE = (
    "INSERT INTO board (id, name, year) VALUES (1, '1기', 2022)",
    "INSERT INTO theme (id, board_id, name, policy) VALUES (1, 1, '거리', '쾌적'), (2, 1, '쉼', '여유')",
    "INSERT INTO proposal (id, board_id, theme_id, title, title_initials, status, reason) VALUES "
    "(1, 1, 1, '가', 'ㄱ', '반려', '예산 없음'), (2, 1, 2, '나', 'ㄴ', '시범', NULL)",
    'INSERT INTO operation (id, at, "user", desk, name, kind, reverted, condensed) VALUES '
    "(900, '2022-09-16 01:00:00', '김주무관', NULL, '제안 가 반려로', '실행', false, false)",
    "INSERT INTO change (id, operation_id, table_name, row_id, last_row_id, action, before, after) VALUES "
    "(900, 900, 'proposal', 1, 1, '수정', '{\"status\": \"검토\", \"reason\": null}', "
    '\'{"status": "반려", "reason": "예산 없음"}\')',
    "UPDATE alembic_version SET version_num = '0012'",
)


def test_what_was_sent_back_is_not_adopted_and_can_still_be_undone(store, clock):
    with store.engine.connect().execution_options(ieum_write=True) as connection:
        as_version_12_left_it(connection)
        for statement in _BEFORE:
            connection.execute(text(statement))
        connection.commit()
    store.close()
    with Store.open(store.location, user="김주무관", clock=clock) as opened:
        with opened.read() as session:
            rows = session.execute(
                text(
                    "SELECT p.title, p.status, p.reason, t.name, y.name FROM proposal p "
                    "JOIN theme t ON t.id = p.theme_id JOIN policy y ON y.id = t.policy_id ORDER BY p.id"
                )
            ).all()
            policies = session.scalars(text("SELECT name FROM policy ORDER BY id")).all()
        assert [tuple(row) for row in rows] == [
            ("가", "불채택", "예산 없음", "거리", "쾌적"),
            ("나", "시범", None, "쉼", "여유"),
        ]
        assert policies == ["쾌적", "안전", "투명", "여유"]
        history.undo(opened, 900)
        with opened.read() as session:
            assert session.scalar(text("SELECT status FROM proposal WHERE id = 1")) == "검토"
