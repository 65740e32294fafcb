"""The plan in sentences: the page, the PDF and the terminal all say it with these."""

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.measures import Cost, Effort, Measure
from ev_scan.domain.plan import (
    Action,
    ActionPlan,
    AnyReason,
    InputReason,
    LegalReason,
    Lift,
    Phase,
    Progress,
    RiskReason,
    Status,
)
from ev_scan.domain.questionnaire import Mode
from ev_scan.domain.regimes import Outcome, RegimeStatus
from ev_scan.domain.scoring import ClusterResult, ScanResult, TopicState
from ev_scan.i18n import Localizer


class Wording:
    """Sentences about one catalogue in one language."""

    def __init__(self, catalogue: Catalogue, localize: Localizer) -> None:
        self.catalogue, self.localize = catalogue, localize

    def effort(self, effort: Effort) -> str:
        return {
            Effort.SMALL: self.localize.gettext("Een halve dag of minder"),
            Effort.MEDIUM: self.localize.gettext("Een tot vijf dagen"),
            Effort.LARGE: self.localize.gettext("Meer dan vijf dagen"),
        }[effort]

    def cost(self, cost: Cost) -> str:
        return {
            Cost.NONE: self.localize.gettext("Geen"),
            Cost.LOW: self.localize.gettext("Tot 1.000 euro"),
            Cost.MEDIUM: self.localize.gettext("1.000 tot 10.000 euro"),
            Cost.HIGH: self.localize.gettext("Meer dan 10.000 euro"),
        }[cost]

    def role(self, measure: Measure) -> str:
        return self.localize(self.catalogue.roles[measure.role].title)

    def mode(self, mode: Mode) -> str:
        if mode.is_deep_dive:
            return self.localize(self.catalogue.questionnaire.deep_dive(mode).title)
        if mode is Mode.FULL:
            return self.localize.gettext("Volledige scan")
        return self.localize.gettext("Snelle scan")

    def outcome(self, outcome: Outcome) -> str:
        """What a legal check found: never a verdict."""
        return {
            Outcome.LIKELY: self.localize.gettext("Waarschijnlijk relevant, laat toetsen"),
            Outcome.POSSIBLE: self.localize.gettext("Mogelijk"),
            Outcome.NOT_FOUND: self.localize.gettext("Niet gevonden op basis van uw antwoorden"),
        }[outcome]

    def regime_status(self, status: RegimeStatus) -> str:
        return {
            RegimeStatus.APPLIES: self.localize.gettext("Geldt nu"),
            RegimeStatus.COMING: self.localize.gettext("Komt eraan"),
            RegimeStatus.BY_CONTRACT: self.localize.gettext("Geldt als uw contract het zegt"),
        }[status]

    def phase(self, phase: Phase) -> str:
        return {
            Phase.NOW: self.localize.gettext("Nu doen"),
            Phase.NEXT: self.localize.gettext("Daarna"),
            Phase.LATER: self.localize.gettext("Later"),
        }[phase]

    def status(self, status: Status) -> str:
        return {
            Status.TODO: self.localize.gettext("Nog doen"),
            Status.DOING: self.localize.gettext("Bezig"),
            Status.DONE: self.localize.gettext("Klaar"),
            Status.DROPPED: self.localize.gettext("Doen wij niet"),
        }[status]

    def progress(self, progress: Progress) -> str:
        """How far, who, and by when."""
        due = self.localize.day(progress.due) if progress.due else ""
        return ", ".join(filter(None, (self.status(progress.status), progress.owner, due)))

    def cluster(self, cluster_id: str) -> str:
        return self.localize(self.catalogue.questionnaire.cluster(cluster_id).title)

    def theme_of(self, measure: Measure) -> str:
        return self.cluster(self.catalogue.questionnaire.topic(measure.topic).cluster)

    def lift(self, lift: Lift) -> str:
        words = self.localize.gettext("%(theme)s van %(before)s naar %(after)s")
        return words % {"theme": self.cluster(lift.cluster), "before": lift.before, "after": lift.after}

    def after(self, action: Action) -> list[str]:
        """The titles of the actions to do first."""
        return [self.localize(self.catalogue.measures.get(name).title) for name in action.after]

    def reason(self, reason: AnyReason, plan: ActionPlan | None = None) -> tuple[str, str]:
        """The question and the answer that called for an action, or the law, the risk or the input that does.

        `plan` has the names of risks and inputs.
        """
        if isinstance(reason, RiskReason):
            found = plan.risk(reason.asset, reason.method) if plan else None
            line = f"{found.asset.name} · {self.localize(found.method.title)}" if found else reason.method
            return self.localize.gettext("Dit verkleint een risico uit uw register"), line
        if isinstance(reason, InputReason):
            leaning = plan.input(reason.input) if plan else None
            return self.localize.gettext("Hier leunt u op"), leaning.input.name if leaning else reason.input
        if isinstance(reason, LegalReason):
            law = self.catalogue.regimes[reason.regime]
            return self.localize.gettext("Deze regels zijn waarschijnlijk relevant"), self.localize(law.short)
        question = self.catalogue.questionnaire.question(reason.question)
        return self.localize(question.text), self.localize(question.option(reason.option).text)

    def conclusion(self, plan: ActionPlan) -> str:
        """The result in one or two sentences: what is strong, and where the most is to be won."""
        result = plan.result
        weakest, strongest = result.weakest, result.strongest
        if weakest is None or strongest is None:
            return self._nothing_yet(result)
        below = [cluster for cluster in result.clusters if cluster.score is not None and cluster.low < cluster.target]
        if not below and plan.in_phase(Phase.NOW):
            return self.localize.gettext(
                "Gemiddeld haalt u uw doel bij elk thema met een score. Een paar onderwerpen blijven achter. "
                "Begin daar."
            )
        if not below:
            return self.localize.gettext(
                "U haalt uw doel bij elk thema met een score. Houd dat zo: spreek af wie het bijhoudt."
            )
        won = self.localize.gettext(
            "De meeste winst haalt u bij %(theme)s: %(score)s van de 100 punten, uw doel is %(target)s."
        )
        sentence = won % {
            "theme": self.cluster(weakest.cluster),
            "score": weakest.low,
            "target": weakest.target,
        }
        if strongest.cluster != weakest.cluster and strongest.low >= strongest.target:
            praise = self.localize.gettext("Bij %(theme)s haalt u uw doel.") % {
                "theme": self.cluster(strongest.cluster)
            }
            return f"{praise} {sentence}"
        return sentence

    def _nothing_yet(self, result: ScanResult) -> str:
        unknown = sum(topic.state is TopicState.UNKNOWN for topic in result.topics)
        if unknown:
            return self.localize.gettext(
                "Er is nog te weinig bekend voor een score. Begin met de vragen die u aan anderen kunt stellen."
            )
        return self.localize.gettext("Er zijn nog te weinig antwoorden voor een score.")

    def range(self, cluster: ClusterResult) -> str:
        """Says what the unknowns leave open; empty when nothing does."""
        if not cluster.unknown:
            return ""
        words = self.localize.gettext("Tussen %(low)s en %(high)s: niet alle antwoorden zijn bekend.")
        return words % {"low": cluster.low, "high": cluster.high}

    def answer(self, question_id: str, chosen: tuple[str, ...]) -> list[str]:
        question = self.catalogue.questionnaire.question(question_id)
        return [self.localize(option.text) for option in question.options if option.id in chosen]
