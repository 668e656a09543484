"""The documents an office gives under a number, each declared once: its series, its words, whom it is for.

Everything else (numbers, register, frozen copies, reissue, codes) is the same for all of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from desktop.rules.fields import Field, Kind
from desktop.services.certificates import holders, sentences
from desktop.services.certificates.holders import Candidate
from desktop.services.certificates.numbers import KIND
from desktop.services.certificates.settings import NEEDED
from desktop.services.datafile.settings import Setting
from desktop.services.office import settings as office

ANY = "증서"
"""What several of different kinds are called together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """A document given under a number of its own series, which ``kind`` names: '위촉 제2022-001호'.

    ``title`` stands on paper, ``template`` is the file it is set by, ``labels`` are further words of that. It is given for
    a record of the kind ``of`` (a cohort, a term of the board) to records of the kind ``holders``, found by ``candidates``;
    where there are none, ``nobody`` says what to do. ``on_paper`` are values of a candidate that stand on it, ``places``
    what its sentence may name, kept where ``told_in`` says. ``sentence`` keeps the sentence for all years; None where each
    cohort keeps its own. ``by_head``: the head of the office signs, not in whose name courses are certified. ``to_all``:
    everybody gets one who is not left out; else nobody who is not chosen. ``told_by`` are the title and the name of the
    value by which the candidates are told apart besides their names.
    """

    key: str
    kind: str
    title: str
    of: str
    holders: str
    candidates: Callable[[Session, int, str], list[Candidate]]
    nobody: str
    told_in: str
    template: str = "honour"
    labels: tuple[tuple[str, str], ...] = ()
    on_paper: tuple[str, ...] = ()
    places: tuple[str, ...] = sentences.PLACES
    sentence: Setting[str] | None = None
    by_head: bool = False
    to_all: bool = True
    told_by: tuple[str, str] = ("팀", "team")

    @property
    def needed(self) -> tuple[Setting[Any], ...]:
        """The settings without which none is issued."""
        return (office.NAME, office.HEAD_TITLE) if self.by_head else NEEDED

    @property
    def sentence_key(self) -> str:
        """The key of the value its sentence is kept as."""
        return self.sentence.key if self.sentence else sentences.KEY

    @property
    def period_label(self) -> str:
        """What the days of a member's term are called on it; '' where they do not stand on it."""
        return dict(self.labels).get("period_label", "")


def _sentence(key: str, title: str, places: tuple[str, ...], usual: str) -> Setting[str]:
    key = f"{key}_sentence"

    def check(pattern: str) -> None:
        sentences.check(pattern, places, title, key)

    return Setting(Field(key, f"{title} 문장", Kind.LONG_TEXT, max_length=600), usual, check=check)


_OF_MEMBERS = ("기관", "보드", "소속", "기간")
_OF_AWARDS = ("기관", "과정", "팀", "상")
_NO_MEMBER = "이 기수에 위원이 없거나 모두 이미 받았습니다. '위원 추가'로 위원을 먼저 적어 주세요."
_NO_AWARD = (
    "이 기수의 발표회에 상을 받은 팀이 없거나 모두 이미 받았습니다. '발표회'의 상 열에 먼저 적어 주세요."
)
_OF_A_BOARD: dict[str, Any] = {
    "of": "boards", "holders": "members", "candidates": holders.members, "nobody": _NO_MEMBER, "by_head": True,
    "told_in": "위원 목록과 기관 설정", "on_paper": ("department",), "places": _OF_MEMBERS,
    "told_by": ("소속", "department"),
}  # fmt: skip
_OF_DEMO_DAY: dict[str, Any] = {
    "title": "상장", "of": "cohorts", "nobody": _NO_AWARD, "told_in": "발표회와 기관 설정", "places": _OF_AWARDS,
}  # fmt: skip

COMPLETION = DocumentKind(
    key="completion",
    kind=KIND,
    title="수료증",
    template="kaist",
    of="cohorts",
    holders="trainees",
    candidates=holders.completed,
    nobody=(
        "마지막 단계를 '수료'로 마쳤고 아직 유효한 수료증이 없는 사람에게 발급합니다. 교육생 목록에서 마친 사람을"
        " 고르고 '상태 바꾸기'(Ctrl+M)로 '수료'까지 옮긴 뒤 다시 해 주세요."
    ),
    told_in="기수와 단계, 기관 설정",
)
APPOINTMENT = DocumentKind(
    key="appointment",
    kind="위촉",
    title="위촉장",
    labels=(("period_label", "위촉기간"),),
    sentence=_sentence(
        "appointment", "위촉장", _OF_MEMBERS, "귀하를 {기관} 「{보드}」의 위원으로 위촉합니다."
    ),
    **_OF_A_BOARD,
)
COMMENDATION = DocumentKind(
    key="commendation",
    kind="표창",
    title="표창장",
    to_all=False,
    sentence=_sentence(
        "commendation",
        "표창장",
        _OF_MEMBERS,
        "귀하는 {기관} 「{보드}」의 위원으로서 맡은 일을 성실히 하고 좋은 제안으로 구정 발전에 이바지한 공이 크므로"
        " 이에 표창합니다.",
    ),
    **_OF_A_BOARD,
)
SERVICE = DocumentKind(
    key="service",
    kind="보드 수료",
    title="수료증",
    labels=(("period_label", "활동기간"),),
    sentence=_sentence(
        "service",
        "위원 수료증",
        _OF_MEMBERS,
        "위 사람은 {기관} 「{보드}」의 위원으로 활동을 성실히 마쳤으므로 이 증서를 수여합니다.",
    ),
    **_OF_A_BOARD,
)
AWARD = DocumentKind(
    key="award",
    kind="상장",
    holders="trainees",
    candidates=holders.awarded,
    on_paper=("team", "award"),
    sentence=_sentence(
        "award",
        "상장",
        _OF_AWARDS,
        "위 사람은 {기관}{이/가} 운영한 「{과정}」 발표회에서 우수한 성적을 거두었으므로 이 상장을 수여합니다.",
    ),
    **_OF_DEMO_DAY,
)
TEAM_AWARD = DocumentKind(
    key="team_award",
    kind="단체 상장",
    holders="teams",
    candidates=holders.awarded_teams,
    labels=(("name_label", "팀명"),),
    on_paper=("award", "members"),
    told_by=("팀원", "members"),
    sentence=_sentence(
        "team_award",
        "단체 상장",
        _OF_AWARDS,
        "위 팀은 {기관}{이/가} 운영한 「{과정}」 발표회에서 우수한 성적을 거두었으므로 이 상장을 수여합니다.",
    ),
    **_OF_DEMO_DAY,
)
DOCUMENTS = {each.kind: each for each in (COMPLETION, APPOINTMENT, COMMENDATION, SERVICE, AWARD, TEAM_AWARD)}
SENTENCES: tuple[Setting[Any], ...] = tuple(each.sentence for each in DOCUMENTS.values() if each.sentence)


def document_of(kind: str) -> DocumentKind:
    """How documents of a kind are made; of one that is declared no more, as certificates of completion are."""
    return DOCUMENTS.get(kind, COMPLETION)


def title_of(kinds: Iterable[str]) -> str:
    """What documents of these kinds are called: by their title, where it is one."""
    titles = {document_of(kind).title for kind in kinds}
    return titles.pop() if len(titles) == 1 else ANY
