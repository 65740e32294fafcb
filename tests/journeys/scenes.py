"""Every page of the site in every state that looks different, and how to get there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from flask import Flask
from monitor_acts import contradiction, no_choice, other_answers, risks_conflict
from pages.browser import Watch
from pages.monitor_trip import enter, finished, keep
from pages.register_trip import RegisterTrip
from pages.scan_trip import CODE, ScanTrip
from pages.site import new_visitor
from pages.visitor import Visitor

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.ids import QuestionId
from ev_scan.domain.monitor_block import Participation
from ev_scan.web.context import EXTENSION

QUESTION: Final = "/scan/products/crown_jewels_list"


@dataclass(frozen=True)
class Scene:
    name: str
    path: str
    act: Callable[[Watch], None] | None = None
    """What to do there before looking."""
    scan: str = "none"
    """Which scan is open: none, fresh, full, mapped, talked: with a conversation; or helping: of a colleague."""
    status: int = 200


def press(watch: Watch, name: str) -> None:
    watch.page.get_by_role("button", name=name, exact=True).click()


def unfold(watch: Watch) -> None:
    watch.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def _wrong_code(watch: Watch) -> None:
    watch.page.get_by_label("Uw code").fill("K7PM-2XQD")
    press(watch, "Verder")


def _send_nothing(watch: Watch) -> None:
    press(watch, "Opslaan en verder")


def _long_note(watch: Watch) -> None:
    unfold(watch)
    watch.page.locator("textarea").fill("onafgebroken" * 100)
    press(watch, "Opslaan en verder")


def _conflict(watch: Watch) -> None:
    """This page shows an older state than what is stored."""
    watch.page.locator("input[name=seen]").evaluate("field => field.value = '3'")
    watch.page.locator("input[name=answer]").nth(2).check()
    unfold(watch)
    watch.page.locator("textarea").fill("een andere notitie")
    press(watch, "Opslaan en verder")


def _too_late(watch: Watch) -> None:
    watch.page.locator("input[name=answer]").nth(2).check()
    watch.context.clear_cookies(name="scan")
    press(watch, "Opslaan en verder")


def _stale_form(watch: Watch) -> None:
    watch.page.locator("input[name=csrf_token]").evaluate("field => field.value = 'old'")
    press(watch, "Opslaan en verder")


def _bad_agreement(watch: Watch) -> None:
    watch.page.locator("input[name=owner]").fill("x" * 90)
    watch.page.locator("input[name=due]").evaluate("field => { field.type = 'text'; field.value = 'morgen' }")
    press(watch, "Bewaar")


def _law_conflict(watch: Watch) -> None:
    watch.page.locator("input[name=seen]").evaluate("field => field.value = 'old'")
    watch.page.locator("input[type=radio]").first.check()
    press(watch, "Bewaar en bekijk de uitkomst")


def _agreement_conflict(watch: Watch) -> None:
    watch.page.locator("input[name=seen]").evaluate("field => field.value = 'doing||Oma'")
    watch.page.locator("input[name=owner]").fill("Samira")
    press(watch, "Bewaar")


def _shares_short(watch: Watch) -> None:
    unfold(watch)
    watch.page.locator("#share_1").fill("60")
    press(watch, "Opslaan en verder")


def _another_supplier(watch: Watch) -> None:
    press(watch, "Nog een leverancier")


def _wrong_figures(watch: Watch) -> None:
    watch.page.locator("#name").fill("")
    watch.page.locator("#revenue_share").fill("veel")
    press(watch, "Opslaan en verder")


def _figures_conflict(watch: Watch) -> None:
    watch.page.locator("input[name=seen]").evaluate("field => field.value = 'older'")
    watch.page.locator("#revenue_share").fill("12,5")
    press(watch, "Opslaan en verder")


def _wrong_file(watch: Watch) -> None:
    bad = b"naam;voorraad_dagen;tekort\nbout;veel;x\n"
    watch.page.locator("#file").set_input_files({"name": "lijst.csv", "mimeType": "text/csv", "buffer": bad})
    press(watch, "Zet terug")


def _nameless(watch: Watch) -> None:
    watch.page.locator("#owner").fill("onafgebroken" * 30)
    press(watch, "Bewaar")


def _asset_conflict(watch: Watch) -> None:
    watch.page.locator("input[name=seen]").evaluate("field => field.value = 'older'")
    watch.page.locator("#owner").fill("Samira")
    press(watch, "Bewaar")


def _drop_lines(watch: Watch) -> None:
    unfold(watch)
    for box in watch.page.locator("input[type=checkbox]").all():
        box.uncheck()
    press(watch, "Bewaar en ga verder")


def _own_likelihood(watch: Watch) -> None:
    unfold(watch)
    watch.page.locator("input[name=likelihood][value='5']").check()
    press(watch, "Bewaar en ga verder")


def _accept_nothing(watch: Watch) -> None:
    watch.page.locator("input[value=accept]").check()
    press(watch, "Bewaar en ga verder")


def _decision_conflict(watch: Watch) -> None:
    watch.page.locator("input[name=seen]").evaluate("field => field.value = 'older'")
    watch.page.locator("input[value=avoid]").check()
    press(watch, "Bewaar en ga verder")


_MONITOR = "/bijdragen/vragen"


def _answer_conflict(watch: Watch) -> None:
    watch.page.locator("input[name=seen]").evaluate("field => field.value = 'older'")
    press(watch, "Akkoord")


def _no_topic(watch: Watch) -> None:
    watch.page.locator("input[name=label]").fill("Onafgebrokenelangenaam")
    press(watch, "Maak de deelcode")


def _helped_too_late(watch: Watch) -> None:
    watch.page.locator("input[name=answer]").nth(2).check()
    watch.context.clear_cookies(name="colleague")
    press(watch, "Opslaan en verder")


def _helped_meanwhile(watch: Watch) -> None:
    watch.page.locator("input[name=seen]").evaluate("field => field.value = '3'")
    watch.page.locator("input[name=answer]").nth(2).check()
    press(watch, "Opslaan en verder")


def _wrong_share_code(watch: Watch) -> None:
    watch.page.get_by_label("De code van uw collega").fill("K7PM-2XQD")
    press(watch, "Verder")


_HELP: Final = "/mee/vragen/crown_jewels_list"
_ASSETS, _LINE = "/stappenplan/belangen", "{asset}/{way}"

SCENES: Final = (
    Scene("home", "/", unfold),
    Scene("one theme", "/verdieping/personeel", unfold),
    Scene("start", "/start"),
    Scene("start with one theme", "/start?mode=personnel"),
    Scene("resume", "/hervat", unfold),
    Scene("resume to a page", "/hervat?next=/plan"),
    Scene("wrong code", "/hervat", _wrong_code, status=422),
    Scene("privacy", "/privacy"),
    Scene("accessibility", "/toegankelijkheid"),
    Scene("contact", "/contact"),
    Scene("left", "/afgesloten"),
    Scene("wiped", "/gewist"),
    Scene("knowledge base", "/kennis"),
    Scene("found", "/kennis?q=leverancier"),
    Scene("not found in the knowledge base", "/kennis?q=levranciers"),
    Scene("topic", "/kennis/onderwerpen/{topic}", unfold),
    Scene("measure", "/kennis/maatregelen/{measure}", unfold),
    Scene("methods", "/kennis/methoden"),
    Scene("method", "/kennis/methoden/{method}", unfold),
    Scene("laws", "/kennis/wetten"),
    Scene("law", "/kennis/wetten/{regime}", unfold),
    Scene("glossary", "/kennis/begrippen"),
    Scene("urgent", "/nu"),
    Scene("urgent card", "/nu/{escalation}", unfold),
    Scene("not found", "/nothing", status=404),
    Scene("home with a scan", "/", scan="fresh"),
    Scene("start with a scan", "/start", scan="fresh"),
    Scene("resume with a scan", "/hervat", scan="fresh"),
    Scene("not found in a scan", "/nothing", scan="fresh", status=404),
    Scene("fresh overview", "/scan", scan="fresh"),
    Scene("empty result", "/resultaat", unfold, scan="fresh"),
    Scene("empty plan", "/plan", scan="fresh"),
    Scene("question with a list", "/scan/profile/sector", unfold, scan="fresh"),
    Scene("question with a list, nothing chosen", "/scan/profile/sector", _send_nothing, scan="fresh", status=422),
    Scene("question with boxes", "/scan/profile/technologies", unfold, scan="fresh"),
    Scene("question", QUESTION, unfold, scan="fresh"),
    Scene("question, nothing chosen", QUESTION, _send_nothing, scan="fresh", status=422),
    Scene("question, page too old", QUESTION, _stale_form, scan="fresh", status=422),
    Scene("answers of a section, unfinished", "/scan/products/controle", scan="fresh"),
    Scene("overview", "/scan", scan="full"),
    Scene("question with a note", QUESTION, scan="full"),
    Scene("question, note too long", QUESTION, _long_note, scan="full", status=422),
    Scene("question, changed elsewhere", QUESTION, _conflict, scan="full", status=409),
    Scene("question, session ended", QUESTION, _too_late, scan="full", status=403),
    Scene("answers of a section", "/scan/products/controle", scan="full"),
    Scene("result", "/resultaat", unfold, scan="full"),
    Scene("plan", "/plan", unfold, scan="full"),
    Scene("action", "/plan/{action}", unfold, scan="full"),
    Scene("action, wrong fields", "/plan/{action}", _bad_agreement, scan="full", status=422),
    Scene("action, changed elsewhere", "/plan/{action}", _agreement_conflict, scan="full", status=409),
    Scene("saved", "/opgeslagen", scan="full"),
    Scene("wipe", "/wissen", scan="full"),
    Scene("choice of more or less", "/scan/omvang", scan="full"),
    Scene("laws to look at", "/wetten", scan="full"),
    Scene("law to look at", "/wetten/{regime}", scan="full"),
    Scene("law to look at, changed elsewhere", "/wetten/{regime}", _law_conflict, scan="full", status=409),
    Scene("no inputs yet", "/leveringen", scan="fresh"),
    Scene("new input", "/leveringen/nieuw", scan="fresh"),
    Scene("inputs", "/leveringen", scan="full"),
    Scene("input", "/leveringen/{input}", unfold, scan="full"),
    Scene("input, wrong figures", "/leveringen/{input}/belang", _wrong_figures, scan="full", status=422),
    Scene("input, changed elsewhere", "/leveringen/{input}/belang", _figures_conflict, scan="full", status=409),
    Scene("suppliers", "/leveringen/{input}/leveranciers", unfold, scan="full"),
    Scene("another supplier", "/leveringen/{input}/leveranciers", _another_supplier, scan="full"),
    Scene("shares that are short", "/leveringen/{input}/leveranciers", _shares_short, scan="full", status=422),
    Scene("market of an input", "/leveringen/{input}/markt", scan="full"),
    Scene("stock of an input", "/leveringen/{input}/voorraad", scan="full"),
    Scene("remove an input", "/leveringen/{input}/verwijderen", scan="full"),
    Scene("inputs in a file", "/leveringen/bestand", scan="full"),
    Scene("inputs in a file, wrong cells", "/leveringen/bestand", _wrong_file, scan="full", status=422),
    Scene("stappenplan, empty", "/stappenplan", scan="fresh"),
    Scene("no assets yet", _ASSETS, scan="fresh"),
    Scene("no values yet", "/stappenplan/waarden", scan="fresh"),
    Scene("no lines yet", "/stappenplan/risicos", scan="fresh"),
    Scene("stappenplan", "/stappenplan", scan="mapped"),
    Scene("assets", _ASSETS, scan="mapped"),
    Scene("new asset", f"{_ASSETS}/nieuw", unfold, scan="mapped"),
    Scene("asset without a name", f"{_ASSETS}/nieuw", _nameless, scan="mapped", status=422),
    Scene("asset", f"{_ASSETS}/{{asset}}", scan="mapped"),
    Scene("asset, changed elsewhere", f"{_ASSETS}/{{asset}}", _asset_conflict, scan="mapped", status=409),
    Scene("order of assets", f"{_ASSETS}/volgorde", scan="mapped"),
    Scene("remove an asset", f"{_ASSETS}/{{asset}}/verwijderen", scan="mapped"),
    Scene("values", "/stappenplan/waarden", scan="mapped"),
    Scene("values of an asset", "/stappenplan/waarden/{asset}", scan="mapped"),
    Scene("methods against you", "/stappenplan/methoden", unfold, scan="mapped"),
    Scene("methods against an asset", "/stappenplan/methoden/{asset}", unfold, scan="mapped"),
    Scene("lines that would go", "/stappenplan/methoden/{asset}", _drop_lines, scan="mapped", status=422),
    Scene("lines", "/stappenplan/risicos", unfold, scan="mapped"),
    Scene("some lines", "/stappenplan/risicos?methode={way}", scan="mapped"),
    Scene("line", f"/stappenplan/risicos/{_LINE}", unfold, scan="mapped"),
    Scene("line, no reason", f"/stappenplan/risicos/{_LINE}", _own_likelihood, scan="mapped", status=422),
    Scene("treatments", "/stappenplan/aanpak", scan="mapped"),
    Scene("treatment", f"/stappenplan/aanpak/{_LINE}", scan="mapped"),
    Scene("treatment, nobody accepts", f"/stappenplan/aanpak/{_LINE}", _accept_nothing, scan="mapped", status=422),
    Scene(
        "treatment, changed elsewhere", f"/stappenplan/aanpak/{_LINE}", _decision_conflict, scan="mapped", status=409
    ),
    Scene("matrix", "/stappenplan/matrix", scan="mapped"),
    Scene("coverage", "/stappenplan/dekking", scan="mapped"),
    Scene("question of the monitor", f"{_MONITOR}/familiar", scan="fresh"),
    Scene("question of the monitor in rows", f"{_MONITOR}/knowing", scan="fresh"),
    Scene("questions of the monitor", f"{_MONITOR}/obstacles", scan="fresh"),
    Scene("questions of the monitor, a contradiction", f"{_MONITOR}/obstacles", contradiction, "fresh", 422),
    Scene("questions of the monitor, changed elsewhere", f"{_MONITOR}/risks", risks_conflict, "fresh", 409),
    Scene("contribute", "/bijdragen", unfold, scan="full"),
    Scene("contribute, nothing chosen", "/bijdragen", no_choice, scan="full", status=422),
    Scene("contribute, answers changed", "/bijdragen", other_answers, scan="full", status=409),
    Scene("contributed", "/bijdragen", scan="given"),
    Scene("contribute without a size", "/bijdragen", scan="unsized"),
    Scene("no conversation yet", "/gesprek", scan="fresh"),
    Scene("conversation", "/gesprek", scan="talked"),
    Scene("agreement", "/gesprek/afspraken/open", scan="talked"),
    Scene("agreement, nobody does it", "/gesprek/afspraken/long", scan="talked"),
    Scene("agreement, changed elsewhere", "/gesprek/afspraken/long", _answer_conflict, scan="talked", status=409),
    Scene("agreement that was accepted", "/gesprek/afspraken/own", scan="talked"),
    Scene("plan with agreements", "/plan", scan="talked"),
    Scene("own action", "/plan/eigen/own", scan="talked"),
    Scene("own action, wrong fields", "/plan/eigen/own", _bad_agreement, scan="talked", status=422),
    Scene("own action outside the answers", "/plan/eigen/outside", _agreement_conflict, scan="talked", status=409),
    Scene("ask a colleague", "/delen/collega", scan="full"),
    Scene("ask a colleague about nothing", "/delen/collega", _no_topic, scan="full", status=422),
    Scene("help with a code", "/mee", unfold),
    Scene("help with a wrong code", "/mee", _wrong_share_code, status=422),
    Scene("help with another code", "/mee", scan="helping"),
    Scene("questions for a colleague", "/mee/vragen", scan="helping"),
    Scene("question for a colleague", _HELP, unfold, scan="helping"),
    Scene("question for a colleague, nothing chosen", "/mee/vragen/mfa", _send_nothing, scan="helping", status=422),
    Scene("question for a colleague, changed elsewhere", _HELP, _helped_meanwhile, scan="helping", status=409),
    Scene("question for a colleague, session ended", _HELP, _helped_too_late, scan="helping", status=403),
    Scene("helped", "/mee/afgesloten"),
    Scene("law with a scan", "/kennis/wetten/{regime}", unfold, scan="full"),
)


def fill_in(trip: ScanTrip) -> str:
    """A finished scan with unknown answers, a note and agreements; gives the first action of its plan."""
    unknown = {topic.questions[0].id: ("unknown",) for topic in trip.catalogue.questionnaire.topics[::4]}
    trip.walk(unknown)
    trip.to("crown_jewels_list").pick("1").note("staat in het rode boek, zie ook https://boek.example/hoofdstuk").next()
    paths = [href for href in trip.visitor.open("/plan").page.links().values() if href.startswith("/plan/")]
    for path, status in zip(paths[:3], ("Bezig", "Klaar", "Doen wij niet"), strict=True):
        trip.visitor.open(path).choose(trip.say(status)).write(trip.optional("Wie doet het?"), "Samira de Wit")
        trip.visitor.press(trip.say("Bewaar"))
    return paths[0].removeprefix("/plan/")


def ask_colleague(trip: ScanTrip, colleague: Visitor) -> Visitor:
    """The owner asks about everything that was offered; the colleague comes in with the code."""
    trip.answer("crown_jewels_list", "1").visitor.open("/delen/collega")
    topics = (trip.localize(topic.title) for topic in trip.catalogue.questionnaire.topics)
    offered = trip.visitor.page.options()
    trip.visitor.choose(*(topic for topic in topics if topic in offered)).press("Maak de deelcode")
    code = CODE.search(trip.visitor.page.text)
    assert code, "no code to give to a colleague"
    return colleague.open("/mee").write("De code van uw collega", code[0]).press("Verder")


def map_out(steps: RegisterTrip) -> dict[str, str]:
    """Two assets and their lines, partly rated; gives the ids of one asset and one method."""
    steps.trip.walk()
    steps.add("Ontwerp van de lasmodule", "knowledge", owner="Hoofd techniek", listed="yes")
    steps.add("Onafgebrokenelangenaam" * 5, "people").rate(0, 5, 3, 2, 4)
    steps.use(0, "M01", "M06", "M17").use(1, "M03")
    steps.weigh(0, "M01", secrecy=5, money=4).weigh(0, "M06", secrecy=2).weigh(1, "M03", standstill=3)
    steps.to_line(0, "M06", "/stappenplan/aanpak").fill(treatment="reduce").press()
    return {"asset": steps.ids[0], "way": "M01"}


def contributors(app: Flask, catalogue: Catalogue) -> dict[str, Visitor]:
    """One company that contributed this year, and one that never said how large it is."""
    settings = app.extensions[EXTENSION].settings
    whole = finished(catalogue)
    given = whole.with_participation(Participation(contributed=datetime.now(UTC).year))
    made = {"given": given, "unsized": whole.answered(QuestionId("size"), ())}
    return {name: enter(new_visitor(app), catalogue, keep(settings, dossier)) for name, dossier in made.items()}


def names_in(catalogue: Catalogue) -> dict[str, str]:
    """What to fill in for the names in the address of a scene: of each kind one that shows all that its page can."""
    topics, measures = catalogue.questionnaire.topics, catalogue.measures
    return {
        "topic": max(topics, key=lambda topic: (len(topic.methods), len(catalogue.regimes_about(topic.id)))).id,
        "measure": max(measures, key=lambda each: (bool(each.message), len(each.variants), len(each.contacts))).id,
        "method": next(iter(catalogue.methods)),
        "regime": next(iter(catalogue.regimes)),
        "escalation": next(iter(catalogue.escalations)),
    }
