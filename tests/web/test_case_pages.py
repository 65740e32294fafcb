"""An adviser's own cases: claimed with a code of the owner, found, changed, and given up."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from icalendar import Calendar
from pages.desk import CASES, CLAIM, FIGURES
from pages.scan_trip import CODE

from ev_scan.domain.sharing import ShareRole
from ev_scan.services import audit
from ev_scan.web import context

WRONG = "Met deze deelcode is niets te openen. Kijk hem na, of vraag de ondernemer om een nieuwe."
CLOSED = "GeslotenU geeft de deelcode op. Uw kenmerk en uw eigen notities blijven staan."
REFERENCE, SHARE = "Uw eigen kenmerk", "De deelcode van de ondernemer"


def test_an_empty_desk_says_what_to_do(adviser):
    adviser.open(CASES)
    assert adviser.page.h1 == "Mijn zaken"
    assert "U hebt nog geen zaken" in adviser.page.text
    adviser.click("Voer een deelcode in")
    assert adviser.page.path == CLAIM


def test_a_code_of_the_owner_opens_a_case(adviser, owner):
    adviser.claim(owner.shares(), "Bakker 12")
    assert adviser.page.h1 == "Bakker 12"
    assert "Het dossier ligt nog 120 minuten open. De ondernemer deelt het tot en met" in adviser.page.text
    adviser.open(CASES)
    assert "U hebt 1 zaak die loopt." in adviser.page.text
    assert "Bakker 12" in adviser.page.links()


def test_what_cannot_be_opened_gets_one_answer_whatever_the_reason(adviser, colleague, owner, clock):
    never = "0000-0000-0000-0000-0000-0000-0000"
    used_up, claimed = owner.shares(uses=1), owner.shares()
    expired = owner.shares(days=1)
    colleague.claim(claimed, "Van mij")
    colleague.claim(used_up, "Ook van mij")
    clock(25)
    answers = {}
    for name, code in {"never": never, "used": used_up, "claimed": claimed, "expired": expired}.items():
        adviser.claim(code, f"Zaak {name}")
        answers[name] = (
            adviser.visitor.status,
            adviser.page.errors,
            re.sub(r"value=\"[^\"]*\"", "", adviser.page.text),
        )
        assert adviser.page.written(REFERENCE) == f"Zaak {name}"
    assert set(map(str, answers.values())) == {str((422, [WRONG], answers["never"][2]))}
    assert adviser.open(CASES).page.links().keys().isdisjoint({f"Zaak {name}" for name in answers})


def test_a_typing_error_is_placed_and_nothing_typed_is_lost(adviser, owner):
    code = owner.shares()
    wrong = ("1" if code[0] != "1" else "2") + code[1:]
    adviser.claim(wrong, "Bakker 12")
    assert adviser.page.errors == ["Er zit een typefout in groep 1. Kijk die na."]
    assert adviser.page.written(SHARE) == wrong
    adviser.claim("", "")
    assert adviser.page.errors == ["Geef de zaak een kenmerk, zodat u hem terugvindt."]


def test_a_reference_that_exists_costs_no_use_of_the_code(adviser, owner):
    adviser.claim(owner.shares(), "Bakker 12")
    second = owner.shares(uses=1)
    adviser.claim(second, "bakker 12")
    assert adviser.page.errors == ["U hebt al een zaak met dit kenmerk. Kies een ander."]
    adviser.claim(second, "Slager")
    assert adviser.page.h1 == "Slager"


def test_guessing_is_slowed_down_for_the_account_from_whichever_address(sign_in, owner):
    guessing = sign_in("gerda")
    never = "0000-0000-0000-0000-0000-0000-0000"
    for number in range(10):
        guessing.claim(never, f"Zaak {number}")
        assert guessing.visitor.status == 422
    elsewhere = sign_in("gerda")
    elsewhere.claim(never, "Zaak")
    assert elsewhere.visitor.status == 429
    sign_in("henk").claim(owner.shares(), "Bakker 12")  # a colleague is not locked out
    assert owner.trip.resume(owner.code).visitor.status == 200


def test_a_case_of_a_colleague_does_not_exist(adviser, colleague, owner):
    case = adviser.claim(owner.shares()).case
    for path in ("", "/gegevens", "/overdragen", "/verwijderen", "/code", "/punten", "/prive", "/agenda.ics"):
        assert colleague.open(case + path).visitor.status == 404, path
        assert adviser.open(case + path).visitor.status == 200, path
    for path in ("/advies/zaken/xyz", f"/advies/zaken/{'0' * 32}", "/advies/zaken/" + "g" * 32):
        assert adviser.open(path).visitor.status == 404


def test_searching_leaves_no_trace_in_an_address(adviser, owner):
    for name in ("Bakker Zeist", "Bakker Utrecht", "Slager Zeist", "Molen", "Kapper", "Smid"):
        adviser.claim(owner.shares(), name)
    adviser.open(CASES).write("Zoek op kenmerk", "zeist bak").press("Zoek")
    assert (adviser.visitor.status, adviser.page.path) == (200, CASES)
    assert adviser.visitor.response.request.query_string == b""
    links = adviser.page.links()
    assert "Bakker Zeist" in links
    assert "Slager Zeist" not in links
    assert "1 zaak gevonden." in adviser.page.text
    adviser.write("Zoek op kenmerk", "<b>niets").press("Zoek")
    assert "0 zaken gevonden." in adviser.page.text
    adviser.click("Toon alle zaken")
    assert "Smid" in adviser.page.links()


def test_follow_up_and_status_and_what_is_overdue(adviser, owner, today):
    case = adviser.claim(owner.shares()).case
    adviser.open(f"{case}/gegevens").write("Wanneer spreekt u elkaar weer?", today(7))
    adviser.visitor.choose("Wacht op de ondernemer")
    adviser.press("Bewaar")
    adviser.open(CASES)
    assert "Wacht op de ondernemer" in adviser.page.text
    adviser.open(f"{case}/gegevens").write("Wanneer spreekt u elkaar weer?", today(-1)).press("Bewaar")
    adviser.open(CASES)
    assert "1 zaak wacht op u: de afgesproken dag is voorbij." in adviser.page.text
    assert "Die dag is voorbij" in adviser.page.text
    assert "(die dag is voorbij)" in adviser.open(case).page.text


@pytest.mark.parametrize(
    ("label", "text", "error"),
    [
        (REFERENCE, "", "Geef de zaak een kenmerk, zodat u hem terugvindt."),
        (REFERENCE, "x" * 61, "Maak uw kenmerk korter: gebruik hoogstens 60 tekens."),
        ("Wanneer spreekt u elkaar weer?", "morgen", "Vul een datum in zoals"),
        ("Wanneer spreekt u elkaar weer?", "2999-01-01", "Vul een datum in zoals"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_lost(adviser, owner, label, text, error):
    case = adviser.claim(owner.shares()).case
    adviser.open(f"{case}/gegevens").write(label, text).press("Bewaar")
    assert adviser.visitor.status == 422
    assert [each[: len(error)] for each in adviser.page.errors] == [error]
    field = label if label in adviser.page.labels() else adviser.optional(label)
    assert adviser.page.written(field) == text


def test_two_tabs_about_one_case_show_both(adviser, owner, sign_in, today):
    case = adviser.claim(owner.shares()).case
    other = sign_in("anna").open(f"{case}/gegevens").write("Uw eigen kenmerk", "Van de ene")
    adviser.open(f"{case}/gegevens").write("Uw eigen kenmerk", "Van de andere")
    other.write("Wanneer spreekt u elkaar weer?", today(3)).press("Bewaar")
    adviser.press("Bewaar")
    assert adviser.visitor.status == 409
    assert "Op een andere pagina vulde u in: Uw eigen kenmerk Van de ene" in adviser.page.text
    assert adviser.page.written(REFERENCE) == "Van de andere"
    adviser.press("Bewaar")
    assert adviser.page.h1 == "Van de andere"


def test_the_calendar_holds_own_references_and_no_code(adviser, owner, today):
    case = adviser.claim(owner.shares(), "Bakker 12").case
    adviser.open(f"{case}/gegevens").write("Wanneer spreekt u elkaar weer?", today(7)).press("Bewaar")
    for path in ("/advies/agenda.ics", f"{case}/agenda.ics"):
        response = adviser.open(path).visitor.response
        assert response.mimetype == "text/calendar"
        (event,) = Calendar.from_ical(response.data).subcomponents
        assert (event["summary"], event["dtstart"].dt.isoformat()) == ("Opvolging: Bakker 12", today(7))
        assert not CODE.search(response.text)


def test_closing_gives_up_the_code_and_a_new_one_opens_again(adviser, owner):
    case = adviser.claim(owner.shares()).case
    adviser.keep(case, "general", "moeilijk gesprek")
    adviser.open(f"{case}/gegevens").visitor.choose(CLOSED)
    adviser.press("Bewaar")
    assert "Deze zaak is gesloten." in adviser.page.text
    assert "moeilijk gesprek" in adviser.open(f"{case}/prive/general").page.written("Eigen notitie")
    assert "1 gesloten zaak" in adviser.open(CASES).page.text
    adviser.open(f"{case}/code").write(SHARE, owner.shares()).press("Open de scan")
    assert "Het dossier ligt nog 120 minuten open." in adviser.page.text


def test_handing_over_takes_the_case_away_and_a_colleague_needs_the_owner(adviser, colleague, owner):
    mine = owner.shares()
    case = adviser.claim(mine).case
    adviser.keep(case, "general", "alleen voor mij")
    adviser.open(f"{case}/overdragen").press("Ja, geef de zaak op")
    assert adviser.page.path == CASES
    assert adviser.open(case).visitor.status == 404
    colleague.claim(mine, "Overgenomen")
    assert colleague.page.errors == [WRONG]
    taken = colleague.claim(owner.shares(), "Overgenomen").case
    assert "alleen voor mij" not in colleague.open(f"{taken}/prive").page.text


def test_a_case_can_be_removed_and_the_dossier_stays(adviser, owner):
    case = adviser.claim(owner.shares()).case
    adviser.open(f"{case}/verwijderen").press("Ja, verwijder")
    assert adviser.open(case).visitor.status == 404
    assert owner.trip.resume(owner.code).visitor.page.path == "/scan"


def test_a_code_for_answering_questions_opens_nothing_at_the_desk(adviser, owner):
    adviser.claim(owner.shares(ShareRole.ANSWER))
    assert (adviser.visitor.status, adviser.page.errors) == (422, [WRONG])


def test_the_audit_log_tells_who_did_what_to_which_case_and_no_more(adviser, owner, clock, app):
    code = owner.shares()
    adviser.claim("0000-0000-0000-0000-0000-0000-0000", "Bakker 12")
    case = adviser.claim(code, "Bakker 12").case
    clock(2.1)
    adviser.open(case).press("Open het dossier")
    adviser.open(f"{case}/afronden").press("Sluit het dossier")
    adviser.open(f"{case}/overdragen").press("Ja, geef de zaak op")
    entries = audit.entries(app.extensions[context.EXTENSION].engine)
    found = [each for each in entries if each.actor == adviser.account.name]
    told = [(each.event, each.subject) for each in found if each.event.startswith("case_")]
    number = case.rpartition("/")[2]
    assert told == [
        ("case_refused", ""),
        ("case_claimed", number),
        ("case_opened", number),
        ("case_closed", number),
        ("case_handed_over", number),
    ]
    for secret in ("Bakker", code, code.replace("-", "")):
        assert secret not in repr(found)


def test_figures_show_nothing_before_a_quarter_is_over(adviser, owner):
    case = adviser.claim(owner.shares()).case
    adviser.open(f"{case}/afronden").press("Sluit het dossier")
    adviser.open(FIGURES)
    assert "Er is nog geen kwartaal voorbij" in adviser.page.text


def test_a_button_pressed_many_times_at_once_makes_one_case_and_no_error(app, adviser, owner):
    """Each request finds that the reference is free before any of them took it."""
    code = owner.shares()
    adviser.open(CLAIM)
    fields = {"csrf_token": adviser.page.hidden("csrf_token"), "code": code, "reference": "Bakker 12"}

    def press(_):
        client = app.test_client()
        client.set_cookie("staff", adviser.account.cookie())
        return client.post(CLAIM, data=fields).status_code

    with ThreadPoolExecutor(6) as pool:
        statuses = list(pool.map(press, range(6)))
    assert sorted(statuses) == [303, *[422] * 5]
    adviser.open(CASES)
    assert "U hebt 1 zaak die loopt." in adviser.page.text
