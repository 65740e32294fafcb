"""Every page in every state: accessible in light and dark, without sideways scrolling, and on paper."""

from io import BytesIO

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from pages.browser import Watch
from pages.conversation_trip import talk_over
from pages.register_trip import RegisterTrip
from pages.scan_trip import ScanTrip
from pages.site import new_visitor
from pages.supply import SupplyTrip
from playwright.sync_api import Page
from pypdf import PdfReader
from scenes import QUESTION, SCENES, Scene, ask_colleague, contributors, fill_in, map_out, names_in

pytestmark = pytest.mark.browser

RULES = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}
WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")
SHEET = {"format": "A4", "print_background": True, "prefer_css_page_size": True}


@pytest.fixture(scope="module")
def scans(live_site, published):
    """The cookie of each scan, the first action of the full one, and something to read of each kind."""
    app, _ = live_site
    trips = {
        name: ScanTrip(new_visitor(app), published).begin()
        for name in ("fresh", "full", "typed", "mapped", "talked", "asking")
    }
    action = fill_in(trips["full"])
    supply = SupplyTrip(trips["full"]).whole()
    mapped = map_out(RegisterTrip(trips["mapped"]))
    trips |= {name: ScanTrip(visitor, published) for name, visitor in contributors(app, published).items()}
    talk_over(app, trips["talked"])
    helping = ask_colleague(trips["asking"], new_visitor(app)).cookies["colleague"].value
    cookies = {name: trip.visitor.cookies["scan"].value for name, trip in trips.items()}
    return cookies | {"helping": helping, "action": action, "input": supply.input_id} | mapped | names_in(published)


@pytest.fixture(scope="module")
def window(chromium, live_site):
    """One window for all scenes: a new one for each would cost more than looking."""
    watch = Watch(chromium.new_context(locale="nl"), live_site[1])
    yield watch
    watch.context.close()


@pytest.fixture
def go_to(window, scans):
    def go(scene):
        window.context.clear_cookies()
        if scene.scan != "none":
            name = "colleague" if scene.scan == "helping" else "scan"
            window.context.add_cookies([{"name": name, "value": scans[scene.scan], "url": window.base_url}])
        window.open(scene.path.format(**scans))
        if scene.act:
            scene.act(window)
        assert window.status == scene.status
        return window.page

    yield go
    window.check()


def scene_named(name):
    return next(scene for scene in SCENES if scene.name == name)


def violations(page: Page) -> list[str]:
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("async rules => (await axe.run(document, rules)).violations", RULES)
    return [f"{rule['id']}: {node['html'][:160]} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def sideways(page: Page, width: int) -> list[str]:
    """What makes the page wider than the window."""
    if page.evaluate("document.documentElement.scrollWidth") <= width:
        return []
    return page.evaluate(
        "width => [...document.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > width)"
        ".map(each => each.outerHTML.slice(0, 120))",
        width,
    ) or ["something"]


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_page_is_accessible_and_fits(go_to, scene):
    page = go_to(scene)
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found += [(scheme, width, each) for each in violations(page) + sideways(page, width)]
    assert not found


@pytest.mark.parametrize("scheme", SCHEMES)
def test_chosen_colours_win_from_the_device(go_to, window, scheme):
    page = go_to(SCENES[0])
    page.emulate_media(color_scheme="dark" if scheme == "light" else "light")
    window.open(f"/?theme={scheme}")
    assert violations(page) == []
    bright = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).every(part => part > 128)")
    assert bright == (scheme == "light")


def test_the_search_for_violations_finds_one(window):
    window.context.clear_cookies()
    page = window.open("/")
    page.set_viewport_size({"width": 320, "height": 800})
    page.evaluate(
        """() => {
            const wide = document.createElement('canvas'), image = document.createElement('img');
            wide.width = 900;
            document.querySelector('h1').replaceWith(wide, image);
        }"""
    )
    found = " ".join(violations(page))
    assert "image-alt" in found
    assert "page-has-heading-one" in found
    assert sideways(page, 320)
    window.complaints.clear()


def test_the_window_notices_what_a_page_must_not_do(window):
    page = window.open("/")
    for fault, complaint in {
        "document.body.setAttribute('style', 'color: red')": "Content Security Policy",
        "fetch('https://elders.example/').catch(() => 0)": "elders.example",
        "console.warn('verdwaald')": "verdwaald",
    }.items():
        page.evaluate(fault)
        with pytest.raises(AssertionError, match=complaint):
            window.check()


# Without a mouse


def focused(page: Page) -> dict[str, object]:
    return page.evaluate(
        """() => {
            const each = document.activeElement, style = getComputedStyle(each), box = each.getBoundingClientRect();
            const drawn = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
            const ring = drawn && each.matches(':focus-visible');
            return {tag: each.tagName, type: each.type || '', text: (each.innerText || each.name || '').trim(),
                    ring, seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.left >= 0};
        }"""
    )


def test_a_question_can_be_answered_with_the_keyboard_alone(go_to):
    page = go_to(Scene("a scan of its own", QUESTION, scan="typed"))
    stops = []
    for _ in range(25):
        page.keyboard.press("Tab")
        stops.append(focused(page))
        if stops[-1]["tag"] == "BODY":
            break
    texts = [str(stop["text"]) or f"{stop['tag']} {stop['type']}" for stop in stops[:-1]]
    assert [stop for stop in stops[:-1] if not (stop["ring"] and stop["seen"])] == []
    expected = ["Direct naar de inhoud", "EV-scan", "Mijn scan", "Resultaat", "Actieplan", "English", "Terug", "answer"]
    expected += ["Waarom vragen wij dit?", "Begrippen", "Notitie toevoegen", "Opslaan en verder", "Opslaan en stoppen"]
    expected += ["Is het dringend?", "Kennisbank", "Privacy"]
    assert texts[: len(expected)] == expected
    page.locator("input[type=radio]").first.focus()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    assert page.locator("input[type=radio]").nth(2).is_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("details[open]").count() == 1
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/need_to_know")


def test_the_skip_link_shows_itself_and_skips(window):
    page = window.open("/")
    page.keyboard.press("Tab")
    assert focused(page)["seen"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page)["text"] in ("Start de scan", "Ga verder met uw scan")


def test_after_a_mistake_the_focus_is_on_the_message_and_leads_to_the_field(go_to):
    page = go_to(scene_named("question, nothing chosen"))
    assert focused(page)["text"] == "Er ontbreekt nog iets"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page)["type"] == "radio"
    page.keyboard.press("Space")
    page.get_by_role("button", name="Opslaan en verder").click()
    assert "#" not in page.url, "the next question would open scrolled down"


# On paper


SHEETS = {"/resultaat": 3, "/plan": 5, "/scan/products/controle": 1, "/opgeslagen": 1, "/": 2, "/plan/{action}": 3}
SHEETS |= {"/leveringen/{input}": 3, "/leveringen": 1, "/bijdragen": 3}
SHEETS |= {"/nu/{escalation}": 3, "/kennis/onderwerpen/{topic}": 3, "/kennis/maatregelen/{measure}": 4}


@pytest.mark.parametrize("path", SHEETS)
def test_a_page_prints_on_a_sensible_number_of_sheets(go_to, path):
    page = go_to(Scene("on paper", path, scan="full"))
    page.emulate_media(media="print", color_scheme="dark")
    sheets = PdfReader(BytesIO(page.pdf(**SHEET))).pages
    page.emulate_media(media="screen")
    texts = [" ".join(sheet.extract_text().split()) for sheet in sheets]
    assert len(sheets) <= SHEETS[path]
    assert all(len(text) > 40 for text in texts), "an empty sheet"
    for useless_on_paper in ("Weergave", "Direct naar de inhoud", "Wijzigen"):
        assert useless_on_paper not in " ".join(texts)
