"""The whole plan on one page, for who decides."""

from dataclasses import replace

from ev_scan.domain.plan import Action, Phase
from ev_scan.domain.scoring import ClusterResult
from ev_scan.report.document.fonts import plain
from ev_scan.report.document.plan_figures import BarKey, ScoreBar, score_bars
from ev_scan.report.document.plan_report import Edition, anchor_of, joined
from ev_scan.report.document.styles import DANGER, LABEL, LEAD, PAPER_TINT, SMALL, STRONG, TextStyle
from ev_scan.report.document.tables import Table, TableColumn
from ev_scan.report.document.text import Inline, Run

_CAUSES = 3
_LONGEST_NAME = 44  # characters: two lines; the sheet has it in full
_BAND: TextStyle = replace(STRONG, size=17, leading=22, after=4)


def add_summary(edition: Edition) -> None:
    document = edition.document
    if edition.plan.in_phase(Phase.NOW):
        with document.page_of_its_own():
            _add_page(edition)
    else:  # so short that the next chapter can begin below it
        document.page_break()
        _add_page(edition)


def _add_page(edition: Edition) -> None:
    document = edition.document
    document.heading(1, edition.localize.gettext("Samenvatting"))
    document.paragraph(edition.wording.conclusion(edition.plan), style=LEAD)
    document.space(20)
    with document.columns(1.75, 1, gap=26) as (wide, narrow):
        with wide:
            add_profile(edition)
        with narrow:
            add_exposure(edition)
    _add_actions(edition)
    _add_rest(edition)


def add_profile(edition: Edition) -> None:
    gettext = edition.localize.gettext
    clusters = edition.plan.result.clusters
    key = BarKey(gettext("Uw score"), gettext("Nog onzeker"), gettext("Uw doel"), gettext("van 100"))
    height, paint = score_bars([_bar(edition, cluster) for cluster in clusters], key)
    scores = " ".join(_spoken(edition, cluster) for cluster in clusters)
    edition.document.heading(2, gettext("Uw profiel"), listed=False)
    edition.document.figure(
        gettext("Staafdiagram van uw score per thema, van 0 tot 100.") + " " + scores, height, paint
    )


def _bar(edition: Edition, cluster: ClusterResult) -> ScoreBar:
    gettext = edition.localize.gettext
    notes = []
    if cluster.score is None:
        notes.append(gettext("Nog te weinig antwoorden voor een score"))
    elif cluster.unknown:
        notes.append(gettext("Tussen %(low)s en %(high)s") % {"low": cluster.low, "high": cluster.high})
    if cluster.possible:
        notes.append(gettext("Doel %(target)s") % {"target": cluster.target})
    target = cluster.target if cluster.possible else None
    title = edition.wording.cluster(cluster.cluster)
    return ScoreBar(cluster.cluster, title, cluster.score, cluster.high, target, " · ".join(reversed(notes)))


def _spoken(edition: Edition, cluster: ClusterResult) -> str:
    """A bar in a sentence."""
    gettext = edition.localize.gettext
    values = {"theme": edition.wording.cluster(cluster.cluster), "score": cluster.score, "target": cluster.target}
    if cluster.score is None:
        return gettext("%(theme)s: nog geen score.") % values
    if not cluster.unknown:
        return gettext("%(theme)s: %(score)s, doel %(target)s.") % values
    values |= {"low": cluster.low, "high": cluster.high}
    return gettext("%(theme)s: %(score)s, tussen %(low)s en %(high)s, doel %(target)s.") % values


def add_exposure(edition: Edition) -> None:
    document, gettext = edition.document, edition.localize.gettext
    exposure = edition.plan.result.exposure
    with document.card(fill=PAPER_TINT):
        document.paragraph(gettext("Hoe interessant u bent voor anderen"), style=LABEL)
        if not edition.knows_company:
            document.paragraph(gettext("Nog niet bekend"), style=_BAND)
            document.paragraph(gettext("Dat volgt uit de vragen over uw bedrijf. Die staan nog open."), style=SMALL)
            return
        document.paragraph(edition.content(exposure.band.title), style=_BAND)
        document.paragraph(edition.content(exposure.band.meaning), style=replace(SMALL, after=8))
        causes = heaviest_causes(edition)
        if causes:
            document.paragraph(gettext("Dat komt vooral door:"), style=LABEL)
            for cause in causes:
                document.paragraph(cause, style=replace(SMALL, after=3))


def heaviest_causes(edition: Edition) -> list[Run]:
    """The few profile answers that count for most, in the order of the questionnaire."""
    questionnaire = edition.catalogue.questionnaire
    because = edition.plan.result.exposure.because
    by_points = sorted(because, key=lambda cause: -questionnaire.question(cause[0]).option(cause[1]).points)
    return [edition.option(*cause) for cause in because if cause in by_points[:_CAUSES]]


def _add_actions(edition: Edition) -> None:
    document, gettext = edition.document, edition.localize.gettext
    now = edition.plan.in_phase(Phase.NOW)
    document.heading(2, gettext("Hiermee begint u"), listed=False)
    if not now:
        document.paragraph(_without_actions(edition))
        return
    columns = [
        TableColumn(gettext("Nr."), 0.48, align_right=True),
        TableColumn(gettext("Actie"), 3.9),
        TableColumn(gettext("Wie"), 1.9),
        TableColumn(gettext("Moeite"), 2.1),
    ]
    document.table(Table(columns, [_row(edition, action) for action in now], row_headers=False))


def _without_actions(edition: Edition) -> str:
    gettext, plan = edition.localize.gettext, edition.plan
    if any(action.progress.status.is_open for action in plan.actions):
        return gettext("Voor nu hoeft u niets. Verderop staat wat u later nog kunt verbeteren.")
    if not any(topic.counts for topic in plan.result.topics):
        return gettext("Beantwoord eerst de vragen. Dan staan hier de acties die het meest opleveren.")
    return gettext("Er staan geen acties open.")


def _row(edition: Edition, action: Action) -> list[list[Inline]]:
    title = edition.content(action.measure.title)
    role = edition.content(edition.catalogue.roles[action.measure.role].title)
    named = Run(title.text, lang=title.lang, anchor=anchor_of(action.measure.id))
    owner = plain(action.progress.owner)
    who: Inline = _shorten(owner) if owner else role
    return [[str(action.rank)], [named], [who], [edition.wording.effort(action.measure.effort)]]


def _add_rest(edition: Edition) -> None:
    """How much more there is."""
    ngettext, plan = edition.localize.ngettext, edition.plan
    later = sum(len(plan.in_phase(phase)) for phase in (Phase.NEXT, Phase.LATER))
    asked = len(plan.questions_to_answer)
    sentences = []
    if later:
        sentences.append(ngettext("Daarna wacht nog %(num)d actie.", "Daarna wachten nog %(num)d acties.", later))
    if asked:
        sentences.append(
            ngettext(
                "Op %(num)d vraag weet u het antwoord nog niet. Verderop staat aan wie u het kunt vragen.",
                "Op %(num)d vragen weet u het antwoord nog niet. Verderop staat aan wie u het kunt vragen.",
                asked,
            )
        )
    found = sum(each.is_found for each in plan.regimes)
    if found:
        sentences.append(
            ngettext(
                "Kijk ook naar %(num)d wet of regel die voor u kan gelden.",
                "Kijk ook naar %(num)d wetten of regels die voor u kunnen gelden.",
                found,
            )
        )
    edition.document.paragraph(" ".join(sentences))
    _add_urgent(edition)


def _add_urgent(edition: Edition) -> None:
    """What may be going on now and does not wait for a plan; the cards themselves stand on the site."""
    cards = [each for each in edition.catalogue.escalations.values() if each.may_be_going_on(edition.answers)]
    if not cards:
        return
    document, gettext = edition.document, edition.localize.gettext
    with document.card(bar=DANGER, padding=12):
        document.paragraph(gettext("Speelt dit nu bij u?"), style=STRONG)
        titles = joined([[edition.content(card.title)] for card in cards], " · ")
        document.paragraph(*titles, style=replace(SMALL, after=2))
        where = gettext("Wacht dan niet op dit plan. Onder ‘Is het dringend?’ op de site staat wat u meteen doet.")
        document.paragraph(where, style=replace(SMALL, after=0))


def _shorten(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"
