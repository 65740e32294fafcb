"""How much a company wants to be asked: the choice between quick, full and one theme."""

from dataclasses import dataclass
from typing import Any

from wtforms.fields import RadioField

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.questionnaire import Mode
from ev_scan.domain.route import sections
from ev_scan.i18n import Localizer
from ev_scan.report.words import Wording
from ev_scan.web import fields
from ev_scan.web.security import ScanForm

_QUESTIONS_A_MINUTE = 2
_ROUNDED_TO = 5
_USUAL_MINUTES = {Mode.QUICK: 15, Mode.FULL: 30}
"""For a company of which nothing is known yet; a deep dive says it itself."""


class ScopeForm(ScanForm):
    mode: Any = RadioField(validate_choice=False)


@dataclass(frozen=True, slots=True)
class MoreToAsk:
    """What the full scan would still ask of a company that did less."""

    questions: int
    minutes: int


def scope_form(catalogue: Catalogue, localize: Localizer, sent: Any = None, mode: Mode = Mode.QUICK) -> ScopeForm:
    form = ScopeForm(sent, data={"mode": mode.value})
    wording = Wording(catalogue, localize)
    form.mode.label.text = localize.gettext("Hoe uitgebreid wilt u het?")
    form.mode.choices = [fields.choice(each.value, wording.mode(each)) for each in catalogue.questionnaire.modes]
    return form


def chosen_mode(form: ScopeForm, catalogue: Catalogue, localize: Localizer) -> Mode | None:
    """The mode that was sent; None, with an error on the form, when it is none of these."""
    valid = form.validate()
    if form.mode.data in catalogue.questionnaire.modes:
        return Mode(form.mode.data) if valid else None
    form.mode.errors = [localize.gettext("Kies hoe uitgebreid u het wilt.")]
    return None


def descriptions(catalogue: Catalogue, localize: Localizer, dossier: Dossier) -> dict[str, str]:
    """Below each choice: what it is about, and how long it takes from here."""
    asked = catalogue.questionnaire
    about = {
        Mode.QUICK: localize.gettext("De zestien belangrijkste onderwerpen."),
        Mode.FULL: localize.gettext("Alle onderwerpen die bij uw bedrijf passen. U kunt tussendoor stoppen."),
        **{dive.mode: localize(dive.promise) + "." for dive in asked.deep_dives},
    }
    return {mode.value: f"{about[mode]} {_how_long(catalogue, dossier, mode, localize)}" for mode in asked.modes}


def _how_long(catalogue: Catalogue, dossier: Dossier, mode: Mode, localize: Localizer) -> str:
    wanted = dossier.with_mode(mode)
    if not _tells_enough(catalogue, wanted):
        asked = catalogue.questionnaire
        usual = asked.deep_dive(mode).minutes if mode.is_deep_dive else _USUAL_MINUTES[mode]
        return localize.gettext("Ongeveer %(minutes)s minuten.", minutes=usual)
    number = open_questions(catalogue, wanted)
    if not number:
        return localize.gettext("Alles is beantwoord.")
    return localize.gettext(
        "Nog %(questions)s vragen, ongeveer %(minutes)s minuten.", questions=number, minutes=minutes_for(number)
    )


def _tells_enough(catalogue: Catalogue, dossier: Dossier) -> bool:
    """Whether so much of the profile is told that the topics which concern this company can be counted."""
    profile = catalogue.questionnaire.profile_in(dossier.mode)
    return 2 * sum(question.id in dossier.answers for question in profile) > len(profile)


def open_questions(catalogue: Catalogue, dossier: Dossier) -> int:
    return sum(len(section.questions) - section.answered for section in sections(catalogue, dossier))


def minutes_for(questions: int) -> int:
    """An estimate, in steps of five minutes."""
    return max(_ROUNDED_TO, round(questions / _QUESTIONS_A_MINUTE / _ROUNDED_TO) * _ROUNDED_TO)


def more_to_ask(catalogue: Catalogue, dossier: Dossier) -> MoreToAsk | None:
    """None for a company that is in the full scan already, or for which it has nothing more."""
    if dossier.mode is Mode.FULL:
        return None
    number = open_questions(catalogue, dossier.with_mode(Mode.FULL)) - open_questions(catalogue, dossier)
    return MoreToAsk(number, minutes_for(number)) if number > 0 else None
