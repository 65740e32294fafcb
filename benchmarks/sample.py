"""A company with something to say at every question, and a large synthetic questionnaire."""

from pathlib import Path

from ev_scan.content.loader import load
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
    code: P{code:02d}
    title: Onderwerp nummer {n}
    quick: true
    weights:
      - {{weight: 2, when: {{answer: size, in: [small, medium]}}}}
    find_out: {{text: Vraag het aan wie het weet in afdeling {n}., role: it, contacts: [olev]}}
    questions:
      - id: topic_{n}
        text: Hebt u onderwerp {n} goed geregeld in uw bedrijf?
        hint: Denk aan wat u vorige maand nog deed.
        why: Wie dit niet regelt, merkt het pas als het te laat is. Dat is zonde van het werk.
        levels: [Nee, Een beetje, Voor het grootste deel, Helemaal]
"""
MEASURE = """\
  - id: measure_{n}_{level}
    topic: topic_{n}
    from_level: {level}
    title: Zet stap {level} van onderwerp {n}
    why: Zo komt u een niveau hoger met onderwerp {n}.
    first_step: Plan vandaag een uur met wie erover gaat.
    how: [Kijk wat er is., Bedenk wat er mist., Regel het deze week.]
    effort: S
    cost: none
    role: it
    contacts: [olev]
    sources: [aivd_ev]
"""


def write_large(directory: Path, questions: int) -> None:
    """A questionnaire of this many topics, each with one question and three measures, in four clusters."""
    for name in ("profile", "scales", "contacts", "sources", "catalogue"):
        (directory / f"{name}.yaml").write_bytes((QUESTIONNAIRES / f"{name}.yaml").read_bytes())
    for number, cluster in enumerate(("products", "environment", "partnerships", "growth")):
        numbers = range(number, questions, 4)
        head = f"cluster: {{id: {cluster}, title: Thema {number}, summary: Het thema met nummer {number}.}}\ntopics:\n"
        topics = "".join(TOPIC.format(n=n, code=n % 100) for n in numbers)
        measures = "".join(MEASURE.format(n=n, level=level) for n in numbers for level in range(3))
        for folder, text in (("scan", head + topics), ("measures", "measures:\n" + measures)):
            (directory / folder).mkdir(exist_ok=True)
            (directory / folder / f"{cluster}.yaml").write_text(text, encoding="utf-8")
