"""What the practice file holds of the survey of 2022: twenty-eight sheets of nobody."""

from sqlalchemy import select

from desktop.model.training import Cohort, SurveyAnswer
from desktop.services.datafile.store import Store

_YEAR, _SHEETS = 2022, 28
_ASKED = ("강의 내용에 만족하십니까?", "멘토링은 도움이 되었습니까?", "다른 사람에게 권하시겠습니까?")
_WISHES = ("실습 시간을 늘려 주세요", "저녁 수업이 있으면 좋겠습니다", "멘토링이 가장 좋았습니다")


def fill(store: Store) -> None:
    """Put it into the practice file."""
    rows: list[tuple[int, str, int | None, str | None]] = []
    for sheet in range(1, _SHEETS + 1):
        rows += [
            (sheet, question, 100 * (5 - (sheet * (place + 2) + place) % (3 - place % 2)), None)
            for place, question in enumerate(_ASKED)
        ]
        if sheet % 3 == 0:
            rows.append((sheet, "바라는 점", None, _WISHES[sheet // 3 % len(_WISHES)]))
    with store.operation("설문 가져오기") as op:
        cohort_id = op.session.scalar(select(Cohort.id).where(Cohort.year == _YEAR))
        op.insert_many(
            SurveyAnswer,
            [
                {"cohort_id": cohort_id, "sheet": sheet, "question": question, "value": value, "words": words}
                for sheet, question, value, words in rows
            ],
        )
