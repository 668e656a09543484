"""The kind of record of answers' templates."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from desktop.model.board import ANSWER_TEMPLATE_FIELDS, AnswerTemplate
from desktop.rules.review.answers import check_template
from desktop.services.datafile.operations import Operation
from desktop.services.record_kind import Offered, RecordKind, plain_add


def _after(_op: Operation, row: AnswerTemplate, _values: Mapping[str, Any]) -> None:
    """Raises UserError for a place that nobody can fill."""
    check_template(row.text)


KINDS = (
    RecordKind(
        kind="answer_templates",
        table=AnswerTemplate,
        fields=ANSWER_TEMPLATE_FIELDS,
        label=lambda row: row.title,
        add=plain_add(AnswerTemplate),
        after=_after,
        chosen=Offered(
            select(AnswerTemplate).order_by(AnswerTemplate.title, AnswerTemplate.id),
            lambda _session, row: row.title,
        ),
        searched=False,
        past=False,
        sample=(
            {
                "title": "채택 알림",
                "text": "{제안자}님, {접수일}에 접수한 '{제안}' 제안을 {상태}하였습니다.\n"
                "시행 예정일은 {시행 예정일}입니다. 진행되는 대로 다시 알려 드리겠습니다.\n{오늘} {기관}",
            },
            {
                "title": "불채택 알림",
                "text": "{제안자}님, '{제안}' 제안을 검토한 결과를 알려 드립니다.\n"
                "결과: {상태}\n사유: {사유}\n다시 볼 수 있는 조건: {풀릴 조건}\n{오늘} {기관}",
            },
            {
                "title": "검토 중 알림",
                "text": "{제안자}님의 '{제안}' 제안은 {접수일}에 접수하여 검토하고 있습니다.\n받은 의견: {부서 의견}\n{오늘} {기관}",
            },
        ),
    ),
)
