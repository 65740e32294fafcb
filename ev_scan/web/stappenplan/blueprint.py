"""The blueprint on which the views of all five steps stand."""

from typing import Any

from flask import Blueprint

from ev_scan.web import context

bp = Blueprint("stappenplan", __name__)


@bp.context_processor
def frame() -> dict[str, Any]:
    """The titles of the steps, as editors wrote them."""
    return {"step": {step.id: step.title for step in context.catalogue().stappenplan.steps}}
