"""The factsheet as a PDF: accessible, the same each time, and calm where there is nothing to tell."""

import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
import tag_checks
from factsheet_samples import CAVEATS, SAMPLES, drawn
from plan_companies import real_catalogue
from reading import Spoken, flowing_text, unbroken

from ev_scan.i18n import LOCALES, localizer
from ev_scan.report.document.factsheet_document import factsheet_files

every_factsheet = pytest.mark.parametrize(
    ("name", "locale"), [(name, locale) for name in SAMPLES for locale in LOCALES]
)


@cache
def spoken(name: str) -> Spoken:
    return Spoken(drawn(name, "nl"))


@every_factsheet
def test_it_is_accessible_and_made_to_last(name: str, locale: str, tmp_path: Path) -> None:
    pdf = drawn(name, locale)
    for profile in ("ua1", "3a"):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    tag_checks.check(pdf)
    path = tmp_path / "factsheet.pdf"
    path.write_bytes(pdf)
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@every_factsheet
def test_it_is_short_and_holds_the_caveats_word_for_word(name: str, locale: str) -> None:
    pdf = drawn(name, locale)
    with pikepdf.open(BytesIO(pdf)) as file:
        assert len(file.pages) == (1 if name == "nothing" else 4)
        assert str(file.Root.Lang) == locale
        assert not file.Root.get("/AcroForm")
        assert "/EmbeddedFiles" not in file.Root.get("/Names", {})
    text = flowing_text(pdf)
    assert unbroken(localizer(locale).gettext("Bedrijvenmonitor economische veiligheid")) in text
    assert all(unbroken(each) in text for each in CAVEATS[locale])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("full", "Cijfers over de scanpopulatie: ongeveer 2.500 bedrijven die de EV-scan zelf invulden"),
        ("full", "Minder dan een jaar eerder."),
        ("full", "Het domein is: Export en verkoop. Andere domeinen verschillen daar niet duidelijk van."),
        ("full", "Drie vragen staan ook in een enquête van het CBS"),
        ("scant", "Dat is hier niet na te gaan."),
        ("scant", "Niet beschikbaar: te weinig antwoorden."),
        ("scant", "indicatief, in stappen van vijf"),
        ("nothing", "In deze periode waren er minder dan 200 bijdragen."),
        ("nothing", "tellen mee in de cijfers van het hele jaar"),
    ],
)
def test_the_first_page_says_what_matters(name: str, words: str) -> None:
    heard = spoken(name)
    paragraphs = [node for node in heard.tagged.tree.walk() if node.role == "/P" and 0 in heard.pages_of(node)]
    assert any(words in heard.words(node) for node in paragraphs)


def test_the_check_against_statistics_netherlands_stands_on_the_first_page_with_its_source() -> None:
    heard = spoken("full")
    first = heard.tagged.nodes("/Table")[0]
    assert heard.pages_of(first) == {0}
    rows = heard.tables()[0]
    assert [row[0] for row in rows[1:]] == [
        *("Alle bedrijven", "Tot 10 mensen", "10 tot 50 mensen", "50 tot 250 mensen", "250 mensen of meer"),
    ]
    assert rows[1][1:] == [
        "46% (43–49%), CBS 61,5%: 16 lager",
        "46% (43–49%), CBS 35%: 11 hoger",
        "46% (43–49%), CBS 46,2%: gelijk",
    ]
    assert "CBS: CBS StatLine 86119NED (2025)." in flowing_text(drawn("full", "nl"))


def test_a_chart_can_be_heard_and_says_what_the_tables_say() -> None:
    heard = spoken("full")
    figures = [str(node.element.Alt) for node in heard.tagged.nodes("/Figure")]
    assert len(figures) == 4
    gaps = next(alt for alt in figures if "verschil" in alt)
    table = next(rows for rows in heard.tables() if rows[0][0] == "Domein")
    assert all(f"{row[0]}: {row[3]}" in gaps for row in table[1:])
    assert "1. Het kost te veel geld: 40% (37–43%)" in next(alt for alt in figures if "belemmeringen" in alt)
    assert "≤5% (1–7%)" in next(alt for alt in figures if "belemmeringen" in alt)


def test_what_is_not_told_is_a_dash_and_never_a_zero() -> None:
    tables = spoken("scant").tables()
    parts = [row for rows in tables for row in rows[1:] if rows[0][2:] == ["Per 1.000"]]
    assert len(parts) == 12
    assert {tuple(row[1:]) for row in parts} == {("–", "–")}
    domains = next(rows for rows in tables if rows[0][0] == "Domein")
    assert {tuple(row[1:]) for row in domains[1:]} == {("niet beschikbaar",) * 3 + ("–",)}


@pytest.mark.parametrize(("name", "day"), [("full", "20261231"), ("scant", "20260930"), ("nothing", "20260331")])
def test_equal_figures_give_equal_bytes_dated_at_the_end_of_their_period(name: str, day: str) -> None:
    files = factsheet_files(SAMPLES[name](), real_catalogue())
    assert files == {f"factsheet.{locale}.pdf": drawn(name, locale) for locale in LOCALES}
    for pdf in files.values():
        with pikepdf.open(BytesIO(pdf)) as file:
            assert str(file.docinfo["/CreationDate"]) == f"D:{day}000000Z"
