"""What stands on a certificate, and the words a template makes of it.

Every date on the page is written as the law has offices write it (행정 효율과 협업 촉진에 관한 규정 제7조): '2022. 9. 16.'
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.documents.certificates.certificate_template import Template
from desktop.documents.pdf import fonts as font_files
from desktop.documents.pdf.fonts import Fonts, normal
from desktop.errors import UserError
from desktop.rules import certificate_codes
from desktop.text.dates import show_date
from desktop.text.hangul import space_name

_SIGNS = "0123456789.~- \u3000"
"""Of dates, codes and names set wide."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """In whose name a certificate is given: '한국과학기술원 총장', '홍길동'.

    ``seal`` is a picture of the seal; without one, as usual, its place stays empty for the real imprint.
    """

    title: str
    name: str
    english: str = ""
    seal: bytes | None = None


@dataclass(frozen=True, slots=True)
class CertificateFace:
    """All that stands on one certificate; ``values`` are further words of the template ('host', 'hours')."""

    number: str
    name: str
    birth_date: dt.date | None
    course: str
    period_start: dt.date | None
    period_end: dt.date | None
    issue_date: dt.date
    issuers: tuple[Issuer, ...]
    qr: str
    name_hanja: str = ""
    english_name: str = ""
    reissued: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    logo: bytes | None = None

    @property
    def shared(self) -> tuple[object, ...]:
        """What it has in common with others of its batch."""
        period = (self.period_start, self.period_end, self.issue_date)
        return (self.course, *period, self.issuers, self.reissued, self.logo, *sorted(self.values.items()))


def check_glyphs(faces: Sequence[CertificateFace], template: Template, fonts: Fonts | None = None) -> None:
    """Raise UserError, naming person and character, when a certificate holds what no font draws."""
    fonts = fonts or font_files.serif()
    _check("서식의 글", template.words + _SIGNS, fonts)
    if not fonts.missing(
        normal("\n".join([words for face in faces for _, words in _words(face)]).replace("\n", ""))
    ):
        return
    for face in faces:
        for what, words in _words(face):
            _check(f"{face.name} 님의 {what}", words, fonts)


def _check(where: str, words: str, fonts: Fonts) -> None:
    if missing := fonts.missing(normal(words)):
        characters = ", ".join(f"'{character}'(U+{ord(character):04X})" for character in missing)
        raise UserError(
            f"{where}에 글꼴에 없는 글자 {characters}가 있어 발급하지 않았습니다. "
            "글자를 고치거나, 그 글자가 든 글꼴(Noto Serif CJK나 바탕)을 이 컴퓨터에 설치한 뒤 다시 해 주세요."
        )


def _words(face: CertificateFace) -> Iterator[tuple[str, str]]:
    yield "이름", face.name
    yield "한자 이름", face.name_hanja
    yield "영문 이름", face.english_name
    yield "번호", face.number
    yield "과정명", face.course
    for issuer in face.issuers:
        yield "발급 명의", issuer.title + issuer.name + issuer.english
    for words in face.values.values():
        yield "종이에 넣을 글", words.replace("\n", "")


def values_of(face: CertificateFace, template: Template) -> dict[str, str]:
    """What each placeholder of the template stands for on this certificate."""
    values = {
        **template.values,
        **face.values,
        "title": template.title,
        "number": face.number,
        "name": face.name,
        "spaced_name": space_name(normal(face.name)),
        "name_hanja": face.name_hanja,
        "english_name": face.english_name,
        "birth_date": show_date(face.birth_date) if face.birth_date else "",
        "course": face.course,
        "period": _period(face),
        "issue_date": show_date(face.issue_date),
        "code": certificate_codes.printed(face.qr),
        "reissued": "재발급" if face.reissued else "",
    }
    for place_of_issuer, issuer in enumerate(face.issuers, start=1):
        values[f"issuer{place_of_issuer}_title"] = issuer.title
        values[f"issuer{place_of_issuer}_name"] = space_name(issuer.name)
        values[f"issuer{place_of_issuer}_english"] = issuer.english
    return values


def _period(face: CertificateFace) -> str:
    if not face.period_start or not face.period_end:
        return ""
    return f"{show_date(face.period_start)} ~ {show_date(face.period_end)}"
