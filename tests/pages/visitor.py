"""Somebody with a browser without JavaScript: reads a page, follows links, fills in forms by their labels."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from pages.page_checks import FIELDS, parse, words
from pages.strict_client import StrictClient
from werkzeug.test import TestResponse

MOST_REDIRECTS = 5


@dataclass
class Page:
    """A page as its visitor sees it."""

    root: Element = field(repr=False)
    status: int
    path: str

    @property
    def h1(self) -> str:
        return words(self.root.find(".//h1"))

    @property
    def title(self) -> str:
        return words(self.root.find(".//title"))

    @property
    def text(self) -> str:
        return words(self.root.find(".//main"))

    @property
    def language(self) -> str:
        return self.root.get("lang", "")

    @property
    def errors(self) -> list[str]:
        """The messages above the form."""
        return [words(each) for each in self._summary().iter("li")]

    def _summary(self) -> Element:
        groups = (each for each in self.root.iter("div") if each.get("aria-labelledby") == "fouten")
        return next(groups, Element("nothing"))

    def links(self) -> dict[str, str]:
        return {words(link): link.get("href", "") for link in self.root.iter("a")}

    def link(self, text: str) -> str:
        found = [href for shown, href in self.links().items() if shown == text]
        assert found, f"no link {text!r} on {self.path}: {sorted(self.links())}"
        return found[0]

    def labels(self) -> dict[str, Element]:
        """The fields of this page by the words of their label."""
        by_id = {each.get("id"): each for each in self.root.iter() if each.tag in FIELDS}
        found = {}
        for label in self.root.iter("label"):
            inside = next((each for each in label.iter() if each.tag in FIELDS), None)
            found[words(label)] = by_id[label.get("for")] if inside is None else inside
        return found

    def field(self, label: str) -> Element:
        fields = self.labels()
        assert label in fields, f"no field {label!r} on {self.path}: {list(fields)}"
        return fields[label]

    def options(self) -> list[str]:
        """The answers one can choose from, in the words of the page."""
        listed = [words(each) for each in self.root.iter("option") if each.get("value")]
        return listed or [text for text, each in self.labels().items() if each.get("type") in ("radio", "checkbox")]

    def chosen(self) -> list[str]:
        listed = [words(each) for each in self.root.iter("option") if "selected" in each.attrib]
        return listed or [text for text, each in self.labels().items() if "checked" in each.attrib]

    def written(self, label: str) -> str:
        found = self.field(label)
        return (found.text or "").removeprefix("\n") if found.tag == "textarea" else found.get("value", "")

    def hidden(self, name: str) -> str:
        return next(each.get("value", "") for each in self.root.iter("input") if each.get("name") == name)

    def form_with(self, button: str) -> tuple[Element, Element]:
        for form in self.root.iter("form"):
            for each in form.iter("button"):
                if words(each) == button:
                    return form, each
        raise AssertionError(f"no button {button!r} on {self.path}: {[words(b) for b in self.root.iter('button')]}")


def sent_by(form: Element, pressed: Element) -> Iterator[tuple[str, str]]:
    """What a browser sends for this form."""
    for each in form.iter():
        name = each.get("name")
        if not name:
            continue
        if each.tag == "textarea":
            yield name, (each.text or "").removeprefix("\n").replace("\n", "\r\n")
        elif each.tag == "select":
            options = list(each.iter("option"))
            picked = [option for option in options if "selected" in option.attrib] or options[:1]
            yield from ((name, option.get("value", "")) for option in picked)
        elif each.tag == "input" and (each.get("type") not in ("radio", "checkbox") or "checked" in each.attrib):
            yield name, each.get("value", "")
    if pressed.get("name"):
        yield pressed.get("name", ""), pressed.get("value", "")


@dataclass
class Visitor:
    client: StrictClient = field(repr=False)
    base_url: str = "http://localhost"
    headers: dict[str, str] = field(default_factory=dict)
    page: Page = field(init=False, repr=False)
    response: TestResponse = field(init=False, repr=False)

    def open(self, path: str) -> "Visitor":
        return self._take(self.client.get(path, base_url=self.base_url, headers=self.headers))

    def click(self, link: str) -> "Visitor":
        return self.open(self.page.link(link))

    def choose(self, *labels: str) -> "Visitor":
        """Pick a radio button, tick a box, or select from a list."""
        for label in labels:
            self._choose(label)
        return self

    def _choose(self, label: str) -> None:
        for select in self.page.root.iter("select"):
            wanted = [each for each in select.iter("option") if words(each) == label]
            if wanted:
                for each in select.iter("option"):
                    each.attrib.pop("selected", None)
                wanted[0].set("selected", "")
                return
        picked = self.page.field(label)
        if picked.get("type") == "radio":
            for each in self.page.root.iter("input"):
                if each.get("name") == picked.get("name"):
                    each.attrib.pop("checked", None)
        picked.set("checked", "")

    def clear(self) -> "Visitor":
        """Take every choice on the page back."""
        for each in self.page.root.iter():
            each.attrib.pop("checked", None)
            each.attrib.pop("selected", None)
        return self

    def write(self, label: str, text: str) -> "Visitor":
        written = self.page.field(label)
        if written.tag == "textarea":
            written.text = text
        else:
            written.set("value", text)
        return self

    def press(self, button: str, **extra: str) -> "Visitor":
        """Send the form; `extra` are headers of this one request."""
        form, pressed = self.page.form_with(button)
        return self.send(form.get("action", ""), list(sent_by(form, pressed)), **extra)

    def send(self, path: str, fields: list[tuple[str, str]], **extra: str) -> "Visitor":
        data: dict[str, list[str]] = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        headers = {"Origin": self.base_url, "Sec-Fetch-Site": "same-origin"} | self.headers
        headers |= {name.replace("_", "-"): value for name, value in extra.items()}
        return self._take(self.client.post(path, data=data, base_url=self.base_url, headers=headers))

    def _take(self, response: TestResponse) -> "Visitor":
        for _ in range(MOST_REDIRECTS):
            if response.status_code not in (301, 302, 303, 307, 308):
                break
            target = urlsplit(response.headers["Location"])
            assert not target.netloc, f"sent away from the site: {response.headers['Location']}"
            assert response.status_code != 302 or response.request.method == "GET", "a POST is answered with 303"
            path = f"{target.path}?{target.query}" if target.query else target.path
            response = self.client.get(path, base_url=self.base_url, headers=self.headers)
        self.response = response
        if response.mimetype == "text/html":
            self.page = Page(parse(response.text), response.status_code, response.request.path)
        return self

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def cookies(self) -> dict[str, Any]:
        return {cookie.key: cookie for cookie in self.client._cookies.values()}
