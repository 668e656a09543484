"""Names of files to propose: words of people, as any disk takes them."""

_UNFIT = str.maketrans(dict.fromkeys('\\/:*?"<>|\r\n\t', " "))
_LONGEST = 50
"""Letters: in Hangul 150 of the 255 bytes a name may have, which leaves room for what stands about them."""


def fit(words: str) -> str:
    """'현장 계획' of '현장/계획': the words without what no name of a file may hold, and cut where they are long."""
    told = " ".join(words.translate(_UNFIT).split())
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1].rstrip()}…"
