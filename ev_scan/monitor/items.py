"""What is counted: each item, its codes, and how a record tells which code it has."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ev_scan.monitor.codebook import (
    BARRIERS,
    CBS_ITEMS,
    CHANNELS,
    CORE_DOMAINS,
    DOMAINS,
    FIELDS,
    FLAG_FIELDS,
    LEVELS_AT,
    SCORES,
    SUPPORT,
    Codebook,
)

Bytes = NDArray[np.uint8]
Decode = Callable[[Bytes], Bytes]
"""From the columns of a batch of records to the code of each."""

MOST_CODES: Final = 7
_MISSING: Final = "missing"
_GAPS: Final = ("blind_spot", "uncovered", "matched", "covered", "unknown")
_RISKS: Final = ("1-2", "3", "4-5", "no_opinion", _MISSING)
_LEVELS: Final = ("0", "1", "2", "3", "unknown", "not_applicable", "not_asked")
_AT: Final = {field.name: field.offset for field in FIELDS} | {flags.name: flags.offset for flags in FLAG_FIELDS}
_MEASURE_ON_SCALE_OF_RISK: Final = (0, 1, 3, 4)
_PUBLISHED_BARRIERS: Final = tuple(each for each in BARRIERS if each != "other")


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    codes: tuple[str, ...]
    valid: int
    """The first so many codes are answers: percentages are of these together."""


@dataclass(frozen=True)
class Indicators:
    """All items, in the order in which they are counted."""

    items: tuple[Item, ...]
    decoders: tuple[Decode, ...]
    headline: tuple[str, ...]
    block: tuple[str, ...]
    """All but the topics."""
    quick: tuple[str, ...]
    """The block and the topics of the quick scan."""

    def named(self, which: str) -> tuple[str, ...]:
        """`headline`, `block`, `quick` or `all`."""
        chosen = {"headline": self.headline, "block": self.block, "quick": self.quick}
        return chosen.get(which) or tuple(item.id for item in self.items)


def indicators(book: Codebook) -> Indicators:
    block = _monitor_block()
    topics = [
        (Item(f"topic.{topic.id}", _LEVELS, 4), _nibble(topic.slot), topic.quick)
        for topic in sorted(book.topics, key=lambda each: each.slot)
    ]
    headline: tuple[str, ...] = ("awareness", "any_risk", "exposure")
    headline += tuple(f"score.{name}" for name in SCORES) + tuple(f"gap.{domain}" for domain in DOMAINS)
    headline += tuple(f"barrier.{name}" for name in _PUBLISHED_BARRIERS)
    own = tuple(item.id for item, _ in block)
    return Indicators(
        items=(*(item for item, _ in block), *(item for item, _, _ in topics)),
        decoders=(*(decode for _, decode in block), *(decode for _, decode, _ in topics)),
        headline=headline,
        block=own,
        quick=(*own, *(item.id for item, _, quick in topics if quick)),
    )


def _monitor_block() -> list[tuple[Item, Decode]]:
    known = [_plain("awareness", ("1", "2", "3"), 3, _AT["awareness"])]
    known.append((Item("any_risk", ("yes", "no", _MISSING), 2), _any_risk))
    known.append(_plain("exposure", ("basic", "elevated", "high"), 3, _AT["exposure"]))
    bands = ("1", "2", "3", "4", "5")
    known += [_plain(f"score.{name}", bands, 5, _AT["scores"] + place) for place, name in enumerate(SCORES)]
    for place, domain in enumerate(DOMAINS):
        known.append((Item(f"gap.{domain}", _GAPS, 4), _gap(place)))
    for name in _PUBLISHED_BARRIERS:
        known.append(_flag(f"barrier.{name}", _AT["barriers"], BARRIERS.index(name)))
    risk = _table((4, 0, 0, 1, 2, 2, 3))
    for place, domain in enumerate(DOMAINS):
        known.append((Item(f"perceived.{domain}", _RISKS, 3), _looked_up(_AT["perceived"] + place, risk)))
    measures = ("0", "1", "2", "3", "unknown")
    known += [_plain(f"measures.{name}", measures, 4, _AT["measures"] + n) for n, name in enumerate(DOMAINS)]
    knows = _table((3, 0, 0, 1, 2, 2))
    for domain in CORE_DOMAINS:
        at = _AT["knows"] + DOMAINS.index(domain)
        known.append((Item(f"knows.{domain}", ("1-2", "3", "4-5", _MISSING), 3), _looked_up(at, knows)))
    spending = ("none", "under_1k", "1k_10k", "10k_50k", "over_50k", "unknown")
    known.append(_plain("spending", spending, 5, _AT["spending"]))
    known += [_flag(f"support.{name}", _AT["support"], bit) for bit, name in enumerate(SUPPORT)]
    channels = ("no", "heard", "used")
    known += [_plain(f"channel.{name}", channels, 3, _AT["channels"] + n) for n, name in enumerate(CHANNELS)]
    known += [_plain(f"cbs.{name}", ("yes", "no", "unknown"), 2, _AT["cbs"] + n) for n, name in enumerate(CBS_ITEMS)]
    return known


def _plain(name: str, codes: tuple[str, ...], valid: int, at: int) -> tuple[Item, Decode]:
    """A field whose values are the codes, with one more for no answer."""
    table = _table((len(codes), *range(len(codes))))
    return Item(name, (*codes, _MISSING), valid), _looked_up(at, table)


def _table(codes: tuple[int, ...], missing: int | None = None) -> Bytes:
    """A byte that cannot be counts as no answer."""
    table = np.full(256, codes[0] if missing is None else missing, dtype=np.uint8)
    table[: len(codes)] = codes
    return table


def _look_up(table: Bytes, codes: Bytes) -> Bytes:
    found: Bytes = table.take(codes)
    return found


def _looked_up(at: int, table: Bytes) -> Decode:
    return lambda columns: _look_up(table, columns[at])


def _nibble(slot: int) -> Decode:
    table = _table((6, 0, 1, 2, 3, 4, 5))
    whole = np.array([table[byte >> 4 * (slot % 2) & 15] for byte in range(256)], dtype=np.uint8)
    return _looked_up(LEVELS_AT + slot // 2, whole)


def _flag(name: str, at: int, bit: int) -> tuple[Item, Decode]:
    """Two bytes; the highest bit says that the question was answered."""

    def decode(columns: Bytes) -> Bytes:
        answered = columns[at + 1] >> 7
        chosen = columns[at + bit // 8] >> bit % 8 & 1
        code: Bytes = np.subtract(2, answered * (chosen + 1), dtype=np.uint8)
        return code

    return Item(name, ("yes", "no", _MISSING), 2), decode


def _gap(place: int) -> Decode:
    table = np.full((8, 8), _GAPS.index("unknown"), dtype=np.uint8)
    for risk in range(5):
        for level, measure in enumerate(_MEASURE_ON_SCALE_OF_RISK):
            table[risk + 1, level + 1] = _GAPS.index(_gap_between(risk, measure))
    flat = table.reshape(64)

    def decode(columns: Bytes) -> Bytes:
        return _look_up(flat, (columns[_AT["perceived"] + place] & 7) * 8 + (columns[_AT["measures"] + place] & 7))

    return decode


def _gap_between(risk: int, measure: int) -> str:
    if risk == measure:
        return "blind_spot" if risk <= 1 else "matched"
    if measure > risk:
        return "blind_spot" if measure <= 1 else "covered"
    return "blind_spot" if risk <= 1 else "uncovered"


_HIGH: Final = _table((0, 1, 1, 2, 2, 2, 0))
_ANY: Final = _table((2, 1, 0))


def _any_risk(columns: Bytes) -> Bytes:
    """At least 3 of 5 in one of the four core domains."""
    first = _AT["perceived"]
    highest = _look_up(_HIGH, columns[first])
    for place in range(1, len(CORE_DOMAINS)):
        highest = np.maximum(highest, _look_up(_HIGH, columns[first + place]))
    return _look_up(_ANY, highest)
