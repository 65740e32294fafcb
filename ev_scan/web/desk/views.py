"""All pages of an adviser: importing this hangs them on the blueprint."""

from ev_scan.web.desk import agreements, cases, conversation, figures, guide, opening, together  # noqa: F401
from ev_scan.web.desk.blueprint import bp

__all__ = ["bp"]
