"""QR codes as one filled vector path."""

import math
import re

try:
    import zxingcpp
except ImportError:
    # On Windows it needs Microsoft's C++ runtime and brings none; a PC without has the one that Qt's package brings.
    import shiboken6  # noqa: F401
    import zxingcpp

_DARK_AND_LIGHT = bytes.maketrans(b"\x00\xff", b"10")
_RUNS = re.compile("1+").finditer


def qr_path(text: str, x: float, y: float, side: float) -> str:
    """The PDF operators of a black QR code (correction level M) whose lower left corner is at ``x``, ``y``.

    Lengths in points. Each run of dark modules is one rectangle of a single path, in module units: 0.3 ms a code.
    """
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    modules = bytes(memoryview(code.to_image(scale=1, add_quiet_zones=False)))  # type: ignore[arg-type]
    bits = modules.translate(_DARK_AND_LIGHT).decode("ascii")
    count = math.isqrt(len(bits))
    runs = [
        f"{run.start()} {count - 1 - row} {run.end() - run.start()} 1 re"
        for row in range(count)
        for run in _RUNS(bits[row * count : (row + 1) * count])
    ]
    module = side / count
    return f"q {module:.5f} 0 0 {module:.5f} {x:.3f} {y:.3f} cm 0 g {' '.join(runs)} f* Q"
