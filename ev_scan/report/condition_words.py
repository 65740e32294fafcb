"""A condition as an editor would say it: which answers make it hold."""

from collections.abc import Iterable

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.conditions import AllOf, AnswerIn, AnyOf, Condition, Not
from ev_scan.i18n import Localizer


class ConditionWords:
    def __init__(self, catalogue: Catalogue, localize: Localizer) -> None:
        self.catalogue, self.localize = catalogue, localize

    def __call__(self, condition: Condition) -> str:
        """Parts of parts stand between brackets."""
        gettext = self.localize.gettext
        if isinstance(condition, AnswerIn):
            return self.answers(condition)
        if isinstance(condition, Not):
            return gettext("niet: %(answers)s", answers=self.inside(condition.part))
        if isinstance(condition, AllOf):
            return self.joined(condition.parts, gettext("en"))
        if isinstance(condition, AnyOf):
            return self.joined(condition.parts, gettext("of"))
        answers = "; ".join(map(self.inside, condition.parts))
        return gettext("minstens %(count)s van: %(answers)s", count=condition.count, answers=answers)

    def answers(self, condition: AnswerIn) -> str:
        """The question by its words: an editor knows few ids by heart."""
        question = self.catalogue.questionnaire.question(condition.question)
        chosen = [self.localize(option.text) for option in question.options if option.id in condition.options]
        either = self.localize.gettext("of")
        return f"‘{self.localize(question.text)}’ {f' {either} '.join(chosen)}"

    def joined(self, parts: Iterable[Condition], word: str) -> str:
        return f" {word} ".join(map(self.inside, parts))

    def inside(self, part: Condition) -> str:
        return self(part) if isinstance(part, AnswerIn) else f"({self(part)})"
