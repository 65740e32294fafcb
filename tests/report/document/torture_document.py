"""A document with every kind of block, and texts that hurt."""

from datetime import UTC, datetime

from ev_scan.report.document.definitions import Definition
from ev_scan.report.document.figures import Bar
from ev_scan.report.document.file import Attachment
from ev_scan.report.document.layout import Document, Furniture
from ev_scan.report.document.lists import Check, Item
from ev_scan.report.document.metadata import Metadata
from ev_scan.report.document.styles import AMBER, DANGER, INVERSE_LEAD, INVERSE_TITLE, PINE, RULE
from ev_scan.report.document.tables import Cell, Table, TableColumn
from ev_scan.report.document.text import Run, emphasis, foreign, link, reference, strong

LONG_WORD = "bedrijfscontinuïteitsmanagementverantwoordelijkheidsverdeling" * 3
LONG_URL = "https://www.example.org/een/heel/lang/pad/" + "deel-van-het-adres/" * 9 + "?vraag=antwoord&nog=een"
UNSHOWABLE = "漢字 😀👩‍👩‍👧 مرحبا \x00\x07\x1b\ud800 e\u0301 \ufffe \ue000 שָׁלוֹם 𝐀𝐁"
PROSE = (
    "De kennis van uw bedrijf is waardevol voor anderen. Met een paar gerichte maatregelen verkleint u de kans dat "
    "gevoelige informatie weglekt of dat u te afhankelijk wordt van één leverancier. "
)


def new_document(title: str = "Plan van aanpak", author: str = "Café Łódź") -> Document:
    metadata = Metadata(title, "nl-NL", datetime(2026, 11, 21, 12, tzinfo=UTC), author=author, subject="Actieplan")
    return Document(metadata, Furniture(title, "EV-scan", lambda number, total: f"Pagina {number} van {total}"))


def torture() -> bytes:
    document = new_document()
    _add_cover(document)
    _add_text(document)
    _add_lists(document)
    _add_cards(document)
    _add_tables(document)
    _add_figures(document)
    document.attach(Attachment("antwoorden (1).json", b'{"a": 1}', "application/json", "Uw antwoorden"))
    return document.render()


def _add_cover(document: Document) -> None:
    with document.banner():
        document.heading(1, f"Plan {UNSHOWABLE}", style=INVERSE_TITLE)
        document.paragraph("Op groen, met een ", link("verwijzing", "https://example.org"), style=INVERSE_LEAD)
    document.contents()
    document.page_break()


def _add_text(document: Document) -> None:
    document.heading(1, "Tekst")
    document.paragraph(PROSE * 4, strong("vet"), " en ", emphasis("nadruk Ωя"), ", ", foreign("due diligence", "en"))
    document.paragraph("Zie ", reference("de tabel", "table"), " of ", link(LONG_URL, LONG_URL), ".")
    document.paragraph("Vast", strong("ge"), emphasis("plakt"), link("e", "https://x.org/é(1)"), "inde", LONG_WORD)
    document.paragraph("This paragraph is in English.", lang="en")
    document.paragraph(UNSHOWABLE)
    document.paragraph(
        link(UNSHOWABLE, "mailto:wie@example.org"), " ", Run("beide", strong=True, lang="fr", url="https://x.fr")
    )
    document.paragraph("", "  ", "\t\n")
    document.free_text("regel een\n\nregel twee\r\nregel drie")
    document.heading(2, "")
    document.heading(2, LONG_WORD)
    document.heading(2, "Een kop die twee regels nodig heeft om alles te zeggen wat hij wil zeggen", eyebrow="Fase 1")
    document.paragraph(PROSE, align_right=True)
    for count in range(40):
        document.heading(3, f"Kop {count}", listed=False)
        document.paragraph(PROSE * (count % 5 + 1))


def _add_lists(document: Document) -> None:
    document.heading(1, "Lijsten")
    document.paragraph("Let op:", introduces=True)
    deep = Item("drie", ["vier", Item(PROSE, ["vijf"], numbered=True)])
    document.bullets(["een", Item([strong("twee"), " en meer"], [deep, PROSE]), "", LONG_WORD])
    document.numbered([PROSE * 3, link("verwijzing", "https://example.org"), Item("c", [])], start=9)
    document.bullets([])
    document.bullets(["", " "])
    document.checklist([Check(PROSE, "Wie: ☐ · 漢字"), Check("aan", checked=True), Check(LONG_WORD), Check("")])
    document.definitions(
        [
            Definition("Waarom", PROSE, [PROSE, LONG_WORD]),
            Definition("", "zonder term"),
            Definition("leeg", ""),
            Definition(LONG_WORD, link("b", "https://b.nl"), [""]),
        ]
    )
    document.facts([Definition("Waarom", PROSE), Definition("leeg", ""), Definition("", "zonder term")])
    with document.items():
        with document.columns(1, 1) as places:
            for place in places:
                with place, document.item(), document.keep_together(firmly=True):
                    document.paragraph(PROSE)
                    document.paragraph(PROSE)
        for label in ("een", UNSHOWABLE):
            with document.box(label, checked=True):
                document.paragraph(PROSE * 4)
                document.paragraph(link("meer", "https://example.org"))
    with document.box("een kop"):
        document.heading(2, "Naast een vakje")
        document.paragraph(PROSE)


def _add_cards(document: Document) -> None:
    document.heading(1, "Kaarten")
    for count in range(5):
        with document.card(bar=AMBER if count % 2 else None, edge=RULE):
            document.heading(2, f"Kaart {count}", eyebrow="Hoog")
            document.paragraph(PROSE * (count + 1))
            document.checklist([Check("doe dit"), Check("en dat", "voor 1 mei")])
    with document.card(), document.columns(2, 1) as (wide, narrow):
        with wide:
            document.paragraph(PROSE * 2)
        with narrow, document.card(fill=None, edge=PINE):
            document.heading(3, "In een kolom")
            document.bullets(["een", PROSE])
    with document.card():
        pass
    with document.columns(1, 1) as (left, right):
        with left:
            document.paragraph(PROSE * 60)
        with right:
            document.paragraph("te lang voor een pagina, dus onder elkaar")
    with document.section(), document.keep_together():
        document.paragraph(PROSE * 30)
        document.paragraph(PROSE * 30)
    with document.section():
        pass


def _add_tables(document: Document) -> None:
    document.page_break(unless_room_for=200)
    document.heading(1, "Tabellen", anchor="table")
    amount = TableColumn("€", 0.6, align_right=True)
    columns = [TableColumn("Belang", 2), TableColumn("Uitleg", 3), TableColumn("Kans"), amount]
    rows = [[f"Rij {n}", PROSE, Cell("hoog", dot=DANGER), f"€ {n}"] for n in range(40)]
    rows[3] = [LONG_WORD, "", "", ""]
    rows[5] = ["lang", PROSE * 40, link("b", "https://b.nl"), "1"]
    rows[7] = [Cell("over twee", span=2), Cell("over twee", span=2, strong=True)]
    document.table(Table(columns, rows, caption="Tabel 1. Veel rijen", zebra=True))
    document.table(Table([TableColumn(""), TableColumn("leeg")], []))
    with document.card():
        document.table(Table(columns, rows[:3], row_headers=False, row_height=60))


def _add_figures(document: Document) -> None:
    document.heading(1, "Beeld")
    bars = [
        Bar("Producten", 2.4, "2,4 van 4"),
        Bar(LONG_WORD, 9, "veel"),
        Bar("Niets", 0, "0"),
        Bar(UNSHOWABLE, -1, ""),
    ]
    document.bars(bars, longest=4, alt="Staafdiagram: producten 2,4 van 4, verder veel en niets.")
    document.drawing(40, lambda canvas, left, top, width, height: canvas.rect(left, top - height, width, height))
    with document.card():
        document.paragraph("een kaart tot onderaan")
        document.drawing(
            20, lambda canvas, left, top, width, height: canvas.line(left, top, width, top - height), grows=True
        )
    document.page_break()
    document.qr_code("https://example.org/verder#ABCD", alt="QR-code naar example.org", align_right=True)
