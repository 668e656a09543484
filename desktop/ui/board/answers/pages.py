"""What is done about answers on the list of reviews."""

from typing import Any

from desktop.ui.board.review.from_proposals import from_proposals
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit.commands import Command, Needs
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import At, RecordForm, Screen
from desktop.ui.records.view import Here

# Dialogs are imported when first asked for: a start waits for its list only.


def _answer(at: At | Here) -> None:
    from desktop.ui.board.answers.dialogs import answer

    answer(at.desk, at.page, tuple(at.ids))


def _templates(at: At) -> None:
    from desktop.ui.board.answers.dialogs import open_templates

    open_templates(at.desk, at.page)


_ANSWER: Command[Any] = Command(
    id="reviews.answer", title=tr("답변하기…"), icon="edit", run=_answer, needs=Needs.SOME
)

SCREENS = (
    Screen(
        kind="answer_templates",
        form=RecordForm("answer_templates", ONE_COLUMN),
        on_others={
            "reviews": (
                _ANSWER,
                Command(
                    id="reviews.templates", title=tr("답변 서식…"), icon="document", run=_templates,
                    in_header=False, writes=False,
                ),
            ),
            "proposals": (from_proposals(_ANSWER),),
        },
    ),
)  # fmt: skip
