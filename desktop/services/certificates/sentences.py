"""The sentence of a certificate: a pattern an office may write itself, kept with its cohort, and what stands in it.

``{기관}`` and its like stand for values, ``{을/를}`` for the particle that fits what stands before it, and what stands in
``[ ]`` is left out where a value in it is blank.
"""

import re
from collections.abc import Mapping

from desktop.documents.certificates.certificate_template import fill
from desktop.errors import UserError
from desktop.model.training import CERTIFICATE_SENTENCE, Cohort, Stage
from desktop.services.certificates.settings import JOINT_HOST
from desktop.services.datafile.settings import Settings
from desktop.services.office import settings as office
from desktop.text.dates import show_date
from desktop.text.hangul import clean

KEY = CERTIFICATE_SENTENCE.key
"""The key of the value of a cohort it is kept as."""
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
    """The pattern of a cohort for which none was written."""
    return USUAL_TOGETHER if settings[JOINT_HOST] else USUAL


def pattern_of(cohort: Cohort, settings: Settings) -> str:
    """The pattern kept with a cohort, else the usual one."""
    return cohort.certificate_sentence or usual(settings)


def values_of(cohort: Cohort, stages: list[Stage], settings: Settings) -> dict[str, str]:
    """What each place of a pattern stands for: names, the period of the cohort, the hours of all its stages.

    The award differs from person to person and is blank here.
    """
    days = [show_date(day) for day in (cohort.starts_on, cohort.ends_on) if day]
    hours = sum(stage.hours or 0 for stage in stages)
    return {
        "기관": settings[office.NAME],
        "공동 기관": settings[JOINT_HOST],
        "과정": cohort.programme,
        "기간": " ~ ".join(days) if len(days) == 2 else "",
        "시간": f"{hours:,}시간" if hours else "",
        "상": "",
    }


def check(pattern: str) -> str:
    """The pattern as it is kept; UserError where it holds a place nobody knows a value for, or a lone bracket."""
    text = clean(pattern)
    for token in _TOKEN.findall(text):
        if token not in PLACES and not _PARTICLE.fullmatch(token):
            known = ", ".join(f"{{{place}}}" for place in PLACES)
            raise UserError(
                f"수료증 문장의 {{{token}}} 자리에 무엇을 넣을지 모릅니다. {known}이나 {{을/를}} 같은 조사를 적어 주세요.",
                KEY,
            )
    if re.search(r"[{}]", _TOKEN.sub("", text)) or text.count("[") != text.count("]"):
        raise UserError(
            "수료증 문장의 괄호가 짝이 맞지 않습니다. {기관}처럼 앞뒤로 적어 주세요.",
            KEY,
        )
    if not text:
        raise UserError("수료증 문장을 적어 주세요.", KEY)
    return text


def filled(pattern: str, values: Mapping[str, str]) -> str:
    """The sentence as it stands on the certificate."""
    return fill(check(pattern), values)


def blanks(pattern: str, values: Mapping[str, str]) -> list[str]:
    """The places of a pattern, outside ``[ ]``, for which there is no value."""
    bare = re.sub(r"\[[^\[\]]*\]", "", pattern)
    return [place for place in PLACES if f"{{{place}}}" in bare and not values[place]]


def first_wording(host: str, course: str) -> str:
    """What certificates said whose snapshot holds no sentence: made out again, they say it still."""
    return fill(_FIRST, {"host": host or "서울특별시 서초구", "course": course})
