"""`ev-scan/contribution@1`: one coarse row, read strictly, and its record of fixed length."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ev_scan.monitor.classification import REGIONS, SECTORS, SIZES
from ev_scan.monitor.codebook import (
    ANSWERED_BIT,
    FIELDS,
    FLAG_FIELDS,
    FLAGS_AT,
    LEVELS,
    LEVELS_AT,
    PERIOD_AT,
    RECORD_BYTES,
    REGION_AT,
    SCHEMA,
    SECTOR_AT,
    SIZE_AT,
    Codebook,
    Field,
)
from ev_scan.monitor.errors import BadContribution, MonitorError
from ev_scan.monitor.period import Period
from ev_scan.monitor.population import Profile

FORMAT: Final = "ev-scan/contribution@1"
REQUIRED: Final = ("format", "period", "sector", "size", "region")
_LONGEST_LINE: Final = 20_000
_BY_NAME: Final = {field.name: field for field in FIELDS}
_FLAGS_BY_NAME: Final = {field.name: field for field in FLAG_FIELDS}
_NAMES: Final = (*REQUIRED, "catalogue", "first_this_year", *_BY_NAME, *_FLAGS_BY_NAME, "levels")

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Contribution:
    period: Period
    profile: Profile
    document: Document
    """Checked: only known fields with allowed values."""


def read_lines(raw: bytes, book: Codebook) -> Iterator[Contribution]:
    """Every line of a JSON Lines file. Raises BadContribution with the number of the line."""
    lines = raw.split(b"\n")
    if lines and not lines[-1]:
        lines.pop()
    for number, line in enumerate(lines, start=1):
        try:
            yield read_contribution(_parse(line), book)
        except BadContribution as error:
            raise BadContribution(f"line {number}: {error}") from None


def _parse(line: bytes) -> object:
    if len(line) > _LONGEST_LINE:
        raise BadContribution(f"longer than {_LONGEST_LINE} bytes")
    try:
        return json.loads(line.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise BadContribution(f"not JSON: {str(error)[:120]}") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a field stands in it twice")
    return found


def _no_constant(words: str) -> None:
    raise ValueError(f"{words} is not a number")


def read_contribution(document: object, book: Codebook) -> Contribution:
    """Raises BadContribution, which names the field and what it may be."""
    if not isinstance(document, dict):
        raise BadContribution("a contribution is a JSON object")
    for name in document:
        if name not in _NAMES:
            raise BadContribution(f"{name[:60]}: unknown field")
    for name in REQUIRED:
        if name not in document:
            raise BadContribution(f"{name}: missing")
    for name, value in document.items():
        _CHECKS[name](name, value, book)
    period = Period.parse(document["period"])
    return Contribution(period, (document["sector"], document["size"], document["region"]), document)


def _is_format(name: str, value: object, _: Codebook) -> None:
    _one_of(name, value, (FORMAT,))


def _is_quarter(name: str, value: object, _: Codebook) -> None:
    try:
        quarter = isinstance(value, str) and Period.parse(value).quarter
    except MonitorError:
        quarter = 0
    if not quarter:
        raise BadContribution(f"{name}: write a quarter, as in 2026-Q4")


def _is_version(name: str, value: object, _: Codebook) -> None:
    words = value if isinstance(value, str) else ""
    if not (0 < len(words) <= 40 and words.isascii() and all(each.isalnum() or each in "._-" for each in words)):
        raise BadContribution(f"{name}: write the version of the catalogue, at most 40 letters, digits, dots or dashes")


def _is_truth(name: str, value: object, _: Codebook) -> None:
    if not isinstance(value, bool):
        raise BadContribution(f"{name}: write true or false")


def _is_levels(name: str, value: object, book: Codebook) -> None:
    _is_map(name, value, tuple(book.slots), LEVELS)


def _is_flags(name: str, value: object, _: Codebook) -> None:
    keys = _FLAGS_BY_NAME[name].keys
    if not isinstance(value, list):
        raise BadContribution(f"{name}: write a list")
    for place, each in enumerate(value):
        _one_of(f"{name}[{place}]", each, keys)
        if each in value[:place]:
            raise BadContribution(f"{name}[{place}]: {each!r} stands in the list twice")


def _is_field(name: str, value: object, _: Codebook) -> None:
    field = _BY_NAME[name]
    if field.keys:
        _is_map(name, value, field.keys, field.values)
    else:
        _one_of(name, value, field.values)


def _is_map(name: str, value: object, keys: tuple[str, ...], values: tuple[int | str, ...]) -> None:
    if not isinstance(value, dict):
        raise BadContribution(f"{name}: write an object")
    for key, each in value.items():
        if key not in keys:
            raise BadContribution(f"{name}.{key[:60]}: unknown; known are {', '.join(keys[:12])}")
        _one_of(f"{name}.{key}", each, values)


def _one_of(name: str, value: object, values: tuple[int | str, ...]) -> None:
    """Types count: true is not 1, and neither is 1.0."""
    if not any(type(value) is type(each) and value == each for each in values):
        raise BadContribution(f"{name}: {str(value)[:60]!r} is not one of {', '.join(map(str, values))}")


_CHECKS: Final[dict[str, Callable[[str, object, Codebook], None]]] = {
    "format": _is_format,
    "period": _is_quarter,
    "catalogue": _is_version,
    "sector": lambda name, value, _: _one_of(name, value, SECTORS),
    "size": lambda name, value, _: _one_of(name, value, SIZES),
    "region": lambda name, value, _: _one_of(name, value, REGIONS),
    "first_this_year": _is_truth,
    "levels": _is_levels,
    **dict.fromkeys(_BY_NAME, _is_field),
    **dict.fromkeys(_FLAGS_BY_NAME, _is_flags),
}


def record(contribution: Contribution, profile: Profile, period: Period, book: Codebook) -> bytes:
    """The bytes that are sealed: always as many, with the profile made coarse before and the quarter that counts it."""
    document = contribution.document
    made = bytearray(RECORD_BYTES)
    made[0] = SCHEMA
    made[PERIOD_AT : PERIOD_AT + 2] = period.number.to_bytes(2)
    made[FLAGS_AT] = int(document.get("first_this_year", True))
    made[SECTOR_AT] = SECTORS.index(profile[0])
    made[SIZE_AT] = SIZES.index(profile[1])
    made[REGION_AT] = REGIONS.index(profile[2])
    for field in FIELDS:
        _write(made, field, document.get(field.name))
    for flags in FLAG_FIELDS:
        if flags.name in document:
            bits = sum(1 << flags.keys.index(each) for each in document[flags.name]) | 1 << ANSWERED_BIT
            made[flags.offset : flags.offset + 2] = bits.to_bytes(2, "little")
    for topic, level in document.get("levels", {}).items():
        slot = book.slots[topic]
        made[LEVELS_AT + slot // 2] |= (LEVELS.index(level) + 1) << 4 * (slot % 2)
    return bytes(made)


def _write(made: bytearray, field: Field, value: Any) -> None:
    if value is None:
        return
    if not field.keys:
        made[field.offset] = field.values.index(value) + 1
    else:
        for key, each in value.items():
            made[field.offset + field.keys.index(key)] = field.values.index(each) + 1
