"""A cohort keeps the sentence of its certificates; one that has certificates keeps that of those it has."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_SAID_BEFORE = "위 사람은 {기관}{와/과} 한국과학기술원이 함께 운영한 「{과정}」{을/를} 성실히 이수하였으므로 이 증서를 수여합니다."


def upgrade() -> None:
    op.add_column("cohort", sa.Column("certificate_sentence", sa.String(), nullable=True))
    keep = sa.text(
        "UPDATE cohort SET certificate_sentence = :said WHERE id IN (SELECT cohort_id FROM certificate)"
    )
    op.get_bind().execute(keep, {"said": _SAID_BEFORE})
