"""What a rule says of a person: met, failed, or not to be said yet."""

from enum import StrEnum


class Verdict(StrEnum):
    """충족 and 미달 are final; 미정 lacks something that is named beside it."""

    MET = "충족"
    FAILED = "미달"
    UNDECIDED = "미정"
