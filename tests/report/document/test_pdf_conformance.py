"""PDF/UA-1 and PDF/A-3a, by a validator and by our own checks, also when texts hurt."""

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
import tag_checks
from hypothesis import given, settings
from hypothesis import strategies as st
from torture_document import new_document

from ev_scan.report.document.definitions import Definition
from ev_scan.report.document.figures import Bar
from ev_scan.report.document.lists import Check
from ev_scan.report.document.tables import Table, TableColumn
from ev_scan.report.document.text import foreign, link, strong

PROFILES = ("ua1", "3a")
any_text = st.text(st.characters(), max_size=60)


def failures(pdf: bytes, profile: str) -> list[str]:
    report = page.validate_pdf_bytes(pdf, profile=profile)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


@pytest.mark.parametrize("profile", PROFILES)
def test_every_kind_of_block_conforms(tortured: bytes, profile: str) -> None:
    assert failures(tortured, profile) == []


def test_tags_are_right_where_validators_do_not_look(tortured: bytes) -> None:
    tag_checks.check(tortured)


def test_qpdf_finds_no_fault(tortured: bytes, tmp_path: Path) -> None:
    path = tmp_path / "torture.pdf"
    path.write_bytes(tortured)
    result = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "No syntax or stream encoding errors" in result.stdout


@settings(max_examples=50, deadline=None)
@given(any_text, any_text)
def test_whatever_users_type_conforms(one: str, other: str) -> None:
    document = new_document(title=f"Plan {one}", author=other)
    document.heading(1, one)
    document.contents()
    document.paragraph(one, strong(other), link(one, "https://example.org"), foreign(other, "en"))
    document.free_text(one + other)
    document.bullets([one, other])
    document.checklist([Check(one, other)])
    document.definitions([Definition(one, other, [one])])
    with document.card():
        document.table(Table([TableColumn(one), TableColumn("x")], [[one, other]], caption=other))
    document.bars([Bar(one, 1, other)], longest=2, alt=f"Staaf {one}")
    pdf = document.render()
    assert [failures(pdf, profile) for profile in PROFILES] == [[], []]
    tag_checks.check(pdf)


def damaged(pdf: bytes, damage: Callable[[tag_checks.TaggedFile], None]) -> bytes:
    tagged = tag_checks.TaggedFile(pdf)
    damage(tagged)
    buffer = BytesIO()
    tagged.file.save(buffer)
    return buffer.getvalue()


def without_alt(tagged: tag_checks.TaggedFile) -> None:
    del tagged.nodes("/Figure")[0].element["/Alt"]


def without_scope(tagged: tag_checks.TaggedFile) -> None:
    for node in tagged.nodes("/TH"):
        node.element.A = pikepdf.Dictionary(O=pikepdf.Name.Table)


def without_title(tagged: tag_checks.TaggedFile) -> None:
    del tagged.file.Root.ViewerPreferences


def without_contents(tagged: tag_checks.TaggedFile) -> None:
    del tagged.nodes("/Link")[0].annotations[0]["/Contents"]


def without_language(tagged: tag_checks.TaggedFile) -> None:
    del tagged.file.Root["/Lang"]


@pytest.mark.parametrize("damage", [without_alt, without_scope, without_title, without_contents, without_language])
def test_the_validator_notices_damage(tortured: bytes, damage: Callable[[tag_checks.TaggedFile], None]) -> None:
    assert failures(damaged(tortured, damage), "ua1") != []


def with_wrong_parent(tagged: tag_checks.TaggedFile) -> None:
    owners = tagged.by_key[int(tagged.file.pages[1].obj.StructParents)]
    owners[0], owners[3] = owners[3], owners[0]


def with_wrong_order(tagged: tag_checks.TaggedFile) -> None:
    kids = tagged.tree.element.K
    kids[3], kids[4] = kids[4], kids[3]


def with_irregular_table(tagged: tag_checks.TaggedFile) -> None:
    row = next(node for node in tagged.nodes("/TR") if len(node.children) == 4)
    row.element.K = pikepdf.Array(list(row.element.K)[:3])


@pytest.mark.parametrize("damage", [with_wrong_parent, with_wrong_order, with_irregular_table, without_alt])
def test_our_own_checks_notice_damage(tortured: bytes, damage: Callable[[tag_checks.TaggedFile], None]) -> None:
    with pytest.raises((AssertionError, KeyError)):
        tag_checks.check(damaged(tortured, damage))


def test_compressed_data_may_end_in_a_carriage_return() -> None:
    """One stream in 256 does, and a line feed after it would make its length seem wrong."""
    seen = False
    for number in range(60):
        document = new_document()
        document.paragraph(f"{number}")
        pdf = document.render()
        seen = seen or b"\r\r\nendstream" in pdf
        assert failures(pdf, "3a") == []
    assert seen
