"""The whole catalogue for other programs: `ev-scan/catalogue@1`."""

from typing import Any

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.measures import Contact, Measure, Source
from ev_scan.domain.monitor_block import MonitorBlock
from ev_scan.domain.questionnaire import Question, Topic
from ev_scan.i18n import Localizer
from ev_scan.report.knowledge_export import knowledge_documents

CATALOGUE_FORMAT = "ev-scan/catalogue@1"


def catalogue_document(catalogue: Catalogue, localize: Localizer) -> dict[str, Any]:
    questionnaire = catalogue.questionnaire
    return {
        "format": CATALOGUE_FORMAT,
        "version": catalogue.version,
        "fingerprint": catalogue.fingerprint,
        "language": localize.locale,
        "clusters": [
            {
                "id": cluster.id,
                "title": localize(cluster.title),
                "topics": [_topic(topic, catalogue, localize) for topic in cluster.topics],
            }
            for cluster in questionnaire.clusters
        ],
        "profile": [_question(question, localize) for question in questionnaire.profile],
        "measures": [_measure(measure, localize) for measure in catalogue.measures],
        **knowledge_documents(catalogue, localize, _question),
        "monitor": _monitor(catalogue.monitor, localize),
        "roles": [{"id": role.id, "title": localize(role.title)} for role in catalogue.roles.values()],
        "contacts": [_contact(contact, localize) for contact in catalogue.contacts.values()],
        "sources": [_source(source, localize) for source in catalogue.sources.values()],
    }


def _monitor(block: MonitorBlock, localize: Localizer) -> dict[str, Any]:
    """With a question for each row."""
    fields = [each for page in block.pages for each in page.fields]
    return {
        "block": block.version,
        "fields": [
            {
                "id": each.field,
                "text": localize(each.text),
                "hint": localize(each.hint) if each.hint else None,
                "questions": [_question(question, localize) for question in each.questions],
            }
            for each in fields
        ],
    }


def _contact(contact: Contact, localize: Localizer) -> dict[str, Any]:
    return {
        "id": contact.id,
        "name": localize(contact.name),
        "helps_with": localize(contact.helps_with),
        "url": contact.url,
        "phone": contact.phone,
    }


def _source(source: Source, localize: Localizer) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": localize(source.title),
        "publisher": localize(source.publisher),
        "url": source.url,
        "date": source.date,
    }


def _topic(topic: Topic, catalogue: Catalogue, localize: Localizer) -> dict[str, Any]:
    return {
        "id": topic.id,
        "code": topic.code,
        "title": localize(topic.title),
        "quick": topic.quick,
        "questions": [_question(question, localize) for question in topic.questions],
        "measures": [measure.id for measure in catalogue.measures.of_topic(topic.id)],
        "methods": list(topic.methods),
    }


def _question(question: Question, localize: Localizer) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind.value,
        "text": localize(question.text),
        "options": [{"id": option.id, "text": localize(option.text)} for option in question.options],
    }


def _measure(measure: Measure, localize: Localizer) -> dict[str, Any]:
    return {
        "id": measure.id,
        "topic": measure.topic,
        "from_level": measure.from_level,
        "to_level": measure.to_level,
        **_advice(measure, localize),
        "after": list(measure.after),
        "contacts": list(measure.contacts),
        "no_help_needed": not measure.contacts,
        "sources": list(measure.sources),
        "message": [localize(line) for line in measure.message],
        "variants": [_advice(variant.measure, localize) for variant in measure.variants],
    }


def _advice(measure: Measure, localize: Localizer) -> dict[str, Any]:
    """What differs between the variants of a measure."""
    return {
        "title": localize(measure.title),
        "why": localize(measure.why),
        "first_step": localize(measure.first_step),
        "how": [localize(step) for step in measure.how],
        "effort": measure.effort.value,
        "cost": measure.cost.value,
        "role": measure.role,
    }
