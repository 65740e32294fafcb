"""CSV with CSVW metadata and a datapackage, and SDMX-CSV."""

import csv
import io
import json
from collections.abc import Container, Iterable, Mapping
from typing import Any, Final

from ev_scan.domain.release_names import ReleaseName
from ev_scan.monitor.observations import COLUMNS, DIMENSIONS, Observation
from ev_scan.monitor.release import PROTECTED, Release

_NUMBERS: Final = ("count", "low", "high")
CODES: Final = "codes.csv"
_OF_CODES: Final = ("column", "item", "code")
TITLES: Final = {
    "sector_group": ("sectorgroep", "sector group"),
    "section": ("sectie van de SBI 2025", "section of the SBI 2025"),
    "size": ("grootteklasse", "size class"),
    "landsdeel": ("landsdeel", "part of the country"),
    "province": ("provincie", "province"),
    "item": ("onderdeel", "item"),
    "code": ("antwoord", "answer"),
    "count": ("aantal, willekeurig afgerond", "count, rounded at random"),
    "percent": ("percentage van de antwoorden", "percentage of the answers"),
    "low": ("ondergrens van de indicatieve bandbreedte", "lower end of the indicative range"),
    "high": ("bovengrens van de indicatieve bandbreedte", "upper end of the indicative range"),
    "quality": ("indicative of few: te weinig voor hele procenten", "indicative or few: too few for whole percents"),
    "status": ("x: niet beschikbaar", "x: not available"),
}
"""Dutch and English."""
_SDMX: Final = (
    *("STRUCTURE", "STRUCTURE_ID", "ACTION", "TABLE"),
    *(dimension.upper() for dimension in DIMENSIONS),
    *("ITEM", "ANSWER", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "STATUS"),
)


def csv_files(release: Release, lines: Iterable[Observation]) -> dict[str, bytes]:
    """One file per table, only with the dimensions it has."""
    by_table: dict[str, list[Observation]] = {table.id: [] for table in release.tables}
    for line in lines:
        by_table[line.table].append(line)
    files = {}
    for table in release.tables:
        columns = columns_of(table.dimensions)
        places = [COLUMNS.index(column) for column in columns]
        rows = ([values[place] for place in places] for values in (each.values() for each in by_table[table.id]))
        files[f"tables/{table.id}.csv"] = _written(columns, rows)
    return files


def codes_csv(names: Iterable[ReleaseName], languages: Iterable[str]) -> bytes:
    """What every code stands for, in each language."""
    return _written(*codes_table(names, languages))


def codes_table(names: Iterable[ReleaseName], languages: Iterable[str]) -> tuple[list[str], list[list[str]]]:
    """Header and rows."""
    spoken = list(languages)
    rows = [[each.column, each.item, each.code, *(each.words.get(one, "") for one in spoken)] for each in names]
    return [*_OF_CODES, *spoken], rows


def column_names(languages: Iterable[str]) -> list[ReleaseName]:
    """The columns of the tables themselves."""
    spoken = list(languages)
    return [ReleaseName("column", "", name, dict(zip(spoken, titles, strict=False))) for name, titles in TITLES.items()]


def columns_of(dimensions: tuple[str, ...]) -> list[str]:
    return [column for column in COLUMNS if column not in DIMENSIONS or column in dimensions]


def _written(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def csvw(release: Release, told: Mapping[str, list[str]]) -> bytes:
    """W3C metadata for tabular data, found by its name beside the tables. `told`: the caveats by language."""
    return _json(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
            "dc:title": f"Bedrijvenmonitor economische veiligheid {release.period}",
            "dc:description": [{"@value": " ".join(words), "@language": language} for language, words in told.items()],
            "dc:license": {"@id": "https://creativecommons.org/publicdomain/zero/1.0/"},
            "tables": [
                {
                    "url": f"tables/{table.id}.csv",
                    "tableSchema": {
                        "columns": [_csvw_column(column) for column in columns_of(table.dimensions)],
                        "primaryKey": [*table.dimensions, "item", "code"],
                    },
                }
                for table in release.tables
            ]
            + [
                {
                    "url": CODES,
                    "tableSchema": {
                        "columns": [_plain_column(name, told) for name in (*_OF_CODES, *told)],
                        "primaryKey": list(_OF_CODES),
                    },
                }
            ],
        }
    )


def _plain_column(name: str, languages: Container[str]) -> dict[str, Any]:
    """Of the list of codes; an empty item is one of its own, so that it counts in the key."""
    column: dict[str, Any] = {"name": name, "titles": name, "datatype": "string"}
    if name in languages:
        column["lang"] = name
    elif name == "item":
        column["default"] = ""
        column["null"] = "-"
    else:
        column["required"] = True
    return column


def _csvw_column(name: str) -> dict[str, Any]:
    dutch, english = TITLES[name]
    column: dict[str, Any] = {
        "name": name,
        "titles": name,
        "datatype": "integer" if name in _NUMBERS else "string",
        "dc:description": [{"@value": dutch, "@language": "nl"}, {"@value": english, "@language": "en"}],
    }
    if name in (*DIMENSIONS, "item", "code"):
        column["required"] = True
    return column


def datapackage(release: Release, told: Mapping[str, list[str]]) -> bytes:
    return _json(
        {
            "profile": "tabular-data-package",
            "name": f"ev-scan-monitor-{release.period}".lower(),
            "title": f"Bedrijvenmonitor economische veiligheid {release.period}",
            "description": "\n\n".join(" ".join(words) for words in told.values()),
            "licenses": [{"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}],
            "resources": [
                {
                    "profile": "tabular-data-resource",
                    "name": table.id.replace("_", "-"),
                    "path": f"tables/{table.id}.csv",
                    "format": "csv",
                    "encoding": "utf-8",
                    "schema": {
                        "fields": [_field(column) for column in columns_of(table.dimensions)],
                        "primaryKey": [*table.dimensions, "item", "code"],
                        "missingValues": [""],
                    },
                }
                for table in release.tables
            ]
            + [
                {
                    "profile": "tabular-data-resource",
                    "name": "codes",
                    "path": CODES,
                    "format": "csv",
                    "encoding": "utf-8",
                    "schema": {
                        "fields": [{"name": name, "type": "string"} for name in (*_OF_CODES, *told)],
                        "missingValues": [],
                        "primaryKey": list(_OF_CODES),
                    },
                }
            ],
        }
    )


def _field(name: str) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": name,
        "type": "integer" if name in _NUMBERS else "string",
        "description": " / ".join(TITLES[name]),
    }
    if name == "status":
        field["constraints"] = {"enum": [PROTECTED]}
    return field


def sdmx_csv(release: Release, lines: Iterable[Observation]) -> bytes:
    """SDMX-CSV 2.0: a protected cell has no value, observation status Q (suppressed) and is confidential."""

    def row(line: Observation) -> list[object]:
        hidden = line.status == PROTECTED
        return [
            *("dataflow", "EVSCAN:MONITOR(1.0.0)", "I", line.table),
            *(place or "_T" for place in line.place),
            *(line.item, line.code, str(release.period), "" if line.count is None else line.count),
            *("Q" if hidden else "A", "C" if hidden else "F", line.status),
        ]

    return _written(_SDMX, map(row, lines))


def _json(document: dict[str, Any]) -> bytes:
    return json.dumps(document, indent=1, ensure_ascii=False).encode() + b"\n"
