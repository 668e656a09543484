"""The ten papers of a claim, and whose each is: what makes one file used twice a reason to look (feature rows CO-17, CO-28)."""

from enum import StrEnum

from desktop.rules.flows import Flow, Tone, steps


class Of(StrEnum):
    """What a paper proves, and so what it may stand at more than once."""

    MONTH = "월"
    INTERNSHIP = "인턴십"
    COMPANY = "기업"


PAPERS = {
    "지원금 신청서": Of.MONTH,
    "출근부": Of.MONTH,
    "급여명세서": Of.MONTH,
    "급여이체확인증": Of.MONTH,
    "4대보험 가입내역": Of.MONTH,
    "근로계약서": Of.INTERNSHIP,
    "개인정보 동의서": Of.INTERNSHIP,
    "통장 사본": Of.COMPANY,
    "사업자등록증": Of.COMPANY,
    "참여 협약서": Of.COMPANY,
}
"""By title, in the order in which an office asks for them."""


class ClaimStatus(StrEnum):
    """The life of a claim."""

    ASKED = "신청"
    REVIEWED = "검토"
    MENDED = "보완"
    APPROVED = "승인"
    PAID = "지급"
    UNPAID = "미지급"
    REJECTED = "반려"


CLAIM = Flow(
    "청구 상태",
    {
        ClaimStatus.ASKED.value: Tone.PLAIN,
        ClaimStatus.REVIEWED.value: Tone.PLAIN,
        ClaimStatus.MENDED.value: Tone.WARN,
        ClaimStatus.APPROVED.value: Tone.GOOD,
        ClaimStatus.PAID.value: Tone.GOOD,
        ClaimStatus.UNPAID.value: Tone.BAD,
        ClaimStatus.REJECTED.value: Tone.BAD,
    },
    steps(
        "신청 > 검토, 반려",
        "검토 > 승인, 보완, 반려",
        "보완 > 검토, 반려",
        "승인 > 지급, 미지급",
        "미지급 > 승인",
    ),
    frozenset({ClaimStatus.MENDED.value, ClaimStatus.UNPAID.value, ClaimStatus.REJECTED.value}),
)
DRAWS = (ClaimStatus.APPROVED.value, ClaimStatus.PAID.value, ClaimStatus.UNPAID.value)
"""Claims that hold a part of the budget."""
