"""Reads what a company or adviser filled in outside the browser: `answers@1`, `plan@1`, or the PDF that carries it."""

import codecs
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from ev_scan.content import strict_yaml
from ev_scan.content.errors import BadContent, Finding, Place
from ev_scan.domain.answers import Answer, AnswerSet
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.consultation import LONGEST_WHAT, MOST_AGREEMENTS
from ev_scan.domain.dossier import LONGEST_NOTE, LONGEST_OWNER, Dossier
from ev_scan.domain.errors import EvScanError
from ev_scan.domain.ids import AgreementId, MeasureId, OptionId, QuestionId
from ev_scan.domain.own_actions import OwnAction
from ev_scan.domain.plan import Progress, Status
from ev_scan.domain.questionnaire import Mode, Question, QuestionKind
from ev_scan.i18n import Localizer
from ev_scan.report.machine import ANSWERS_FORMAT, PLAN_FORMAT
from ev_scan.services.register_file import RegisterReader

ATTACHMENT = "ev-scan-plan.json"
_FIELDS = {
    "format",
    "mode",
    "profile",
    "answers",
    "notes",
    "assets",
    "risks",
    "critical_inputs",
    "progress",
    "agreements",
}
_AGREEMENT = ("what", "measure", "status", "owner", "due")


@dataclass(frozen=True, slots=True)
class Fault:
    """A field of the file, and what is wrong with it."""

    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.field}: {self.message}"


class BadAnswers(EvScanError):
    """The file can't be used; `faults` names every field that is wrong and what it may hold."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, faults)))


def read_dossier(raw: bytes, name: str, catalogue: Catalogue, localize: Localizer) -> Dossier:
    """The dossier in a file. `name` is shown in messages. Raises BadAnswers."""
    document = _document(raw, name, localize)
    if document.get("format") == PLAN_FORMAT and isinstance(document.get("answers"), dict):
        document = document["answers"]
    return _Reader(catalogue, localize).read(document)


def _document(raw: bytes, name: str, localize: Localizer) -> dict[str, Any]:
    if raw.startswith(b"%PDF-"):
        raw = _attachment(raw, name, localize)
    try:
        document = _parsed(raw, name)
    except BadContent as error:
        first = error.findings[0]
        raise BadAnswers([Fault(str(first.place), f"{first.message} {first.hint}".strip())]) from None
    except json.JSONDecodeError as error:
        message = localize.gettext("dit is geen geldige JSON.")
        raise BadAnswers([Fault(f"{name}:{error.lineno}:{error.colno}", message)]) from None
    except (ValueError, RecursionError):  # not text, a number of thousands of digits, or thousands of brackets
        raise BadAnswers([Fault(name, localize.gettext("dit bestand is niet te lezen als tekst."))]) from None
    if not isinstance(document, dict):
        message = localize.gettext("begin met de regel 'format: %(format)s'.", format=ANSWERS_FORMAT)
        raise BadAnswers([Fault(name, message)])
    return document


def _parsed(raw: bytes, name: str) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                message = f"De sleutel '{key}' staat hier twee keer."
                raise BadContent([Finding(Place(name), "duplicate-key", message, "Haal er één weg.")])
            found[key] = value
        return found

    is_json = raw.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")
    if not is_json:
        return strict_yaml.parse(raw, name).value
    document = json.loads(raw, object_pairs_hook=unique)
    json.dumps(document, ensure_ascii=False).encode()  # half a character can be read from JSON, but never be written
    return document


def _attachment(raw: bytes, name: str, localize: Localizer) -> bytes:
    try:
        found = PdfReader(BytesIO(raw)).attachments.get(ATTACHMENT)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        found = None
    if not found:
        raise BadAnswers([Fault(name, localize.gettext("in deze PDF zit geen actieplan van de EV-scan."))])
    return bytes(found[0])


class _Reader:
    def __init__(self, catalogue: Catalogue, localize: Localizer) -> None:
        self.catalogue, self.localize = catalogue, localize
        self.faults: list[Fault] = []

    def fault(self, field: str, message: str, **values: object) -> None:
        self.faults.append(Fault(field, message % values))

    def told(self, field: str, message: str) -> None:
        self.faults.append(Fault(field, message))

    def read(self, document: Mapping[str, Any]) -> Dossier:
        gettext = self.localize.gettext
        if document.get("format") != ANSWERS_FORMAT:
            self.fault("format", gettext("hier hoort '%(format)s' te staan."), format=ANSWERS_FORMAT)
        for field in document.keys() - _FIELDS:
            self.fault(str(field), gettext("dit veld is onbekend; toegestaan: %(allowed)s."), allowed=_list(_FIELDS))
        dossier = Dossier(
            catalogue_version=self.catalogue.version,
            mode=self.mode(document),
            answers=AnswerSet({**self.given(document, "profile"), **self.given(document, "answers")}),
            notes=self.notes(document),
            progress=self.progress(document),
            register=RegisterReader(self.catalogue, self.localize, self.told).read(document),
            own_actions=tuple(self.agreements(document.get("agreements"))),
        )
        if self.faults:
            raise BadAnswers(sorted(self.faults, key=lambda fault: fault.field))
        return dossier

    def mode(self, document: Mapping[str, Any]) -> Mode:
        value = document.get("mode")
        modes = self.catalogue.questionnaire.modes
        if value is not None and value not in modes:
            self.not_allowed("mode", value, modes)
            value = None
        return Mode.QUICK if value is None else Mode(value)

    def not_allowed(self, field: str, value: object, allowed: object) -> None:
        message = self.localize.gettext("'%(value)s' kan hier niet; toegestaan: %(allowed)s.")
        self.fault(field, message, value=value, allowed=_list(allowed, keep_order=True))

    def mapping(self, document: Mapping[str, Any], field: str) -> Mapping[str, Any]:
        value = document.get(field)
        if value is None or isinstance(value, dict):
            return value or {}
        self.fault(field, self.localize.gettext("hier hoort een lijst van 'naam: waarde' te staan."))
        return {}

    def given(self, document: Mapping[str, Any], field: str) -> dict[QuestionId, Answer]:
        questionnaire = self.catalogue.questionnaire
        profile = {question.id: question for question in questionnaire.profile}
        all_asked = {question.id: question for question in questionnaire.questions()}
        asked = profile if field == "profile" else {k: v for k, v in all_asked.items() if k not in profile}
        found: dict[QuestionId, Answer] = {}
        for name, value in self.mapping(document, field).items():
            question = asked.get(QuestionId(name))
            if question is None:
                message = self.localize.gettext("deze vraag is onbekend; toegestaan: %(allowed)s.")
                self.fault(f"{field}.{name}", message, allowed=_list(asked, keep_order=True))
            elif value is not None and value != []:
                found[question.id] = self.answer(f"{field}.{name}", question, value)
        return found

    def answer(self, field: str, question: Question, value: object) -> Answer:
        gettext = self.localize.gettext
        several = question.kind is QuestionKind.MULTIPLE
        values = value if isinstance(value, list) else [value]
        if isinstance(value, list) and not several:
            self.fault(field, gettext("hier past één antwoord, geen lijst."))
            return ()
        allowed = [option.id for option in question.options]
        chosen = [OptionId(str(each)) for each in values if not isinstance(each, bool | dict | list)]
        wrong = [each for each in values if isinstance(each, bool | dict | list) or str(each) not in allowed]
        for each in wrong:
            self.not_allowed(field, each, allowed)
        exclusive = [option.id for option in question.options if option.exclusive and option.id in chosen]
        if exclusive and len(set(chosen)) > 1:
            self.fault(field, gettext("'%(option)s' kan niet samen met een ander antwoord."), option=exclusive[0])
        return question.arranged(tuple(chosen))

    def notes(self, document: Mapping[str, Any]) -> dict[QuestionId, str]:
        known = {question.id for question in self.catalogue.questionnaire.questions()}
        found: dict[QuestionId, str] = {}
        for name, value in self.mapping(document, "notes").items():
            field = f"notes.{name}"
            if name not in known:
                self.fault(field, self.localize.gettext("deze vraag is onbekend."))
            elif text := self.text(field, value, LONGEST_NOTE):
                found[QuestionId(name)] = text
        return found

    def text(self, field: str, value: object, longest: int) -> str:
        if value is None:
            return ""
        if not isinstance(value, str) or len(value) > longest:
            message = self.localize.gettext("hier past een tekst van hoogstens %(longest)s tekens.")
            self.fault(field, message, longest=longest)
            return ""
        return value

    def progress(self, document: Mapping[str, Any]) -> dict[MeasureId, Progress]:
        found: dict[MeasureId, Progress] = {}
        for name, value in self.mapping(document, "progress").items():
            field = f"progress.{name}"
            if name not in self.catalogue.measures:
                self.fault(field, self.localize.gettext("deze maatregel is onbekend."))
            elif not isinstance(value, dict) or value.keys() - {"status", "owner", "due"}:
                message = self.localize.gettext("toegestaan zijn alleen: %(allowed)s.")
                self.fault(field, message, allowed="status, owner, due")
            else:
                found[MeasureId(name)] = self.one_progress(field, value)
        return {name: noted for name, noted in found.items() if noted != Progress()}

    def agreements(self, value: object) -> Iterator[OwnAction]:
        """What was agreed with an adviser; how far an agreement about a measure is stands under `progress`."""
        rows = RegisterReader(self.catalogue, self.localize, self.told).rows
        for number, (field, row) in enumerate(rows(value, "agreements", MOST_AGREEMENTS, _AGREEMENT), start=1):
            what, measure = self.text(f"{field}.what", row.get("what"), LONGEST_WHAT).strip(), row.get("measure")
            if not what:
                self.fault(f"{field}.what", self.localize.gettext("vul dit in."))
            if measure is not None and str(measure) not in self.catalogue.measures:
                self.fault(f"{field}.measure", self.localize.gettext("deze maatregel is onbekend."))
            for key in ("status", "owner", "due"):
                if measure is not None and row.get(key) is not None:
                    message = self.localize.gettext("zet dit onder 'progress', bij de maatregel.")
                    self.fault(f"{field}.{key}", message)
            own = AgreementId(f"g{number}")
            if measure is not None:
                yield OwnAction(own, what, MeasureId(str(measure)))
            else:
                yield OwnAction(own, what, None, self.one_progress(field, row))

    def one_progress(self, field: str, value: Mapping[str, Any]) -> Progress:
        status = value.get("status")
        if status is not None and status not in list(Status):
            self.not_allowed(f"{field}.status", status, Status)
            status = None
        owner = self.text(f"{field}.owner", value.get("owner"), LONGEST_OWNER)
        return Progress(
            Status.TODO if status is None else Status(status), owner, self.day(f"{field}.due", value.get("due"))
        )

    def day(self, field: str, value: object) -> date | None:
        if value is None:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fault(field, self.localize.gettext("hier past een datum zoals 2026-12-31."))
            return None


def _list(values: object, keep_order: bool = False) -> str:
    arrange: Callable[[Any], list[Any]] = list if keep_order else sorted
    return ", ".join(map(str, arrange(values)))
