"""From what somebody typed about a critical input to what the domain holds; says what would fit when it does not."""

import re
from decimal import Decimal
from typing import Any, Final

from ev_scan.domain.errors import EvScanError
from ev_scan.i18n import LOCALES, Localizer, countries
from ev_scan.report.supply_fields import Figure, Kind
from ev_scan.services.register_file import INPUT_NUMBERS, Numeric

_WEIGHT: Final = Numeric(0, 1)
_SHARE: Final = Numeric(0, 1)
_LONGEST_NUMBER: Final = 24
_AROUND = re.compile(r"[\s\u00a0\u202f'\u20ac%]")
_TRUE: Final = ("waar", "true", "1", "j", "y")
_FALSE: Final = ("onwaar", "false", "0", "n")


class DoesNotFit(EvScanError):
    """Its text says what does, in the language of the reader."""


def number_of(text: str, *, thousands: bool) -> Decimal | None:
    """A number with a comma or a point; None for what is no number.

    `thousands`: one separator before exactly three digits groups them, as in 320.000 euro.
    """
    bare = _AROUND.sub("", text)
    if not re.fullmatch(r"-?[0-9][0-9.,]*", bare) or len(bare) > _LONGEST_NUMBER:
        return None
    marks = [each for each in bare if each in ".,"]
    if len(set(marks)) == 2:
        return _decimal(bare.replace("," if bare.rfind(".") > bare.rfind(",") else ".", ""))
    grouped = bool(re.fullmatch(r"-?[0-9]{1,3}([.,][0-9]{3})+", bare))
    if grouped and (len(marks) > 1 or thousands):
        return Decimal(re.sub("[.,]", "", bare))
    return _decimal(bare)


def _decimal(bare: str) -> Decimal | None:
    found = bare.replace(",", ".")
    return Decimal(found) if re.fullmatch(r"-?[0-9]+(\.[0-9]*)?", found) else None


def value_of(figure: Figure, text: str, localize: Localizer) -> Any:
    """What the domain holds for this text; None for an empty one. Raises DoesNotFit."""
    text = text.strip()
    if not text:
        return None
    if figure.codes:
        return _coded(figure, text, localize)
    if figure.kind is Kind.COUNTRY:
        return _country(text, localize)
    if figure.kind is Kind.TEXT:
        return text
    return number_in(figure, number_of(text, thousands=figure.kind.is_whole or figure.kind is Kind.EUROS), localize)


def number_in(figure: Figure, number: Decimal | None, localize: Localizer) -> int | float:
    """A number of the right size: a percentage becomes a share. Raises DoesNotFit."""
    rule = _rule(figure)
    if number is not None:
        kept = number / 100 if figure.kind is Kind.PERCENT else number
        is_whole = kept == int(kept)
        if rule.lowest <= kept <= rule.highest and (is_whole or not figure.kind.is_whole):
            return int(kept) if is_whole else float(kept)
    raise DoesNotFit(_advice(figure, rule, localize))


def _rule(figure: Figure) -> Numeric:
    if figure.kind is Kind.WEIGHT:
        return _WEIGHT
    return INPUT_NUMBERS.get(figure.name, _SHARE)


def _advice(figure: Figure, rule: Numeric, localize: Localizer) -> str:
    gettext = localize.gettext
    highest = rule.highest * 100 if figure.kind is Kind.PERCENT else rule.highest
    words = {
        Kind.PERCENT: gettext("Vul een percentage in van %(lowest)s tot en met %(highest)s, zoals 12,5."),
        Kind.DAYS: gettext("Vul een heel aantal dagen in, van %(lowest)s tot en met %(highest)s."),
        Kind.EUROS: gettext("Vul een bedrag in euro in, van %(lowest)s tot en met %(highest)s."),
        Kind.COUNT: gettext("Vul een heel getal in, van %(lowest)s tot en met %(highest)s."),
        Kind.WEIGHT: gettext("Vul een getal in van %(lowest)s tot en met %(highest)s, zoals 0,3."),
    }[figure.kind]
    return words % {"lowest": localize.number(rule.lowest), "highest": localize.number(highest)}


def _coded(figure: Figure, text: str, localize: Localizer) -> Any:
    wanted = text.casefold()
    for value, words in figure.codes.items():
        if wanted in {each.casefold() for each in words.values()}:
            return value
    if figure.kind is Kind.FLAG and wanted in _TRUE + _FALSE:
        return wanted in _TRUE
    if figure.kind is Kind.CHOICE and wanted in {str(value) for value in figure.codes}:
        return int(wanted)
    allowed = ", ".join(words[localize.locale] for words in figure.codes.values())
    raise DoesNotFit(localize.gettext("Kies een van: %(allowed)s.") % {"allowed": allowed})


def _country(text: str, localize: Localizer) -> str:
    code = text.upper()
    if len(text) == 2 and text.isascii() and code in countries(LOCALES[0]):
        return code
    for locale in LOCALES:
        for known, name in countries(locale).items():
            if name.casefold() == text.casefold():
                return known
    raise DoesNotFit(localize.gettext("Gebruik een landcode van twee letters, zoals DE, of de naam van het land."))
