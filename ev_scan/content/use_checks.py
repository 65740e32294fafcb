"""What stands in the files and makes no difference to anybody."""

from collections.abc import Iterable, Iterator
from typing import Any

from ev_scan.content import schema
from ev_scan.content.conditions import questions_named
from ev_scan.content.errors import Finding, Place, Severity
from ev_scan.content.language import words_in
from ev_scan.content.phrases import Phrase
from ev_scan.content.reading import Folder


class UseChecks:
    def __init__(self, folder: Folder, phrases: Iterable[Phrase]) -> None:
        self.folder, self.phrases = folder, list(phrases)
        self.scans = [topic for sheet in folder.scans for topic in sheet.model.topics]
        self.measures = [measure for sheet in folder.measures for measure in sheet.model.measures]

    def findings(self) -> Iterator[Finding]:
        yield from self.methods()
        yield from self.unnamed()
        yield from self.terms()
        yield from self.idle_questions()

    def methods(self) -> Iterator[Finding]:
        hindered = {method for topic in self.scans for method in topic.methods}
        for i, method in enumerate(self.folder.methods.model.methods):
            if method.id not in hindered:
                message = f"Geen enkel onderwerp maakt de methode '{method.id}' moeilijker."
                hint = "Zet haar bij 'methods' van een onderwerp. Anders staat er een gevaar zonder raad."
                yield Finding(self.folder.methods.place("methods", i, "id"), "method-without-topic", message, hint)
        hit = {group for method in self.folder.methods.model.methods for group in method.groups}
        for i, group in enumerate(self.folder.assets.model.groups):
            if group.id not in hit:
                message = f"Geen enkele methode heeft het op de groep '{group.id}' gemunt."
                place = self.folder.assets.place("groups", i, "id")
                yield _unused(place, message, "Zet haar bij 'groups' van een methode.", "asset-group-without-method")

    def unnamed(self) -> Iterator[Finding]:
        """Contacts, sources, roles and scales to which nothing refers."""
        folder = self.folder
        cards: list[Any] = [*folder.regimes.model.regimes, *folder.escalations.model.escalations]
        asking = [topic.find_out for topic in self.scans]
        variants = [variant for measure in self.measures for variant in measure.variants]
        doing: list[Any] = [*self.measures, *asking]
        contacts = {name for node in (*doing, *cards) for name in node.contacts}
        contacts |= {contact.id for contact in self.folder.contacts.model.contacts if contact.near}
        resting: list[Any] = [*self.measures, *folder.methods.model.methods, *cards]
        sources = {name for node in resting for name in node.sources}
        roles = {node.role for node in (*doing, *variants)}
        scales = {question.scale for question in _questions(folder)}
        for sheet, listed, used, kind in (
            (folder.contacts, "contacts", contacts, "het contact"),
            (folder.sources, "sources", sources, "de bron"),
            (folder.scales, "roles", roles, "de rol"),
            (folder.scales, "scales", scales, "de schaal"),
        ):
            for i, node in enumerate(getattr(sheet.model, listed)):
                if node.id not in used:
                    message = f"Niets verwijst naar {kind} '{node.id}'."
                    yield _unused(sheet.place(listed, i, "id"), message, "Verwijs ernaar waar het helpt.")

    def terms(self) -> Iterator[Finding]:
        sheet = self.folder.glossary
        own = [phrase for phrase in self.phrases if phrase.field == "Term.explanation"]
        others = [phrase.words for phrase in self.phrases if phrase.sheet is not sheet]
        said = "\n".join(others).casefold()
        words = {word.casefold() for text in others for word in words_in(text)}
        for i, term in enumerate(sheet.model.terms):
            elsewhere = [phrase.words for phrase in own if phrase.path[:2] != ("terms", i)]
            forms = [form.casefold() for form in (term.term, *term.also)]
            explained = any(form in text.casefold() for text in elsewhere for form in forms)
            if not explained and not any(form in words or (not form.isalpha() and form in said) for form in forms):
                message = f"Het woord '{term.term}' komt in geen enkele tekst voor."
                hint = "Zet bij 'also' de vorm die in de teksten staat, of haal het woord weg."
                yield _unused(sheet.place("terms", i, "id"), message, hint)

    def idle_questions(self) -> Iterator[Finding]:
        """Questions of which no answer changes anything: a company answered for nothing."""
        looked_at = {name for condition in _conditions(self.folder) for name in questions_named(condition)}
        scales = {scale.id: scale.options for scale in self.folder.scales.model.scales}
        profile, regimes = self.folder.profile, self.folder.regimes
        for i, question in enumerate(profile.model.questions):
            options = question.options or scales.get(question.scale or "", [])
            if question.id not in looked_at and not any(option.points for option in options):
                yield _idle(profile.place("questions", i, "id"), question)
        for i, regime in enumerate(regimes.model.regimes):
            for j, question in enumerate(regime.questions):
                if question.id not in looked_at:
                    yield _idle(regimes.place("regimes", i, "questions", j, "id"), question)


def _unused(place: Place, message: str, hint: str, code: str = "unused") -> Finding:
    return Finding(place, code, message, hint, Severity.WARNING)


def _idle(place: Place, question: schema.QuestionFile) -> Finding:
    message = f"Geen enkel antwoord op '{question.id}' verandert iets."
    return _unused(place, message, "Kijk ernaar in een voorwaarde, of stel de vraag niet.", "idle-question")


def _questions(folder: Folder) -> Iterator[schema.QuestionFile]:
    yield from folder.profile.model.questions
    for sheet in folder.scans:
        for topic in sheet.model.topics:
            yield from topic.questions
    for regime in folder.regimes.model.regimes:
        yield from regime.questions
    yield from folder.stappenplan.model.facts


def _conditions(folder: Folder) -> Iterator[schema.ConditionFile | None]:
    yield from (question.asked_when for question in _questions(folder))
    for sheet in folder.scans:
        for topic in sheet.model.topics:
            yield topic.relevant_when
            yield from (rule.when for rule in topic.weights)
    for measures in folder.measures:
        yield from (variant.when for measure in measures.model.measures for variant in measure.variants)
    for regime in folder.regimes.model.regimes:
        yield from (regime.likely_when, regime.possible_when)
    yield from (card.relevant_when for card in folder.escalations.model.escalations)
    yield from (flag for method in folder.methods.model.methods for flag in method.exposed_when)
    yield from (contact.near for contact in folder.contacts.model.contacts)
    yield from (each.when for group in folder.assets.model.groups for each in group.suggestions)
