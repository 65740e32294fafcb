"""A site with a monitor team, companies that finished their scan, and what arrives from them."""

import functools
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from pages.scan_trip import ScanTrip
from pages.visitor import Visitor

from ev_scan.config import Settings
from ev_scan.content.personas import read_personas
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import ClusterId, QuestionId
from ev_scan.domain.monitor_block import SHAPES, Participation, item_id
from ev_scan.i18n import localizer
from ev_scan.monitor.opening import Opener, new_key_pair
from ev_scan.persistence.engines import new_engine
from ev_scan.resources import QUESTIONNAIRES
from ev_scan.services import dossiers
from ev_scan.services.answers_file import read_dossier
from ev_scan.services.contributing import Folder
from ev_scan.vault.codes import ResumeCode
from ev_scan.vault.epochs import EpochKeys, month_of

CONSENT = "/bijdragen"
CONFIRM = "Bevestig mijn keuze"
YES, NO = "Ja, stuur precies deze antwoorden", "Nee, stuur niets"
FIRST, AGAIN = "Ja, de eerste keer dit jaar", "Nee, wij droegen dit jaar al eens bij"
OFFER = "Bekijk wat er dan meegaat"


@dataclass(frozen=True)
class Team:
    """The monitor team: only it has the private key."""

    folder: Folder
    private_file: bytes
    opener: Opener

    def records(self) -> list[bytes]:
        periods = range(2020 * 4, 2100 * 4)
        return [self.opener.open(box) for _, _, box in self.folder.spool.of(periods)]


def start_monitor(settings: Settings) -> Team:
    """Puts the public key, and that alone, on the web host."""
    folder = Folder(settings.instance_path)
    public, private = new_key_pair(None)
    folder.path.mkdir(parents=True, exist_ok=True)
    folder.public_key.write_bytes(public)
    return Team(folder, private, Opener(private, None))


@functools.cache
def _personas() -> dict[str, dict[str, Any]]:
    return {each.id: dict(each.answers) for each in read_personas(QUESTIONNAIRES)}


def persona_answers(name: str) -> dict[str, Any]:
    return _personas()[name]


def finished(catalogue: Catalogue, name: str = "", participation: Participation | None = None) -> Dossier:
    """A made-up company that checked the answers of every cluster."""
    name = name or next(iter(_personas()))
    read = read_dossier(json.dumps(persona_answers(name)).encode(), name, catalogue, localizer("nl"))
    for cluster in catalogue.questionnaire.clusters:
        read = read.with_finished(ClusterId(cluster.id))
    return read.with_participation(participation or told(catalogue))


def told(catalogue: Catalogue, place: int = 0) -> Participation:
    """Answers to the whole block; `place` turns which value each row has, so that companies can be told apart."""
    given: dict[QuestionId, Any] = {}
    for name, shape in SHAPES.items():
        for number, row in enumerate(shape.rows or (None,)):
            digit = place // len(shape.values) ** number
            given[item_id(name, row)] = (shape.values[digit % len(shape.values)],)
    return Participation().answered(given, catalogue.monitor.version, datetime.now(UTC).year)


def keep(settings: Settings, dossier: Dossier) -> ResumeCode:
    engine = new_engine(settings.database_url)
    try:
        month = month_of(datetime.now(UTC).date())
        return dossiers.begin(engine, EpochKeys(settings.keys_path), dossier, month)
    finally:
        engine.dispose()


def look(settings: Settings, code: ResumeCode) -> Dossier:
    engine = new_engine(settings.database_url)
    try:
        return dossiers.read(engine, EpochKeys(settings.keys_path), code)
    finally:
        engine.dispose()


def enter(visitor: Visitor, catalogue: Catalogue, code: ResumeCode, path: str = CONSENT) -> Visitor:
    ScanTrip(visitor, catalogue).resume(str(code))
    return visitor.open(path)


def decide(visitor: Visitor, *choices: str) -> Visitor:
    return visitor.choose(*choices).press(CONFIRM)


def contribute(app: Flask, code: ResumeCode, address: str) -> None:
    """As a browser does it, from typing the code to the thanks."""
    browser = app.test_client()
    browser.environ_base["REMOTE_ADDR"] = address
    typed = {"csrf_token": _hidden("csrf_token", browser.get("/hervat").text), "code": str(code), "next": CONSENT}
    assert browser.post("/hervat", data=typed).headers["Location"] == CONSENT
    page = browser.get(CONSENT).text
    chosen = {name: _hidden(name, page) for name in ("csrf_token", "seen")} | {"consent": "yes", "first": "yes"}
    assert browser.post(CONSENT, data=chosen).status_code == 303


def _hidden(name: str, page: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, f"no {name} on the page"
    return found[1]
