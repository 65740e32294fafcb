"""The table of docs/roles.md: every route, and what each kind of visitor gets. Run this file to bring it up to date."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from routes_table import FOR_ALL, audience_of
from werkzeug.routing import Rule

from ev_scan.web.access import Audience

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "roles.md"
BETWEEN = re.compile(r"(?<=<!-- roles -->\n).*?(?=<!-- /roles -->)", re.DOTALL)

YES, NO, CODE, SHARE, SIGN_IN, STEP, OWN = "yes", "no", "code", "share", "sign in", "step", "own"

ANONYMOUS, ENTREPRENEUR, DELEGATE, HALFWAY = "anonymous", "entrepreneur", "delegate", "halfway"
ADVISER, WITH_CASE, MONITOR, ADMIN = "adviser", "adviser with this case", "monitor", "admin"
IDENTITIES = (ANONYMOUS, ENTREPRENEUR, DELEGATE, HALFWAY, ADVISER, WITH_CASE, MONITOR, ADMIN)
STAFF = {ADVISER: Audience.ADVISER, WITH_CASE: Audience.ADVISER, MONITOR: Audience.MONITOR, ADMIN: Audience.ADMIN}

PARAMETERS = {
    "account_id": "0" * 32,
    "action_id": "x",
    "agreement_id": "0" * 16,
    "asset_id": "x",
    "ending": "csv",
    "escalation_id": "x",
    "input_id": "x",
    "measure_id": "x",
    "method_id": "M01",
    "note_id": "0" * 16,
    "page_id": "risks",
    "part": "belang",
    "path": "css/ev.css",
    "point_id": "0" * 16,
    "name": "x",
    "period": "2026",
    "question_id": "recipe_list",
    "regime_id": "bread_act",
    "section_id": "recipes",
    "share_id": "0" * 16,
    "slug": "x",
    "topic_id": "recipe_list",
}
"""What stands in an address; a new blueprint adds its own. `case_id` is a real case of one of the two advisers."""
ONLY_WITH_SETTINGS = frozenset({"team.organisation", "team.organisation_back"})
OF_ONE_ADVISER = frozenset({"case_id"})
"""Signing in at an organisation: not there unless the settings name one."""


class Line(NamedTuple):
    rule: Rule
    method: str
    cells: dict[str, str]

    @property
    def is_exact(self) -> bool:
        """Whether everything in the address exists, so that who may come in does not see 'not found'."""
        return self.rule.arguments <= OF_ONE_ADVISER and self.rule.endpoint not in ONLY_WITH_SETTINGS

    def address(self, **values: str) -> str:
        filled = PARAMETERS | values
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: filled[found[1]], self.rule.rule)


def cell(audience: Audience | None, rule: Rule, identity: str) -> str:
    if audience is None or audience is Audience.EVERYBODY:
        return YES
    if audience is Audience.ENTREPRENEUR:
        return YES if identity == ENTREPRENEUR else CODE
    if audience is Audience.DELEGATE:
        return YES if identity == DELEGATE else SHARE
    if audience is Audience.SIGNING_IN and (identity == HALFWAY or identity in STAFF):
        return STEP
    return _of_staff(audience, rule, identity) if identity in STAFF else SIGN_IN


def _of_staff(audience: Audience, rule: Rule, identity: str) -> str:
    if audience not in (Audience.STAFF, STAFF[identity]):
        return NO
    return OWN if identity == ADVISER and rule.arguments & OF_ONE_ADVISER else YES


def lines(app: Flask) -> Iterator[Line]:
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        audience = None if rule.endpoint in FOR_ALL else audience_of(app, rule.endpoint)
        cells = {identity: cell(audience, rule, identity) for identity in IDENTITIES}
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield Line(rule, method, cells)


def rendered(app: Flask) -> str:
    rows = [
        "| Address | Method | Endpoint | " + " | ".join(IDENTITIES) + " |",
        "|---" * (3 + len(IDENTITIES)) + "|",
    ]
    rows += [
        f"| `{each.rule.rule}` | {each.method} | `{each.rule.endpoint}` | " + " | ".join(each.cells.values()) + " |"
        for each in lines(app)
    ]
    return "\n".join(rows) + "\n"


def written() -> str:
    found = BETWEEN.search(DOCUMENT.read_text(encoding="utf-8"))
    assert found, f"{DOCUMENT.name} has no <!-- roles --> and <!-- /roles --> on lines of their own"
    return found[0]


if __name__ == "__main__":
    from ev_scan.factory import create_app

    table = rendered(create_app())
    DOCUMENT.write_text(BETWEEN.sub(lambda _: table, DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
