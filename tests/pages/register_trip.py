"""The way through the five steps of the stappenplan, by the names of fields and the words of buttons."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self

from pages.scan_trip import ScanTrip
from pages.supply import fill
from pages.visitor import Page, Visitor

from ev_scan.domain.register import Register
from ev_scan.services import dossiers
from ev_scan.vault.codes import parse_code
from ev_scan.vault.epochs import month_of
from ev_scan.web import context

SAVE, ON = "Bewaar", "Bewaar en ga verder"
ASSETS, RATINGS, METHODS = "/stappenplan/belangen", "/stappenplan/waarden", "/stappenplan/methoden"
LINES, TREATMENTS = "/stappenplan/risicos", "/stappenplan/aanpak"


@dataclass
class RegisterTrip:
    trip: ScanTrip = field(repr=False)
    code: str = field(init=False)

    def __post_init__(self) -> None:
        self.code = self.trip.code

    @property
    def visitor(self) -> Visitor:
        return self.trip.visitor

    @property
    def page(self) -> Page:
        return self.visitor.page

    def open(self, path: str) -> Self:
        self.visitor.open(path)
        return self

    def fill(self, **values: str) -> Self:
        """Texts, lists and radio buttons, by the name of the field."""
        fill(self.page, values)
        return self

    def write(self, name: str, text: str) -> Self:
        """In a field of several lines."""
        next(each for each in self.page.root.iter("textarea") if each.get("name") == name).text = text
        return self

    def tick(self, *values: str) -> Self:
        """These boxes and no others."""
        for each in self.page.root.iter("input"):
            if each.get("type") == "checkbox":
                each.attrib.pop("checked", None)
                if each.get("value") in values:
                    each.set("checked", "")
        return self

    def ticked(self) -> list[str]:
        boxes = (each for each in self.page.root.iter("input") if each.get("type") == "checkbox")
        return [each.get("value", "") for each in boxes if "checked" in each.attrib]

    def press(self, button: str = ON) -> Self:
        self.visitor.press(self.trip.say(button))
        return self

    def add(self, name: str, group: str = "dough", **values: str) -> Self:
        return self.open(f"{ASSETS}/nieuw").fill(name=name, group=group, **values).press(SAVE)

    def rate(self, asset: int, confidentiality: int, integrity: int, availability: int, attractiveness: int) -> Self:
        self.open(f"{RATINGS}/{self.ids[asset]}")
        self.fill(confidentiality=str(confidentiality), integrity=str(integrity), availability=str(availability))
        return self.fill(attractiveness=str(attractiveness)).press()

    def use(self, asset: int, *methods: str) -> Self:
        return self.open(f"{METHODS}/{self.ids[asset]}").tick(*methods).press()

    def to_line(self, asset: int, method: str, step: str = LINES) -> Self:
        return self.open(f"{step}/{self.ids[asset]}/{method}")

    def weigh(self, asset: int, method: str, **impacts: int) -> Self:
        self.to_line(asset, method)
        return self.fill(**{name: str(level) for name, level in impacts.items()}).press()

    @property
    def register(self) -> Register:
        """What is stored, behind the back of every page."""
        with self.visitor.client.application.app_context():
            runtime = self._runtime
            return dossiers.read(runtime.engine, runtime.epochs, parse_code(self.code)).register

    @property
    def ids(self) -> list[str]:
        return [asset.id for asset in self.register.assets]

    @property
    def names(self) -> list[str]:
        return [asset.name for asset in self.register.assets]

    def store(self, register: Register) -> Self:
        """Put a whole register in, behind the back of every page."""
        runtime = self._runtime
        month = month_of(datetime.now(UTC).date())
        with self.visitor.client.application.app_context():
            dossiers.change(
                runtime.engine,
                runtime.epochs,
                parse_code(self.code),
                month,
                lambda stored: stored.with_register(register),
            )
        return self

    @property
    def _runtime(self) -> context.Runtime:
        found: context.Runtime = self.visitor.client.application.extensions[context.EXTENSION]
        return found
