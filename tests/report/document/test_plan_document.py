"""The plan as a PDF: what stands in it, in which order, and with the same numbers as everywhere."""

import json
import re
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from math import floor
from pathlib import Path

import page
import pytest
import tag_checks
from babel.support import NullTranslations
from plan_companies import (
    CREATED,
    NAMES,
    answering_everything,
    company,
    company_pdf,
    pdf_of,
    plan,
    real_catalogue,
)
from reading import Spoken, flowing_text, plain_text, unbroken, web_links

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.plan import Phase, Progress, Status
from ev_scan.domain.route import sections
from ev_scan.i18n import LOCALES, Localizer, localizer
from ev_scan.report.machine import plan_document
from ev_scan.report.words import Wording
from ev_scan.services.answers_file import ATTACHMENT, read_dossier
from ev_scan.services.plans import plan_of

every_plan = pytest.mark.parametrize(("name", "locale"), [(name, locale) for name in NAMES for locale in LOCALES])


@cache
def spoken(name: str, locale: str) -> Spoken:
    return Spoken(company_pdf(name, locale))


def first_pages(heard: Spoken) -> dict[str, int]:
    """Where each heading stands, counted from 0."""
    headings = [node for node in heard.tagged.tree.walk() if node.role in ("/H1", "/H2", "/H3")]
    return {heard.words(node): min(heard.pages_of(node)) for node in reversed(headings)}


def check_conformance(pdf: bytes) -> None:
    for profile in ("ua1", "3a"):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    tag_checks.check(pdf)


@every_plan
def test_a_plan_is_accessible_and_made_to_last(name: str, locale: str) -> None:
    check_conformance(company_pdf(name, locale))


@every_plan
def test_qpdf_finds_no_fault(name: str, locale: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(company_pdf(name, locale))
    result = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@every_plan
def test_text_is_in_reading_order(name: str, locale: str) -> None:
    """First what it comes down to, then what to do, then why, then everything."""
    text, words = flowing_text(company_pdf(name, locale)), localizer(locale)
    made = plan(company(name))
    now, conclusion = made.in_phase(Phase.NOW), Wording(real_catalogue(), words).conclusion(made)
    after_summary = text.index(conclusion) + len(conclusion)
    first_steps = [text.index(unbroken(words(action.measure.first_step))) for action in now]
    sums = text.index(" / ", first_steps[-1])
    first_question = words(real_catalogue().questionnaire.profile[0].text)
    answers = text.index(words.gettext("Uw antwoorden"), sums)
    assert after_summary < first_steps[0]
    assert first_steps == sorted(first_steps)
    assert first_steps[-1] < sums < answers < text.rindex(first_question)


@every_plan
def test_each_action_for_now_says_what_how_and_why(name: str, locale: str) -> None:
    text, words = flowing_text(company_pdf(name, locale)), localizer(locale)
    wording = Wording(real_catalogue(), words)
    actions = plan(company(name)).in_phase(Phase.NOW)
    assert actions
    for action in actions:
        measure = action.measure
        for content in (measure.title, measure.why, measure.first_step, *measure.how):
            assert unbroken(words(content)) in text
        for told in (wording.effort(measure.effort), wording.cost(measure.cost), wording.role(measure)):
            assert unbroken(told) in text
        for reason in action.reasons:
            question, answer = wording.reason(reason)
            assert unbroken(question) in text
            assert unbroken(answer) in text
        assert action.lift is None or wording.lift(action.lift) in text
        assert all(unbroken(title) in text for title in wording.after(action))


@every_plan
def test_links_can_be_clicked(name: str, locale: str) -> None:
    made, catalogue = plan(company(name)), real_catalogue()
    contacts = {contact for action in made.actions for contact in action.measure.contacts}
    contacts |= {contact for asked in made.questions_to_answer for contact in asked.find_out.contacts}
    sources = {source for action in made.actions for source in action.measure.sources}
    wanted = {catalogue.contacts[name].url for name in contacts} | {catalogue.sources[name].url for name in sources}
    assert wanted <= web_links(company_pdf(name, locale))


@every_plan
def test_scores_are_those_of_the_data_file(name: str, locale: str) -> None:
    pdf, words = company_pdf(name, locale), localizer(locale)
    data, questionnaire = attached(pdf), real_catalogue().questionnaire
    rows = [tuple(row) for table in spoken(name, locale).tables() for row in table]
    for topic in data["topics"]:
        counts, weight = topic["applicable"], topic["weight"]
        [row] = [row for row in rows if row[0] == words(questionnaire.topic(topic["id"]).title)]
        assert row[2:4] == (str(topic["target"]), str(weight))
        assert row[4:] == ((str(weight * topic["level"]), str(3 * weight)) if counts else ("–", "–"))
        assert not counts or row[1].startswith(str(topic["level"]))
    text = flowing_text(pdf).replace("\u00a0", " ")
    for cluster in data["scores"]["clusters"]:
        assert f"{cluster['earned']} / {cluster['possible']} × 100 = {cluster['score']}" in text
        assert f"/ {cluster['possible']} × 100 = {cluster['target']}" in text
        assert f"/ {cluster['possible']} × 100 = {cluster['high']}" in text
    divisions = re.findall(r"(\d+) / (\d+) × 100 = (\d+)", text)
    assert all(floor(100 * int(part) / int(whole) + 0.5) == int(outcome) for part, whole, outcome in divisions)


def attached(pdf: bytes) -> dict[str, object]:
    tagged = tag_checks.TaggedFile(pdf)
    [file] = tagged.file.Root.AF
    assert (str(file.UF), str(file.AFRelationship)) == (ATTACHMENT, "/Data")
    found: dict[str, object] = json.loads(file.EF.F.read_bytes())
    return found


@every_plan
def test_the_file_carries_its_own_data(name: str, locale: str) -> None:
    pdf, dossier, catalogue = company_pdf(name, locale), company(name), real_catalogue()
    assert attached(pdf) == plan_document(dossier, plan(dossier), catalogue, localizer(locale), CREATED)
    restored = read_dossier(pdf, "plan.pdf", catalogue, localizer(locale))
    assert plan_of(restored, catalogue) == plan(dossier)


@every_plan
def test_each_action_has_a_sheet_that_can_be_handed_over(name: str, locale: str) -> None:
    """The summary is on one page, and no sheet shares its page with another."""
    heard, words = spoken(name, locale), localizer(locale)
    titles = [words(action.measure.title) for action in plan(company(name)).in_phase(Phase.NOW)]
    starts = first_pages(heard)
    summary = starts[words.gettext("Samenvatting")]
    assert [starts[title] for title in titles] == list(range(summary + 1, summary + 1 + len(titles)))


@every_plan
def test_a_sheet_says_where_to_find_help(name: str, locale: str) -> None:
    words, catalogue = localizer(locale), real_catalogue()
    starts = first_pages(spoken(name, locale))
    for action in plan(company(name)).in_phase(Phase.NOW):
        wanted = {catalogue.contacts[contact].url for contact in action.measure.contacts}
        assert wanted <= web_links(company_pdf(name, locale), starts[words(action.measure.title)])


@every_plan
def test_pages_are_filled(name: str, locale: str) -> None:
    pages = plain_text(company_pdf(name, locale)).split("\f")
    lines = [len([line for line in text.splitlines() if line.strip()]) for text in pages[2:-2]]
    assert min(lines) > 20


def test_pages_are_numbered_and_say_that_they_are_confidential() -> None:
    pages = plain_text(company_pdf("photonics", "nl")).removesuffix("\f").split("\f")
    for number, text in enumerate(pages, 1):
        assert f"Pagina {number} van {len(pages)}" in text
        assert "Vertrouwelijk" in text


def test_the_contents_name_the_page_of_each_action() -> None:
    heard = spoken("machines", "nl")
    starts, entries = first_pages(heard), heard.all("/Reference")
    titles = ["Samenvatting", "Daarna en later", "Zo is uw score berekend", "Uw antwoorden", "Contacten en bronnen"]
    titles += [action.measure.title.source for action in plan(company("machines")).in_phase(Phase.NOW)]
    assert {f"{title} {starts[title] + 1}" for title in titles} <= set(entries)
    assert not any(entry.startswith("Actieplan") for entry in entries)


def test_the_cover_and_the_metadata_name_nobody() -> None:
    dossier = company("machines")
    pdf = pdf_of(replace(dossier, notes=dict.fromkeys(dossier.answers, "Fabriek De Vries")))
    tagged = tag_checks.TaggedFile(pdf)
    file = tagged.file
    assert str(file.docinfo["/Title"]) == "Actieplan economische veiligheid"
    assert "/Author" not in file.docinfo
    cover = plain_text(pdf).split("\f")[0]
    assert "De Vries" not in cover
    assert "Anneke" not in cover
    assert "21 november 2026" in cover
    assert "Snelle scan" in cover


def boxes_of(pdf: bytes) -> dict[str, str]:
    """What each box is for, and its state."""
    tagged = tag_checks.TaggedFile(pdf)
    return {str(field.TU): str(field.V) for field in tagged.file.Root.AcroForm.Fields}


def test_progress_is_filled_in() -> None:
    pdf = company_pdf("machines", "nl")
    text, boxes = flowing_text(pdf), boxes_of(pdf)
    ticked = {label for label, state in boxes.items() if state == "/Yes"}
    titles = {
        name: real_catalogue().measures.get(name).title.source for name in ("discuss_crown_jewels", "yearly_restore")
    }
    assert ticked == {f"Bezig: {titles['discuss_crown_jewels']}", titles["yearly_restore"]}
    assert "Anneke de Graaf" in text
    assert "1 februari 2027" in text
    dropped = real_catalogue().measures.get("mfa_mail").title.source
    assert dropped in text
    assert dropped not in boxes


def test_steps_later_actions_and_questions_have_boxes() -> None:
    made = plan(company("photonics"))
    boxes = boxes_of(company_pdf("photonics", "nl"))
    steps = {step.source for action in made.in_phase(Phase.NOW) for step in action.measure.how}
    later = {action.measure.title.source for phase in (Phase.NEXT, Phase.LATER) for action in made.in_phase(phase)}
    asked = {asked.question.text.source for asked in made.questions_to_answer}
    assert steps
    assert later
    assert asked
    assert steps | later | asked <= boxes.keys()


def test_answers_come_with_their_notes() -> None:
    text = flowing_text(company_pdf("photonics", "nl"))
    assert "Notitie: Alleen de mail nog. Vraag het aan Łukasz." in text
    assert "Optica en fotonica; Chips en halfgeleiders" in text
    for asked in plan(company("photonics")).questions_to_answer:
        assert unbroken(asked.find_out.text.source) in text


def test_what_is_not_answered_is_said_in_words() -> None:
    dossier = company("photonics")
    without = {question: chosen for question, chosen in dossier.answers.by_question.items() if question != "backup"}
    pdf = pdf_of(replace(dossier, answers=replace(dossier.answers, by_question=without)))
    assert "Niet ingevuld" in flowing_text(pdf)
    assert ["Back-up en herstel", "niet ingevuld", "2", "1", "–", "–"] in [
        row for table in Spoken(pdf).tables() for row in table
    ]


def test_the_same_plan_gives_the_same_bytes() -> None:
    dossier = company("photonics")
    assert pdf_of(dossier) == company_pdf("photonics", "nl")
    assert pdf_of(dossier, created=CREATED + timedelta(days=1)) != company_pdf("photonics", "nl")


@pytest.mark.parametrize("locale", LOCALES)
def test_all_unknown_still_gives_a_whole_plan(locale: str) -> None:
    dossier = answering_everything("unknown")
    pdf = pdf_of(dossier, locale)
    check_conformance(pdf)
    text, words = flowing_text(pdf), localizer(locale)
    for asked in plan(dossier).questions_to_answer:
        assert unbroken(words(asked.find_out.text)) in text
    assert words.gettext("Er is nog te weinig bekend voor een score.") in text


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_answered_promises_nothing(locale: str) -> None:
    pdf = pdf_of(Dossier(real_catalogue().version), locale)
    check_conformance(pdf)
    text, words = flowing_text(pdf), localizer(locale)
    assert words.gettext("Nog niet bekend") in text
    assert words.gettext("Beantwoord eerst de vragen. Dan staan hier de acties die het meest opleveren.") in text
    assert words.gettext("Zo gebruikt u dit plan") not in text
    everything = sections(real_catalogue(), Dossier(real_catalogue().version))
    assert text.count(words.gettext("Niet ingevuld")) == sum(len(each.questions) for each in everything)


@pytest.mark.parametrize("locale", LOCALES)
def test_who_has_everything_in_order_gets_no_actions(locale: str) -> None:
    pdf = pdf_of(answering_everything("3"), locale)
    check_conformance(pdf)
    text, words = flowing_text(pdf), localizer(locale)
    assert words.gettext("Er staan geen acties open.") in text
    assert words.gettext("Eerste stap") not in text


HURTING = {
    "emoji": "👩‍👩‍👧 😀",
    "arabic": "مرحبا بالعالم",
    "cjk": "漢字かな交じり文 한국어",
    "control": "a\x00b\x07c\x1bd\x7fe\ufffe",
    "markup": "<b>vet</b> &amp; <a href='javascript:alert(1)'>x</a>",
    "formula": "=SUM(A1:A9) @cmd +1 -1 %(theme)s {0} %s",
    "operators": "(haakje \\ ) EMC ET endstream endobj",
    "blank": " \n\t\r\u2028 ",
}
LONG = {"long": "waardevolle woorden " * 500, "unbreakable": "x" * 10_000, "wide": "漢" * 10_000}


def typed_by_somebody(text: str, actions: int) -> Dossier:
    dossier = company("machines")
    noted = Progress(Status.DOING, text, date(2027, 1, 2))
    progress = {action.measure.id: noted for action in plan(dossier).actions[:actions]}
    return replace(dossier, notes=dict.fromkeys(("mfa", "sector"), text), progress=progress)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", HURTING.values(), ids=HURTING)
def test_whatever_somebody_typed_the_plan_stays_whole(text: str) -> None:
    check_conformance(pdf_of(typed_by_somebody(text, actions=99)))


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_however_much_somebody_typed_the_plan_stays_whole(text: str) -> None:
    pdf = pdf_of(typed_by_somebody(text, actions=1))
    check_conformance(pdf)
    assert len(tag_checks.TaggedFile(pdf).pages) < 40


def test_what_somebody_typed_is_shown_as_typed() -> None:
    note = "<b>vet</b> %(theme)s =SUM(A1) (haakje \\"
    dossier = replace(company("photonics"), notes={"mfa": note})  # type: ignore[dict-item]
    assert note in flowing_text(pdf_of(dossier))


def test_dutch_sentences_in_an_english_plan_are_marked() -> None:
    pdf = pdf_of(company("photonics"), Localizer("en", {}, NullTranslations()))
    check_conformance(pdf)
    heard = Spoken(pdf)
    dutch = {heard.words(n) for n in heard.tagged.tree.walk() if str(n.element.get("/Lang", "")) == "nl"}
    assert str(heard.tagged.file.Root.Lang) == "en"
    for action in plan(company("photonics")).in_phase(Phase.NOW):
        assert {
            action.measure.title.source,
            action.measure.first_step.source,
            *(h.source for h in action.measure.how),
        } <= dutch
