"""What can be wrong with what the monitor is given."""

from ev_scan.domain.errors import EvScanError


class MonitorError(EvScanError):
    """Something about contributions, keys or releases that an operator can mend."""


class BadContribution(MonitorError):
    """A contribution that does not follow `ev-scan/contribution@1`."""


class BadPopulation(MonitorError):
    """A table of the business population that cannot be used; names the cell."""


class WrongKey(MonitorError):
    """A key or passphrase that does not open what it should."""


class BadRelease(MonitorError):
    """The files of a release that cannot be read as one."""


class Unsafe(MonitorError):
    """A release that could not be made safe; nothing is written."""
