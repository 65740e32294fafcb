"""Three companies with very different answers, and the plan of any company as a PDF."""

from datetime import UTC, datetime
from functools import cache
from textwrap import dedent

from ev_scan.content.loader import load
from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import OptionId
from ev_scan.domain.plan import ActionPlan
from ev_scan.domain.questionnaire import QuestionKind
from ev_scan.i18n import Localizer, localizer
from ev_scan.resources import QUESTIONNAIRES
from ev_scan.services.answers_file import read_dossier
from ev_scan.services.documents import plan_pdf
from ev_scan.services.plans import plan_of

CREATED = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
CODE = "7K3M-9QRT-2WXY-5BCD-8FGH-4JNP-6SVZ"
ADDRESS = "https://scan.example.org/verder"

_COMPANIES = {
    "photonics": """
        format: ev-scan/answers@1
        mode: quick
        profile:
          {sector: C26, size: small, province: noord-brabant, phase: startup, technologies: [photonics, semiconductors],
           research: [intensive, wbso, universities], export: outside_eu, capital: [founders, raising],
           customers: [none], inputs: [physical_product, single_source], people: [key_experts, interns_visitors],
           ict: [provider, cloud], history: [approaches]}
        answers:
          {crown_jewels_list: 1, need_to_know: 0, trade_secrets: 1, dual_use: unknown, security_lead: 0, mfa: 2,
           backup: 1, access_rights: 1, incident_plan: 0, partner_check: 1, end_use: 0, supplier_map: 1,
           investor_check: 1, deal_notification: unknown, screening: 1, offboarding: 1}
        notes: {mfa: "Alleen de mail nog.\\nVraag het aan Łukasz."}
        """,
    "machines": """
        format: ev-scan/answers@1
        mode: quick
        profile:
          {sector: C28, size: medium, province: overijssel, phase: established, technologies: [mechatronics],
           research: [own_development], export: outside_eu_presence, capital: [founders], customers: [one_large],
           inputs: [physical_product, outside_eu_supply, single_source], people: [externals], ict: [own_it, machines],
           history: [copies]}
        answers:
          {crown_jewels_list: 0, need_to_know: 1, trade_secrets: 0, dual_use: not_applicable, security_lead: 1, mfa: 0,
           backup: 3, access_rights: 0, incident_plan: 0, partner_check: 0, end_use: 1, supplier_map: 0,
           investor_check: not_applicable, deal_notification: not_applicable, screening: 0, offboarding: 2}
        progress:
          discuss_crown_jewels: {status: doing, owner: "Anneke de Graaf", due: "2027-02-01"}
          mfa_mail: {status: dropped}
          yearly_restore: {status: done, owner: Ben}
        """,
    "hospital_it": """
        format: ev-scan/answers@1
        mode: quick
        profile:
          {sector: K62, size: small, province: utrecht, phase: scaleup, technologies: [cybersecurity, ai_data],
           research: [none], export: none, capital: [nl_eu_investor], customers: [vital, government_defence],
           inputs: [none], people: [vacancies, externals], ict: [own_it, cloud, others_secrets], history: [incidents]}
        answers:
          {crown_jewels_list: 2, need_to_know: 2, trade_secrets: 2, dual_use: 3, security_lead: 2, mfa: 3, backup: 2,
           access_rights: 1, incident_plan: 2, partner_check: 2, supplier_map: 1, investor_check: 2,
           deal_notification: 2, screening: 1, offboarding: 3}
        """,
}
NAMES = tuple(_COMPANIES)


@cache
def real_catalogue() -> Catalogue:
    return load(QUESTIONNAIRES)


@cache
def company(name: str) -> Dossier:
    raw = dedent(_COMPANIES[name]).encode()
    return read_dossier(raw, name, real_catalogue(), localizer("nl"))


def answering_everything(option: str) -> Dossier:
    """This option at every graded question that has it, and the profile of the photonics company."""
    catalogue = real_catalogue()
    graded = {
        question.id: (OptionId(option),)
        for question in catalogue.questionnaire.questions()
        if question.kind is QuestionKind.GRADED
    }
    return Dossier(catalogue.version, answers=AnswerSet({**company("photonics").answers.by_question, **graded}))


def plan(dossier: Dossier) -> ActionPlan:
    return plan_of(dossier, real_catalogue())


def pdf_of(
    dossier: Dossier,
    locale: str | Localizer = "nl",
    *,
    code: str | None = None,
    resume_url: str | None = None,
    created: datetime = CREATED,
) -> bytes:
    words = localizer(locale) if isinstance(locale, str) else locale
    return plan_pdf(dossier, real_catalogue(), words, created, code=code, resume_url=resume_url)


@cache
def company_pdf(name: str, locale: str) -> bytes:
    return pdf_of(company(name), locale)
