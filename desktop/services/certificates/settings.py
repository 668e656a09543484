"""In whose name certificates are issued, how they are numbered, and the seal on them."""

from typing import Any

from desktop.errors import UserError
from desktop.rules.fields import Field, Kind
from desktop.rules.numbering import number
from desktop.services.datafile.settings import Setting, Settings
from desktop.services.office import settings as office


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
    Field("issuer_title", "수료증 명의", required=True, max_length=60, help="예: 한국과학기술원 총장"),
    "한국과학기술원 총장",
    office.PAGE,
)
ISSUER_NAME = Setting(Field("issuer_name", "명의자 이름", Kind.NAME, max_length=60), "", office.PAGE)
ISSUER_ENGLISH = Setting(
    Field("issuer_english", "명의 영문", max_length=80, help="예: President, KAIST"), "", office.PAGE
)
JOINT_ISSUER = Setting(Field("joint_issuer", "기관장과 공동 명의", Kind.YES_NO), False, office.PAGE)
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
    ISSUER_TITLE, ISSUER_NAME, ISSUER_ENGLISH, JOINT_ISSUER, NUMBER_FORMAT, SEAL, SEAL_PERMISSION,
)  # fmt: skip
ISSUERS: tuple[Setting[Any], ...] = (
    office.NAME, ISSUER_TITLE, ISSUER_NAME, ISSUER_ENGLISH, JOINT_ISSUER,
    office.HEAD_TITLE, office.HEAD_NAME, office.HEAD_ENGLISH,
)  # fmt: skip
"""Those a certificate is issued by."""
DRAWN_FROM: tuple[Setting[Any], ...] = (*ISSUERS, office.LOGO, NUMBER_FORMAT, SEAL, SEAL_PERMISSION)
"""Those a certificate is drawn from."""


def check_seal(standing: Settings) -> None:
    """A seal is used only with the word of who allowed it and when: it stands for a house, not for this program."""
    if standing[SEAL] and not standing[SEAL_PERMISSION]:
        raise UserError("직인 그림을 쓰려면 허락한 사람과 날짜를 적어 주세요.", SEAL_PERMISSION.key)
