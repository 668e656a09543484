"""What is done about answers on the list of reviews."""

from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit.commands import Command, Needs
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import At, RecordForm, Screen

# Dialogs are imported when first asked for: a start waits for its list only.


def _answer(at: At) -> None:
    from desktop.ui.board.answers.dialogs import answer

    answer(at.desk, at.page, tuple(at.ids))


def _templates(at: At) -> None:
    from desktop.ui.board.answers.dialogs import open_templates

    open_templates(at.desk, at.page)


SCREENS = (
    Screen(
        kind="answer_templates",
        form=RecordForm("answer_templates", ONE_COLUMN),
        on_others={
            "reviews": (
                Command(
                    id="reviews.answer", title=tr("답변하기…"), icon="edit", run=_answer, needs=Needs.SOME,
                ),
                Command(
                    id="reviews.templates", title=tr("답변 서식…"), icon="document", run=_templates,
                    in_header=False, writes=False,
                ),
            ),
        },
    ),
)  # fmt: skip
