"""The knowledge base: a page for everything that editors wrote, which leads on to the others."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from pages.page_checks import words

from ev_scan.domain.regimes import Outcome
from ev_scan.i18n import localizer
from ev_scan.report.words import Wording

BOTH = pytest.mark.parametrize("language", ["nl", "en"])
LISTS = ["/kennis", "/kennis/methoden", "/kennis/wetten", "/kennis/begrippen", "/nu"]


@pytest.fixture
def every_page(catalogue):
    return [
        *LISTS,
        *(f"/kennis/onderwerpen/{topic.id}" for topic in catalogue.questionnaire.topics),
        *(f"/kennis/maatregelen/{measure.id}" for measure in catalogue.measures),
        *(f"/kennis/methoden/{name}" for name in catalogue.methods),
        *(f"/kennis/wetten/{name}" for name in catalogue.regimes),
        *(f"/nu/{name}" for name in catalogue.escalations),
    ]


def part(page, heading):
    """The words below a heading, up to the next one."""
    children = list(page.root.find(".//main"))
    start = next(place for place, each in enumerate(children) if each.tag == "h2" and words(each) == heading)
    end = next((place for place in range(start + 1, len(children)) if children[place].tag == "h2"), len(children))
    return " ".join(words(each) for each in children[start + 1 : end])


@BOTH
def test_everything_has_a_page_of_its_own_with_a_title_of_its_own(visit, every_page, language):
    visitor, titles = visit(language), {}
    for path in every_page:
        page = visitor.open(path).page
        assert (page.status, page.language) == (200, language), path
        assert "<" not in page.title, path
        titles.setdefault(page.title, []).append(path)
    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}


@pytest.mark.parametrize(
    "shelf", ["/kennis/onderwerpen", "/kennis/maatregelen", "/kennis/methoden", "/kennis/wetten", "/nu"]
)
@pytest.mark.parametrize("name", ["nothing", "M99", "%00", "é", "..%2f", "x" * 2000])
def test_what_is_not_there_is_not_found(visitor, shelf, name):
    assert visitor.open(f"{shelf}/{name}").status == 404


def test_every_page_can_be_reached_by_links_from_the_front(visitor, every_page):
    found, waiting = set(), ["/kennis"]
    while waiting:
        path = waiting.pop()
        found.add(path)
        targets = {urlsplit(href).path for href in visitor.open(path).page.links().values()}
        waiting += [target for target in targets & set(every_page) - found if target not in waiting]
    assert set(every_page) - found == set()


@pytest.mark.parametrize("path", ["/", "/kennis", "/nu/dough_escapes", "/hervat", "/nothing"])
def test_the_foot_of_a_page_leads_to_help_and_to_the_knowledge_base(visitor, path):
    footer = visitor.open(path).page.root.find(".//footer")
    links = {words(link): link.get("href") for link in footer.iter("a")}
    assert (links["Is het dringend?"], links["Kennisbank"]) == ("/nu", "/kennis")


def test_the_foot_of_a_scan_does_so_too(trip):
    page = trip.visitor.open("/scan").page
    assert (page.link("Is het dringend?"), page.link("Kennisbank")) == ("/nu", "/kennis")


def test_what_is_not_translated_is_marked_as_dutch(visit):
    page = visit("en").open("/kennis/onderwerpen/oven_check").page
    (span,) = page.root.find(".//h1")
    assert (span.get("lang"), words(span)) == ("nl", "Controle van de oven")


def test_on_paper_a_page_says_where_it_came_from(visitor):
    page = visitor.open("/kennis/methoden/M01?theme=dark").page
    (address,) = (each for each in page.root.iter("p") if each.get("class") == "ev-address")
    assert words(address) == "http://localhost/kennis/methoden/M01"


def test_a_topic_describes_its_levels_and_the_step_from_each(visitor, catalogue):
    page = visitor.open("/kennis/onderwerpen/oven_check").page
    levels = [each for each in page.root.iter("li") if each.get("class") == "ev-ladder__item"]
    shown = [(words(level), [link.get("href") for link in level.iter("a")]) for level in levels]
    assert [links for _, links in shown] == [
        ["/kennis/maatregelen/call_oven_builder"],
        ["/kennis/maatregelen/yearly_oven_check"],
        ["/kennis/maatregelen/note_oven_checks"],
        [],
    ]
    assert shown[0][0] == "0 Nog nooit Bel de ovenbouwer Een halve dag of minder · Bakker"
    assert shown[3][0] == "3 Elk kwartaal, en dat staat op papier"


def test_a_topic_says_why_it_matters_and_what_is_asked(visitor):
    text = visitor.open("/kennis/onderwerpen/recipe_list").page.text
    assert "Wie niet weet wat hij heeft, kan het niet beschermen." in text
    assert "Staan uw recepten op papier? Ook een schrift telt mee." in text


def test_a_topic_with_more_questions_shows_them_too(visitor):
    text = visitor.open("/kennis/onderwerpen/recipe_lock").page.text
    assert "Wat voor slot hebt u? Een sleutel Een cijfercode" in text


def test_a_topic_leads_to_who_knows_more_and_to_what_it_keeps_away(visitor):
    page = visitor.open("/kennis/onderwerpen/oven_check").page
    assert "Vraag het aan: Bakker" in page.text
    assert page.link("0900 1234") == "tel:09001234"
    assert page.link("Langskomen in de nacht") == "/kennis/methoden/M02"
    assert page.link("Het deeg loopt over de rand") == "/nu/dough_escapes"
    assert visitor.open("/kennis/onderwerpen/customer_check").page.link("Broodwet") == "/kennis/wetten/bread_act"


def test_a_measure_says_what_it_takes_and_where_it_leads(visitor):
    page = visitor.open("/kennis/maatregelen/call_oven_builder").page
    assert "Stap 1 van 3" in page.text
    assert "Moeite Een halve dag of minder Kosten Tot 1.000 euro Wie Bakker" in page.text
    assert "Gedaan? Dan geldt bij Controle van de oven: Langer dan een jaar geleden" in page.text
    assert page.link("Laat de oven elk jaar nakijken") == "/kennis/maatregelen/yearly_oven_check"
    assert page.link("Handleiding van de oven") == "https://oven.example"


def test_a_measure_shows_what_to_do_first_and_what_it_opens(visitor):
    visitor.open("/kennis/maatregelen/list_keys")
    assert "Haal de recepten van de toonbank" in part(visitor.page, "Doe dit eerst")
    visitor.click("Haal de recepten van de toonbank")
    opened = part(visitor.page, "Daarna kunt u verder")
    assert opened.index("Koop een slot") < opened.index("Maak een lijst van sleutels")


def test_a_measure_names_who_helps_or_says_that_nobody_is_needed(visitor):
    alone = "Geen hulp nodig: dit kunt u zelf."
    assert alone not in visitor.open("/kennis/maatregelen/call_oven_builder").page.text
    assert "Molenaar" in part(visitor.page, "Wie u kunnen helpen")
    assert part(visitor.open("/kennis/maatregelen/note_oven_checks").page, "Wie u kunnen helpen") == alone


def test_a_ready_made_text_is_a_quotation(visitor):
    page = visitor.open("/kennis/maatregelen/call_oven_builder").page
    quoted = words(page.root.find(".//blockquote"))
    assert quoted == "Kunt u zeggen wanneer u onze oven het laatst hebt nagekeken?"
    assert visitor.open("/kennis/maatregelen/count_keys").page.root.find(".//blockquote") is None


def test_a_variant_shows_for_whom_it_is_and_only_what_differs(visitor):
    variant = part(visitor.open("/kennis/maatregelen/call_oven_builder").page, "Past dit beter bij uw bedrijf?")
    assert variant == (
        "Waar staat uw bakkerij? Op een boerderij Vraag de buurman naar zijn ovenbouwer "
        "Eerste stap Loop vanmiddag even langs bij de buren. "
        "Neem een brood mee als u gaat. Schrijf de naam van de ovenbouwer op de muur. "
        "Moeite Een tot vijf dagen Kosten Geen Wie Winkelier"
    )


def test_a_method_tells_how_it_goes_and_that_its_story_is_made_up(visitor):
    page = visitor.open("/kennis/methoden/M01").page
    assert "Een klant vraagt naar grammen." in part(page, "Zo merkt u het")
    (story,) = (each for each in page.root.iter("section") if "De bakker van Dorpsstraat 4" in words(each))
    assert words(story).startswith("Verzonnen voorbeeld De bakker van Dorpsstraat 4")
    assert page.link("De broodbus") == "/kennis/onderwerpen/bread_van"
    assert "Deeg Alles wat nog moet rijzen. Zoals: Zuurdesem · Bladerdeeg" in page.text


def test_a_law_says_what_decides_and_how_old_that_is(visitor):
    page = visitor.open("/kennis/wetten/bread_act").page
    assert page.text.startswith("Geldt nu Sinds 1999 Wet op het brood")
    assert "Weegt uw taart meer dan een kilo? Zet hem op de weegschaal." in page.text
    assert "bijgewerkt op 15 januari 2000" in page.text
    assert "Vraag het gilde of de grens nog op dezelfde plek ligt." in page.text
    assert "Wij kijken dit opnieuw na voor 15 januari 2099." in page.text


def test_a_law_gives_no_verdict_and_leads_to_the_scan(visit, trip, catalogue):
    wording = Wording(catalogue, localizer("nl"))
    for reader, link in [(visit(), "Start de scan"), (trip.visitor, "Kijk het na in uw scan")]:
        page = reader.open("/kennis/wetten/bread_act").page
        assert not any(wording.outcome(outcome) in page.text for outcome in Outcome)
        assert reader.click(link).status == 200


def test_the_glossary_explains_each_word_at_an_address_of_its_own(visitor, catalogue):
    page = visitor.open("/kennis/begrippen").page
    anchors = {each.get("id"): words(each) for each in page.root.iter("dt")}
    assert anchors == {f"begrip-{term.id}": term.term.source for term in catalogue.terms}
    assert "Deeg dat zonder gist rijst." in page.text


def test_a_page_explains_the_words_it_uses_and_no_others(visitor):
    details = visitor.open("/kennis/methoden/M01").page.root.find(".//details")
    assert words(details) == "Begrippen op deze pagina zuurdesem Deeg dat zonder gist rijst. Alle begrippen"
    assert "Begrippen op deze pagina" not in visitor.open("/kennis/wetten/bread_act").page.text


def test_a_card_begins_with_what_to_do_now(visitor):
    page = visitor.open("/nu/dough_escapes").page
    assert page.text.startswith(
        "Het deeg loopt over de rand 1 Zet de kom in de koelte. 2 Bel de molenaar. 3 Veeg de vloer droog."
    )
    calls = part(page, "Vraag hulp in deze volgorde")
    assert calls.index("1. Molenaar 0900 1234") < calls.index("2. Bakkersgilde")
    assert page.link("0900 1234") == "tel:09001234"
    assert part(page, "Doe dit niet") == "Open de oven niet."
    assert page.link("Controle van de oven") == "/kennis/onderwerpen/oven_check"


def test_who_is_in_a_hurry_finds_the_cards_and_112(visitor):
    page = visitor.open("/").click("Is het dringend?").page
    assert page.h1 == "Doe dit nu"
    assert page.link("112") == "tel:112"
    assert page.link("Het deeg loopt over de rand") == "/nu/dough_escapes"


def test_who_has_a_scan_open_is_led_back_to_it(trip):
    page = trip.visitor.open("/kennis/onderwerpen/oven_check").page
    assert page.link("Mijn scan") == page.link("Ga verder met uw scan") == "/scan"


def test_search_engines_get_a_list_of_all_pages(visitor, every_page):
    response = visitor.open("/sitemap.xml").response
    assert response.mimetype == "application/xml"
    listed = [each.text for each in ElementTree.fromstring(response.text).iter() if each.tag.endswith("}loc")]  # noqa: S314 - our own answer
    assert {f"http://localhost{path}" for path in ["/", *every_page]} == set(listed)
