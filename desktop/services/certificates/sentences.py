"""The sentence of a document: a pattern an office may write itself, and what stands in it.

``{기관}`` and its like stand for values, ``{을/를}`` for the particle that fits what stands before it, and what stands in
``[ ]`` is left out where a value in it is blank.
"""

import re
from collections.abc import Collection, Mapping

from desktop.documents.certificates.certificate_template import fill
from desktop.errors import UserError
from desktop.model.training import CERTIFICATE_SENTENCE
from desktop.services.certificates.settings import JOINT_HOST
from desktop.services.datafile.settings import Settings
from desktop.text.hangul import clean

KEY = CERTIFICATE_SENTENCE.key
"""The key of the value of a cohort that of its certificates is kept as."""
PLACES = ("기관", "공동 기관", "과정", "기간", "시간", "상")
_EARNED = (
    "「{과정}」{을/를} 성실히 이수하[고 발표회에서 「{상}」{을/를} 수상하]였으므로 이 증서를 수여합니다."
)
USUAL = f"위 사람은 {{기관}}{{이/가}} 운영한 {_EARNED}"
USUAL_TOGETHER = f"위 사람은 {{기관}}{{와/과}} {{공동 기관}}{{이/가}} 함께 운영한 {_EARNED}"
_FIRST = "위 사람은 {host}{와/과} 한국과학기술원이 함께 운영한 「{course}」{을/를} 성실히 이수하였으므로 이 증서를 수여합니다."
"""Of the certificates that were issued before their sentence was kept with them."""
_TOKEN = re.compile(r"\{([^{}]*)\}")
_PARTICLE = re.compile(r"[가-힣]+/[가-힣]+")


def usual(settings: Settings) -> str:
    """That of certificates of a cohort for which none was written."""
    return USUAL_TOGETHER if settings[JOINT_HOST] else USUAL


def check(pattern: str, places: Collection[str] = PLACES, title: str = "수료증", key: str = KEY) -> str:
    """The pattern as it is kept; UserError where it holds a place nobody knows a value for, or a lone bracket."""
    text = clean(pattern)
    for token in _TOKEN.findall(text):
        if token not in places and not _PARTICLE.fullmatch(token):
            known = ", ".join(f"{{{place}}}" for place in places)
            raise UserError(
                f"{title} 문장의 {{{token}}} 자리에 무엇을 넣을지 모릅니다. {known}이나 {{을/를}} 같은 조사를 적어 주세요.",
                key,
            )
    if re.search(r"[{}]", _TOKEN.sub("", text)) or text.count("[") != text.count("]"):
        raise UserError(
            f"{title} 문장의 괄호가 짝이 맞지 않습니다. {{기관}}처럼 앞뒤로 적어 주세요.",
            key,
        )
    if not text:
        raise UserError(f"{title} 문장을 적어 주세요.", key)
    return text


def filled(pattern: str, values: Mapping[str, str], title: str = "수료증", key: str = KEY) -> str:
    """The sentence as it stands on paper; ``values`` for every place it may name."""
    return fill(check(pattern, values, title, key), values)


def blanks(pattern: str, values: Mapping[str, str]) -> list[str]:
    """The places of a pattern, outside ``[ ]``, for which there is no value."""
    bare = re.sub(r"\[[^\[\]]*\]", "", pattern)
    return [place for place, value in values.items() if f"{{{place}}}" in bare and not value]


def first_wording(host: str, course: str) -> str:
    """What certificates said whose snapshot holds no sentence: made out again, they say it still."""
    return fill(_FIRST, {"host": host or "서울특별시 서초구", "course": course})
