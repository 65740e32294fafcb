"""What was agreed with an adviser, in the plan on paper."""

from dataclasses import replace

import page
import pytest
import tag_checks
from consultations import an_agreement
from plan_companies import company, pdf_of
from reading import flowing_text, read_aloud, unbroken

from ev_scan.domain.plan import Progress, Status
from ev_scan.i18n import LOCALES

TITLE = "Afgesproken in het gesprek"


@pytest.fixture
def agreed():
    """Without a measure, about the first action, about a later one, and about one that the answers do not call for."""
    dossier = company("photonics")
    for agreement in (
        an_agreement("g1", "Vraag het fonds wie er achter zit"),
        an_agreement("g2", "Doe dit met de oprichters", measure="look_at_misuse"),
        an_agreement("g3", "Oefen het terugzetten samen", measure="yearly_restore"),
        an_agreement("g4", "Zet de mail goed", measure="mfa_mail"),
    ):
        dossier = dossier.with_agreement(agreement)
    return dossier


@pytest.mark.parametrize("locale", LOCALES)
def test_a_plan_with_agreements_conforms(agreed, locale):
    pdf = pdf_of(agreed, locale)
    assert [page.validate_pdf_bytes(pdf, profile=profile).failures for profile in ("ua1", "3a")] == [[], []]
    tag_checks.check(pdf)


def test_each_agreement_is_read_in_the_plan(agreed):
    text = flowing_text(pdf_of(agreed))
    for own in agreed.own_actions:
        assert unbroken(own.what) in text
    assert unbroken("Klaar op: 15 januari 2027") in text
    assert ("/H1", TITLE) in read_aloud(pdf_of(agreed))


def test_without_agreements_there_is_no_chapter():
    assert TITLE not in flowing_text(pdf_of(company("photonics")))


def test_what_was_dropped_has_no_box_to_tick(agreed):
    only = replace(agreed, own_actions=agreed.own_actions[:1])
    pdfs = [pdf_of(only.with_own_progress("g1", Progress(status))) for status in (Status.TODO, Status.DROPPED)]
    boxes = [len(tag_checks.TaggedFile(pdf).nodes("/Form")) for pdf in pdfs]
    assert boxes[0] == boxes[1] + 1
