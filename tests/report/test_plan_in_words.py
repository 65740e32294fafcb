"""The plan in sentences, in a terminal and as sums."""

import re

import pytest
from factories import a_catalogue, a_choice, a_regime, a_topic, an_option, answers, some_bands, when

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.measures import Cost, Effort
from ev_scan.domain.plan import ActionPlan, Lift, Phase, Progress, Reason, Status
from ev_scan.domain.planner import build_plan
from ev_scan.domain.questionnaire import Mode
from ev_scan.i18n import LOCALES, localizer
from ev_scan.report.score_table import score_sums
from ev_scan.report.summary import summary_lines
from ev_scan.report.words import Wording

BAKER = {"shop": "city", "goods": ["chocolate", "bread"], "abroad": "no", "recipe_list": 1, "recipe_lock": 0}


def plan_of(catalogue: Catalogue, mode: Mode = Mode.QUICK, progress=None, **given: object) -> ActionPlan:
    return build_plan(catalogue, answers(**given), mode, progress)


def spoken(catalogue: Catalogue, plan: ActionPlan, locale: str = "nl") -> str:
    return "\n".join(summary_lines(plan, catalogue, localizer(locale)))


def conclusion(**given: object) -> str:
    topics = [a_topic("a", "one", minimum_target=2), a_topic("b", "two")]
    catalogue = a_catalogue(*topics)
    return Wording(catalogue, localizer("nl")).conclusion(plan_of(catalogue, **given))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Er zijn nog te weinig antwoorden voor een score."),
        (
            {"a": "unknown", "b": "unknown"},
            "Er is nog te weinig bekend voor een score. Begin met de vragen die u aan anderen",
        ),
        ({"a": 0, "b": 0}, "De meeste winst haalt u bij Thema one: 0 van de 100 punten, uw doel is 67."),
        (
            {"a": 1, "b": 2},
            "Bij Thema two haalt u uw doel. De meeste winst haalt u bij Thema one: 33 van de 100 punten",
        ),
        ({"a": 2, "b": 1}, "U haalt uw doel bij elk thema met een score."),
        ({"a": 0}, "De meeste winst haalt u bij Thema one: 0 van de 100 punten, uw doel is 67."),
    ],
)
def test_the_conclusion(given, sentence: str):
    assert conclusion(**given).startswith(sentence)


def test_the_conclusion_names_topics_that_the_average_hides():
    topics = [a_topic("a", "one", minimum_target=2), a_topic("b", "one")]
    catalogue = a_catalogue(*topics)
    plan = plan_of(catalogue, a=1, b=3)
    assert Wording(catalogue, localizer("nl")).conclusion(plan).startswith("Gemiddeld haalt u uw doel")


def test_the_summary_of_a_baker_in_the_city(catalogue):
    progress = {"recount_recipes": Progress(Status.DONE)}
    plan = plan_of(catalogue, progress=progress, spare_key="unknown", spare_key_back=2, oven_check=2, **BAKER)
    assert (
        spoken(catalogue, plan)
        == """\
De meeste winst haalt u bij Recepten: 17 van de 100 punten, uw doel is 67.

Recepten         █████·························  17  (doel 67)
Bakkerij         nog geen score
Bezorging        nog geen score

Nu doen
   1. Tel de sleutels
      Een halve dag of minder | Geen | Winkelier
      Eerste stap: Begin vandaag met 'tel de sleutels'.
   2. Haal de recepten van de toonbank
      Een halve dag of minder | Geen | Winkelier | Recepten van 17 naar 33
      Eerste stap: Begin vandaag met 'haal de recepten van de toonbank'.
   3. Schrijf uw recepten op
      Een halve dag of minder | Geen | Bakker | Recepten van 17 naar 33
      Eerste stap: Begin vandaag met 'schrijf uw recepten op'.

Later
   4. Schrijf elke controle op

Zoek dit uit
  ? Weet u wie een sleutel heeft?
    Tel de sleutels."""
    )


def test_what_comes_first_is_said(catalogue):
    plan = plan_of(catalogue, shop="city", goods=["chocolate"], recipe_list=0, recipe_lock=0)
    assert "   1. Tel uw recepten\n" in spoken(catalogue, plan)
    assert "      Doe eerst: Tel uw recepten" in spoken(catalogue, plan).partition("toonbank")[2]


def test_a_range_is_said_only_where_something_is_unknown(catalogue):
    sure = plan_of(catalogue, shop="farm", oven_check=1, spare_key=1)
    unsure = plan_of(catalogue, shop="farm", oven_check=1, spare_key="unknown")
    assert "Tussen" not in spoken(catalogue, sure)
    assert "Tussen 17 en 67: niet alle antwoorden zijn bekend." in spoken(catalogue, unsure)
    wording = Wording(catalogue, localizer("nl"))
    assert [wording.range(cluster) for cluster in sure.result.clusters] == ["", "", ""]


def test_an_empty_scan_still_says_something(catalogue):
    assert spoken(catalogue, plan_of(catalogue)) == (
        "Er zijn nog te weinig antwoorden voor een score.\n\n"
        "Recepten         nog geen score\nBakkerij         nog geen score\nBezorging        nog geen score"
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_every_word_of_the_plan_exists_and_differs_from_the_next(published, locale: str):
    wording = Wording(published, localizer(locale))
    for words in (
        [wording.effort(effort) for effort in Effort],
        [wording.cost(cost) for cost in Cost],
        [wording.phase(phase) for phase in Phase],
        [wording.status(status) for status in Status],
        [wording.mode(mode) for mode in Mode],
    ):
        assert all(words)
        assert len(set(words)) == len(words)


def test_english_is_english(published):
    plan = plan_of(published, crown_jewels_list=0, need_to_know=1, trade_secrets=1, dual_use=0, mfa=0, backup="unknown")
    english = spoken(published, plan, "en")
    assert "Growth           no score yet" in english
    assert "\nDo now\n   1. " in english
    assert "Half a day or less | None | " in english
    assert not re.search(r"\b(de|het|een|uw|niet|voor)\b", english)


def test_reasons_lifts_and_answers_in_words(catalogue):
    wording = Wording(catalogue, localizer("nl"))
    assert wording.reason(Reason("shop", "city")) == ("Waar staat uw bakkerij?", "In een stad")
    assert wording.lift(Lift("recipes", 17, 33)) == "Recepten van 17 naar 33"
    assert wording.answer("goods", ("chocolate", "bread")) == ["Brood", "Chocolade"]
    assert wording.role(catalogue.measures.get("buy_lock")) == "Winkelier"


def test_the_sum_behind_a_score(catalogue):
    wording = Wording(catalogue, localizer("nl"))
    given = answers(spare_key=2, spare_key_back=0, oven_check="not_applicable", **BAKER | {"shop": "farm"})
    plan = build_plan(catalogue, given, Mode.QUICK)
    recipes, bakery, delivery = score_sums(plan.result.topics, plan.result.clusters, given, wording)
    assert [(line.topic, line.answer) for line in recipes.lines] == [
        ("Lijst van recepten", "Sommige staan ergens"),
        ("Slot op de recepten", "Nee, ze liggen op de toonbank"),
    ]
    assert [(line.level, line.weight, line.points, line.most) for line in recipes.lines] == [(1, 2, 2, 6), (0, 2, 0, 6)]
    assert recipes.title == "Recepten"
    assert recipes.cluster.earned == sum(line.points for line in recipes.lines)
    # how a key comes back is not asked of a farm, and without an oven there is nothing to check
    assert [(line.answer, line.level, line.points, line.most) for line in bakery.lines] == [
        ("Wij hebben geen oven", None, None, None),
        ("Ja, dat staat op papier", 2, 2, 3),
    ]
    assert delivery.lines == ()


def test_more_answers_to_one_topic_stand_side_by_side():
    asked = a_choice("size", [an_option("small"), an_option("big")])
    topic = a_topic("lock", weights=[(2, when("size", "big"))])
    catalogue = a_catalogue(topic, profile=[asked], bands=some_bands(0, 4, 8))
    given = answers(size="big", lock=1)
    plan = build_plan(catalogue, given, Mode.QUICK)
    (total,) = score_sums(plan.result.topics, plan.result.clusters, given, Wording(catalogue, localizer("nl")))
    (line,) = total.lines
    assert (line.answer, line.level, line.weight, line.points, line.most, line.target) == ("Optie 1", 1, 2, 2, 6, 1)


def test_the_laws_to_look_at_stand_in_the_summary_the_likely_ones_first():
    asked, never = a_choice("size", [an_option("small"), an_option("big")]), when("size", "huge")
    laws = [
        a_regime("maybe", likely_when=never, possible_when=when("size", "big")),
        a_regime("surely", likely_when=when("size", "big"), possible_when=never),
        a_regime("elsewhere", likely_when=when("size", "small"), possible_when=when("size", "small")),
    ]
    catalogue = a_catalogue(a_topic("lock"), profile=[asked], bands=some_bands(0, 4, 8), regimes=laws)
    said = spoken(catalogue, plan_of(catalogue, size="big", lock=0)).partition("Wetten en regels om na te kijken\n")[2]
    assert said == "  § surely: Waarschijnlijk relevant, laat toetsen\n  § maybe: Mogelijk"
    assert "Wetten en regels" not in spoken(catalogue, plan_of(catalogue, lock=0))
