"""Critical inputs on the site: adding, changing, removing, and what they come to."""

import re

import pytest
from pages.scan_trip import ScanTrip
from pages.supply import PARTS, SAVE, STOP, TO_RESULT, SupplyTrip, held

from ev_scan.domain.supply_chain import MOST_INPUTS, MOST_SUPPLIERS

BOTH = pytest.mark.parametrize("language", ["nl", "en"])


@pytest.fixture
def supply(trip) -> SupplyTrip:
    return SupplyTrip(trip)


def test_an_empty_list_explains_itself_and_offers_one_thing_to_do(supply):
    page = supply.visitor.open("/leveringen").page
    assert "Schrijf op wat u inkoopt en niet kunt missen" in page.text
    assert page.link("Levering toevoegen") == "/leveringen/nieuw"


def test_the_first_example_of_the_dossier_comes_out(supply):
    page = supply.whole().page
    assert (page.path, page.h1) == (f"/leveringen/{supply.input_id}", "Lenzen")
    for shown in (
        "Hoog risico",
        "U kunt 40 dagen door. Overstappen kost 120 dagen: 80 dagen zonder.",
        "320.000 euro marge op het spel",
        "A. Normale tijden 46 van 100",
        "B. Afhankelijkheid 61 van 100",
        "C. Crisis 82 van 100",
        "(0,25 × 45,8 + 0,45 × 60,9 + 0,3 × 81,7) × 1 = 63,4",
        "U vulde alle 18 gegevens in.",
        "Zonder staat veel stil, en dat kan morgen zijn.",
        "Koop nu een zak meer",
        "U weet niet van wie uw leveranciers kopen.",
        "Er gelden regels die deze levering kunnen stoppen.",
    ):
        assert shown in page.text


def test_the_list_says_it_in_one_sentence(supply):
    supply.whole()
    supply.add("Meel").press(STOP)
    page = supply.visitor.open("/leveringen").page
    assert "U kunt 40 dagen door. Overstappen kost 120 dagen: 80 dagen zonder. 320.000 euro op het spel" in page.text
    assert page.text.index("Lenzen") < page.text.index("Meel")
    assert "Vul uw voorraad in, dan ziet u hoe lang u door kunt." in page.text


def test_only_a_name_is_needed(supply):
    page = supply.add("Meel").press(STOP).page
    assert page.path == f"/leveringen/{supply.input_id}"
    assert "U vulde 0 van de 18 gegevens in; wat ontbreekt, telt half mee." in page.text
    assert page.link("Vul de gegevens aan").endswith("/belang")
    supply.visitor.open("/leveringen/nieuw")
    supply.press()
    assert supply.page.status == 422
    assert supply.page.errors == ["Schrijf op wat u inkoopt."]


def test_each_page_keeps_what_the_others_hold(supply):
    supply.whole()
    before = {part: held(supply.to(part).page) for part in PARTS}
    for part in PARTS:
        supply.to(part).press(TO_RESULT if part == "voorraad" else SAVE)
        assert supply.visitor.status == 200
    ignored = {"csrf_token"}
    for part in PARTS:
        after = held(supply.to(part).page)
        assert {k: v for k, v in after.items() if k not in ignored} == {
            k: v for k, v in before[part].items() if k not in ignored
        }


def test_numbers_are_shown_as_they_were_typed(supply):
    supply.add("Meel", revenue_share="12,5", daily_margin_eur="1.250,50")
    page = supply.to("belang").page
    assert (held(page)["revenue_share"], held(page)["daily_margin_eur"]) == ("12,5", "1250,5")


def test_a_choice_can_be_taken_back(supply):
    supply.add("Meel", vital_customer="true")
    assert held(supply.to("belang").page)["vital_customer"] == "true"
    supply.fill(vital_customer="").press()
    assert held(supply.to("belang").page)["vital_customer"] == ""


@pytest.mark.parametrize(
    ("part", "name", "value", "message"),
    [
        ("belang", "name", "x" * 121, "Maak de naam korter: gebruik hoogstens 120 tekens."),
        ("belang", "revenue_share", "101", "Vul een percentage in van 0 tot en met 100, zoals 12,5."),
        ("belang", "daily_margin_eur", "veel", "Vul een bedrag in euro in, van 0 tot en met 1.000.000.000."),
        ("markt", "lead_time_days", "-1", "Vul een heel aantal dagen in, van 0 tot en met 3.650."),
        ("markt", "lead_time_days", "2,5", "Vul een heel aantal dagen in, van 0 tot en met 3.650."),
        ("markt", "price_volatility", "\u0663", "Vul een percentage in van 0 tot en met 10.000, zoals 12,5."),
        ("voorraad", "routes", "0", "Vul een heel getal in, van 1 tot en met 99."),
        ("voorraad", "stock_days", "9" * 5000, "Vul een heel aantal dagen in, van 0 tot en met 3.650."),
    ],
)
def test_what_does_not_fit_is_refused_and_kept(supply, part, name, value, message):
    supply.add("Meel")
    other = {"belang": "daily_margin_eur", "markt": "on_time_in_full", "voorraad": "transit_days"}[part]
    filled = {other: "7", name: value}
    supply.to(part).fill(**filled).press(TO_RESULT if part == "voorraad" else SAVE)
    page = supply.page
    assert (page.status, page.errors) == (422, [message])
    assert {key: held(page)[key] for key in filled} == filled
    assert held(supply.to(part).page)[name] != value


def test_a_choice_that_does_not_exist_is_refused(supply):
    supply.add("Meel")
    token = supply.to("markt").page.hidden("csrf_token")
    supply.visitor.send(f"/leveringen/{supply.input_id}/markt", [("csrf_token", token), ("shortage", "7")])
    assert supply.page.errors == ["Kies een van: nee, soms, steeds."]


def test_an_input_is_removed_after_a_question(supply):
    supply.whole()
    supply.visitor.click("Verwijder deze levering")
    assert "Lenzen" in supply.page.text
    supply.visitor.click("Nee, ga terug")
    assert supply.page.h1 == "Lenzen"
    supply.visitor.click("Verwijder deze levering").press("Ja, verwijder")
    assert supply.page.path == "/leveringen"
    assert "Lenzen" not in supply.page.text
    assert supply.to().visitor.status == 404


@pytest.mark.parametrize("path", ["/leveringen/x", "/leveringen/x/belang", "/leveringen/x/verwijderen"])
def test_an_unknown_input_is_not_found(supply, path):
    assert supply.visitor.open(path).status == 404


def test_an_unknown_page_of_an_input_is_not_found(supply):
    supply.add("Meel")
    assert supply.to("geheim").visitor.status == 404
    assert supply.visitor.open("/leveringen/bestand.exe").status == 404


def test_no_more_than_ten(supply):
    for number in range(MOST_INPUTS):
        supply.add(f"Zak {number}")
    page = supply.visitor.open("/leveringen").page
    assert "Uw lijst is vol" in page.text
    assert "Levering toevoegen" not in page.links()
    assert supply.visitor.open("/leveringen/nieuw").page.path == "/leveringen"
    token = supply.to("belang").page.hidden("csrf_token")
    supply.visitor.send("/leveringen/nieuw", [("csrf_token", token), ("name", "Elfde"), ("seen", "")])
    assert supply.page.status in (409, 422)
    assert "Elfde" not in supply.visitor.open("/leveringen").page.text


def test_a_full_list_says_what_to_do_and_keeps_what_was_typed(supply):
    supply.visitor.open("/leveringen/nieuw")
    fields = held(supply.page) | {"name": "Elfde"}
    for number in range(MOST_INPUTS):
        supply.add(f"Zak {number}")
    supply.visitor.send("/leveringen/nieuw", list(fields.items()))
    assert supply.page.errors == ["Er passen er hoogstens 10. Verwijder eerst een andere."]
    assert held(supply.page)["name"] == "Elfde"


def test_sending_a_new_input_twice_makes_one(supply):
    supply.visitor.open("/leveringen/nieuw")
    fields = [*(held(supply.page) | {"name": "Meel"}).items()]
    for _ in range(2):
        supply.visitor.send("/leveringen/nieuw", fields)
        assert supply.page.path.endswith("/leveranciers")
    assert supply.visitor.open("/leveringen").page.text.count("Meel") == 1


def test_ids_are_random_and_tell_nothing(supply):
    ids = {supply.add("Meel").input_id, supply.add("Meel").input_id}
    assert len(ids) == 2
    assert all(re.fullmatch("[0-9a-f]{8}", each) for each in ids)


# Suppliers


def test_suppliers_come_and_go_and_nothing_typed_is_lost(supply):
    supply.add("Meel")
    supply.suppliers(("50", "DE"), ("30", "US"), ("10", "CN"))
    supply.fill(name_2="Molen & Zn", governance_3="0,25", tier2_known="1")
    supply.press("Haal leverancier 1 weg")
    page = supply.page
    shown = held(page)
    assert page.status == 200
    assert (shown["share_1"], shown["country_1"], shown["name_1"]) == ("30", "US", "Molen & Zn")
    assert (shown["share_2"], shown["governance_2"], shown["tier2_known"]) == ("10", "0,25", "1")
    assert "share_3" not in shown
    supply.press("Nog een leverancier")
    assert held(supply.page)["share_3"] == ""
    supply.fill(share_3="60", country_3="NL").press(STOP)
    assert supply.page.h1 == "Meel"
    assert "uw eigen cijfer" in supply.page.text


def test_adding_and_taking_away_saves_nothing(supply):
    supply.add("Meel")
    supply.suppliers(("100", "DE"), ("", ""))
    assert "share_2" not in held(supply.to("leveranciers").page)


@pytest.mark.parametrize(
    ("shares", "total"), [(("70", "20"), "90"), (("70", "40"), "110"), (("33", "33", "33,4"), "99,4")]
)
def test_shares_say_what_they_add_up_to(supply, shares, total):
    supply.add("Meel")
    supply.suppliers(*((share, "DE") for share in shares)).fill(name_1="Molen").press()
    page = supply.page
    assert page.status == 422
    assert page.errors == [f"De aandelen van de leveranciers zijn samen {total} %; dat hoort 100 % te zijn."]
    assert [held(page)[f"share_{number}"] for number, _ in enumerate(shares, start=1)] == list(shares)
    assert held(page)["name_1"] == "Molen"
    supply.fill(**{f"share_{number}": "0" for number, _ in enumerate(shares, start=1)}).fill(share_1="100").press()
    assert supply.visitor.status == 200


def test_a_supplier_that_is_half_filled_in_is_named(supply):
    supply.add("Meel")
    supply.suppliers(("100", ""), ("", "DE")).fill(governance_1="2").press()
    assert (
        supply.page.errors
        == [
            "Kies in welk land deze leverancier het maakt.",
            "Vul een getal in van 0 tot en met 1, zoals 0,3.",
            "Vul in welk deel u hier koopt, of haal deze leverancier weg.",
        ]
        or len(supply.page.errors) == 3
    )


def test_an_empty_row_is_no_supplier(supply):
    supply.add("Meel")
    supply.suppliers(("100", "DE"), ("", "")).press(STOP)
    assert "Duitsland" in supply.page.text
    assert "share_2" not in held(supply.to("leveranciers").page)


def test_eight_suppliers_fit_and_no_more(supply):
    supply.add("Meel")
    supply.suppliers(*[("12,5", "DE")] * MOST_SUPPLIERS)
    assert "Nog een leverancier" not in supply.page.text
    assert "Er passen er acht." in supply.page.text
    token = supply.page.hidden("csrf_token")
    supply.visitor.send(supply.page.path, [("csrf_token", token), ("rows", "99"), ("intent", "add")])
    assert "share_9" not in held(supply.page)


@pytest.mark.parametrize("rows", ["", "0", "-1", "x", "9" * 400, "\u0663", "99"])
@pytest.mark.parametrize("intent", ["add", "remove-1", "remove-99", "remove-", "remove-x", ""])
def test_forged_rows_and_intents_do_no_harm(supply, rows, intent):
    supply.add("Meel")
    token = supply.to("leveranciers").page.hidden("csrf_token")
    fields = [("csrf_token", token), ("rows", rows), ("intent", intent), ("share_1", "100"), ("country_1", "DE")]
    supply.visitor.send(supply.page.path, fields)
    assert supply.visitor.status in (200, 409)


def test_enter_saves_and_takes_nothing_away(supply):
    """A browser presses the first button of a form."""
    supply.add("Meel")
    supply.suppliers(("50", "DE"), ("50", "US"))
    form = next(each for each in supply.page.root.iter("form") if each.get("action") == supply.page.path)
    first = next(form.iter("button"))
    assert not first.get("name")


@BOTH
def test_countries_are_named_in_the_language_of_the_page_with_the_eea_first(visit, catalogue, language):
    supply = SupplyTrip(ScanTrip(visit(language), catalogue, language).begin())
    supply.visitor.open("/leveringen/nieuw")
    supply.fill(name="Meel").press(supply.say(SAVE))
    select = next(supply.page.root.iter("select"))
    near, far = select.iter("optgroup")
    names = {option.get("value"): option.text for option in select.iter("option")}
    assert names["DE"] == {"nl": "Duitsland", "en": "Germany"}[language]
    assert names["XK"] == "Kosovo"
    assert len(list(near)) == 30
    assert {"US", "CN", "TW", "GB"} <= {option.get("value") for option in far}
    assert "ZZ" not in names


def test_the_weight_of_a_country_is_shown_with_its_source(supply):
    supply.add("Meel")
    supply.suppliers(("50", "CN"), ("25", "BR"), ("25", "NL")).press(STOP)
    text = supply.page.text
    for shown in (
        "China",
        "0,6",
        "uit de tabel",
        "0,5",
        "staat niet in de tabel",
        "EU of EER",
        "De lijst van het gilde",
    ):
        assert shown in text
    assert "15 januari 2000" in text
    assert "In onze tabel staat 0,6 voor dit land." in supply.to("leveranciers").page.text


# Two tabs


@pytest.fixture
def tabs(visit, catalogue):
    first = SupplyTrip(ScanTrip(visit(), catalogue).begin())
    code = first.trip.code
    first.add("Meel", revenue_share="10")
    return first, SupplyTrip(ScanTrip(visit(), catalogue).resume(code), first.input_id)


def test_two_parts_in_two_tabs_are_both_kept(tabs):
    first, second = tabs
    first.to("belang").fill(revenue_share="20")
    second.to("voorraad").fill(stock_days="5")
    first.press()
    second.press(TO_RESULT)
    assert held(first.to("belang").page)["revenue_share"] == "20"
    assert held(first.to("voorraad").page)["stock_days"] == "5"


def test_the_same_part_in_two_tabs_shows_both(tabs):
    first, second = tabs
    for each, share in ((first, "20"), (second, "30")):
        each.to("belang").fill(revenue_share=share)
    first.press()
    second.press()
    assert second.page.status == 409
    assert "Deze levering is intussen veranderd" in second.page.text
    assert "20 %" in second.page.text
    assert held(second.page)["revenue_share"] == "30"
    second.press()
    assert held(first.to("belang").page)["revenue_share"] == "30"


def test_suppliers_of_two_tabs_show_both(tabs):
    first, second = tabs
    second.suppliers(("100", "US"))
    first.suppliers(("100", "DE")).press()
    second.press()
    assert second.page.status == 409
    assert "100 % · Duitsland" in second.page.text
    assert held(second.page)["country_1"] == "US"
    second.press()
    assert held(first.to("leveranciers").page)["country_1"] == "US"


def test_the_same_in_both_tabs_is_no_conflict(tabs):
    for each in tabs:
        each.to("belang").fill(revenue_share="20")
    for each in tabs:
        each.press()
        assert each.visitor.status == 200


def test_an_input_removed_in_another_tab_is_not_found(tabs):
    first, second = tabs
    second.to("belang").fill(revenue_share="20")
    first.visitor.open(f"/leveringen/{first.input_id}/verwijderen").press("Ja, verwijder")
    second.press()
    assert second.visitor.status == 404


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\u202eomgekeerd", "🥖" * 60])
def test_a_naughty_name_is_kept_and_never_executed(supply, name):
    supply.add(name).press(STOP)
    assert supply.page.h1 == name
    for path in (
        "/leveringen",
        "/plan",
        "/plan.json",
        "/plan.pdf",
        "/leveringen/bestand.csv",
        "/leveringen/bestand.xlsx",
    ):
        assert supply.visitor.open(path).status == 200
