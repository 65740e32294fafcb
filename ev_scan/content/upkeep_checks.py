"""What time does to content: cards that are due for another look, and phrases that are not translated yet."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from ev_scan.content.errors import Finding, Severity
from ev_scan.content.phrases import Phrase
from ev_scan.content.reading import Folder
from ev_scan.i18n import LOCALES, SOURCE_LOCALE, translated_content

TRANSLATIONS = "translations"
"""Beside the folder with questionnaires; translations elsewhere belong to other content."""


def check_review_days(folder: Folder, today: date | None) -> Iterator[Finding]:
    """Without `today` only whether the days can be right at all."""
    sheet = folder.regimes
    for i, regime in enumerate(sheet.model.regimes):
        place = sheet.place("regimes", i, "review_by")
        if regime.review_by <= regime.as_of:
            message = f"'{regime.id}' moet opnieuw bekeken zijn op {regime.review_by}, maar dat is niet na 'as_of'."
            yield Finding(place, "review-day", message, "Kies bij 'review_by' een latere dag.")
        elif today and date.fromisoformat(regime.review_by) < today:
            message = f"'{regime.id}' had op {regime.review_by} opnieuw bekeken moeten zijn."
            hint = "Kijk de bronnen na, pas de kaart aan, en zet nieuwe dagen bij 'as_of' en 'review_by'."
            yield Finding(place, "review-due", message, hint, Severity.WARNING)


def check_translations(directory: Path, phrases: Iterable[Phrase]) -> Iterator[Finding]:
    """One finding for each file and language, at the first phrase that waits."""
    translations = directory.resolve().parent / TRANSLATIONS
    phrases = list(phrases)
    for locale in LOCALES:
        if locale != SOURCE_LOCALE and (translations / locale / "LC_MESSAGES" / "questionnaires.po").is_file():
            done = translated_content(translations, locale)
            waiting: dict[str, list[Phrase]] = {}
            for phrase in phrases:
                if (phrase.context, phrase.words) not in done:
                    waiting.setdefault(phrase.sheet.document.file, []).append(phrase)
            yield from (_waiting(locale, found) for found in waiting.values())


def _waiting(locale: str, found: list[Phrase]) -> Finding:
    texts = "1 tekst is" if len(found) == 1 else f"{len(found)} teksten zijn"
    message = f"{texts} nog niet vertaald ({locale}), als eerste: '{found[0].words[:60]}'."
    hint = "Draai 'make i18n' en vul de vertaling in."
    return Finding(found[0].place, "untranslated", message, hint, Severity.WARNING)
