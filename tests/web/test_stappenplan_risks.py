"""Steps 3 to 5 of the stappenplan: methods, how bad and how likely, and what to do about it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pages.register_trip import LINES, METHODS, ON, TREATMENTS, RegisterTrip
from pages.scan_trip import ScanTrip
from registers import largest_register, some_register

from ev_scan.domain.ids import AssetId, MethodId
from ev_scan.domain.register import OVERALL, Acceptance, Register, RiskLine, Treatment
from ev_scan.domain.register_changes import methods_against

BOTH = pytest.mark.parametrize("language", ["nl", "en"])
NEXT_YEAR = f"{datetime.now(UTC).year + 1}-06-01"


@pytest.fixture
def steps(trip) -> RegisterTrip:
    return RegisterTrip(trip)


@pytest.fixture
def two(steps) -> RegisterTrip:
    """Two assets and three lines."""
    return steps.add("Zuurdesem").add("Oven", "tools").use(0, "M01", "M02").use(1, "M02")


def lines_of(steps) -> list[tuple[str, str]]:
    names = {asset.id: asset.name for asset in steps.register.assets}
    return [(names[line.asset], line.method) for line in steps.register.lines]


def the_line(steps, number: int = 0) -> RiskLine:
    return steps.register.lines[number]


# Step 3


def test_methods_become_lines_and_the_next_asset_follows(steps):
    steps.add("Zuurdesem").add("Oven", "tools").open(METHODS).visitor.click("Kies methoden")
    assert steps.page.h1 == "Zuurdesem"
    steps.tick("M02", "M01").press(ON)
    assert steps.page.h1 == "Oven"
    steps.tick("M02").press(ON)
    assert steps.page.path == METHODS
    assert lines_of(steps) == [("Zuurdesem", "M01"), ("Zuurdesem", "M02"), ("Oven", "M02")]
    assert "U hebt 3 risicoregels. Er passen er 60 in." in steps.page.text


def test_what_mainly_hits_an_asset_is_proposed_with_the_reason(steps):
    steps.trip.answer("shop", "city")
    steps.add("Oven", "tools").open(f"{METHODS}/{steps.ids[0]}")
    proposed, other = (
        steps.page.text.index(words) for words in ("Deze methoden treffen vaak zo’n belang", "Andere methoden")
    )
    assert proposed < steps.page.text.index("Langskomen in de nacht") < other
    assert other < steps.page.text.index("Meekijken over de toonbank")
    assert "Hier staat u voor open: een beetje." in steps.page.text
    assert "Door uw antwoorden: In een stad." in steps.open(METHODS).page.text


def test_nothing_is_ticked_before_somebody_does(steps):
    steps.add("Zuurdesem").open(f"{METHODS}/{steps.ids[0]}")
    assert steps.ticked() == []


def test_a_chain_adds_its_methods_to_what_was_ticked(steps):
    steps.add("Zuurdesem").open(f"{METHODS}/{steps.ids[0]}").press("Voeg deze 2 toe: Eerst kijken, dan komen")
    assert lines_of(steps) == [("Zuurdesem", "M01"), ("Zuurdesem", "M02")]
    assert sorted(steps.ticked()) == ["M01", "M02"]
    assert "Eerst kijken, dan komen" not in steps.page.text, "there is nothing left to add"


def test_an_empty_line_goes_without_asking(two):
    two.use(0, "M02")
    assert lines_of(two) == [("Zuurdesem", "M02"), ("Oven", "M02")]


def test_a_line_that_holds_something_goes_only_after_a_word(two):
    two.weigh(0, "M01", secrecy=4).use(0, "M02")
    assert two.visitor.status == 422
    assert two.page.errors == ["Kruis aan dat dit weg mag, of zet de methode weer aan."]
    assert "Meekijken over de toonbank" in two.page.text
    assert two.ticked() == ["M02"]
    assert len(lines_of(two)) == 3
    two.tick("M02", "yes").press(ON)
    assert lines_of(two) == [("Zuurdesem", "M02"), ("Oven", "M02")]


def test_more_than_sixty_lines_do_not_fit(visit, published_site, published):
    """The tiny content has too few methods to come so far."""
    steps = RegisterTrip(ScanTrip(visit(site=published_site), published).begin()).store(largest_register(published))
    asset = next(each for each in steps.register.assets if len(methods_against(steps.register, each.id)) < 3)
    steps.open(f"{METHODS}/{asset.id}").tick(*published.methods).press(ON)
    assert steps.visitor.status == 422
    assert steps.page.errors == ["Er passen 60 risicoregels in. Kies hier minder methoden."]
    assert len(steps.ticked()) == len(published.methods), "nothing that was ticked is lost"
    assert steps.register == largest_register(published)


@pytest.mark.parametrize("field", ["proposed", "others"])
def test_a_method_that_does_not_exist_is_refused(steps, field):
    steps.add("Zuurdesem")
    path = f"{METHODS}/{steps.ids[0]}"
    token, seen = (steps.open(path).page.hidden(name) for name in ("csrf_token", "seen"))
    steps.visitor.send(path, [("csrf_token", token), ("seen", seen), (field, "M99")])
    assert steps.visitor.status == 422
    assert lines_of(steps) == []


# Step 4


def test_the_worst_scale_counts_and_the_next_line_follows(two):
    two.open(LINES).visitor.click("Schat het volgende risico")
    two.fill(secrecy="2", money="5", law="none").press(ON)
    assert the_line(two).impacts == {"secrecy": 2, "money": 5}
    assert two.page.path == f"{LINES}/{two.ids[0]}/M02"
    two.fill(standstill="1").press(ON).fill(standstill="1").press(ON)
    assert two.page.path == LINES
    assert two.page.link("Naar stap 5") == TREATMENTS


def test_the_likelihood_is_explained_with_its_parts(two):
    two.trip.answer("shop", "city").answer("recipe_list", "3")
    two.rate(0, 1, 1, 1, 4).to_line(0, "M01")
    assert (
        "Kans 2 van 5, omdat dit meetelt: aantrekkelijk voor anderen 4 van 5, open voor deze methode 2 van 5, "
        "en wat u ertegen regelde niveau 3,0 van 3."
    ) in two.page.text
    assert "Waar staat uw bakkerij? In een stad" in two.page.text


def test_what_nobody_answered_is_said_and_not_counted_as_arranged(two):
    two.to_line(0, "M01")
    assert "en over wat u ertegen regelde weten wij nog niets" in two.page.text
    assert "Daarom rekenen wij met 3 van 5" in two.page.text


def test_technology_on_a_list_counts_as_wanted(steps):
    steps.add("Zuurdesem", listed="yes").use(0, "M01").rate(0, 1, 1, 1, 1).to_line(0, "M01")
    assert "aantrekkelijk voor anderen 4 van 5" in steps.page.text
    assert "Technologie op een controlelijst telt als minstens 4 van 5" in steps.page.text


def test_an_own_likelihood_needs_a_reason(two):
    two.to_line(0, "M01").fill(secrecy="4", likelihood="5").press(ON)
    assert two.visitor.status == 422
    assert two.page.errors == ["Schrijf waarom u een andere kans kiest dan de berekende."]
    assert not the_line(two).impacts
    two.write("reason", "Het gebeurde\nal eens.").press(ON)
    kept = the_line(two)
    assert (kept.likelihood, kept.reason, kept.impact) == (5, "Het gebeurde\nal eens.", 4)
    assert "Zeer hoog · 20" in two.open(LINES).page.text
    two.to_line(0, "M01").fill(likelihood="computed").press(ON)
    assert the_line(two).likelihood is None


def test_a_reason_of_ten_thousand_signs_is_refused_and_kept_in_its_field(two):
    two.to_line(0, "M01").fill(likelihood="5").write("reason", "x" * 10_000).press(ON)
    assert two.page.errors == ["Maak dit korter: gebruik hoogstens 300 tekens."]
    assert two.page.written("Waarom kiest u een andere kans?") == "x" * 10_000


@pytest.mark.parametrize(
    ("field", "value"), [("secrecy", "6"), ("wider", "x"), ("likelihood", "0"), ("likelihood", "")]
)
def test_a_level_outside_the_scale_is_refused(two, field, value):
    path = two.to_line(0, "M01").page.path
    token, seen = (two.page.hidden(name) for name in ("csrf_token", "seen"))
    two.visitor.send(path, [("csrf_token", token), ("seen", seen), (field, value)])
    assert two.visitor.status == 422
    assert the_line(two) == RiskLine(AssetId(two.ids[0]), MethodId("M01"))


def test_one_figure_for_the_whole_stands_until_a_scale_is_filled_in(steps, catalogue):
    steps.store(some_register(catalogue)).open(f"{LINES}/a1/M01")
    assert "U gaf eerder één cijfer voor het geheel: 4 van 5." in steps.page.text
    steps.press(ON)
    assert the_line(steps).impacts == {OVERALL: 4}
    steps.open(f"{LINES}/a1/M01").fill(law="2").press(ON)
    assert the_line(steps).impacts == {"law": 2}


def test_a_line_shows_before_now_and_after(two):
    two.trip.answer("recipe_list", "0").answer("recipe_lock", "1")
    two.weigh(0, "M01", secrecy=5).to_line(0, "M01")
    for words in ("Zonder maatregelen", "Nu", "Na uw plan"):
        assert words in two.page.text


def test_what_was_not_rated_stands_first_and_then_the_heaviest(two):
    two.weigh(0, "M01", secrecy=1).weigh(0, "M02", secrecy=5).open(LINES)
    text = two.page.text
    places = [text.index(words) for words in ("Oven · Langskomen", "Zuurdesem · Langskomen", "Zuurdesem · Meekijken")]
    assert places == sorted(places)


def test_the_list_can_be_narrowed_by_ids(two):
    asset = two.ids[1]
    for query, shown, left_out in (
        (f"belang={asset}", "Oven · Langskomen", "Zuurdesem ·"),
        ("methode=M01", "Zuurdesem · Meekijken", "Oven ·"),
        ("methode=M01&belang=" + two.ids[0], "Zuurdesem · Meekijken", "Langskomen in de nacht"),
    ):
        page = two.open(f"{LINES}?{query}").page
        rows = page.text.split("Toon alleen een belang")[0]
        assert shown in rows
        assert left_out not in rows
        assert page.link("Toon alle 3 regels") == LINES


@pytest.mark.parametrize("query", ["belang=nothing", "methode=M99", "kans=6", "ernst=x", "stand=later", "kans=%00"])
def test_what_cannot_be_narrowed_to_is_not_found(two, query):
    assert two.open(f"{LINES}?{query}").visitor.status == 404


@pytest.mark.parametrize("step", [LINES, TREATMENTS])
def test_a_line_that_is_not_there_is_not_found(two, step):
    assert two.open(f"{step}/{two.ids[1]}/M01").visitor.status == 404
    assert two.open(f"{step}/{two.ids[0]}/M99").visitor.status == 404
    assert two.open(f"{step}/nothing/M01").visitor.status == 404


# Step 5


def test_a_decision_is_kept_and_the_next_line_follows(two):
    two.weigh(0, "M02", secrecy=5).open(TREATMENTS).visitor.click("Neem het volgende besluit")
    assert two.page.path == f"{TREATMENTS}/{two.ids[0]}/M02", "the heaviest"
    two.fill(treatment="reduce").press(ON)
    assert the_line(two, 1).treatment is Treatment.REDUCE
    two.fill(treatment="avoid").press(ON).fill(treatment="share").press(ON)
    assert two.page.path == TREATMENTS
    assert [line.treatment for line in two.register.lines] == [Treatment.AVOID, Treatment.REDUCE, Treatment.SHARE]


def test_accepting_needs_a_name_and_a_day_to_look_again(two):
    two.to_line(0, "M01", TREATMENTS).fill(treatment="accept").press(ON)
    assert two.visitor.status == 422
    assert two.page.errors[0] == "Schrijf op wie dit risico accepteert."
    assert two.page.errors[1].startswith("Kies een dag na vandaag")
    two.fill(name="De bakker", review=NEXT_YEAR).press(ON)
    assert the_line(two).acceptance == Acceptance("De bakker", date.fromisoformat(NEXT_YEAR))
    assert f"Accepteren: De bakker, opnieuw bekijken op 1 juni {NEXT_YEAR[:4]}" in two.open(TREATMENTS).page.text


@pytest.mark.parametrize("day", ["", "2020-01-01", "today", "9999-12-31", "morgen", "2027-02-30"])
def test_looking_again_is_on_a_day_to_come(two, day):
    day = datetime.now(UTC).date().isoformat() if day == "today" else day
    two.to_line(0, "M01", TREATMENTS).fill(treatment="accept", name="De bakker", review=day).press(ON)
    assert two.visitor.status == 422
    assert len(two.page.errors) == 1
    assert two.page.written("Wanneer bekijkt u het opnieuw?") == day
    assert the_line(two).treatment is None


def test_whoever_does_not_accept_signs_for_nothing(two):
    two.to_line(0, "M01", TREATMENTS).fill(treatment="reduce", name="De bakker", review=NEXT_YEAR).press(ON)
    assert the_line(two).acceptance is None


def test_no_decision_is_refused(two):
    two.to_line(0, "M01", TREATMENTS).press(ON)
    assert two.page.errors == ["Kies wat u met dit risico doet."]


def test_an_accepted_risk_comes_back_on_its_day(steps, catalogue):
    stored = some_register(catalogue)
    past = Acceptance("Anneke", datetime.now(UTC).date() - timedelta(days=1))
    line = RiskLine(AssetId("a1"), MethodId("M01"), {"law": 3}, treatment=Treatment.ACCEPT, acceptance=past)
    steps.store(Register(stored.assets, (line,)))
    assert "Bekijk opnieuw" in steps.open(TREATMENTS).page.text


def test_a_decision_shows_what_the_plan_does_about_it(two):
    two.trip.answer("recipe_list", "0").answer("recipe_lock", "0")
    two.weigh(0, "M01", secrecy=5).to_line(0, "M01", TREATMENTS)
    actions = [href for href in two.page.links().values() if href.startswith("/plan/")]
    assert actions
    assert all(two.open(path).visitor.status == 200 for path in actions)
    assert any("Zuurdesem · Meekijken over de toonbank" in two.open(path).page.text for path in actions)


def test_without_an_estimate_a_decision_says_so(two):
    two.to_line(0, "M01", TREATMENTS)
    assert two.page.link("Doe dat eerst") == f"{LINES}/{two.ids[0]}/M01"


# Into the plan


def test_who_did_only_the_stappenplan_gets_a_plan(two):
    assert "Uw plan is nog leeg" in two.open("/plan").page.text
    two.weigh(0, "M01", secrecy=5)
    assert "Begin bovenaan" in two.open("/plan").page.text


def test_the_overview_says_how_far_each_step_is(two):
    two.weigh(0, "M01", secrecy=5).open("/stappenplan")
    for words in ("2 belangen", "Nog niet begonnen", "Klaar", "Bezig: 1 van 3"):
        assert words in two.page.text
    assert two.page.link("Ga verder met stap 2") == "/stappenplan/waarden"


@BOTH
def test_every_page_is_there_in_both_languages(visit, catalogue, language):
    steps = RegisterTrip(ScanTrip(visit(language), catalogue, language).begin()).store(some_register(catalogue))
    for path in (
        *("/stappenplan", "/stappenplan/belangen", "/stappenplan/belangen/nieuw", "/stappenplan/belangen/a1"),
        *("/stappenplan/belangen/a1/verwijderen", "/stappenplan/belangen/volgorde", "/stappenplan/waarden"),
        *("/stappenplan/waarden/a1", METHODS, f"{METHODS}/a1", LINES, f"{LINES}/a1/M01", TREATMENTS),
        *(f"{TREATMENTS}/a1/M01", "/stappenplan/matrix", "/stappenplan/dekking"),
    ):
        assert steps.open(path).visitor.status == 200, path
        assert steps.page.language == language
