"""How many consultations the loket had: counts, never answers."""

from flask import render_template
from flask.typing import ResponseReturnValue

from ev_scan.services import loket
from ev_scan.web import context
from ev_scan.web.access import Audience, open_to
from ev_scan.web.desk import presenters
from ev_scan.web.desk.blueprint import bp, wording


@bp.get("/cijfers")
@open_to(Audience.ADVISER)
def figures() -> ResponseReturnValue:
    found = loket.figures(context.engine(), context.today())
    return render_template("desk/figures.html", quarters=[presenters.quarter_view(each, wording()) for each in found])
