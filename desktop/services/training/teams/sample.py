"""What the practice file holds of teams: the projects of 2022, who did what there, and the conditions they were divided by."""

from collections.abc import Sequence

from sqlalchemy import select

from desktop.model.training import Cohort, Enrolment, ProjectTeam, TeamWish
from desktop.services.attachments import keeping
from desktop.services.datafile.store import Store
from desktop.services.training.sample_pictures import screen
from desktop.services.training.teams import criteria
from desktop.services.training.teams.people import members, teams

_YEAR = 2022
_CARDS = {
    "Deep 오션": ("오늘 뭐 입지", "추천", "Python, scikit-learn, Flutter", "날씨와 옷장을 잇는 앱"),
    "Oil Price Mate": ("내일의 기름값", "시계열 예측", "Python, Prophet, Streamlit", "주유소별 예측 지도"),
    "Saving Dog": ("다시 만난 식구", "영상 인식", "PyTorch, FastAPI, React", "유기견 사진 찾기 웹"),
    "WATCH MAN": ("그 전화 끊으세요", "음성 인식", "Whisper, KoELECTRA, Android", "통화 중 경고 앱"),
    "You Can Makeup": (
        "내 얼굴에 맞는 색",
        "영상 인식",
        "MediaPipe, PyTorch, Vue",
        "피부색 진단과 화장 추천 웹",
    ),
}
_ROLES = ("팀장", "데이터", "모델", "서버", "화면", "발표")


def fill(store: Store) -> None:
    """Put it into the practice file, whose people and teams came from the office's sheets."""
    with store.read() as session:
        cohort_id = session.scalar(select(Cohort.id).where(Cohort.year == _YEAR))
    assert cohort_id is not None
    with store.operation("프로젝트 카드와 역할 적기") as op:
        known = teams(op.session, cohort_id)
        for number, team in enumerate(known):
            team.title, team.field, team.technologies, team.outputs = _CARDS[team.name]
            team.picture_id = keeping.put(store, op, screen(f"{team.title}.png", number))
        taken: dict[int | None, int] = {}
        rows, wishes = [], []
        for number, member in enumerate(members(op.session, cohort_id, store.today())):
            place = taken[member.team_id] = taken.get(member.team_id, -1) + 1
            role = _ROLES[place % len(_ROLES)]
            rows.append({"id": member.enrolment_id, "role": role, "skill": 1 + (number * 7 + 3) % 5})
            wishes += _wishes(number, member.enrolment_id, known)
        op.update_many(Enrolment, rows)
        op.insert_many(TeamWish, wishes)
    criteria.add_defaults(store, cohort_id)


def _wishes(number: int, enrolment_id: int, known: Sequence[ProjectTeam]) -> list[dict[str, int]]:
    return [
        {"enrolment_id": enrolment_id, "team_id": known[(number * 3 + rank) % len(known)].id, "rank": rank}
        for rank in (1, 2)
    ]
