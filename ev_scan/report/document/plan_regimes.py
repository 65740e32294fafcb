"""The laws and rules that the answers point to, each with what to do first."""

from dataclasses import replace
from typing import Final

from ev_scan.domain.regimes import Outcome, RegimeResult
from ev_scan.report.document.plan_actions import WORTH_BEGINNING
from ev_scan.report.document.plan_report import Edition, joined
from ev_scan.report.document.styles import BODY, SMALL, STRONG
from ev_scan.report.document.text import Inline

_NAME: Final = replace(STRONG, after=0)
_DETAIL: Final = replace(SMALL, after=2, measure=432)


def add_regimes(edition: Edition) -> None:
    found = sorted(
        (each for each in edition.plan.regimes if each.is_found), key=lambda each: each.outcome is Outcome.POSSIBLE
    )
    if not found:
        return
    document, gettext = edition.document, edition.localize.gettext
    document.page_break(unless_room_for=WORTH_BEGINNING)
    document.heading(1, gettext("Wetten en regels om na te kijken"))
    document.paragraph(
        gettext(
            "Uw antwoorden laten zien welke regels voor u kunnen gelden. Dit is geen juridisch oordeel: laat het "
            "toetsen."
        ),
        introduces=True,
    )
    with document.items():
        for each in found:
            _add_regime(edition, each)
    document.space(BODY.after)


def _add_regime(edition: Edition, found: RegimeResult) -> None:
    document, gettext, regime = edition.document, edition.localize.gettext, found.regime
    title = edition.content(regime.short)
    help_from: list[list[Inline]] = [[edition.link(each.name, each.url)] for each in edition.contacts(regime.contacts)]
    dated = gettext("bijgewerkt op %(day)s") % {"day": edition.localize.day(regime.as_of)}
    with document.box(title.text), document.keep_together(firmly=True):
        document.paragraph(title, ": ", edition.wording.outcome(found.outcome), style=_NAME)
        document.paragraph(edition.content(regime.summary), style=replace(BODY, after=1))
        document.paragraph(gettext("Doe eerst:"), " ", edition.content(regime.to_do[0]), style=replace(BODY, after=1))
        if found.because:
            answers = joined([[edition.option(*cause)] for cause in found.because], "; ")
            document.paragraph(gettext("Dat komt door uw antwoorden:"), " ", *answers, style=_DETAIL)
        for line in regime.verify:
            document.paragraph(edition.content(line), style=_DETAIL)
        status = [edition.wording.regime_status(regime.status), " · ", dated]
        document.paragraph(*status, " · ", gettext("Hulp:"), " ", *joined(help_from, "; "), style=_DETAIL)
