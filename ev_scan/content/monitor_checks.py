"""The monitor block asks exactly what is counted: published figures hang on these ids."""

from collections.abc import Iterable, Iterator

from ev_scan.content.errors import Finding, Place
from ev_scan.content.monitor_schema import BlockQuestionFile
from ev_scan.content.reading import Folder
from ev_scan.domain.monitor_block import DOMAINS, SHAPES


def check_monitor_block(folder: Folder) -> Iterator[Finding]:
    sheet, model = folder.monitor, folder.monitor.model
    yield from _exactly(DOMAINS, [each.id for each in model.domains], sheet.place("domains"), "domains")
    asked = [
        (question, ("pages", i, "questions", j))
        for i, page in enumerate(model.pages)
        for j, question in enumerate(page.questions)
    ]
    yield from _exactly(SHAPES, [question.id for question, _ in asked], sheet.place("pages"), "pages")
    pages = [page.id for page in model.pages]
    for i, page_id in enumerate(pages):
        if page_id in pages[:i]:
            message = f"De id '{page_id}' bestaat al."
            yield Finding(sheet.place("pages", i, "id"), "duplicate-id", message, "Kies een andere id.")
    for question, path in asked:
        yield from _fits(question, {key: sheet.place(*path, key) for key in ("id", "options", "rows")})


def _fits(question: BlockQuestionFile, places: dict[str, Place]) -> Iterator[Finding]:
    shape = SHAPES[question.id]
    rows = DOMAINS if question.per_domain else tuple(row.id for row in question.rows or ())
    if (question.choose == "several") != shape.several:
        wanted = "several" if shape.several else "one"
        yield Finding(places["id"], "block", f"Bij '{question.id}' hoort 'choose: {wanted}'.", "Zet dat erbij.")
    if question.per_domain and question.rows:
        yield Finding(places["rows"], "block", "Hier staan 'per_domain' en 'rows' samen.", "Haal er een weg.")
    else:
        yield from _exactly(shape.rows, rows, places["rows" if question.rows else "id"], "rows")
    yield from _exactly(shape.values, [option.id for option in question.options], places["options"], "options")


def _exactly(wanted: Iterable[str], given: Iterable[str], place: Place, key: str) -> Iterator[Finding]:
    wanted, given = list(wanted), list(given)
    if sorted(wanted) != sorted(given):
        hint = f"Precies deze, elk één keer: {', '.join(wanted) or 'geen'}."
        yield Finding(place, "block", f"Bij '{key}' staan niet de id's waarmee de monitor telt.", hint)
