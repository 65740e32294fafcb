"""The pages about critical inputs, filled in by the names of their fields."""

import re
from dataclasses import dataclass, field
from typing import Any, Self

from pages.scan_trip import ScanTrip
from pages.visitor import Page

SAVE, STOP, TO_RESULT = "Opslaan en verder", "Opslaan en stoppen", "Bewaar en bekijk de uitkomst"
PARTS = ("belang", "leveranciers", "markt", "voorraad")


def fill(page: Page, values: dict[str, str]) -> None:
    for name, value in values.items():
        found = [each for each in page.root.iter() if each.get("name") == name]
        assert found, f"no field {name!r} on {page.path}"
        for each in found:
            if each.tag == "select":
                for option in each.iter("option"):
                    option.attrib.pop("selected", None)
                    if option.get("value") == value:
                        option.set("selected", "")
            elif each.get("type") == "radio":
                each.attrib.pop("checked", None)
                if each.get("value") == value:
                    each.set("checked", "")
            else:
                each.set("value", value)


def held(page: Page) -> dict[str, str]:
    """What stands in the fields of a page."""
    found: dict[str, str] = {}
    for each in page.root.iter():
        name = each.get("name")
        if name and each.tag == "select":
            picked = [option for option in each.iter("option") if "selected" in option.attrib]
            found[name] = picked[0].get("value", "") if picked else ""
        elif name and each.tag == "input" and (each.get("type") != "radio" or "checked" in each.attrib):
            found[name] = each.get("value", "")
    return found


@dataclass
class SupplyTrip:
    trip: ScanTrip = field(repr=False)
    input_id: str = ""

    @property
    def visitor(self) -> Any:
        return self.trip.visitor

    @property
    def page(self) -> Page:
        return self.visitor.page

    def say(self, dutch: str) -> str:
        return self.trip.say(dutch)

    def fill(self, **values: str) -> Self:
        fill(self.page, values)
        return self

    def press(self, button: str = SAVE) -> Self:
        self.visitor.press(self.say(button))
        return self

    def add(self, name: str, **values: str) -> Self:
        self.visitor.open("/leveringen/nieuw")
        self.fill(name=name, **values).press()
        self.input_id = re.findall(r"/leveringen/([0-9a-f]{8})/", self.page.path)[0]
        return self

    def to(self, part: str = "") -> Self:
        self.visitor.open(f"/leveringen/{self.input_id}" + (f"/{part}" if part else ""))
        return self

    def suppliers(self, *rows: tuple[str, str]) -> Self:
        """Shares and countries, from an empty page."""
        self.to("leveranciers")
        for _ in rows[1:]:
            self.press("Nog een leverancier")
        for number, (share, country) in enumerate(rows, start=1):
            self.fill(**{f"share_{number}": share, f"country_{number}": country})
        return self

    def whole(self, name: str = "Lenzen") -> Self:
        """The first example of the dossier."""
        self.add(name, revenue_share="35", daily_margin_eur="4.000", vital_customer="false", legal_restriction="true")
        self.suppliers(("70", "CN"), ("20", "US"), ("10", "DE"))
        self.fill(governance_1="0,7", governance_2="0,3", tier2_known="0").press()
        self.fill(price_volatility="25", lead_time_days="84", lead_time_days_year_ago="63", on_time_in_full="85")
        self.fill(shortage="50", substitutability="1", control="1").press()
        self.fill(stock_days="30", transit_days="10", switch_days="120", redesign_days="240", routes="1")
        return self.fill(plan_tested="false").press(TO_RESULT)
