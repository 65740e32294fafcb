"""Blocks beside boxes, facts, notes, drawings that grow, and pages that are made to fit."""

from collections.abc import Callable

import pytest
from reading import Spoken, lines_of, read_aloud
from tag_checks import TaggedFile
from torture_document import PROSE, new_document

from ev_scan.report.document.canvas import TaggedCanvas
from ev_scan.report.document.definitions import Definition
from ev_scan.report.document.emblems import CORES, LINES, MARK, MARK_ACCENT, TILES
from ev_scan.report.document.styles import LEAD, PAGE
from ev_scan.report.document.tables import Table, TableColumn
from ev_scan.resources import TEMPLATES


def test_boxes_stand_before_the_blocks_they_are_for() -> None:
    document = new_document()
    with document.items():
        for number in (1, 2):
            with document.box(f"Vakje {number}", checked=number == 2):
                document.paragraph(f"Eerst {number}")
                document.paragraph(f"Dan {number}")
    tagged = TaggedFile(document.render())
    [listed] = tagged.nodes("/L")
    assert [[kid.role for kid in item.children[0].children] for item in listed.children] == [["/Form", "/P", "/P"]] * 2
    assert [str(field.TU) for field in tagged.file.Root.AcroForm.Fields] == ["Vakje 1", "Vakje 2"]
    assert [str(field.V) for field in tagged.file.Root.AcroForm.Fields] == ["/Off", "/Yes"]


def test_a_box_needs_text_beside_it() -> None:
    document = new_document()
    with pytest.raises(ValueError, match="beside text"), document.box("leeg"), document.card():
        document.paragraph("x")


@pytest.mark.parametrize("across", [True, False])
def test_facts_are_read_term_by_term(across: bool) -> None:
    document = new_document()
    document.facts([Definition("Wie", "Directie"), Definition("Leeg", ""), Definition("Kosten", "Geen")], across=across)
    spoken = read_aloud(document.render())
    assert spoken == [("/Lbl", "Wie"), ("/LBody", "Directie"), ("/Lbl", "Kosten"), ("/LBody", "Geen")]


def test_facts_that_fit_on_a_line_stay_on_it() -> None:
    document = new_document()
    facts = ["Aanspreekpunt economische veiligheid", "Een halve dag of minder", "Geen", "Omgeving van 26 naar 37"]
    document.facts([Definition(f"Term {number}", fact) for number, fact in enumerate(facts)], across=True)
    assert any(text.endswith("Omgeving van 26 naar 37") for text, _ in lines_of(document.render()))


def test_notes_follow_their_description() -> None:
    document = new_document()
    document.definitions([Definition("Vraag", "Antwoord", ["Notitie: een", "", "twee"])])
    assert [text for role, text in read_aloud(document.render()) if role in ("/Lbl", "/P")] == [
        "Vraag",
        "Antwoord",
        "Notitie: een",
        "twee",
    ]


def sketch_into(heights: list[float]) -> Callable[[TaggedCanvas, float, float, float, float], None]:
    return lambda _canvas, _left, _top, _width, height: heights.append(height)


def test_a_drawing_can_take_what_its_page_has_left() -> None:
    heights: list[float] = []
    document = new_document()
    document.drawing(100, sketch_into(heights))
    document.drawing(20, sketch_into(heights), grows=True)
    document.drawing(40, sketch_into(heights))
    document.page_break()
    document.drawing(30, sketch_into(heights))
    document.render()
    assert heights == [100, pytest.approx(PAGE.body_height - 140), 40, 30]


@pytest.mark.parametrize(("count", "pages"), [(18, 1), (20, 1), (22, 2)])
def test_what_nearly_fits_on_a_page_moves_closer(count: int, pages: int) -> None:
    document = new_document()
    with document.page_of_its_own():
        for _ in range(count):
            document.paragraph(PROSE)
    assert len(TaggedFile(document.render()).pages) == pages


def test_a_page_of_its_own_is_shared_with_nobody() -> None:
    document = new_document()
    document.paragraph("ervoor")
    with document.page_of_its_own():
        document.paragraph("alleen")
    document.paragraph("erna")
    spoken = Spoken(document.render())
    assert [spoken.pages_of(node) for node in spoken.tagged.nodes("/P")] == [{0}, {1}, {2}]


def test_the_last_row_of_a_table_never_stands_alone() -> None:
    columns = [TableColumn("a"), TableColumn("b")]
    for rows in range(20, 40):
        document = new_document()
        document.table(Table(columns, [[f"rij {number}", "x"] for number in range(rows)]))
        spoken = Spoken(document.render())
        pages = [min(spoken.pages_of(row)) for row in spoken.tagged.nodes("/TR")]
        assert pages[-1] == pages[-2]
        assert pages[0] == pages[1] == pages[2]


def test_no_row_of_definitions_stands_alone() -> None:
    for room in range(0, 100, 5):
        document = new_document()
        document.drawing(PAGE.body_height - room, sketch_into([]))
        document.heading(1, "Kop")
        document.definitions([Definition("term", "een"), Definition("term", "twee"), Definition("term", "drie")])
        spoken = Spoken(document.render())
        assert len({min(spoken.pages_of(node)) for node in spoken.tagged.tree.children}) == 1


def test_lines_of_a_lead_are_about_as_long() -> None:
    document = new_document()
    document.paragraph(
        "een inleiding die net niet op een regel past, want er hoort nog een heel klein woord bij", style=LEAD
    )
    widths = [width for _, width in lines_of(document.render())]
    assert len(widths) == 2
    assert min(widths) > 0.7 * max(widths)


def test_decoration_is_the_same_as_on_the_site() -> None:
    on_the_site = " ".join((TEMPLATES / "components" / "emblems.html").read_text(encoding="utf-8").split())
    for drawing in (*TILES.values(), *LINES.values(), *CORES.values(), MARK, MARK_ACCENT):
        assert drawing in on_the_site
