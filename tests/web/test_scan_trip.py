"""A company walks through the whole scan by sending forms, in both languages."""

import pytest
from pages.scan_trip import ScanTrip

BOTH = pytest.mark.parametrize("language", ["nl", "en"])


@BOTH
def test_from_the_front_page_to_the_plan(visit, published, language):
    trip = ScanTrip(visit(language), published, language).begin().walk()
    visitor = trip.visitor
    assert visitor.page.path == "/resultaat"
    assert visitor.page.language == language
    asked = {question.id for question in published.questionnaire.profile}
    assert asked <= trip.given.keys()
    visitor.click(trip.say("Bekijk uw actieplan"))
    assert visitor.page.h1 == trip.say("Uw actieplan")
