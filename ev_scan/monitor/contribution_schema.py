"""The published JSON Schema of a contribution, made from what the reader checks."""

from collections.abc import Sequence
from typing import Any

from ev_scan.monitor.classification import REGIONS, SECTORS, SIZES
from ev_scan.monitor.codebook import FIELDS, FLAG_FIELDS, LEVELS, Codebook
from ev_scan.monitor.contribution import FORMAT, REQUIRED


def contribution_schema(book: Codebook) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "format": {"const": FORMAT},
        "period": {"type": "string", "pattern": "^20[0-9]{2}-Q[1-4]$", "description": "a quarter"},
        "catalogue": {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,40}$"},
        "sector": {"enum": list(SECTORS), "description": "section of the SBI 2025, or a group of sections"},
        "size": {"enum": list(SIZES)},
        "region": {"enum": list(REGIONS), "description": "province, part of the country, or nl"},
        "first_this_year": {"type": "boolean", "default": True, "description": "only first contributions are counted"},
    }
    for field in FIELDS:
        value = {"enum": list(field.values)}
        properties[field.name] = _object(field.keys, value) if field.keys else value
    for flags in FLAG_FIELDS:
        properties[flags.name] = {"type": "array", "items": {"enum": list(flags.keys)}, "uniqueItems": True}
    properties["levels"] = _object(list(book.slots), {"enum": list(LEVELS)})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        "type": "object",
        "additionalProperties": False,
        "required": list(REQUIRED),
        "properties": properties,
    }


def _object(keys: Sequence[str], value: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": dict.fromkeys(keys, value)}
