"""What the bakery's files become in the domain."""

from bakery import TINY, Bakery
from factories import when

from ev_scan.content.loader import load
from ev_scan.domain.conditions import ALWAYS, AllOf, AnyOf, AtLeast, Not
from ev_scan.domain.ids import OptionId
from ev_scan.domain.questionnaire import QuestionKind


def test_the_head(catalogue):
    assert (catalogue.version, catalogue.date) == ("2000.1", "2000-01")
    assert [cluster.id for cluster in catalogue.questionnaire.clusters] == ["recipes", "bakery", "delivery"]
    assert [topic.code for topic in catalogue.questionnaire.topics] == ["R01", "R02", "B01", "B02", "D01", "D02"]
    assert catalogue.roles["baker"].title.source == "Bakker"
    assert catalogue.contacts["miller"].phone == "0900 1234"
    assert catalogue.sources["bread_book"].date == "1999-12"


def test_a_question_of_the_profile(catalogue):
    shop = catalogue.questionnaire.question("shop")
    assert shop.kind is QuestionKind.SINGLE
    assert [(option.id, option.points) for option in shop.options] == [
        ("farm", 0),
        ("village", 1),
        ("city", 2),
        ("unknown", 0),
    ]
    assert shop.option(OptionId("city")).group.source == "Binnen"
    assert shop.option(OptionId("unknown")).text.source == "Weet ik niet, of zeg ik liever niet"
    assert shop.why.source == "In de stad kijken meer mensen mee."


def test_more_choices_and_one_that_excludes_them(catalogue):
    goods = catalogue.questionnaire.question("goods")
    assert goods.kind is QuestionKind.MULTIPLE
    assert [option.id for option in goods.options if option.exclusive] == ["none", "unknown"]


def test_a_question_with_a_shared_scale(catalogue):
    abroad = catalogue.questionnaire.question("abroad")
    assert [(option.id, option.points) for option in abroad.options] == [("yes", 2), ("no", 0), ("unknown", 0)]
    assert abroad.option(OptionId("yes")).text.context == "scale.yes_no"


def test_a_question_with_levels(catalogue):
    lock = catalogue.questionnaire.question("recipe_lock")
    assert lock.kind is QuestionKind.GRADED
    assert [option.id for option in lock.options] == ["0", "1", "2", "3", "unknown", "not_applicable"]
    assert lock.option(OptionId("not_applicable")).text.source == "Wij bakken alleen op gevoel"
    assert lock.option(OptionId("unknown")).text.source == "Weet ik niet"
    assert (lock.hint, lock.asked_when) == (None, ALWAYS)


def test_every_form_of_a_condition(catalogue):
    rules = {topic.id: [rule.when for rule in topic.weight_rules] for topic in catalogue.questionnaire.topics}
    cake, chocolate = when("goods", "cake", "chocolate"), when("goods", "chocolate")
    city, abroad = when("shop", "city"), when("abroad", "yes")
    assert rules["recipe_list"] == [cake, AllOf((chocolate, abroad))]
    assert rules["recipe_lock"] == [AnyOf((chocolate, city))]
    assert rules["oven_check"] == [Not(when("shop", "farm"))]
    assert rules["spare_key"] == [AtLeast(2, (city, chocolate, abroad))]
    assert catalogue.questionnaire.topic("customer_check").relevant_when == abroad
    assert catalogue.questionnaire.topic("bread_van").relevant_when == ALWAYS


def test_a_topic_says_whom_to_ask(catalogue):
    topic = catalogue.questionnaire.topic("oven_check")
    assert (topic.find_out.role, topic.find_out.contacts) == ("baker", ("miller", "guild"))
    assert (topic.minimum_target, topic.quick) == (1, True)
    assert not catalogue.questionnaire.topic("bread_van").quick


def test_a_measure(catalogue):
    measure = catalogue.measures.get("buy_lock")
    assert (measure.topic, measure.from_level, measure.to_level) == ("recipe_lock", 1, 2)
    assert (measure.effort, measure.cost, measure.role) == ("M", "low", "shopkeeper")
    assert (measure.after, measure.contacts, measure.sources) == (("write_recipes",), (), ("bread_book",))
    assert not measure.is_quick_win
    assert catalogue.measures.get("count_keys").is_quick_win
    assert len(measure.how) == 3


def test_equal_content_has_one_fingerprint_and_a_changed_word_another(bakery: Bakery, catalogue):
    assert load(bakery.directory).fingerprint == catalogue.fingerprint == load(TINY).fingerprint
    bakery.change("profile.yaml", "questions:\n", "# een opmerking\nquestions:\n")
    assert load(bakery.directory).fingerprint == catalogue.fingerprint
    bakery.change("profile.yaml", "Wat bakt u?", "Wat bakt u zoal?")
    assert load(bakery.directory).fingerprint != catalogue.fingerprint


def test_bands_go_from_low_to_high(catalogue):
    assert [(band.id, band.from_points, band.level) for band in catalogue.questionnaire.bands] == [
        ("calm", 0, 1),
        ("watched", 4, 2),
        ("wanted", 8, 3),
    ]
