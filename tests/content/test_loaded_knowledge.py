"""What stands around the bakery's questions, in the domain."""

from datetime import date

from factories import answers, when

from ev_scan.domain.conditions import ALWAYS, AllOf, AnyOf, Not
from ev_scan.domain.questionnaire import Mode, QuestionKind


def test_a_method_with_its_story(catalogue):
    method = catalogue.method("M02")
    assert (method.groups, method.sources) == (("dough", "tools"), ())
    assert (len(method.how), len(method.signs), len(method.story.text)) == (2, 2, 2)
    assert method.story.lesson.source == "Wie zijn sleutels telt, mist er een op tijd."
    assert method.story.title.context == "method.M02"
    assert [topic.id for topic in catalogue.topics_against("M01")] == [
        "recipe_list",
        "recipe_lock",
        "spare_key",
        "bread_van",
    ]


def test_a_group_of_assets(catalogue):
    group = catalogue.asset_groups["tools"]
    assert [example.source for example in group.examples] == ["De oven", "De deegroller"]


def test_a_term(catalogue):
    (term,) = catalogue.terms
    assert (term.term.source, [form.source for form in term.also]) == ("zuurdesem", ["zuurdesems"])


def test_a_card_for_when_it_is_urgent(catalogue):
    card = catalogue.escalation("dough_escapes")
    assert (card.contacts, card.topics, card.sources) == (("miller", "guild"), ("oven_check",), ("bread_book",))
    assert card.relevant_when == AnyOf((when("goods", "chocolate"), when("oven_check", "0")))
    assert [len(lines) for lines in (card.recognise, card.now, card.avoid, card.afterwards)] == [2, 3, 1, 1]


def test_a_law_to_look_at(catalogue):
    law = catalogue.regime("bread_act")
    abroad, heavy, light = when("abroad", "yes"), when("bread_act_weight", "yes"), when("bread_act_weight", "no")
    assert (law.likely_when, law.possible_when) == (AllOf((abroad, heavy)), AllOf((abroad, Not(light))))
    assert (law.as_of, law.review_by, law.since) == (date(2000, 1, 15), date(2099, 1, 15), "1999")
    assert (law.contacts, law.sources, law.topics) == (("guild",), ("bread_book",), ("customer_check",))
    (question,) = law.questions
    assert [option.id for option in question.options] == ["yes", "no", "unknown"]
    assert question.kind is QuestionKind.SINGLE
    assert catalogue.questionnaire.legal == law.questions
    assert catalogue.regimes_about("customer_check") == (law,)


def test_a_deep_dive(catalogue):
    deep_dive = catalogue.questionnaire.deep_dive("personnel")
    assert (deep_dive.mode, deep_dive.slug, deep_dive.cluster, deep_dive.minutes) == (
        Mode.PERSONNEL,
        "bakkers",
        "bakery",
        5,
    )
    assert deep_dive.profile == {"shop", "goods", "abroad"}
    assert deep_dive.topics == ("spare_key", "recipe_lock", "oven_check")


def test_a_measure_with_a_message_and_a_variant(catalogue):
    measure = catalogue.measures.get("call_oven_builder")
    assert [line.source for line in measure.message] == ["Kunt u zeggen wanneer u onze oven het laatst hebt nagekeken?"]
    farm = measure.suited_to(answers(shop="farm"))
    assert (farm.title.source, farm.effort, farm.cost, farm.role) == (
        "Vraag de buurman naar zijn ovenbouwer",
        "M",
        "none",
        "shopkeeper",
    )
    assert (farm.why, farm.contacts, farm.message) == (measure.why, measure.contacts, measure.message)
    assert len(farm.how) == 2
    assert farm.title.context == "measure.call_oven_builder"
    assert measure.suited_to(answers(shop="city")) is measure
    assert catalogue.measures.get("own_recipes").variants == ()
    assert catalogue.questionnaire.topic("bread_van").relevant_when == ALWAYS
