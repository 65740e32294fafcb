"""The published JSON Schema of each kind of file: completion and checking while an editor types."""

import json
from pathlib import Path
from typing import Any

from ev_scan.content.reading import MODELS

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    return {name: {"$schema": _DIALECT, **model.model_json_schema(by_alias=True)} for name, model in MODELS.items()}


def write_schemas(directory: Path) -> list[Path]:
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in schemas().items():
        path = directory / f"{name}.schema.json"
        path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return written
