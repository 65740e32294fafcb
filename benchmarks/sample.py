"""A company with something to say at every question, and a large synthetic questionnaire."""

from pathlib import Path

from ev_scan.content.loader import load
from ev_scan.content.lock import write_lock
from ev_scan.content.reading import read_folder
from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.questionnaire import Question, QuestionKind
from ev_scan.resources import QUESTIONNAIRES


def real_catalogue() -> Catalogue:
    return load(QUESTIONNAIRES)


def answered(catalogue: Catalogue) -> Dossier:
    """Levels 0, 1 and 2 in turn, now and then "I don't know"; in the profile the second option."""
    chosen = {}
    for number, question in enumerate(catalogue.questionnaire.questions()):
        chosen[question.id] = (question.options[_choice(number, question)].id,)
    notes = dict.fromkeys(list(chosen)[-8:], "Zie het verslag van 3 maart.")
    return Dossier(catalogue.version, answers=AnswerSet(chosen), notes=notes)


def _choice(number: int, question: Question) -> int:
    if question.kind is not QuestionKind.GRADED:
        return min(1, len(question.options) - 1)
    return 4 if number % 7 == 0 else number % 3


TOPIC = """\
  - id: topic_{n}
    code: {code}
    title: Onderwerp nummer {n}
    quick: true
    methods: [M{method:02d}]
    relevant_when: {{not: {{answer: size, in: [unknown]}}}}
    weights:
      - {{weight: 2, when: {{answer: size, in: [small, medium]}}}}
      - weight: 3
        when: {{all: [{{answer: size, in: [medium]}}, {{answer: export, in: [outside_eu]}}]}}
    find_out: {{text: Vraag het aan wie het weet in afdeling {n}., role: it, contacts: [olev]}}
    questions:
      - id: topic_{n}
        text: Hebt u onderwerp {n} goed geregeld in uw bedrijf?
        hint: Denk aan wat u vorige maand nog deed in afdeling {n}.
        why: Wie afdeling {n} niet regelt, merkt het pas als het te laat is. Dat is zonde van het werk van {n} mensen.
        levels: [Nee, Een beetje, Voor het grootste deel, Helemaal]
        not_applicable: Wij hebben geen afdeling {n}
"""
MEASURE = """\
  - id: measure_{n}_{level}
    topic: topic_{n}
    from_level: {level}
    title: Zet stap {level} van onderwerp {n}
    why: Zo komt u een niveau hoger dan {level} met onderwerp {n}. Dat helpt de mensen van afdeling {n} elke dag.
    first_step: Plan vandaag een uur met wie over afdeling {n} gaat.
    how: [Kijk wat er is., Bedenk wat er mist in kast {n} van de afdeling., Regel het deze week.]
    effort: S
    cost: none
    role: it
    contacts: [olev]
    sources: [aivd_ev]
    message: [Kunt u ons vertellen wie er bij u over afdeling {n} gaat?, Wij horen het graag.]
    variants:
      - when: {{answer: size, in: [small]}}
        first_step: Neem vanmiddag een uur voor kast {n} van uw bedrijf.
        how: [Kijk er zelf naar., Regel het deze week.]
        cost: low
"""
REGIME = """\
  - id: regime_{n}
    title: Wet nummer {n}
    short: Wet {n}
    status: applies
    since: "2020"
    summary: Deze wet gaat over bedrijven die goederen van soort {n} maken.
    questions:
      - {{id: regime_{n}_makes, text: Maakt u goederen van soort {n}?, scale: yes_no}}
    likely_when: {{answer: regime_{n}_makes, in: ["yes"]}}
    possible_when: {{all: [{{answer: export, in: [outside_eu]}}, {{not: {{answer: regime_{n}_makes, in: ["no"]}}}}]}}
    to_do: [Zoek soort {n} op in de lijst van de overheid., Vraag het na als u twijfelt over soort {n}.]
    contacts: [olev]
    sources: [aivd_ev]
    topics: [topic_{n}]
    as_of: "2026-01-01"
    review_by: "2027-01-01"
"""
CARD = """\
  - id: card_{n}
    title: Er is iets mis in afdeling {n}
    recognise: [Kast {n} staat open., De sleutel van kast {n} is weg.]
    now: [Sluit kast {n}., Bel de beheerder van afdeling {n}., Schrijf op wat u zag bij kast {n}.]
    avoid: [Ruim kast {n} nog niet op.]
    afterwards: [Koop een nieuw slot voor kast {n}.]
    contacts: [olev]
    topics: [topic_{n}]
    relevant_when: {{answer: topic_{n}, in: ["0"]}}
"""
DEEP_DIVES = """\
deep_dives:
  - id: personnel
    slug: personeel
    cluster: growth
    title: Personeel
    promise: Veilig samenwerken
    lead: Over de mensen in uw bedrijf.
    points: [Wie er werkt., Wie er weggaat.]
    minutes: 10
    profile: [size, export]
    topics: [topic_3, topic_7]
"""
COPIED = ("profile", "scales", "contacts", "sources", "catalogue", "methods", "assets", "glossary")


def write_large(directory: Path, topics: int) -> None:
    """So many topics in four clusters, each with a question and three measures; a law and a card to every 50."""
    for name in COPIED:
        (directory / f"{name}.yaml").write_bytes((QUESTIONNAIRES / f"{name}.yaml").read_bytes())
    (directory / "deep_dives.yaml").write_text(DEEP_DIVES, encoding="utf-8")
    for name, form in (("regimes", REGIME), ("escalations", CARD)):
        nodes = "".join(form.format(n=n) for n in range(0, topics, 50))
        (directory / f"{name}.yaml").write_text(f"{name}:\n{nodes}", encoding="utf-8")
    for number, cluster in enumerate(("products", "environment", "partnerships", "growth")):
        numbers = range(number, topics, 4)
        head = f"cluster: {{id: {cluster}, title: Thema {number}, summary: Het thema met nummer {number}.}}\ntopics:\n"
        asked = "".join(TOPIC.format(n=n, code=_code(n), method=n % 18 + 1) for n in numbers)
        measures = "".join(MEASURE.format(n=n, level=level) for n in numbers for level in range(3))
        for folder, text in (("scan", head + asked), ("measures", "measures:\n" + measures)):
            (directory / folder).mkdir(exist_ok=True)
            (directory / folder / f"{cluster}.yaml").write_text(text, encoding="utf-8")
    write_lock(read_folder(directory), directory)


def _code(number: int) -> str:
    return f"{chr(ord('A') + number // 100)}{number % 100:02d}"
