"""What can go wrong with codes and keys; no text here holds any part of one."""

from ev_scan.domain.errors import EvScanError


class MistypedCode(EvScanError):
    """Says where the typing error probably is; never whether any dossier exists."""

    def __init__(self, *, group: int | None = None, missing: int = 0, extra: int = 0) -> None:
        self.group = group
        self.missing = missing
        self.extra = extra
        if missing:
            where = f"{missing} characters are missing"
        elif extra:
            where = f"{extra} characters too many"
        else:
            where = f"look again at group {group}" if group else "somewhere"
        super().__init__(f"the code was mistyped: {where}")


class Unreadable(EvScanError):
    """A wrong code, a damaged row and a destroyed key all end here, so that nobody outside can tell them apart."""

    def __init__(self) -> None:
        super().__init__("this dossier cannot be opened")


class EpochShredded(EvScanError):
    """The secret of a month is not there: destroyed on schedule, or never made."""

    def __init__(self, month: str) -> None:
        self.month = month
        super().__init__(f"there is no key for the month {month}")


class KeysUnavailable(EvScanError):
    """The place of the keys is itself in disorder: an operator's problem, not a user's."""
