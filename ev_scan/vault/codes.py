"""The code a user keeps: 130 random bits, spelled so that a typing error is noticed and placed.

26 Crockford base32 symbols carry the secret; two Reed-Solomon symbols over GF(32) follow. Any one or two wrong symbols
and any two neighbours that changed places are noticed without asking a database; of other nonsense, 1 in 1024 passes.
"""

import secrets
import unicodedata
from dataclasses import dataclass
from typing import Final

from ev_scan.vault.derivation import lookup_of, share_lookup_of
from ev_scan.vault.errors import MistypedCode

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: without I, L, O and U
ROOT_BITS: Final = 130
ROOT_BYTES: Final = 17
GROUP: Final = 4
SYMBOLS: Final = 28

_VALUES: Final = {symbol: value for value, symbol in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_MORE_DASHES: Final = "_\N{MINUS SIGN}"  # Unicode does not count these among the dashes


def _powers_of_two() -> tuple[int, ...]:
    """The 31 non-zero elements of GF(32), as powers of the element 2; modulo x^5 + x^2 + 1."""
    powers = [1]
    while len(powers) < 31:
        doubled = powers[-1] << 1
        powers.append(doubled ^ 0b100101 if doubled & 0b100000 else doubled)
    return tuple(powers)


_POWERS: Final = _powers_of_two()
_LOG: Final = {element: exponent for exponent, element in enumerate(_POWERS)}
_DOUBLED: Final = (0, *(_POWERS[(_LOG[element] + 1) % 31] for element in range(1, 32)))
_TRIPLED: Final = tuple(element ^ _DOUBLED[element] for element in range(32))


def _check_symbols(data: list[int]) -> tuple[int, int]:
    """The remainder after division by (x - 1)(x - 2) = x^2 + 3x + 2."""
    high = low = 0
    for value in data:
        factor = value ^ high
        high, low = low ^ _TRIPLED[factor], _DOUBLED[factor]
    return high, low


def _check(word: list[int]) -> None:
    """Refuses a word whose value at 1 or at 2 is not zero, and places the error if one symbol explains it.

    With 1 among the roots two exchanged symbols leave the first sum at zero, so they are never blamed on a third place.
    """
    total = weighted = 0
    for value in word:
        total ^= value
        weighted = _DOUBLED[weighted] ^ value
    if not total and not weighted:
        return
    if total and weighted:
        from_the_end = (_LOG[weighted] - _LOG[total]) % 31
        if from_the_end < SYMBOLS:
            raise MistypedCode(group=_group_of(SYMBOLS - 1 - from_the_end))
    raise MistypedCode


def _group_of(position: int) -> int:
    return position // GROUP + 1


def _symbols_of(typed: str) -> str:
    """What was typed, without spaces and without dashes of whichever kind a word processor made of them."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(sign for sign in plain if sign not in _MORE_DASHES and not _separates(unicodedata.category(sign)))


def _separates(category: str) -> bool:
    return category == "Pd" or category[0] in "ZC"


def spell(root: bytes) -> str:
    """Seven groups of four."""
    number = int.from_bytes(root, "big")
    word = [number >> shift & 31 for shift in range(ROOT_BITS - 5, -1, -5)]
    word.extend(_check_symbols(word))
    symbols = "".join(ALPHABET[value] for value in word)
    return "-".join(symbols[start : start + GROUP] for start in range(0, SYMBOLS, GROUP))


def root_from(typed: str) -> bytes:
    """The root that was spelled, whatever the case, spaces and dashes, with O read as 0 and I and L as 1."""
    symbols = _symbols_of(typed)
    if len(symbols) != SYMBOLS:
        raise MistypedCode(missing=max(0, SYMBOLS - len(symbols)), extra=max(0, len(symbols) - SYMBOLS))
    word = [_VALUES.get(symbol, -1) for symbol in symbols]
    if -1 in word:
        raise MistypedCode(group=_group_of(word.index(-1)))
    _check(word)
    number = 0
    for value in word[:-2]:
        number = number << 5 | value
    return number.to_bytes(ROOT_BYTES, "big")


@dataclass(frozen=True, slots=True, repr=False)
class _Code:
    root: bytes

    def __post_init__(self) -> None:
        if len(self.root) != ROOT_BYTES or self.root[0] >> ROOT_BITS % 8:
            raise ValueError("a root is a number of 130 bits in 17 bytes")

    def __str__(self) -> str:
        return spell(self.root)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(hidden)"


class ResumeCode(_Code):
    """Whoever has it can open the dossier."""

    __slots__ = ()

    @property
    def lookup(self) -> bytes:
        return lookup_of(self.root)


class ShareCode(_Code):
    """Whoever has it can open what its owner shared, as long as that lasts. Spelled alike, but never the other kind."""

    __slots__ = ()

    @property
    def lookup(self) -> bytes:
        return share_lookup_of(self.root)


def new_code() -> ResumeCode:
    return ResumeCode(_new_root())


def new_share_code() -> ShareCode:
    return ShareCode(_new_root())


def _new_root() -> bytes:
    return secrets.randbits(ROOT_BITS).to_bytes(ROOT_BYTES, "big")


def parse_code(typed: str) -> ResumeCode:
    return ResumeCode(root_from(typed))


def parse_share_code(typed: str) -> ShareCode:
    return ShareCode(root_from(typed))
