"""What an edit changes, for editors: in the files, and in the plans of the made-up companies."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from ev_scan.content.comparison import Changes, compare
from ev_scan.content.loader import load
from ev_scan.content.personas import read_personas
from ev_scan.content.reading import read_folder
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.ids import MeasureId
from ev_scan.domain.regimes import Outcome
from ev_scan.i18n import SOURCE_LOCALE, localizer
from ev_scan.report.words import Wording
from ev_scan.services.content_effects import Effect, Result, effects

MOST_NAMES = 12

KeyT = TypeVar("KeyT")


def diff_lines(old_folder: Path, new_folder: Path) -> Iterator[str]:
    """Raises BadContent, or BadAnswers for a persona that does not fit."""
    old, new = load(old_folder), load(new_folder)
    comparison = compare(read_folder(old_folder), read_folder(new_folder))
    yield f"Versie {old.version} → {new.version}"
    yield f"Onderwerpen: {_counts(comparison.topics)}"
    yield f"Maatregelen: {_counts(comparison.measures)}"
    yield f"Id's erbij: {_names(comparison.ids_added)}"
    yield f"Id's weg: {_names(comparison.ids_removed)}"
    yield ""
    found = list(effects(read_personas(new_folder), old, new))
    differing = sum(effect.changes_anything for effect in found)
    yield f"Bedrijven: {len(found)} doorgerekend, {differing} met een andere uitkomst"
    for effect in found:
        yield from _Teller(old, new).lines(effect)


def _counts(changes: Changes) -> str:
    counted = f"{len(changes.added)} erbij, {len(changes.changed)} gewijzigd, {len(changes.removed)} weg"
    return f"{counted} (gewijzigd: {', '.join(_shortened(changes.changed))})" if changes.changed else counted


def _names(ids: tuple[tuple[str, str], ...]) -> str:
    names = [f"{kind} {name}" for kind, name in ids]
    return f"{len(names)} ({', '.join(_shortened(names))})" if names else "geen"


def _shortened(names: list[str] | tuple[str, ...]) -> Iterator[str]:
    yield from names[:MOST_NAMES]
    if len(names) > MOST_NAMES:
        yield f"en nog {len(names) - MOST_NAMES}"


class _Teller:
    """Says what is different for one company."""

    def __init__(self, old: Catalogue, new: Catalogue) -> None:
        localize = localizer(SOURCE_LOCALE)
        self.old, self.new, self.wording = old, new, Wording(new, localize)

    def lines(self, effect: Effect) -> Iterator[str]:
        yield ""
        name = f"{effect.persona.title} ({effect.persona.id})"
        if effect.left_out:
            yield f"{name}: de oude inhoud kent deze antwoorden niet: {', '.join(effect.left_out)}"
        if effect.before is None:
            yield f"{name}: de oude inhoud kent deze soort scan niet, dus er is niets te vergelijken"
            return
        if not effect.changes_anything:
            yield f"{name}: geen verschil"
            return
        yield name
        yield from (f"  {line}" for line in self.differences(effect.before, effect.after))

    def differences(self, before: Result, after: Result) -> Iterator[str]:
        if before.points != after.points:
            yield f"punten: {before.points} → {after.points}"
        if before.band != after.band:
            yield f"groep: {before.band} → {after.band}"
        for cluster in _either(before.scores, after.scores):
            scores = _score(before.scores.get(cluster)), _score(after.scores.get(cluster))
            if scores[0] != scores[1]:
                yield f"score {cluster}: {' → '.join(scores)}"
        yield from self.plan(before, after)
        for regime in _either(before.regimes, after.regimes):
            found = self.outcome(before.regimes.get(regime)), self.outcome(after.regimes.get(regime))
            if found[0] != found[1]:
                yield f"wet {regime}: {' → '.join(found)}"
        yield from (f"uit te zoeken: {name} erbij" for name in after.find_out if name not in before.find_out)
        yield from (f"uit te zoeken: {name} weg" for name in before.find_out if name not in after.find_out)

    def plan(self, before: Result, after: Result) -> Iterator[str]:
        for measure in _either(before.phases, after.phases):
            was, becomes = before.phases.get(measure), after.phases.get(measure)
            title = self.title(measure)
            if was and not becomes:
                yield f"plan: weg uit ‘{self.wording.phase(was)}’: {title}"
            elif becomes and not was:
                yield f"plan: erbij in ‘{self.wording.phase(becomes)}’: {title}"
            elif was and becomes and was is not becomes:
                yield f"plan: van ‘{self.wording.phase(was)}’ naar ‘{self.wording.phase(becomes)}’: {title}"
        if before.phases == after.phases and list(before.phases) != list(after.phases):
            moved = [m for m, old in zip(after.phases, before.phases, strict=True) if m != old]
            yield f"plan: andere volgorde, vanaf: {self.title(moved[0])}"

    def title(self, measure: MeasureId) -> str:
        catalogue = self.new if measure in self.new.measures else self.old
        return f"{catalogue.measures.get(measure).title} ({measure})"

    def outcome(self, outcome: Outcome | None) -> str:
        return f"‘{self.wording.outcome(outcome)}’" if outcome else "bestaat niet"


def _either(before: Mapping[KeyT, object], after: Mapping[KeyT, object]) -> list[KeyT]:
    return list(dict.fromkeys([*before, *after]))


def _score(score: int | None) -> str:
    return "geen" if score is None else str(score)
