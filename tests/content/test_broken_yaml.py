"""What is not YAML, or is YAML of a kind that surprises: one finding that says where and what to do."""

import pytest
from bakery import Bakery

from ev_scan.content.strict_yaml import MAX_BYTES, MAX_DEPTH, parse


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("why: In", "why: In«: In", "syntax", "geldige YAML"),
        ("    choose: several", "«\tchoose: several", "syntax", "tab"),
        ("Wat bakt u?", "Wat bakt «\u0007u?", "character", "niet toelaat"),
        ("    text: Wat bakt u?", "    text: Wat bakt u?\n    «text: Waarom?", "duplicate-key", "'text'"),
        ("Wat bakt u?", "«&bakken Wat bakt u?", "alias", "Ankers"),
        ("Wat bakt u?", "«*bakken", "alias", "verwijzingen"),
        ("bands:", "bands: «&banden", "alias", "Ankers"),
        ("Wat bakt u?", "«!!binary Wat", "tag", "tag:yaml.org,2002:binary"),
        ("bands:", "bands: «!wat", "tag", "!wat"),
        ("bands:", "? «[bands]\n: 1\nbands:", "key", "één woord"),
        ("bands:", "«---\nbands:", "documents", "één document"),
        ("text: Wat bakt u?", "text: «Wat bakt u # in de oven?", "cut-off", "'# in de oven?'"),
        ("{id: village,", "{id: «no,", "misread-word", "'no' zonder aanhalingstekens"),
        ("{id: village,", "{id: «Off,", "misread-word", "'Off' zonder aanhalingstekens"),
        ("{id: village,", "{id: «TRUE,", "misread-word", "'TRUE' zonder aanhalingstekens"),
        ("from_points: 8", "from_points: «8888888888888888888", "number", "te groot"),
        ("from_points: 8", "from_points: «" + "8" * 400 + ".5", "number", "te groot"),
        ('{answer: abroad, in: ["yes"]}', "{not: " * 22 + "«{not: " + "{}" + "}" * 23, "depth", f"{MAX_DEPTH}"),
    ],
)
def test_one_finding(bakery: Bakery, old: str, new: str, code: str, words: str):
    bakery.expect_one_finding(bakery.change("profile.yaml", old, new), code, words)
    bakery.expect_refused()


def test_a_quote_that_is_never_closed(bakery: Bakery):
    (bakery.directory / "profile.yaml").write_text("bands: 'calm", encoding="utf-8")
    bakery.expect_one_finding(f"{bakery.directory}/profile.yaml:1:13", "syntax", "geldige YAML")


def test_another_encoding(bakery: Bakery):
    file = bakery.directory / "sources.yaml"
    file.write_bytes(b"sources:\n  - id: caf\xc3\xa9s caf\xe9\n")
    bakery.expect_one_finding(f"{file}:2:18", "encoding", "geen UTF-8")


def test_a_file_with_a_byte_order_mark_is_fine(bakery: Bakery):
    file = bakery.directory / "sources.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert bakery.findings() == ()


def test_a_file_that_is_too_large(bakery: Bakery):
    file = bakery.directory / "sources.yaml"
    file.write_bytes(b"#" * (MAX_BYTES + 1))
    bakery.expect_one_finding(f"{file}:1:1", "too-large", "4 MB")


@pytest.mark.parametrize("name", ["catalogue.yaml", "sources.yaml", "scan/bakery.yaml", "measures/bakery.yaml"])
def test_a_file_that_is_missing(bakery: Bakery, name: str):
    (bakery.directory / name).unlink()
    bakery.expect_one_finding(f"{bakery.directory}/{name}:1:1", "missing-file", "ontbreekt")


@pytest.mark.parametrize("name", ["scan/cellar.yaml", "measures/cellar.yaml", "scan/bakery.yml"])
def test_a_file_that_nothing_reads(bakery: Bakery, name: str):
    bakery.expect_one_finding(bakery.write(name, "topics: []"), "unlisted-file", "catalogue.yaml")


def test_the_path_is_shown_from_where_the_editor_stands(bakery: Bakery, monkeypatch):
    monkeypatch.chdir(bakery.directory)
    bakery.change("profile.yaml", "bands:", "band:")
    assert [str(finding.place) for finding in bakery.findings()] == ["profile.yaml:1:1", "profile.yaml:31:1"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'Wat bakt u # in de oven?'", "Wat bakt u # in de oven?"),
        ("Wat bakt u#?", "Wat bakt u#?"),
        ("full  # of quick", "full"),
        ("Wat bakt u?\n# over de oven", "Wat bakt u?"),
    ],
)
def test_a_comment_that_cuts_off_no_sentence_is_fine(text: str, value: str):
    assert parse(f"text: {text}".encode(), "file.yaml").value == {"text": value}
