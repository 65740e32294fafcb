"""Consultations for tests: one in which each part is filled in, random ones, and what came of them in a dossier."""

from datetime import date

from factories import answers
from hypothesis import strategies as st

from ev_scan.domain.consultation import Agreement, AgreementState, Consultation, Note, Point
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import AgreementId, MeasureId, NoteId, PointId, TopicId
from ev_scan.domain.plan import Progress, Status

ADVISER = "Sanne de Wit"
TALKED = date(2026, 11, 25)
LOCK, GONE = TopicId("recipe_lock"), TopicId("gone")


def agreed_dossier() -> Dossier:
    """Of a company of the tiny content: agreements without a measure, about one of the plan, and about another one."""
    begun = Dossier(
        "2000.1",
        answers=answers(shop="city", goods=["chocolate"], recipe_list=0, recipe_lock=1, spare_key=3, spare_key_back=3),
        progress={MeasureId("recount_recipes"): Progress(Status.DOING, "Jip")},
    )
    for agreement in (
        an_agreement(),
        an_agreement("g2", "Tel ze samen met oma", who="", measure="recount_recipes"),
        an_agreement("g3", "Haal de sleutels terug", who="Oma Riet", due=None, measure="count_keys"),
    ):
        begun = begun.with_agreement(agreement)
    return begun


def a_note(note_id: str = "n1", text: str = "Begin met het slot op de kast.", at: date = TALKED) -> Note:
    return Note(NoteId(note_id), text, ADVISER, at)


def a_point(point_id: str = "p1", text: str = "Wie heeft er een sleutel?", topic: TopicId | None = LOCK) -> Point:
    return Point(PointId(point_id), text, topic)


def an_agreement(
    agreement_id: str = "g1",
    what: str = "Vraag een offerte voor een kluis",
    *,
    who: str = "De bedrijfsleider",
    due: date | None = date(2027, 1, 15),
    measure: str | None = None,
    state: AgreementState = AgreementState.PROPOSED,
) -> Agreement:
    return Agreement(
        id=AgreementId(agreement_id),
        what=what,
        who=who,
        due=due,
        measure=MeasureId(measure) if measure else None,
        state=state,
        by=ADVISER,
        at=TALKED,
    )


def some_consultation() -> Consultation:
    return Consultation(
        notes={LOCK: (a_note(),), GONE: (a_note("n2", "Dit onderwerp is er niet meer."),)},
        points=(a_point(), Point(PointId("p2"), "Wat kost een inbraak?", done=True)),
        agreements=(
            an_agreement(),
            an_agreement("g2", "Maak een lijst", measure="lock_recipes", state=AgreementState.ACCEPTED),
            an_agreement("g3", "Stop met bakken", who="", due=None, state=AgreementState.REFUSED),
        ),
        follow_up=date(2027, 2, 25),
    )


_DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
_TOPICS = st.sampled_from([LOCK, GONE, TopicId("general")])


def consultations() -> st.SearchStrategy[Consultation]:
    """Ids are told apart by their place, as when they are made."""
    text = st.text(max_size=40)
    notes = st.lists(st.tuples(_TOPICS, text, text, _DAYS), max_size=5)
    points = st.lists(st.tuples(text, st.none() | _TOPICS, st.booleans()), max_size=4)
    agreed = st.tuples(text, text, st.none() | _DAYS, st.none() | st.just(MeasureId("lock")), text, st.none() | _DAYS)
    agreements = st.lists(st.tuples(agreed, st.sampled_from(AgreementState)), max_size=4)
    return st.builds(_consultation, notes, points, agreements, st.none() | _DAYS)


def _consultation(notes, points, agreements, follow_up):
    by_topic: dict[TopicId, tuple[Note, ...]] = {}
    for number, (topic, text, by, at) in enumerate(notes):
        by_topic[topic] = (*by_topic.get(topic, ()), Note(NoteId(f"n{number}"), text, by, at))
    return Consultation(
        by_topic,
        tuple(Point(PointId(f"p{n}"), text, topic, done) for n, (text, topic, done) in enumerate(points)),
        tuple(
            Agreement(AgreementId(f"g{n}"), what, who, due, measure, state, by, at)
            for n, ((what, who, due, measure, by, at), state) in enumerate(agreements)
        ),
        follow_up,
    )
