"""Owner and adviser at once, each in a real browser: fifty steps, nothing lost, every conflict in words."""

import random
from collections import Counter
from dataclasses import dataclass, field

import pytest
from consulting import Somebody
from pages.scan_trip import ScanTrip
from pages.site import new_visitor
from pages.staff import StaffAccount
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

STEPS = 50
CONFLICT = 409


@dataclass
class Both:
    """What each of them was told is stored."""

    owner: Somebody
    adviser: Somebody
    tab: Page
    """The adviser's second tab."""
    case: str
    chance: random.Random
    notes: dict[str, str] = field(default_factory=dict)
    """By the address of a note, what stands there."""
    agreements: dict[str, str] = field(default_factory=dict)
    accepted: set[str] = field(default_factory=set)
    conflicts: Counter[str] = field(default_factory=Counter)
    number: int = 0

    def words(self) -> str:
        self.number += 1
        return f"Woorden nummer {self.number:03}."

    def writes_note(self) -> None:
        text = self.words()
        self.adviser.open(f"{self.case}/onderwerpen/general")
        self.adviser.write("Notitie voor de ondernemer", text)
        self.adviser.press("Bewaar voor de ondernemer")
        self.notes[text] = self.adviser.page.locator("blockquote a").last.get_attribute("href") or ""

    def changes_note_in_two_tabs(self) -> None:
        """The second tab is told what the first one wrote, and both texts are on its page."""
        if not self.notes:
            return self.writes_note()
        before, path = self.chance.choice(sorted(self.notes.items()))
        tab = self.tab
        for page in (self.adviser.page, tab):
            page.goto(self.adviser.watch.base_url + path)
        first, second = self.words(), self.words()
        for page, text in ((self.adviser.page, first), (tab, second)):
            page.locator("textarea").first.fill(text)
        self.adviser.press("Bewaar voor de ondernemer")
        tab.get_by_role("button", name="Bewaar voor de ondernemer", exact=True).click()
        assert self.adviser.watch.status == CONFLICT
        assert first in tab.inner_text("main")
        assert tab.locator("textarea").first.input_value() == second
        self.conflicts["note"] += 1
        del self.notes[before]
        kept = first
        if self.chance.random() < 0.5:
            tab.get_by_role("button", name="Bewaar voor de ondernemer", exact=True).click()
            kept = second
        self.notes[kept] = path
        return None

    def proposes(self) -> None:
        text = self.words()
        self.adviser.open(f"{self.case}/afspraken/nieuw")
        self.adviser.write("Wat spreekt u af?", text)
        self.adviser.press("Stel zo voor")
        href = self.adviser.page.locator("article", has_text=text).get_by_role("link").get_attribute("href") or ""
        self.agreements[href.rpartition("/")[2]] = text

    def open_one(self) -> str | None:
        waiting = sorted(set(self.agreements) - self.accepted)
        return self.chance.choice(waiting) if waiting else None

    def accepts(self) -> None:
        chosen = self.open_one()
        if chosen is None:
            return self.proposes()
        self.owner.open(f"/gesprek/afspraken/{chosen}")
        self.owner.press("Akkoord")
        self.accepted.add(chosen)
        return None

    def accepts_while_the_adviser_changes(self) -> None:
        """Whoever is second is told."""
        chosen = self.open_one()
        if chosen is None:
            return self.proposes()
        text = self.words()
        self.owner.open(f"/gesprek/afspraken/{chosen}")
        self.adviser.open(f"{self.case}/afspraken/{chosen}")
        self.adviser.write("Wat spreekt u af?", text)
        if self.chance.random() < 0.5:
            self.adviser.press("Stel zo voor")
            self.owner.press("Akkoord")
            assert self.owner.watch.status == CONFLICT
            self.owner.sees(text)
            self.agreements[chosen] = text
        else:
            self.owner.press("Akkoord")
            self.accepted.add(chosen)
            self.adviser.press("Stel zo voor")
            assert self.adviser.watch.status == CONFLICT
            self.adviser.sees("De ondernemer is al akkoord")
            assert self.adviser.page.locator("#what").input_value() == text
        self.conflicts["agreement"] += 1
        return None

    def answers(self) -> None:
        """The owner goes on with the scan meanwhile."""
        self.owner.open("/scan/products/crown_jewels_list")
        self.owner.page.locator(f"input[name=answer][value='{self.chance.randrange(4)}']").check()
        self.owner.press("Opslaan en verder")

    def keeps_to_himself(self) -> None:
        self.adviser.open(f"{self.case}/prive/general")
        before = self.adviser.page.locator("textarea").input_value()
        self.adviser.write("Eigen notitie", f"{before} {self.words()}".strip())
        self.adviser.press("Bewaar voor uzelf")


@pytest.mark.slow
def test_fifty_steps_lose_nothing(site, enter, published):
    app, base_url = site
    trip = ScanTrip(new_visitor(app), published).begin().walk()
    owner, adviser = enter("nl"), enter("nl")
    owner.resume(trip.code)
    adviser.watch.context.add_cookies([{"name": "staff", "value": StaffAccount(app, "Anna").cookie(), "url": base_url}])
    adviser.open("/advies")
    adviser.claims(owner.shares(), "Zaak 14")
    tab = adviser.page.context.new_page()
    both = Both(owner, adviser, tab, adviser.page.url.removeprefix(base_url), random.Random(14))  # noqa: S311 - steps of a test
    acts = [
        both.writes_note,
        both.changes_note_in_two_tabs,
        both.proposes,
        both.accepts,
        both.accepts_while_the_adviser_changes,
        both.answers,
        both.keeps_to_himself,
    ]
    for step in range(STEPS):
        acts[step % len(acts) if step < len(acts) else both.chance.randrange(len(acts))]()

    assert all(both.conflicts[kind] for kind in ("note", "agreement")), "nothing was put to the test"
    owner.open("/gesprek")
    told = owner.page.inner_text("main")
    assert [text for text in both.notes if text not in told] == []
    assert [text for text in both.agreements.values() if text not in told] == []
    owner.open("/plan")
    planned = owner.page.inner_text("main")
    assert {key for key, text in both.agreements.items() if text in planned} == both.accepted
    adviser.open(f"{both.case}/onderwerpen/general")
    for text in both.notes:
        adviser.sees(text)
    adviser.open(f"{both.case}/prive")
    private = adviser.page.locator("textarea").first.input_value()
    assert private
    assert private not in told
