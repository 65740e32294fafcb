"""From conditions in a file to conditions of the domain."""

from collections.abc import Iterator

from ev_scan.content.schema import ConditionFile
from ev_scan.domain.conditions import ALWAYS, AllOf, AnswerIn, AnyOf, AtLeast, Condition, Not
from ev_scan.domain.ids import OptionId, QuestionId


def build_condition(node: ConditionFile | None) -> Condition:
    """ALWAYS when the file says nothing."""
    if node is None:
        return ALWAYS
    if node.answer is not None:
        return AnswerIn(QuestionId(node.answer), frozenset(OptionId(option) for option in node.in_ or ()))
    if node.not_ is not None:
        return Not(build_condition(node.not_))
    if node.all is not None:
        return AllOf(tuple(build_condition(part) for part in node.all))
    if node.any is not None:
        return AnyOf(tuple(build_condition(part) for part in node.any))
    return AtLeast(node.at_least or 1, tuple(build_condition(part) for part in node.of or ()))


def questions_named(node: ConditionFile | None) -> Iterator[str]:
    """The questions that a condition looks at."""
    if node is None:
        return
    if node.answer is not None:
        yield node.answer
    for child in (node.not_, *(node.all or ()), *(node.any or ()), *(node.of or ())):
        yield from questions_named(child)
