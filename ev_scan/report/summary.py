"""The plan as a page of plain text, for a terminal."""

from collections.abc import Iterator

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.plan import Action, ActionPlan, Phase
from ev_scan.domain.regimes import Outcome
from ev_scan.domain.scoring import ClusterResult
from ev_scan.i18n import Localizer
from ev_scan.report.words import Wording

_BAR = 30


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
