"""The schemas that help editors while they type: fresh, and of one mind with the program."""

import json
from pathlib import Path

import jsonschema
import pytest
from bakery import TINY, Bakery

from ev_scan.content.json_schema import schemas, write_schemas
from ev_scan.content.reading import model_of
from ev_scan.content.strict_yaml import parse
from ev_scan.resources import QUESTIONNAIRES

PUBLISHED = QUESTIONNAIRES / "schema"
REAL = sorted(QUESTIONNAIRES.rglob("*.yaml"))
FILES = [*sorted(TINY.rglob("*.yaml")), *REAL]


def kind_of(path: Path) -> str:
    return path.parent.name if path.parent.name in schemas() else path.stem


def test_the_published_schemas_are_fresh(tmp_path):
    write_schemas(tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        path.name: path.read_text() for path in PUBLISHED.iterdir()
    }


@pytest.mark.parametrize("name", sorted(schemas()))
def test_each_is_a_valid_schema(name: str):
    jsonschema.Draft202012Validator.check_schema(schemas()[name])


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_file_fits_its_schema(path: Path):
    document = parse(path.read_bytes(), path.name).value
    jsonschema.validate(document, schemas()[kind_of(path)], jsonschema.Draft202012Validator)


@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_editor_finds_the_schema_of_each_real_file(path: Path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.partition("=")[2]).resolve() == PUBLISHED / f"{kind_of(path)}.schema.json"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("profile.yaml", "    why: In", "    wy: In"),
        ("profile.yaml", "text: Brood}", "text: 12}"),
        ("profile.yaml", "choose: several", "choose: many"),
        ("profile.yaml", "    level: 1", "    level: true"),
        ("profile.yaml", "    level: 3", "    level: 4"),
        ("contacts.yaml", "https://guild", "http://guild"),
        ("methods.yaml", "- id: M01", "- id: M1"),
        ("assets.yaml", "      - De deegroller\n", ""),
        ("glossary.yaml", "explanation: Deeg", "uitleg: Deeg"),
        ("escalations.yaml", "      - Open de oven niet.\n", "      []\n"),
        ("regimes.yaml", "status: applies", "status: maybe"),
        ("deep_dives.yaml", "slug: bakkers", "slug: De bakkers"),
        ("deep_dives.yaml", "id: personnel", "id: bakers"),
    ],
)
def test_what_the_program_refuses_an_editor_marks(bakery: Bakery, file: str, old: str, new: str):
    bakery.change(file, old, new)
    assert bakery.findings()
    document = parse((bakery.directory / file).read_bytes(), file).value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, json.loads((PUBLISHED / f"{Path(file).stem}.schema.json").read_text()))


def test_a_file_of_an_unknown_kind_has_no_schema():
    assert model_of(Path("questionnaires/README.yaml")) is None
