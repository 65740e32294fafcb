"""What the register of a company adds to its topics: how heavily they count, and how much risk a step takes away."""

from collections.abc import Iterator, Mapping

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.ids import OptionId, QuestionId, TopicId
from ev_scan.domain.measures import Effort
from ev_scan.domain.plan import InputReason, RiskReason
from ev_scan.domain.register import Register
from ev_scan.domain.risks import RiskJudge
from ev_scan.domain.supply_chain import InputResult, RiskBand, assess

EFFORT_POINTS = {Effort.SMALL: 1, Effort.MEDIUM: 3, Effort.LARGE: 8}
"""What a reduction of risk is divided by."""
INPUT_POINTS = 25
"""So much risk of an input, 0 to 100, counts as one point of the register, 1 to 25."""
MOST_REASONS = 3

YES = OptionId("yes")


class Stakes:
    """For one company, whose topics stand at `levels`."""

    def __init__(
        self, catalogue: Catalogue, answers: AnswerSet, register: Register, levels: Mapping[TopicId, int]
    ) -> None:
        self.risks = RiskJudge(catalogue, answers, register, levels)
        self.inputs = assessed(catalogue, register)
        self.patterns = catalogue.stappenplan.patterns

    def weight(self, topic: TopicId) -> int:
        """1 to 3. Looks at nothing that a company can arrange, so that arranging things never lowers a score."""
        bands = [found.band for found in self.leaning_on(topic)]
        by_inputs = 3 if RiskBand.VERY_HIGH in bands else 2 if RiskBand.HIGH in bands else 1
        return max(by_inputs, self.risks.weight(topic))

    def weights(self) -> dict[TopicId, int]:
        return {topic: weight for topic in self.topics() if (weight := self.weight(topic)) > 1}

    def topics(self) -> list[TopicId]:
        """Every topic that a line or an input of some weight points to."""
        by_risks = (
            topic
            for found in self.risks.results
            if found.current and found.current.band is not RiskBand.LOW
            for topic in self.risks.topics[found.line.method]
        )
        by_inputs = (topic for found in self.inputs if found.band is not RiskBand.LOW for topic in self._of(found))
        return list(dict.fromkeys((*by_risks, *by_inputs)))

    def relief(self, topic: TopicId, level: int, effort: Effort) -> float:
        """Points of risk that disappear when a topic comes to a level, per unit of effort."""
        inputs = sum(found.risk for found in self.leaning_on(topic)) / INPUT_POINTS
        return (self.risks.reduction(topic, level) + inputs) / EFFORT_POINTS[effort]

    def reasons(self, topic: TopicId) -> tuple[RiskReason | InputReason, ...]:
        """The heaviest few."""
        lines = [found for found in self.risks.about(topic) if found.current and found.current.band is not RiskBand.LOW]
        inputs = sorted(self.leaning_on(topic), key=lambda found: -found.risk)
        return (
            *(RiskReason(*found.line.key) for found in lines[:MOST_REASONS]),
            *(InputReason(found.input.id) for found in inputs[:MOST_REASONS]),
        )

    def leaning_on(self, topic: TopicId) -> list[InputResult]:
        """The inputs about which a topic has advice."""
        return [found for found in self.inputs if found.band is not RiskBand.LOW and topic in self._of(found)]

    def _of(self, found: InputResult) -> tuple[TopicId, ...]:
        advice = self.patterns.get(found.pattern)
        return advice.topics if advice else ()


def assessed(catalogue: Catalogue, register: Register) -> tuple[InputResult, ...]:
    countries = catalogue.stappenplan.countries
    return tuple(assess(critical, countries.weights if countries else {}) for critical in register.inputs)


def informed(answers: AnswerSet, register: Register, inputs: tuple[InputResult, ...]) -> AnswerSet:
    """The answers, and what the register says by itself: legal checks and urgent cards look at both."""
    for fact in _facts(register, inputs):
        answers = answers.with_answer(fact, (YES,))
    return answers


def _facts(register: Register, inputs: tuple[InputResult, ...]) -> Iterator[QuestionId]:
    if any(asset.listed for asset in register.assets):
        yield QuestionId("has_listed_asset")
    if any(found.gap_days for found in inputs):
        yield QuestionId("has_supply_gap")
    if any(found.is_single_source for found in inputs):
        yield QuestionId("has_single_source")
