"""The statuses of a certificate."""

from enum import StrEnum

from desktop.rules.flows import Flow, Tone, steps


class CertificateStatus(StrEnum):
    """What a number in the register stands for today."""

    ISSUED = "발급"
    REISSUED = "재발급"
    VOID = "폐기"


CERTIFICATE = Flow(
    "수료증 상태",
    {
        CertificateStatus.ISSUED.value: Tone.GOOD,
        CertificateStatus.REISSUED.value: Tone.GOOD,
        CertificateStatus.VOID.value: Tone.BAD,
    },
    steps("발급 > 재발급, 폐기", "재발급 > 폐기"),
    frozenset({status.value for status in CertificateStatus}),
    reversible=False,
)
