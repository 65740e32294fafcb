"""What the plan on paper says besides its actions: laws, what may be going on now, and texts to send."""

from dataclasses import replace

import pytest
from plan_companies import CREATED, NAMES, company, company_pdf, pdf_of, plan, real_catalogue
from reading import Spoken, flowing_text, unbroken, web_links
from test_plan_document import boxes_of, check_conformance, first_pages

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.plan import Phase
from ev_scan.domain.regimes import Outcome, RegimeResult
from ev_scan.domain.text import Text
from ev_scan.i18n import LOCALES, localizer
from ev_scan.report.words import Wording
from ev_scan.services.documents import plan_pdf

every_plan = pytest.mark.parametrize(("name", "locale"), [(name, locale) for name in NAMES for locale in LOCALES])
TITLE = "Wetten en regels om na te kijken"


def found_for(name: str) -> list[RegimeResult]:
    return [each for each in plan(company(name)).regimes if each.is_found]


def chapter(pdf: bytes, locale: str) -> str:
    """From the last time its title stands there, after the contents, to the next chapter."""
    text, words = flowing_text(pdf), localizer(locale)
    begin = text.rindex(unbroken(words.gettext(TITLE)))
    return text[begin : text.index(unbroken(words.gettext("Zo is uw score berekend")), begin)]


@every_plan
def test_each_law_that_was_found_says_what_to_do_whom_to_ask_and_how_old_it_is(name: str, locale: str) -> None:
    pdf, words, found = company_pdf(name, locale), localizer(locale), found_for(name)
    text, wording = chapter(pdf, locale), Wording(real_catalogue(), words)
    assert found
    for each in found:
        regime = each.regime
        for content in (regime.short, regime.summary, regime.to_do[0], *regime.verify):
            assert unbroken(words(content)) in text
        for told in (wording.outcome(each.outcome), wording.regime_status(regime.status), words.day(regime.as_of)):
            assert unbroken(told) in text
        assert {real_catalogue().contacts[contact].url for contact in regime.contacts} <= web_links(pdf)
        assert {real_catalogue().sources[source].url for source in regime.sources} <= web_links(pdf)
        for question, option in each.because:
            assert unbroken(words(real_catalogue().questionnaire.question(question).option(option).text)) in text


@every_plan
def test_laws_that_were_not_found_stay_out(name: str, locale: str) -> None:
    text, words = chapter(company_pdf(name, locale), locale), localizer(locale)
    others = [each.regime for each in plan(company(name)).regimes if not each.is_found]
    assert others
    assert not [regime.id for regime in others if unbroken(words(regime.summary)) in text]


@pytest.mark.parametrize("name", NAMES)
def test_the_likely_laws_come_first_and_can_be_ticked(name: str) -> None:
    pdf, text = company_pdf(name, "nl"), chapter(company_pdf(name, "nl"), "nl")
    places = {each.regime.id: text.index(unbroken(each.regime.summary.source)) for each in found_for(name)}
    likely = [places[each.regime.id] for each in found_for(name) if each.outcome is Outcome.LIKELY]
    possible = [places[each.regime.id] for each in found_for(name) if each.outcome is Outcome.POSSIBLE]
    assert not likely or not possible or max(likely) < min(possible)
    assert {each.regime.short.source for each in found_for(name)} <= boxes_of(pdf).keys()


def test_the_chapter_says_that_it_is_no_verdict() -> None:
    assert "Dit is geen juridisch oordeel: laat het toetsen." in chapter(company_pdf("photonics", "nl"), "nl")


def test_without_laws_there_is_no_chapter_and_no_word_of_it() -> None:
    dossier = Dossier(real_catalogue().version)
    assert not [each for each in plan(dossier).regimes if each.is_found]
    text = flowing_text(pdf_of(dossier))
    assert TITLE not in text
    assert "wetten of regels" not in text


# On the page for who decides


def test_the_summary_counts_the_laws() -> None:
    text = flowing_text(company_pdf("photonics", "nl"))
    assert f"Kijk ook naar {len(found_for('photonics'))} wetten of regels die voor u kunnen gelden." in text


@every_plan
def test_the_summary_names_what_may_be_going_on_now_and_stays_one_page(name: str, locale: str) -> None:
    pdf, words, catalogue = company_pdf(name, locale), localizer(locale), real_catalogue()
    standing = catalogue.questionnaire.standing(company(name).answers)
    heard = Spoken(pdf)
    starts = first_pages(heard)
    summary = flowing_text(pdf)
    for card in catalogue.escalations.values():
        assert (unbroken(words(card.title)) in summary) == card.may_be_going_on(standing)
    assert starts[words.gettext("Nu doen")] == starts[words.gettext("Samenvatting")] + 1


def test_the_summary_stays_one_page_with_every_card() -> None:
    catalogue = real_catalogue()
    cards = {
        name: replace(card, relevant_when=catalogue.escalations["suspected_espionage"].relevant_when)
        for name, card in catalogue.escalations.items()
    }
    pdf = plan_pdf(company("photonics"), replace(catalogue, escalations=cards), localizer("nl"), CREATED)
    starts = first_pages(Spoken(pdf))
    assert all(unbroken(card.title.source) in flowing_text(pdf) for card in cards.values())
    assert starts["Nu doen"] == starts["Samenvatting"] + 1


# Texts to send


def with_message(name: str, *lines: str) -> bytes:
    """The plan in which the first action brings these words along."""
    catalogue, first = real_catalogue(), plan(company(name)).in_phase(Phase.NOW)[0].measure
    texts = tuple(Text(line, f"message {number}") for number, line in enumerate(lines))
    measures = tuple(
        replace(each, message=texts, variants=()) if each.id == first.id else each for each in catalogue.measures
    )
    changed = replace(catalogue, measures=replace(catalogue.measures, measures=measures))
    return plan_pdf(company(name), changed, localizer("nl"), CREATED)


def test_a_sheet_shows_the_text_to_send() -> None:
    """Its first step may say: send the text below."""
    pdf = with_message("photonics", "Beste leverancier,", "Kunt u ons dit jaar nog leveren?")
    text = flowing_text(pdf)
    assert "Tekst om te sturen Beste leverancier, Kunt u ons dit jaar nog leveren?" in text
    check_conformance(pdf)


def test_a_text_longer_than_its_page_goes_on_with_the_next() -> None:
    pdf = with_message("photonics", *[f"Dit is regel {number} van een lange brief aan u. " * 4 for number in range(40)])
    check_conformance(pdf)
    assert all(f"regel {number} van" in flowing_text(pdf) for number in range(40))


@pytest.mark.parametrize("name", NAMES)
def test_the_actions_that_come_next_say_how_to_begin(name: str) -> None:
    text = flowing_text(company_pdf(name, "nl"))
    for action in plan(company(name)).in_phase(Phase.NEXT):
        shown = unbroken(f"Eerste stap: {action.measure.first_step.source}") in text
        assert shown != bool(action.measure.message), "words to send stand on a sheet, and there is none yet"
