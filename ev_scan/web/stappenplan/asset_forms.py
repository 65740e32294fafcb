"""Forms about an asset: what it is, what it is worth, and by which methods somebody could get at it."""

from dataclasses import fields as members_of
from dataclasses import replace
from typing import Any

from wtforms.fields import RadioField, SelectField

from ev_scan.domain.ids import AssetGroupId, AssetId, MethodId
from ev_scan.domain.register import LONGEST_NAME, LONGEST_TEXT, SCALE, Asset
from ev_scan.domain.stappenplan import Scale
from ev_scan.web import context, fields
from ev_scan.web.stappenplan.stored import SeenForm, mark

RATINGS = ("confidentiality", "integrity", "availability", "attractiveness")
NOT_RATED = "none"
_DESCRIBED = ("name", "group", "owner", "place", "access", "listed", "euro_range")
_LISTED = {"yes": True, "no": False, "unknown": None}


class AssetForm(SeenForm):
    name: Any = fields.text("", LONGEST_NAME, "")
    group: Any = SelectField(validate_choice=False)
    owner: Any = fields.text("", LONGEST_TEXT, "")
    place: Any = fields.text("", LONGEST_TEXT, "")
    access: Any = fields.text("", LONGEST_TEXT, "")
    listed: Any = RadioField(validate_choice=False)
    euro_range: Any = SelectField(validate_choice=False)

    def described(self, asset: Asset) -> Asset:
        """The asset with what was filled in."""
        return replace(
            asset,
            name=self.name.data,
            group=AssetGroupId(self.group.data),
            owner=self.owner.data or "",
            place=self.place.data or "",
            access=self.access.data or "",
            listed=_LISTED.get(self.listed.data),
            euro_range=self.euro_range.data or "",
        )


def asset_form(sent: Any = None, asset: Asset | None = None) -> AssetForm:
    """`asset`: what is stored, or what to begin with."""
    data: dict[str, Any] = {name: getattr(asset, name) for name in _DESCRIBED} if asset else {}
    listed = {value: key for key, value in _LISTED.items()}.get(data.get("listed"), "unknown")
    form = AssetForm(sent, data={**data, "listed": listed, "seen": mark(description_of(asset))})
    gettext, catalogue, localize = context.localize().gettext, context.catalogue(), context.localize()
    form.name.label.text = gettext("Hoe noemt u het?")
    form.group.label.text = gettext("Bij welke groep hoort het?")
    form.owner.label.text = gettext("Wie gaat erover?")
    form.place.label.text = gettext("Waar staat of ligt het?")
    form.access.label.text = gettext("Wie kunnen erbij?")
    form.listed.label.text = gettext("Staat de technologie op een controlelijst?")
    form.euro_range.label.text = gettext("Wat kost het u ongeveer als u het kwijtraakt?")
    groups = [fields.choice(group.id, localize(group.title)) for group in catalogue.asset_groups.values()]
    form.group.choices = [fields.choice("", gettext("Kies uit de lijst")), *groups]
    form.listed.choices = [
        fields.choice("yes", gettext("Ja")),
        fields.choice("no", gettext("Nee")),
        fields.choice("unknown", gettext("Weet ik niet")),
    ]
    ranges = [fields.choice(each.id, localize(each.title)) for each in catalogue.stappenplan.euro_ranges]
    form.euro_range.choices = [fields.choice("", gettext("Weet ik niet")), *ranges]
    return form


def description_of(asset: Asset | None) -> tuple[object, ...]:
    """What this form shows of an asset."""
    return tuple(getattr(asset, name) for name in _DESCRIBED) if asset else ()


def check_asset(form: AssetForm) -> bool:
    gettext, catalogue = context.localize().gettext, context.catalogue()
    form.validate()
    for field, longest in ((form.name, LONGEST_NAME), *((each, LONGEST_TEXT) for each in _texts(form))):
        if field.errors:
            message = gettext("Maak dit korter: gebruik hoogstens %(longest)s tekens.", longest=longest)
            field.errors = [f"{field.label.text} {message}"]
    if not any(sign.isprintable() and not sign.isspace() for sign in form.name.data or ""):
        form.name.errors = [gettext("Geef het een naam.")]
    if form.group.data not in catalogue.asset_groups:
        form.group.errors = [gettext("Kies een groep.")]
    if form.listed.data not in (None, *_LISTED):
        form.listed.errors = [gettext("Kies het antwoord dat het beste past.")]
    if form.euro_range.data not in (None, "", *(each.id for each in catalogue.stappenplan.euro_ranges)):
        form.euro_range.errors = [gettext("Kies het antwoord dat het beste past.")]
    return not form.errors


def _texts(form: AssetForm) -> tuple[Any, ...]:
    return (form.owner, form.place, form.access)


class RatingForm(SeenForm):
    confidentiality: Any = RadioField(validate_choice=False)
    integrity: Any = RadioField(validate_choice=False)
    availability: Any = RadioField(validate_choice=False)
    attractiveness: Any = RadioField(validate_choice=False)

    def rated(self, asset: Asset) -> Asset:
        rated: dict[str, Any] = {name: rating_in(self[name]) for name in RATINGS}
        return replace(asset, **rated)


def rating_form(sent: Any, asset: Asset) -> RatingForm:
    data = {name: str(value) if (value := getattr(asset, name)) else None for name in RATINGS}
    form = RatingForm(sent, data={**data, "seen": mark(ratings_of(asset))})
    for scale in context.catalogue().stappenplan.ratings:
        offer_scale(form[scale.id], scale)
    return form


def ratings_of(asset: Asset) -> tuple[int | None, ...]:
    return tuple(getattr(asset, name) for name in RATINGS)


def offer_scale(field: Any, scale: Scale) -> None:
    """The five anchors, and a way to leave it open."""
    localize = context.localize()
    field.label.text = localize(scale.question)
    anchors = zip(SCALE, scale.levels, strict=True)
    field.choices = [fields.choice(str(level), f"{level} · {localize(text)}") for level, text in anchors]
    field.choices.append(fields.choice(NOT_RATED, localize.gettext("Weet ik nog niet")))


def rating_in(field: Any) -> int | None:
    """Of a field that was checked."""
    return int(field.data) if field.data and field.data != NOT_RATED else None


def check_scales(form: SeenForm, names: tuple[str, ...]) -> bool:
    form.validate()
    allowed = (None, NOT_RATED, *map(str, SCALE))
    for field in (form[name] for name in names if form[name].data not in allowed):
        field.errors = [context.localize().gettext("Kies het antwoord dat het beste past.")]
    return not form.errors


class MethodsForm(SeenForm):
    proposed: Any = fields.checkboxes("", "", (), name="proposed")
    others: Any = fields.checkboxes("", "", (), name="others")
    lose: Any = fields.checkboxes("", "", (), name="lose")
    """Ticked to say that what was filled in about a line may go with it."""

    def methods(self, chain: tuple[MethodId, ...] = ()) -> list[MethodId]:
        """In the order of the catalogue."""
        ticked = {*(self.proposed.data or ()), *(self.others.data or ()), *chain}
        return [method for method in context.catalogue().methods if method in ticked]


def is_same_asset(one: Asset, other: Asset) -> bool:
    """The same in everything but its id: a form that was sent twice."""
    names = [each.name for each in members_of(Asset) if each.name != "id"]
    return all(getattr(one, name) == getattr(other, name) for name in names)


def blank_asset(group: AssetGroupId = AssetGroupId(""), name: str = "") -> Asset:  # noqa: B008 - a NewType of str
    return Asset(AssetId(""), name, group)
