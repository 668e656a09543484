"""What becomes of an internship: the logs that accompany it, and the steps to regular work."""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.base import Base, check, one_of, table_args, unique
from desktop.model.people import NOTE
from desktop.model.placement import Match
from desktop.rules.fields import Field, Kind
from desktop.rules.placement import CONVERSION, LOG_KINDS, ConversionStatus


class InternshipLog(Base):
    """A monthly check, a visit or a talk during an internship."""

    __tablename__ = "internship_log"
    noun = "점검 일지"

    match_id: Mapped[int] = mapped_column(ForeignKey("internship_match.id"), index=True)
    held_on: Mapped[dt.date]
    kind: Mapped[str]
    content: Mapped[str]
    next_action: Mapped[str | None]
    next_on: Mapped[dt.date | None]
    done: Mapped[bool] = mapped_column(default=False)

    match: Mapped[Match] = relationship()

    __table_args__ = table_args(
        one_of("kind", LOG_KINDS, "점검의 종류"),
        check("content", "length(content) > 0", "살핀 내용을 적어 주세요."),
        Index(None, "held_on", "id"),
    )


class Conversion(Base):
    """The steps from an internship to regular work, each on a day of its own: offered, accepted, contracted."""

    __tablename__ = "conversion"
    noun = "정규직 전환"

    match_id: Mapped[int] = mapped_column(ForeignKey("internship_match.id"))
    offered_on: Mapped[dt.date]
    accepted_on: Mapped[dt.date | None]
    contracted_on: Mapped[dt.date | None]
    status: Mapped[str] = mapped_column(default=ConversionStatus.OFFERED.value)
    reason: Mapped[str | None]
    note: Mapped[str | None]

    match: Mapped[Match] = relationship()

    __table_args__ = table_args(
        unique("match_id", sentence="이 인턴의 전환 기록이 이미 있습니다. 그 기록을 열어 고쳐 주세요."),
        one_of("status", CONVERSION.statuses, "상태"),
        check(
            "accepted",
            "accepted_on >= offered_on",
            "수락한 날이 제의한 날보다 앞섭니다. 두 날짜를 확인해 주세요.",
        ),
        check(
            "contracted",
            "contracted_on IS NULL OR (accepted_on IS NOT NULL AND contracted_on >= accepted_on)",
            "계약에는 수락한 날이 있어야 하고, 계약한 날은 그날과 같거나 그 뒤여야 합니다. 두 날짜를 확인해 주세요.",
        ),
        check(
            "steps",
            "(status <> '계약' OR contracted_on IS NOT NULL) AND (status <> '수락' OR accepted_on IS NOT NULL)",
            "'수락'과 '계약'에는 그날이 있어야 합니다. 되돌리려면 '상태 바꾸기'에서 사유를 적고 앞 단계로 바꿔 주세요.",
        ),
    )


LOG_FIELDS = (
    Field("match_id", "인턴", Kind.LINK, required=True, links_to="matches"),
    Field("held_on", "날짜", Kind.DATE, required=True),
    Field("kind", "종류", Kind.CHOICE, required=True, choices=LOG_KINDS),
    Field("content", "내용", Kind.LONG_TEXT, required=True),
    Field("next_action", "다음 할 일"),
    Field("next_on", "다음 날짜", Kind.DATE),
    Field("done", "마침", Kind.YES_NO),
)
CONVERSION_FIELDS = (
    Field("match_id", "인턴", Kind.LINK, required=True, links_to="matches"),
    Field("offered_on", "제의한 날", Kind.DATE, required=True),
    Field("accepted_on", "수락한 날", Kind.DATE, help="적으면 '수락'이 됩니다."),
    Field(
        "contracted_on", "계약한 날", Kind.DATE, help="적으면 '계약'이 되고, 인턴은 '정규직 전환'이 됩니다."
    ),
    NOTE,
)
