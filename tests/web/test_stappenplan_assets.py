"""Steps 1 and 2 of the stappenplan: what makes a company strong, and how much it is worth."""

import pytest
from naughty import NAUGHTY
from pages.register_trip import ASSETS, ON, RATINGS, SAVE, RegisterTrip
from registers import largest_register, some_register

from ev_scan.domain.register import LONGEST_NAME, LONGEST_TEXT, MOST_ASSETS

NEW = f"{ASSETS}/nieuw"


@pytest.fixture
def steps(trip) -> RegisterTrip:
    return RegisterTrip(trip)


def test_an_empty_stappenplan_invites_to_tell_about_the_company_and_to_begin(steps):
    page = steps.open("/stappenplan").page
    assert page.link("Beantwoord de vragen over uw bedrijf") == "/scan/profile/shop"
    assert page.link("Begin met stap 1") == ASSETS
    assert page.text.count("Kan nog niet") == 4
    assert "/stappenplan/risicos" not in page.links().values()
    assert page.link("Uw leveringen") == "/leveringen"


def test_after_one_answer_about_the_company_the_invitation_is_gone(steps):
    steps.trip.answer("shop", "city")
    assert "Vertel eerst iets over uw bedrijf" not in steps.open("/stappenplan").page.text


def test_an_asset_is_kept_with_all_that_was_said_about_it(steps):
    steps.add("Zuurdesem", owner="De bakker", place="In de kelder", access="Oma", listed="yes", euro_range="loaves")
    assert steps.page.path == ASSETS
    assert "Zuurdesem" in steps.page.text
    kept = steps.register.assets[0]
    assert (kept.name, kept.group, kept.owner, kept.place, kept.access) == (
        *("Zuurdesem", "dough", "De bakker", "In de kelder", "Oma"),
    )
    assert (kept.listed, kept.euro_range) == (True, "loaves")
    steps.visitor.click("Zuurdesem")
    assert steps.page.written("Wie gaat erover? (niet verplicht)") == "De bakker"
    assert steps.page.chosen() == ["Deeg", "Broden"]
    assert "checked" in steps.page.field("Ja").attrib


def test_what_nobody_said_stays_unknown(steps):
    steps.add("Zuurdesem")
    kept = steps.register.assets[0]
    assert (kept.listed, kept.euro_range, kept.owner) == (None, "", "")


def test_changing_an_asset_keeps_its_values_and_its_lines(steps, catalogue):
    steps.store(some_register(catalogue)).open(f"{ASSETS}/a1").fill(name="Nieuw ontwerp", listed="no").press(SAVE)
    before, after = some_register(catalogue), steps.register
    assert after.assets[0].name == "Nieuw ontwerp"
    assert after.assets[0].listed is False
    assert after.assets[0].attractiveness == before.assets[0].attractiveness
    assert (after.assets[1], after.lines, after.inputs) == (before.assets[1], before.lines, before.inputs)


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "\u202e"])
def test_an_asset_needs_a_name_that_one_can_see(steps, name):
    steps.add(name)
    assert steps.visitor.status == 422
    assert steps.page.errors == ["Geef het een naam."]
    assert steps.names == []


def test_an_asset_needs_a_group(steps):
    steps.open(NEW).fill(name="Oven").press(SAVE)
    assert steps.page.errors == ["Kies een groep."]
    assert steps.page.written("Hoe noemt u het?") == "Oven"


@pytest.mark.parametrize("field", ["group", "listed", "euro_range"])
def test_what_is_not_in_a_list_is_refused(steps, field):
    token = steps.open(NEW).page.hidden("csrf_token")
    sent = {"csrf_token": token, "name": "Oven", "group": "dough", "listed": "no", "euro_range": ""}
    steps.visitor.send(NEW, list({**sent, field: "elders"}.items()))
    assert steps.visitor.status == 422
    assert steps.names == []


def test_a_name_is_used_once(steps):
    steps.add("Oven").add("OVEN", owner="Oma")
    assert steps.visitor.status == 422
    assert steps.page.errors == ["U hebt al een belang met deze naam. Kies een andere naam."]
    assert steps.page.written("Wie gaat erover? (niet verplicht)") == "Oma"
    assert steps.names == ["Oven"]


def test_pressing_twice_adds_once(steps):
    steps.open(NEW).fill(name="Oven", group="tools")
    page = steps.page
    steps.press(SAVE)
    steps.visitor.page = page
    steps.press(SAVE)
    assert steps.visitor.status == 200
    assert steps.page.path == ASSETS
    assert steps.names == ["Oven"]


def test_going_back_and_changing_the_name_adds_another(steps):
    page = steps.open(NEW).fill(name="Oven", group="tools").page
    steps.press(SAVE)
    steps.visitor.page = page
    steps.fill(name="Deegroller").press(SAVE)
    assert steps.names == ["Oven", "Deegroller"]


def test_an_example_fills_in_the_form_and_is_not_offered_again(steps):
    page = steps.open(NEW).page
    assert "Het recept van de chocoladetaart" not in page.text, "only for who bakes with chocolate"
    steps.visitor.click("De moedergist")
    assert steps.page.written("Hoe noemt u het?") == "De moedergist"
    assert "Deeg" in steps.page.chosen()
    steps.press(SAVE)
    assert "De moedergist" not in steps.open(NEW).page.links()


def test_examples_follow_the_answers(steps):
    steps.trip.answer("goods", "chocolate")
    assert "Het recept van de chocoladetaart" in steps.open(NEW).page.links()


@pytest.mark.parametrize("number", ["2", "-1", "x", "９", "1" * 400, "%00"])
def test_an_example_that_is_not_there_is_not_found(steps, number):
    assert steps.open(f"{NEW}?voorstel={number}").visitor.status == 404


def test_ten_are_enough_and_more_than_25_do_not_fit(steps, catalogue):
    assert "Begin met uw drie belangrijkste" in steps.open(ASSETS).page.text
    largest = largest_register(catalogue)
    steps.store(largest.__class__(largest.assets[:10]))
    assert (
        "U hebt er 10. Meer mag, tot 25. Maar tien is voor de meeste bedrijven genoeg." in steps.open(ASSETS).page.text
    )
    steps.store(largest)
    assert "Uw lijst is vol" in steps.open(ASSETS).page.text
    assert "Voeg een belang toe" not in steps.page.links()
    steps.add("Nog een")
    assert steps.visitor.status == 422
    assert steps.page.errors == ["Er passen 25 belangen in. Verwijder er eerst een dat minder telt."]
    assert len(steps.names) == MOST_ASSETS


def test_removing_says_what_goes_with_it_and_asks_first(steps, catalogue):
    steps.store(some_register(catalogue)).open(f"{ASSETS}/a1")
    steps.visitor.click("Verwijder dit belang")
    assert "Er verdwijnen ook 2 risicoregels" in steps.page.text
    assert len(steps.names) == 2
    steps.press("Ja, verwijder")
    assert steps.names == ["Klantenlijst"]
    assert [line.asset for line in steps.register.lines] == ["a2"]


def test_removing_twice_removes_once(steps, catalogue):
    page = steps.store(some_register(catalogue)).open(f"{ASSETS}/a1/verwijderen").page
    steps.press("Ja, verwijder")
    steps.visitor.page = page
    steps.press("Ja, verwijder")
    assert steps.page.path == ASSETS
    assert steps.names == ["Klantenlijst"]


def test_the_order_changes_with_buttons(steps, catalogue):
    largest = largest_register(catalogue)
    steps.store(largest.__class__(largest.assets[:3]))
    steps.open(ASSETS).visitor.click("Verander de volgorde")
    first, second, third = steps.names
    steps.press(f"Omhoog: {third}")
    assert steps.names == [first, third, second]
    assert steps.page.path == f"{ASSETS}/volgorde"
    steps.press(f"Omlaag: {first}")
    assert steps.names == [third, first, second]


def test_pressing_up_twice_moves_once(steps, catalogue):
    largest = largest_register(catalogue)
    steps.store(largest.__class__(largest.assets[:4])).open(f"{ASSETS}/volgorde")
    page, last = steps.page, steps.names[3]
    steps.press(f"Omhoog: {last}")
    steps.visitor.page = page
    steps.press(f"Omhoog: {last}")
    assert steps.names.index(last) == 2


@pytest.mark.parametrize("move", ["", "x", "a1", "a1.", "a1.-1", "a1.x", "a1." + "9" * 5000, "nothing.0", ".1"])
def test_a_move_that_makes_no_sense_moves_nothing(steps, catalogue, move):
    steps.store(some_register(catalogue)).open(f"{ASSETS}/volgorde")
    token = steps.page.hidden("csrf_token")
    steps.visitor.send(f"{ASSETS}/volgorde", [("csrf_token", token), ("move", move)])
    assert steps.visitor.status == 200
    assert steps.names == ["Lasmodule ontwerp", "Klantenlijst"]


@pytest.mark.parametrize("path", [f"{ASSETS}/{{}}", f"{ASSETS}/{{}}/verwijderen", f"{RATINGS}/{{}}"])
def test_an_asset_that_is_not_there_is_not_found(steps, path):
    assert steps.open(path.format("nothing")).visitor.status == 404


# Step 2


def test_four_values_are_kept_and_the_next_asset_follows(steps):
    steps.add("Zuurdesem").add("Oven", "tools").open(RATINGS)
    steps.visitor.click("Geef cijfers")
    steps.fill(confidentiality="5", integrity="2", availability="1", attractiveness="4").press(ON)
    assert steps.page.h1 == "Oven"
    steps.fill(confidentiality="1", integrity="1", availability="3", attractiveness="2").press(ON)
    assert steps.page.path == RATINGS
    assert "Waarde 5 van 5 · Gewild 4 van 5" in steps.page.text
    assert steps.page.link("Naar stap 3")
    assert all(asset.is_rated for asset in steps.register.assets)


def test_a_value_can_be_left_open_and_taken_back(steps):
    steps.add("Zuurdesem").rate(0, 5, 2, 1, 4)
    steps.open(f"{RATINGS}/{steps.ids[0]}").fill(integrity="none").press(ON)
    kept = steps.register.assets[0]
    assert (kept.confidentiality, kept.integrity, kept.availability, kept.attractiveness) == (5, None, 1, 4)
    assert "Nog geen vier cijfers" in steps.page.text


@pytest.mark.parametrize("value", ["0", "6", "", "x", "1.5", "-1", "true"])
def test_a_value_outside_the_scale_is_refused(steps, value):
    steps.add("Zuurdesem")
    path = f"{RATINGS}/{steps.ids[0]}"
    token = steps.open(path).page.hidden("csrf_token")
    steps.visitor.send(path, [("csrf_token", token), ("confidentiality", value), ("seen", steps.page.hidden("seen"))])
    assert steps.visitor.status == 422
    assert not steps.register.assets[0].value


# Naughty texts


KINDS = [kind for kind in NAUGHTY if kind != "template"]
"""The strict client takes signs of a template for what a template left behind; the next test looks at these."""


@pytest.mark.parametrize("text", [NAUGHTY[kind] for kind in KINDS], ids=KINDS)
def test_naughty_texts_are_kept_or_refused_and_never_executed(steps, text):
    steps.add(text[:LONGEST_NAME], owner=text, place=text, access=text)
    too_long = len(text) > LONGEST_TEXT
    assert steps.visitor.status == (422 if too_long else 200)
    if too_long:
        assert len(steps.page.errors) == 3
        assert all("Maak dit korter: gebruik hoogstens 300 tekens." in error for error in steps.page.errors)
        assert steps.page.written("Waar staat of ligt het? (niet verplicht)").strip() == text.strip()
        return
    kept = steps.register.assets[0]
    assert kept.owner == kept.place == kept.access
    steps.use(0, "M01").weigh(0, "M01", secrecy=5)
    own = " ".join(kept.name.split())
    for path in (ASSETS, f"{ASSETS}/volgorde", "/stappenplan/risicos", "/stappenplan/aanpak", "/stappenplan/matrix"):
        page = steps.open(path).page
        assert steps.visitor.status == 200
        assert path == "/stappenplan/matrix" or own in page.text
        assert not [each for each in page.root.iter("script") if each.text]
    for path in ("/plan", "/plan.json", "/plan.pdf"):
        assert steps.open(path).visitor.status == 200


def test_a_name_is_never_read_as_a_template(steps):
    text = "${7*7} #{7*7} {0} %s {7*7}"
    steps.add(text, owner=text).use(0, "M01")
    for path in (ASSETS, "/stappenplan/risicos", f"{ASSETS}/{steps.ids[0]}/verwijderen"):
        assert text in steps.open(path).page.text


def test_a_name_that_is_too_long_is_refused_and_not_cut(steps):
    steps.add("x" * (LONGEST_NAME + 1))
    assert steps.page.errors == ["Hoe noemt u het? Maak dit korter: gebruik hoogstens 120 tekens."]
    assert steps.page.written("Hoe noemt u het?") == "x" * (LONGEST_NAME + 1)
    steps.add("x" * LONGEST_NAME)
    assert steps.names == ["x" * LONGEST_NAME]


def test_a_form_that_stood_open_too_long_is_shown_again_with_what_was_typed(steps):
    steps.open(NEW).fill(name="Oven", group="tools", csrf_token="old").press(SAVE)
    assert steps.visitor.status == 422
    assert steps.page.written("Hoe noemt u het?") == "Oven"
    assert steps.names == []
