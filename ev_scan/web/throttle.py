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
"""Failures of one account from one address: who mistypes elsewhere is not kept out by it."""
SIGN_IN_ANYWHERE = parse("20 per hour")
"""Failures from one address, whatever the account."""
SIGN_IN_ACCOUNT = parse("100 per hour")
"""Failures of one account from all addresses: above it only browsers that signed in before may try."""
BEGIN_SCAN = parse("300 per hour")  # a meeting of entrepreneurs shares one address

_REDIS_OPTIONS = {"socket_timeout": 0.2, "socket_connect_timeout": 0.2}


class Throttle:
    """Counts per visitor; when Redis does not answer, each process counts for itself."""

    def __init__(self, url: str) -> None:
        self._own = FixedWindowRateLimiter(MemoryStorage())
        self._shared = self._own if url.startswith("memory://") else FixedWindowRateLimiter(_storage(url))

    def allows(self, limit: RateLimitItem, address: str, day_key: bytes) -> bool:
        """Count one attempt from this address; False when it is one too many."""
        visitor = _pseudonym(address, day_key)
        try:
            return self._shared.hit(limit, visitor)
        except StorageError:
            log.warning("the shared throttle does not answer; counting in this process")
            return self._own.hit(limit, visitor)

    def is_full(self, limit: RateLimitItem, address: str, day_key: bytes, about: str = "") -> bool:
        """Whether one more attempt would be too many; counts nothing."""
        visitor = _pseudonym(f"{about}|{address}" if about else address, day_key)
        try:
            return not self._shared.test(limit, visitor)
        except StorageError:
            return not self._own.test(limit, visitor)

    def count(self, limit: RateLimitItem, address: str, day_key: bytes, about: str = "") -> None:
        """One attempt; `about` tells apart what the same address tries."""
        self.allows(limit, f"{about}|{address}" if about else address, day_key)


def _storage(url: str) -> Storage:
    storage = storage_from_string(url, wrap_exceptions=True, **_REDIS_OPTIONS)
    if not isinstance(storage, Storage):
        raise TypeError("this storage can't be used here")
    return storage


def _pseudonym(address: str, day_key: bytes) -> str:
    """One per IPv4 address or IPv6 network of 64 bits, and another one each day."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        network = address
    else:
        network = str(ipaddress.ip_network(f"{parsed}/64", strict=False)) if parsed.version == 6 else str(parsed)
    return hmac.digest(day_key, b"throttle" + network.encode(), sha256).hex()[:32]
