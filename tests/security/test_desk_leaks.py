"""What an adviser keeps cannot be read in what the server keeps either: database, logs, output."""

import logging

import pytest
from pages.desk import DeskTrip, Owner
from pages.scan_trip import ScanTrip
from pages.staff import PASSWORD, StaffAccount
from test_leaks import left_behind
from traces import traces

from ev_scan.vault import desk
from ev_scan.vault.codes import parse_share_code

REFERENCE, SECOND = "Bakkerij achter de molen", "Slagerij naast de kerk"
PRIVATE = "De directeur twijfelt aan zijn broer"
FOR_OWNER = "Zet het slot op de kast van oma"
POINT, AGREED = "Wie heeft de sleutel van Zaandam?", "Koop een kluis bij Lips"
SOUGHT = "molen achter"
WRONG = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV"


@pytest.fixture
def site(make_site, catalogue, caplog):
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "sqlalchemy.engine")
    return make_site(catalogue)


@pytest.fixture
def consultation(site, catalogue, visit):
    """The secrets of a trip with everything an adviser can type, mistakes and the end of the share included."""

    def travel():
        owner = Owner(ScanTrip(visit(site=site), catalogue).begin().walk(), site)
        account = StaffAccount(site, "Anna")
        adviser, code = DeskTrip(visit(site=site), account), owner.shares()
        adviser.claim(WRONG, REFERENCE)
        adviser.claim(code, REFERENCE)
        case = adviser.case
        adviser.note(case, "recipe_lock", FOR_OWNER)
        adviser.keep(case, "recipe_lock", PRIVATE)
        adviser.keep(case, "general", PRIVATE * 100)
        adviser.open(f"{case}/punten").write("Wat wilt u bespreken?", POINT).press("Zet op de lijst")
        adviser.propose(case, AGREED)
        adviser.open(f"{case}/gegevens").write("Uw eigen kenmerk", SECOND).press("Bewaar")
        for number in range(5):
            adviser.claim(owner.shares(), f"{REFERENCE} {number}")
        adviser.open("/advies").write("Zoek op kenmerk", SOUGHT).press("Zoek")
        adviser.open("/advies/agenda.ics")
        adviser.open(f"{case}/verslag.pdf")
        adviser.open(f"{case}/punten").write("Wat wilt u bespreken?", POINT)
        owner.revokes()
        adviser.press("Zet op de lijst")
        assert adviser.visitor.status == 410
        adviser.open(f"{case}/overdragen").press("Ja, geef de zaak op")
        key = account.session.desk_key
        texts = {REFERENCE, SECOND, PRIVATE, FOR_OWNER, POINT, AGREED, SOUGHT, WRONG, code, PASSWORD, account.secret}
        return texts | {*code.split("-", 2)[2:], parse_share_code(code).root, key, account.session.token}

    return travel


def test_nothing_of_a_consultation_can_be_read_in_what_is_left_behind(consultation, settings, caplog, capfd):
    secrets = consultation()
    assert traces(secrets, left_behind(settings, caplog, capfd)) == set()


def test_without_encryption_every_case_would_be_found(consultation, settings, monkeypatch, caplog, capfd):
    monkeypatch.setattr(desk, "encrypt", lambda key, plain, place: plain)
    monkeypatch.setattr(desk, "decrypt", lambda key, blob, place: blob)
    consultation()
    found = {secret for secret, _ in traces({REFERENCE, SECOND, PRIVATE}, left_behind(settings, caplog, capfd))}
    assert found >= {REFERENCE}, "the search finds what is there"
