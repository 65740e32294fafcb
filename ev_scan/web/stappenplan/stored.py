"""What is stored of the register at this moment, and whether it changed since a page was made."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

from wtforms.fields import HiddenField

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.errors import EvScanError, NotInCatalogue
from ev_scan.domain.ids import AssetId, MethodId
from ev_scan.domain.plan import ActionPlan
from ev_scan.domain.register import Asset, Register, RiskLine
from ev_scan.domain.risks import RiskResult
from ev_scan.report.register_words import RegisterWords
from ev_scan.report.words import Wording
from ev_scan.services.plans import plan_of
from ev_scan.web import context
from ev_scan.web.security import ScanForm


class ChangedElsewhere(EvScanError):
    """Another page changed this since this one was opened."""


class SeenForm(ScanForm):
    """A form that knows from what its page was made: see `mark`."""

    seen: Any = HiddenField()

    def refuse_if_changed(self, stored: object, sent: object) -> None:
        """Raises ChangedElsewhere, unless what was sent is what is stored already."""
        if self.seen.data != mark(stored) and stored != sent:
            raise ChangedElsewhere


Differences = Sequence[tuple[str, str]]
"""What another page filled in: the question, and the words that are stored now."""


def differences(sent: SeenForm, stored: SeenForm) -> Differences:
    found = []
    for field in stored:
        if field.name not in ("seen", "csrf_token") and (sent[field.name].data or "") != (field.data or ""):
            listed = {choice.value: choice.label for choice in getattr(field, "choices", None) or ()}
            shown = str(listed.get(field.data, field.data) or context.localize().gettext("niets"))
            found.append((field.label.text, shown))
    return found


def mark(stored: object) -> str:
    """Changes with what is stored, and tells nothing about it."""
    return sha256(repr(stored).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def register() -> Register:
    return context.dossier().register


def change_register(alter: Callable[[Register], Register]) -> Register:
    """Save a change of the register. Raises what `alter` raises."""

    def altered(stored: Dossier) -> Dossier:
        return stored.with_register(alter(stored.register))

    return context.change_dossier(altered).register


def asset_in(found: Register, asset_id: str) -> Asset:
    """Raises NotInCatalogue, which gives a page that says that it is not there."""
    asset = found.asset(AssetId(asset_id))
    if asset is None:
        raise NotInCatalogue(asset_id)
    return asset


def line_in(found: Register, asset_id: str, method_id: str) -> RiskLine:
    """Raises NotInCatalogue."""
    line = found.line(AssetId(asset_id), MethodId(method_id))
    if line is None:
        raise NotInCatalogue(method_id)
    return line


def plan() -> ActionPlan:
    return plan_of(context.dossier(), context.catalogue())


def risk_in(found: ActionPlan, asset_id: str, method_id: str) -> RiskResult:
    """A line of the register, judged. Raises NotInCatalogue."""
    risk = found.risk(AssetId(asset_id), MethodId(method_id))
    if risk is None:
        raise NotInCatalogue(method_id)
    return risk


def words() -> RegisterWords:
    return RegisterWords(context.catalogue(), context.localize())


def wording() -> Wording:
    return Wording(context.catalogue(), context.localize())
