"""What a company tells the monitor block: kept by year and wording, and written exactly as the monitor counts it."""

import json

import pytest

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import OptionId, QuestionId
from ev_scan.domain.monitor_block import SHAPES, Participation, by_field, item_id
from ev_scan.monitor.codebook import FIELDS, FLAG_FIELDS

COUNTED = {field.name: field for field in (*FIELDS, *FLAG_FIELDS)}


def given(**answers: str) -> dict[QuestionId, tuple[OptionId, ...]]:
    return {QuestionId(name.replace("__", "-")): tuple(map(OptionId, each.split())) for name, each in answers.items()}


@pytest.mark.parametrize("name", SHAPES)
def test_the_block_holds_exactly_the_values_that_the_monitor_counts(name):
    """Each value in the place and of the type of the codebook: 3 is a number there, and `unknown` a word."""
    shape, field = SHAPES[name], COUNTED[name]
    if shape.several:
        assert by_field(AnswerSet({item_id(name, None): tuple(map(OptionId, shape.values))})) == {
            name: list(field.keys)
        }
        return
    assert shape.rows == field.keys
    for value, counted in zip(shape.values, field.values, strict=True):
        answers = AnswerSet({item_id(name, row): (OptionId(value),) for row in shape.rows or (None,)})
        written = by_field(answers)[name]
        values = list(written.values()) if shape.rows else [written]
        assert values == [counted] * max(len(shape.rows), 1)
        assert {type(each) for each in values} == {type(counted)}


def test_the_block_has_every_field_but_those_that_the_scan_itself_answers():
    assert COUNTED.keys() - SHAPES.keys() == {"exposure", "scores"}


def test_open_questions_are_left_out_and_so_is_what_no_field_can_hold():
    told = given(awareness="2", perceived__digital="no_opinion", perceived__export="9", spending="much", barriers="")
    assert by_field(AnswerSet(told)) == {"awareness": 2, "perceived": {"digital": "no_opinion"}}
    assert by_field(AnswerSet()) == {}


def test_answers_count_for_their_own_year_and_wording_only():
    told = Participation().answered(given(awareness="1"), "2026.1", 2026)
    assert told.counted_for("2026.1", 2026) == told.answers
    assert told.counted_for("2026.2", 2026) == told.counted_for("2026.1", 2027) == AnswerSet()
    later = told.answered(given(spending="none"), "2026.2", 2026)
    assert later.answers.by_question == given(spending="none"), "answers to other words are dropped"


def test_declining_takes_the_answers_away():
    told = Participation().answered(given(awareness="1"), "2026.1", 2026).with_declined()
    assert told == Participation(declined=True)


def test_it_is_part_of_the_sealed_document_and_of_nothing_else():
    told = Participation().answered(given(awareness="1", barriers="cost time"), "2026.1", 2026)
    dossier = Dossier("2026.1").with_participation(told)
    assert Dossier.from_document(json.loads(json.dumps(dossier.to_document()))) == dossier
    assert dossier.to_document()["monitor_answers"] == {
        "version": "2026.1",
        "year": 2026,
        "answers": {"awareness": ["1"], "barriers": ["cost", "time"]},
    }


def test_a_dossier_from_before_the_block_opens_and_stays_as_it_was():
    document = Dossier("2026.1").to_document()
    assert "monitor_answers" not in document
    assert Dossier.from_document(document).participation == Participation()


@pytest.mark.parametrize("field", ["contributed", "refused"])
def test_a_decision_is_kept_by_its_year(field):
    dossier = Dossier("2026.1").with_participation(Participation(**{field: 2026}))
    assert dossier.to_document()["monitor_answers"] == {field: 2026}
    assert Dossier.from_document(dossier.to_document()) == dossier
