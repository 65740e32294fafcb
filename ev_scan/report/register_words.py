"""The register in sentences: how likely, how bad, and why."""

from fractions import Fraction

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.plan import ActionPlan
from ev_scan.domain.register import Acceptance, Asset, Risk, RiskLine
from ev_scan.domain.risk_pictures import View
from ev_scan.domain.risks import LISTED, RiskResult
from ev_scan.domain.supply_chain import RiskBand
from ev_scan.i18n import Localizer


class RegisterWords:
    """Sentences about one register in one language."""

    def __init__(self, catalogue: Catalogue, localize: Localizer) -> None:
        self.catalogue, self.localize = catalogue, localize
        self.gettext = localize.gettext

    def band(self, band: RiskBand) -> str:
        return {
            RiskBand.LOW: self.gettext("Laag"),
            RiskBand.MODERATE: self.gettext("Matig"),
            RiskBand.HIGH: self.gettext("Hoog"),
            RiskBand.VERY_HIGH: self.gettext("Zeer hoog"),
        }[band]

    def view(self, view: View) -> str:
        return {
            View.GROSS: self.gettext("Zonder maatregelen"),
            View.CURRENT: self.gettext("Nu"),
            View.TARGET: self.gettext("Na uw plan"),
        }[view]

    def risk(self, risk: Risk) -> str:
        return self.gettext("%(band)s, %(score)s van 25", band=self.band(risk.band), score=risk.score)

    def exposure(self, level: int) -> str:
        """How open a company is to a method."""
        return {
            1: self.gettext("Weinig"),
            2: self.gettext("Een beetje"),
            3: self.gettext("Gemiddeld"),
            4: self.gettext("Sterk"),
            5: self.gettext("Zeer sterk"),
        }[level]

    def likelihood_level(self, level: int) -> str:
        return {
            1: self.gettext("Heel klein"),
            2: self.gettext("Klein"),
            3: self.gettext("Mogelijk"),
            4: self.gettext("Groot"),
            5: self.gettext("Heel groot"),
        }[level]

    def group(self, asset: Asset) -> str:
        return self.localize(self.catalogue.asset_groups[asset.group].title)

    def likelihood(self, found: RiskResult, plan: ActionPlan) -> str:
        """What the computed likelihood is made of."""
        parts = {
            "likelihood": found.computed_likelihood,
            "attractiveness": found.attractiveness,
            "exposure": found.exposure.level,
            "maturity": self.decimal(found.maturity),
        }
        if self._is_answered(found, plan):
            return self.gettext(
                "Kans %(likelihood)s van 5, omdat dit meetelt: aantrekkelijk voor anderen %(attractiveness)s van 5, "
                "open voor deze methode %(exposure)s van 5, en wat u ertegen regelde niveau %(maturity)s van 3.",
                **parts,
            )
        return self.gettext(
            "Kans %(likelihood)s van 5, omdat dit meetelt: aantrekkelijk voor anderen %(attractiveness)s van 5, "
            "open voor deze methode %(exposure)s van 5, en over wat u ertegen regelde weten wij nog niets.",
            **parts,
        )

    def assumption(self, found: RiskResult) -> str:
        """What the computed likelihood takes for granted about the asset; empty when nothing."""
        asset = found.asset
        if asset.listed and (asset.attractiveness or 0) < LISTED:
            return self.gettext("Technologie op een controlelijst telt als minstens 4 van 5 aantrekkelijk.")
        if asset.attractiveness is None:
            return self.gettext("U gaf nog geen cijfer voor aantrekkelijk. Daarom rekenen wij met 3 van 5.")
        return ""

    def treatment(self, line: RiskLine) -> str:
        """What the company does about a risk; empty while it has not decided."""
        if line.treatment is None:
            return ""
        words = self.localize(self.catalogue.stappenplan.treatments[line.treatment].title)
        return f"{words}: {self.acceptance(line.acceptance)}" if line.acceptance else words

    def acceptance(self, accepted: Acceptance) -> str:
        day = self.localize.day(accepted.review)
        return self.gettext("%(name)s, opnieuw bekijken op %(day)s", name=accepted.name, day=day)

    def decimal(self, value: Fraction) -> str:
        return f"{float(value):.1f}".replace(".", "," if self.localize.locale == "nl" else ".")

    def _is_answered(self, found: RiskResult, plan: ActionPlan) -> bool:
        against = {topic.id for topic in self.catalogue.topics_against(found.method.id)}
        return any(topic.topic in against and topic.level is not None for topic in plan.result.topics)
