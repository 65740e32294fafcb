"""The way through the scan, with the bakery of the fixtures."""

import pytest
from factories import answers

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.ids import ClusterId, QuestionId
from ev_scan.domain.questionnaire import Mode
from ev_scan.domain.route import PROFILE, SectionState, section, section_of, sections

PROFILE_OF_A_FARM = {"shop": "farm", "goods": ["bread"], "abroad": "no"}


def a_dossier(mode: Mode = Mode.QUICK, finished: tuple[str, ...] = (), **given: object) -> Dossier:
    return Dossier("2000.1", mode, answers(**given), finished=frozenset(map(ClusterId, finished)))


def asked(catalogue: Catalogue, dossier: Dossier, name: str) -> list[str]:
    return [question.id for question in section(catalogue, dossier, name).questions]


@pytest.mark.parametrize(
    ("dossier", "name", "expected"),
    [
        (a_dossier(), "profile", ["shop", "goods", "abroad"]),
        (a_dossier(abroad="yes"), "profile", ["shop", "goods", "abroad", "border"]),
        (a_dossier(), "recipes", ["recipe_list", "recipe_lock"]),
        (a_dossier(recipe_lock=2), "recipes", ["recipe_list", "recipe_lock", "lock_kind"]),
        (a_dossier(), "bakery", ["oven_check", "spare_key"]),
        (a_dossier(shop="city"), "bakery", ["oven_check", "spare_key", "spare_key_back"]),
        (a_dossier(), "delivery", []),
        (a_dossier(abroad="yes"), "delivery", ["customer_check"]),
        (a_dossier(Mode.FULL), "delivery", ["bread_van"]),
    ],
)
def test_only_questions_that_concern_this_company_are_asked(catalogue, dossier, name, expected):
    assert asked(catalogue, dossier, name) == expected


def test_the_profile_comes_first_and_an_empty_cluster_is_left_out(catalogue):
    assert [each.id for each in sections(catalogue, a_dossier())] == ["profile", "recipes", "bakery"]
    assert [each.id for each in sections(catalogue, a_dossier(Mode.FULL))] == [
        "profile",
        "recipes",
        "bakery",
        "delivery",
    ]
    assert section(catalogue, a_dossier(), PROFILE).subject is None
    assert section(catalogue, a_dossier(), "bakery").subject.title.source == "Bakkerij"


def test_a_deep_dive_is_one_section_with_its_own_order_and_only_the_questions_it_needs(catalogue):
    profile, theme = sections(catalogue, a_dossier(Mode.PERSONNEL))
    assert [question.id for question in profile.questions] == ["shop", "goods", "abroad"]
    assert (theme.id, theme.theme) == ("personnel", "bakery")
    assert [question.id for question in theme.questions] == ["spare_key", "recipe_lock", "oven_check"]
    with pytest.raises(NotInCatalogue):
        section(catalogue, a_dossier(), "personnel")


def test_the_full_scan_does_not_ask_again_what_a_deep_dive_asked(catalogue):
    dive = a_dossier(Mode.PERSONNEL, shop="farm", goods=["bread"], spare_key=1, recipe_lock=2, oven_check=0)
    full = dive.with_mode(Mode.FULL)
    still_open = [
        question.id
        for each in sections(catalogue, full)
        for question in each.questions
        if question.id not in full.answers
    ]
    assert still_open == ["abroad", "recipe_list", "lock_kind", "bread_van"]


@pytest.mark.parametrize(("mode", "expected"), [(Mode.QUICK, "bakery"), (Mode.PERSONNEL, "personnel")])
def test_where_a_company_meets_a_topic(mode, expected):
    assert section_of(mode, ClusterId("bakery")) == expected


def test_a_section_that_does_not_exist(catalogue):
    with pytest.raises(NotInCatalogue):
        section(catalogue, a_dossier(), "cellar")


@pytest.mark.parametrize(
    ("dossier", "state", "answered"),
    [
        (a_dossier(), SectionState.NOT_STARTED, 0),
        (a_dossier(shop="farm"), SectionState.BUSY, 1),
        (a_dossier(shop="farm", goods=["nothing known"]), SectionState.BUSY, 1),
        (a_dossier(**PROFILE_OF_A_FARM), SectionState.TO_CHECK, 3),
        (a_dossier(finished=("profile",), **PROFILE_OF_A_FARM), SectionState.FINISHED, 3),
        (a_dossier(finished=("profile",), **PROFILE_OF_A_FARM | {"abroad": "yes"}), SectionState.BUSY, 3),
    ],
)
def test_how_far_a_section_is(catalogue, dossier, state, answered):
    found = section(catalogue, dossier, "profile")
    assert (found.state, found.answered) == (state, answered)


def test_the_place_of_a_question(catalogue):
    profile = section(catalogue, a_dossier(abroad="yes"), "profile")
    assert [profile.position(question.id) for question in profile.questions] == [1, 2, 3, 4]
    assert profile.previous(QuestionId("shop")) is None
    assert profile.previous(QuestionId("border")).id == "abroad"
    with pytest.raises(NotInCatalogue):
        profile.position(QuestionId("oven_check"))


@pytest.mark.parametrize(
    ("given", "after", "expected"),
    [
        ({}, None, "shop"),
        ({"shop": "farm"}, None, "goods"),
        ({"shop": "farm"}, "goods", "abroad"),
        ({"abroad": "no"}, "abroad", "shop"),
        ({"abroad": "no", "shop": "farm"}, "shop", "goods"),
        ({"shop": "moon", "goods": ["bread"], "abroad": "no"}, None, "shop"),
        (PROFILE_OF_A_FARM, "abroad", None),
        (PROFILE_OF_A_FARM | {"abroad": "yes"}, "shop", "border"),
    ],
)
def test_the_next_open_question(catalogue, given, after, expected):
    dossier = a_dossier(**given)
    following = section(catalogue, dossier, "profile").next_open(dossier.answers, QuestionId(after) if after else None)
    assert (following.id if following else None) == expected
