"""The code that opens a scan: in the plan only when asked for, and then easy to use."""

import page
import pytest
import segno
import tag_checks
from pdf2png import drawn
from plan_companies import ADDRESS, CODE, company, company_pdf, pdf_of
from reading import flowing_text, plain_text, unbroken, web_links

from ev_scan.i18n import LOCALES


@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_with_the_code_conforms(locale: str) -> None:
    pdf = pdf_of(company("photonics"), locale, code=CODE, resume_url=ADDRESS)
    assert [page.validate_pdf_bytes(pdf, profile=profile).failures for profile in ("ua1", "3a")] == [[], []]
    tag_checks.check(pdf)


def test_nothing_tells_the_code_unless_asked() -> None:
    pdf = company_pdf("photonics", "nl")
    assert pdf_of(company("photonics"), resume_url=ADDRESS) == pdf
    assert "Uw code" not in flowing_text(pdf)
    assert ADDRESS not in web_links(pdf)


def test_the_code_has_the_last_page_to_itself() -> None:
    pages = plain_text(pdf_of(company("photonics"), code=CODE, resume_url=ADDRESS)).removesuffix("\f").split("\f")
    without = plain_text(company_pdf("photonics", "nl")).removesuffix("\f").split("\f")
    assert len(pages) == len(without) + 1
    assert CODE in pages[-1]
    assert not any(CODE in text for text in pages[:-1])
    assert "scan.example.org/verder" in pages[-1]


def test_the_code_works_without_an_address() -> None:
    pdf = pdf_of(company("photonics"), code=CODE)
    assert unbroken(CODE) in flowing_text(pdf)
    assert len(tag_checks.TaggedFile(pdf).nodes("/Figure")) == 1


def test_the_picture_leads_to_the_address_with_the_code() -> None:
    pdf = pdf_of(company("photonics"), code=CODE, resume_url=ADDRESS)
    tagged = tag_checks.TaggedFile(pdf)
    figure = tagged.nodes("/Figure")[-1]
    assert "scan.example.org/verder" in str(figure.element.Alt)
    assert CODE not in str(figure.element.Alt)
    left, bottom, right, top = (float(corner) for corner in figure.element.A.BBox)
    image = drawn(pdf, len(tagged.pages), (left, bottom, right, top))
    expected = segno.make(f"{ADDRESS}#{CODE}", error="m", micro=False).matrix
    size = len(expected) + 6  # with three modules of white on each side
    step = image.width / size
    found = [
        [image.getpixel((int((column + 3.5) * step), int((row + 3.5) * step))) < 128 for column in range(size - 6)]
        for row in range(size - 6)
    ]
    assert found == [[bool(module) for module in row] for row in expected]
