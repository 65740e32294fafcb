"""Every error as a page that says what happened and what to do; never what went on inside."""

import logging

from flask import Flask, Response, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError, TooManyRequests

from ev_scan.domain.errors import NotInCatalogue
from ev_scan.monitor.errors import MonitorError
from ev_scan.vault.errors import EpochShredded, KeysUnavailable
from ev_scan.web import context

log = logging.getLogger(__name__)

_RETRY_SECONDS = 5


def install(app: Flask) -> None:
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(SecurityError, foreign_host)
    app.register_error_handler(NotInCatalogue, not_in_catalogue)
    app.register_error_handler(OperationalError, busy)
    app.register_error_handler(TimeoutError, busy)
    app.register_error_handler(EpochShredded, busy)
    app.register_error_handler(KeysUnavailable, busy)
    app.register_error_handler(MonitorError, busy)
    app.register_error_handler(Exception, unexpected)


def http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    title, advice = _words(status)
    page = render_template("errors/error.html", title=title, advice=advice, status=status)
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, TooManyRequests) else {}
    return page, status, headers


def foreign_host(_: SecurityError) -> ResponseReturnValue:
    """Somebody asked for a host name that is not ours: no page of ours can even link from there."""
    return Response("400\n", 400, mimetype="text/plain")


def not_in_catalogue(_: NotInCatalogue) -> ResponseReturnValue:
    title, advice = _words(404)
    return render_template("errors/error.html", title=title, advice=advice, status=404), 404


def busy(error: Exception) -> ResponseReturnValue:
    # The text of a database error can hold a row's values: only its class is safe to keep.
    log.error("a page could not be served: %s", type(error).__name__)
    title, advice = _words(503)
    page = render_template("errors/error.html", title=title, advice=advice, status=503)
    return page, 503, {"Retry-After": str(_RETRY_SECONDS)}


def unexpected(error: Exception) -> ResponseReturnValue:
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    log.error("unexpected %s at %s", type(error).__name__, where)
    title, advice = _words(500)
    page = render_template("errors/error.html", title=title, advice=advice, status=500)
    return page, InternalServerError.code


def _words(status: int) -> tuple[str, str]:
    gettext = context.localize().gettext
    known = {
        400: (gettext("Dit verzoek klopt niet"), gettext("Ga terug en probeer het opnieuw.")),
        403: (
            gettext("Dit formulier kwam niet van onze site"),
            gettext("Open de pagina opnieuw en verstuur het formulier dan nog eens."),
        ),
        404: (
            gettext("Deze pagina bestaat niet"),
            gettext("Misschien zit er een typefout in het adres. Wat u eerder opsloeg, is bewaard."),
        ),
        405: (gettext("Zo kan deze pagina niet worden geopend"), gettext("Ga terug en gebruik de knop op de pagina.")),
        413: (gettext("Dit is te veel tekst"), gettext("Ga terug, maak uw tekst korter en verstuur opnieuw.")),
        415: (gettext("Dit formaat kunnen wij niet lezen"), gettext("Gebruik het formulier op de pagina.")),
        429: (
            gettext("U probeert het te vaak achter elkaar"),
            gettext("Wacht een paar minuten en probeer het dan opnieuw. Zo houden wij tegen dat anderen codes raden."),
        ),
        503: (
            gettext("Het is nu erg druk"),
            gettext("Wacht een paar tellen en herlaad de pagina. Wat u eerder opsloeg, is bewaard."),
        ),
    }
    ours = (
        gettext("Er ging iets mis bij ons"),
        gettext("Probeer het over een paar minuten opnieuw. Wat u eerder opsloeg, is bewaard."),
    )
    return known.get(status, known[400] if status < 500 else ours)
