"""Pictures of the practice file: what a project's screen might look like, drawn in a few boxes."""

import hashlib
import struct
import zlib

from desktop.services.attachments.keeping import Incoming

_WIDE, _TALL = 640, 400
_Colour = tuple[int, int, int]
_PAPER: _Colour = (245, 246, 248)
_LINE: _Colour = (209, 214, 222)
_ACCENTS: tuple[_Colour, ...] = ((31, 95, 191), (26, 127, 90), (180, 94, 20), (122, 74, 170), (20, 120, 140))


def screen(name: str, number: int) -> Incoming:
    """A head in a colour of its own, a list at the left and a chart of as many bars as fit; the same for the same number."""
    accent = _ACCENTS[number % len(_ACCENTS)]
    boxes = [(0, 0, _WIDE, 56, accent)]
    boxes += [(32, 88 + 44 * row, 176, 28, _LINE) for row in range(6)]
    for bar in range(8):
        tall = 60 + (number * 53 + bar * 89) % 190
        boxes.append((256 + 44 * bar, 360 - tall, 28, tall, accent))
    data = _png(boxes)
    return Incoming(name, hashlib.sha256(data).hexdigest(), data)


def _png(boxes: list[tuple[int, int, int, int, _Colour]]) -> bytes:
    lines = [bytearray(bytes(_PAPER) * _WIDE) for _ in range(_TALL)]
    for x, y, wide, tall, colour in boxes:
        for line in lines[y : y + tall]:
            line[3 * x : 3 * (x + wide)] = bytes(colour) * wide
    head = struct.pack(">IIBBBBB", _WIDE, _TALL, 8, 2, 0, 0, 0)
    drawn = zlib.compress(b"".join(b"\0" + line for line in lines))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", drawn) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
