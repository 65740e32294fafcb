"""The plan as tables of plain values: what the spreadsheet and the CSV file hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.plan import Action, ActionPlan, AgreedAction
from ev_scan.domain.register import Asset, Register
from ev_scan.domain.risk_pictures import View
from ev_scan.domain.risks import RiskResult
from ev_scan.domain.supply_chain import InputResult
from ev_scan.i18n import Localizer
from ev_scan.report.register_words import RegisterWords
from ev_scan.report.supply_words import SupplyWords
from ev_scan.report.words import Wording

Value = str | int | float | date | None
_RATED: Final = ("confidentiality", "integrity", "availability", "attractiveness")
_VIEWS: Final = (View.GROSS, View.CURRENT, View.TARGET)
_BETWEEN: Final = "; "


@dataclass(frozen=True, slots=True)
class PlanTable:
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


class PlanTables:
    """The tables of one plan in one language."""

    def __init__(self, plan: ActionPlan, register: Register, catalogue: Catalogue, localize: Localizer) -> None:
        self.plan, self.register, self.catalogue, self.localize = plan, register, catalogue, localize
        self.wording = Wording(catalogue, localize)
        self.words, self.supply = RegisterWords(catalogue, localize), SupplyWords(localize)

    def all(self) -> Sequence[PlanTable]:
        """Also the ones without rows, so that every file has the same sheets."""
        return (self.actions(), self.risks(), self.inputs(), self.scores())

    # Actions

    def actions(self) -> PlanTable:
        gettext = self.localize.gettext
        columns = (
            gettext("Nr."),
            gettext("Actie"),
            gettext("Wanneer"),
            gettext("Thema"),
            gettext("Eerste stap"),
            gettext("Waarom"),
            gettext("Rol"),
            gettext("Moeite"),
            gettext("Kosten"),
            gettext("Doe eerst"),
            gettext("Levert op"),
            gettext("Stand"),
            gettext("Wie doet het"),
            gettext("Klaar op"),
            gettext("Afgesproken in het gesprek"),
        )
        rows = (*map(self._action, self.plan.actions), *map(self._own_action, self.plan.own_actions))
        return PlanTable(gettext("Acties"), columns, rows)

    def _action(self, action: Action) -> tuple[Value, ...]:
        measure, progress, wording = action.measure, action.progress, self.wording
        reasons = (_sentence(*wording.reason(reason, self.plan)) for reason in action.reasons)
        return (
            action.rank,
            self.localize(measure.title),
            wording.phase(action.phase) if progress.status.is_open else None,
            wording.cluster(action.cluster),
            self.localize(measure.first_step),
            _BETWEEN.join(dict.fromkeys(reasons)) or None,
            wording.role(measure),
            wording.effort(measure.effort),
            wording.cost(measure.cost),
            _BETWEEN.join(wording.after(action)) or None,
            wording.lift(action.lift) if action.lift else None,
            wording.status(progress.status),
            progress.owner or None,
            progress.due,
            _BETWEEN.join(self.plan.agreed_about(measure.id)) or None,
        )

    def _own_action(self, own: AgreedAction) -> tuple[Value, ...]:
        """Without a number: the answers do not call for it, so it has no place in their order."""
        measure, progress, wording = own.measure, own.progress, self.wording
        return (
            None,
            self.localize(measure.title) if measure else own.what,
            None,
            wording.theme_of(measure) if measure else None,
            self.localize(measure.first_step) if measure else None,
            None,
            wording.role(measure) if measure else None,
            wording.effort(measure.effort) if measure else None,
            wording.cost(measure.cost) if measure else None,
            None,
            None,
            wording.status(progress.status),
            progress.owner or None,
            progress.due,
            own.what,
        )

    # The register

    def risks(self) -> PlanTable:
        """A row per line; what has no line yet has a row of its own."""
        gettext, stappenplan = self.localize.gettext, self.catalogue.stappenplan
        ratings = {scale.id: self.localize(scale.title) for scale in stappenplan.ratings}
        columns = (
            gettext("Wat"),
            gettext("Groep"),
            *(ratings.get(name, name) for name in _RATED),
            gettext("Eigenaar"),
            gettext("Plek"),
            gettext("Toegang"),
            gettext("Op een controlelijst"),
            gettext("Waard"),
            gettext("Hoe iemand eraan kan komen"),
            gettext("Kans"),
            gettext("Gevolg"),
            *(self.words.view(view) for view in _VIEWS),
            gettext("Risico"),
            gettext("Reden voor een eigen kans"),
            gettext("Wat u doet"),
            gettext("Geaccepteerd door"),
            gettext("Opnieuw bekijken op"),
        )
        return PlanTable(gettext("Register"), columns, tuple(self._register_rows()))

    def _register_rows(self) -> Iterator[tuple[Value, ...]]:
        for asset in self.register.assets:
            about = self._asset(asset)
            lines = [found for found in self.plan.risks if found.asset.id == asset.id]
            for found in lines:
                yield (*about, *self._line(found))
            if not lines:
                yield (*about, *(None,) * 11)

    def _asset(self, asset: Asset) -> tuple[Value, ...]:
        worth = next((each for each in self.catalogue.stappenplan.euro_ranges if each.id == asset.euro_range), None)
        return (
            asset.name,
            self.words.group(asset),
            *(getattr(asset, name) for name in _RATED),
            asset.owner or None,
            asset.place or None,
            asset.access or None,
            self._flag(asset.listed),
            self.localize(worth.title) if worth else None,
        )

    def _line(self, found: RiskResult) -> tuple[Value, ...]:
        line, now = found.line, found.current
        treatment = self.catalogue.stappenplan.treatments[line.treatment] if line.treatment else None
        return (
            self.localize(found.method.title),
            now.likelihood if now else found.computed_likelihood,
            line.impact,
            *(risk.score if (risk := view.of(found)) else None for view in _VIEWS),
            self.words.band(now.band) if now else None,
            line.reason or None,
            self.localize(treatment.title) if treatment else None,
            line.acceptance.name if line.acceptance else None,
            line.acceptance.review if line.acceptance else None,
        )

    def _flag(self, value: bool | None) -> str | None:
        gettext = self.localize.gettext
        return None if value is None else gettext("Ja") if value else gettext("Nee")

    # Critical inputs

    def inputs(self) -> PlanTable:
        gettext = self.localize.gettext
        columns = (
            gettext("Wat u inkoopt"),
            gettext("Normale tijden"),
            gettext("Afhankelijkheid"),
            gettext("Crisis"),
            gettext("Samen"),
            gettext("Risico"),
            gettext("Dagen dat u door kunt"),
            gettext("Dagen om over te stappen"),
            gettext("Dagen zonder"),
            gettext("Euro op het spel"),
            gettext("Kenmerken"),
            gettext("Advies"),
            gettext("Leveranciers"),
            gettext("Ingevuld (%)"),
        )
        return PlanTable(gettext("Leveringen"), columns, tuple(map(self._input, self.plan.inputs)))

    def _input(self, found: InputResult) -> tuple[Value, ...]:
        stappenplan = self.catalogue.stappenplan
        labels = (stappenplan.labels[label].title for label in found.labels if label in stappenplan.labels)
        advice = stappenplan.patterns.get(found.pattern)
        figures = (found.availability, found.dependency, found.crisis, found.risk)
        return (
            found.input.name,
            *(round(figure, 1) for figure in figures),
            self.supply.band(found.band),
            found.time_to_survive_days,
            found.time_to_recover_days,
            found.gap_days,
            round(found.exposure_eur, 2) if found.exposure_eur is not None else None,
            _BETWEEN.join(map(self.localize, labels)) or None,
            " ".join(map(self.localize, advice.advice)) if advice else None,
            _BETWEEN.join(map(self.supply.supplier, found.input.suppliers)) or None,
            round(100 * found.data_quality),
        )

    # Scores

    def scores(self) -> PlanTable:
        """A row per theme with its score, and below it one per topic with what it is made of."""
        gettext = self.localize.gettext
        columns = (
            gettext("Thema"),
            gettext("Onderwerp"),
            gettext("Score"),
            gettext("Laagste"),
            gettext("Hoogste"),
            gettext("Doel"),
            gettext("Niveau"),
            gettext("Gewicht"),
        )
        return PlanTable(gettext("Scores"), columns, tuple(self._score_rows()))

    def _score_rows(self) -> Iterator[tuple[Value, ...]]:
        result, questionnaire = self.plan.result, self.catalogue.questionnaire
        for cluster in result.clusters:
            theme = self.wording.cluster(cluster.cluster)
            known = (cluster.score, cluster.low, cluster.high, cluster.target) if cluster.possible else (None,) * 4
            yield (theme, None, *known, None, None)
            for topic in (each for each in result.topics if each.cluster == cluster.cluster):
                title = self.localize(questionnaire.topic(topic.topic).title)
                yield (theme, title, None, None, None, topic.target, topic.level, topic.weight)


def _sentence(asked: str, answer: str) -> str:
    return f"{asked} {answer}" if asked.endswith("?") else f"{asked}: {answer}"
