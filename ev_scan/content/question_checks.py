"""A question has one clear form, and nothing in it that is silently ignored."""

from collections.abc import Iterator

from ev_scan.content import schema
from ev_scan.content.errors import Finding
from ev_scan.content.reading import Folder, Sheet
from ev_scan.domain.answers import LEVELS
from ev_scan.domain.ids import NOT_APPLICABLE, UNKNOWN

Path = tuple[str | int, ...]

_AUTOMATIC = (UNKNOWN, NOT_APPLICABLE)


class QuestionChecks:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    def findings(self) -> Iterator[Finding]:
        profile, scales = self.folder.profile, self.folder.scales
        for i, question in enumerate(profile.model.questions):
            yield from self.question(profile, ("questions", i), question)
            yield from self.only_in_topics(profile, ("questions", i), question)
        for sheet in self.folder.scans:
            for i, topic in enumerate(sheet.model.topics):
                for j, question in enumerate(topic.questions):
                    yield from self.question(sheet, ("topics", i, "questions", j), question)
                    yield from self.only_in_profile(sheet, ("topics", i, "questions", j), question)
                if not any(question.levels for question in topic.questions):
                    place = sheet.place("topics", i, "questions")
                    message = f"Het onderwerp '{topic.id}' heeft geen vraag met 'levels'."
                    yield Finding(place, "no-levels", message, "Zonder niveaus is er geen score en geen advies.")
        for i, regime in enumerate(self.folder.regimes.model.regimes):
            for j, question in enumerate(regime.questions):
                path: Path = ("regimes", i, "questions", j)
                yield from self.question(self.folder.regimes, path, question)
                yield from self.only_in_profile(self.folder.regimes, path, question)
                if question.levels is not None:
                    place = self.folder.regimes.place(*path, "levels")
                    message = "Een vraag bij een wet heeft geen 'levels': er hoort geen score bij."
                    yield Finding(place, "levels", message, "Schrijf 'scale: yes_no', of 'options'.")
        for i, scale in enumerate(scales.model.scales):
            yield from self.options(scales, ("scales", i, "options"), scale.options)

    def question(self, sheet: Sheet[schema.Node], path: Path, question: schema.QuestionFile) -> Iterator[Finding]:
        given = [name for name in ("levels", "options", "scale") if getattr(question, name) is not None]
        if len(given) != 1:
            message = f"De vraag '{question.id}' heeft precies één van 'levels', 'options' of 'scale' nodig."
            yield Finding(sheet.place(*path), "answers", message, f"Nu staat er: {', '.join(given) or 'niets'}.")
        if question.levels is not None:
            yield from self.levels(sheet, path, question, len(question.levels))
        yield from self.options(sheet, (*path, "options"), question.options or [])
        for i, option in enumerate(question.options or ()):
            if option.exclusive and question.choose == "one":
                place, message = sheet.place(*path, "options", i, "exclusive"), "'exclusive' doet hier niets."
                yield Finding(place, "exclusive", message, "Er is al één keuze. Haal de regel weg.")

    def levels(
        self, sheet: Sheet[schema.Node], path: Path, question: schema.QuestionFile, count: int
    ) -> Iterator[Finding]:
        if count != len(LEVELS):
            message = f"De vraag '{question.id}' heeft vier niveaus nodig (0 tot en met 3); er staan er {count}."
            hint = "Beschrijf elk niveau als een feit dat iemand kan zien."
            yield Finding(sheet.place(*path, "levels"), "missing-level", message, hint)
        if question.choose == "several":
            message, hint = "Bij 'levels' past één antwoord.", "Haal 'choose: several' weg."
            yield Finding(sheet.place(*path, "choose"), "choose", message, hint)

    def options(self, sheet: Sheet[schema.Node], path: Path, options: list[schema.OptionFile]) -> Iterator[Finding]:
        first: dict[str, int] = {}
        for i, option in enumerate(options):
            place = sheet.place(*path, i, "id")
            if option.id in first:
                hint = f"De eerste staat op regel {sheet.place(*path, first[option.id]).line}."
                yield Finding(place, "duplicate-id", f"De optie '{option.id}' staat hier twee keer.", hint)
            first.setdefault(option.id, i)
            if option.id in _AUTOMATIC:
                hint = "Weet ik niet komt er vanzelf bij, en niet van toepassing met de sleutel 'not_applicable'."
                yield Finding(place, "reserved-id", f"De id '{option.id}' is al in gebruik.", hint)

    def only_in_topics(self, sheet: Sheet[schema.Node], path: Path, question: schema.QuestionFile) -> Iterator[Finding]:
        for key in ("levels", "not_applicable"):
            if getattr(question, key) is not None:
                message = f"Een vraag over het bedrijf heeft geen '{key}'."
                hint = "Schrijf 'options', elk met een id en een tekst."
                yield Finding(sheet.place(*path, key), "not-in-profile", message, hint)

    def only_in_profile(
        self, sheet: Sheet[schema.Node], path: Path, question: schema.QuestionFile
    ) -> Iterator[Finding]:
        for i, option in enumerate(question.options or ()):
            if option.points:
                place, message = sheet.place(*path, "options", i, "points"), "'points' telt alleen in profile.yaml."
                yield Finding(place, "points", message, "Haal de regel weg.")
