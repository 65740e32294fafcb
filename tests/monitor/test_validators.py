"""Each format by a validator of others; beside each, damage that it has to find."""

import io
import json
import re
import warnings
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from pathlib import Path

import csvw
import frictionless
import openpyxl
import pyshacl
import pytest
from formats import FORMATS, assert_fits, fits
from pysdmx.errors import Invalid
from pysdmx.io import read_sdmx
from rdflib import Graph
from worlds import about, known, population, published, world

from ev_scan.domain.release_names import ReleaseName
from ev_scan.i18n import LOCALES, localizer
from ev_scan.monitor.classification import SIZES
from ev_scan.monitor.package import Files, files_of
from ev_scan.monitor.plan import DIMENSIONS, NONE, PRESETS

WORDS = {locale: localizer(locale).gettext for locale in LOCALES}
NAMES = [ReleaseName("size", "", "micro", {"nl": "Tot 10 mensen", "en": "Up to 10 people"})]
ITEMS = (*known().headline[:6], "gap.digital", "barrier.cost", "topic.topic_0", "spending")
SHAPES = Graph().parse(Path(__file__).with_name("dcat-ap-nl.shapes.ttl"))
_ODF = "{urn:oasis:names:tc:opendocument:xmlns:"
_KIND = "application/vnd.oasis.opendocument.spreadsheet"


@pytest.fixture(scope="module", params=["year", "quarter", "nothing"])
def files(request) -> Files:
    """A year of some size, a quarter with little in it, and one of which nothing is published."""
    made = world(2200, 300)
    if request.param == "year":
        release = made.year().release
    elif request.param == "quarter":
        release = made.quarter(1).release
    else:
        release = published(made.cube(made.quarters == 1), NONE).release
    return files_of(about(release, ITEMS), population(), None, None, WORDS, NAMES, {"factsheet.nl.pdf": b"%PDF-1.7"})


@pytest.fixture
def folder(files, tmp_path) -> Path:
    for name, raw in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(raw)
    return tmp_path


def damage(path: Path, before: bytes, after: bytes) -> None:
    raw = path.read_bytes()
    assert before in raw
    path.write_bytes(raw.replace(before, after, 1))


# JSON


def test_the_release_and_its_manifest_fit_their_schemas(files):
    release, manifest = json.loads(files["release.json"]), json.loads(files["manifest.json"])
    assert_fits("release-1", release)
    assert_fits("release-manifest-1", manifest)
    assert not fits("release-1", release | {"preset": "exact"})
    assert not fits("release-1", release | {"author": "somebody"})
    assert not fits("release-manifest-1", manifest | {"files": {"release.json": "0"}})


def test_a_row_in_the_schema_is_shown_or_protected_and_nothing_between(files):
    release = json.loads(files["release.json"])
    for table in release["tables"][:1]:
        row = table["rows"][0]
        for wrong in ({"status": "x"}, {"n": None}, {"counts": {}}, {"n": 2.5}, {"label": "name"}):
            assert not fits("release-1", release | {"tables": [table | {"rows": [row | wrong]}]})


def test_the_schema_knows_what_the_program_knows():
    schema = json.loads((FORMATS / "release-1.schema.json").read_text(encoding="utf-8"))
    properties = schema["properties"]
    assert properties["preset"]["enum"] == list(PRESETS)
    assert properties["tables"]["items"]["properties"]["dimensions"]["items"]["enum"] == list(DIMENSIONS)
    assert properties["profiles"]["items"]["prefixItems"][1]["enum"] == list(SIZES)
    bases = {preset.base for preset in PRESETS.values()}
    assert set(properties["rules"]["properties"]["rounding_base"]["enum"]) == bases


# CSV


def csvw_fault(folder: Path) -> str:
    try:
        found = csvw.CSVW(str(folder / "csv-metadata.json"), validate=True)
        if not found.is_valid:
            return f"invalid {found.warnings}"
        group = csvw.TableGroup.from_file(folder / "csv-metadata.json")
        for table in group.tables:
            table.check_primary_key()
    except (ValueError, UserWarning) as error:  # it tells most of what it finds as a warning
        return str(error) or "invalid"
    return ""


def frictionless_faults(folder: Path) -> list[str]:
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    return [f"{fault[0]} {fault[1]}" for fault in report.flatten(["type", "note"])]


def test_the_tables_are_what_their_metadata_say(folder):
    assert csvw_fault(folder) == ""
    assert frictionless_faults(folder) == []


def of_another_type(folder: Path) -> None:
    first, *rows = (folder / "codes.csv").read_bytes().splitlines(keepends=True)
    (folder / "codes.csv").write_bytes(b"".join([first, *rows, rows[-1]]))


def of_another_width(folder: Path) -> None:
    damage(folder / "codes.csv", b"column,item,code,nl,en", b"column,item,code,nl,en,de")


@pytest.mark.parametrize("spoil", [of_another_type, of_another_width])
def test_validators_of_tables_find_damage(folder, spoil: Callable[[Path], None]):
    spoil(folder)
    assert frictionless_faults(folder)
    assert csvw_fault(folder)


def test_validators_of_tables_find_a_figure_that_is_none(folder):
    table = next(iter(sorted((folder / "tables").glob("*.csv"))), None) if (folder / "tables").is_dir() else None
    if table is not None:
        header, first, rest = table.read_bytes().split(b"\n", 2)
        table.write_bytes(b"\n".join([header, re.sub(rb",\d+,", b",many,", first), rest]))
        assert frictionless_faults(folder)
        assert csvw_fault(folder)


# SDMX


def test_sdmx_csv_is_read_by_another_program(files, folder):
    release = json.loads(files["release.json"])
    if not release["tables"]:
        with pytest.raises(Invalid):
            read_sdmx(folder / "release.sdmx.csv", validate=True)
        return
    (data,) = read_sdmx(folder / "release.sdmx.csv", validate=True).data
    assert data.short_urn == "Dataflow=EVSCAN:MONITOR(1.0.0)"
    assert len(data.data) == files["release.sdmx.csv"].count(b"\n") - 1
    assert set(data.data["TIME_PERIOD"]) == {release["period"]}
    assert set(data.data["OBS_STATUS"]) <= {"A", "Q"}
    assert set(data.data["CONF_STATUS"]) <= {"F", "C"}
    damage(folder / "release.sdmx.csv", b"STRUCTURE_ID", b"ID")
    with pytest.raises(Invalid):
        read_sdmx(folder / "release.sdmx.csv", validate=True)


# DCAT


def shape_faults(raw: bytes) -> str:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated")  # by the reader itself
        graph = Graph().parse(data=raw, format="json-ld", publicID="https://example.org/monitor/2026/")
    conforms, _, told = pyshacl.validate(graph, shacl_graph=SHAPES)
    return "" if conforms else told


def test_the_dataset_says_what_dcat_ap_nl_asks(files):
    assert shape_faults(files["dcat.jsonld"]) == ""
    described = json.loads(files["dcat.jsonld"])
    listed = {each["dcat:downloadURL"]["@id"] for each in described["dcat:distribution"]}
    assert listed == {name for name in files if name.endswith((".json", ".csv", ".xlsx", ".ods", ".pdf"))} - {
        "manifest.json"
    }


@pytest.mark.parametrize(
    ("before", "after", "property_name"),
    [
        (b"dct:creator", b"dct:contributor", "creator"),
        (b"dct:identifier", b"dct:other", "identifier"),
        (b"access-right/PUBLIC", b"access-right/OPEN", "accessRights"),
        (b"dcat:contactPoint", b"dcat:contact", "contactPoint"),
        (b'"dct:license"', b'"dct:rights"', "license"),
        (b"dcat:startDate", b"dcat:begin", "startDate"),
        (b"dcat:accessURL", b"dcat:url", "accessURL"),
    ],
)
def test_the_shapes_find_what_is_missing(files, before, after, property_name):
    assert before in files["dcat.jsonld"]
    assert property_name in shape_faults(files["dcat.jsonld"].replace(before, after, 1))


# Workbooks


def test_the_workbook_is_read_by_another_program_and_hides_nothing(files):
    raw = files["release.xlsx"]
    package = zipfile.ZipFile(io.BytesIO(raw))
    assert package.testzip() is None
    names = set(package.namelist())
    types = ET.fromstring(package.read("[Content_Types].xml"))  # noqa: S314
    covered = {each.get("PartName", "").lstrip("/") for each in types}
    assert {name for name in names if name.endswith(".xml") and name not in covered} == {"[Content_Types].xml"}
    assert not [each for each in names if re.search("docProps|vba|external|macro|drawing|comments", each)]
    workbook = openpyxl.load_workbook(io.BytesIO(raw))
    tables = [table["id"] for table in json.loads(files["release.json"])["tables"]]
    assert workbook.sheetnames == ["toelichting", "codes", *tables]
    for sheet in workbook.worksheets:
        assert sheet.sheet_state == "visible"
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
        assert not [each for each in sheet.column_dimensions.values() if each.hidden]
    assert workbook["codes"].freeze_panes == "A2"
    assert [cell.value for cell in list(workbook["codes"])[-1]] == [
        *("size", None, "micro"),
        *("Tot 10 mensen", "Up to 10 people"),
    ]
    assert not workbook.defined_names


def ods_faults(raw: bytes) -> list[str]:
    """What OpenDocument 1.3 asks of a package and of the tables in it, as far as ours go."""
    package = zipfile.ZipFile(io.BytesIO(raw))
    first = package.infolist()[0]
    faults = []
    if (first.filename, first.compress_type, first.extra) != ("mimetype", zipfile.ZIP_STORED, b""):
        faults.append("mimetype is not the first file, plain")
    if package.read("mimetype") != _KIND.encode():
        faults.append("mimetype is another one")
    manifest = ET.fromstring(package.read("META-INF/manifest.xml"))  # noqa: S314
    space = f"{_ODF}manifest:1.0}}"
    listed = {each.get(f"{space}full-path"): each.get(f"{space}media-type") for each in manifest}
    if listed.keys() != {"/", *(set(package.namelist()) - {"mimetype", "META-INF/manifest.xml"})}:
        faults.append("the manifest lists other files")
    if listed.get("/") != _KIND:
        faults.append("the manifest names another kind")
    content = ET.fromstring(package.read("content.xml"))  # noqa: S314
    return (
        faults
        + [
            f"{parent.tag} holds {child.tag}"
            for parent in content.iter()
            for child in parent
            if child.tag not in _MAY_HOLD.get(parent.tag, ())
        ]
        + [f"{table.get(_NAME)}: no columns or rows" for table in content.iter(_in("table", "table")) if _bare(table)]
    )


def _in(space: str, name: str) -> str:
    return f"{_ODF}{space}:1.0}}{name}"


_NAME = _in("table", "name")
_MAY_HOLD = {
    _in("office", "document-content"): (_in("office", "body"),),
    _in("office", "body"): (_in("office", "spreadsheet"),),
    _in("office", "spreadsheet"): (_in("table", "table"),),
    _in("table", "table"): (_in("table", "table-column"), _in("table", "table-row")),
    _in("table", "table-row"): (_in("table", "table-cell"),),
    _in("table", "table-cell"): (_in("text", "p"),),
}


def _bare(table: ET.Element) -> bool:
    kinds = [each.tag for each in table]
    rows = table.findall(_in("table", "table-row"))
    return kinds[:1] != [_in("table", "table-column")] or not rows or any(len(row) == 0 for row in rows)


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def test_the_open_document_is_a_package_as_the_standard_asks(files):
    assert ods_faults(files["release.ods"]) == []
    package = zipfile.ZipFile(io.BytesIO(files["release.ods"]))
    parts = {name: package.read(name) for name in package.namelist()}
    assert ods_faults(packed(parts)) == []
    assert ods_faults(packed(dict(reversed(parts.items()))))
    assert ods_faults(packed(parts | {"meta.xml": b"<x/>"}))
    content = parts["content.xml"]
    assert ods_faults(packed(parts | {"content.xml": re.sub(b"<table:table-column[^>]*/>", b"", content)}))
    assert ods_faults(packed(parts | {"content.xml": content.replace(b"text:p>", b"text:h>")}))
