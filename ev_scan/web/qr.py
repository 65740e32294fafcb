"""A QR code on a page: one path, without style or script, so that it passes our content policy."""

from io import BytesIO

import segno
from markupsafe import Markup


def qr_code(content: str) -> Markup:
    """Dark on white whatever the colours of the page are, or a camera may not read it; nothing of it is remembered."""
    drawn = BytesIO()
    segno.make(content, error="m", micro=False).save(
        drawn,
        kind="svg",
        xmldecl=False,
        svgns=False,
        nl=False,
        omitsize=True,
        dark="#000",
        light="#fff",
        svgclass="ev-qr__code",
        lineclass=None,
    )
    return Markup(drawn.getvalue().decode().replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S704 - segno draws squares
