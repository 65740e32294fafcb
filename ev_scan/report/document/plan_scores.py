"""The sums behind the scores, for who wants to do them again by hand."""

from typing import Final

from ev_scan.domain.scoring import TopicResult, TopicState
from ev_scan.report.document.plan_actions import WORTH_BEGINNING
from ev_scan.report.document.plan_report import Edition, joined
from ev_scan.report.document.styles import SMALL
from ev_scan.report.document.tables import Cell, Table, TableColumn
from ev_scan.report.document.text import Inline, Text, strong
from ev_scan.report.score_table import ScoreLine, ScoreSum, score_sums

_NOTHING: Final = "–"
_APART: Final = " · "
_SHORT: Final = 12  # rows; a longer table may go on over the page


def add_scores(edition: Edition) -> None:
    document, gettext = edition.document, edition.localize.gettext
    document.page_break(unless_room_for=WORTH_BEGINNING)
    document.heading(1, gettext("Zo is uw score berekend"))
    _add_method(edition)
    result = edition.plan.result
    sums = score_sums(result.topics, result.clusters, edition.answers, edition.wording)
    for each in sums:
        if each.cluster.possible:
            _add_sum(edition, each, [topic for topic in result.topics if topic.cluster == each.cluster.cluster])
    if not any(each.cluster.possible for each in sums):
        document.paragraph(gettext("Er zijn nog te weinig antwoorden voor een score."))
    if edition.knows_company:
        _add_exposure(edition)
    version = {"version": edition.catalogue.version, "print": edition.catalogue.fingerprint[:12]}
    document.paragraph(gettext("Berekend met vragenlijst %(version)s (%(print)s).") % version, style=SMALL)


def _add_method(edition: Edition) -> None:
    document, gettext = edition.document, edition.localize.gettext
    document.numbered(
        [
            gettext(
                "Elk antwoord staat voor een niveau van 0 tot 3. Bij een onderwerp met meer vragen telt het laagste."
            ),
            gettext("Het gewicht is 1, 2 of 3. Het volgt uit uw antwoorden over uw bedrijf."),
            gettext("De punten zijn het niveau maal het gewicht. Het hoogste is 3 maal het gewicht."),
            gettext("De score is alle punten, gedeeld door alle hoogste punten, maal 100, en afgerond."),
        ]
    )
    document.space(10)
    document.bullets(
        [
            gettext("‘Weet ik niet’ telt als 0. Uw score kan dus hoger uitvallen. Daarom staat er een bereik bij."),
            gettext("Wat niet voor u geldt of nog niet is ingevuld, telt niet mee."),
            gettext("Een thema krijgt een score als minstens de helft bekend is, gerekend naar gewicht."),
            _target_words(edition),
        ]
    )


def _target_words(edition: Edition) -> str:
    band = edition.plan.result.exposure.band
    words = edition.localize.gettext(
        "Uw doel volgt uit uw groep: %(band)s. Wat zwaarder weegt, hoort dan op niveau %(level)s, de rest op niveau "
        "%(lower)s. Enkele onderwerpen hebben voor iedereen een hoger doel."
    )
    return words % {"band": edition.localize(band.title), "level": band.level, "lower": max(band.level - 1, 1)}


def _add_sum(edition: Edition, each: ScoreSum, topics: list[TopicResult]) -> None:
    document, gettext = edition.document, edition.localize.gettext
    columns = [
        TableColumn(gettext("Onderwerp"), 3.3),
        TableColumn(gettext("Niveau"), 1.7),
        TableColumn(gettext("Doel"), 0.75, align_right=True),
        TableColumn(gettext("Gewicht"), 1, align_right=True),
        TableColumn(gettext("Punten"), 0.95, align_right=True),
        TableColumn(gettext("Hoogste"), 1, align_right=True),
    ]
    rows: list[list[Text | Cell]] = [_row(edition, line, topic) for line, topic in zip(each.lines, topics, strict=True)]
    earned, possible = str(each.cluster.earned), str(each.cluster.possible)
    rows.append([Cell(gettext("Samen"), span=4, strong=True), Cell(earned, strong=True), Cell(possible, strong=True)])
    with document.keep_together(firmly=len(rows) <= _SHORT):
        document.heading(2, edition.theme(each.cluster.cluster), listed=False)
        document.table(Table(columns, rows))
        document.paragraph(*_division(edition, each))


def _row(edition: Edition, line: ScoreLine, topic: TopicResult) -> list[Text | Cell]:
    gettext = edition.localize.gettext
    level = {
        TopicState.ANSWERED: str(line.level),
        TopicState.UNKNOWN: gettext("0, weet ik niet"),
        TopicState.NOT_APPLICABLE: gettext("niet van toepassing"),
        TopicState.OPEN: gettext("niet ingevuld"),
    }[topic.state]
    title = edition.content(edition.catalogue.questionnaire.topic(topic.topic).title)
    counted = [str(number) if number is not None else _NOTHING for number in (line.points, line.most)]
    return [title, level, str(line.target), str(line.weight), *counted]


def _division(edition: Edition, each: ScoreSum) -> list[Inline]:
    """'Score: 6 / 33 x 100 = 18', and the same for what the unknowns leave open and for the target."""
    gettext, cluster = edition.localize.gettext, each.cluster
    parts: list[list[Inline]] = []
    if cluster.score is None:
        parts.append([gettext("Er is nog te weinig bekend voor een score.")])
    else:
        parts.append(_quotient(gettext("Score:"), cluster.earned, cluster.possible, cluster.score))
        if cluster.unknown:
            parts.append(_quotient(gettext("Hoogstens:"), cluster.reachable, cluster.possible, cluster.high))
    parts.append(_quotient(gettext("Doel:"), cluster.wanted, cluster.possible, cluster.target))
    return joined(parts, _APART)


def _quotient(name: str, part: int, whole: int, outcome: int) -> list[Inline]:
    return [f"{name} {part}\u00a0/\u00a0{whole}\u00a0×\u00a0100\u00a0=\u00a0", strong(str(outcome))]


def _add_exposure(edition: Edition) -> None:
    """Where the target comes from."""
    document, gettext = edition.document, edition.localize.gettext
    exposure, questionnaire = edition.plan.result.exposure, edition.catalogue.questionnaire
    columns = [
        TableColumn(gettext("Vraag"), 3),
        TableColumn(gettext("Antwoord dat het zwaarst telt"), 3),
        TableColumn(gettext("Punten"), 0.8, align_right=True),
    ]
    rows: list[list[Text | Cell]] = [
        [
            edition.question(question),
            edition.option(question, option),
            str(questionnaire.question(question).option(option).points),
        ]
        for question, option in exposure.because
    ]
    rows.append([Cell(gettext("Samen"), span=2, strong=True), Cell(str(exposure.points), strong=True)])
    with document.keep_together():
        document.heading(2, gettext("Hoe interessant u bent voor anderen"), listed=False)
        document.table(Table(columns, rows))
        band = edition.localize(exposure.band.title)
        document.paragraph(_bands_words(edition), " ", gettext("Uw groep is dus: %(band)s.") % {"band": band})


def _bands_words(edition: Edition) -> str:
    """'Vanaf 7 punten: Verhoogd. Vanaf 14 punten: Hoog.'"""
    words = edition.localize.gettext("Vanaf %(points)s punten: %(band)s.")
    bands = edition.catalogue.questionnaire.bands[1:]
    return " ".join(words % {"points": band.from_points, "band": edition.localize(band.title)} for band in bands)
