"""A conversation in which something of everything was said, with what hurts a page most."""

import json
from dataclasses import replace
from datetime import date

from flask import Flask
from pages.adviser import ADVISER, Adviser
from pages.scan_trip import ScanTrip

from ev_scan.domain.consultation import GENERAL, Agreement, Consultation, Note, Point
from ev_scan.domain.consultation_changes import proposed, ticked, with_follow_up, with_note, with_point
from ev_scan.domain.ids import AgreementId, MeasureId, NoteId, PointId, TopicId

_TALKED = date(2026, 11, 25)
_LONG = "Kroonjuwelenbeschermingsmaatregelenoverzichtsdocument"


def talk_over(app: Flask, trip: ScanTrip) -> Adviser:
    """The owner accepts two agreements, one about a measure outside the plan, refuses one, and leaves two open."""
    trip.walk()
    actions = json.loads(trip.visitor.open("/plan.json").response.text)["actions"]
    planned = [action["measure"] for action in actions]
    outside = next(measure.id for measure in trip.catalogue.measures if measure.id not in planned)
    adviser = Adviser(app, trip.code)
    adviser.say(lambda said: _said(said, trip, MeasureId(planned[0]), outside))
    for agreement, answer in (("own", "Akkoord"), ("outside", "Akkoord"), ("no", "Niet akkoord")):
        trip.visitor.open(f"/gesprek/afspraken/{agreement}").press(trip.say(answer))
    return adviser


def _said(said: Consultation, trip: ScanTrip, planned: MeasureId, outside: MeasureId) -> Consultation:
    first, second, *_ = (topic.id for topic in trip.catalogue.questionnaire.topics)
    for name, topic, text in (
        ("n1", GENERAL, "Een goed gesprek.\nU weet zelf al waar het knelt."),
        ("n2", first, f"Begin met een middag met drie mensen. Noem het {_LONG}."),
        ("n3", second, "Vraag de boekhouder wat een dag stilstand kost."),
        ("n4", TopicId("gone"), "Hierover stelt de scan geen vraag meer."),
    ):
        said = with_note(said, topic, Note(NoteId(name), text, ADVISER, _TALKED))
    said = with_point(said, Point(PointId("p1"), "Wie kan bij de tekeningen?", first))
    said = ticked(with_point(said, Point(PointId("p2"), f"Wat kost {_LONG}?")), PointId("p2"), done=True)
    usual = Agreement(AgreementId("open"), "Maak met drie mensen de lijst", "De directie", date(2027, 1, 15), planned)
    for agreement in (
        usual,
        replace(usual, id=AgreementId("long"), what=f"Bespreek {_LONG}", who="", due=None, measure=None),
        replace(usual, id=AgreementId("own"), what="Vraag een tweede offerte", measure=None),
        replace(usual, id=AgreementId("outside"), what="Doe dit ook bij de dochter", measure=outside),
        replace(usual, id=AgreementId("no"), what="Sluit de zaak op vrijdag", measure=None),
    ):
        said = proposed(said, replace(agreement, by=ADVISER, at=_TALKED))
    return with_follow_up(said, date(2027, 2, 25))
