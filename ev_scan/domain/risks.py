"""From a register to risks: how likely and how bad, before, now, and after what is planned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.conditions import Causes, causes, holds
from ev_scan.domain.ids import MethodId, TopicId
from ev_scan.domain.knowledge import Method
from ev_scan.domain.register import Asset, Register, Risk, RiskLine, likelihood, mean_level
from ev_scan.domain.supply_chain import RiskBand

UNRATED = 3
"""The attractiveness of an asset that nobody rated."""
LISTED = 4
"""The least attractiveness of technology on a control list."""
HEAVIEST = 20
"""A gross risk from here makes the topics against it count triple."""


@dataclass(frozen=True, slots=True)
class MethodExposure:
    """How open a company is to a method, 1 to 5, and the answers that make it so."""

    method: Method
    level: int
    because: Causes


@dataclass(frozen=True, slots=True)
class RiskResult:
    """One line of the register, judged."""

    line: RiskLine
    asset: Asset
    method: Method
    attractiveness: int
    exposure: MethodExposure
    maturity: Fraction
    """The mean level of the topics that make the method less likely, 0 to 3."""
    gross: Risk | None
    """As if nothing were arranged; None while no impact is filled in."""
    current: Risk | None
    computed_likelihood: int
    """What the formula says, also where the company overrides it."""
    target: Risk | None = None
    """When the actions for now and next are done."""

    def with_maturity(self, maturity: Fraction) -> Risk | None:
        impact = self.line.impact
        if impact is None:
            return None
        return Risk(_likelihood(self.line, self.attractiveness, self.exposure.level, maturity), impact)


def exposure_to(method: Method, answers: AnswerSet) -> MethodExposure:
    """1 and one more for each flag that holds, at most 5."""
    flags = [flag for flag in method.exposed_when if holds(flag, answers)]
    because = dict.fromkeys(cause for flag in flags for cause in causes(flag, answers))
    return MethodExposure(method, min(5, 1 + len(flags)), tuple(because))


def attractiveness_of(asset: Asset) -> int:
    rated = asset.attractiveness or UNRATED
    return max(rated, LISTED) if asset.listed else rated


class RiskJudge:
    """Judges the lines of one register for one company."""

    def __init__(
        self, catalogue: Catalogue, answers: AnswerSet, register: Register, levels: Mapping[TopicId, int]
    ) -> None:
        """`levels`: where each topic stands that was answered; an unknown stands at 0."""
        self.levels = levels
        self.topics = {name: [t.id for t in catalogue.topics_against(name)] for name in _methods(register)}
        assets = {asset.id: asset for asset in register.assets}
        exposures = {name: exposure_to(catalogue.method(name), answers) for name in self.topics}
        self.results = tuple(
            self._judge(line, assets[line.asset], exposures[line.method])
            for line in register.lines
            if line.asset in assets
        )

    def maturity(self, method: MethodId, changed: Mapping[TopicId, int] | None = None) -> Fraction:
        """The mean over the topics that were answered; `changed` says where some would stand."""
        levels = {**self.levels, **(changed or {})}
        return mean_level(levels[topic] for topic in self.topics[method] if topic in levels)

    def reduction(self, topic: TopicId, level: int) -> int:
        """How many points of risk disappear when a topic comes to a level."""
        return sum(
            found.current.score - after.score
            for found in self.results
            if topic in self.topics[found.line.method]
            and found.current
            and (after := found.with_maturity(self.maturity(found.line.method, {topic: level})))
        )

    def about(self, topic: TopicId) -> tuple[RiskResult, ...]:
        """The lines whose method a topic makes less likely, the heaviest first."""
        found = [each for each in self.results if topic in self.topics[each.line.method] and each.current]
        return tuple(sorted(found, key=lambda each: -each.current.score if each.current else 0))

    def weight(self, topic: TopicId) -> int:
        """How heavily the register makes a topic count: by gross risk, so that arranging things lowers no weight."""
        gross = [each.gross for each in self.about(topic) if each.gross]
        if any(risk.score >= HEAVIEST for risk in gross):
            return 3
        return 2 if any(risk.band in (RiskBand.HIGH, RiskBand.VERY_HIGH) for risk in gross) else 1

    def _judge(self, line: RiskLine, asset: Asset, exposure: MethodExposure) -> RiskResult:
        attractive, maturity, impact = attractiveness_of(asset), self.maturity(line.method), line.impact
        computed = likelihood(attractive, exposure.level, maturity)
        gross = current = None
        if impact is not None:
            gross = Risk(_likelihood(line, attractive, exposure.level, Fraction(0)), impact)
            current = Risk(_likelihood(line, attractive, exposure.level, maturity), impact)
        return RiskResult(line, asset, exposure.method, attractive, exposure, maturity, gross, current, computed)


def _likelihood(line: RiskLine, attractive: int, exposure: int, maturity: Fraction) -> int:
    """The company's own estimate stands, whatever it arranges."""
    return line.likelihood or likelihood(attractive, exposure, maturity)


def _methods(register: Register) -> Iterable[MethodId]:
    return dict.fromkeys(line.method for line in register.lines)
