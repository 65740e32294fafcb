"""What an adviser had typed on a page that could not be saved: shown, or carried along to be saved after all."""

import re
from typing import Final

from flask import request

from ev_scan.web.security import cleaned

_NOT_TYPED: Final = re.compile(r"(?:.*-)?(?:csrf_token|seen|new|intent|target|carried)")


def typed_words() -> list[str]:
    """The texts of the form that was sent, for somebody who wants to keep them."""
    if request.method != "POST":
        return []
    sent = cleaned(request.form).items(multi=True)
    return [value for name, value in sent if value.strip() and not _NOT_TYPED.fullmatch(name)]


def tokens_in(fields: list[tuple[str, str]]) -> list[str]:
    """The names under which the form to come expects its token: one for each prefix."""
    prefixes = {name.rpartition("-")[0] for name, _ in fields}
    return sorted(f"{prefix}-csrf_token" if prefix else "csrf_token" for prefix in prefixes)
