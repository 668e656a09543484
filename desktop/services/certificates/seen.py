"""What was seen is what is issued: a draft compared with the preview the officer looked at."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from desktop.documents.certificates.certificate_face import CertificateFace, Issuer
from desktop.errors import UserError
from desktop.services.certificates.drafts import Draft
from desktop.services.certificates.holders import Candidate
from desktop.text.dates import show_date

_TITLES = {
    "number": "번호", "name": "성명", "name_hanja": "한자 이름", "english_name": "영문 이름", "birth_date": "생년월일",
    "course": "과정명", "period_start": "교육 시작일", "period_end": "교육 종료일", "issue_date": "발급일",
    "issuers": "발급 명의", "values": "적힌 글",
    "logo": "기관 로고",
}  # fmt: skip


def refuse_unless_seen(draft: Draft, people: Sequence[Candidate], faces: Sequence[CertificateFace]) -> None:
    """Raise UserError, naming the person and both values, where the draft says other than ``faces`` of ``people`` did.

    Without ``people`` nothing was looked at, and nothing is refused.
    """
    before = {person.holder_id: face for person, face in zip(people, faces, strict=True)}
    for person, face in zip(draft.people, draft.faces, strict=True) if before else ():
        seen = before.pop(person.holder_id, None)
        if seen is None:
            _refuse(f"{face.name} 님이 새로 들어왔습니다.")
        for key in _TITLES:
            was, now = getattr(seen, key), getattr(face, key)
            if was != now:
                _refuse(
                    f"{seen.name} 님의 {_TITLES[key]}: 보신 것은 '{_words(was)}', 지금은 '{_words(now)}'입니다."
                )
    for face in before.values():
        _refuse(f"{face.name} 님이 빠졌습니다.")


def _refuse(what: str) -> NoReturn:
    raise UserError(f"미리 보신 뒤에 자료가 바뀌어 발급하지 않았습니다. {what} 다시 보고 발급해 주세요.")


def _words(value: Any) -> str:
    if isinstance(value, dt.date):
        return show_date(value)
    if isinstance(value, tuple):
        return " · ".join(_of_issuer(issuer) for issuer in value)
    if isinstance(value, bytes):
        return "그림"
    if isinstance(value, Mapping):
        return " · ".join(value.values())
    return value or "빈칸"


def _of_issuer(issuer: Issuer) -> str:
    return " ".join(
        part for part in (issuer.title, issuer.name, issuer.english, "(직인)" if issuer.seal else "") if part
    )
