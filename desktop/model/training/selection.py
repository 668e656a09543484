"""A selection as it was confirmed and published, and its lines as they stood then."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.base import Base, check, one_of, table_args, unique
from desktop.model.training.programme import Enrolment, Stage
from desktop.rules.scoring import Trim
from desktop.rules.selection import Result, Ties


class Selection(Base):
    """How a stage selects, and once published the SHA-256 of what was; one for a stage.

    ``tie_rules`` of the criteria's tie orders are applied before ``ties``; ``seed`` is the lottery's. ``made_by`` is who
    asked for the confirmation that ``confirmed_by`` gave, another person, to the ranking with the hash ``confirmed_sha256``.
    """

    __tablename__ = "selection"
    noun = "선발"

    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    seats: Mapped[int]
    reserves: Mapped[int] = mapped_column(default=0)
    trim: Mapped[str] = mapped_column(default=Trim.NONE.value)
    trim_from: Mapped[int] = mapped_column(default=5)
    ties: Mapped[str | None]
    tie_rules: Mapped[int] = mapped_column(default=0)
    seed: Mapped[int] = mapped_column(default=0)
    made_by: Mapped[str | None]
    confirmed_by: Mapped[str | None]
    confirmed_at: Mapped[dt.datetime | None]
    confirmed_sha256: Mapped[str | None]
    published_at: Mapped[dt.datetime | None]
    sha256: Mapped[str | None]

    stage: Mapped[Stage] = relationship()

    __table_args__ = table_args(
        unique("stage_id", sentence="이 단계의 선발이 이미 있습니다. 선발 화면에서 열어 주세요."),
        check("seats", "seats >= 0", "정원은 0명 이상이어야 합니다."),
        check("reserves", "reserves >= 0", "예비 인원은 0명 이상이어야 합니다."),
        one_of("trim", tuple(each.value for each in Trim), "최고·최저 제외"),
        one_of("ties", tuple(each.value for each in Ties), "동점 처리"),
        check(
            "published",
            "(published_at IS NULL) = (sha256 IS NULL)",
            "확정본이 온전하지 않습니다. 다시 확정해 주세요.",
        ),
        check(
            "two_people",
            "confirmed_by IS NULL OR confirmed_by != made_by",
            "만든 사람과 다른 사람이 확인해야 합니다. 다른 이름으로 확인해 주세요.",
        ),
    )


class SelectionLine(Base):
    """What the published selection says of one person; ``total`` in hundredths. ``reason`` tells why a reserve was passed over."""

    __tablename__ = "selection_line"
    noun = "선발 결과"

    selection_id: Mapped[int] = mapped_column(ForeignKey("selection.id"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    total: Mapped[int | None]
    rank: Mapped[int | None]
    result: Mapped[str]
    reserve: Mapped[int | None]
    broken_by: Mapped[str | None]
    reason: Mapped[str | None]

    enrolment: Mapped[Enrolment] = relationship()

    __table_args__ = table_args(
        unique(
            "selection_id",
            "enrolment_id",
            sentence="한 사람이 선발 결과에 두 번 들어 있습니다. 다시 확정해 주세요.",
        ),
        one_of("result", tuple(each.value for each in Result), "결과"),
    )
