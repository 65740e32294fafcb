"""What a company answered: option ids per question, whatever the order in which they came."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ev_scan.domain.ids import NOT_APPLICABLE, UNKNOWN, OptionId, QuestionId

Answer = tuple[OptionId, ...]

LEVELS = (0, 1, 2, 3)
"""Maturity of a topic, from nothing arranged to arranged, checked and kept up."""

_GRADES = {OptionId(str(level)): level for level in LEVELS}


@dataclass(frozen=True)
class AnswerSet:
    """Answers to the profile and to the topics together: question ids are unique across both."""

    by_question: Mapping[QuestionId, Answer] = field(default_factory=dict)

    def of(self, question: QuestionId) -> Answer:
        """The chosen options; empty while unanswered."""
        return self.by_question.get(question, ())

    def __contains__(self, question: object) -> bool:
        return bool(self.by_question.get(question))  # type: ignore[call-overload]

    def __iter__(self) -> Iterator[QuestionId]:
        return iter(self.by_question)

    def level(self, question: QuestionId) -> int | None:
        """0..3 of a graded question, or None when unanswered, unknown or not applicable."""
        chosen = self.of(question)
        return _GRADES.get(chosen[0]) if chosen else None

    def is_unknown(self, question: QuestionId) -> bool:
        return self.of(question) == (UNKNOWN,)

    def is_not_applicable(self, question: QuestionId) -> bool:
        return self.of(question) == (NOT_APPLICABLE,)

    def with_answer(self, question: QuestionId, chosen: Iterable[OptionId]) -> "AnswerSet":
        """A copy in which one question is answered anew; an empty choice takes the answer back."""
        changed = dict(self.by_question)
        answer = tuple(chosen)
        if answer:
            changed[question] = answer
        else:
            changed.pop(question, None)
        return AnswerSet(changed)
