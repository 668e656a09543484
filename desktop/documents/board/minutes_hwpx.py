"""The minutes of a meeting as a document for 한글: the same words as on paper, what is to be done as a table."""

import datetime as dt

from desktop.documents.board.minutes import SIGNED, TO_SIGN, Minutes
from desktop.documents.hwpx.contents import Document, Heading, Paragraph, Part, Table

_TASKS = ("연번", "할 일", "맡은 사람", "기한", "마침")
_TASK_SHARES = (1, 6, 2, 2, 1)


def minutes_document(told: Minutes, day: dt.date) -> Document:
    """The document, with room to sign at the end; a part without text is left out."""
    facts = (("일시와 장소", told.told), *told.people)
    parts: list[Part] = [
        Heading(told.title, title=True),
        Paragraph(told.heading),
        Table(facts, (2, 8), names=True),
    ]
    for heading, text in told.parts:
        if text.strip():
            parts += (Heading(heading), Paragraph(text))
    if told.tasks:
        rows = [
            (str(number), task.what, task.whose, task.until, task.state)
            for number, task in enumerate(told.tasks, 1)
        ]
        parts += (Heading("할 일"), Table([_TASKS, *rows], _TASK_SHARES, head=True))
    parts += (Heading(SIGNED), Table(TO_SIGN, (2, 8), names=True))
    return Document(told.title, day, parts)
