"""The plan as a workbook and as comma-separated text, read back as another program would."""

import csv
import io
import time
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import openpyxl
import pytest
from factories import answers
from naughty import NAUGHTY
from registers import largest_register, some_register

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import MeasureId
from ev_scan.domain.plan import Progress, Status
from ev_scan.i18n import LOCALES, Localizer, localizer
from ev_scan.services.documents import plan_csv, plan_xlsx
from ev_scan.services.plans import plan_of

CREATED = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
DUTCH = localizer("nl")
FIRST = MeasureId("recount_recipes")
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.fixture
def bakery(catalogue: Catalogue) -> Dossier:
    return Dossier(
        "2000.1",
        answers=answers(shop="city", goods=["chocolate"], recipe_list=0, recipe_lock=1, spare_key="unknown"),
        progress={
            FIRST: Progress(Status.DOING, "Jip", date(2030, 6, 1)),
            MeasureId("buy_lock"): Progress(Status.DROPPED),
        },
        register=some_register(catalogue),
    )


def typed(dossier: Dossier, text: str, catalogue: Catalogue) -> Dossier:
    """`text` wherever somebody may type."""
    noted = Progress(Status.DOING, text[:80], date(2030, 6, 1))
    return replace(dossier, progress={FIRST: noted}, register=largest_register(catalogue, text[:100]))


def book_of(dossier: Dossier, catalogue: Catalogue, localize: Localizer = DUTCH) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(plan_xlsx(dossier, catalogue, localize, CREATED)))


def rows_of(dossier: Dossier, catalogue: Catalogue, localize: Localizer = DUTCH) -> list[dict[str, str]]:
    text = plan_csv(dossier, catalogue, localize, CREATED).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def records(sheet) -> list[dict]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_a_workbook_has_four_sheets(bakery, catalogue):
    assert book_of(bakery, catalogue).sheetnames == ["Acties", "Register", "Leveringen", "Scores"]


def test_an_action_is_a_row(bakery, catalogue):
    first = records(book_of(bakery, catalogue)["Acties"])[0]
    assert (first["Nr."], first["Actie"], first["Wanneer"]) == (1, "Tel uw recepten", "Nu doen")
    assert (first["Stand"], first["Wie doet het"], first["Klaar op"]) == ("Bezig", "Jip", datetime(2030, 6, 1))  # noqa: DTZ001
    assert first["Waarom"].startswith("Staan uw recepten op papier? Nee, ze zitten in mijn hoofd; ")
    assert "Dit verkleint een risico uit uw register: Lasmodule ontwerp · " in first["Waarom"]


def test_what_is_not_open_has_no_moment(bakery, catalogue):
    dropped = [row for row in records(book_of(bakery, catalogue)["Acties"]) if row["Stand"] == "Doen wij niet"]
    assert [(row["Actie"], row["Wanneer"], row["Klaar op"]) for row in dropped] == [("Koop een slot", None, None)]


def test_every_line_of_the_register_is_a_row(bakery, catalogue):
    rows = records(book_of(bakery, catalogue)["Register"])
    assert [(row["Wat"], row["Hoe iemand eraan kan komen"]) for row in rows] == [
        ("Lasmodule ontwerp", "Meekijken over de toonbank"),
        ("Lasmodule ontwerp", "Langskomen in de nacht"),
        ("Klantenlijst", "Meekijken over de toonbank"),
    ]
    first, second, third = rows
    assert (first["Geheim"], first["Gewild"], first["Eigenaar"], first["Waard"]) == (5, 4, "Anneke", "Kruimels")
    assert (first["Kans"], first["Gevolg"], first["Nu"], first["Risico"]) == (4, 4, 16, "Zeer hoog")
    assert (second["Reden voor een eigen kans"], second["Wat u doet"]) == ("Het gebeurde al eens.", "Verminderen")
    assert (third["Geaccepteerd door"], third["Opnieuw bekijken op"].date()) == ("Anneke de Graaf", date(2031, 2, 1))


def test_an_asset_without_lines_stands_in_it_too(bakery, catalogue):
    alone = replace(bakery, register=replace(bakery.register, lines=()))
    rows = records(book_of(alone, catalogue)["Register"])
    assert [(row["Wat"], row["Kans"]) for row in rows] == [("Lasmodule ontwerp", None), ("Klantenlijst", None)]


def test_an_input_has_its_figures(bakery, catalogue):
    first = records(book_of(bakery, catalogue)["Leveringen"])[0]
    assert (first["Wat u inkoopt"], first["Samen"], first["Dagen zonder"]) == ("Laserdiode", 63.4, 80)
    assert (first["Euro op het spel"], first["Ingevuld (%)"]) == (320_000, 100)
    assert first["Kenmerken"] == "Afhankelijk; Strategisch; Risicovol strategisch"


def test_scores_are_those_of_the_plan(bakery, catalogue):
    rows = records(book_of(bakery, catalogue)["Scores"])
    themes = {row["Thema"]: row["Score"] for row in rows if row["Onderwerp"] is None}
    assert list(themes.values()) == [cluster.score for cluster in plan_of(bakery, catalogue).result.clusters]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_plan_without_a_register_has_the_same_sheets(catalogue, locale: str):
    book = book_of(Dossier("2000.1"), catalogue, localizer(locale))
    assert len(book.sheetnames) == 4
    assert [sheet.max_row for sheet in book.worksheets][:3] == [1, 1, 1]


def test_the_text_file_says_the_same_as_the_sheet(bakery, catalogue):
    sheet = records(book_of(bakery, catalogue)["Acties"])
    rows = rows_of(bakery, catalogue)
    assert len(rows) == len(sheet)
    for row, cells in zip(rows, sheet, strict=True):
        for name, value in cells.items():
            told = value.date().isoformat() if isinstance(value, datetime) else str(value or "")
            assert row[name] == told


def test_the_text_file_is_as_rfc_4180_has_it(bakery, catalogue):
    raw = plan_csv(bakery, catalogue, DUTCH, CREATED)
    assert raw.startswith(b"\xef\xbb\xbfNr.,Actie,")
    assert raw.endswith(b"\r\n")
    assert raw.count(b"\r\n") == len(rows_of(bakery, catalogue)) + 1


@pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY)
def test_nothing_that_somebody_typed_becomes_a_formula(bakery, catalogue, text: str):
    dossier = typed(bakery, text, catalogue)
    book = book_of(dossier, catalogue)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "d")
                assert not str(cell.value or "").startswith(RISKY)
    for row in rows_of(dossier, catalogue):
        assert not any(value.startswith(RISKY) for value in row.values())


@pytest.mark.parametrize("sign", RISKY)
def test_a_text_that_looks_like_a_formula_gets_an_apostrophe(bakery, catalogue, sign: str):
    noted = Progress(Status.DOING, f"{sign}cmd|'/C calc'!A1", date(2030, 6, 1))
    dossier = replace(bakery, progress={FIRST: noted})
    assert records(book_of(dossier, catalogue)["Acties"])[0]["Wie doet het"].startswith("'")
    assert rows_of(dossier, catalogue)[0]["Wie doet het"].startswith("'")


def test_a_text_of_several_lines_stays_one_cell(bakery, catalogue):
    dossier = replace(bakery, progress={FIRST: Progress(Status.DOING, 'Jip, "en"\r\nJanneke;', None)})
    assert rows_of(dossier, catalogue)[0]["Wie doet het"] == 'Jip, "en"\nJanneke;'


@pytest.mark.parametrize("make", [plan_xlsx, plan_csv])
def test_equal_input_gives_equal_bytes(bakery, catalogue, monkeypatch, make):
    first = make(bakery, catalogue, DUTCH, CREATED)
    later = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: later)
    assert make(bakery, catalogue, DUTCH, CREATED) == first


def test_the_moment_of_making_is_that_of_the_plan(bakery, catalogue):
    raw = plan_xlsx(bakery, catalogue, DUTCH, CREATED)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        about = archive.read("docProps/core.xml").decode()
    assert about.count("2030-01-02T03:04:05Z") == 2
    assert "EV-scan" in about
