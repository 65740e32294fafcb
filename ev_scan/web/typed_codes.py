"""What to say about a code with a typing error, whichever kind of code it is."""

from ev_scan.vault.codes import SYMBOLS
from ev_scan.vault.errors import MistypedCode
from ev_scan.web import context


def typing_advice(error: MistypedCode) -> str:
    localize = context.localize()
    if error.missing == SYMBOLS:
        return localize.gettext("Vul uw code in.")
    if error.missing:
        return localize.ngettext(
            "Er ontbreekt %(num)d teken. Een code heeft 7 groepen van 4 tekens.",
            "Er ontbreken %(num)d tekens. Een code heeft 7 groepen van 4 tekens.",
            error.missing,
        )
    if error.extra:
        return localize.ngettext(
            "Er staat %(num)d teken te veel. Een code heeft 7 groepen van 4 tekens.",
            "Er staan %(num)d tekens te veel. Een code heeft 7 groepen van 4 tekens.",
            error.extra,
        )
    if error.group:
        return localize.gettext("Er zit een typefout in groep %(group)s. Kijk die na.", group=error.group)
    return localize.gettext("Er zit een typefout in de code. Kijk hem teken voor teken na.")
