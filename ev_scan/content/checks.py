"""What one file cannot know: references, order, completeness and cycles across all files."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from ev_scan.content import schema
from ev_scan.content.condition_checks import ConditionChecks
from ev_scan.content.errors import Finding, Place
from ev_scan.content.monitor_checks import check_monitor_block
from ev_scan.content.question_checks import QuestionChecks
from ev_scan.content.reading import Folder, Sheet
from ev_scan.content.reference_checks import ReferenceChecks
from ev_scan.domain.answers import LEVELS


def check_folder(folder: Folder) -> list[Finding]:
    """Every finding, in no particular order."""
    checks = _Checks(folder)
    return [
        *checks.duplicate_ids(),
        *checks.clusters(),
        *checks.bands(),
        *ReferenceChecks(folder, checks.known).findings(),
        *checks.steps(),
        *checks.helpers(),
        *checks.cycles(),
        *QuestionChecks(folder).findings(),
        *ConditionChecks(folder).findings(),
        *check_monitor_block(folder),
    ]


def ids_with_places(folder: Folder) -> Iterator[tuple[str, str, Place]]:
    """Every id of the catalogue as (kind, id, place); an option after its owner, as in `size:small`."""
    yield from _questions(folder.profile, folder.profile.model.questions, "questions")
    yield from _named("band", folder.profile, folder.profile.model.bands, "bands")
    for sheet in folder.scans:
        yield "cluster", sheet.model.cluster.id, sheet.place("cluster", "id")
        for i, topic in enumerate(sheet.model.topics):
            yield "topic", topic.id, sheet.place("topics", i, "id")
            yield "code", topic.code, sheet.place("topics", i, "code")
            yield from _questions(sheet, topic.questions, "topics", i, "questions")
    for measures in folder.measures:
        yield from _named("measure", measures, measures.model.measures, "measures")
    yield from _named("method", folder.methods, folder.methods.model.methods, "methods")
    yield from _named("asset_group", folder.assets, folder.assets.model.groups, "groups")
    yield from _named("term", folder.glossary, folder.glossary.model.terms, "terms")
    yield from _named("escalation", folder.escalations, folder.escalations.model.escalations, "escalations")
    yield from _named("deep_dive", folder.deep_dives, folder.deep_dives.model.deep_dives, "deep_dives")
    plan = folder.stappenplan
    yield from _named("euro_range", plan, plan.model.euro_ranges, "euro_ranges")
    yield from _named("chain", plan, plan.model.chains, "chains")
    yield from _questions(plan, plan.model.facts, "facts")
    for i, regime in enumerate(folder.regimes.model.regimes):
        yield "regime", regime.id, folder.regimes.place("regimes", i, "id")
        yield from _questions(folder.regimes, regime.questions, "regimes", i, "questions")
    yield from _named("contact", folder.contacts, folder.contacts.model.contacts, "contacts")
    yield from _named("source", folder.sources, folder.sources.model.sources, "sources")
    yield from _named("role", folder.scales, folder.scales.model.roles, "roles")
    yield from _named("scale", folder.scales, folder.scales.model.scales, "scales")
    for i, scale in enumerate(folder.scales.model.scales):
        for j, option in enumerate(scale.options):
            yield "scale_option", f"{scale.id}:{option.id}", folder.scales.place("scales", i, "options", j, "id")


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
        for j, option in enumerate(question.options or ()):
            yield "option", f"{question.id}:{option.id}", sheet.place(*path, i, "options", j, "id")


class _Checks:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.known: dict[str, dict[str, Place]] = {}
        for kind, name, place in ids_with_places(folder):
            self.known.setdefault(kind, {}).setdefault(name, place)

    def duplicate_ids(self) -> Iterator[Finding]:
        for kind, name, place in ids_with_places(self.folder):
            first = self.known[kind][name]
            if kind in ("option", "scale_option") or place == first:
                continue  # options belong to one question: QuestionChecks compares them
            hint = f"De eerste staat in {first.file} op regel {first.line}."
            yield Finding(place, "duplicate-id", f"De id '{name}' bestaat al.", hint)

    def clusters(self) -> Iterator[Finding]:
        listed = self.folder.catalogue.model.clusters
        for i, name in enumerate(listed):
            if name in listed[:i]:
                place = self.folder.catalogue.place("clusters", i)
                yield Finding(place, "duplicate-id", f"Het thema '{name}' staat hier twee keer.", "Haal er één weg.")
        for expected, sheet in zip(dict.fromkeys(listed), self.folder.scans, strict=True):
            if sheet.model.cluster.id != expected:
                place = sheet.place("cluster", "id")
                message = f"De id hoort gelijk te zijn aan de bestandsnaam: '{expected}'."
                yield Finding(place, "cluster-id", message, "Verander de id, of hernoem het bestand.")

    def bands(self) -> Iterator[Finding]:
        points = [band.from_points for band in self.folder.profile.model.bands]
        if points[0] != 0 or points != sorted(set(points)):
            place = self.folder.profile.place("bands")
            hint = "Begin bij 0 en laat from_points elke keer stijgen."
            yield Finding(place, "bands", "De banden sluiten niet op elkaar aan.", hint)

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
        topics = self.known.get("topic", {})
        astray = {level for topic, level in seen if topic not in topics}  # said already: that topic does not exist
        for topic, place in topics.items():
            for level in (level for level in LEVELS[:-1] if (topic, level) not in seen and level not in astray):
                message = f"Voor '{topic}' ontbreekt de maatregel van niveau {level} naar {level + 1}."
                yield Finding(place, "missing-measure", message, "Voeg die toe in measures/.")

    def helpers(self) -> Iterator[Finding]:
        """A measure names whom to ask, or says that nobody is needed."""
        for sheet in self.folder.measures:
            for i, measure in enumerate(sheet.model.measures):
                if bool(measure.contacts) == measure.no_help_needed:
                    key = "no_help_needed" if measure.contacts else "id"
                    message = f"Bij '{measure.id}' hoort een contact, of 'no_help_needed: true'; een van de twee."
                    hint = "Vul 'contacts' aan met een id uit contacts.yaml, of haal er een weg."
                    yield Finding(sheet.place("measures", i, key), "contacts", message, hint)

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
