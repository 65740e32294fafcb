"""What no company will ever meet: questions, advice and cards that no combination of answers leads to."""

from collections.abc import Iterator
from dataclasses import dataclass

from ev_scan.content import schema
from ev_scan.content.conditions import build_condition
from ev_scan.content.errors import Finding, Place, Severity
from ev_scan.content.possible_answers import PossibleAnswers
from ev_scan.content.reading import Folder, Sheet
from ev_scan.domain.conditions import ALWAYS, Condition, Not

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a condition that might as well not be there."""

    path: Path
    holds: bool
    """Always, or never."""


class ReachChecks:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.possible = PossibleAnswers(folder)

    def findings(self) -> Iterator[Finding]:
        for i, question in enumerate(self.folder.profile.model.questions):
            yield from self.question(self.folder.profile, ("questions", i), question, ALWAYS)
        for sheet in self.folder.scans:
            for i, topic in enumerate(sheet.model.topics):
                yield from self.topic(sheet, ("topics", i), topic)
        yield from self.variants()
        yield from self.cards()

    def topic(self, sheet: Sheet[schema.Node], path: Path, topic: schema.TopicFile) -> Iterator[Finding]:
        consequence = f"Het onderwerp '{topic.id}' komt bij niemand aan bod."
        relevant = build_condition(topic.relevant_when)
        yield from self.condition(
            sheet, (*path, "relevant_when"), topic.relevant_when, "unreachable-topic", consequence
        )
        if self.possible.is_impossible(relevant):
            return
        yield from self.weights(sheet, path, topic, relevant)
        for i, question in enumerate(topic.questions):
            yield from self.question(sheet, (*path, "questions", i), question, relevant)
        graded = [build_condition(question.asked_when) for question in topic.questions if question.levels]
        if all(self.possible.is_impossible(relevant, asked) for asked in graded):
            message = f"Geen antwoord leidt naar de maatregelen van '{topic.id}'."
            hint = "Laat minstens één vraag met 'levels' gesteld worden."
            yield Finding(sheet.place(*path, "id"), "unreachable-measure", message, hint)

    def question(
        self, sheet: Sheet[schema.Node], path: Path, question: schema.QuestionFile, relevant: Condition
    ) -> Iterator[Finding]:
        here = (*path, "asked_when")
        message = f"De vraag '{question.id}' wordt nooit gesteld."
        yield from self.condition(sheet, here, question.asked_when, "unreachable-question", message, relevant)

    def weights(
        self, sheet: Sheet[schema.Node], path: Path, topic: schema.TopicFile, relevant: Condition
    ) -> Iterator[Finding]:
        """The heaviest rule that holds decides: one that never decides can go."""
        for i, rule in enumerate(topic.weights):
            place = (*path, "weights", i, "when")
            message = "Dit gewicht geldt nooit."
            heavier = [Not(build_condition(other.when)) for other in topic.weights if other.weight > rule.weight]
            if rule.weight == 1:
                hint = "Zonder regel is het gewicht al 1."
                yield _warning(sheet.place(*place), "dead-rule", "Een gewicht van 1 verandert niets.", hint)
            else:
                yield from self.condition(sheet, place, rule.when, "dead-rule", message, relevant, *heavier)

    def variants(self) -> Iterator[Finding]:
        relevant = {
            topic.id: build_condition(topic.relevant_when)
            for sheet in self.folder.scans
            for topic in sheet.model.topics
        }
        for sheet in self.folder.measures:
            for i, measure in enumerate(sheet.model.measures):
                if self.possible.is_impossible(relevant[measure.topic]):
                    continue  # said at the topic
                earlier: list[Condition] = []
                for j, variant in enumerate(measure.variants):
                    path = ("measures", i, "variants", j, "when")
                    message = f"Deze variant van '{measure.id}' krijgt niemand te zien."
                    around = (relevant[measure.topic], *earlier)
                    yield from self.condition(sheet, path, variant.when, "hidden-variant", message, *around)
                    earlier.append(Not(build_condition(variant.when)))

    def cards(self) -> Iterator[Finding]:
        sheet = self.folder.regimes
        for i, regime in enumerate(sheet.model.regimes):
            for j, question in enumerate(regime.questions):
                yield from self.question(sheet, ("regimes", i, "questions", j), question, ALWAYS)
            likely = build_condition(regime.likely_when)
            for key, outcome, around in (
                ("likely_when", "waarschijnlijk relevant", ()),
                ("possible_when", "mogelijk", (Not(likely),)),
            ):
                message = f"De uitkomst '{outcome}' van '{regime.id}' komt nooit voor."
                condition: schema.ConditionFile = getattr(regime, key)
                yield from self.condition(sheet, ("regimes", i, key), condition, "never-found", message, *around)
        for i, card in enumerate(self.folder.escalations.model.escalations):
            here: Path = ("escalations", i, "relevant_when")
            message = f"Geen antwoord leidt naar de kaart '{card.id}'."
            yield from self.condition(self.folder.escalations, here, card.relevant_when, "never-found", message)

    def condition(
        self,
        sheet: Sheet[schema.Node],
        path: Path,
        node: schema.ConditionFile | None,
        code: str,
        consequence: str,
        *around: Condition,
    ) -> Iterator[Finding]:
        """What is dead in a condition; `around` has to hold as well before it matters."""
        if node is None:
            return
        parts = list(self.dead_parts(path, node))
        condition = build_condition(node)
        if self.possible.is_impossible(condition):
            where = next((part.path for part in parts if not part.holds), path)
            hint = "Zoek twee voorwaarden die elkaar uitsluiten, of een antwoord dat niemand kan geven."
            yield Finding(sheet.place(*where), code, f"Deze voorwaarde klopt nooit. {consequence}", hint)
            return
        for part in parts:
            yield _dead(sheet.place(*part.path), part)
        if self.possible.is_impossible(condition, *around):
            hint = "Een andere voorwaarde gaat altijd voor, of sluit deze uit."
            yield Finding(sheet.place(*path), code, consequence, hint)

    def dead_parts(self, path: Path, node: schema.ConditionFile) -> Iterator[_Part]:
        """The smallest parts that never or always hold."""
        found = [part for inside, child in _children(path, node) for part in self.dead_parts(inside, child)]
        condition = build_condition(node)
        if found:
            yield from found
        elif self.possible.is_impossible(condition):
            yield _Part(path, holds=False)
        elif self.possible.is_impossible(Not(condition)):
            yield _Part(path, holds=True)


def _children(path: Path, node: schema.ConditionFile) -> Iterator[tuple[Path, schema.ConditionFile]]:
    if node.not_ is not None:
        yield (*path, "not"), node.not_
    for form in ("all", "any", "of"):
        for i, child in enumerate(getattr(node, form) or ()):
            yield (*path, form, i), child


def _dead(place: Place, part: _Part) -> Finding:
    if not part.holds:
        hint = "Haal dit deel weg, of kijk naar een antwoord dat wel kan."
        return Finding(place, "dead-condition", "Dit deel van de voorwaarde klopt nooit.", hint)
    return _warning(place, "always-true", "Deze voorwaarde klopt altijd.", "Haal haar weg, of noem minder antwoorden.")


def _warning(place: Place, code: str, message: str, hint: str) -> Finding:
    return Finding(place, code, message, hint, Severity.WARNING)
