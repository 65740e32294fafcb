"""What changed between two plans, as a page of plain text."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.plan import Action, AgreedAction
from ev_scan.domain.plan_changes import Change, PlanChanges
from ev_scan.domain.questionnaire import ExposureBand
from ev_scan.domain.regimes import Outcome, RegimeResult
from ev_scan.domain.risks import RiskResult
from ev_scan.domain.scoring import ClusterResult
from ev_scan.domain.supply_chain import InputResult
from ev_scan.i18n import Localizer
from ev_scan.report.register_words import RegisterWords
from ev_scan.report.supply_words import SupplyWords
from ev_scan.report.words import Wording

T = TypeVar("T")
_TO: Final = "→"


def comparison_lines(changes: PlanChanges, catalogue: Catalogue, localize: Localizer) -> Iterator[str]:
    words = _Comparison(catalogue, localize)
    if changes.is_empty:
        yield localize.gettext("Er is niets veranderd.")
        return
    parts = [part for part in words.parts(changes) if part[1]]
    for number, (title, lines) in enumerate(parts):
        if number:
            yield ""
        yield title
        yield from (f"  {line}" for line in lines)


class _Comparison:
    def __init__(self, catalogue: Catalogue, localize: Localizer) -> None:
        self.localize, self.gettext = localize, localize.gettext
        self.wording, self.words = Wording(catalogue, localize), RegisterWords(catalogue, localize)
        self.supply = SupplyWords(localize)

    def parts(self, changes: PlanChanges) -> Iterator[tuple[str, list[str]]]:
        gettext = self.gettext
        yield gettext("Hoe interessant u bent voor anderen"), self.band(changes.band)
        yield gettext("Scores"), [self.score(each) for each in changes.scores]
        yield gettext("Acties erbij"), self.actions(changes.added, "+")
        yield gettext("Acties klaar"), self.actions(changes.done, "✓")
        yield gettext("Acties niet meer nodig, of geschrapt"), self.actions(changes.gone, "-")
        yield gettext("Afgesproken in het gesprek"), [self.agreed(each) for each in changes.agreed]
        yield gettext("Risico’s"), [self.risk(each) for each in changes.risks]
        yield gettext("Waar u op leunt"), [self.input(each) for each in changes.inputs]
        laws = [self.law(each) for each in changes.regimes if _is_worth_telling(each)]
        yield gettext("Wetten en regels om na te kijken"), laws

    def band(self, change: Change[ExposureBand] | None) -> list[str]:
        if change is None or change.old is None or change.new is None:
            return []
        return [f"{self.localize(change.old.title)} {_TO} {self.localize(change.new.title)}"]

    def score(self, change: Change[ClusterResult]) -> str:
        found = change.new or change.old
        title = self.wording.cluster(found.cluster) if found else ""
        return f"{title:<16} {self._scored(change.old)} {_TO} {self._scored(change.new)}{_difference(change)}"

    def _scored(self, found: ClusterResult | None) -> str:
        if found is None or found.score is None:
            return self.gettext("nog geen score")
        target = self.gettext("doel %(target)s", target=found.target)
        unsure = f"{found.low}–{found.high}, " if found.unknown else ""
        return f"{found.score} ({unsure}{target})"

    def actions(self, actions: Iterable[Action], mark: str) -> list[str]:
        return [f"{mark} {self.localize(action.measure.title)}" for action in actions]

    def agreed(self, change: Change[AgreedAction]) -> str:
        found = change.new or change.old
        told = self._between(change, lambda each: self.wording.progress(each.progress))
        return f"{found.what if found else ''}: {told}"

    def risk(self, change: Change[RiskResult]) -> str:
        """With what the company decided about it, when that is another decision than before."""
        found = change.new or change.old
        line = f"{found.asset.name} · {self.localize(found.method.title)}" if found else ""
        decisions = {self.words.treatment(each.line) for each in (change.old, change.new) if each}
        told = self._between(change, lambda each: self._risk(each, decided=len(decisions) > 1))
        return f"{_arrow(_points(change.old), _points(change.new))} {line}: {told}"

    def _risk(self, found: RiskResult, *, decided: bool) -> str:
        told = self.words.risk(found.current) if found.current else self.gettext("nog niet geschat")
        decision = self.words.treatment(found.line)
        return f"{told} · {decision}" if decided and decision else told

    def input(self, change: Change[InputResult]) -> str:
        found = change.new or change.old
        arrow = _arrow(change.old.risk if change.old else None, change.new.risk if change.new else None)
        return f"{arrow} {found.input.name if found else ''}: {self._between(change, self._input)}"

    def _input(self, found: InputResult) -> str:
        told = f"{self.localize.number(found.risk, 1)}, {self.supply.band(found.band)}"
        if found.gap_days:
            without = self.gettext("%(days)s zonder") % {"days": self.supply.days(found.gap_days)}
            told = f"{told}, {without}"
        return f"{told}, {self.supply.euros(found.exposure_eur)}" if found.exposure_eur else told

    def law(self, change: Change[RegimeResult]) -> str:
        found = change.new or change.old
        title = self.localize(found.regime.short) if found else ""
        return f"§ {title}: {self._between(change, lambda each: self.wording.outcome(each.outcome))}"

    def _between(self, change: Change[T], told: Callable[[T], str]) -> str:
        """'Laag → Hoog', and in words when there is nothing to go from or to."""
        if change.old is None or change.new is None:
            only = change.new or change.old
            new, gone = self.gettext("nieuw, %(now)s"), self.gettext("weg, was %(before)s")
            words = told(only) if only else ""
            return new % {"now": words} if change.old is None else gone % {"before": words}
        return f"{told(change.old)} {_TO} {told(change.new)}"


def _difference(change: Change[ClusterResult]) -> str:
    if change.old is None or change.new is None or change.old.score is None or change.new.score is None:
        return ""
    more = change.new.score - change.old.score
    return f"  {more:+d}" if more else ""


def _points(found: RiskResult | None) -> int | None:
    return found.current.score if found and found.current else None


def _arrow(old: float | None, new: float | None) -> str:
    """What is new rises and what is gone falls."""
    before, after = round(old or 0, 1), round(new or 0, 1)
    return "=" if before == after else "▲" if after > before else "▼"


def _is_worth_telling(change: Change[RegimeResult]) -> bool:
    return any(each and each.outcome is not Outcome.NOT_FOUND for each in (change.old, change.new))
