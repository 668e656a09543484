"""QR codes as one filled vector path."""

import math
import re
from functools import cache

try:
    import zxingcpp
except ImportError:
    # On Windows it needs Microsoft's C++ runtime and brings none; a PC without has the one that Qt's package brings.
    import shiboken6  # noqa: F401
    import zxingcpp

_DARK_AND_LIGHT = bytes.maketrans(b"\x00\xff", b"10")
_RUNS = re.compile("1+").finditer
_SPAN = re.Match.span
_END_OF_ROW = "0"


class _Rectangles(dict[tuple[int, int], str]):
    """The rectangle of each run of dark modules by where it begins and ends in the rows written one after another.

    One code after another of a size has its runs in the same few thousand places.
    """

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def __missing__(self, run: tuple[int, int]) -> str:
        start, end = run
        row, column = divmod(start, self._count + 1)
        drawn = self[run] = f"{column} {self._count - 1 - row} {end - start} 1 re"
        return drawn


_rectangles = cache(_Rectangles)


def qr_path(text: str, x: float, y: float, side: float) -> str:
    """The PDF operators of a black QR code (correction level M) whose lower left corner is at ``x``, ``y``.

    Lengths in points. Each run of dark modules is one rectangle of a single path, in module units: 0.1 ms a code.
    """
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    modules = bytes(memoryview(code.to_image(scale=1, add_quiet_zones=False)))  # type: ignore[arg-type]
    bits = modules.translate(_DARK_AND_LIGHT).decode("ascii")
    count = math.isqrt(len(bits))
    rows = _END_OF_ROW.join([bits[start : start + count] for start in range(0, count * count, count)])
    runs = map(_rectangles(count).__getitem__, map(_SPAN, _RUNS(rows)))
    module = side / count
    return f"q {module:.5f} 0 0 {module:.5f} {x:.3f} {y:.3f} cm 0 g {' '.join(runs)} f* Q"
