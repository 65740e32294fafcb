"""What one file cannot know: references, order, completeness and cycles across all files."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from ev_scan.content import schema
from ev_scan.content.condition_checks import ConditionChecks
from ev_scan.content.errors import Finding, Place
from ev_scan.content.reading import Folder, Sheet
from ev_scan.domain.answers import LEVELS


def check_folder(folder: Folder) -> list[Finding]:
    """Every finding, in no particular order."""
    checks = _Checks(folder)
    return [
        *checks.duplicate_ids(),
        *checks.clusters(),
        *checks.bands(),
        *checks.questions(),
        *checks.references(),
        *checks.steps(),
        *checks.cycles(),
        *ConditionChecks(folder).findings(),
    ]


def ids_with_places(folder: Folder) -> Iterator[tuple[str, str, Place]]:
    """Every id of the catalogue as (kind, id, place); question options as (`option`, `question:option`)."""
    yield from _questions(folder.profile, folder.profile.model.questions, "questions")
    for sheet in folder.scans:
        yield "cluster", sheet.model.cluster.id, sheet.place("cluster", "id")
        for i, topic in enumerate(sheet.model.topics):
            yield "topic", topic.id, sheet.place("topics", i, "id")
            yield "code", topic.code, sheet.place("topics", i, "code")
            yield from _questions(sheet, topic.questions, "topics", i, "questions")
    for measures in folder.measures:
        yield from _named("measure", measures, measures.model.measures, "measures")
    yield from _named("contact", folder.contacts, folder.contacts.model.contacts, "contacts")
    yield from _named("source", folder.sources, folder.sources.model.sources, "sources")
    yield from _named("role", folder.scales, folder.scales.model.roles, "roles")
    yield from _named("scale", folder.scales, folder.scales.model.scales, "scales")


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


def _named(
    kind: str, sheet: Sheet[schema.Node], nodes: Iterable[_HasId], *path: str | int
) -> Iterator[tuple[str, str, Place]]:
    for i, node in enumerate(nodes):
        yield kind, node.id, sheet.place(*path, i, "id")


def _questions(
    sheet: Sheet[schema.Node], questions: Iterable[schema.QuestionFile], *path: str | int
) -> Iterator[tuple[str, str, Place]]:
    for i, question in enumerate(questions):
        yield "question", question.id, sheet.place(*path, i, "id")
        for option in question.options or ():
            yield "option", f"{question.id}:{option.id}", sheet.place(*path, i)


class _Checks:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.known: dict[str, dict[str, Place]] = {}
        for kind, name, place in ids_with_places(folder):
            self.known.setdefault(kind, {}).setdefault(name, place)

    def duplicate_ids(self) -> Iterator[Finding]:
        for kind, name, place in ids_with_places(self.folder):
            first = self.known[kind][name]
            if kind == "option" or place == first:
                continue
            hint = f"De eerste staat in {first.file} op regel {first.line}."
            yield Finding(place, "duplicate-id", f"De id '{name}' bestaat al.", hint)

    def clusters(self) -> Iterator[Finding]:
        for expected, sheet in zip(self.folder.catalogue.model.clusters, self.folder.scans, strict=True):
            if sheet.model.cluster.id != expected:
                place = sheet.place("cluster", "id")
                yield Finding(place, "cluster-id", f"De id hoort gelijk te zijn aan de bestandsnaam: '{expected}'.")

    def bands(self) -> Iterator[Finding]:
        points = [band.from_points for band in self.folder.profile.model.bands]
        if points[0] != 0 or points != sorted(set(points)):
            place = self.folder.profile.place("bands")
            hint = "Begin bij 0 en laat from_points elke keer stijgen."
            yield Finding(place, "bands", "De banden sluiten niet op elkaar aan.", hint)

    def questions(self) -> Iterator[Finding]:
        profile = self.folder.profile
        for i, question in enumerate(profile.model.questions):
            yield from self.question(question, profile.place("questions", i))
            if question.levels:
                place = profile.place("questions", i, "levels")
                yield Finding(place, "levels-in-profile", "Een vraag over het bedrijf heeft 'options', geen 'levels'.")
        for sheet in self.folder.scans:
            for i, topic in enumerate(sheet.model.topics):
                for j, question in enumerate(topic.questions):
                    yield from self.question(question, sheet.place("topics", i, "questions", j))
                if not any(question.levels for question in topic.questions):
                    place = sheet.place("topics", i, "questions")
                    yield Finding(place, "no-levels", f"Het onderwerp '{topic.id}' heeft geen vraag met 'levels'.")

    def question(self, question: schema.QuestionFile, place: Place) -> Iterator[Finding]:
        given = [name for name in ("levels", "options", "scale") if getattr(question, name) is not None]
        if len(given) != 1:
            message = f"De vraag '{question.id}' heeft precies één van 'levels', 'options' of 'scale' nodig."
            yield Finding(place, "answers", message, f"Nu staat er: {', '.join(given) or 'niets'}.")
        if question.levels is not None and len(question.levels) != len(LEVELS):
            count = len(question.levels)
            message = f"De vraag '{question.id}' heeft vier niveaus nodig (0 tot en met 3); er staan er {count}."
            yield Finding(place, "missing-level", message, "Beschrijf elk niveau als een feit dat iemand kan zien.")
        seen: set[str] = set()
        for option in question.options or ():
            if option.id in seen:
                yield Finding(place, "duplicate-id", f"De optie '{option.id}' staat twee keer bij '{question.id}'.")
            seen.add(option.id)
            if option.exclusive and question.choose == "one":
                yield Finding(place, "exclusive", f"'exclusive' bij '{option.id}' doet niets: er is één keuze.")

    def references(self) -> Iterator[Finding]:
        for sheet in self.folder.scans:
            for i, topic in enumerate(sheet.model.topics):
                whom = topic.find_out
                yield from self.refer("role", [whom.role], sheet.place("topics", i, "find_out", "role"))
                yield from self.refer("contact", whom.contacts, sheet.place("topics", i, "find_out", "contacts"))
                for j, question in enumerate(topic.questions):
                    place = sheet.place("topics", i, "questions", j, "scale")
                    yield from self.refer("scale", [question.scale] if question.scale else [], place)
        for measures in self.folder.measures:
            for i, measure in enumerate(measures.model.measures):
                for kind, names, key in (
                    ("topic", [measure.topic], "topic"),
                    ("role", [measure.role], "role"),
                    ("measure", measure.after, "after"),
                    ("contact", measure.contacts, "contacts"),
                    ("source", measure.sources, "sources"),
                ):
                    yield from self.refer(kind, names, measures.place("measures", i, key))

    def refer(self, kind: str, names: list[str], place: Place) -> Iterator[Finding]:
        known = self.known.get(kind, {})
        for name in names:
            if name not in known:
                word = _DUTCH[kind]
                hint = f"Bekend zijn onder meer: {', '.join(sorted(known)[:6])}."
                yield Finding(place, "unknown-reference", f"{word} '{name}' bestaat niet.", hint)

    def steps(self) -> Iterator[Finding]:
        seen: dict[tuple[str, int], Place] = {}
        for measures in self.folder.measures:
            for i, measure in enumerate(measures.model.measures):
                step, place = (measure.topic, measure.from_level), measures.place("measures", i, "from_level")
                if step in seen:
                    hint = f"De eerste staat in {seen[step].file} op regel {seen[step].line}."
                    message = f"Voor '{measure.topic}' is er al een maatregel vanaf niveau {measure.from_level}."
                    yield Finding(place, "duplicate-step", message, hint)
                seen.setdefault(step, place)
        for topic, place in self.known.get("topic", {}).items():
            missing = [level for level in LEVELS[:-1] if (topic, level) not in seen]
            for level in missing:
                message = f"Voor '{topic}' ontbreekt de maatregel van niveau {level} naar {level + 1}."
                yield Finding(place, "missing-measure", message, "Voeg die toe in measures/.")

    def cycles(self) -> Iterator[Finding]:
        places = self.known.get("measure", {})
        models = {m.id: m for sheet in self.folder.measures for m in sheet.model.measures}
        by_step: dict[tuple[str, int], str] = {(m.topic, m.from_level): m.id for m in models.values()}
        before = {m.id: [*m.after, *filter(None, [by_step.get((m.topic, m.from_level - 1))])] for m in models.values()}
        done: set[str] = set()
        for start in models:
            cycle = _find_cycle(start, before, done)
            if cycle:
                message = "Deze maatregelen wachten op elkaar: " + " → ".join(cycle) + "."
                yield Finding(places[cycle[0]], "cycle", message, "Haal één van de regels bij 'after' weg.")
                return


def _find_cycle(start: str, before: dict[str, list[str]], done: set[str]) -> list[str]:
    trail: list[str] = []
    stack: list[tuple[str, bool]] = [(start, False)]
    while stack:
        name, leaving = stack.pop()
        if leaving:
            trail.pop()
            done.add(name)
            continue
        if name in trail:
            return [*trail[trail.index(name) :], name]
        if name in done:
            continue
        trail.append(name)
        stack.append((name, True))
        stack.extend((earlier, False) for earlier in before.get(name, ()))
    return []


_DUTCH = {
    "topic": "Het onderwerp",
    "role": "De rol",
    "measure": "De maatregel",
    "contact": "Het contact",
    "source": "De bron",
    "scale": "De schaal",
}
