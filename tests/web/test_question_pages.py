"""One question a page: what can be answered, what is refused, and that the quick way of drawing shows the same."""

import re

import pytest
from pages.scan_trip import ScanTrip

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.dossier import LONGEST_NOTE, Dossier
from ev_scan.domain.questionnaire import QuestionKind
from ev_scan.domain.route import sections
from ev_scan.web.scan import question_page

BOTH = pytest.mark.parametrize("language", ["nl", "en"])


# Drawing


def as_a_browser_reads_it(html):
    """White space inside a tag and the order of attributes mean nothing."""
    plain = " ".join(html.split()).replace(" />", "/>").replace(" >", ">")
    return re.sub(r'<option selected (value="[^"]*")>', r"<option \1 selected>", plain)


def possible_answers(question):
    """Nothing, each option alone, and all that may stand together."""
    yield ()
    yield from ((option.id,) for option in question.options)
    if question.kind is QuestionKind.MULTIPLE:
        yield tuple(option.id for option in question.options if not option.exclusive)


@BOTH
def test_fragments_show_what_the_whole_template_shows(published_site, published, monkeypatch, language):
    monkeypatch.setattr(question_page, "form_token", lambda: "<token>")
    export = next(q for q in published.questionnaire.profile if q.id == "export")
    everywhere = AnswerSet({export.id: (export.options[-1].id,)})
    compared = 0
    with published_site.test_request_context("/", headers={"Accept-Language": language}):
        for here in sections(published, Dossier("1", answers=everywhere)):
            for asked in here.questions:
                for answer in possible_answers(asked):
                    dossier = Dossier("1", answers=everywhere.with_answer(asked.id, answer))
                    quick = question_page.stored_page(here, asked, dossier)
                    whole = question_page.full_page(here, asked, question_page.stored_form(asked, dossier))
                    assert as_a_browser_reads_it(quick) == as_a_browser_reads_it(whole), (asked.id, answer)
                    compared += 1
    assert compared > 4 * sum(len(here.questions) for here in sections(published, Dossier("1", answers=everywhere)))


def test_a_page_drawn_for_a_strange_address_is_the_same_for_everybody_else(make_site, visit, catalogue):
    site = make_site(catalogue)
    first, second = (ScanTrip(visit(site=site), catalogue).begin() for _ in range(2))
    first.visitor.open("/scan/recipes/recipe_list?next=/elders&q=geheim&mode=full")
    second.to("recipe_list")
    assert "geheim" not in second.visitor.response.text
    assert second.visitor.page.link("English") == "/scan/recipes/recipe_list?lang=en"


def test_a_page_drawn_before_shows_nothing_of_another_visitor(visit, catalogue):
    first, second = (ScanTrip(visit(), catalogue).begin() for _ in range(2))
    first.answer("recipe_list", "3").to("recipe_list")
    assert len(first.visitor.page.chosen()) == 1
    second.to("recipe_list")
    assert second.visitor.page.chosen() == []
    assert second.visitor.page.hidden("seen") == ""
    assert second.visitor.page.hidden("csrf_token") != first.visitor.page.hidden("csrf_token")


def test_sites_with_different_content_do_not_share_pages(make_site, visit, published, catalogue):
    """The drawn pages belong to an application; a question may read differently in another."""
    for content in (published, catalogue):
        trip = ScanTrip(visit(site=make_site(content)), content).begin().go_on()
        assert trip.localize(trip.asked.text) == trip.visitor.page.h1


@BOTH
def test_every_question_of_the_content_is_a_sound_page(visit, published_site, published, language):
    """The strict client looks at each of them, with and without an answer."""
    trip = ScanTrip(visit(language, published_site), published, language).begin()
    trip.walk()
    for question_id in trip.given:
        trip.to(question_id)
        assert trip.visitor.page.h1 == trip.localize(trip.asked.text)
        assert len(trip.visitor.page.chosen()) >= 1
        assert trip.visitor.page.language == language


# What is not there


@pytest.mark.parametrize(
    "path",
    [
        "/scan/nothing/recipe_list",
        "/scan/recipes/nothing",
        "/scan/bakery/recipe_list",
        "/scan/profile/recipe_list",
        "/scan/recipes/shop",
        "/scan/nothing/controle",
        "/plan/nothing",
        "/s/ev.0000000000.css",
        "/nothing",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_the_questionnaire_does_not_know_is_a_404(trip, path, method):
    visitor = trip.visitor
    visitor.open(path) if method == "get" else visitor.send(path, [("answer", "1")])
    assert visitor.status == (405 if path.startswith("/s/") and method == "post" else 404)


def test_a_question_that_does_not_concern_this_company_is_a_404(trip):
    trip.answer("abroad", "no").to("customer_check")
    assert trip.visitor.status == 404


# What is refused


def refused(trip, *messages):
    page = trip.visitor.page
    assert page.status == 422
    assert page.title.startswith(f"{trip.say('Fout:')} ")
    assert page.errors == list(messages)
    return page


@BOTH
def test_nothing_chosen_is_refused(visit, catalogue, language):
    trip = ScanTrip(visit(language), catalogue, language).begin()
    trip.to("recipe_list").next()
    refused(trip, trip.say("Kies het antwoord dat het beste past."))


def test_an_option_that_does_not_exist_is_refused_and_the_note_kept(trip):
    trip.to("recipe_list").note("eigen lijst")
    fields = [("csrf_token", trip.visitor.page.hidden("csrf_token")), ("answer", "4"), ("note", "eigen lijst")]
    trip.visitor.send("/scan/recipes/recipe_list", fields)
    page = refused(trip, "Kies het antwoord dat het beste past.")
    assert page.written("Notitie (niet verplicht)") == "eigen lijst"
    assert trip.to("recipe_list").visitor.page.chosen() == []


def test_an_option_that_excludes_others_is_refused_beside_them(trip):
    trip.to("goods").pick("bread", "cake", "none").next()
    chosen = set(trip.visitor.page.chosen())
    message = "Kies 'Geen van deze', of kies iets anders. Samen kan niet."
    refused(trip, message)
    assert chosen == {"Brood", "Taart", "Geen van deze"}


def test_a_note_that_is_too_long_is_refused_and_kept(trip):
    long = "é" * (LONGEST_NOTE + 1)
    trip.to("recipe_list").pick("2").note(long).next()
    page = refused(trip, "Maak uw notitie korter: gebruik hoogstens 1000 tekens.")
    assert page.written("Notitie (niet verplicht)") == long
    assert page.chosen() == ["Alle recepten staan in één boek"]
    trip.note("é" * LONGEST_NOTE).next()
    assert trip.visitor.status == 200


def test_a_note_with_line_ends_and_markup_comes_back_as_it_was(trip):
    written = 'Eerste <b>regel</b> & "aanhaling"\n\ntweede regel {{ 7 * 7 }} %(x)s'
    trip.to("recipe_list").pick("1").note(written).next()
    assert trip.to("recipe_list").visitor.page.written("Notitie (niet verplicht)") == written
    assert written.split("\n", maxsplit=1)[0] in trip.visitor.open("/scan/recipes/controle").page.text


def test_the_profile_takes_no_notes(trip):
    trip.to("shop").pick("city")
    fields = [("csrf_token", trip.visitor.page.hidden("csrf_token")), ("answer", "city"), ("note", "verdwaald")]
    trip.visitor.send("/scan/profile/shop", fields)
    assert "verdwaald" not in trip.visitor.open("/plan.json").response.text


# Going on, back, and twice


def test_sending_a_page_twice_changes_nothing(trip):
    trip.to("recipe_list").pick("2").note("een keer")
    fields = [
        ("csrf_token", trip.visitor.page.hidden("csrf_token")),
        ("seen", ""),
        ("answer", "2"),
        ("note", "een keer"),
    ]
    for _ in range(2):
        trip.visitor.send("/scan/recipes/recipe_list", fields)
        assert trip.visitor.status == 200
    trip.to("recipe_list")
    assert trip.visitor.page.chosen() == ["Alle recepten staan in één boek"]
    assert trip.visitor.page.written("Notitie (niet verplicht)") == "een keer"


def test_back_leads_to_the_previous_question_with_its_answer(trip):
    trip.to("recipe_list").pick("3").next()
    second = trip.asked
    trip.visitor.click("Terug")
    assert trip.asked.id == "recipe_list"
    assert len(trip.visitor.page.chosen()) == 1
    trip.next()
    assert trip.asked == second
    trip.to("recipe_list").visitor.click("Terug")
    assert trip.visitor.page.path == "/scan"


def test_after_a_change_from_the_check_page_one_returns_there(trip):
    trip.walk()
    trip.visitor.open("/scan/recipes/controle")
    trip.visitor.open("/scan/recipes/recipe_list")
    trip.pick("3").next()
    assert trip.visitor.page.path == "/scan/recipes/controle"


def test_stopping_without_an_answer_saves_nothing_and_shows_the_code(trip):
    code = trip.code
    trip.to("recipe_list").stop()
    assert trip.visitor.page.path == "/opgeslagen"
    assert trip.code == code


def test_stopping_with_an_answer_saves_it(trip):
    trip.to("recipe_list").pick("2").stop()
    assert trip.visitor.page.path == "/opgeslagen"
    assert trip.to("recipe_list").visitor.page.chosen() == ["Alle recepten staan in één boek"]


def test_a_section_is_not_finished_while_a_question_is_open(trip):
    trip.answer("recipe_list", "2")
    token = trip.visitor.page.hidden("csrf_token")
    trip.visitor.send("/scan/recipes/controle", [("csrf_token", token)])
    assert "Bezig: 1 van 2" in trip.visitor.open("/scan").page.text


def test_asking_only_for_the_headers_saves_nothing(trip):
    trip.to("recipe_list")
    fields = {"csrf_token": trip.visitor.page.hidden("csrf_token"), "answer": "2"}
    answer = trip.visitor.client.head("/scan/recipes/recipe_list", data=fields)
    assert answer.status_code == 200
    assert trip.to("recipe_list").visitor.page.chosen() == []
