"""Step 2: how valuable each asset is, and how much others want it."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ev_scan.domain.register import Register
from ev_scan.domain.register_changes import with_asset
from ev_scan.web.access import Audience, open_to
from ev_scan.web.stappenplan import presenters
from ev_scan.web.stappenplan.asset_forms import RATINGS, RatingForm, check_scales, rating_form, ratings_of
from ev_scan.web.stappenplan.blueprint import bp
from ev_scan.web.stappenplan.stored import (
    ChangedElsewhere,
    Differences,
    asset_in,
    change_register,
    differences,
    mark,
    register,
)


@bp.get("/stappenplan/waarden")
@open_to(Audience.ENTREPRENEUR)
def ratings() -> ResponseReturnValue:
    found = register()
    return render_template(
        "stappenplan/ratings.html",
        rows=[presenters.rating_row(asset) for asset in found.assets],
        following=_following(found, ""),
    )


@bp.route("/stappenplan/waarden/<asset_id>", methods=["GET", "POST"])
@open_to(Audience.ENTREPRENEUR)
def rating(asset_id: str) -> ResponseReturnValue:
    asset = asset_in(register(), asset_id)
    form = rating_form(request.form if request.method == "POST" else None, asset)
    if request.method != "POST":
        return _page(form, asset_id)
    if not check_scales(form, RATINGS):
        return _page(form, asset_id), 422
    try:
        changed = change_register(lambda stored: _rated(stored, form, asset_id))
    except ChangedElsewhere:
        now = asset_in(register(), asset_id)
        form.seen.data = mark(ratings_of(now))
        return _page(form, asset_id, differences(form, rating_form(None, now))), 409
    return redirect(_following(changed, asset_id) or url_for("stappenplan.ratings"), 303)


def _rated(stored: Register, form: RatingForm, asset_id: str) -> Register:
    now = asset_in(stored, asset_id)
    sent = form.rated(now)
    form.refuse_if_changed(ratings_of(now), ratings_of(sent))
    return with_asset(stored, sent)


def _following(found: Register, after: str) -> str | None:
    """The page of the next asset without four ratings: behind this one, else from the top."""
    ids = [asset.id for asset in found.assets]
    place = ids.index(asset_in(found, after).id) + 1 if after else 0
    in_order = (*found.assets[place:], *found.assets[:place])
    waiting = (asset for asset in in_order if not asset.is_rated and asset.id != after)
    return next((url_for("stappenplan.rating", asset_id=asset.id) for asset in waiting), None)


def _page(form: RatingForm, asset_id: str, changed: Differences = ()) -> str:
    found = register()
    asset = asset_in(found, asset_id)
    return render_template(
        "stappenplan/rating.html",
        form=form,
        fields=[form[name] for name in RATINGS],
        asset_id=asset_id,
        name=presenters.own(asset.name),
        number=found.assets.index(asset) + 1,
        total=len(found.assets),
        differences=changed,
    )
