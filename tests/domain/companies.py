"""Random questionnaires and random companies that answer them.

Each comes from one seed and the number of topics: much faster than drawing every part, and it still shrinks.
"""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from factories import (
    a_catalogue,
    a_choice,
    a_deep_dive,
    a_measure,
    a_question,
    a_regime,
    a_topic,
    an_option,
    answers,
    some_bands,
    when,
    words,
)
from hypothesis import strategies as st

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.conditions import ALWAYS, AllOf, AnyOf, AtLeast, Condition, Not
from ev_scan.domain.ids import UNKNOWN, MeasureId
from ev_scan.domain.measures import Cost, Effort, Measure, Variant
from ev_scan.domain.plan import ActionPlan, Progress, Status
from ev_scan.domain.planner import build_plan
from ev_scan.domain.questionnaire import Mode, Question, QuestionKind, Topic
from ev_scan.domain.regimes import Regime
from ev_scan.domain.scoring import ScanResult, score

PROFILE = (
    a_choice("size", [an_option("small"), an_option("middle", 2), an_option("big", 4)]),
    a_choice("goods", [an_option("bread"), an_option("cake", 1), an_option("gold", 3)], several=True),
    a_choice("far", [an_option("near"), an_option("away", 2)], asked_when=when("size", "middle", "big")),
)


@dataclass(frozen=True)
class Company:
    """Somebody who answered a questionnaire, perhaps in part, and perhaps has done something since."""

    catalogue: Catalogue
    mode: Mode
    answers: AnswerSet
    progress: dict[MeasureId, Progress]

    def result(self, answered: AnswerSet | None = None) -> ScanResult:
        return score(self.catalogue.questionnaire, self.answers if answered is None else answered, self.mode)

    def plan(self, answered: AnswerSet | None = None) -> ActionPlan:
        return build_plan(self.catalogue, self.answers if answered is None else answered, self.mode, self.progress)


def companies(*, most_topics: int = 14, with_progress: bool = True) -> st.SearchStrategy[Company]:
    def company(topics: int, seed: int) -> Company:
        return _Maker(Random(seed)).company(topics, with_progress)  # noqa: S311 - nothing is secret here

    return st.builds(company, st.integers(1, most_topics), st.integers(0, 2**32))


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random

    def chance(self, one_in: int) -> bool:
        return self.random.randrange(one_in) == 0

    def company(self, topics: int, with_progress: bool) -> Company:
        asked = [self.topic(number) for number in range(topics)]
        dive = a_deep_dive(
            *(topic.id for topic in self.random.sample(asked, self.random.randint(1, topics))),
            profile=[question.id for question in PROFILE],
        )
        catalogue = a_catalogue(
            *asked,
            profile=PROFILE,
            measures=self.measures(topics),
            bands=some_bands(0, 3, 6),
            deep_dives=[dive],
            regimes=[self.regime(number, topics) for number in range(self.random.randrange(3))],
        )
        silent = self.random.choice([0, 0, 0.2, 0.8])
        questions = (question for question in catalogue.questionnaire.questions() if self.random.random() >= silent)
        given = {str(question.id): self.answer(question) for question in questions}
        touched = self.random.sample([measure.id for measure in catalogue.measures], self.random.randrange(topics))
        progress = {measure: self.progress() for measure in touched} if with_progress else {}
        return Company(catalogue, self.random.choice(catalogue.questionnaire.modes), answers(**given), progress)

    def condition(self, depth: int = 2) -> Condition:
        """Over the profile only, as the checks of the content demand for weights and relevance."""
        form = self.random.randrange(5) if depth else 0
        if form == 0:
            question = self.random.choice(PROFILE)
            options = self.random.sample([option.id for option in question.options], self.random.randint(1, 2))
            return when(question.id, *options)
        if form == 1:
            return Not(self.condition(depth - 1))
        parts = tuple(self.condition(depth - 1) for _ in range(self.random.randint(1, 3)))
        return {2: AllOf(parts), 3: AnyOf(parts), 4: AtLeast(self.random.randint(1, 2), parts)}[form]

    def topic(self, number: int) -> Topic:
        name = f"t{number}"
        questions = [a_question(name, not_applicable=self.chance(2))]
        if self.chance(4):
            asked_when = self.condition() if self.chance(2) else ALWAYS
            questions.append(a_question(f"{name}_too", not_applicable=self.chance(2), asked_when=asked_when))
        return a_topic(
            name,
            self.random.choice(["c0", "c1", "c2"]),
            questions=questions,
            quick=not self.chance(4),
            minimum_target=self.random.choice([1, 1, 2, 3]),
            relevant_when=self.condition() if self.chance(4) else ALWAYS,
            weights=[(self.random.randint(1, 3), self.condition()) for _ in range(self.random.randrange(3))],
        )

    def measures(self, topics: int) -> list[Measure]:
        """Each waits for measures that come before it by level and then by topic, so that no circle arises."""
        steps = [(level, number) for level in range(3) for number in range(topics)]
        return [self.measure(level, number, steps[:place]) for place, (level, number) in enumerate(steps)]

    def measure(self, level: int, number: int, earlier: list[tuple[int, int]]) -> Measure:
        first = self.random.sample(earlier, min(len(earlier), self.random.choice([0, 0, 1, 2])))
        measure = a_measure(f"t{number}", level, after=[f"t{other}_{lower}" for lower, other in first])
        effort, cost = self.random.choice(
            [(Effort.SMALL, Cost.NONE), (Effort.SMALL, Cost.LOW), (Effort.MEDIUM, Cost.NONE), (Effort.LARGE, Cost.HIGH)]
        )
        measure = replace(measure, effort=effort, cost=cost)
        if not self.chance(3):
            return measure
        small = replace(measure, title=words("Doe het klein"), effort=Effort.SMALL, cost=Cost.NONE)
        return replace(measure, variants=(Variant(self.condition(), small),))

    def regime(self, number: int, topics: int) -> Regime:
        asked = a_choice(f"law{number}", [an_option("yes"), an_option("no")])
        known = when(asked.id, "yes")
        return a_regime(
            f"law{number}",
            questions=[asked],
            likely_when=AllOf((known, self.condition())),
            possible_when=AnyOf((known, self.condition())),
            topics=[f"t{self.random.randrange(topics)}"],
        )

    def answer(self, question: Question) -> list[str]:
        if question.kind is QuestionKind.MULTIPLE and not self.chance(4):
            free = [str(option.id) for option in question.options if not option.exclusive]
            return self.random.sample(free, self.random.randint(1, len(free)))
        if question.kind is QuestionKind.GRADED and self.chance(3):
            return [str(UNKNOWN)]
        return [str(self.random.choice(question.options).id)]

    def progress(self) -> Progress:
        due = self.random.choice([None, date(2030, 1, 2)])
        return Progress(self.random.choice(list(Status)), self.random.choice(["", "Jip"]), due)
