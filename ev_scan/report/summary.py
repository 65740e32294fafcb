"""The plan as a page of plain text, for a terminal."""

from collections.abc import Iterator

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.plan import Action, ActionPlan, Phase
from ev_scan.domain.regimes import Outcome
from ev_scan.domain.risk_pictures import View, bands, heaviest_first
from ev_scan.domain.scoring import ClusterResult
from ev_scan.i18n import Localizer
from ev_scan.report.register_words import RegisterWords
from ev_scan.report.supply_words import SupplyWords
from ev_scan.report.words import Wording

_BAR = 30
_MOST_RISKS = 3


def summary_lines(plan: ActionPlan, catalogue: Catalogue, localize: Localizer) -> Iterator[str]:
    wording = Wording(catalogue, localize)
    yield wording.conclusion(plan)
    yield ""
    for cluster in plan.result.clusters:
        yield _cluster(cluster, wording)
    for phase in Phase:
        actions = plan.in_phase(phase)
        if actions:
            yield ""
            yield wording.phase(phase)
            for action in actions:
                yield from _action(action, wording, brief=phase is not Phase.NOW)
    yield from _own_actions(plan, wording)
    yield from _register(plan, catalogue, localize)
    yield from _inputs(plan, localize)
    laws = sorted((each for each in plan.regimes if each.is_found), key=lambda each: each.outcome is Outcome.POSSIBLE)
    if laws:
        yield ""
        yield localize.gettext("Wetten en regels om na te kijken")
        for found in laws:
            yield f"  § {localize(found.regime.short)}: {wording.outcome(found.outcome)}"
    if plan.questions_to_answer:
        yield ""
        yield localize.gettext("Zoek dit uit")
        for asked in plan.questions_to_answer:
            yield f"  ? {localize(asked.question.text)}"
            yield f"    {localize(asked.find_out.text)}"


def _own_actions(plan: ActionPlan, wording: Wording) -> Iterator[str]:
    if not plan.own_actions:
        return
    yield ""
    yield wording.localize.gettext("Afgesproken in het gesprek")
    for own in plan.own_actions:
        yield f"  • {own.what} ({wording.progress(own.progress)})"


def _register(plan: ActionPlan, catalogue: Catalogue, localize: Localizer) -> Iterator[str]:
    """How many risks, and the heaviest few."""
    rated = [(found, found.current) for found in heaviest_first(plan.risks) if found.current]
    if not plan.risks:
        return
    words = RegisterWords(catalogue, localize)
    yield ""
    yield localize.gettext("Uw register")
    counts = [f"{words.band(band)} {number}" for band, number in bands(plan.risks, View.CURRENT).items() if number]
    if counts:
        yield f"  {', '.join(counts)}"
    for found, risk in rated[:_MOST_RISKS]:
        yield f"  ! {found.asset.name} · {localize(found.method.title)}: {words.risk(risk)}"
    if len(rated) < len(plan.risks):
        unrated = localize.gettext("Nog niet geschat: %(number)s", number=len(plan.risks) - len(rated))
        yield f"  ? {unrated}"


def _inputs(plan: ActionPlan, localize: Localizer) -> Iterator[str]:
    if not plan.inputs:
        return
    words, at_stake = SupplyWords(localize), localize.gettext("Op het spel:")
    yield ""
    yield localize.gettext("Waar u op leunt")
    for found in sorted(plan.inputs, key=lambda each: -each.risk):
        yield f"  ! {found.input.name}: {localize.number(found.risk, 1)}, {words.band(found.band)}"
        stake = f" {at_stake} {words.euros(found.exposure_eur)}." if found.exposure_eur else ""
        yield f"    {words.endurance(found)}{stake}"


def _cluster(cluster: ClusterResult, wording: Wording) -> str:
    title = f"{wording.cluster(cluster.cluster):<16}"
    if cluster.score is None:
        none_yet = wording.localize.gettext("nog geen score")
        return f"{title} {none_yet}"
    filled = round(cluster.score * _BAR / 100)
    target = wording.localize.gettext("doel %(target)s", target=cluster.target)
    unsure = f"  {wording.range(cluster)}" if cluster.unknown else ""
    return f"{title} {'█' * filled}{'·' * (_BAR - filled)} {cluster.score:>3}  ({target}){unsure}"


def _action(action: Action, wording: Wording, *, brief: bool) -> Iterator[str]:
    measure, localize = action.measure, wording.localize
    yield f"  {action.rank:>2}. {localize(measure.title)}"
    if brief:
        return
    facts = [wording.effort(measure.effort), wording.cost(measure.cost), wording.role(measure)]
    if action.lift:
        facts.append(wording.lift(action.lift))
    yield f"      {' | '.join(facts)}"
    first_step, do_first = localize.gettext("Eerste stap"), localize.gettext("Doe eerst:")
    yield f"      {first_step}: {localize(measure.first_step)}"
    for title in wording.after(action):
        yield f"      {do_first} {title}"
