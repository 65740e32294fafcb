"""A part of a page as a picture."""

import subprocess
from io import BytesIO

from PIL import Image

_SCALE = 4
_PAGE_HEIGHT = 841.89


def drawn(pdf: bytes, page: int, box: tuple[float, float, float, float]) -> Image.Image:
    """`box` is left, bottom, right and top in points; the picture is grey and has four pixels to a point."""
    left, bottom, right, top = box
    place = {"-x": left, "-y": _PAGE_HEIGHT - top, "-W": right - left, "-H": top - bottom}
    crop = [part for name, length in place.items() for part in (name, str(round(length * _SCALE)))]
    command = ["pdftoppm", "-r", str(72 * _SCALE), "-f", str(page), "-l", str(page), *crop, "-png", "-"]
    shown = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return Image.open(BytesIO(shown.stdout)).convert("L")
