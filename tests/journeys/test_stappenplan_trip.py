"""An entrepreneur in a real browser without JavaScript, from two assets to a plan, and never a question of the scan."""

import re

import pytest
from playwright.sync_api import Page, expect
from test_whole_trips import Journey

pytestmark = pytest.mark.browser


class Mapping(Journey):
    """The five steps, in the words of one language."""

    def add(self, name: str, group: str) -> None:
        self.link("Voeg een belang toe")
        self.page.locator("#name").fill(name)
        self.page.locator("#group").select_option(label=self.localize(self.catalogue.asset_groups[group].title))
        self.press("Bewaar")
        expect(self.page.get_by_role("link", name=name, exact=True)).to_be_visible()

    def choose_all(self, level: int) -> None:
        """The same level in every group of radio buttons that is a scale."""
        for each in self.page.locator(f"input[type=radio][value='{level}']:not([name=likelihood])").all():
            each.check()

    def use(self, *methods: str) -> None:
        for method in methods:
            self.page.locator(f"input[type=checkbox][value={method}]").check()
        self.press("Bewaar en ga verder")

    def decide(self, treatment: str) -> None:
        self.page.locator(f"input[name=treatment][value={treatment}]").check()

    def is_at(self, path: str) -> None:
        expect(self.page).to_have_url(re.compile(rf"{path}$"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_two_assets_become_a_plan(browse, published, language):
    watch = browse(locale=language, java_script_enabled=False, viewport={"width": 390, "height": 800})
    page: Page = watch.open("/")
    steps = Mapping(page, published, language)
    steps.begin()
    steps.link("Naar het EV-stappenplan")
    steps.headed("EV-stappenplan")
    steps.link("Begin met stap 1")
    steps.add("Recept 🧪 <b>vet</b>", "knowledge")
    steps.add("=cmd|' /C calc'!A0", "people")

    steps.link("Naar stap 2")
    steps.link("Geef cijfers")
    for level in (4, 3):
        steps.choose_all(level)
        steps.press("Bewaar en ga verder")

    steps.link("Naar stap 3")
    steps.link("Kies methoden")
    steps.use("M01", "M06")
    steps.use("M03")

    steps.link("Naar stap 4")
    steps.link("Schat het volgende risico")
    for level in (5, 4, 3):
        steps.choose_all(level)
        steps.press("Bewaar en ga verder")

    steps.link("Bekijk de matrix")
    expect(page.locator(".ev-matrix__cell a")).to_have_count(3)
    page.locator(".ev-matrix__cell a").first.click()
    expect(page.locator(".ev-task")).to_have_count(1)
    page.locator(".ev-notice a").click()
    expect(page.locator(".ev-task")).to_have_count(3)

    steps.link("Naar stap 5")
    steps.link("Neem het volgende besluit")
    steps.decide("accept")
    steps.press("Bewaar en ga verder")
    expect(page.locator("#fouten")).to_be_visible()
    page.locator("#name").fill("Samira")
    page.locator("#review").fill("2031-02-01")
    steps.press("Bewaar en ga verder")
    for _ in range(2):
        steps.decide("reduce")
        steps.press("Bewaar en ga verder")

    steps.is_at("/stappenplan/aanpak")
    steps.link("Bekijk uw actieplan")
    steps.headed("Uw actieplan")
    assert page.locator("article").count() > 0
    page.locator("article h3 a").first.click()
    expect(page.get_by_text("Recept 🧪 <b>vet</b>").or_(page.get_by_text("=cmd|")).first).to_be_visible()
    assert "Recept" not in page.url
