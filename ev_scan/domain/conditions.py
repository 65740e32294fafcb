"""Conditions as data over the answers: no code, no eval."""

from collections.abc import Iterator
from dataclasses import dataclass

from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.ids import OptionId, QuestionId


@dataclass(frozen=True, slots=True)
class AnswerIn:
    """Holds when at least one of the chosen options is among `options`; false while unanswered."""

    question: QuestionId
    options: frozenset[OptionId]


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: "Condition"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Holds when `count` or more of the parts hold."""

    count: int
    parts: tuple["Condition", ...]


Causes = tuple[tuple[QuestionId, OptionId], ...]

Condition = AnswerIn | AllOf | AnyOf | Not | AtLeast
ALWAYS = AllOf(())


def holds(condition: Condition, answers: AnswerSet) -> bool:
    if condition is ALWAYS:
        return True
    if isinstance(condition, AnswerIn):
        return not condition.options.isdisjoint(answers.by_question.get(condition.question, ()))
    if isinstance(condition, Not):
        return not holds(condition.part, answers)
    if isinstance(condition, AllOf):
        return all(holds(part, answers) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return any(holds(part, answers) for part in condition.parts)
    return sum(holds(part, answers) for part in condition.parts) >= condition.count


def causes(condition: Condition, answers: AnswerSet) -> Iterator[tuple[QuestionId, OptionId]]:
    """The given answers by which a condition came to hold, or came not to hold, in reading order."""
    if isinstance(condition, AnswerIn):
        given = answers.of(condition.question)
        told = [option for option in given if option in condition.options] or given
        yield from ((condition.question, option) for option in told)
    elif isinstance(condition, Not):
        yield from causes(condition.part, answers)
    else:
        outcome = holds(condition, answers)
        for part in condition.parts:
            if holds(part, answers) == outcome:
                yield from causes(part, answers)


def questions_in(condition: Condition) -> Iterator[AnswerIn]:
    """Every look at an answer inside a condition."""
    if isinstance(condition, AnswerIn):
        yield condition
        return
    for part in (condition.part,) if isinstance(condition, Not) else condition.parts:
        yield from questions_in(part)
