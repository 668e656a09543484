"""The old ways to lock an .xls, which no library writes any more ([MS-XLS] 2.2.10, [MS-OFFCRYPTO] 2.3.6 and 2.3.7)."""

import io
import struct
from collections.abc import Callable, Iterator
from hashlib import md5
from pathlib import Path

import olefile
from msoffcrypto.method.rc4 import DocumentRC4
from msoffcrypto.method.xor_obfuscation import DocumentXOR

_WRITE_ACCESS, _FILE_PASS, _BOUND_SHEET = 0x005C, 0x002F, 0x0085
_PLAIN = frozenset({0x0809, _FILE_PASS, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138})
_SALT, _VERIFIER = bytes(range(16)), bytes(range(16, 32))
_BLOCK = 1024


def locked(plain: Path, target: Path, lock: Callable[[bytes], bytes]) -> Path:
    """A copy of an .xls whose records are locked."""
    data = bytearray(plain.read_bytes())
    with olefile.OleFileIO(io.BytesIO(bytes(data))) as ole:
        stream = ole.openstream("Workbook").read()
    target.write_bytes(data)
    with olefile.OleFileIO(target, write_mode=True) as ole:
        ole.write_stream("Workbook", lock(stream))
    return target


def rc4(password: str) -> Callable[[bytes], bytes]:
    """As Excel 97 to 2003 locked by themselves."""

    def cipher(data: bytes) -> bytes:
        return DocumentRC4.decrypt(password, _SALT, io.BytesIO(data), _BLOCK).read()

    def lock(stream: bytes) -> bytes:
        proof = cipher(_VERIFIER + md5(_VERIFIER).digest())
        stream = _with_file_pass(stream, struct.pack("<HHH", 1, 1, 1) + _SALT + proof)
        whole, out = cipher(stream), bytearray(stream)
        for body, end, first in _bodies(stream):
            out[body + first : end] = whole[body + first : end]
        return bytes(out)

    return lock


def xor(password: str) -> Callable[[bytes], bytes]:
    """As Excel 95 and before, and the later ones where a file was to be read by them."""

    def lock(stream: bytes) -> bytes:
        key = DocumentXOR.create_xor_key_method1(password)
        proof = next(each for each in range(0x10000) if DocumentXOR.verifypw(password, each))
        stream = _with_file_pass(stream, struct.pack("<HHH", 0, key, proof))
        pad, out = DocumentXOR.create_xor_array_method1(password), bytearray(stream)
        for body, end, first in _bodies(stream):
            for place in range(body + first, end):
                turned = (out[place] << 5 | out[place] >> 3) & 0xFF
                out[place] = turned ^ pad[(place + end - body) % 16]
        return bytes(out)

    return lock


def _with_file_pass(stream: bytes, body: bytes) -> bytes:
    """The record that says how the file is locked, in the place of one that names who wrote it last."""
    for kind, length, place in _records(stream):
        if kind == _WRITE_ACCESS:
            rest = length - 4 - len(body)
            record = struct.pack("<HH", _FILE_PASS, len(body)) + body
            record += struct.pack("<HH", _WRITE_ACCESS, rest) + stream[place : place + rest]
            return stream[: place - 4] + record + stream[place + length :]
    raise AssertionError("no room for the record")


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield kind, length, place + 4
        place += 4 + length


def _bodies(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """From where to where the bodies of records lie, and from which byte on each is locked; not those left plain."""
    for kind, length, place in _records(stream):
        if kind not in _PLAIN:
            yield place, place + length, min(length, 4) if kind == _BOUND_SHEET else 0
