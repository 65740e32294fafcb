"""An adviser begins a dossier for a company: it is the company's from the start, and shared with this adviser."""

from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Engine

from ev_scan.domain.cases import Case
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.sharing import EVERYTHING, ShareRole
from ev_scan.domain.staff import StaffMember
from ev_scan.services import desk as desks
from ev_scan.services import dossiers, sharing
from ev_scan.vault.codes import ResumeCode
from ev_scan.vault.desk import Desk
from ev_scan.vault.epochs import EpochKeys, month_at

DAYS: Final = 30
USES: Final = 20
