"""An entrepreneur in a real browser, from the front page to the plan and back again another day."""

import re

import pytest
from playwright.sync_api import Page, expect

from ev_scan.domain.questionnaire import Question, QuestionKind
from ev_scan.i18n import localizer

pytestmark = pytest.mark.browser

QUESTION = re.compile(r"/scan/[a-z]+/(?!controle)([a-z0-9_]+)$")
CODE = re.compile(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}")


class Journey:
    """What somebody sees and presses, in one language."""

    def __init__(self, page: Page, catalogue, language: str) -> None:
        self.page, self.catalogue, self.localize = page, catalogue, localizer(language)
        self.say = self.localize.gettext

    def link(self, dutch: str) -> None:
        self.page.get_by_role("link", name=self.say(dutch), exact=True).first.click()

    def press(self, dutch: str) -> None:
        self.page.get_by_role("button", name=self.say(dutch), exact=True).click()

    def headed(self, dutch: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.say(dutch))

    def begin(self) -> str:
        self.link("Start de scan")
        self.headed("Voordat u begint")
        self.press("Akkoord, ik begin")
        self.headed("Uw scan")
        return CODE.search(self.page.inner_text("main"))[0]

    def choose(self, question: Question) -> None:
        words = [self.localize(option.text) for option in question.options]
        if self.page.locator("select").count():
            self.page.locator("select").select_option(label=words[len(words) // 2])
        elif question.kind is QuestionKind.MULTIPLE:
            for each in words[:2]:
                self.page.get_by_label(each, exact=True).check()
        else:
            self.page.get_by_label(words[1], exact=True).check()

    def answer_all(self) -> int:
        """Section after section, until the result; says how many questions were asked."""
        asked = 0
        for _ in range(60):
            found = QUESTION.search(self.page.url)
            if found:
                self.choose(self.catalogue.questionnaire.question(found[1]))
                self.press("Opslaan en verder")
                asked += 1
            elif self.page.url.endswith("/profile/controle"):
                self.press("Klaar, naar de thema’s")
            elif self.page.url.endswith("/controle"):
                self.press("Thema afronden")
            elif self.page.url.endswith("/scan"):
                self.link("Ga verder" if asked else "Begin met uw bedrijf")
            else:
                return asked
        raise AssertionError(f"the scan does not end: {self.page.url}")

    def agree(self, owner: str) -> None:
        """Note something about the first action."""
        self.page.locator("article h3 a").first.click()
        self.page.get_by_label(self.say("Bezig"), exact=True).check()
        self.page.get_by_label(re.compile(re.escape(self.say("Wie doet het?")))).fill(owner)
        self.press("Bewaar")
        self.headed("Uw actieplan")
        expect(self.page.get_by_text(owner)).to_be_visible()


@pytest.mark.parametrize(("language", "scripts"), [("nl", False), ("en", True)])
def test_from_the_front_page_to_the_plan(browse, published, language, scripts):
    watch = browse(locale=language, java_script_enabled=scripts, viewport={"width": 390, "height": 800})
    page = watch.open("/")
    journey = Journey(page, published, language)
    assert page.locator("html").get_attribute("lang") == language
    code = journey.begin()
    topics = [topic for topic in published.questionnaire.topics if topic.quick]
    assert journey.answer_all() >= len(topics)
    journey.headed("Uw resultaat")
    expect(page.locator(".ev-bar")).to_have_count(4)
    journey.link("Bekijk uw actieplan")
    journey.headed("Uw actieplan")
    expect(page.locator("article")).to_have_count(6)
    journey.agree("Samira")
    with page.expect_download() as download:
        journey.link("Download als PDF")
    assert download.value.suggested_filename.endswith(".pdf")
    assert code not in page.inner_text("main")


def test_save_and_stop_then_resume_elsewhere_then_wipe(browse, published):
    first = browse()
    page = first.open("/")
    journey = Journey(page, published, "nl")
    code = journey.begin()
    journey.link("Producten")
    question = published.questionnaire.question(QUESTION.search(page.url)[1])
    page.get_by_label(question.options[2].text.source, exact=True).check()
    page.get_by_text("Notitie toevoegen").click()
    page.get_by_label("Notitie (niet verplicht)").fill("staat in het rode boek")
    journey.press("Opslaan en stoppen")
    journey.headed("Uw scan is bewaard")
    expect(page.get_by_text(code)).to_be_visible()
    journey.press("Sluit mijn scan op dit apparaat")
    journey.headed("Uw scan is gesloten")

    other = browse(color_scheme="dark").open("/")
    elsewhere = Journey(other, published, "nl")
    elsewhere.link("Verder met uw code")
    other.get_by_label("Uw code").fill(code.lower().replace("-", " "))
    elsewhere.press("Verder")
    elsewhere.headed("Uw scan")
    elsewhere.link("Producten")
    expect(other.get_by_text("staat in het rode boek")).to_be_visible()
    expect(other.get_by_text(question.options[2].text.source)).to_be_visible()

    elsewhere.link("Mijn scan")
    elsewhere.link("Wis al mijn antwoorden")
    elsewhere.press("Ja, wis alles")
    elsewhere.headed("Alles is gewist")
    elsewhere.link("Verder met uw code")
    other.get_by_label("Uw code").fill(code)
    elsewhere.press("Verder")
    expect(other.get_by_role("heading", name="Die code klopt nog niet")).to_be_focused()


@pytest.mark.parametrize("fragment", ["", "%E0%A4%A"])
def test_a_printed_link_fills_in_the_code_and_takes_it_out_of_the_address(browse, prepare, fragment):
    code = prepare().code
    watch = browse()
    page = watch.open(f"/hervat#{fragment or code}")
    expect(page.get_by_label("Uw code")).to_have_value("" if fragment else code)
    if not fragment:
        assert code not in page.url
        page.get_by_role("button", name="Verder", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Uw scan")


def test_the_browser_keeps_nothing_after_leaving(browse, prepare):
    watch = browse()
    page = watch.open("/hervat")
    page.get_by_label("Uw code").fill(prepare().code)
    page.get_by_role("button", name="Verder", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw scan")
    assert {cookie["name"] for cookie in watch.context.cookies()} == {"scan", "form"}
    assert all(cookie["httpOnly"] and cookie["sameSite"] == "Lax" for cookie in watch.context.cookies())
    watch.open("/opgeslagen").get_by_role("button", name="Sluit mijn scan op dit apparaat").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw scan is gesloten")
    assert watch.context.cookies() == []
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Uw scan")
