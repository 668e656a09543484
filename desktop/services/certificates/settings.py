"""In whose name certificates are issued, how they are numbered, and the seal on them."""

from collections.abc import Sequence
from typing import Any

from desktop.errors import UserError
from desktop.rules.fields import Field, Kind
from desktop.rules.numbering import number
from desktop.services.datafile.settings import Setting, Settings
from desktop.services.office import settings as office
from desktop.text.hangul import attach


def _check_number_format(text: str) -> None:
    """The format must give different numbers for different years and sequences."""
    try:
        samples = {number(text, year, sequence) for year, sequence in ((2022, 1), (2022, 2), (2023, 1))}
    except (KeyError, ValueError, IndexError):
        samples = set()
    if len(samples) != 3:
        raise UserError(
            "번호는 해마다, 장마다 달라야 합니다. 연도와 차례가 들어가게 적어 주세요. 예: 제2026-001호"
        )


ISSUER_TITLE = Setting(
    Field("issuer_title", "수료증 명의", max_length=60, example="예: 서초구청장"), "", office.PAGE
)
ISSUER_NAME = Setting(Field("issuer_name", "명의자 이름", Kind.NAME, max_length=60), "", office.PAGE)
ISSUER_ENGLISH = Setting(
    Field("issuer_english", "명의(영문)", max_length=80, example="예: Mayor of Seocho-gu"), "", office.PAGE
)
JOINT_ISSUER = Setting(Field("joint_issuer", "기관장과 공동 명의", Kind.YES_NO), False, office.PAGE)
JOINT_HOST = Setting(
    Field(
        "joint_host", "함께 운영하는 기관", max_length=60, help="수료증 문장에 {공동 기관}으로 들어갑니다."
    ),
    "",
    office.PAGE,
)
NUMBER_FORMAT = Setting(
    Field(
        "number_format",
        "수료증 첫 번호",
        required=True,
        max_length=60,
        help="올해 첫 수료증의 번호를 쓰려는 모양 그대로 적습니다. 예: 제2026-001호",
    ),
    "제{year}-{sequence:03d}호",
    office.PAGE,
    _check_number_format,
)
SEAL: Setting[bytes | None] = Setting(
    Field("seal", "직인 그림", help="허락 없이 저장하지 않습니다. 비워 두면 직인 자리가 비어 인쇄됩니다."),
    None,
    office.PAGE,
    picture=True,
)
SEAL_PERMISSION = Setting(
    Field(
        "seal_permission", "직인 사용 허락", max_length=100, help="허락한 사람과 날짜. 예: 총무과 2022. 9. 1."
    ),
    "",
    office.PAGE,
)
SETTINGS: tuple[Setting[Any], ...] = (
    ISSUER_TITLE, ISSUER_NAME, ISSUER_ENGLISH, JOINT_ISSUER, JOINT_HOST, NUMBER_FORMAT, SEAL, SEAL_PERMISSION,
)  # fmt: skip
ISSUERS: tuple[Setting[Any], ...] = (
    office.NAME, ISSUER_TITLE, ISSUER_NAME, ISSUER_ENGLISH, JOINT_HOST, JOINT_ISSUER,
    office.HEAD_TITLE, office.HEAD_NAME, office.HEAD_ENGLISH,
)  # fmt: skip
"""Those a certificate is issued by."""
NEEDED: tuple[Setting[Any], ...] = (office.NAME, ISSUER_TITLE)
"""Those without which nothing is issued: no office issues in the name of another."""
DRAWN_FROM: tuple[Setting[Any], ...] = (*ISSUERS, office.LOGO, NUMBER_FORMAT, SEAL, SEAL_PERMISSION)
"""Those a certificate is drawn from."""


def check_seal(standing: Settings) -> None:
    """A seal is used only with the word of who allowed it and when: it stands for a house, not for this program."""
    if standing[SEAL] and not standing[SEAL_PERMISSION]:
        raise UserError("직인 그림을 쓰려면 허락한 사람과 날짜를 적어 주세요.", SEAL_PERMISSION.key)


def require_issuer(
    settings: Settings, needed: Sequence[Setting[Any]] = NEEDED, title: str = "수료증"
) -> None:
    """Raise UserError where it was never said which office issues, and in whose name."""
    blank = [each for each in needed if not settings[each]]
    if blank:
        asked = attach(" · ".join(f"'{each.field.title}'" for each in blank), "을/를")
        raise UserError(
            f"{attach(title, '을/를')} 누가 주는지 아직 적지 않았습니다. "
            f"'명의 고치기'에서(명령으로는 --office와 --issuer로) {asked} 적어 주세요.",
            blank[0].key,
        )


def sealed_title(head_title: str, issuer_title: str, *, joint: bool) -> str:
    """Over whose name the office's seal is printed, '' for nobody's: it is its own head's and no other house's."""
    signing = (issuer_title, *((head_title,) if joint else ()))
    return head_title if head_title and head_title in signing else ""
