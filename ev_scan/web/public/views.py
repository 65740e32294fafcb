"""What everybody may read: the front page, and the promises that go with it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from ev_scan.domain.errors import NotInCatalogue
from ev_scan.domain.questionnaire import DeepDive, Mode
from ev_scan.services.maintenance import needed_months
from ev_scan.services.participation import has_monitor
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.filters import translated
from ev_scan.web.monitor_offer import folder
from ev_scan.web.security import SESSION_HOURS

bp = Blueprint("public", __name__)


@bp.get("/")
@open_to(Audience.EVERYBODY)
def home() -> ResponseReturnValue:
    questionnaire = context.catalogue().questionnaire
    return render_template(
        "public/home.html",
        clusters=[(each.id, translated(each.title), translated(each.summary)) for each in questionnaire.clusters],
        topics=len(questionnaire.topics_of(Mode.QUICK)),
        profile=len(questionnaire.profile),
        deep_dives=[_deep_dive_row(dive) for dive in questionnaire.deep_dives],
    )


def _deep_dive_row(dive: DeepDive) -> dict[str, Any]:
    """As the task list shows it."""
    minutes = context.localize().gettext("%(minutes)s minuten", minutes=dive.minutes)
    href = url_for("public.deep_dive", slug=dive.slug)
    title, hint = translated(dive.title), translated(dive.promise)
    return {"title": title, "hint": hint, "href": href, "theme": dive.cluster, "status": ("none", minutes)}


@bp.get("/verdieping/<slug>")
@open_to(Audience.EVERYBODY)
def deep_dive(slug: str) -> ResponseReturnValue:
    """Where a campaign about one theme leads its readers."""
    questionnaire = context.catalogue().questionnaire
    found = next((dive for dive in questionnaire.deep_dives if dive.slug == slug), None)
    if found is None:
        raise NotInCatalogue(slug)
    return render_template(
        "public/deep_dive.html",
        dive=found,
        topics=[questionnaire.topic(topic) for topic in found.topics],
        profile=len(questionnaire.profile_in(found.mode)),
    )


@bp.get("/privacy")
@open_to(Audience.EVERYBODY)
def privacy() -> ResponseReturnValue:
    idle, absolute = SESSION_HOURS
    retention = context.runtime().settings.retention_months
    monitor = has_monitor(folder())
    return render_template("public/privacy.html", retention=retention, idle=idle, absolute=absolute, monitor=monitor)


@bp.get("/toegankelijkheid")
@open_to(Audience.EVERYBODY)
def accessibility() -> ResponseReturnValue:
    return render_template("public/accessibility.html")


@bp.get("/contact")
@open_to(Audience.EVERYBODY)
def contact() -> ResponseReturnValue:
    return render_template(
        "public/contact.html",
        contacts=context.catalogue().contacts.values(),
        email=context.runtime().settings.contact_email,
    )


@bp.get("/healthz")
@open_to(Audience.EVERYBODY)
def alive() -> ResponseReturnValue:
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
@open_to(Audience.EVERYBODY)
def ready() -> ResponseReturnValue:
    missing = context.runtime().epochs.missing(needed_months(context.today()))
    try:
        with context.engine().connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return Response("database\n", 503, mimetype="text/plain")
    if missing:
        return Response("keys\n", 503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")


@bp.get("/robots.txt")
@open_to(Audience.EVERYBODY)
def robots() -> ResponseReturnValue:
    rules = ("/scan", "/resultaat", "/plan", "/hervat", "/opgeslagen", "/wissen", "/wetten")
    return Response("User-agent: *\n" + "".join(f"Disallow: {rule}\n" for rule in rules), mimetype="text/plain")


@bp.get("/.well-known/security.txt")
@open_to(Audience.EVERYBODY)
def security_txt() -> ResponseReturnValue:
    email = context.runtime().settings.contact_email
    reach = f"mailto:{email}" if email else request.host_url + "contact"
    expires = datetime.fromtimestamp(context.now(), UTC).replace(microsecond=0) + timedelta(days=180)
    lines = [
        f"Contact: {reach}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.host_url}.well-known/security.txt",
    ]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
