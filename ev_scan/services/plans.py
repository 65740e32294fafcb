"""From a dossier to its plan."""

from datetime import UTC, datetime

from ev_scan.config import BadSetting
from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.plan import ActionPlan
from ev_scan.domain.planner import build_plan


def plan_of(dossier: Dossier, catalogue: Catalogue) -> ActionPlan:
    return build_plan(catalogue, dossier.answers, dossier.mode, dossier.progress, dossier.register, dossier.own_actions)


def creation_time(source_date_epoch: str | None) -> datetime:
    """Now, or the moment that SOURCE_DATE_EPOCH fixes so that output can be reproduced. Raises BadSetting."""
    if not source_date_epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(source_date_epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise BadSetting("SOURCE_DATE_EPOCH", "give a number of seconds since 1970") from None
