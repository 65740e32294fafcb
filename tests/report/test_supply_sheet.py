"""Critical inputs as a table: opens as it is meant, explains itself, and holds nothing that a spreadsheet executes."""

import csv
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from ev_scan.domain.supply_chain import MOST_INPUTS, MOST_SUPPLIERS, CriticalInput, Supplier
from ev_scan.i18n import LOCALES, localizer
from ev_scan.report.supply_fields import COLUMNS, OF_INPUT, OF_SUPPLIER
from ev_scan.report.supply_sheet import as_csv, as_xlsx, escaped, unescaped
from ev_scan.report.supply_words import SupplyWords

STARTS = ("=", "+", "-", "@", "\t", "\r", "#")
LENSES = CriticalInput("=lenzen", suppliers=(Supplier(0.705, "CN", 0.25), Supplier(0.295, "DE")), stock_days=30)


def cells(raw: bytes) -> list[list[str]]:
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_dutch_file_has_commas_and_an_english_one_has_points():
    head, row = cells(as_csv([LENSES], localizer("nl")))
    written = dict(zip(head, row, strict=True))
    assert written["leverancier_1_aandeel_procent"] == "70,5"
    assert (written["leverancier_1_gewicht"], written["voorraad_dagen"], written["tekort"]) == ("0,25", "30", "")
    head, row = cells(as_csv([LENSES], localizer("en")))
    assert dict(zip(head, row, strict=True))["supplier_1_share_percent"] == "70.5"


def test_numbers_are_numbers_in_a_spreadsheet():
    sheet = load_workbook(BytesIO(as_xlsx([LENSES], localizer("nl")))).worksheets[0]
    written = {head.value: cell.value for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert written["naam"] == "'=lenzen"
    assert (written["leverancier_1_aandeel_procent"], written["voorraad_dagen"]) == (70.5, 30)
    assert written["leverancier_2_gewicht"] is None


@pytest.mark.parametrize("start", STARTS)
def test_no_cell_begins_as_a_formula(start):
    naughty = CriticalInput(f"{start}cmd|' /C calc'!A0", suppliers=(Supplier(1, "NL", None, f"{start}1+1"),))
    texts = [cell for row in cells(as_csv([naughty], localizer("nl"))) for cell in row]
    book = load_workbook(BytesIO(as_xlsx([naughty], localizer("nl"))))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
            texts += [cell.value for cell in row if isinstance(cell.value, str)]
    assert len(texts) > 100
    assert [text for text in texts if text.startswith(STARTS)] == []


@given(st.text(st.sampled_from("'=+-@#\t\r\n ab\uff1d"), max_size=8))
def test_escaping_can_be_undone_and_leaves_no_formula(text):
    assert unescaped(escaped(text)) == text
    assert not escaped(text).startswith(STARTS)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_empty_sheet_explains_every_column(locale):
    book = load_workbook(BytesIO(as_xlsx([], localizer(locale))))
    first, second = book.worksheets
    assert [cell.value for cell in first[1]] == [column.title(locale) for column in COLUMNS]
    assert first.max_row == 1
    explained = {row[0].value: row for row in second.iter_rows()}
    for column in COLUMNS:
        if column.supplier <= 1:
            _, question, accepted, _ = explained[column.title(locale)]
            assert question.value
            assert accepted.value
    assert not [row for row in second.iter_rows() if any(str(cell.value).startswith("=") for cell in row)]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_empty_csv_explains_its_columns_on_a_line_of_remarks(locale):
    head, remarks = cells(as_csv([], localizer(locale), explained=True))
    assert len(head) == len(remarks) == 1 + len(OF_INPUT) + MOST_SUPPLIERS * len(OF_SUPPLIER)
    assert remarks[0].startswith("# ")
    assert all(remarks)


def test_titles_are_unique_within_a_language():
    for locale in LOCALES:
        titles = [column.title(locale) for column in COLUMNS]
        assert len(set(titles)) == len(titles)


def test_a_whole_list_fits_in_a_form():
    suppliers = (Supplier(0.125, "DE", 0.5, "é" * 300),) * MOST_SUPPLIERS
    full = [CriticalInput(f"{number} {'x' * 118}", suppliers=suppliers) for number in range(MOST_INPUTS)]
    assert len(as_xlsx(full, localizer("nl"))) < 64 * 1024
    assert len(as_csv(full, localizer("nl"))) < 64 * 1024


def test_every_choice_of_a_page_is_a_word_in_a_file():
    words = SupplyWords(localizer("nl"))
    for figure in OF_INPUT:
        assert words.question(figure.name)
        if figure.codes:
            assert words.choices(figure).keys() == figure.codes.keys()
