"""What an adviser had typed on a page that could not be saved: shown, or carried along to be saved after all."""

import re
from typing import Final

import orjson
from flask import request

from ev_scan.web.security import cleaned

_NOT_TYPED: Final = re.compile(r"(?:.*-)?(?:csrf_token|seen|new|intent|target|carried)")
_OUR_PATHS: Final = re.compile(r"/advies/(?:[A-Za-z0-9_.-]+/?)*", re.ASCII)


def typed_words() -> list[str]:
    """The texts of the form that was sent, for somebody who wants to keep them."""
    if request.method != "POST":
        return []
    sent = cleaned(request.form).items(multi=True)
    return [value for name, value in sent if value.strip() and not _NOT_TYPED.fullmatch(name)]


def carried_form() -> str:
    """The form that was sent, as JSON; empty when nothing was typed."""
    if not typed_words():
        return ""
    sent = [[name, value] for name, value in cleaned(request.form).items(multi=True) if not _is_token(name)]
    return orjson.dumps(sent).decode()


def carried_fields(text: str) -> list[tuple[str, str]]:
    """The opposite; nothing for what is no such form."""
    try:
        pairs = orjson.loads(text)
    except orjson.JSONDecodeError:
        return []
    if not isinstance(pairs, list):
        return []
    return [(str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) == 2]


def tokens_in(fields: list[tuple[str, str]]) -> list[str]:
    """The names under which the form to come expects its token: one for each prefix."""
    prefixes = {name.rpartition("-")[0] for name, _ in fields}
    return sorted(f"{prefix}-csrf_token" if prefix else "csrf_token" for prefix in prefixes)


def inside(path: str) -> str:
    """Only a page of the desk; else nothing."""
    return path if _OUR_PATHS.fullmatch(path) else ""


def _is_token(name: str) -> bool:
    return name == "csrf_token" or name.endswith("-csrf_token")
