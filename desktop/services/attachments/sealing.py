"""Attachments beside a protected data file: sealed with AES-GCM, each under a key that only the data file knows.

A key is drawn for every writing and seals one file's pieces alone. So a piece's number will do as its nonce (NIST
SP 800-38D, 8.2.1): no two contents are ever sealed with the same pair. Whether all pieces are there, and whose they are,
the SHA-256 of the whole says, which is compared whenever a file is read.
"""

import hashlib
import hmac
import secrets
from typing import Any

_ENDING = ".sealed"


def new_key() -> bytes:
    """A key for one writing of one file, of 32 bytes."""
    return secrets.token_bytes(32)


def name(sha256: str, key: bytes | None) -> str:
    """What a folder calls a file: by its hash, or under seal by what tells nobody without the key which file it is."""
    if key is None:
        return sha256
    return hmac.new(key, sha256.encode(), hashlib.sha256).hexdigest() + _ENDING


def is_sealed(name: str) -> bool:
    """Whether a name in the folder is that of a sealed file."""
    return name.endswith(_ENDING)


def seal(key: bytes, number: int, piece: memoryview) -> bytes:
    """A piece that nobody reads without the key; 16 bytes longer."""
    sealed: bytes = _cipher(key).encrypt(_nonce(number), piece, None)
    return sealed


def unseal(key: bytes, number: int, sealed: bytes) -> bytes:
    """The piece again; nothing where it is not what was sealed, and then the SHA-256 of the whole does not fit."""
    from cryptography.exceptions import InvalidTag

    try:
        piece: bytes = _cipher(key).decrypt(_nonce(number), sealed, None)
    except InvalidTag:
        return b""
    return piece


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _cipher(key: bytes) -> Any:
    # Imported when a protected file has attachments: most have none.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)
