"""The strict reader: a document or one finding, never anything else."""

import re

import pytest
import yaml
from bakery import TINY
from hypothesis import given
from hypothesis import strategies as st

from ev_scan.content.errors import BadContent
from ev_scan.content.strict_yaml import Document, parse

FILES = [path.read_text(encoding="utf-8") for path in sorted(TINY.rglob("*.yaml"))]

NUMBERS = st.integers(-(10**16), 10**16) | st.decimals(-(10**6), 10**6, places=3).map(float)
SCALARS = st.none() | st.booleans() | NUMBERS | st.text()
DATA = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


class Quoting(yaml.SafeDumper):
    """Writes every text between quotes, and nothing as a reference."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def quoted(self, text: str) -> yaml.Node:
        return self.represent_scalar("tag:yaml.org,2002:str", text, style='"')


Quoting.add_representer(str, Quoting.quoted)


def read(raw: bytes) -> Document | None:
    try:
        return parse(raw, "file.yaml")
    except BadContent as refused:
        (finding,) = refused.findings
        assert re.fullmatch(r"file\.yaml:[1-9]\d*:[1-9]\d*", str(finding.place))
        assert finding.message
        assert finding.hint
        return None


@given(DATA, st.booleans(), st.sampled_from([True, False, None]))
def test_whatever_is_written_with_quotes_is_read_back(data, allow_unicode: bool, flow_style):
    text = yaml.dump(data, Dumper=Quoting, allow_unicode=allow_unicode, default_flow_style=flow_style, width=10**6)
    assert parse(text.encode(), "file.yaml").value == data


@given(st.binary())
def test_any_bytes_give_a_document_or_a_finding(raw: bytes):
    read(raw)


@given(st.text("{}[]:,-?&*!|>'\"%@`# \t\r\n\u2028\ufeffab1.~é", max_size=60))
def test_any_text_gives_a_document_or_a_finding(text: str):
    read(text.encode())


@given(st.sampled_from(FILES), st.data())
def test_a_file_with_something_cut_out_or_put_in_gives_a_document_or_a_finding(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    middle = data.draw(st.text("{}[]:-&*!|>'\" \t\n#", max_size=6))
    read((text[:start] + middle + text[end:]).encode())


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_thousand_levels_are_refused_without_falling_over(opening: str):
    assert read((opening * 1000).encode()) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("0.25", 0.25),
        ("true", True),
        ("false", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("'12'", "12"),
        ('"no"', "no"),
        ("nooit", "nooit"),
        # what other readers take for a number, a date or a time stays what it looks like
        ("012", "012"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".5", ".5"),
        ("5.", "5."),
        (".inf", ".inf"),
        ("2026-11-30", "2026-11-30"),
        ("12:30", "12:30"),
        ("088 04 26200", "088 04 26200"),
    ],
)
def test_a_value_is_read_as_it_looks(text: str, value: object):
    read_value = parse(f"a: {text}".encode(), "file.yaml").value["a"]
    assert read_value == value
    assert type(read_value) is type(value)


def test_words_that_look_like_yes_or_no_may_be_keys():
    assert parse(b"no: 1\nON: 2\n1: 3", "file.yaml").value == {"no": 1, "ON": 2, "1": 3}


def test_places_point_at_keys_and_items():
    document = parse(b"a:\n  - b: 1\n  - [c, d]\ne: {f: g}\n", "file.yaml")
    places = {path: str(document.place(path)) for path in [("a",), ("a", 0), ("a", 0, "b"), ("a", 1, 1), ("e", "f")]}
    assert places == {
        ("a",): "file.yaml:1:1",
        ("a", 0): "file.yaml:2:5",
        ("a", 0, "b"): "file.yaml:2:5",
        ("a", 1, 1): "file.yaml:3:9",
        ("e", "f"): "file.yaml:4:5",
    }


def test_the_place_of_what_is_not_there_is_that_of_the_nearest_around_it():
    document = parse(b"x: 1\na:\n  - b: 1\n", "file.yaml")
    assert str(document.place(("a", 0, "missing"))) == "file.yaml:3:5"
    assert str(document.place(("a", 7))) == "file.yaml:2:1"
    assert str(document.place(("missing",))) == "file.yaml:1:1"
    assert str(document.place(("x", "deeper", 3))) == "file.yaml:1:1"


@pytest.mark.parametrize("text", ["a: Bel ons # vandaag\n", "# é€\na: é is # weg\n", "a: een\n  twee # drie\n"])
def test_a_sentence_that_a_comment_cuts_off_is_refused(text: str) -> None:
    with pytest.raises(BadContent) as caught:
        parse(text.encode(), "text.yaml")
    assert [finding.code for finding in caught.value.findings] == ["cut-off"]


@pytest.mark.parametrize(
    "text", ["a: full   # one of quick, full\n", 'a: "Bel # ons" # hint\n', "a: twee woorden\n# hint\n"]
)
def test_a_comment_that_cuts_nothing_off_is_fine(text: str) -> None:
    assert "a" in parse(text.encode(), "text.yaml").value
