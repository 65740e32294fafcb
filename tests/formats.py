"""The published formats in docs/formats, to hold real output against."""

import functools
import json
from pathlib import Path
from typing import Any

import jsonschema

FORMATS = Path(__file__).parents[1] / "docs" / "formats"


@functools.cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((FORMATS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)


def assert_fits(name: str, document: Any) -> None:
    validator(name).validate(document)


def fits(name: str, document: Any) -> bool:
    return bool(validator(name).is_valid(document))
