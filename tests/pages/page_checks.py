"""What every HTML page of this site must be, whatever it shows; checked at each request that a test makes."""

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib

FIELDS = ("input", "select", "textarea")
PRESSED = ("hidden", "submit", "button")
FETCHED = ("src", "srcset", "data", "poster", "action", "formaction", "background")
LEFTOVERS = ("{{", "{%", "%(", "Undefined", "\ue000", "\ue001")


class BadPage(AssertionError):
    """A page broke one of the rules below; the text names them all."""


def parse(html: str) -> Element:
    """The tree of a page. Raises BadPage when a browser would have to guess."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    try:
        return parser.parse(html)
    except html5lib.html5parser.ParseError as error:
        raise BadPage(f"malformed HTML: {error} {parser.errors[:1]}") from None


def words(element: Element) -> str:
    """The text in an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def check_page(html: str, status: int) -> Element:
    if not html.startswith("<!DOCTYPE html>"):
        raise BadPage("no doctype at the very start")
    root = parse(html)
    problems = [
        *_outline(root),
        *_references(root),
        *_labels(root),
        *_safety(root),
        *_words(root),
        *_title(root, status),
    ]
    if problems:
        raise BadPage("\n".join(problems))
    return root


def _outline(root: Element) -> list[str]:
    problems = []
    headings = [int(each.tag[1]) for each in root.iter() if re.fullmatch(r"h[1-6]", str(each.tag))]
    if headings.count(1) != 1:
        problems.append(f"{headings.count(1)} h1")
    # an error summary stands before the h1, so a page may begin with its h2
    jumps = [(a, b) for a, b in pairwise(headings) if b > a + 1]
    problems += [f"h{before} is followed by h{after}" for before, after in jumps]
    if root.get("lang") not in ("nl", "en"):
        problems.append(f"lang={root.get('lang')!r}")
    landmarks = {tag: len(root.findall(f".//{tag}")) for tag in ("main", "header", "footer")}
    problems += [f"{count} {tag}" for tag, count in landmarks.items() if count != 1]
    names = [each.get("aria-label") for each in root.iter("nav")]
    if None in names or len(set(names)) != len(names):
        problems.append(f"navigation without a name of its own: {names}")
    return problems


def _title(root: Element, status: int) -> list[str]:
    title = words(root.find(".//title"))
    failed = any(each.get("id") == "fouten" for each in root.iter())
    problems = []
    if not re.fullmatch(r"\S.{3,} - EV-scan", title):
        problems.append(f"title {title!r}")
    may_fail = status == 422 or (status == 429 and failed)  # a form that is sent too often keeps what was typed
    if title.startswith(("Fout:", "Error:")) != failed or failed != may_fail:
        problems.append(f"status {status}, title {title!r}, error summary: {failed}")
    return problems


def _references(root: Element) -> list[str]:
    ids = [each.get("id") for each in root.iter() if each.get("id") is not None]
    problems = [f"id {name!r} is there twice" for name in sorted(set(ids)) if ids.count(name) > 1]
    problems += [f"id {name!r}" for name in ids if not name or " " in name]
    for each in root.iter():
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"):
            wanted = (each.get(attribute) or "").split()
            problems += [f"{attribute} points at {name!r}" for name in wanted if name not in ids]
        if each.get("href", "").startswith("#") and each.get("href", "")[1:] not in ids:
            problems.append(f"link to {each.get('href')!r} on the page itself")
    return problems


def _labels(root: Element) -> list[str]:
    labelled = {each.get("for") for each in root.iter("label")}
    wrapped = {
        id(field) for label in root.iter("label") if words(label) for field in label.iter() if field.tag in FIELDS
    }
    problems = [
        f"{each.tag} {each.get('name')!r} has no label"
        for each in root.iter()
        if each.tag in FIELDS and each.get("type") not in PRESSED
        if id(each) not in wrapped and each.get("id") not in labelled and not each.get("aria-label")
    ]
    problems += ["a button without words" for each in root.iter("button") if not words(each)]
    problems += [f"link {each.get('href')!r} without words" for each in root.iter("a") if not words(each)]
    for each in root.iter("fieldset"):
        legends = each.findall("legend")
        if len(legends) != 1 or not words(legends[0]):
            problems.append("a fieldset without a legend")
    return problems


def _safety(root: Element) -> list[str]:
    problems = [f"inline <{each.tag}>" for each in root.iter() if each.tag == "style" or _is_inline_script(each)]
    for each in root.iter():
        for name, value in each.attrib.items():
            if str(name) == "style" or str(name).startswith("on"):
                problems.append(f"attribute {name} on <{each.tag}>")
            if value.strip().lower().startswith(("javascript:", "data:")):
                problems.append(f"{name}={value[:40]!r}")
            fetched = name in FETCHED or (name == "href" and each.tag != "a")
            if fetched and not (value.startswith("/") and not value.startswith("//")):
                problems.append(f"<{each.tag} {name}={value!r}> is not on this site")
        if each.tag == "form" and not each.get("action"):
            problems.append("a form without action")
        if each.tag == "form" and each.get("method") != "post" and not _only_asks(each):
            problems.append("a form without method post")
        if each.tag == "a" and each.get("href", "").startswith("http") and "noreferrer" not in (each.get("rel") or ""):
            problems.append(f"link {each.get('href')!r} tells where the visitor came from")
    return problems


ASKED = {"q", "periode", "cijfer", "sector", "grootte", "landsdeel"}


def _only_asks(form: Element) -> bool:
    """A find box or filter: what it sends stands in the address, so it holds no token and nothing of a scan."""
    names = [each.get("name") for each in form.iter() if each.get("name")]
    return form.get("role") == "search" and form.get("method") == "get" and bool(names) and set(names) <= ASKED


def _is_inline_script(each: Element) -> bool:
    return each.tag == "script" and ("src" not in each.attrib or bool((each.text or "").strip()))


def _words(root: Element) -> list[str]:
    shown = " ".join(_own_words(root.find("body")))
    problems = [f"{leftover!r} in the text" for leftover in LEFTOVERS if leftover in shown]
    dutch = root.get("lang") == "nl"  # in English it is a word
    return problems + [f"<{each.tag}> None" for each in root.iter() if dutch and (each.text or "").strip() == "None"]


def _own_words(element: Element) -> Iterator[str]:
    """The words of the site: those in a text area or a summary may be the visitor's."""
    yield element.text or ""
    for each in element:
        if each.tag not in ("textarea", "dd"):
            yield from _own_words(each)
        yield each.tail or ""
