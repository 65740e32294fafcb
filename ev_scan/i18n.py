"""Words in one locale: content from the questionnaires catalogue, the frame from the messages catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final, cast
from unicodedata import normalize
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from ev_scan.domain.text import Text
from ev_scan.resources import TRANSLATIONS

SOURCE_LOCALE: Final = "nl"
LOCALES: Final = ("nl", "en")
_HERE: Final = ZoneInfo("Europe/Amsterdam")
_NO_COUNTRIES: Final = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())  # noqa: SIM905
"""What CLDR names besides countries: islands without a code of their own, unions, and codes for tests."""


@dataclass(frozen=True)
class Localizer:
    """Turns what the program holds into words of one locale; needs no request."""

    locale: str
    content: Mapping[tuple[str, str], str]
    frame: NullTranslations

    def __call__(self, text: Text) -> str:
        return self.content.get((text.context, text.source), text.source)

    def language_of(self, text: Text) -> str:
        """The language in which `text` will be shown: Dutch where the translation is missing or stale."""
        return self.locale if (text.context, text.source) in self.content else SOURCE_LOCALE

    def gettext(self, message: str, **values: object) -> str:
        found: str = self.frame.ugettext(message)
        return found % values if values else found

    def ngettext(self, one: str, many: str, number: int, **values: object) -> str:
        found: str = self.frame.ungettext(one, many, number)
        return found % {"num": number, **values}

    def day(self, day: date) -> str:
        return format_date(day, "d MMMM y", locale=self.locale)

    def moment(self, moment: datetime) -> str:
        """To the minute, by the clock on the wall in the Netherlands."""
        return format_datetime(moment, "d MMMM y, HH:mm", tzinfo=_HERE, locale=self.locale)

    def month(self, day: date) -> str:
        return format_date(day, "MMMM y", locale=self.locale)

    def number(self, number: float, decimals: int = 0) -> str:
        """With the separators of the language, and without zeros at the end."""
        return format_decimal(number, format=f"#,##0.{'#' * decimals}".rstrip("."), locale=self.locale)

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166-1 code; the code itself when it has none."""
        return str(countries(self.locale).get(code, code))


@cache
def countries(locale: str) -> Mapping[str, str]:
    """The names of all countries by ISO 3166-1 code, from CLDR, in the order of the alphabet."""
    names: dict[str, str] = dict(cast(Any, Locale.parse(locale).territories))
    found = {code: name for code, name in names.items() if len(code) == 2 and code not in _NO_COUNTRIES}
    return dict(sorted(found.items(), key=lambda each: normalize("NFKD", each[1]).casefold()))


@cache
def localizer(locale: str, directory: Path = TRANSLATIONS) -> Localizer:
    """Raises KeyError for a locale that is not in LOCALES."""
    if locale not in LOCALES:
        raise KeyError(locale)
    if locale == SOURCE_LOCALE:
        return Localizer(locale, {}, NullTranslations())
    frame = _translations(read_catalogue(directory, locale, "messages"))
    return Localizer(locale, translated_content(directory, locale), frame)


def translated_content(directory: Path, locale: str) -> dict[tuple[str, str], str]:
    """The words of each phrase, by context and Dutch; without what is stale or missing."""
    return {
        (str(message.context), str(message.id)): str(message.string)
        for message in read_catalogue(directory, locale, "questionnaires")
        if message.id and message.string and not message.fuzzy
    }


def read_catalogue(directory: Path, locale: str, domain: str) -> Catalog:
    with (directory / locale / "LC_MESSAGES" / f"{domain}.po").open("rb") as source:
        return read_po(source, locale=locale, domain=domain)


def _translations(catalogue: Catalog) -> Translations:
    """Compiled in memory, so that a checkout needs no build step; fuzzy messages are left out."""
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)
