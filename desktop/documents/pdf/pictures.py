"""Pictures as PDF/A-1 may hold them: upright as the camera meant them, and without transparency."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from desktop.errors import UserError

_QUALITY = 85


def exact(picture: bytes, refusal: UserError) -> ImageReader:
    """A picture to the pixel. Raises ``refusal`` for bytes that are none."""
    return ImageReader(_opaque(picture, refusal))


def photo(picture: bytes, most: int, refusal: UserError) -> ImageReader:
    """A photo as a JPEG of at most so many pixels a side: five of a camera's own would make a booklet no mail takes.

    Raises ``refusal`` for bytes that are no picture.
    """
    image = _opaque(picture, refusal)
    image.thumbnail((most, most))
    held = io.BytesIO()
    image.save(held, "JPEG", quality=_QUALITY)
    held.seek(0)
    return ImageReader(held)


def _opaque(picture: bytes, refusal: UserError) -> Image.Image:
    try:
        with Image.open(io.BytesIO(picture)) as opened:
            image = ImageOps.exif_transpose(opened).convert("RGBA")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise refusal from error
    paper = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(paper, image).convert("RGB")
