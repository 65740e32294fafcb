"""An adviser begins a dossier for a company: it is the company's from the start, and shared with this adviser."""

from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Engine

from ev_scan.domain.cases import Case
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.sharing import LONGEST_LABEL, MOST_HOURS, MOST_USES, Holder, ShareRole, Terms
from ev_scan.domain.staff import StaffMember
from ev_scan.services import desk as desks
from ev_scan.services import dossiers, sharing
from ev_scan.vault.codes import ResumeCode
from ev_scan.vault.desk import Desk
from ev_scan.vault.epochs import EpochKeys

DAYS: Final = MOST_HOURS // 24
_HOUR: Final = 3600


@dataclass(frozen=True, slots=True)
class Begun:
    code: ResumeCode
    case: Case


def start_together(
    engine: Engine, keys: EpochKeys, desk: Desk, who: StaffMember, dossier: Dossier, case: Case, month: str, now: int
) -> Begun:
    """The case must have been checked: see desk.check."""
    code = dossiers.begin(engine, keys, replace(dossier, begun_with=who.name), month)
    terms = Terms(ShareRole.NOTE, (now // _HOUR + DAYS * 24) * _HOUR, MOST_USES, who.name[:LONGEST_LABEL])
    _, share = sharing.make(engine, keys, code, month, terms, now)
    sharing.claim(engine, keys, share, Holder(who.id, who.name), now)
    case = case.with_share(share.root, now)
    desks.add(engine, desk, case)
    return Begun(code, case)
