"""The words and tables of the register, as part of `ev-scan/catalogue@1`."""

from typing import Any

from ev_scan.domain.stappenplan import Choice, CountryTable, Scale, Stappenplan
from ev_scan.i18n import Localizer

Document = dict[str, Any]


def stappenplan_document(stappenplan: Stappenplan, localize: Localizer) -> Document:
    """Everything but the suggestions, which stand with their group, and the facts, which nobody is asked."""
    return {
        "steps": [
            {"id": step.id, "title": localize(step.title), "summary": localize(step.summary)}
            for step in stappenplan.steps
        ],
        "ratings": [_scale(scale, localize) for scale in stappenplan.ratings],
        "impacts": [_scale(scale, localize) for scale in stappenplan.impacts],
        "treatments": [_choice(choice, localize) for choice in stappenplan.treatments.values()],
        "euro_ranges": [_choice(choice, localize) for choice in stappenplan.euro_ranges],
        "chains": [
            {
                "id": chain.id,
                "title": localize(chain.title),
                "text": localize(chain.text),
                "methods": list(chain.methods),
            }
            for chain in stappenplan.chains
        ],
        "patterns": [
            {
                "id": found.pattern.value,
                "title": localize(found.title),
                "advice": [localize(line) for line in found.advice],
                "topics": list(found.topics),
            }
            for found in stappenplan.patterns.values()
        ],
        "labels": [_choice(choice, localize) for choice in stappenplan.labels.values()],
        "countries": _countries(stappenplan.countries, localize) if stappenplan.countries else None,
    }


def _scale(scale: Scale, localize: Localizer) -> Document:
    return {
        "id": scale.id,
        "title": localize(scale.title),
        "question": localize(scale.question),
        "levels": [localize(level) for level in scale.levels],
    }


def _choice(choice: Choice, localize: Localizer) -> Document:
    return {
        "id": choice.id,
        "title": localize(choice.title),
        "meaning": localize(choice.meaning) if choice.meaning else None,
    }


def _countries(table: CountryTable, localize: Localizer) -> Document:
    return {
        "as_of": table.as_of.isoformat(),
        "source": localize(table.source),
        "url": table.url,
        "note": localize(table.note),
        "weights": dict(sorted(table.weights.items())),
    }
