"""A conversation in the words of one locale: pages, PDF and calendar all say it with these."""

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.consultation import GENERAL, Agreement, AgreementState, Consultation, Note
from ev_scan.domain.consultation_changes import Part
from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.ids import TopicId
from ev_scan.i18n import Localizer


class ConsultationWords:
    def __init__(self, catalogue: Catalogue, localize: Localizer) -> None:
        self.catalogue, self.localize = catalogue, localize

    def topics(self, consultation: Consultation) -> list[TopicId]:
        """Those with notes: what is about no topic, then in the order of the questionnaire, then what it dropped."""
        known = [GENERAL, *(topic.id for topic in self.catalogue.questionnaire.topics)]
        rest = [topic for topic in consultation.notes if topic not in known]
        return [topic for topic in (*known, *rest) if topic in consultation.notes]

    def topic(self, topic: TopicId) -> str:
        try:
            return self.localize(self.catalogue.questionnaire.topic(topic).title)
        except NotInCatalogue:
            gettext = self.localize.gettext
            return gettext("Algemeen") if topic == GENERAL else gettext("Eerder onderwerp")

    def measure(self, agreement: Agreement) -> str | None:
        """The title of the measure that it comes down to, if it is still in the library."""
        if agreement.measure is None or agreement.measure not in self.catalogue.measures:
            return None
        return self.localize(self.catalogue.measures.get(agreement.measure).title)

    def due(self, agreement: Agreement) -> str:
        return self.localize.day(agreement.due) if agreement.due else ""

    def proposed(self, agreement: Agreement) -> str:
        day = self.localize.day(agreement.at) if agreement.at else ""
        return ", ".join(filter(None, (agreement.by, day)))

    def state(self, state: AgreementState) -> str:
        return {
            AgreementState.PROPOSED: self.localize.gettext("Voorgesteld"),
            AgreementState.ACCEPTED: self.localize.gettext("Afgesproken"),
            AgreementState.REFUSED: self.localize.gettext("Niet akkoord"),
        }[state]

    def told(self, part: Part) -> list[tuple[str, str]]:
        """Everything that stands in it, for who did not see it yet."""
        gettext = self.localize.gettext
        if isinstance(part, Note):
            return [(gettext("Notitie:"), part.text), (gettext("Geschreven door:"), part.by)]
        if isinstance(part, Agreement):
            rows = [
                (gettext("Wat:"), part.what),
                (gettext("Wie:"), part.who),
                (gettext("Wanneer:"), self.due(part)),
                (gettext("Dit hoort bij:"), self.measure(part) or ""),
                (gettext("Stand:"), self.state(part.state)),
            ]
            return [(term, words) for term, words in rows if words]
        done = gettext("Besproken") if part.done else gettext("Nog bespreken")
        return [(gettext("Punt:"), part.text), (gettext("Stand:"), done)]
