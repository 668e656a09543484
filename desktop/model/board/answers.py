"""Templates of the answers that authors of proposals are given."""

from sqlalchemy.orm import Mapped

from desktop.model.base import Base, check, table_args, unique
from desktop.rules.fields import Field, Kind
from desktop.rules.review.answers import PLACES


class AnswerTemplate(Base):
    """A text with places in braces, filled in for each proposal that is answered with it."""

    __tablename__ = "answer_template"
    noun = "답변 서식"

    title: Mapped[str]
    text: Mapped[str]

    __table_args__ = table_args(
        unique("title", sentence="같은 이름의 답변 서식이 있습니다. 다른 이름을 적어 주세요."),
        check("text", "length(text) > 0", "서식의 글을 적어 주세요."),
    )


_PLACES = " ".join(f"{{{place}}}" for place in PLACES)
ANSWER_TEMPLATE_FIELDS = (
    Field("title", "이름", required=True, max_length=60, example="예: 채택 알림"),
    Field(
        "text", "글", Kind.LONG_TEXT, required=True,
        example=f"예: {{제안자}}님의 '{{제안}}' 제안을 {{상태}}하였습니다.\n쓸 수 있는 자리: {_PLACES}",
        help=f"제안마다 채워지는 자리: {_PLACES}",
    ),
)  # fmt: skip
