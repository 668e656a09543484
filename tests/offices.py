"""Who issues certificates in the tests: an office, and a university it runs the programme with."""

from dataclasses import replace

from desktop.documents.certificates.certificate_face import CertificateFace
from desktop.documents.certificates.certificate_template import fill

SEOCHO = {"name": "서초구청", "issuer_title": "한국과학기술원 총장", "joint_host": "한국과학기술원"}
SENTENCE = "위 사람은 {host}{와/과} 한국과학기술원이 함께 운영한 「{course}」{을/를} 성실히 이수하였으므로 이 증서를 수여합니다."


def sentenced(face: CertificateFace, host: str = "서울특별시 서초구") -> CertificateFace:
    """The face with the sentence of its course, as a service gives it one."""
    said = fill(SENTENCE, {"host": face.values.get("host", host), "course": face.course})
    return replace(face, values={**face.values, "sentence": said})
