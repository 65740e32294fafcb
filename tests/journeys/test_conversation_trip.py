"""The owner's half of a conversation in a real browser without JavaScript, in both languages."""

from datetime import date

import pytest
from consultations import TALKED, a_note, an_agreement
from pages.adviser import ADVISER, Adviser
from playwright.sync_api import expect

from ev_scan.domain.consultation import GENERAL
from ev_scan.domain.consultation_changes import Terms, mark, proposed, with_follow_up, with_note, with_terms
from ev_scan.i18n import localizer

pytestmark = pytest.mark.browser

FIRST, SECOND = "Bel de notaris over de aandelen", "Vraag een tweede offerte voor het alarm"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_agreements_become_actions_after_the_owner_accepts_and_both_look_again_later(
    browse, prepare, live_site, language
):
    trip = prepare(language)
    trip.walk()
    adviser = Adviser(live_site[0], trip.code)
    adviser.say(lambda said: with_note(said, GENERAL, a_note(text="Fijn gesprek in de fabriek.")))
    adviser.say(lambda said: proposed(proposed(said, an_agreement("g1", FIRST)), an_agreement("g2", SECOND)))
    adviser.say(lambda said: with_follow_up(said, date(2027, 2, 25)))

    watch = browse(locale=language, java_script_enabled=False)
    page, say = watch.open("/hervat"), localizer(language).gettext
    page.get_by_label(say("Uw code")).fill(trip.code)
    page.get_by_role("button", name=say("Verder"), exact=True).click()

    watch.open("/resultaat").get_by_role("link", name=say("Bekijk uw gesprek met de adviseur")).click()
    expect(page.get_by_role("main")).to_contain_text("Fijn gesprek in de fabriek.")
    expect(page.get_by_role("main")).to_contain_text(ADVISER)

    page.get_by_role("link", name=say("Geef antwoord"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(FIRST)
    other = Terms(FIRST + ", deze week")
    adviser.say(lambda said: with_terms(said, "g1", other, mark(said.agreement("g1")), by=ADVISER, at=TALKED))
    page.get_by_role("button", name=say("Akkoord"), exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(say("Dit is intussen veranderd"))
    page.get_by_role("button", name=say("Akkoord"), exact=True).click()
    page.get_by_role("link", name=say("Geef antwoord"), exact=True).click()
    page.get_by_role("button", name=say("Niet akkoord"), exact=True).click()

    page.get_by_role("link", name=other.what, exact=True).click()
    page.get_by_label(say("Bezig"), exact=True).check()
    page.get_by_role("button", name=say("Bewaar"), exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(other.what)
    expect(page.get_by_role("main")).not_to_contain_text(SECOND)

    # Three months later
    assert [each.is_accepted for each in adviser.say(lambda said: said).agreements] == [True, False]
    adviser.say(lambda said: with_note(said, GENERAL, a_note("n2", "De notaris is gebeld.", date(2027, 2, 25))))
    expect(watch.open("/gesprek").get_by_role("main")).to_contain_text("De notaris is gebeld.")
    with page.expect_download() as download:
        page.get_by_role("link", name=say("Verslag als PDF"), exact=True).click()
    assert download.value.suggested_filename.startswith(say("gesprek-ev-scan"))
