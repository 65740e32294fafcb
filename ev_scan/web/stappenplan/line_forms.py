"""Forms about a risk line: how bad it is, how likely, and what the company does about it."""

from dataclasses import replace
from datetime import date
from typing import Any

from wtforms.fields import DateField, RadioField
from wtforms.validators import Optional

from ev_scan.domain.dossier import LONGEST_OWNER
from ev_scan.domain.register import IMPACTS, LONGEST_TEXT, OVERALL, SCALE, Acceptance, RiskLine, Treatment
from ev_scan.domain.risks import RiskResult
from ev_scan.web import context, fields
from ev_scan.web.stappenplan.asset_forms import check_scales, offer_scale, rating_in
from ev_scan.web.stappenplan.stored import SeenForm, mark, words

COMPUTED = "computed"
_YEARS_AHEAD = 20


class LineForm(SeenForm):
    secrecy: Any = RadioField(validate_choice=False)
    standstill: Any = RadioField(validate_choice=False)
    money: Any = RadioField(validate_choice=False)
    law: Any = RadioField(validate_choice=False)
    wider: Any = RadioField(validate_choice=False)
    likelihood: Any = RadioField(validate_choice=False)
    reason: Any = fields.text("", LONGEST_TEXT, "", lines=True)

    def rated(self, line: RiskLine) -> RiskLine:
        impacts = {name: value for name in IMPACTS if (value := rating_in(self[name]))}
        if not impacts and OVERALL in line.impacts:
            impacts = {OVERALL: line.impacts[OVERALL]}
        own = int(self.likelihood.data) if self.own_likelihood else None
        return replace(line, impacts=impacts, likelihood=own, reason=self.reason.data or "")

    @property
    def own_likelihood(self) -> bool:
        return self.likelihood.data not in (None, COMPUTED)


def line_form(sent: Any, found: RiskResult) -> LineForm:
    line, localize = found.line, context.localize()
    data: dict[str, Any] = {name: str(value) for name, value in line.impacts.items()}
    data["likelihood"] = str(line.likelihood) if line.likelihood else COMPUTED
    form = LineForm(sent, data={**data, "reason": line.reason, "seen": mark(rating_of(line))})
    for scale in context.catalogue().stappenplan.impacts:
        offer_scale(form[scale.id], scale)
    form.likelihood.label.text = localize.gettext("Welke kans kiest u?")
    computed = localize.gettext("De berekende kans: %(likelihood)s van 5", likelihood=found.computed_likelihood)
    own = [fields.choice(str(level), f"{level} · {words().likelihood_level(level)}") for level in SCALE]
    form.likelihood.choices = [fields.choice(COMPUTED, computed), *own]
    form.reason.label.text = localize.gettext("Waarom kiest u een andere kans?")
    return form


def rating_of(line: RiskLine) -> tuple[object, ...]:
    """What that form shows of a line."""
    return (sorted(line.impacts.items()), line.likelihood, line.reason)


def check_line(form: LineForm) -> bool:
    gettext = context.localize().gettext
    check_scales(form, IMPACTS)
    if form.likelihood.data not in (None, COMPUTED, *map(str, SCALE)):
        form.likelihood.errors = [gettext("Kies het antwoord dat het beste past.")]
    elif form.own_likelihood and not form.reason.data:
        form.reason.errors = [gettext("Schrijf waarom u een andere kans kiest dan de berekende.")]
    if form.reason.data and form.reason.errors:
        form.reason.errors = [gettext("Maak dit korter: gebruik hoogstens %(longest)s tekens.", longest=LONGEST_TEXT)]
    return not form.errors


class TreatmentForm(SeenForm):
    treatment: Any = RadioField(validate_choice=False)
    name: Any = fields.text("", LONGEST_OWNER, "")
    review: Any = DateField(validators=[Optional()])

    def treated(self, line: RiskLine) -> RiskLine:
        chosen = Treatment(self.treatment.data)
        accepted = Acceptance(self.name.data, self.review.data) if chosen is Treatment.ACCEPT else None
        return replace(line, treatment=chosen, acceptance=accepted)


def treatment_form(sent: Any, line: RiskLine) -> TreatmentForm:
    localize, accepted = context.localize(), line.acceptance
    data = {
        "treatment": line.treatment.value if line.treatment else None,
        "name": accepted.name if accepted else "",
        "review": accepted.review if accepted else None,
        "seen": mark(decision_of(line)),
    }
    form = TreatmentForm(sent, data=data)
    form.treatment.label.text = localize.gettext("Wat doet u met dit risico?")
    choices = context.catalogue().stappenplan.treatments.items()
    form.treatment.choices = [fields.choice(treatment.value, localize(each.title)) for treatment, each in choices]
    form.name.label.text = localize.gettext("Wie accepteert dit risico?")
    form.review.label.text = localize.gettext("Wanneer bekijkt u het opnieuw?")
    return form


def decision_of(line: RiskLine) -> tuple[object, ...]:
    """What that form shows of a line."""
    return (line.treatment, line.acceptance)


def check_treatment(form: TreatmentForm) -> bool:
    gettext = context.localize().gettext
    form.validate()
    if form.treatment.data not in list(Treatment):
        form.treatment.errors = [gettext("Kies wat u met dit risico doet.")]
    accepts = form.treatment.data == Treatment.ACCEPT
    if form.name.errors:
        message = gettext("Maak dit korter: gebruik hoogstens %(longest)s tekens.", longest=LONGEST_OWNER)
        form.name.errors = [message]
    elif accepts and not form.name.data:
        form.name.errors = [gettext("Schrijf op wie dit risico accepteert.")]
    if form.review.errors or (accepts and not _is_ahead(form.review.data)):
        example = date(context.today().year + 1, 1, 31).isoformat()
        form.review.errors = [gettext("Kies een dag na vandaag, zoals %(example)s.", example=example)]
    return not form.errors


def _is_ahead(day: date | None) -> bool:
    today = context.today()
    return day is not None and today < day and day.year <= today.year + _YEARS_AHEAD
