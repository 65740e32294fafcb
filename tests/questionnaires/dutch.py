"""Where the Dutch words of the program and of its content come from."""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from ev_scan.content.babel_extractor import extract
from ev_scan.resources import QUESTIONNAIRES, ROOT, TRANSLATIONS

Message = tuple[str | None, str]
"""Context and Dutch words."""

FUNCTIONS = {"gettext", "ngettext", "_"}


def in_content() -> set[Message]:
    found: set[Message] = set()
    for path in sorted(QUESTIONNAIRES.rglob("*.yaml")):
        with path.open("rb") as source:
            found |= {phrase for _, _, phrase, _ in extract(source, (), (), {})}
    return found


def in_interface() -> set[Message]:
    """What `make i18n` offers to translators."""
    with (TRANSLATIONS / "messages.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)
    found = extract_from_dir(str(ROOT), methods, options, DEFAULT_KEYWORDS)
    return {(context, words if isinstance(words, str) else words[0]) for _, _, words, _, context in found}


def asked_for(folder: Path) -> Iterator[tuple[str, str]]:
    """Every message that Python code asks for, with the place, however it is written."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in FUNCTIONS and node.args:
                words = node.args[0]
                if isinstance(words, ast.Constant) and isinstance(words.value, str):
                    yield f"{path.relative_to(folder.parent)}:{node.lineno}", words.value


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
