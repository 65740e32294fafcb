"""Critical inputs from a file: all of them or none, a message for each cell, and nothing dangerous gets in."""

import contextlib
import itertools
import warnings
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill

from ev_scan.domain.ids import InputId
from ev_scan.domain.supply_chain import CriticalInput, Supplier
from ev_scan.domain.text import storable
from ev_scan.i18n import LOCALES, localizer
from ev_scan.report.supply_sheet import as_csv, as_xlsx
from ev_scan.services.supply_file import BadSupplyFile, read_inputs
from ev_scan.services.supply_table import LARGEST_FILE
from ev_scan.services.supply_values import number_of

HEAD = "naam;voorraad_dagen;omzetdeel_procent;tekort;leverancier_1_aandeel_procent;leverancier_1_land"
WHOLE = CriticalInput(
    name="lenzen",
    suppliers=(Supplier(0.7, "CN", 0.7, "Glas & Co"), Supplier(0.3, "DE")),
    revenue_share=0.125,
    price_volatility=0.25,
    lead_time_days=84,
    lead_time_days_year_ago=63,
    on_time_in_full=0.855,
    shortage=50,
    substitutability=1,
    control=2,
    stock_days=30,
    transit_days=0,
    switch_days=120,
    redesign_days=240,
    routes=1,
    plan_tested=False,
    daily_margin_eur=4000.5,
    tier2_known=0,
    legal_restriction=True,
    vital_customer=False,
)


def read(raw: bytes | str, locale: str = "nl", taken=()) -> tuple[CriticalInput, ...]:
    numbers = itertools.count(1)
    raw = raw.encode() if isinstance(raw, str) else raw
    return read_inputs(raw, localizer(locale), lambda: InputId(f"n{next(numbers)}"), taken)


def faults(raw: bytes | str, locale: str = "nl", taken=()) -> list[str]:
    with pytest.raises(BadSupplyFile) as refused:
        read(raw, locale, taken)
    return refused.value.faults


def a_book(*rows, formats=(), sheets=()) -> bytes:
    """A workbook with these rows; `formats`: (cell, number format)."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for cell, shown in formats:
        book.active[cell].number_format = shown
    for name in sheets:
        book.create_sheet(name)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def packed(raw: bytes, **changed: bytes) -> bytes:
    """A workbook with parts added or replaced, by their path with `__` for a slash."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        named = {name.replace("__", "/"): content for name, content in changed.items()}
        for name in [*(each for each in old.namelist() if each not in named), *named]:
            new.writestr(name, named.get(name) or old.read(name))
    return written.getvalue()


# There and back


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_what_was_written_is_read_back(locale, write):
    eight = replace(WHOLE, name="acht", suppliers=(Supplier(0.125, "NL", None, "x" * 300),) * 8)
    kept = (WHOLE, CriticalInput("leeg"), eight)
    raw = write(kept, localizer(locale))
    found = read(raw, locale)
    assert [each.id for each in found] == ["n1", "n2", "n3"]
    assert tuple(replace(each, id=InputId("")) for each in found) == kept
    assert len({each.id for each in found}) == 3


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_a_file_of_one_language_is_read_in_the_other(write):
    assert read(write([WHOLE], localizer("en")), "nl")[0].stock_days == 30
    assert read(write([WHOLE], localizer("nl")), "en")[0].tier2_known == 0


NAUGHTY = [
    *(
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2",
        "@SUM(1)",
        "'=x",
        "''+x",
        "# los",
        "'",
        "a;b",
        'a"b',
        "\u202eomgekeerd",
        "🥖",
    ),
    *("<script>alert(1)</script>", '=HYPERLINK("https://elders.example")', "x" * 120, "\uff1d1+1", "' =x"),
]


@pytest.mark.parametrize("name", NAUGHTY)
@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_a_naughty_name_comes_back_as_it_was(name, write):
    critical = CriticalInput(name, suppliers=(Supplier(1, "NL", None, name),))
    (found,) = read(write([critical], localizer("nl")))
    assert (found.name, found.suppliers[0].name) == (name, name)


@given(st.text(min_size=1, max_size=60))
def test_any_name_comes_back_or_is_refused_with_a_message(name):
    for write in (as_csv, as_xlsx):
        raw = write([CriticalInput(name)], localizer("nl"))
        kept = " ".join(storable(name).split())
        if kept:
            assert read(raw)[0].name == kept
        else:
            assert faults(raw)


# What a person fills in


def test_numbers_are_read_as_people_write_them():
    (found,) = read(
        "naam;marge_per_dag_euro;omzetdeel_procent;voorraad_dagen;leverancier_1_aandeel_procent;leverancier_1_land;"
        "leverancier_1_gewicht\nlenzen;€ 4.000,50;12,5 %;1.200;100;duitsland;0,3\n"
    )
    assert (found.daily_margin_eur, found.revenue_share, found.stock_days) == (4000.5, 0.125, 1200)
    assert found.suppliers == (Supplier(1, "DE", 0.3),)


@pytest.mark.parametrize(
    ("text", "thousands", "number"),
    [
        *(("12,5", False, "12.5"), ("12.5", False, "12.5"), ("1.234,5", False, "1234.5"), ("1,234.5", True, "1234.5")),
        *(("320.000", True, "320000"), ("320.000", False, "320.000"), ("1.234.567", False, "1234567")),
        *(("1 200", True, "1200"), ("30%", False, "30"), ("5.", False, "5."), ("0", True, "0"), ("-3", True, "-3")),
    ],
)
def test_a_number(text, thousands, number):
    assert str(number_of(text, thousands=thousands)) == str(number_of(number, thousands=False))
    assert number_of(text, thousands=thousands) is not None


@pytest.mark.parametrize(
    "text", ["", "veel", "1e9", "nan", "inf", "1,2,3", "1.2,3.4", "٣", "12a", "--1", "9" * 30, ".5"]
)
def test_no_number(text):
    assert number_of(text, thousands=True) is None


def test_words_are_read_in_either_language_and_as_codes():
    head = "naam;tekort;vervangbaar;zeggenschap;vitale_klant;plan_geoefend;wettelijke_beperking"
    one, two = read(f"{head}\na;Soms;keuren;LEVERANCIER;ja;nee;WAAR\nb;always;3;0;yes;false;no\n")
    assert (one.shortage, one.substitutability, one.control) == (50, 1, 2)
    assert (one.vital_customer, one.plan_tested, one.legal_restriction) == (True, False, True)
    assert (two.shortage, two.substitutability, two.control) == (100, 3, 0)
    assert (two.vital_customer, two.plan_tested, two.legal_restriction) == (True, False, False)


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_each_usual_separator_is_understood(mark):
    assert read("naam;voorraad_dagen\nbout;3\n".replace(";", mark))[0].stock_days == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_each_usual_encoding_is_understood(encoding):
    assert read("naam;voorraad_dagen\ncafé;3\n".encode(encoding))[0].name == "café"


def test_empty_lines_remarks_and_empty_columns_are_passed_over():
    assert len(read("naam;voorraad_dagen;\n# uitleg;dagen;\n;;\nbout;3;\n;;\n")) == 1


def test_percentages_and_switches_of_a_spreadsheet():
    book = a_book(
        ["naam", "omzetdeel_procent", "op_tijd_compleet_procent", "vitale_klant", "voorraad_dagen"],
        ["bout", 0.3, 85, True, 30.0],
        formats=[("B2", "0%")],
    )
    (found,) = read(book)
    assert (found.revenue_share, found.on_time_in_full, found.vital_customer) == (0.3, 0.85, True)
    assert found.stock_days == 30


# What is wrong, cell by cell


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (";1;;;;", "rij 2, kolom naam: geef dit een naam."),
        ("x;-1;;;;", "'-1' past hier niet. Vul een heel aantal dagen in, van 0 tot en met 3.650."),
        ("x;1,5;;;;", "'1,5' past hier niet. Vul een heel aantal dagen in, van 0 tot en met 3.650."),
        ("x;;101;;;", "'101' past hier niet. Vul een percentage in van 0 tot en met 100, zoals 12,5."),
        ("x;;;veel;;", "rij 2, kolom tekort: 'veel' past hier niet. Kies een van: nee, soms, steeds."),
        ("x;;;;90;DE", "De aandelen van de leveranciers zijn samen 90 %; dat hoort 100 % te zijn."),
        ("x;;;;100;", "rij 2, kolom leverancier_1_land: vul dit ook in voor deze leverancier."),
        ("x;;;;;DE", "rij 2, kolom leverancier_1_aandeel_procent: vul dit ook in voor deze leverancier."),
        ("x;;;;100;ZZ", "Gebruik een landcode van twee letters, zoals DE, of de naam van het land."),
        ("x;1;;;;;los", "rij 2, kolom 7: boven deze cel staat geen kolomnaam."),
        (f"{'x' * 121};1;;;;", "rij 2, kolom naam: hier past een tekst van hoogstens 120 tekens."),
    ],
)
def test_a_wrong_cell_is_named(row, told):
    (found,) = faults(f"{HEAD}\n{row}\n")
    assert found.startswith("rij 2, kolom ")
    assert told in found


def test_every_wrong_cell_is_named_and_nothing_is_kept():
    found = faults(f"{HEAD}\ngoed;3;10;nee;100;DE\n\nfout;x;10;y;90;DE\n")
    assert [each.partition(":")[0] for each in found] == [
        "rij 4, kolom voorraad_dagen",
        "rij 4, kolom tekort",
        "rij 4, kolom leverancier_1_aandeel_procent",
    ]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("naam;kleur\nx;rood\n", "rij 1, kolom kleur: deze kolom kennen wij niet."),
        ("naam;name\nx;y\n", "rij 1, kolom name: deze kolom staat er twee keer."),
        ("voorraad_dagen\n3\n", "De kolom 'naam' ontbreekt. Gebruik ons lege voorbeeld."),
        ("naam\n", "Er staan geen leveringen in dit bestand. Vul onder de kolomnamen een regel in."),
        ("naam\n" + "\n".join(map(str, range(11))), "Er passen hoogstens 10 leveringen in uw lijst."),
        ("", "Dit bestand is leeg."),
        (" \n ;;\n", "Dit bestand is leeg."),
        ("# alleen uitleg", "Dit bestand is leeg."),
        ("naam\na\nA\n", "rij 3, kolom naam: deze naam staat al in uw lijst."),
    ],
)
def test_a_wrong_file_says_what_is_wrong(raw, told):
    (found,) = faults(raw)
    assert found.startswith(told)


def test_a_name_that_is_there_already_is_named():
    assert faults("naam\nLenzen\n", taken=["lenzen"]) == ["rij 2, kolom naam: deze naam staat al in uw lijst."]


def test_messages_are_in_the_language_of_the_reader():
    assert faults("naam;tekort\nx;veel", "en") != faults("naam;tekort\nx;veel", "nl")


def test_a_message_never_repeats_a_page_of_text():
    (found,) = faults(f"naam;tekort\nx;{'veel' * 400}\n")
    assert len(found) < 200


# What somebody may want to break with it


@pytest.mark.parametrize("formula", ["=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("https://elders.example";"x")'])
def test_a_formula_is_refused(formula):
    (found,) = faults(a_book(["naam", "voorraad_dagen"], ["bout", formula]))
    assert found == "rij 2, kolom voorraad_dagen: hier staat een formule. Schrijf de uitkomst zelf in de cel."


def test_a_formula_in_a_name_is_refused_and_in_csv_it_is_only_text():
    assert "formule" in faults(a_book(["naam"], ["=1+1"]))[0]
    assert read("naam\n=1+1\n")[0].name == "=1+1"


def test_a_date_is_named():
    (found,) = faults(a_book(["naam", "voorraad_dagen"], ["bout", date(2026, 2, 1)]))
    assert found.startswith("rij 2, kolom voorraad_dagen: hier staat een datum.")


GOOD = a_book(["naam"], ["bout"])
BOMB = b"<a>" + b" " * 6_000_000 + b"</a>"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbb"><!ENTITY c "&b;&b;">]><worksheet>&c;</worksheet>'


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (packed(GOOD, **{"xl__vbaProject.bin": b"x"}), "macro’s"),
        (packed(GOOD, **{"xl__externalLinks__externalLink1.xml": b"<a/>"}), "koppelingen"),
        (packed(GOOD, **{"xl__embeddings__a.bin": b"x"}), "koppelingen"),
        (packed(GOOD, **{"xl__worksheets__sheet2.xml": BOMB}), "uitgepakt te groot"),
        (packed(GOOD, **{f"many__{number}": b"x" for number in range(120)}), "uitgepakt te groot"),
        (packed(GOOD, **{"xl__worksheets__sheet1.xml": LAUGHS}), "niet lezen"),
        (packed(GOOD, **{"xl__worksheets__sheet1.xml": "<!DOCTYPE a><a/>".encode("utf-16")}), "niet lezen"),
        (packed(GOOD, **{"xl__worksheets__sheet1.xml": b'<?xml version="1.0" encoding="cp037"?><a/>'}), "niet lezen"),
        (packed(GOOD, **{"xl__worksheets__sheet1.xml": b"<not xml"}), "niet lezen"),
        (packed(GOOD, **{"xl__workbook.xml": b"<a/>"}), "niet lezen"),
        (GOOD[:-30], "niet lezen"),
        (GOOD[:200], "niet lezen"),
        (b"PK\x03\x04", "niet lezen"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "wachtwoord"),
        (b"\xff\xfe\x00", "andere tekens"),
        ("naam\ncaf\xe9\n".encode("cp1252"), "CSV UTF-8"),
        (b"naam\n\x00\n", "geen tabel"),
        (b"naam\n" + b"x" * LARGEST_FILE, "te groot"),
        ("naam\n" + "\n" * 3000 + "x\n", "te veel regels"),
        (";".join(["naam", *[""] * 100, "x"]), "te veel kolommen"),
        ("naam\n" + "x" * 3000, "te lang"),
        (b"\x89PNG\r\n\x1a\n", "andere tekens"),
        (b"{}", "rij 1, kolom {}"),
    ],
)
def test_a_hostile_file_is_refused(raw, told):
    (found, *_) = faults(raw)
    assert told in found


def test_a_sheet_that_claims_to_be_huge_takes_no_time():
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
        b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>naam</t></is></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    (found,) = faults(packed(GOOD, **{"xl__worksheets__sheet1.xml": sheet}))
    assert "te veel regels" in found


def test_empty_lines_that_were_given_a_colour_do_no_harm():
    book = load_workbook(BytesIO(GOOD))
    book.active["A900"].fill = PatternFill("solid", fgColor="FFFF00")
    written = BytesIO()
    book.save(written)
    assert len(read(written.getvalue())) == 1


def test_a_link_that_a_spreadsheet_made_of_an_address_is_only_text():
    book = load_workbook(BytesIO(GOOD))
    book.active["A2"] = "mail@bedrijf.example"
    book.active["A2"].hyperlink = "https://elders.example"
    written = BytesIO()
    book.save(written)
    assert read(written.getvalue())[0].name == "mail@bedrijf.example"


def test_only_the_first_sheet_is_read():
    assert len(read(a_book(["naam"], ["bout"], sheets=["Uitleg"]))) == 1


def test_reading_leaves_the_filters_of_warnings_as_they_were():
    before = list(warnings.filters)
    read(GOOD)
    assert warnings.filters == before


@given(st.binary(max_size=300), st.integers(0, len(GOOD)))
def test_bytes_of_any_kind_give_inputs_or_messages(noise, place):
    for raw in (noise, b"PK" + noise, GOOD[:place] + noise + GOOD[place:], b"naam;tekort\n" + noise):
        with contextlib.suppress(BadSupplyFile):
            assert len(read(raw)) > 0
