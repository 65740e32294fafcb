"""Metadata for data.overheid.nl: DCAT-AP-NL 3 as JSON-LD."""

import json
from collections.abc import Mapping
from typing import Any, Final

from ev_scan.monitor.release import Release

_LICENCE: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
_FILE_TYPE: Final = "http://publications.europa.eu/resource/authority/file-type/"
_MEDIA: Final = {
    "json": ("JSON", "application/json"),
    "csv": ("CSV", "text/csv"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pdf": ("PDF", "application/pdf"),
    "ods": ("ODS", "application/vnd.oasis.opendocument.spreadsheet"),
}
_QUARTERS: Final = {
    0: ("01-01", "12-31"),
    1: ("01-01", "03-31"),
    2: ("04-01", "06-30"),
    3: ("07-01", "09-30"),
    4: ("10-01", "12-31"),
}


_AGENT: Final = {"@id": "urn:ev-scan:monitor:publisher", "@type": "foaf:Agent", "foaf:name": "EV-scan"}
_SHORT: Final = {
    "nl": "Beschermde tellingen over bedrijven die de EV-scan invulden; geen steekproef.",
    "en": "Protected counts of companies that filled in the EV-scan; not a sample.",
}


def dcat(release: Release, names: list[str], told: Mapping[str, list[str]]) -> bytes:
    start, end = (f"{release.period.year}-{day}" for day in _QUARTERS[release.period.quarter])
    dataset: dict[str, Any] = {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "vcard": "http://www.w3.org/2006/vcard/ns#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": f"urn:ev-scan:monitor:{release.period}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"ev-scan-monitor-{release.period}",
        "dct:title": [
            {"@value": f"Bedrijvenmonitor economische veiligheid {release.period}", "@language": "nl"},
            {"@value": f"Business monitor of economic security {release.period}", "@language": "en"},
        ],
        "dct:description": [
            {"@value": " ".join([_SHORT[language], *words]), "@language": language} for language, words in told.items()
        ],
        "dcat:keyword": [
            *({"@value": word, "@language": "nl"} for word in ("economische veiligheid", "bedrijven", "monitor")),
            *({"@value": word, "@language": "en"} for word in ("economic security", "companies", "monitor")),
        ],
        "dct:publisher": _AGENT,
        "dct:creator": _AGENT,
        "dcat:contactPoint": {"@type": "vcard:Organization", "vcard:fn": "EV-scan"},
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/NLD"},
        "dct:accessRights": {"@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"},
        "dct:accrualPeriodicity": {"@id": "http://publications.europa.eu/resource/authority/frequency/QUARTERLY"},
        "dcat:theme": [{"@id": "http://publications.europa.eu/resource/authority/data-theme/ECON"}],
        "dct:spatial": {"@id": "http://publications.europa.eu/resource/authority/country/NLD"},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": start, "@type": "xsd:date"},
            "dcat:endDate": {"@value": end, "@type": "xsd:date"},
        },
        "dcat:distribution": [_distribution(name) for name in names if name.rsplit(".", 1)[-1] in _MEDIA],
    }
    return json.dumps(dataset, indent=1, ensure_ascii=False).encode() + b"\n"


def _distribution(name: str) -> dict[str, Any]:
    kind, media = _MEDIA[name.rsplit(".", 1)[-1]]
    return {
        "@type": "dcat:Distribution",
        "dct:title": {"@value": name, "@language": "nl"},
        "dcat:accessURL": {"@id": name},
        "dcat:downloadURL": {"@id": name},
        "dct:format": {"@id": f"{_FILE_TYPE}{kind}"},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}"},
        "dct:license": {"@id": _LICENCE},
    }
