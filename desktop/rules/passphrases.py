"""What can guard a data file: a passphrase long enough, and not one that is tried first."""

import itertools
import unicodedata

LEAST = 8
"""Characters, as NIST SP 800-63B asks of a secret a person chooses; it asks for no kinds of characters, and neither do we."""
_LEAST_DIFFERENT = 4
_TRIED_FIRST = frozenset({
    "password", "passw0rd", "password1", "password1!", "qwertyuiop", "qwer1234", "1q2w3e4r", "1q2w3e4r!", "asdf1234",
    "asdfasdf", "admin1234", "iloveyou", "welcome1", "letmein1", "비밀번호", "비밀번호비밀번호", "암호암호암호암호",
})  # fmt: skip


def refusal(passphrase: str) -> str:
    """Why nobody should guard a file with this, in a sentence that says what to do; '' where it will do."""
    plain = unicodedata.normalize("NFC", passphrase)
    if len(plain) < LEAST:
        return f"암호가 너무 짧습니다. {LEAST}자 이상으로 적어 주세요. 낱말 몇 개를 이어 쓰면 길고 외우기 쉽습니다."
    if len(set(plain)) < _LEAST_DIFFERENT or plain.casefold() in _TRIED_FIRST or _is_a_row(plain):
        return (
            "쉽게 알아맞힐 수 있는 암호입니다. 같은 글자나 차례로 이어지는 글자만 쓰지 말고 다시 적어 주세요."
        )
    return ""


def _is_a_row(text: str) -> bool:
    """Whether each character follows the one before it, as in 12345678 or 87654321."""
    steps = {ord(second) - ord(first) for first, second in itertools.pairwise(text)}
    return steps in ({1}, {-1})
