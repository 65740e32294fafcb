"""What one file calls by name must stand in another."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ev_scan.content import schema
from ev_scan.content.errors import Finding, Place
from ev_scan.content.reading import Folder, Sheet

Path = tuple[str | int, ...]


class ReferenceChecks:
    def __init__(self, folder: Folder, known: Mapping[str, Mapping[str, Place]]) -> None:
        """`known`: the place of every id, by kind."""
        self.folder, self.known = folder, known

    def findings(self) -> Iterator[Finding]:
        yield from self.questions(self.folder.profile, ("questions",), self.folder.profile.model.questions)
        yield from self.topics()
        for measures in self.folder.measures:
            yield from self.each(
                measures,
                "measures",
                {"topic": "topic", "role": "role", "after": "measure", "contacts": "contact", "sources": "source"},
            )
            yield from self.variants(measures)
        yield from self.each(self.folder.methods, "methods", {"groups": "asset_group", "sources": "source"})
        cards = {"contacts": "contact", "topics": "topic", "sources": "source"}
        yield from self.each(self.folder.escalations, "escalations", cards)
        yield from self.each(self.folder.regimes, "regimes", cards)
        for i, regime in enumerate(self.folder.regimes.model.regimes):
            yield from self.questions(self.folder.regimes, ("regimes", i, "questions"), regime.questions)
        dives = {"cluster": "cluster", "topics": "topic"}
        yield from self.each(self.folder.deep_dives, "deep_dives", dives)
        yield from self.deep_dive_profiles()
        yield from self.each(self.folder.stappenplan, "chains", {"methods": "method"})
        yield from self.each(self.folder.stappenplan, "patterns", {"topics": "topic"})

    def topics(self) -> Iterator[Finding]:
        for sheet in self.folder.scans:
            yield from self.each(sheet, "topics", {"methods": "method"})
            for i, topic in enumerate(sheet.model.topics):
                whom = ("topics", i, "find_out")
                yield from self.refer("role", topic.find_out.role, sheet, *whom, "role")
                yield from self.refer("contact", topic.find_out.contacts, sheet, *whom, "contacts")
                yield from self.questions(sheet, ("topics", i, "questions"), topic.questions)

    def questions(
        self, sheet: Sheet[schema.Node], path: Path, questions: Iterable[schema.QuestionFile]
    ) -> Iterator[Finding]:
        for i, question in enumerate(questions):
            yield from self.refer("scale", question.scale or [], sheet, *path, i, "scale")

    def variants(self, sheet: Sheet[schema.MeasuresFile]) -> Iterator[Finding]:
        for i, measure in enumerate(sheet.model.measures):
            for j, variant in enumerate(measure.variants):
                yield from self.refer("role", variant.role or [], sheet, "measures", i, "variants", j, "role")

    def deep_dive_profiles(self) -> Iterator[Finding]:
        sheet, profile = self.folder.deep_dives, {question.id for question in self.folder.profile.model.questions}
        for i, deep_dive in enumerate(sheet.model.deep_dives):
            for j, name in enumerate(deep_dive.profile):
                place = sheet.place("deep_dives", i, "profile", j)
                if name not in profile:
                    message = f"De vraag '{name}' staat niet in profile.yaml."
                    yield Finding(place, "unknown-reference", message, _near(name, profile))
                elif name in deep_dive.profile[:j]:
                    yield Finding(place, "listed-twice", f"De vraag '{name}' staat hier twee keer.", "Haal er een weg.")

    def each(self, sheet: Sheet[Any], listed: str, fields: Mapping[str, str]) -> Iterator[Finding]:
        """The names in these fields of every node of a list; `fields` says of which kind they are."""
        for i, node in enumerate(getattr(sheet.model, listed)):
            for name, kind in fields.items():
                yield from self.refer(kind, getattr(node, name), sheet, listed, i, name)

    def refer(
        self, kind: str, given: str | list[str], sheet: Sheet[schema.Node], *path: str | int
    ) -> Iterator[Finding]:
        known = self.names(kind)
        named = [(given, path)] if isinstance(given, str) else [(name, (*path, i)) for i, name in enumerate(given)]
        for name, where in named:
            if name not in known:
                message = f"{_DUTCH[kind]} '{name}' bestaat niet."
                yield Finding(sheet.place(*where), "unknown-reference", message, _near(name, known))
        names = [name for name, _ in named]
        for i, (name, where) in enumerate(named):
            if name in names[:i]:
                message = f"{_DUTCH[kind]} '{name}' staat hier twee keer."
                yield Finding(sheet.place(*where), "listed-twice", message, "Haal er een weg.")

    def names(self, kind: str) -> Iterable[str]:
        # a theme whose file bears another id is reported there
        return self.folder.catalogue.model.clusters if kind == "cluster" else self.known.get(kind, {})


def _near(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"Bedoelt u '{near[0]}'?" if near else f"Bekend zijn onder meer: {', '.join(sorted(known)[:6])}."


_DUTCH = {
    "topic": "Het onderwerp",
    "role": "De rol",
    "measure": "De maatregel",
    "contact": "Het contact",
    "source": "De bron",
    "scale": "De schaal",
    "method": "De methode",
    "asset_group": "De groep",
    "cluster": "Het thema",
}
