"""The table of routes in docs/architecture.md. Run this file to bring it up to date."""

import re
from pathlib import Path

from flask import Flask

from ev_scan.web.access import Audience

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "architecture.md"
BETWEEN = re.compile(r"(?<=<!-- routes -->\n).*?(?=<!-- /routes -->)", re.DOTALL)
FOR_ALL = {"assets.static_file": "static files, same for everybody"}
"""Endpoints that carry no audience, and why."""


def audience_of(app: Flask, endpoint: str) -> Audience | None:
    return getattr(app.view_functions[endpoint], "audience", None)


def rendered(app: Flask) -> str:
    rows = ["| Address | Methods | Endpoint | Open to |", "|---|---|---|---|"]
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        methods = ", ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        who = FOR_ALL.get(rule.endpoint) or audience_of(app, rule.endpoint)
        rows.append(f"| `{rule.rule}` | {methods} | `{rule.endpoint}` | {who} |")
    return "\n".join(rows) + "\n"


def written() -> str:
    found = BETWEEN.search(DOCUMENT.read_text(encoding="utf-8"))
    assert found, f"{DOCUMENT.name} has no <!-- routes --> and <!-- /routes --> on lines of their own"
    return found[0]


def write(app: Flask) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(BETWEEN.sub(lambda _: rendered(app), text), encoding="utf-8")


if __name__ == "__main__":
    from ev_scan.factory import create_app

    write(create_app())
