"""From a folder of YAML to validated file models, each with the places of its values."""

import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ev_scan.content import knowledge_schema, monitor_schema, schema, stappenplan_schema, strict_yaml
from ev_scan.content.errors import BadContent, Finding, Place

ModelT_co = TypeVar("ModelT_co", bound=schema.Node, covariant=True)


@dataclass(frozen=True)
class Sheet(Generic[ModelT_co]):
    """One file that fits its schema."""

    model: ModelT_co
    document: strict_yaml.Document

    def place(self, *path: str | int) -> Place:
        return self.document.place(path)


@dataclass(frozen=True)
class Folder:
    """All sheets of a questionnaires folder."""

    catalogue: Sheet[schema.CatalogueFile]
    profile: Sheet[schema.ProfileFile]
    scales: Sheet[schema.ScalesFile]
    contacts: Sheet[schema.ContactsFile]
    sources: Sheet[schema.SourcesFile]
    methods: Sheet[knowledge_schema.MethodsFile]
    assets: Sheet[knowledge_schema.AssetsFile]
    glossary: Sheet[knowledge_schema.GlossaryFile]
    escalations: Sheet[knowledge_schema.EscalationsFile]
    regimes: Sheet[knowledge_schema.RegimesFile]
    deep_dives: Sheet[knowledge_schema.DeepDivesFile]
    stappenplan: Sheet[stappenplan_schema.StappenplanFile]
    monitor: Sheet[monitor_schema.MonitorFile]
    scans: tuple[Sheet[schema.ScanFile], ...]
    measures: tuple[Sheet[schema.MeasuresFile], ...]

    def __iter__(self) -> Iterator[Sheet[schema.Node]]:
        yield from (self.catalogue, self.profile, self.scales, self.contacts, self.sources)
        yield from (self.methods, self.assets, self.glossary, self.escalations, self.regimes, self.deep_dives)
        yield from (self.stappenplan, self.monitor)
        yield from self.scans
        yield from self.measures


SINGLE: dict[str, type[schema.Node]] = {
    "catalogue": schema.CatalogueFile,
    "profile": schema.ProfileFile,
    "scales": schema.ScalesFile,
    "contacts": schema.ContactsFile,
    "sources": schema.SourcesFile,
    "methods": knowledge_schema.MethodsFile,
    "assets": knowledge_schema.AssetsFile,
    "glossary": knowledge_schema.GlossaryFile,
    "escalations": knowledge_schema.EscalationsFile,
    "regimes": knowledge_schema.RegimesFile,
    "deep_dives": knowledge_schema.DeepDivesFile,
    "stappenplan": stappenplan_schema.StappenplanFile,
    "monitor": monitor_schema.MonitorFile,
}
"""The files of which there is one, by name; they are the fields of a Folder."""

MODELS: dict[str, type[schema.Node]] = {
    **SINGLE,
    "scan": schema.ScanFile,
    "measures": schema.MeasuresFile,
    "personas": schema.PersonaFile,
}


def model_of(path: Path) -> type[schema.Node] | None:
    """Which format a file has, told by its name or its folder."""
    return MODELS.get(path.parent.name) or MODELS.get(path.stem)


def read_folder(directory: Path) -> Folder:
    """Read every file. Raises BadContent with the findings of all files that do not fit."""
    reader = _Reader(directory)
    folder = reader.read()
    if folder is None:
        raise BadContent(reader.findings)
    return folder


def read_sheet(path: Path, name: str, model: type[ModelT_co]) -> Sheet[ModelT_co]:
    """Read one file. Raises BadContent."""
    try:
        raw = path.read_bytes()
    except OSError:
        hint = "Maak het aan, of verbeter de naam in catalogue.yaml."
        raise BadContent(
            [Finding(Place(name), "missing-file", "Dit bestand ontbreekt of is niet te lezen.", hint)]
        ) from None
    document = strict_yaml.parse(raw, name)
    try:
        return Sheet(model.model_validate(document.value, by_alias=True), document)
    except ValidationError as error:
        raise BadContent([_finding(document, details) for details in error.errors()]) from None


class _Reader:
    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.findings: list[Finding] = []

    def sheet(self, relative: str, model: type[ModelT_co]) -> Sheet[ModelT_co] | None:
        try:
            return read_sheet(self.directory / relative, shown_path(self.directory / relative), model)
        except BadContent as error:
            self.findings.extend(error.findings)
            return None

    def read(self) -> Folder | None:
        single: dict[str, Any] = {name: self.sheet(f"{name}.yaml", model) for name, model in SINGLE.items()}
        catalogue = single["catalogue"]
        clusters = list(dict.fromkeys(catalogue.model.clusters)) if catalogue else []
        scans = [self.sheet(f"scan/{cluster}.yaml", schema.ScanFile) for cluster in clusters]
        measures = [self.sheet(f"measures/{cluster}.yaml", schema.MeasuresFile) for cluster in clusters]
        if catalogue:
            self.findings.extend(_unlisted(self.directory, clusters))
        if self.findings:
            return None
        kept_scans = tuple(sheet for sheet in scans if sheet)
        return Folder(**single, scans=kept_scans, measures=tuple(sheet for sheet in measures if sheet))


def _unlisted(directory: Path, clusters: list[str]) -> Iterator[Finding]:
    """Files that nothing would ever read."""
    for path in sorted([*directory.glob("scan/*.y*ml"), *directory.glob("measures/*.y*ml")]):
        if path.name not in {f"{cluster}.yaml" for cluster in clusters}:
            hint = "Zet de naam bij 'clusters', of haal het bestand weg. De naam eindigt op .yaml."
            message = "Dit bestand staat niet bij 'clusters' in catalogue.yaml."
            yield Finding(Place(shown_path(path)), "unlisted-file", message, hint)


def shown_path(path: Path) -> str:
    """The path as an editor types it: from the working directory when the file lies below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


_KEYS = sorted(
    {
        field.alias or name
        for module in (schema, knowledge_schema, stappenplan_schema, monitor_schema)
        for model in vars(module).values()
        if isinstance(model, type) and issubclass(model, schema.Node)
        for name, field in model.model_fields.items()
    }
)


def _finding(document: strict_yaml.Document, details: ErrorDetails) -> Finding:
    path = details["loc"]
    code, message, hint = _explain(details["type"], str(path[-1]) if path else "", details)
    return Finding(document.place(path), code, message, hint)


_EXPLANATIONS = {
    "extra_forbidden": ("unknown-key", "Onbekende sleutel '{key}'.", "{nearest}"),
    "missing": ("missing-key", "De sleutel '{key}' ontbreekt.", "Voeg '{key}:' toe."),
    "string_type": ("not-text", "Hier hoort tekst{instead}.", "{quoted}"),
    "string_too_short": ("empty", "Deze tekst is leeg.", "Vul de tekst in, of haal de sleutel weg als hij niet hoeft."),
    "string_too_long": ("too-long", "Deze tekst is langer dan {max_length} tekens.", "Kort hem in."),
    "string_pattern_mismatch": ("pattern", "'{given}' heeft niet de goede vorm.", "{form}"),
    "literal_error": ("value", "'{given}' kan hier niet.", "Kies uit: {choices}."),
    "too_short": (
        "too-short",
        "Hier horen minstens {min_length} regels; dit zijn er {actual_length}.",
        "Vul de lijst aan.",
    ),
    "too_long": (
        "too-long",
        "Hier horen hoogstens {max_length} regels; dit zijn er {actual_length}.",
        "Voeg regels samen.",
    ),
    "list_type": ("not-a-list", "Hier hoort een lijst.", "Begin elke regel met '- ', of schrijf [een, twee]."),
    "model_type": ("not-a-mapping", "Hier horen regels met 'sleutel: waarde'.", "Kijk naar de inspringing."),
    "dict_type": ("not-a-mapping", "Hier horen regels met 'sleutel: waarde'.", "Kijk naar de inspringing."),
    "int_type": ("value", "Hier hoort een heel getal.", "Schrijf het zonder aanhalingstekens en zonder punt."),
    "float_type": ("value", "Hier hoort een getal.", "Schrijf het zonder aanhalingstekens, met een punt: 0.25."),
    "bool_type": ("value", "Hier hoort true of false.", "Schrijf het zonder aanhalingstekens."),
    "greater_than_equal": ("value", "Dit getal is te klein.", "Het is minstens {ge}."),
    "less_than_equal": ("value", "Dit getal is te groot.", "Het is hoogstens {le}."),
    schema.NO_SUCH_DAY: ("day", "'{given}' staat niet op de kalender.", "Kijk hoeveel dagen die maand heeft."),
}


def _explain(kind: str, key: str, details: ErrorDetails) -> tuple[str, str, str]:
    """Code, message and hint, for people who never heard of pydantic."""
    context: dict[str, Any] = details.get("ctx", {})
    given = details["input"]
    looks_like_text = isinstance(given, int | float)
    words = {
        **context,
        "key": key,
        "given": given,
        "nearest": _nearest_key(key),
        "instead": f", geen {json.dumps(given)}" if looks_like_text else "",
        "quoted": f'Zet er aanhalingstekens om: "{json.dumps(given)}".'
        if looks_like_text
        else "Kijk naar de inspringing.",
        "form": {**schema.FORMS, **knowledge_schema.FORMS, **stappenplan_schema.FORMS}.get(context.get("pattern", "")),
        "choices": str(context.get("expected")).replace(" or ", ", "),
    }
    code, message, hint = _EXPLANATIONS[kind]
    return code, message.format(**words), hint.format(**words)


def _nearest_key(key: str) -> str:
    near = difflib.get_close_matches(key, _KEYS, n=1)
    return f"Bedoelt u '{near[0]}'?" if near else "Kijk in questionnaires/README.md welke sleutels er zijn."
