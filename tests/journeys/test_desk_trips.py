"""An entrepreneur and an adviser, each in a real browser: from a share code to the follow-up."""

import re

import pytest
from consulting import Somebody, add_account, day
from pages.scan_trip import ScanTrip
from pages.site import new_visitor
from pages.staff import StaffAccount
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def talk(adviser: Somebody) -> None:
    """An hour at the desk: guide, notes of both kinds, a point, an agreement and the report."""
    adviser.link("Naar de gespreksleidraad")
    adviser.page.locator(".ev-stop h2 a").first.click()
    adviser.write("Notitie voor de ondernemer", "Begin met het slot op de kast.")
    adviser.press("Bewaar voor de ondernemer")
    adviser.sees("Begin met het slot op de kast.")
    adviser.write("Eigen notitie", "Directeur twijfelt nog.")
    adviser.press("Bewaar voor uzelf")
    adviser.link("Punten")
    adviser.write("Wat wilt u bespreken?", "Wie heeft een sleutel?")
    adviser.press("Zet op de lijst")
    adviser.link("Afspraken")
    adviser.link("Stel een afspraak voor")
    adviser.write("Wat spreekt u af?", "Vraag een offerte voor een kluis")
    adviser.write("Wie doet het?", "De bedrijfsleider")
    adviser.write("Wanneer is het klaar?", day(60))
    adviser.press("Stel zo voor")
    adviser.link("Overzicht")
    with adviser.page.expect_download() as download:
        adviser.page.get_by_role("link", name=adviser.say("Verslag (PDF)")).click()
    assert download.value.suggested_filename.endswith(".pdf")
    adviser.link("Rond het gesprek af")
    adviser.write("Wanneer spreekt u elkaar weer?", day(90))
    adviser.press("Sluit het dossier")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_owner_shares_agrees_and_is_followed_up_three_months_later(site, enter, published, clock, language):
    app, _ = site
    trip = ScanTrip(new_visitor(app, language=language), published, language).begin().walk()
    owner, adviser = enter(language), enter(language)
    owner.resume(trip.code)
    code = owner.shares()
    secret = adviser.signs_in_first("Anna de Vries", add_account(app, "Anna de Vries"))
    adviser.claims(code, "Zaak 12")
    talk(adviser)

    owner.open("/gesprek")
    owner.sees("Begin met het slot op de kast.")
    owner.sees("Wie heeft een sleutel?")
    owner.sees("Anna de Vries")
    owner.sees_not("Directeur twijfelt nog.")
    owner.link("Geef antwoord")
    owner.press("Akkoord")
    owner.open("/plan")
    owner.sees("Vraag een offerte voor een kluis")

    clock(91)
    adviser.signs_in("Anna de Vries", secret)
    adviser.sees(adviser.say("Die dag is voorbij"))
    adviser.page.get_by_role("link", name="Zaak 12", exact=True).click()
    adviser.press("Open het dossier")
    adviser.sees(adviser.say("De ondernemer deelt dit dossier niet meer"))
    adviser.sees("Directeur twijfelt nog.")
    owner.resume(trip.code)
    again = owner.shares()
    adviser.link("Voer een nieuwe deelcode in")
    adviser.write("De deelcode van de ondernemer", again)
    adviser.press("Open de scan")
    adviser.link("Afspraken")
    adviser.sees("Vraag een offerte voor een kluis")
    adviser.sees(adviser.say("Afgesproken"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_adviser_starts_and_the_owner_takes_over(site, enter, language):
    app, base_url = site
    adviser, owner = enter(language), enter(language)
    account = StaffAccount(app, "Bram Smit")
    adviser.watch.context.add_cookies([{"name": "staff", "value": account.cookie(), "url": base_url}])
    adviser.open("/advies")
    adviser.link("Begin samen een scan")
    adviser.write("Uw eigen kenmerk", "Zaak 13")
    adviser.press("De ondernemer is akkoord, begin")
    expect(adviser.page.get_by_text(adviser.say("U vult dit in samen met het bedrijf."))).to_be_visible()
    assert adviser.answer_all() > 10
    expect(adviser.page.get_by_text(adviser.say("U vult dit in samen met het bedrijf."))).to_be_visible()
    adviser.link("Klaar? Geef de code")
    code = adviser.code()
    adviser.press("De ondernemer heeft de code")
    assert "scan" not in {cookie["name"] for cookie in adviser.watch.context.cookies()}

    owner.resume(code)
    owner.sees("Bram Smit")
    owner.link("Vraag een nieuwe code")
    owner.press("Ja, geef mij een nieuwe code")
    fresh = owner.code()
    assert fresh != code
    owner.resume(code)
    owner.headed("Verder met uw code")
    owner.resume(fresh)
    owner.headed("Uw scan")
    owner.sees_not("Bram Smit")

    adviser.page.get_by_role("link", name="Zaak 13", exact=True).click()
    adviser.sees(adviser.say("Hier is het meest te winnen"))
    owner.link("Delen met een adviseur")
    owner.page.get_by_role("link", name=re.compile(owner.say("Stop met delen"))).first.click()
    owner.press("Ja, stop met delen")
    adviser.page.reload()
    adviser.sees(adviser.say("De ondernemer deelt dit dossier niet meer"))
    adviser.look()
