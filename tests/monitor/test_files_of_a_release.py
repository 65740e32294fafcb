"""Criterion 9: every format says the same, which is what the protected counts say, and warns in both languages."""

import csv
import io
import json
import xml.etree.ElementTree as ET
import zipfile

import openpyxl
import pytest
from worlds import about, known, population, world

from ev_scan.i18n import LOCALES, localizer
from ev_scan.monitor.intervals import share_of
from ev_scan.monitor.observations import COLUMNS, DIMENSIONS, observations
from ev_scan.monitor.package import files_of, read_release
from ev_scan.monitor.plan import MINI, R1
from ev_scan.monitor.words import caveats

WORDS = {locale: localizer(locale).gettext for locale in LOCALES}
ITEMS = (*known().headline[:14], "topic.topic_0", "spending")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"

Values = dict[tuple[str, ...], tuple]
"""By table, dimensions, item and code: count, percent, low, high, quality and status."""


@pytest.fixture(scope="module", params=[(500, MINI), (2200, R1)], ids=["mini", "R1"])
def made(request):
    number, preset = request.param
    release = about(world(number, 300).year(preset).release, ITEMS)
    return release, files_of(release, population(), None, None, WORDS)


def values_of(table: str, header: list[str], rows) -> Values:
    found: Values = {}
    for row in rows:
        cells = {name: value for name, value in zip(header, row, strict=True) if value not in (None, "")}
        place = tuple(cells.get(name, "") for name in (*DIMENSIONS, "item", "code"))
        whole = tuple(int(cells[name]) if name in cells else None for name in ("count", "low", "high"))
        assert (table, *place) not in found
        found[table, *place] = (
            *(whole[0], cells.get("percent"), *whole[1:]),
            *(cells.get("quality"), cells.get("status")),
        )
    return found


def expected(release) -> Values:
    return {
        (line.table, *line.place, line.item, line.code): line.values()[COLUMNS.index("count") :]
        for line in observations(release)
    }


def in_csv(files) -> Values:
    found: Values = {}
    for name, raw in files.items():
        if name.startswith("tables/"):
            header, *rows = csv.reader(io.StringIO(raw.decode(), newline=""))
            found |= values_of(name.removeprefix("tables/").removesuffix(".csv"), header, rows)
    return found


def in_xlsx(files) -> Values:
    found: Values = {}
    book = openpyxl.load_workbook(io.BytesIO(files["release.xlsx"]), read_only=True)
    for sheet in book.worksheets[2:]:
        header, *rows = sheet.iter_rows(values_only=True)
        found |= values_of(sheet.title, list(header), (row + (None,) * (len(header) - len(row)) for row in rows))
    return found


def in_ods(files) -> Values:
    found: Values = {}
    content = zipfile.ZipFile(io.BytesIO(files["release.ods"])).read("content.xml")
    for sheet in list(ET.fromstring(content).iter(f"{_TABLE}table"))[2:]:  # noqa: S314
        header, *rows = (
            [cell.get(f"{_OFFICE}value") or "".join(cell.itertext()) for cell in row]
            for row in sheet.iter(f"{_TABLE}table-row")
        )
        found |= values_of(sheet.get(f"{_TABLE}name"), header, rows)
    return found


def in_json(files) -> Values:
    return expected(read_release(files))


@pytest.mark.parametrize("read", [in_csv, in_xlsx, in_ods, in_json])
def test_a_format_says_what_the_protected_counts_say(made, read):
    release, files = made
    assert read(files) == expected(release)


def test_sdmx_says_what_the_protected_counts_say(made):
    release, files = made
    rows = list(csv.DictReader(io.StringIO(files["release.sdmx.csv"].decode(), newline="")))
    found = {}
    for row in rows:
        places = tuple("" if row[each.upper()] == "_T" else row[each.upper()] for each in DIMENSIONS)
        count = int(row["OBS_VALUE"]) if row["OBS_VALUE"] else None
        assert (row["OBS_STATUS"], row["CONF_STATUS"]) == (("Q", "C") if count is None else ("A", "F"))
        assert row["TIME_PERIOD"] == "2026"
        found[row["TABLE"], *places, row["ITEM"], row["ANSWER"]] = (count, row["STATUS"] or None)
    assert found == {key: (cells[0], cells[-1]) for key, cells in expected(release).items()}


def test_a_withheld_row_has_no_figure_in_any_format(made):
    _, files = made
    for read in (in_csv, in_xlsx, in_ods):
        withheld = [cells for cells in read(files).values() if cells[-1] == "x"]
        assert withheld
        assert set(withheld) == {(None, None, None, None, None, "x")}


def test_every_percentage_in_the_files_is_that_of_the_counts_in_the_files(made):
    release, files = made
    valid = {item.id: item.codes[: item.valid] for item in release.items}
    found = in_csv(files)
    checked = 0
    for (*place, item, code), cells in found.items():
        if item in valid and code in valid[item] and cells[0] is not None:
            answered = sum(found[*place, item, each][0] for each in valid[item])
            share = share_of(cells[0], answered, release.base)
            assert cells[1:5] == (share.percent or None, share.low, share.high, share.status or None)
            checked += 1
    assert checked > 200


def test_the_caveats_stand_in_both_languages_wherever_there_is_room_for_words(made):
    _, files = made
    said = [each for gettext in WORDS.values() for each in caveats(gettext)]
    assert len(set(said)) == 14
    texts = {name: files[name].decode() for name in ("README.md",)}
    for name in ("release.json", "csv-metadata.json", "datapackage.json", "dcat.jsonld"):
        texts[name] = "\n".join(_strings(json.loads(files[name])))
    book = openpyxl.load_workbook(io.BytesIO(files["release.xlsx"]), read_only=True)
    texts["release.xlsx"] = "\n".join(str(row[0]) for row in book.worksheets[0].iter_rows(values_only=True) if row)
    content = zipfile.ZipFile(io.BytesIO(files["release.ods"])).read("content.xml")
    sheet = next(ET.fromstring(content).iter(f"{_TABLE}table"))  # noqa: S314
    texts["release.ods"] = "\n".join("".join(each.itertext()) for each in sheet.iter(f"{_TEXT}p"))
    assert [(name, each) for name, text in texts.items() for each in said if each not in text] == []


def _strings(found) -> list[str]:
    if isinstance(found, str):
        return [found]
    inner = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    return [words for each in inner for words in _strings(each)]


def test_no_file_holds_a_formula_an_author_or_a_clock(made):
    _, files = made
    for name in ("release.xlsx", "release.ods"):
        package = zipfile.ZipFile(io.BytesIO(files[name]))
        assert {entry.date_time for entry in package.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert not [each for each in package.namelist() if "docProps" in each or "meta.xml" in each]
        inside = b"".join(package.read(each) for each in package.namelist())
        assert b"<f>" not in inside
        assert b"table:formula" not in inside
    for name, raw in files.items():
        if name.endswith(".csv"):
            cells = [cell for row in csv.reader(io.StringIO(raw.decode(), newline="")) for cell in row]
            assert not [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t")]


def test_the_same_figures_give_the_same_bytes(made):
    release, files = made
    assert files_of(release, population(), None, None, WORDS) == files
