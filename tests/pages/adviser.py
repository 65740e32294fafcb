"""An adviser who holds a share of somebody's scan, without the pages of the desk: straight at the services."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from flask import Flask

from ev_scan.domain.consultation import Consultation
from ev_scan.domain.consultation_document import consultation_document, consultation_from
from ev_scan.domain.sharing import Holder, ShareRole, Terms
from ev_scan.services import sharing
from ev_scan.vault.codes import ShareCode, parse_code
from ev_scan.vault.epochs import month_of
from ev_scan.web.context import EXTENSION, Runtime

ADVISER = "Sanne de Wit"
_HOUR = 3600


@dataclass
class Adviser:
    """Comes in with a share that the owner of `resume_code` made, and may write."""

    app: Flask = field(repr=False)
    resume_code: str = field(repr=False)
    name: str = ADVISER
    code: ShareCode = field(init=False, repr=False)

    def __post_init__(self) -> None:
        now = int(time.time())
        terms = Terms(ShareRole.NOTE, (now // _HOUR + 24) * _HOUR, 3, "Loket")
        month = month_of(datetime.fromtimestamp(now, UTC).date())
        owner = parse_code(self.resume_code)
        _, self.code = sharing.make(self.runtime.engine, self.runtime.epochs, owner, month, terms, now)
        sharing.claim(self.runtime.engine, self.runtime.epochs, self.code, self.holder, now)

    @property
    def runtime(self) -> Runtime:
        found: Runtime = self.app.extensions[EXTENSION]
        return found

    @property
    def holder(self) -> Holder:
        return Holder(self.name.encode().ljust(16, b"-")[:16], self.name)

    def say(self, alter: Callable[[Consultation], Consultation]) -> Consultation:
        """Change what is said, as the pages of the desk do."""
        changed = sharing.change_consultation(
            self.runtime.engine,
            self.runtime.epochs,
            self.code,
            self.holder,
            int(time.time()),
            lambda stored: consultation_document(alter(consultation_from(stored))),
        )
        return consultation_from(changed)
