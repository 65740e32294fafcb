"""After a whole trip nothing of it can be read in what the server keeps: database, write-ahead log, logs, output."""

import logging
import sqlite3
import zlib
from base64 import b64encode
from contextlib import closing

import pytest
from consultations import TALKED, a_note, a_point, an_agreement
from pages.adviser import Adviser
from pages.scan_trip import ScanTrip
from traces import SHORTEST, files_in, spellings, traces

from ev_scan.domain.consultation import GENERAL
from ev_scan.domain.consultation_changes import Terms, mark, proposed, with_note, with_point, with_terms
from ev_scan.services import dossiers
from ev_scan.vault import sealing, sharing
from ev_scan.vault.codes import parse_code

NOTES = ["Recept-van-Oma-Riet-1953", "zuurdesem uit Zaandam", "crème brûlée geheim"]
OWNERS = ["Janneke van der Molen", "Baas Boterbloem"]
SAID = ["Zet het slot op de kast van oma", "Wie heeft de sleutel van Zaandam?", "Koop een kluis bij Lips"]
ADVISER_NAME = "Sanne Adviseur"
MISTYPED = "K7PM-2XQD-9RTA-ZZZZ-1111-2222-3334"
ANSWERS = {"shop": ("city",), "goods": ("bread", "chocolate"), "abroad": ("yes",), "border": ("far",)}
OWNER, DUE = "Wie doet het? (niet verplicht)", "Wanneer is het klaar? (niet verplicht)"


@pytest.fixture
def site(make_site, catalogue, caplog):
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "sqlalchemy.engine")  # before the engine is made: it looks at the level once
    return make_site(catalogue)


@pytest.fixture
def journey(site, catalogue, visit):
    """The code of a trip with notes, agreements, mistakes, a conflict, an error and a resumed session."""

    def travel():
        trip = ScanTrip(visit(site=site), catalogue).begin()
        code = trip.code
        trip.walk(ANSWERS)
        for number, note in enumerate(NOTES):
            trip.to("recipe_list").pick(str(number)).note(note).next()
        for owner in OWNERS:
            trip.visitor.open("/plan/own_recipes").choose("Bezig").write(OWNER, owner).press("Bewaar")
        trip.visitor.open("/plan/own_recipes").write(OWNER, NOTES[0]).write(DUE, "geen datum").press("Bewaar")
        other = ScanTrip(visit(site=site), catalogue).resume(MISTYPED).resume(code.lower()).to("recipe_list").pick("0")
        trip.to("recipe_list").note(NOTES[1]).next()
        other.note(NOTES[0]).next()
        assert other.visitor.status == 409
        talk_about_it(site, trip)
        for path in (
            "/resultaat",
            "/plan",
            "/gesprek",
            "/gesprek/verslag.pdf",
            "/plan.json",
            "/plan.pdf?code=1",
            "/opgeslagen",
            "/nothing",
        ):
            trip.visitor.open(path)
        return code

    return travel


def talk_about_it(site, trip):
    """An adviser writes, the owner accepts one agreement, and a conflict is shown."""
    adviser = Adviser(site, trip.code, ADVISER_NAME)
    note, point, agreement = (a_note("n1", SAID[0]), a_point("p1", SAID[1]), an_agreement("g1", SAID[2]))
    adviser.say(lambda said: proposed(with_point(with_note(said, GENERAL, note), point), agreement))
    trip.visitor.open("/gesprek/afspraken/g1")
    changed = Terms(SAID[2], OWNERS[0])
    adviser.say(lambda said: with_terms(said, "g1", changed, mark(said.agreement("g1")), by=ADVISER_NAME, at=TALKED))
    trip.visitor.press("Akkoord")
    assert trip.visitor.status == 409
    trip.visitor.press("Akkoord")
    assert SAID[2] in trip.visitor.open("/plan").page.text


def left_behind(settings, caplog, capfd):
    """Every byte but the keys: files, a dump of the rows, and what was logged or printed."""
    found = files_in(settings.instance_path, without=settings.keys_path)
    assert {"ev-scan.db", "ev-scan.db-wal"} <= found.keys()
    with closing(sqlite3.connect(settings.instance_path / "ev-scan.db")) as database:
        found["rows"] = "\n".join(database.iterdump()).encode()
    logged = "\n".join(f"{record.getMessage()} {record.args} {record.exc_text}" for record in caplog.records)
    assert logged, "nothing was logged at all, so nothing can be proved"
    return found | {"log": (logged + caplog.text).encode(), "output": "".join(capfd.readouterr()).encode()}


def secrets_of(catalogue, settings, code):
    questions = [question for question in catalogue.questionnaire.questions() if question.id in ANSWERS]
    words = {option.text.source for question in questions for option in question.options}
    levels = {option.text.source for option in catalogue.questionnaire.question("recipe_list").options}
    ids = {"own_recipes", "recipe_list", "recipe_lock", "oven_check", "spare_key", "chocolate"}
    keys = {path.read_bytes() for path in settings.keys_path.iterdir()}
    texts = {*NOTES, *OWNERS, *SAID, ADVISER_NAME, code, MISTYPED, *code.split("-", 2)[2:], *words, *levels, *ids}
    return {each for each in texts if len(each) >= SHORTEST} | keys | {parse_code(code).root}


def test_nothing_of_a_trip_can_be_read_in_what_is_left_behind(journey, settings, catalogue, caplog, capfd):
    code = journey()
    found = left_behind(settings, caplog, capfd)
    secrets = secrets_of(catalogue, settings, code)
    assert len(secrets) > 20
    assert traces(secrets, found) == set()


def test_nothing_is_left_of_a_wiped_dossier_but_the_absence_of_its_row(journey, settings, catalogue, visit, site):
    code = journey()
    lookup = parse_code(code).lookup
    path = settings.instance_path / "ev-scan.db"
    with closing(sqlite3.connect(path)) as database:
        (sealed,) = database.execute("SELECT sealed FROM dossier WHERE lookup = ?", (lookup,)).fetchone()
    ScanTrip(visit(site=site), catalogue).resume(code).visitor.open("/wissen").press("Ja, wis alles")
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert database.execute("SELECT count(*) FROM dossier WHERE lookup = ?", (lookup,)).fetchone() == (0,)
    assert sealed[100:164] not in path.read_bytes()


def test_an_error_on_the_way_tells_nothing(journey, settings, catalogue, monkeypatch, caplog, capfd, visit, site):
    code = journey()
    trip = ScanTrip(visit(site=site), catalogue).resume(code).to("recipe_list").pick("3").note(NOTES[2])

    def fail(*given, **more):
        raise RuntimeError(f"{given} {more} {NOTES} {code}")

    monkeypatch.setattr(dossiers, "change", fail)
    trip.next()
    assert trip.visitor.status == 500
    assert traces(secrets_of(catalogue, settings, code), left_behind(settings, caplog, capfd)) == set()


def test_equal_dossiers_look_different_and_random(site, catalogue, visit, settings):
    """What cannot be searched for, such as "2", must not show as a pattern either."""
    for _ in range(4):
        ScanTrip(visit(site=site), catalogue).begin().answer("recipe_list", "2")
    with closing(sqlite3.connect(settings.instance_path / "ev-scan.db")) as database:
        rows = database.execute("SELECT lookup, wrapped_key, sealed FROM dossier").fetchall()
    assert len(rows) == 4
    for column in zip(*rows, strict=True):
        assert len(set(column)) == 4
    assert len({len(sealed) for *_, sealed in rows}) == 1
    for *_, sealed in rows:
        assert len(zlib.compress(sealed, 9)) > len(sealed) * 0.99


# Controls: the search finds what it should, so that finding nothing means something.


@pytest.mark.parametrize("secret", [NOTES[0], NOTES[2], OWNERS[0], "K7PM-2XQD-9RTA-ZZZZ", bytes(range(200, 232))])
def test_a_planted_secret_is_found_in_every_spelling(settings, secret):
    for number, spelling in enumerate(sorted(spellings(secret))):
        (settings.instance_path / f"planted-{number}").write_bytes(b"before" + spelling.swapcase() + b"after")
    found = traces({secret}, files_in(settings.instance_path, without=settings.keys_path))
    assert len(found) == len(spellings(secret))


@pytest.mark.parametrize("shift", range(3))
def test_a_secret_inside_a_longer_base64_text_is_found(shift):
    data = b64encode(b"x" * shift + b"begin: " + NOTES[1].encode() + b" and more")
    assert traces({NOTES[1]}, {"file": data})


def test_without_encryption_every_answer_would_be_found(journey, settings, catalogue, monkeypatch, caplog, capfd):
    for room in (sealing, sharing):
        monkeypatch.setattr(room, "encrypt", lambda key, plain, place, *version: plain)
        monkeypatch.setattr(room, "decrypt", lambda key, blob, place, *version: blob)
    journey()
    stored = {"own_recipes", "recipe_list", "recipe_lock", "oven_check", "spare_key", "chocolate", NOTES[1], OWNERS[1]}
    stored |= {*SAID, ADVISER_NAME}
    found = {secret for secret, _ in traces(stored, left_behind(settings, caplog, capfd))}
    assert found == {each for each in stored if len(each) >= SHORTEST}


def test_a_secret_in_a_log_line_would_be_found(journey, settings, catalogue, caplog, capfd):
    code = journey()
    logging.getLogger("somewhere").debug("resumed with %s", code.lower().replace("-", ""))
    found = traces(secrets_of(catalogue, settings, code), left_behind(settings, caplog, capfd))
    assert (code, "log") in found
