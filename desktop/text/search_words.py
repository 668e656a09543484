"""The words a record is looked for by, and their pairs of neighbouring characters, by which short parts are found."""


def bigrams(words: str | None) -> str | None:
    """Every two neighbouring characters of each word, and its last one alone: '강남구 kim' → '강남 남구 구'.

    Words of Latin letters and digits have none: a part of one or two such characters tells nobody from another, and
    mail addresses and phone numbers would make most of an index.
    """
    if words is None or words.isascii():
        return None
    pairs: list[str] = []
    for word in words.split():
        if not word.isascii():
            pairs += map(str.__add__, word, word[1:])
            pairs.append(word[-1])
    return " ".join(pairs)


def has_bigrams(part: str) -> bool:
    """Whether the one or two characters of ``part`` are among those that `bigrams` keeps."""
    return 0 < len(part) <= 2 and not part.isascii()
