"""Whether some combination of answers makes a condition hold: decided exactly, or not at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ev_scan.content import schema
from ev_scan.content.conditions import build_condition
from ev_scan.content.reading import Folder
from ev_scan.domain.answers import LEVELS, Answer
from ev_scan.domain.conditions import ALWAYS, AllOf, AnswerIn, AnyOf, AtLeast, Condition, Not, questions_in
from ev_scan.domain.ids import NOT_APPLICABLE, UNKNOWN, OptionId, QuestionId

MOST_TRIES = 1000
"""Beyond this many partial combinations nothing is said; a condition of the real content needs about ten."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as far as conditions can tell: its answers, and when it is asked."""

    id: QuestionId
    options: tuple[OptionId, ...]
    exclusive: frozenset[OptionId]
    """The answers that cannot stand beside another one: all of them when one may be chosen."""
    skippable: bool
    """Whether a company may leave it open: every question but those of the profile."""
    when: Condition


class PossibleAnswers:
    def __init__(self, folder: Folder) -> None:
        self.asked = {question.id: question for question in _asked(folder)}
        self.decided: dict[Condition, bool | None] = {}

    def can_hold(self, condition: Condition) -> bool | None:
        """None when that would take too long to find out."""
        if condition not in self.decided:
            formula = AllOf((condition, *self._rules(condition)))
            self.decided[condition] = _Search(formula, self.asked).outcome()
        return self.decided[condition]

    def is_impossible(self, *conditions: Condition) -> bool:
        """Whether it is certain that these never hold together."""
        together = [condition for condition in conditions if condition != ALWAYS]
        return self.can_hold(together[0] if len(together) == 1 else AllOf(tuple(together))) is False

    def _rules(self, condition: Condition) -> Iterator[Condition]:
        """When the questions that a condition looks at, near or far, are answered."""
        waiting = [leaf.question for leaf in questions_in(condition)]
        seen: set[QuestionId] = set()
        while waiting:
            question = self.asked[waiting.pop()]
            if question.id in seen:
                continue
            seen.add(question.id)
            waiting.extend(leaf.question for leaf in questions_in(question.when))
            if question.when != ALWAYS:
                answered = AnswerIn(question.id, frozenset(question.options))
                yield AnyOf((Not(answered), question.when))
                if not question.skippable:
                    yield AnyOf((answered, Not(question.when)))


class _Search:
    """Tries answers to one question after another, and stops as soon as the formula is settled."""

    def __init__(self, formula: Condition, asked: Mapping[QuestionId, Asked]) -> None:
        self.formula = formula
        self.tries = 0
        looked_for: dict[QuestionId, list[frozenset[OptionId]]] = {}
        for leaf in questions_in(formula):
            looked_for.setdefault(leaf.question, []).append(leaf.options)
        self.answers = {name: _distinct_answers(asked[name], sets) for name, sets in looked_for.items()}

    def outcome(self) -> bool | None:
        try:
            return self._holds_somewhere({})
        except _TooManyTries:
            return None

    def _holds_somewhere(self, given: dict[QuestionId, Answer]) -> bool:
        self.tries += 1
        if self.tries > MOST_TRIES:
            raise _TooManyTries
        truth = _truth(self.formula, given)
        if truth is not None:
            return truth
        question = _open_question(self.formula, given)
        return any(self._holds_somewhere({**given, question: answer}) for answer in self.answers[question])


class _TooManyTries(Exception):
    pass


def _truth(condition: Condition, given: Mapping[QuestionId, Answer]) -> bool | None:
    """None while it depends on a question that is not given yet."""
    if isinstance(condition, AnswerIn):
        if condition.question not in given:
            return None
        return not condition.options.isdisjoint(given[condition.question])
    if isinstance(condition, Not):
        inner = _truth(condition.part, given)
        return None if inner is None else not inner
    truths = [_truth(part, given) for part in condition.parts]
    yes, unsure = truths.count(True), truths.count(None)
    needed = condition.count if isinstance(condition, AtLeast) else 1
    if isinstance(condition, AllOf):
        needed = len(truths)
    if yes >= needed:
        return True
    return None if yes + unsure >= needed else False


def _open_question(condition: Condition, given: Mapping[QuestionId, Answer]) -> QuestionId:
    """A question on which an unsettled condition depends."""
    if isinstance(condition, AnswerIn):
        return condition.question
    parts = (condition.part,) if isinstance(condition, Not) else condition.parts
    return next(_open_question(part, given) for part in parts if _truth(part, given) is None)


def _distinct_answers(question: Asked, looked_for: list[frozenset[OptionId]]) -> list[Answer]:
    """One answer for each combination of the sets that conditions look for; more would make no difference."""
    sets = list(dict.fromkeys(looked_for))
    marks = {option: sum(1 << n for n, each in enumerate(sets) if option in each) for option in question.options}
    beside_others: dict[int, Answer] = {}
    for option in question.options:
        if option not in question.exclusive:
            for mark, chosen in [(0, ()), *beside_others.items()]:
                beside_others.setdefault(mark | marks[option], (*chosen, option))
    alone = {marks[option]: (option,) for option in question.options if option in question.exclusive}
    found = {**beside_others, **alone}
    if question.skippable or question.when != ALWAYS:
        found.setdefault(0, ())
    return list(found.values())


def _asked(folder: Folder) -> Iterator[Asked]:
    scales = {scale.id: scale.options for scale in folder.scales.model.scales}

    def asked(node: schema.QuestionFile, skippable: bool, topic: schema.TopicFile | None = None) -> Asked:
        options = node.options or scales.get(node.scale or "", [])
        ids = [OptionId(str(level)) for level in LEVELS] if node.levels else [OptionId(option.id) for option in options]
        several = node.choose == "several"
        exclusive = {OptionId(option.id) for option in options if option.exclusive} if several else set(ids)
        aside = (UNKNOWN, NOT_APPLICABLE) if node.not_applicable else (UNKNOWN,)
        conditions = [build_condition(node.asked_when), build_condition(topic.relevant_when if topic else None)]
        when = [condition for condition in conditions if condition != ALWAYS]
        return Asked(
            QuestionId(node.id),
            (*ids, *aside),
            frozenset({*exclusive, *aside}),
            skippable,
            when[0] if len(when) == 1 else AllOf(tuple(when)),
        )

    yield from (asked(question, False) for question in folder.profile.model.questions)
    for sheet in folder.scans:
        for topic in sheet.model.topics:
            yield from (asked(question, True, topic) for question in topic.questions)
    yield from (asked(fact, True) for fact in folder.stappenplan.model.facts)
    for regime in folder.regimes.model.regimes:
        yield from (asked(question, True) for question in regime.questions)
