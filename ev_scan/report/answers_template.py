"""An empty answers file with every question and the values it may take, for who fills it in by hand."""

from collections.abc import Iterator

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.questionnaire import Mode, Question, QuestionKind
from ev_scan.i18n import Localizer
from ev_scan.report.machine import ANSWERS_FORMAT
from ev_scan.report.register_template import register_template


def answers_template(catalogue: Catalogue, mode: Mode, localize: Localizer) -> str:
    """YAML; every value is left empty, which means: not answered."""
    return "\n".join(_lines(catalogue, mode, localize)) + "\n"


def _lines(catalogue: Catalogue, mode: Mode, localize: Localizer) -> Iterator[str]:
    questionnaire = catalogue.questionnaire
    yield f"format: {ANSWERS_FORMAT}"
    yield f"mode: {mode.value}"
    yield ""
    yield "profile:"
    for question in questionnaire.profile_in(mode):
        yield from _question(question, localize)
    yield "answers:"
    # every topic, also one that may turn out not to concern this company: nobody knows the profile yet
    for topic in questionnaire.topics_of(mode):
        for question in topic.questions:
            yield from _question(question, localize)
    if questionnaire.legal:
        heading = localize.gettext("Wetten en regels: alleen als u wilt weten wat er speelt")
        yield f"  # --- {heading} ---"
    for question in questionnaire.legal:
        yield from _question(question, localize)
    yield from register_template(catalogue, localize)
    yield "progress: {}"


def _question(question: Question, localize: Localizer) -> Iterator[str]:
    yield f"  # {localize(question.text)}"
    if question.hint:
        yield f"  # {localize(question.hint)}"
    for option in question.options:
        yield f"  #   {option.id}: {localize(option.text)}"
    if question.kind is QuestionKind.MULTIPLE:
        several = localize.gettext("Meer dan één mag, als lijst: [een, twee]")
        yield f"  # {several}"
        yield f"  {question.id}: []"
    else:
        yield f"  {question.id}:"
    yield ""
