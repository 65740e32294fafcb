"""What every release says of itself, in the language of whoever reads it."""

from collections.abc import Callable

from ev_scan.monitor.release import Release

GetText = Callable[[str], str]


def caveats(gettext: GetText) -> list[str]:
    """Printed in every file that is meant for reading."""
    return [
        gettext(
            "Dit zijn cijfers over de scanpopulatie: bedrijven die de scan zelf invulden en wilden bijdragen."
            " Zij zijn geen steekproef en zeggen niets over alle bedrijven in Nederland."
        ),
        gettext("Bedrijven die al met veiligheid bezig zijn, doen waarschijnlijk vaker mee. Weging herstelt dat niet."),
        gettext(
            "Antwoorden zijn door bedrijven zelf gegeven en niet gecontroleerd. Er kunnen verzonnen bijdragen bij zijn."
        ),
        gettext("Aantallen zijn willekeurig naar boven of beneden afgerond. Daarom tellen zij niet op tot het totaal."),
        gettext(
            "Een leeg vak met de status x is niet beschikbaar. Waarom, staat nergens:"
            " ook nul bedrijven kan zo zijn weergegeven."
        ),
        gettext("Een klein verschil tussen twee jaren of groepen is geen verandering."),
        gettext("Cijfers mogen niet worden gecombineerd om kleinere groepen af te leiden."),
    ]


def readme(release: Release, gettext: GetText) -> list[str]:
    """Headings and paragraphs of one language."""
    return [
        "# " + gettext("Bedrijvenmonitor economische veiligheid") + f" {release.period}",
        *_size(release, gettext),
        "## " + gettext("Lees dit eerst"),
        *(f"- {each}" for each in caveats(gettext)),
        "## " + gettext("Hoe wij bedrijven beschermen"),
        *_protection(release, gettext),
        "## " + gettext("Bestanden"),
        gettext(
            "release.json is het origineel. De andere bestanden bevatten dezelfde cijfers. manifest.json bevat de"
            " controlegetallen (SHA-256), met dat van de vorige publicatie. Iedereen kan met"
            " `ev-scan monitor audit` nagaan dat geen beschermd vak is af te leiden."
        ),
    ]


def _size(release: Release, gettext: GetText) -> list[str]:
    if release.n is None:
        return [gettext("In deze periode waren er minder dan 200 bijdragen. Dan publiceren wij geen cijfers.")]
    return [gettext("Bijdragen in deze periode, afgerond:") + f" {release.n}"]


def _protection(release: Release, gettext: GetText) -> list[str]:
    least = ", ".join(f"{tier}: {number}" for tier, number in release.thresholds.items()) or "200"
    return [
        gettext("Een rij verschijnt alleen boven de drempel van de tabel (per soort tabel)")
        + f": {least}. "
        + gettext("Ook moeten er volgens het CBS minstens 1.000 bedrijven in passen."),
        gettext("Elk aantal is een veelvoud van")
        + f" {release.base}. "
        + gettext("Dezelfde groep bedrijven krijgt in elke tabel hetzelfde afgeronde aantal."),
        gettext(
            "Percentages, gewichten en bandbreedtes zijn berekend uit de afgeronde aantallen. Onder 30 antwoorden geven"
            " wij geen percentage, onder 100 alleen stappen van vijf. De bandbreedte is indicatief: zij gaat ervan uit"
            " dat de deelnemers lijken op bedrijven die niet meededen."
        ),
    ]


def labels(gettext: GetText) -> dict[str, str]:
    """What the parts of an item's id mean."""
    return {
        "awareness": gettext("Bekend met economische veiligheid"),
        "any_risk": gettext("Ziet in minstens een domein een risico van 3 of meer"),
        "exposure": gettext("Aantrekkelijkheid voor anderen"),
        "score": gettext("Volwassenheid, in vijf klassen"),
        "gap": gettext("Verschil tussen gezien risico en maatregelen"),
        "barrier": gettext("Belemmering"),
        "perceived": gettext("Gezien risico"),
        "measures": gettext("Genomen maatregelen"),
        "knows": gettext("Weet welke maatregelen nodig zijn"),
        "spending": gettext("Uitgaven in de laatste twaalf maanden"),
        "support": gettext("Gewenste steun"),
        "channel": gettext("Bekendheid van kanalen"),
        "cbs": gettext("Vraag uit de ICT-enquête van het CBS"),
        "topic": gettext("Niveau van een onderwerp"),
    }
