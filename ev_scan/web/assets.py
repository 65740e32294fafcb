"""Static files under names that change with their content, compressed once at start-up."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

import brotli
from flask import Blueprint, Response, abort, request

STYLES = ("tokens", "base", "components", "print")
APART = ("monitor",)
"""Sheets of pages that few visitors see, beside the one of all pages."""
_COMPRESSIBLE = {".css", ".js", ".svg"}
_FOREVER = "public, max-age=31536000, immutable"

bp = Blueprint("assets", __name__)


@dataclass(frozen=True, slots=True)
class Asset:
    body: bytes
    mimetype: str
    encoded: dict[str, bytes]


class Assets:
    """All files of `static/`, and the style sheets joined into `css/ev.css`."""

    def __init__(self, directory: Path) -> None:
        self._by_path: dict[str, Asset] = {}
        self._names: dict[str, str] = {}
        styles = b"".join((directory / "css" / f"{name}.css").read_bytes() for name in STYLES)
        self._add("css/ev.css", styles)
        for name in APART:
            self._add(f"css/{name}.css", (directory / "css" / f"{name}.css").read_bytes())
        for path in sorted(directory.rglob("*")):
            if path.is_file() and path.suffix != ".css":
                self._add(path.relative_to(directory).as_posix(), path.read_bytes())

    def _add(self, name: str, body: bytes) -> None:
        stem, dot, ending = name.rpartition(".")
        hashed = f"{stem}.{hashlib.sha256(body).hexdigest()[:10]}{dot}{ending}"
        mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
        encoded = {}
        if f".{ending}" in _COMPRESSIBLE:
            encoded = {"br": brotli.compress(body), "gzip": gzip.compress(body, mtime=0)}
        self._names[name] = hashed
        self._by_path[hashed] = Asset(body, mimetype, encoded)

    def url(self, name: str) -> str:
        """Raises KeyError for a file that is not there."""
        return f"/s/{self._names[name]}"

    def get(self, path: str) -> Asset | None:
        return self._by_path.get(path)


@bp.get("/s/<path:path>")
def static_file(path: str) -> Response:
    from ev_scan.web.context import runtime  # noqa: PLC0415 - the context holds these assets

    asset = runtime().assets.get(path)
    if asset is None:
        abort(404)
    encoding = next((name for name in asset.encoded if request.accept_encodings[name] > 0), None)
    response = Response(asset.encoded[encoding] if encoding else asset.body, mimetype=asset.mimetype)
    if encoding:
        response.content_encoding = encoding
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = _FOREVER
    return response
