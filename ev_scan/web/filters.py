"""What templates may call besides the standard ones."""

from typing import Any

from flask import Flask, request
from markupsafe import Markup, escape

from ev_scan.domain.text import Text
from ev_scan.web import context


def install(app: Flask) -> None:
    app.jinja_env.filters["t"] = translated
    app.jinja_env.globals["static_url"] = static_url
    app.context_processor(frame)


def static_url(name: str) -> str:
    return context.runtime().assets.url(name)


def translated(text: Text) -> Markup:
    """A sentence of the questionnaire; marked as Dutch where its translation is missing."""
    localize = context.localize()
    words, language = localize(text), localize.language_of(text)
    if language == localize.locale:
        return escape(words)
    return Markup('<span lang="{}">{}</span>').format(language, words)


def frame() -> dict[str, Any]:
    """What the layout of every page needs."""
    return {
        "locale": context.locale(),
        "theme": context.theme(),
        "current_path": request.path,
        "scan_open": context.visit() is not None,
    }
