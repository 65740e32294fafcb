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
        *(f"- {each}" for each in _files(gettext)),
        "## " + gettext("Zo controleert u de bestanden"),
        *_checks(gettext),
    ]


def _size(release: Release, gettext: GetText) -> list[str]:
    if release.n is None:
        return [gettext("In deze periode waren er minder dan 200 bijdragen. Dan publiceren wij geen cijfers.")]
    return [gettext("Bijdragen in deze periode, afgerond:") + f" {release.n}"]


def _protection(release: Release, gettext: GetText) -> list[str]:
    if not release.tables:
        return [gettext("Uit zo weinig antwoorden zou iemand een bedrijf kunnen herkennen.")]
    listed = "; ".join(
        f"{', '.join(table.id for table in release.tables if table.tier == tier)}: {least}"
        for tier, least in release.thresholds.items()
    )
    return [
        gettext("Een rij verschijnt alleen als er genoeg bedrijven in zitten. Zoveel moeten dat er zijn, per tabel:")
        + f" {listed}. "
        + gettext("Ook moeten er volgens het CBS minstens 1.000 bedrijven in passen."),
        gettext(
            "Soms houden wij ook een rij achter die groot genoeg is. Dat doen wij als een kleine rij anders is uit te"
            " rekenen. Elke rij die ontbreekt heeft dezelfde status x, wat de reden ook is."
        ),
        gettext("Elk aantal is een veelvoud van")
        + f" {release.base}. "
        + gettext("Dezelfde groep bedrijven krijgt in elke tabel hetzelfde afgeronde aantal."),
        gettext(
            "Percentages, gewichten en bandbreedtes zijn berekend uit de afgeronde aantallen. Onder 30 antwoorden geven"
            " wij geen percentage, onder 100 alleen stappen van vijf. De bandbreedte is indicatief: zij gaat ervan uit"
            " dat de deelnemers lijken op bedrijven die niet meededen."
        ),
        gettext(
            "Een percentage gaat over de bedrijven die een antwoord gaven. Hoeveel er geen antwoord gaven, staat"
            " erbij als aantal. Percentages van 5 of lager en van 95 of hoger tonen wij niet preciezer."
        ),
    ]


def _files(gettext: GetText) -> list[str]:
    return [
        "factsheet.nl.pdf, factsheet.en.pdf: " + gettext("de belangrijkste cijfers, om te lezen."),
        "release.xlsx, release.ods: "
        + gettext("alle tabellen in een werkmap. Het blad codes zegt wat elke code betekent."),
        "tables/: "
        + gettext("dezelfde tabellen als CSV, beschreven in csv-metadata.json (CSVW) en datapackage.json.")
        + " codes.csv: "
        + gettext("wat elke code betekent."),
        "release.sdmx.csv: " + gettext("dezelfde aantallen als SDMX-CSV, voor statistische programma's."),
        "release.json: " + gettext("het origineel, waaruit alle andere bestanden zijn gemaakt."),
        "dcat.jsonld: " + gettext("de beschrijving voor data.overheid.nl."),
        "manifest.json: " + gettext("de controlegetallen (SHA-256) van al deze bestanden."),
    ]


def _checks(gettext: GetText) -> list[str]:
    return [
        gettext(
            "Een publicatie verandert nooit meer. manifest.json noemt het controlegetal van elk bestand en dat van de"
            " publicatie die ervoor kwam. Zo vormen alle publicaties een keten: wie er een verandert, breekt de keten."
        ),
        gettext(
            "Met `ev-scan monitor audit MAP` loopt u dit na. Het programma valt de cijfers ook aan: het probeert uit"
            " alle publicaties samen een beschermd vak uit te rekenen, met niets anders dan deze bestanden."
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
