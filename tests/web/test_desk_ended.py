"""An owner who stops sharing: the next click of the adviser says so, and shows nothing of the company any more."""

import pytest

TOPIC = "recipe_lock"
ENDED = "De ondernemer deelt dit dossier niet meer"
PAGES = [
    "",
    "/leidraad",
    "/onderwerpen",
    f"/onderwerpen/{TOPIC}",
    "/punten",
    "/afspraken",
    "/afspraken/nieuw",
    "/prive",
]


@pytest.fixture
def case(adviser, owner) -> str:
    found = adviser.claim(owner.shares(days=1), "Bakker 12").case
    adviser.note(found, TOPIC, "Begin met het slot")
    adviser.keep(found, TOPIC, "moeilijk gesprek")
    return found


def revoke(owner, clock):
    owner.revokes()


def expire(owner, clock):
    clock(24)


def wipe(owner, clock):
    owner.trip.resume(owner.code).visitor.open("/wissen").press("Ja, wis alles")


def assert_ended(adviser, case):
    assert adviser.visitor.status == 410
    assert ENDED in adviser.page.text
    assert "Begin met het slot" not in adviser.page.text
    assert "Slot op de recepten" not in adviser.page.h1
    assert adviser.page.h1 == "Bakker 12"


@pytest.mark.parametrize("end", [revoke, wipe])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_so_at_the_next_click(adviser, case, owner, clock, end, path):
    adviser.open(case + path)
    assert adviser.visitor.status == 200
    end(owner, clock)
    assert_ended(adviser.open(case + path), case)
    assert "moeilijk gesprek" in adviser.page.text, "what is the adviser's own stays"


@pytest.mark.parametrize("end", [revoke, expire, wipe])
def test_a_dossier_that_lies_shut_cannot_be_opened(adviser, case, owner, clock, end):
    clock(2.1)
    end(owner, clock)
    adviser.open(case).press("Open het dossier")
    assert_ended(adviser, case)


def test_what_was_typed_is_shown_and_not_stored(adviser, case, owner):
    adviser.open(f"{case}/onderwerpen/{TOPIC}").write("Notitie voor de ondernemer", "Lang over nagedacht")
    owner.revokes()
    adviser.press("Bewaar voor de ondernemer")
    assert_ended(adviser, case)
    assert "Dit typte u" in adviser.page.text
    assert "Lang over nagedacht" in adviser.page.text


def test_own_notes_and_follow_up_go_on(adviser, case, owner, today):
    owner.revokes()
    adviser.keep(case, TOPIC, "nagekomen gedachte")
    assert "nagekomen gedachte" in adviser.open(f"{case}/prive/{TOPIC}").page.written("Eigen notitie")
    adviser.open(f"{case}/gegevens").write("Wanneer spreekt u elkaar weer?", today(9)).press("Bewaar")
    assert adviser.open(f"{case}/agenda.ics").visitor.response.mimetype == "text/calendar"


def test_a_new_code_goes_on_where_they_were(adviser, case, owner):
    owner.revokes()
    adviser.open(case).click("Voer een nieuwe deelcode in")
    adviser.write("De deelcode van de ondernemer", owner.shares()).press("Open de scan")
    assert adviser.page.path == case
    assert "Begin met het slot" in adviser.open(f"{case}/onderwerpen/{TOPIC}").page.text


def test_the_last_use_ends_it_after_the_opening(adviser, owner, clock):
    case = adviser.claim(owner.shares(uses=1), "Een keer").case
    assert adviser.open(f"{case}/punten").visitor.status == 200
    clock(2.1)
    adviser.open(case).press("Open het dossier")
    assert adviser.visitor.status == 410
    assert ENDED in adviser.page.text


def test_a_new_resume_code_of_the_owner_changes_nothing_for_the_adviser(adviser, case, owner):
    owner.renews()
    assert adviser.open(f"{case}/punten").visitor.status == 200
