"""The papers a stage asks its applicants for, and who handed in which."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.attachments import Attachment
from desktop.model.base import Base, one_of, table_args, unique
from desktop.model.training.programme import Enrolment, Stage
from desktop.rules.fields import Field, Kind
from desktop.rules.training import PAPER_STATES


class WantedPaper(Base):
    """A paper that everybody who applies to the stage hands in by ``due_on``."""

    __tablename__ = "wanted_paper"
    noun = "제출 서류"

    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    title: Mapped[str]
    due_on: Mapped[dt.date | None]

    stage: Mapped[Stage] = relationship()

    __table_args__ = table_args(
        unique("stage_id", "title", sentence="같은 이름의 서류가 있습니다. 다른 이름을 적어 주세요.")
    )


class HandedPaper(Base):
    """What became of one person's paper; no row is one not handed in. ``due_on`` is a date of one's own."""

    __tablename__ = "handed_paper"
    noun = "서류 제출"

    paper_id: Mapped[int] = mapped_column(ForeignKey("wanted_paper.id"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    state: Mapped[str]
    due_on: Mapped[dt.date | None]
    reason: Mapped[str | None]
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"), index=True)

    paper: Mapped[WantedPaper] = relationship()
    enrolment: Mapped[Enrolment] = relationship()
    evidence: Mapped[Attachment | None] = relationship()

    __table_args__ = table_args(
        unique("paper_id", "enrolment_id", sentence="이 서류는 이미 적혀 있습니다. 그 칸을 고쳐 주세요."),
        one_of("state", PAPER_STATES, "서류 상태"),
    )


PAPER_FIELDS = (
    Field("stage_id", "단계", Kind.LINK, required=True, links_to="stages"),
    Field("title", "서류", required=True, max_length=60, example="예: 주민등록초본"),
    Field("due_on", "제출 기한", Kind.DATE),
)
