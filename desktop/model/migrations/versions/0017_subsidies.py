"""Wage subsidies and what became of the interns: policies, claims with their papers, budgets, 환수, follow-ups."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_DRAWN = """(SELECT coalesce(sum(c.granted), 0) FROM subsidy_claim AS c
             WHERE c.budget_id = {budget} AND c.status IN ('승인', '지급', '미지급'))"""
_OVERDRAWN = f"{_DRAWN.format(budget='NEW.budget_id')} > (SELECT allocated FROM subsidy_budget WHERE id = NEW.budget_id)"
_BELOW = f"{_DRAWN.format(budget='NEW.id')} > NEW.allocated"
_OVERLAP = """NEW.status != '반려' AND EXISTS (
             SELECT 1 FROM subsidy_support AS ns
             JOIN internship_match AS nm ON nm.id = ns.match_id
             JOIN internship_match AS m ON m.trainee_id = nm.trainee_id
             JOIN subsidy_support AS s ON s.match_id = m.id
             JOIN subsidy_claim AS c ON c.support_id = s.id
             WHERE ns.id = NEW.support_id AND c.id != NEW.id AND c.payee = NEW.payee AND c.status != '반려'
               AND c.first_on <= NEW.last_on AND c.last_on >= NEW.first_on
               AND (c.support_id != NEW.support_id OR c.line_id = NEW.line_id))"""
_MISSING = """NEW.status IN ('승인', '지급') AND EXISTS (
             SELECT 1 FROM claim_paper AS p WHERE p.claim_id = NEW.id AND p.attachment_id IS NULL)"""
_REPAID = "(SELECT coalesce(sum(r.repaid), 0) FROM repayment AS r WHERE r.clawback_id = {clawback})"
_TOO_MUCH = (
    f"{_REPAID.format(clawback='NEW.clawback_id')} > (SELECT owed FROM clawback WHERE id = NEW.clawback_id)"
)
_OWED_LESS = f"{_REPAID.format(clawback='NEW.id')} > NEW.owed"

_GUARDS = (
    # what is called, the table, the columns whose change matters, raised when, a row that makes two offices take turns
    ("claim_overlap", "subsidy_claim", "support_id, line_id, payee, first_on, last_on, status", _OVERLAP,
     "SELECT 1 FROM subsidy_support WHERE id = NEW.support_id FOR UPDATE"),
    ("budget_overdrawn", "subsidy_claim", "granted, budget_id, status", _OVERDRAWN,
     "SELECT 1 FROM subsidy_budget WHERE id = NEW.budget_id FOR UPDATE"),
    ("paper_missing", "subsidy_claim", "status", _MISSING, ""),
    ("budget_overdrawn", "subsidy_budget", "allocated", _BELOW, ""),
    ("repaid_too_much", "repayment", "repaid, clawback_id", _TOO_MUCH,
     "SELECT 1 FROM clawback WHERE id = NEW.clawback_id FOR UPDATE"),
    ("repaid_too_much", "clawback", "owed", _OWED_LESS, ""),
)  # fmt: skip


def _in_postgresql(word: str, table: str, columns: str, when: str, lock: str) -> list[str]:
    taking_turns = f"PERFORM {lock.removeprefix('SELECT ')};" if lock else ""
    return [
        f"""CREATE FUNCTION {table}_{word}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              {taking_turns}
              IF {when} THEN
                RAISE EXCEPTION 'ieum_{word}' USING ERRCODE = 'check_violation';
              END IF;
              RETURN NEW;
            END $$""",
        f"""CREATE TRIGGER {table}_{word} AFTER INSERT OR UPDATE OF {columns} ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_{word}()""",
    ]


MONEY_TRIGGERS = {
    "sqlite": [
        f"""CREATE TRIGGER {table}_{word}_{event.split()[0].lower()} AFTER {event} ON {table} WHEN {when} BEGIN
              SELECT RAISE(ABORT, 'ieum_{word}');
            END"""
        for word, table, columns, when, _lock in _GUARDS
        for event in ("INSERT", f"UPDATE OF {columns}")
    ],
    "postgresql": [statement for guard in _GUARDS for statement in _in_postgresql(*guard)],
}
"""Money goes out once, within the budget and with its papers, whoever writes: guarded by the database itself."""


def upgrade() -> None:
    for make in (
        _subsidy_policy,
        _subsidy_budget,
        _subsidy_line,
        _career,
        _other_support,
        _evaluation,
        _follow_up,
        _payee_account,
        _subsidy_support,
        _clawback,
        _subsidy_claim,
        _claim_paper,
        _inspection,
        _repayment,
    ):
        make()
    for statement in MONEY_TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def _subsidy_policy() -> None:
    op.create_table(
        "subsidy_policy",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("pro_rata", sa.String(), nullable=False),
        sa.Column("rounding", sa.Integer(), nullable=False),
        sa.Column("youngest", sa.Integer(), nullable=True),
        sa.Column("oldest", sa.Integer(), nullable=True),
        sa.Column("districts", sa.String(), nullable=True),
        sa.Column("local_companies", sa.Boolean(), nullable=False),
        sa.Column("least_staff", sa.Integer(), nullable=True),
        sa.Column("insured", sa.Boolean(), nullable=False),
        sa.Column("excluded_fields", sa.String(), nullable=True),
        sa.Column("people_per_company", sa.Integer(), nullable=True),
        sa.Column("least_wage", sa.Integer(), nullable=True),
        sa.Column("excluded_programmes", sa.String(), nullable=True),
        sa.Column("papers", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("month IN ('만월', '달력월')", name=op.f("ck_subsidy_policy_month")),
        sa.CheckConstraint(
            "pro_rata IN ('일할(달력일)', '일할(30일)', '일할(근무일)', '시작하면 전액', '다 채워야 지급')",
            name=op.f("ck_subsidy_policy_pro_rata"),
        ),
        sa.CheckConstraint("rounding IN (1, 10, 100, 1000)", name=op.f("ck_subsidy_policy_rounding")),
        sa.CheckConstraint("valid_until >= valid_from", name=op.f("ck_subsidy_policy_valid")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subsidy_policy")),
        sa.UniqueConstraint("name", name=op.f("uq_subsidy_policy_name")),
        sqlite_autoincrement=True,
    )


def _subsidy_budget() -> None:
    op.create_table(
        "subsidy_budget",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("allocated", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("allocated >= 0", name=op.f("ck_subsidy_budget_allocated")),
        sa.CheckConstraint("received BETWEEN 0 AND allocated", name=op.f("ck_subsidy_budget_received")),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["subsidy_policy.id"], name=op.f("fk_subsidy_budget_policy_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subsidy_budget")),
        sa.UniqueConstraint("policy_id", "year", name=op.f("uq_subsidy_budget_policy_id_year")),
        sqlite_autoincrement=True,
    )


def _subsidy_line() -> None:
    op.create_table(
        "subsidy_line",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("payee", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("tiers", sa.String(), nullable=True),
        sa.Column("cap", sa.Integer(), nullable=True),
        sa.Column("within_wage", sa.Boolean(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("start", sa.String(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("paid_after", sa.Integer(), nullable=False),
        sa.Column("returned_before", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "basis IN ('임금의 비율', '보험료의 비율', '정액', '임금 구간별 정액')",
            name=op.f("ck_subsidy_line_basis"),
        ),
        sa.CheckConstraint("payee IN ('기업', '인턴', '멘토')", name=op.f("ck_subsidy_line_payee")),
        sa.CheckConstraint("start IN ('시작', '정규직 전환')", name=op.f("ck_subsidy_line_start")),
        sa.CheckConstraint("unit IN ('월', '4주', '주', '1회')", name=op.f("ck_subsidy_line_unit")),
        sa.CheckConstraint(
            "count >= 1 AND skipped >= 0 AND paid_after >= 1 AND returned_before >= 0",
            name=op.f("ck_subsidy_line_counts"),
        ),
        sa.CheckConstraint("share BETWEEN 0 AND 10000", name=op.f("ck_subsidy_line_share")),
        sa.ForeignKeyConstraint(["policy_id"], ["subsidy_policy.id"], name=op.f("fk_subsidy_line_policy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subsidy_line")),
        sa.UniqueConstraint("policy_id", "position", name=op.f("uq_subsidy_line_policy_id_position")),
        sqlite_autoincrement=True,
    )


def _career() -> None:
    op.create_table(
        "career",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("trainee_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("in_field", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "evidence IN ('재직증명서', '4대보험 가입내역', '기업 확인', '본인 확인', '전화', '전자우편', '연락 안 됨')",
            name=op.f("ck_career_evidence"),
        ),
        sa.CheckConstraint(
            "outcome IN ('취업', '진학', '입대', '취업 불가능', '외국인', '제외 인정', '창업', '인턴', '구직', '기타', '미확인')",
            name=op.f("ck_career_outcome"),
        ),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_career_cohort_id")),
        sa.ForeignKeyConstraint(["trainee_id"], ["trainee.id"], name=op.f("fk_career_trainee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_career")),
        sa.UniqueConstraint(
            "cohort_id", "trainee_id", "as_of", name=op.f("uq_career_cohort_id_trainee_id_as_of")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_career_trainee_id"), "career", ["trainee_id"], unique=False)


def _other_support() -> None:
    op.create_table(
        "other_support",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("trainee_id", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_other_support_days")),
        sa.ForeignKeyConstraint(["trainee_id"], ["trainee.id"], name=op.f("fk_other_support_trainee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_other_support")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_other_support_trainee_id"), "other_support", ["trainee_id"], unique=False)


def _evaluation() -> None:
    op.create_table(
        "evaluation",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("match_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("work", sa.Integer(), nullable=False),
        sa.Column("attitude", sa.Integer(), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("complaint", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.String(), nullable=True),
        sa.CheckConstraint("side IN ('기업이 인턴을', '인턴이 기업을')", name=op.f("ck_evaluation_side")),
        sa.CheckConstraint(
            "work BETWEEN 1 AND 5 AND attitude BETWEEN 1 AND 5", name=op.f("ck_evaluation_marks")
        ),
        sa.ForeignKeyConstraint(["match_id"], ["internship_match.id"], name=op.f("fk_evaluation_match_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sa.UniqueConstraint("match_id", "side", name=op.f("uq_evaluation_match_id_side")),
        sqlite_autoincrement=True,
    )


def _follow_up() -> None:
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("match_id", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("found", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "evidence IN ('재직증명서', '4대보험 가입내역', '기업 확인', '본인 확인', '전화', '전자우편', '연락 안 됨')",
            name=op.f("ck_follow_up_evidence"),
        ),
        sa.CheckConstraint(
            "found IN ('같은 기업', '다른 기업', '미취업', '확인불가')", name=op.f("ck_follow_up_found")
        ),
        sa.CheckConstraint("(found IS NULL) = (evidence IS NULL)", name=op.f("ck_follow_up_proven")),
        sa.CheckConstraint("months IN (1, 3, 6, 12)", name=op.f("ck_follow_up_months")),
        sa.ForeignKeyConstraint(["match_id"], ["internship_match.id"], name=op.f("fk_follow_up_match_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("match_id", "months", name=op.f("uq_follow_up_match_id_months")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_follow_up_due_on_id"), "follow_up", ["due_on", "id"], unique=False)


def _payee_account() -> None:
    op.create_table(
        "payee_account",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("trainee_id", sa.Integer(), nullable=True),
        sa.Column("match_id", sa.Integer(), nullable=True),
        sa.Column("bank", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("digits", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(CASE WHEN company_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN trainee_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN match_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_payee_account_whose"),
        ),
        sa.CheckConstraint("length(digits) >= 8", name=op.f("ck_payee_account_digits")),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_payee_account_company_id")),
        sa.ForeignKeyConstraint(
            ["match_id"], ["internship_match.id"], name=op.f("fk_payee_account_match_id")
        ),
        sa.ForeignKeyConstraint(["trainee_id"], ["trainee.id"], name=op.f("fk_payee_account_trainee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payee_account")),
        sa.UniqueConstraint("company_id", name=op.f("uq_payee_account_company_id")),
        sa.UniqueConstraint("match_id", name=op.f("uq_payee_account_match_id")),
        sa.UniqueConstraint("trainee_id", name=op.f("uq_payee_account_trainee_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_payee_account_digits"), "payee_account", ["digits"], unique=False)


def _subsidy_support() -> None:
    op.create_table(
        "subsidy_support",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("match_id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("wage", sa.Integer(), nullable=False),
        sa.Column("insurance", sa.Integer(), nullable=True),
        sa.Column("local_company", sa.Boolean(), nullable=False),
        sa.Column("insured", sa.Boolean(), nullable=False),
        sa.Column("converted_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("waived", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "converted_on IS NULL OR left_on IS NULL OR left_on >= converted_on",
            name=op.f("ck_subsidy_support_left"),
        ),
        sa.CheckConstraint("wage > 0", name=op.f("ck_subsidy_support_wage")),
        sa.ForeignKeyConstraint(
            ["match_id"], ["internship_match.id"], name=op.f("fk_subsidy_support_match_id")
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["subsidy_policy.id"], name=op.f("fk_subsidy_support_policy_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subsidy_support")),
        sa.UniqueConstraint("match_id", "policy_id", name=op.f("uq_subsidy_support_match_id_policy_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_subsidy_support_policy_id"), "subsidy_support", ["policy_id"], unique=False)


def _clawback() -> None:
    op.create_table(
        "clawback",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("support_id", sa.Integer(), nullable=False),
        sa.Column("owed", sa.Integer(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("cause", sa.String(), nullable=False),
        sa.CheckConstraint("owed > 0", name=op.f("ck_clawback_owed")),
        sa.ForeignKeyConstraint(["support_id"], ["subsidy_support.id"], name=op.f("fk_clawback_support_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clawback")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_clawback_support_id"), "clawback", ["support_id"], unique=False)


def _subsidy_claim() -> None:
    op.create_table(
        "subsidy_claim",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("support_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("payee", sa.String(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("computed", sa.Integer(), nullable=False),
        sa.Column("requested", sa.Integer(), nullable=False),
        sa.Column("granted", sa.Integer(), nullable=True),
        sa.Column("calculation", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("budget_id", sa.Integer(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("cleared_by", sa.String(), nullable=True),
        sa.Column("cleared_what", sa.String(), nullable=True),
        sa.Column("cleared_reason", sa.String(), nullable=True),
        sa.CheckConstraint("payee IN ('기업', '인턴', '멘토')", name=op.f("ck_subsidy_claim_payee")),
        sa.CheckConstraint(
            "status IN ('신청', '검토', '보완', '승인', '지급', '미지급', '반려')",
            name=op.f("ck_subsidy_claim_status"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('승인', '지급', '미지급') OR (granted IS NOT NULL AND budget_id IS NOT NULL)",
            name=op.f("ck_subsidy_claim_drawn"),
        ),
        sa.CheckConstraint(
            "cleared_by IS NULL OR (cleared_by != made_by AND length(cleared_reason) > 0)",
            name=op.f("ck_subsidy_claim_two_people"),
        ),
        sa.CheckConstraint("granted > 0 AND granted <= requested", name=op.f("ck_subsidy_claim_granted")),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_subsidy_claim_days")),
        sa.CheckConstraint(
            "requested > 0 AND requested <= computed", name=op.f("ck_subsidy_claim_requested")
        ),
        sa.ForeignKeyConstraint(
            ["budget_id"], ["subsidy_budget.id"], name=op.f("fk_subsidy_claim_budget_id")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["subsidy_line.id"], name=op.f("fk_subsidy_claim_line_id")),
        sa.ForeignKeyConstraint(
            ["support_id"], ["subsidy_support.id"], name=op.f("fk_subsidy_claim_support_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subsidy_claim")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_subsidy_claim_budget_id"), "subsidy_claim", ["budget_id"], unique=False)
    op.create_index(op.f("ix_subsidy_claim_due_on_id"), "subsidy_claim", ["due_on", "id"], unique=False)
    op.create_index(op.f("ix_subsidy_claim_first_on_id"), "subsidy_claim", ["first_on", "id"], unique=False)
    op.create_index(op.f("ix_subsidy_claim_line_id"), "subsidy_claim", ["line_id"], unique=False)
    op.create_index(op.f("ix_subsidy_claim_status_id"), "subsidy_claim", ["status", "id"], unique=False)
    op.create_index(op.f("ix_subsidy_claim_support_id"), "subsidy_claim", ["support_id"], unique=False)


def _claim_paper() -> None:
    op.create_table(
        "claim_paper",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "title IN ('지원금 신청서', '출근부', '급여명세서', '급여이체확인증', '4대보험 가입내역',"
            " '근로계약서', '개인정보 동의서', '통장 사본', '사업자등록증', '참여 협약서')",
            name=op.f("ck_claim_paper_title"),
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_claim_paper_attachment_id")
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["subsidy_claim.id"], name=op.f("fk_claim_paper_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_paper")),
        sa.UniqueConstraint("claim_id", "title", name=op.f("uq_claim_paper_claim_id_title")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_claim_paper_attachment_id"), "claim_paper", ["attachment_id"], unique=False)


def _inspection() -> None:
    op.create_table(
        "inspection",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("result IN ('미점검', '적정', '부적정')", name=op.f("ck_inspection_result")),
        sa.ForeignKeyConstraint(["claim_id"], ["subsidy_claim.id"], name=op.f("fk_inspection_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
        sa.UniqueConstraint("claim_id", "seed", name=op.f("uq_inspection_claim_id_seed")),
        sqlite_autoincrement=True,
    )


def _repayment() -> None:
    op.create_table(
        "repayment",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("clawback_id", sa.Integer(), nullable=False),
        sa.Column("repaid", sa.Integer(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("repaid > 0", name=op.f("ck_repayment_repaid")),
        sa.ForeignKeyConstraint(["clawback_id"], ["clawback.id"], name=op.f("fk_repayment_clawback_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repayment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_repayment_clawback_id"), "repayment", ["clawback_id"], unique=False)
