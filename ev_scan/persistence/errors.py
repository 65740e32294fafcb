"""What can go wrong in storing; no text here holds a value of a row."""

from ev_scan.domain.errors import EvScanError


class AlreadyStored(EvScanError):
    """A dossier with this lookup exists. Raised instead of the database's own error, whose text shows the lookup."""

    def __init__(self) -> None:
        super().__init__("this dossier is already stored")
