"""The report of a conversation: what the owner gets, in a file that anybody can read, and nothing that is private."""

import inspect
from datetime import UTC, date, datetime
from typing import get_type_hints

import page
import pytest
import tag_checks
from consultations import ADVISER, a_note, a_point, an_agreement
from hypothesis import given, settings
from hypothesis import strategies as st
from naughty import NAUGHTY
from plan_companies import CREATED, company, real_catalogue
from reading import Spoken, flowing_text, read_aloud, unbroken

from ev_scan.domain import consultation as model
from ev_scan.domain.consultation import Agreement, AgreementState, Consultation, Note, Point
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import TopicId
from ev_scan.i18n import LOCALES, localizer
from ev_scan.report.document.consultation_report import ConsultationReport
from ev_scan.services.documents import consultation_pdf

MFA = TopicId("mfa")


def a_conversation() -> Consultation:
    return Consultation(
        notes={
            TopicId("general"): (a_note("n0", "Fijn gesprek.\nTot februari."),),
            MFA: (
                a_note("n1", "Zet tweestaps vandaag aan."),
                a_note("n2", "Ook voor de boekhouder.", date(2026, 12, 2)),
            ),
            TopicId("gone"): (a_note("n3", "Hierover is geen vraag meer."),),
        },
        points=(a_point("p1", "Wie beheert de mail?", MFA), Point("p2", "Stagiairs", None, True)),
        agreements=(
            an_agreement("g1", "Tweestaps aanzetten", measure="mfa_mail", state=AgreementState.ACCEPTED),
            an_agreement("g2", "Het fonds om namen vragen", who="", due=None),
            an_agreement("g3", "Alles versleutelen", state=AgreementState.REFUSED),
        ),
        follow_up=date(2027, 2, 25),
    )


def pdf_of(consultation: Consultation, locale: str = "nl", dossier: Dossier | None = None) -> bytes:
    dossier = dossier or company("photonics")
    return consultation_pdf(dossier, consultation, real_catalogue(), localizer(locale), CREATED)


@pytest.fixture(scope="module")
def report() -> bytes:
    return pdf_of(a_conversation())


def test_the_report_tells_what_was_said_and_agreed(report):
    text = flowing_text(report)
    for words in (
        "Verslag van het gesprek",
        "25 november 2026, 2 december 2026",
        ADVISER,
        "Zet tweestaps vandaag aan.",
        "Hierover is geen vraag meer.",
        "Wie beheert de mail?",
        "Tweestaps aanzetten",
        "De bedrijfsleider",
        "15 januari 2027",
        "Alles versleutelen",
        "Op 25 februari 2027 kijkt u met uw adviseur hoe ver u bent.",
        "In welke sector werkt uw bedrijf?",
    ):
        assert unbroken(words) in text, words


def test_chapters_come_in_the_order_of_reading(report):
    assert [words for role, words in read_aloud(report) if role == "/H1"] == [
        "Verslag van het gesprek",
        "Waar uw bedrijf staat",
        "Notities voor u",
        "Bespreekpunten",
        "Afspraken",
        "Hoe het verder gaat",
        "Wie u kunnen helpen",
    ]
    topics = [words for role, words in read_aloud(report) if role == "/H2"]
    assert topics.index("Algemeen") < topics.index("Inloggen in twee stappen")


def test_agreements_stand_under_what_the_owner_said_about_them(report):
    accepted, proposed, refused = Spoken(report).tables()
    assert [table[1][0].split(" (")[0] for table in (accepted, proposed, refused)] == [
        "Tweestaps aanzetten",
        "Het fonds om namen vragen",
        "Alles versleutelen",
    ]
    assert accepted[1][1:] == ["De bedrijfsleider", "15 januari 2027"]
    assert proposed[1][1:] == ["–", "–"]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_report_conforms(locale, profile):
    pdf = pdf_of(a_conversation(), locale)
    assert [failure.message for failure in page.validate_pdf_bytes(pdf, profile=profile).failures] == []
    tag_checks.check(pdf)


def test_equal_input_gives_equal_bytes(report):
    assert pdf_of(a_conversation()) == report
    assert pdf_of(Consultation()) != report


def test_what_is_not_there_has_no_chapter():
    titles = [words for role, words in read_aloud(pdf_of(Consultation())) if role == "/H1"]
    assert titles == ["Verslag van het gesprek", "Waar uw bedrijf staat", "Hoe het verder gaat", "Wie u kunnen helpen"]
    assert "Spreek met uw adviseur een datum af" in flowing_text(pdf_of(Consultation()))


def test_a_company_that_answered_nothing_can_have_a_conversation_too():
    pdf = pdf_of(a_conversation(), dossier=Dossier(real_catalogue().version))
    assert page.validate_pdf_bytes(pdf, profile="ua1").failures == []
    assert "Uw bedrijf in het kort" not in flowing_text(pdf)


@pytest.mark.parametrize("text", [each for each in NAUGHTY if each.strip()])
def test_whatever_they_typed_conforms(text):
    hurting = Consultation(
        notes={MFA: (Note("n", text, text, date(2026, 11, 25)),)},
        points=(Point("p", text, MFA),),
        agreements=(Agreement("g", text, text, by=text),),
    )
    assert page.validate_pdf_bytes(pdf_of(hurting), profile="ua1").failures == []


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(), max_size=300))
def test_any_text_conforms(text):
    said = Consultation({MFA: (Note("n", text, "x", date(2026, 11, 25)),)}, (), (Agreement("g", text),))
    assert page.validate_pdf_bytes(pdf_of(said), profile="ua1").failures == []


def test_the_largest_conversation_still_makes_a_file():
    long = "woord " * 300
    notes = {
        topic.id: (Note(f"n{topic.id}", long, ADVISER, date(2026, 11, 25)),)
        for topic in real_catalogue().questionnaire.topics
    }
    agreements = tuple(an_agreement(f"g{number}", "Doe iets " * 30) for number in range(model.MOST_AGREEMENTS))
    points = tuple(Point(f"p{number}", "x" * 300) for number in range(model.MOST_POINTS))
    pdf = pdf_of(Consultation(notes, points, agreements))
    assert page.validate_pdf_bytes(pdf, profile="ua1").failures == []


def test_nothing_private_can_get_into_the_report():
    """The report is made of types that have no place for it: what is added to them has to be thought about here."""
    assert set(get_type_hints(ConsultationReport)) == {
        "consultation", "plan", "answers", "catalogue", "localize", "created",
    }  # fmt: skip
    assert set(get_type_hints(Consultation)) == {"notes", "points", "agreements", "follow_up"}
    assert set(get_type_hints(Note)) == {"id", "text", "by", "at"}
    assert list(inspect.signature(consultation_pdf).parameters) == [
        "dossier", "consultation", "catalogue", "localize", "created",
    ]  # fmt: skip


def test_the_moment_of_making_is_the_only_thing_that_may_differ():
    later = datetime(2026, 12, 24, 12, 0, tzinfo=UTC)
    other = consultation_pdf(company("photonics"), a_conversation(), real_catalogue(), localizer("nl"), later)
    assert other != pdf_of(a_conversation())
    assert "24 december 2026" in flowing_text(other)
