"""The plan as a PDF: CPU time, and against a bare ReportLab canvas with as many pages and as much plain text."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from textwrap import wrap

from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from benchmarks.sample import answered, real_catalogue
from benchmarks.timing import cpu_ms, verdict
from ev_scan.i18n import localizer
from ev_scan.report.document.fonts import FACES
from ev_scan.report.document.styles import PAGE, Face
from ev_scan.services.documents import plan_pdf

BUDGET = 200  # milliseconds for a plan of 15 pages
BUDGET_PAGES = 15
LINE = 96  # characters
CREATED = datetime(2026, 1, 1, tzinfo=UTC)


def run() -> Iterator[str]:
    catalogue = real_catalogue()
    dossier = answered(catalogue)
    localize = localizer("nl")

    def plan() -> bytes:
        return plan_pdf(dossier, catalogue, localize, CREATED)

    pdf = plan()
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    lines = [[part for line in text.splitlines() for part in wrap(line, LINE)] for text in pages]
    took, bare = cpu_ms(plan, rounds=15), cpu_ms(lambda: _draw(lines), rounds=15)
    characters = sum(len(line) for page in lines for line in page)
    yield f"a plan: {len(pages)} pages, {len(pdf) / 1000:.0f} kB, {characters} characters"
    yield f"CPU: {verdict(took, BUDGET * len(pages) / BUDGET_PAGES, 'ms')}; {1000 / took:.0f} a second a core"
    yield f"the same pages of plain text on a bare canvas: {bare:.2f} ms"
    yield f"plan / bare: {took / bare:.1f} x, for the plan itself, tags, tables, forms, links, drawings and data"


def _draw(pages: list[list[str]]) -> bytes:
    """The text alone, with one embedded font: no tags, no layout."""
    face = FACES[Face.REGULAR].font.fontName
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(PAGE.width, PAGE.height), pageCompression=1)
    for lines in pages:
        text = canvas.beginText(PAGE.left, PAGE.height - PAGE.top)
        text.setFont(face, 9, 11)
        for line in lines:
            text.textLine(line)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
