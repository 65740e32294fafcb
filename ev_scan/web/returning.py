"""Where to go on after a session had ended, and what was sent just then."""

import re

import orjson
from flask import request

from ev_scan.web.security import cleaned

_OUR_PATHS = re.compile(r"/(?:[A-Za-z0-9_.-]+/)*[A-Za-z0-9_.-]*", re.ASCII)  # one way to match, so never slow


def inside(path: str | None) -> str:
    """Only a path on this site, so that nobody can be sent elsewhere."""
    return path if path and _OUR_PATHS.fullmatch(path) else ""


def sent() -> str:
    """What was sent with this request, for a hidden field; empty when it was nothing."""
    pairs = [[name, value] for name, value in cleaned(request.form).items(multi=True) if name != "csrf_token"]
    return orjson.dumps(pairs).decode() if pairs else ""


def carried(text: str | None) -> list[tuple[str, str]]:
    try:
        pairs = orjson.loads(text or "")
    except orjson.JSONDecodeError:
        return []
    if not isinstance(pairs, list):
        return []
    return [(str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) == 2]
