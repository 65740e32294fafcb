"""Slows down who tries many codes; remembers no address, only a keyed hash that is useless tomorrow."""

import hmac
import ipaddress
import logging
from hashlib import sha256

from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

log = logging.getLogger(__name__)

TRY_CODE = parse("10 per minute")
SIGN_IN = parse("5 per 15 minutes")
SIGN_IN_ADDRESS = parse("20 per hour")
SIGN_IN_ACCOUNT = parse("50 per 15 minutes")
SIGN_IN_STEP = parse("1 per 30 seconds")
CODES_A_DAY = parse("50 per day")
BEGIN_SCAN = parse("300 per hour")  # a meeting of entrepreneurs shares one address
CONTRIBUTE = parse("30 per hour")  # a meeting again; but whoever stuffs the monitor needs many addresses

_REDIS_OPTIONS = {"socket_timeout": 0.2, "socket_connect_timeout": 0.2}


class Throttle:
    """Counts per visitor; when Redis does not answer, each process counts for itself."""

    def __init__(self, url: str) -> None:
        self._own = FixedWindowRateLimiter(MemoryStorage())
        self._shared = self._own if url.startswith("memory://") else FixedWindowRateLimiter(_storage(url))

    def allows(self, limit: RateLimitItem, address: str, day_key: bytes, about: str = "") -> bool:
        """Count one attempt from this address, and about this; False when it is one too many."""
        visitor = _pseudonym(address, day_key, about)
        try:
            return self._shared.hit(limit, visitor)
        except StorageError:
            log.warning("the shared throttle does not answer; counting in this process")
            return self._own.hit(limit, visitor)

    def is_full(self, limit: RateLimitItem, address: str, day_key: bytes, about: str = "") -> bool:
        """Whether one more attempt would be too many; counts nothing."""
        visitor = _pseudonym(address, day_key, about)
        try:
            return not self._shared.test(limit, visitor)
        except StorageError:
            return not self._own.test(limit, visitor)


def _storage(url: str) -> Storage:
    storage = storage_from_string(url, wrap_exceptions=True, **_REDIS_OPTIONS)
    if not isinstance(storage, Storage):
        raise TypeError("this storage can't be used here")
    return storage


def _pseudonym(address: str, day_key: bytes, about: str = "") -> str:
    """One per IPv4 address or IPv6 network of 64 bits, and another one each day."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        network = address
    else:
        network = str(ipaddress.ip_network(f"{parsed}/64", strict=False)) if parsed.version == 6 else str(parsed)
    return hmac.digest(day_key, f"throttle{network}{about}".encode(), sha256).hex()[:32]
