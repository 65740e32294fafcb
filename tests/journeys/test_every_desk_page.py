"""Every page of an adviser in every state: accessible in light and dark, without sideways scrolling."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pages.browser import Watch
from pages.desk import DeskTrip, Owner
from pages.scan_trip import CODE, ScanTrip
from pages.site import new_visitor
from pages.staff import StaffAccount
from pypdf import PdfReader
from scenes import press, unfold
from test_every_page import SCHEMES, SHEET, WIDTHS, sideways, violations

from ev_scan.domain.sharing import ShareRole

pytestmark = pytest.mark.browser

LONG = "Onafgebrokenelangereferentie"
TOPIC = "crown_jewels_list"


@dataclass(frozen=True)
class DeskScene:
    name: str
    path: str
    act: Callable[[Watch], None] | None = None
    status: int = 200
    who: str = "anna"
    """Whose desk: anna has cases, nobody has none, and together fills in a scan with a company."""


def _nothing(button: str) -> Callable[[Watch], None]:
    def send(watch: Watch) -> None:
        for field in watch.page.locator("main input[type=text], main textarea").all():
            field.fill("")
        press(watch, button)

    return send


def _stale(button: str, field: str, text: str) -> Callable[[Watch], None]:
    """This page shows an older state than what is stored."""

    def send(watch: Watch) -> None:
        watch.page.locator("input[name$=seen]").first.evaluate("field => field.value = 'older'")
        watch.page.locator(field).fill(text)
        press(watch, button)

    return send


def _search(watch: Watch) -> None:
    watch.page.locator("#q").fill("zaak")
    press(watch, "Zoek")


def _wrong_code(watch: Watch) -> None:
    watch.page.locator("#code").fill("0000-0000-0000-0000-0000-0000-0000")
    watch.page.locator("#reference").fill("Nieuwe zaak")
    press(watch, "Open de scan")


def _undo_twice(watch: Watch) -> None:
    watch.page.locator("input[name=seen]").first.evaluate("field => field.value = 'older'")
    watch.page.locator("button[value=remove]").first.click()


SCENES = (
    DeskScene("no cases yet", "/advies", who="nobody"),
    DeskScene("cases", "/advies", unfold),
    DeskScene("found cases", "/advies", _search),
    DeskScene("claim", "/advies/code"),
    DeskScene("claim, nothing typed", "/advies/code", _nothing("Open de scan"), status=422),
    DeskScene("claim, wrong code", "/advies/code", _wrong_code, status=422),
    DeskScene("start together", "/advies/samen"),
    DeskScene("start together, no reference", "/advies/samen", _nothing("De ondernemer is akkoord, begin"), status=422),
    DeskScene("filling in together", "/scan", who="together"),
    DeskScene("a question together", "/scan/products/crown_jewels_list", who="together"),
    DeskScene("another scan is open", "/advies/samen", who="together"),
    DeskScene("give the code", "/advies/code-geven", who="together"),
    DeskScene("case", "{open}", unfold),
    DeskScene("guide", "{open}/leidraad", unfold),
    DeskScene("topics", "{open}/onderwerpen"),
    DeskScene("topic", f"{{open}}/onderwerpen/{TOPIC}"),
    DeskScene("topic, empty note", f"{{open}}/onderwerpen/{TOPIC}", _nothing("Bewaar voor de ondernemer"), status=422),
    DeskScene("the whole conversation", "{open}/onderwerpen/general"),
    DeskScene("note", f"{{open}}/onderwerpen/{TOPIC}/{{note}}"),
    DeskScene(
        "note, changed elsewhere",
        f"{{open}}/onderwerpen/{TOPIC}/{{note}}",
        _stale("Bewaar voor de ondernemer", "textarea", "Iets anders"),
        status=409,
    ),
    DeskScene("points", "{open}/punten"),
    DeskScene("points, changed elsewhere", "{open}/punten", _undo_twice, status=409),
    DeskScene("points, nothing written", "{open}/punten", _nothing("Zet op de lijst"), status=422),
    DeskScene("agreements", "{open}/afspraken"),
    DeskScene("new agreement", "{open}/afspraken/nieuw"),
    DeskScene("new agreement, nothing written", "{open}/afspraken/nieuw", _nothing("Stel zo voor"), status=422),
    DeskScene(
        "agreement, changed elsewhere", "{agreement}", _stale("Stel zo voor", "#what", "Iets anders"), status=409
    ),
    DeskScene("private notes", "{open}/prive"),
    DeskScene(
        "private note, changed elsewhere",
        f"{{open}}/prive/{TOPIC}",
        _stale("Bewaar voor uzelf", "textarea", "Iets anders"),
        status=409,
    ),
    DeskScene("finish", "{open}/afronden"),
    DeskScene("details", "{open}/gegevens"),
    DeskScene("details, changed elsewhere", "{open}/gegevens", _stale("Bewaar", "#reference", "Anders"), status=409),
    DeskScene("hand over", "{open}/overdragen"),
    DeskScene("remove", "{open}/verwijderen"),
    DeskScene("topic to read only", f"{{read}}/onderwerpen/{TOPIC}"),
    DeskScene("points to read only", "{read}/punten"),
    DeskScene("not allowed to write", "{read}/afspraken/nieuw", status=403),
    DeskScene("shut", "{shut}"),
    DeskScene("no longer shared", "{ended}", status=410),
    DeskScene("new code", "{ended}/code"),
    DeskScene("figures", "/advies/cijfers", unfold),
    DeskScene("case of somebody else", "{open}", status=404, who="nobody"),
)


def day(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


@pytest.fixture(scope="module")
def desks(live_site, published):
    """The addresses that scenes go to, and whose cookies go with them."""
    app, _ = live_site
    accounts = {name: StaffAccount(app, f"{name} achter de balie") for name in ("anna", "nobody", "together")}
    anna = DeskTrip(new_visitor(app), accounts["anna"])
    owner = Owner(ScanTrip(new_visitor(app), published).begin(), app)
    owner.trip.walk({"crown_jewels_list": ("0",)})
    ended = Owner(ScanTrip(new_visitor(app), published).begin(), app)
    cases = {
        "open": anna.claim(owner.shares(), f"Zaak {LONG}").case,
        "read": anna.claim(owner.shares(ShareRole.READ), "Zaak om te lezen").case,
        "shut": anna.claim(owner.shares(), "Zaak die dicht ligt").case,
        "ended": anna.claim(ended.shares(), "Zaak die voorbij is").case,
    }
    for number in range(3):
        anna.claim(owner.shares(), f"Zaak {number}")
    anna.note(cases["open"], TOPIC, f"Begin met {LONG}.\nDaarna de rest.")
    note = anna.page.link(f"Wijzigen: Begin met {LONG}.")
    for case in ("open", "shut", "ended"):
        anna.keep(cases[case], TOPIC, f"Gesprek over {LONG}.")
    anna.open(f"{cases['open']}/punten").write("Wat wilt u bespreken?", f"Wie kent {LONG}?").press("Zet op de lijst")
    anna.propose(cases["open"], f"Vraag een offerte voor {LONG}", LONG, day(30))
    agreement = anna.page.link(f"Wijzigen: Vraag een offerte voor {LONG}")
    for case, days in (("open", 20), ("read", -3)):
        anna.open(f"{cases[case]}/gegevens").write("Wanneer spreekt u elkaar weer?", day(days)).press("Bewaar")
    anna.open(f"{cases['shut']}/afronden").press("Sluit het dossier")
    ended.revokes()
    together = DeskTrip(new_visitor(app), accounts["together"]).begin_together(f"Samen {LONG}")
    return {
        "accounts": accounts,
        "scan": together.visitor.cookies["scan"].value,
        "agreement": agreement,
        "note": note.rpartition("/")[2],
        **cases,
    }


@pytest.fixture(scope="module")
def window(chromium, live_site):
    watch = Watch(chromium.new_context(locale="nl"), live_site[1])
    yield watch
    watch.context.close()


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_page_of_the_desk_is_accessible_and_fits(window, desks, scene):
    cookies = {"staff": desks["accounts"][scene.who].cookie()}
    if scene.who == "together":
        cookies["scan"] = desks["scan"]
    window.context.clear_cookies()
    window.context.add_cookies([{"name": name, "value": it, "url": window.base_url} for name, it in cookies.items()])
    page = window.open(scene.path.format(**desks))
    if scene.act:
        scene.act(window)
    assert window.status == scene.status
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found += [(scheme, width, each) for each in violations(page) + sideways(page, width)]
    assert not found
    window.check()


def test_the_sheet_with_the_code_is_one_page_without_what_is_for_the_adviser(window, desks):
    cookies = {"staff": desks["accounts"]["together"].cookie(), "scan": desks["scan"]}
    window.context.clear_cookies()
    window.context.add_cookies([{"name": name, "value": it, "url": window.base_url} for name, it in cookies.items()])
    page = window.open("/advies/code-geven")
    page.emulate_media(media="print")
    (sheet,) = PdfReader(BytesIO(page.pdf(**SHEET))).pages
    page.emulate_media(media="screen")
    told = " ".join(sheet.extract_text().split())
    assert CODE.search(told.replace("- ", "-")), "it may be broken over two lines"
    assert "Adviseur:" not in told
    assert "Mijn zaken" not in told
