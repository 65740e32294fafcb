"""A colleague answers some questions by a code: the owner chooses which, and nothing else is shown."""

import pytest
from pages.scan_trip import CODE, ScanTrip

from ev_scan.domain.sharing import ShareRole, Terms
from ev_scan.services import sharing
from ev_scan.vault.codes import new_share_code, parse_code
from ev_scan.web import context

OVEN = "Wanneer is uw oven nagekeken?"
GONE = "Met deze code is niets te openen. Kijk hem na, of vraag om een nieuwe code."


@pytest.fixture
def owner(trip):
    """Has answered about the recipes, and asks a colleague about the oven and the keys."""
    trip.answer("shop", "city").answer("recipe_list", "2").visitor.open("/delen")
    visitor = trip.visitor.click("Laat een collega vragen beantwoorden")
    visitor.choose("Controle van de oven", "Reservesleutels").write("Voor wie is de code? (niet verplicht)", "Bakker")
    visitor.press("Maak de deelcode")
    return trip


@pytest.fixture
def code(owner):
    return CODE.search(owner.visitor.page.text)[0]


def enter(visitor, code):
    return visitor.open("/mee").write("De code van uw collega", code).press("Verder")


@pytest.fixture
def colleague(visit, code):
    return enter(visit(), code)


def question(page):
    return page.path.rpartition("/")[2]


def test_the_owner_sees_what_the_code_is_for(owner, code):
    page = owner.visitor.page
    assert page.h1 == "Geef deze deelcode aan uw collega"
    for words in ("Vragen beantwoorden", "Controle van de oven", "Reservesleutels", "/mee"):
        assert words in page.text
    assert "Lijst van recepten" not in page.text


def test_a_colleague_answers_from_first_to_last(owner, colleague):
    assert colleague.page.h1 == "Uw vragen"
    assert "Staan uw recepten op papier?" not in colleague.page.text
    colleague.click("Begin")
    seen = []
    for _ in range(3):
        seen.append(question(colleague.page))
        colleague.choose(colleague.page.options()[2]).press("Opslaan en verder")
    assert seen == ["oven_check", "spare_key", "spare_key_back"]
    assert "Alles is beantwoord" in colleague.page.text
    assert owner.to("oven_check").visitor.page.chosen() == ["In het afgelopen jaar"]
    assert "een collega" in owner.visitor.open("/delen").page.text


def test_what_was_answered_stands_there_and_may_be_changed(owner, colleague):
    owner.answer("oven_check", "1")
    colleague.open("/mee/vragen/oven_check")
    assert colleague.page.chosen() == ["Langer dan een jaar geleden"]
    colleague.choose("Elk kwartaal, en dat staat op papier").press("Opslaan en verder")
    assert owner.to("oven_check").visitor.page.chosen() == ["Elk kwartaal, en dat staat op papier"]


def test_an_answer_given_meanwhile_is_shown_and_not_overwritten(owner, colleague):
    colleague.open("/mee/vragen/oven_check").choose("Nog nooit")
    owner.answer("oven_check", "3")
    colleague.press("Opslaan en verder")
    assert colleague.status == 409
    assert "Iemand anders koos: Elk kwartaal, en dat staat op papier." in colleague.page.text
    assert colleague.page.chosen() == ["Nog nooit"]
    assert owner.to("oven_check").visitor.page.chosen() == ["Elk kwartaal, en dat staat op papier"]
    assert colleague.press("Opslaan en verder").status == 200
    assert owner.to("oven_check").visitor.page.chosen() == ["Nog nooit"]


@pytest.mark.parametrize("name", ["recipe_list", "shop", "bread_act", "nothing"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_other_questions_do_not_exist(owner, colleague, name, method):
    colleague.open("/mee/vragen/oven_check")
    fields = [("csrf_token", colleague.page.hidden("csrf_token")), ("seen", ""), ("answer", "0")]
    path = f"/mee/vragen/{name}"
    assert (colleague.open(path) if method == "GET" else colleague.send(path, fields)).status == 404
    assert owner.to("recipe_list").visitor.page.chosen() == ["Alle recepten staan in één boek"]


@pytest.mark.parametrize("path", ["/scan", "/resultaat", "/plan", "/delen", "/gesprek", "/opgeslagen", "/plan.json"])
def test_a_colleague_gets_no_page_of_the_owner(colleague, path):
    assert colleague.open(path).page.path == "/hervat"


def test_nothing_chosen_is_said(colleague):
    colleague.open("/mee/vragen/oven_check").press("Opslaan en verder")
    assert colleague.status == 422
    assert colleague.page.errors == ["Kies het antwoord dat het beste past."]


def test_stopping_bites_at_the_next_click(owner, code, colleague):
    colleague.open("/mee/vragen/oven_check").choose("Nog nooit")
    owner.visitor.open("/delen").click("Stop met delen : Bakker").press("Ja, stop met delen")
    colleague.press("Opslaan en verder")
    assert colleague.status == 403
    assert colleague.page.h1 == "Help uw collega met de scan"
    assert owner.to("oven_check").visitor.page.chosen() == []
    assert colleague.open("/mee/vragen").page.path == "/mee"
    assert enter(colleague, code).page.errors == [GONE]


def test_the_share_ends_by_itself(owner, colleague, clock):
    clock(1)
    for _ in range(90):
        clock(1.9)
        colleague.open("/mee/vragen")
        if colleague.page.path == "/mee":
            break
    assert colleague.page.path == "/mee"


def test_an_answer_sent_too_late_is_carried_and_saved_after_the_code(owner, code, colleague, clock):
    colleague.open("/mee/vragen/oven_check").choose("Nog nooit")
    clock(2.1)
    colleague.press("Opslaan en verder")
    assert colleague.status == 403
    assert "Wat u net koos, is niet weg" in colleague.page.text
    colleague.write("De code van uw collega", code).press("Verder")
    assert colleague.page.h1 == "Uw vragen zijn weer open"
    colleague.press("Bewaar en ga verder")
    assert question(colleague.page) == "spare_key"
    assert colleague.open("/mee/vragen/oven_check").page.chosen() == ["Nog nooit"]


def test_whoever_leaves_needs_the_code_again(code, colleague):
    colleague.open("/mee/vragen").press("Klaar, sluit af")
    assert colleague.page.h1 == "Uw vragen zijn gesloten"
    assert "colleague" not in colleague.cookies
    assert colleague.open("/mee/vragen").page.path == "/mee"
    assert enter(colleague, code).page.h1 == "Uw vragen"


def test_a_code_opens_as_often_as_the_owner_said(owner, code, visit):
    for _ in range(5):
        assert enter(visit(), code).page.h1 == "Uw vragen"
    assert enter(visit(), code).page.errors == [GONE]


def test_wrong_codes_say_nothing_about_which_exist(owner, app, visit):
    """The owner's own code, one for an adviser and one that nobody made get the same page."""
    owner.visitor.open("/scan")
    own = owner.code
    runtime = app.extensions[context.EXTENSION]
    now = int(context.time.time())
    terms = Terms(ShareRole.NOTE, now // 3600 * 3600 + 7200, 3)
    month = f"{context.datetime.fromtimestamp(now, context.UTC):%Y-%m}"
    _, adviser = sharing.make(runtime.engine, runtime.epochs, parse_code(own), month, terms, now)
    pages = set()
    for each in (own, str(adviser), str(new_share_code())):
        found = enter(visit(), each)
        assert found.status == 422
        token = found.page.hidden("csrf_token")
        pages.add(found.response.text.replace(each, "CODE").replace(token, "TOKEN"))
    assert len(pages) == 1
    assert GONE in pages.pop()


def test_guessing_is_slowed_down(visitor, owner, code, visit):
    for _ in range(10):
        enter(visitor, str(new_share_code()))
    assert enter(visitor, code).status == 429
    assert owner.visitor.open("/scan").status == 200


def test_the_owner_and_a_colleague_in_one_browser(owner, code):
    visitor = enter(owner.visitor, code)
    visitor.click("Begin").choose("Nog nooit").press("Opslaan en verder")
    assert owner.to("oven_check").visitor.page.chosen() == ["Nog nooit"]
    owner.pick("2").next()
    assert visitor.open("/mee/vragen/oven_check").page.chosen() == ["In het afgelopen jaar"]


def test_no_topic_chosen_is_said_and_the_rest_is_kept(trip):
    visitor = trip.visitor.open("/delen/collega").write("Voor wie is de code? (niet verplicht)", "Bakker")
    visitor.choose("1 dag").press("Maak de deelcode")
    assert visitor.status == 422
    assert visitor.page.errors == ["Kies ten minste één onderwerp."]
    assert visitor.page.written("Voor wie is de code? (niet verplicht)") == "Bakker"
    assert "1 dag" in visitor.page.chosen()


@pytest.mark.parametrize(
    ("name", "value"), [("topics-recipes", "customer_check"), ("topics-recipes", "x"), ("hours", "2"), ("uses", "99")]
)
def test_what_the_form_does_not_offer_is_refused(trip, name, value):
    visitor = trip.visitor.open("/delen/collega").choose("Lijst van recepten")
    sent = {
        "csrf_token": visitor.page.hidden("csrf_token"),
        "topics-recipes": "recipe_list",
        "hours": "24",
        "uses": "5",
    }
    assert visitor.send("/delen/collega", [*(sent | {"uses": "5"} | {name: value}).items()]).status == 422
    assert "U deelt uw scan nu met niemand." in visitor.open("/delen").page.text


def test_a_colleague_may_read_english(code, visit):
    visitor = visit(language="en")
    assert enter_english(visitor, code).page.language == "en"


def enter_english(visitor, code):
    trip = ScanTrip(visitor, None, "en")
    return visitor.open("/mee").write(trip.say("De code van uw collega"), code).press(trip.say("Verder"))
