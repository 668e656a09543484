"""The year of the board: policies, teams and their leaders, meetings, the discussion and the course of a proposal.

What was 반려 is 불채택 from here on, in the journal too, so that what was done before can still be undone. A theme's policy, a
word until here, is one of the term's own.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_FIRST_POLICIES = ("쾌적", "안전", "투명")
_STATUSES = "'발굴', '토론', '제출', '검토', '보완', '시범', '채택', '부분채택', '시행', '종료', '보류', '불채택', '취하'"
_RULES = {
    "held_from": f"held_from IN ({_STATUSES})",
    "merged": "merged_into_id != id",
    "reason": "status NOT IN ('보완', '부분채택', '종료', '보류', '불채택', '취하') OR length(reason) > 0",
    "revived": "revived_from_id != id",
    "status": f"status IN ({_STATUSES})",
}
_POINTERS = {
    "team_id": "board_team",
    "meeting_id": "meeting",
    "idea_id": "idea",
    "revived_from_id": "proposal",
    "merged_into_id": "proposal",
}
_BEFORE = (
    "id, board_id, theme_id, title, title_initials, problem, idea, effect, cost, proposed_on, status, reason"
)
_NOW = _BEFORE.replace("status", "CASE status WHEN '반려' THEN '불채택' ELSE status END")
_MORE = {
    "board": (
        "least_years INTEGER",
        "most_years INTEGER CONSTRAINT ck_board_service CHECK (least_years >= 0 AND most_years >= least_years)",
    ),
    "member": (
        "team_id INTEGER CONSTRAINT fk_member_team_id REFERENCES board_team (id)",
        "joined_on DATE",
        "left_on DATE CONSTRAINT ck_member_stay CHECK (left_on >= joined_on)",
    ),
}
"""SQLite adds a rule to a table that is there only with a new column."""

_OTHER_LEADER = """EXISTS (SELECT 1 FROM team_leader AS other
             WHERE other.team_id = NEW.team_id AND other.id != NEW.id
               AND (other.ends_on IS NULL OR other.ends_on > NEW.starts_on)
               AND (NEW.ends_on IS NULL OR NEW.ends_on > other.starts_on))"""
LEADER_TRIGGERS = {
    "sqlite": [
        f"""CREATE TRIGGER team_leader_one_{event.lower()} AFTER {event} ON team_leader WHEN {_OTHER_LEADER} BEGIN
              SELECT RAISE(ABORT, 'ieum_team_leaders');
            END"""
        for event in ("INSERT", "UPDATE")
    ],
    "postgresql": [
        f"""CREATE FUNCTION team_leader_one() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              PERFORM 1 FROM board_team WHERE id = NEW.team_id FOR UPDATE;
              IF {_OTHER_LEADER} THEN
                RAISE EXCEPTION 'ieum_team_leaders' USING ERRCODE = 'check_violation';
              END IF;
              RETURN NULL;
            END $$""",
        """CREATE TRIGGER team_leader_one AFTER INSERT OR UPDATE ON team_leader
            FOR EACH ROW EXECUTE FUNCTION team_leader_one()""",
    ],
}
"""A team never has two leaders on one date, whoever writes: guarded by the database itself."""


def upgrade() -> None:
    policies = _policies()
    _meeting()
    if op.get_bind().dialect.name == "sqlite":
        _anew()
    else:
        _changed()
    for make in (
        _action_item,
        _decision,
        _meeting_attendance,
        _team_leader,
        _comment,
        _wording,
        _condition,
        _proposal_attachment,
    ):
        make()
    _rewrite_the_journal(policies)
    for statement in LEADER_TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def _policies() -> Mapping[tuple[int, str], int]:
    """Every term gets the three policies, and what else its themes were under; their ids by term and word."""
    _policy()
    bind = op.get_bind()
    wanted = [
        (board_id, name)
        for board_id in bind.scalars(sa.text("SELECT id FROM board ORDER BY id")).all()
        for name in _FIRST_POLICIES
    ]
    used = bind.execute(sa.text("SELECT board_id, policy FROM theme ORDER BY id")).all()
    wanted += [(row.board_id, row.policy) for row in used]
    add = sa.text("INSERT INTO policy (board_id, name) VALUES (:board_id, :name)")
    for board_id, name in dict.fromkeys(wanted):
        bind.execute(add, {"board_id": board_id, "name": name})
    return {
        (row.board_id, row.name): row.id
        for row in bind.execute(sa.text("SELECT id, board_id, name FROM policy"))
    }


def _anew() -> None:
    """SQLite changes no rule of a table: themes and proposals are made anew, what points at them set aside meanwhile.

    Ids stay unused twice: what was counted so far is kept.
    """
    bind = op.get_bind()
    counted = {
        table: bind.scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table})
        for table in ("theme", "proposal")
    }
    for table in ("authorship", "proposal", "theme"):
        op.execute(f"CREATE TABLE {table}_before AS SELECT * FROM {table}")
        op.execute(f"DELETE FROM {table}")
    op.drop_table("proposal")
    op.drop_table("theme")
    _theme()
    op.execute(
        "INSERT INTO theme (id, board_id, name, policy_id) SELECT t.id, t.board_id, t.name, p.id "
        "FROM theme_before AS t JOIN policy AS p ON p.board_id = t.board_id AND p.name = t.policy"
    )
    _board_team()
    _add_columns()
    _idea()
    _proposal()
    op.execute(f"INSERT INTO proposal ({_BEFORE}) SELECT {_NOW} FROM proposal_before")
    op.execute("INSERT INTO authorship SELECT * FROM authorship_before")
    for table in ("authorship", "proposal", "theme"):
        op.drop_table(f"{table}_before")
    for table, last in counted.items():
        if last is not None:
            op.execute(f"DELETE FROM sqlite_sequence WHERE name = '{table}'")
            op.execute(f"INSERT INTO sqlite_sequence (name, seq) VALUES ('{table}', {int(last)})")


def _changed() -> None:
    """A server changes the rules of its tables where they stand."""
    op.add_column("theme", sa.Column("policy_id", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE theme SET policy_id = p.id FROM policy AS p "
        "WHERE p.board_id = theme.board_id AND p.name = theme.policy"
    )
    op.alter_column("theme", "policy_id", nullable=False)
    op.drop_column("theme", "policy")
    op.create_foreign_key(op.f("fk_theme_policy_id"), "theme", "policy", ["policy_id"], ["id"])
    op.create_index(op.f("ix_theme_policy_id"), "theme", ["policy_id"])
    _board_team()
    _add_columns()
    _idea()
    for name in ("status_on", "received_on"):
        op.add_column("proposal", sa.Column(name, sa.Date(), nullable=True))
    op.add_column("proposal", sa.Column("held_from", sa.String(), nullable=True))
    for name, table in _POINTERS.items():
        op.add_column("proposal", sa.Column(name, sa.Integer(), nullable=True))
        op.create_foreign_key(op.f(f"fk_proposal_{name}"), "proposal", table, [name], ["id"])
        op.create_index(op.f(f"ix_proposal_{name}"), "proposal", [name])
    for name in ("status", "reason"):
        op.drop_constraint(op.f(f"ck_proposal_{name}"), "proposal", type_="check")
    op.execute("UPDATE proposal SET status = '불채택' WHERE status = '반려'")
    for name, rule in _RULES.items():
        op.create_check_constraint(op.f(f"ck_proposal_{name}"), "proposal", rule)


def _add_columns() -> None:
    for table, columns in _MORE.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    op.create_index(op.f("ix_member_team_id"), "member", ["team_id"], unique=False)


def _rewrite_the_journal(policies: Mapping[tuple[int, str], int]) -> None:
    """The images of proposals and themes, in the words and columns of today."""
    bind = op.get_bind()
    change = sa.table(
        "change",
        sa.column("id", sa.Integer()),
        sa.column("table_name", sa.String()),
        sa.column("row_id", sa.Integer()),
        sa.column("before", sa.JSON(none_as_null=True)),
        sa.column("after", sa.JSON(none_as_null=True)),
    )
    board_of = {row.id: row.board_id for row in bind.execute(sa.text("SELECT id, board_id FROM theme"))}
    imaged = sa.select(change).where(
        change.c.table_name.in_(("proposal", "theme")),
        sa.or_(change.c.before.is_not(None), change.c.after.is_not(None)),
    )
    for row in bind.execute(imaged).all():
        images = {"before": row.before, "after": row.after}
        if row.table_name == "proposal":
            told = {side: _renamed(image) for side, image in images.items()}
        else:
            board_id = (row.before or {}).get("board_id", board_of.get(row.row_id))
            told = {side: _under(policies, board_id, image) for side, image in images.items()}
        if told != images:
            bind.execute(sa.update(change).where(change.c.id == row.id).values(told))


def _renamed(image: Any) -> Any:
    if image is None or image.get("status") != "반려":
        return image
    return {**image, "status": "불채택"}


def _under(policies: Mapping[tuple[int, str], int], board_id: int | None, image: Any) -> Any:
    """A policy no theme is under any more, whose row is not there, falls to the first one of the term."""
    if image is None or "policy" not in image or board_id is None:
        return image
    found = policies.get((board_id, image["policy"]), policies.get((board_id, _FIRST_POLICIES[0])))
    return {**{key: value for key, value in image.items() if key != "policy"}, "policy_id": found}


def _theme() -> None:
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_theme_name")),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_theme_board_id")),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name=op.f("fk_theme_policy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("board_id", "name", name=op.f("uq_theme_board_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_theme_board_id"), "theme", ["board_id"], unique=False)
    op.create_index(op.f("ix_theme_policy_id"), "theme", ["policy_id"], unique=False)


def _proposal() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_initials", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("idea", sa.String(), nullable=True),
        sa.Column("effect", sa.String(), nullable=True),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("proposed_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("status_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("held_from", sa.String(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in _POINTERS),
        sa.CheckConstraint("cost >= 0", name=op.f("ck_proposal_cost")),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_proposal_title")),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_proposal_{name}")) for name, rule in _RULES.items()),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_proposal_board_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_proposal_theme_id")),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_proposal_{name}"))
            for name, table in _POINTERS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sqlite_autoincrement=True,
    )
    for name in ("board_id", "theme_id", *_POINTERS):
        op.create_index(op.f(f"ix_proposal_{name}"), "proposal", [name], unique=False)
    op.create_index(op.f("ix_proposal_status_id"), "proposal", ["status", "id"], unique=False)
    op.create_index(op.f("ix_proposal_title_id"), "proposal", ["title", "id"], unique=False)


def _meeting() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_at", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("agenda", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_meeting_title")),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_meeting_board_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_meeting_board_id_held_on"), "meeting", ["board_id", "held_on"], unique=False)


def _policy() -> None:
    op.create_table(
        "policy",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=True),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_policy_name")),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_policy_board_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy")),
        sa.UniqueConstraint("board_id", "name", name=op.f("uq_policy_board_id_name")),
        sqlite_autoincrement=True,
    )


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.CheckConstraint("length(content) > 0", name=op.f("ck_decision_content")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_decision_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_decision_meeting_id"), "decision", ["meeting_id"], unique=False)


def _board_team() -> None:
    op.create_table(
        "board_team",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_board_team_name")),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_board_team_board_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_board_team_theme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_team")),
        sa.UniqueConstraint("board_id", "name", name=op.f("uq_board_team_board_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_board_team_theme_id"), "board_team", ["theme_id"], unique=False)


def _action_item() -> None:
    op.create_table(
        "action_item",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.CheckConstraint("length(task) > 0", name=op.f("ck_action_item_task")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_action_item_meeting_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_action_item_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_item")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_action_item_meeting_id"), "action_item", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_action_item_owner_id"), "action_item", ["owner_id"], unique=False)


def _idea() -> None:
    op.create_table(
        "idea",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(content) > 0", name=op.f("ck_idea_content")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_idea_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_idea_member_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_idea_theme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_idea_meeting_id"), "idea", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_idea_member_id"), "idea", ["member_id"], unique=False)
    op.create_index(op.f("ix_idea_theme_id"), "idea", ["theme_id"], unique=False)


def _meeting_attendance() -> None:
    op.create_table(
        "meeting_attendance",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_attendance_meeting_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_meeting_attendance_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_attendance")),
        sa.UniqueConstraint(
            "meeting_id", "member_id", name=op.f("uq_meeting_attendance_meeting_id_member_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_meeting_attendance_member_id"), "meeting_attendance", ["member_id"], unique=False
    )


def _team_leader() -> None:
    op.create_table(
        "team_leader",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_team_leader_period")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_team_leader_member_id")),
        sa.ForeignKeyConstraint(["team_id"], ["board_team.id"], name=op.f("fk_team_leader_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_leader")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_team_leader_member_id"), "team_leader", ["member_id"], unique=False)
    op.create_index(op.f("ix_team_leader_team_id"), "team_leader", ["team_id"], unique=False)


def _comment() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("reply_to_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("written_by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.CheckConstraint("stance IN ('찬성', '우려', '질문', '의견')", name=op.f("ck_comment_stance")),
        sa.CheckConstraint("length(words) > 0", name=op.f("ck_comment_words")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_comment_member_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_comment_proposal_id")),
        sa.ForeignKeyConstraint(["reply_to_id"], ["comment.id"], name=op.f("fk_comment_reply_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_comment_member_id"), "comment", ["member_id"], unique=False)
    op.create_index(op.f("ix_comment_proposal_id"), "comment", ["proposal_id"], unique=False)
    op.create_index(op.f("ix_comment_reply_to_id"), "comment", ["reply_to_id"], unique=False)


def _condition() -> None:
    op.create_table(
        "condition",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("obstacle", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("look_again_on", sa.Date(), nullable=True),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.CheckConstraint("obstacle != '없음' OR look_again_on IS NULL", name=op.f("ck_condition_none")),
        sa.CheckConstraint(
            "obstacle IN ('예산', '법령', '인력', '기술', '기타', '없음')", name=op.f("ck_condition_obstacle")
        ),
        sa.CheckConstraint("state IN ('보류', '불채택')", name=op.f("ck_condition_state")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_condition_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_condition")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_condition_look_again_on"), "condition", ["look_again_on"], unique=False)
    op.create_index(op.f("ix_condition_proposal_id"), "condition", ["proposal_id"], unique=False)


def _proposal_attachment() -> None:
    op.create_table(
        "proposal_attachment",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_proposal_attachment_attachment_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_attachment_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_attachment")),
        sa.UniqueConstraint(
            "proposal_id", "attachment_id", name=op.f("uq_proposal_attachment_proposal_id_attachment_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_proposal_attachment_attachment_id"), "proposal_attachment", ["attachment_id"], unique=False
    )


def _wording() -> None:
    op.create_table(
        "wording",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_wording_comment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_wording_comment_id"), "wording", ["comment_id"], unique=False)
