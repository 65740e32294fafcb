"""The guide for a conversation in the words of one locale: what an adviser can say, to the owner."""

from ev_scan.domain.conversation_guide import Ask, AskKind, GivenAnswer, GuideTopic, Occasion
from ev_scan.i18n import Localizer


class GuideWords:
    def __init__(self, localize: Localizer) -> None:
        self.localize = localize

    def occasion(self, occasion: Occasion) -> str:
        return {
            Occasion.URGENT: self.localize.gettext("Speelt dit nu?"),
            Occasion.WEAK: self.localize.gettext("Onder het doel"),
            Occasion.UNKNOWN: self.localize.gettext("Antwoord onbekend"),
            Occasion.AGREED: self.localize.gettext("Nog iets open"),
        }[occasion]

    def ask(self, ask: Ask) -> str:
        question = {
            AskKind.NEXT_LEVEL: self.localize.gettext("Wat is nodig om dit te kunnen zeggen?"),
            AskKind.FIND_OUT: self.localize.gettext("Wie kan dit voor u nagaan?"),
            AskKind.RECOGNISE: self.localize.gettext("Maakte u dit al eens mee?"),
            AskKind.BEGIN: self.localize.gettext("Wie kan hiermee beginnen, en wanneer?"),
            AskKind.KEEP: self.localize.gettext("Hoe zorgt u dat dit zo goed blijft?"),
        }[ask.kind]
        if ask.text is None:
            return question
        words = self.localize(ask.text)
        return f"{question} ‘{words}’" if ask.kind is AskKind.NEXT_LEVEL else f"{question} {words}"

    def answer(self, given: GivenAnswer) -> str:
        """What the company said; in words too when it did not answer."""
        told = ", ".join(self.localize(option.text) for option in given.options)
        return told or self.localize.gettext("Nog niet beantwoord")

    def standing(self, topic: GuideTopic) -> str:
        level, target = topic.result.level, topic.result.target
        if level is None:
            return self.localize.gettext("Doel: niveau %(target)s", target=target)
        return self.localize.gettext("Niveau %(level)s, doel %(target)s", level=level, target=target)

    def minutes(self, minutes: int) -> str:
        return self.localize.ngettext("%(num)d minuut", "%(num)d minuten", minutes)
