"""What a thief of the disk can still read in a SQLite file: where each row lies, also without asking SQLite."""

import itertools
import math
import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

_LEAVES = (0x0A, 0x0D)  # of an index, which is what a table WITHOUT ROWID is, and of a table with row numbers
_INTERIOR = 0x02  # its cells hold rows too


def pages(raw: bytes) -> Iterator[bytes]:
    size = struct.unpack(">H", raw[16:18])[0]
    size = 65_536 if size == 1 else size
    yield from (raw[start : start + size] for start in range(0, len(raw), size))


def cells(page: bytes, header: int) -> list[int]:
    """Where the cells of a leaf begin, lowest first; SQLite fills a page from its end."""
    number = struct.unpack(">H", page[header + 3 : header + 5])[0]
    start = header + (12 if page[header] == _INTERIOR else 8)
    return sorted(struct.unpack(f">{number}H", page[start : start + 2 * number]))


def rows_by_page(path: Path, marks: Sequence[bytes]) -> list[list[int]]:
    """For each page the numbers of the marks in it, in the order in which they lie in the file."""
    found = []
    for number, page in enumerate(pages(path.read_bytes())):
        header = 100 if number == 0 else 0
        if page[header] in (*_LEAVES, _INTERIOR):
            places = {page.find(mark): place for place, mark in enumerate(marks) if mark in page}
            found.append([places[at] for at in sorted(places)])
    return [each for each in found if each]


def tau(order: Sequence[int]) -> float:
    """Kendall's rank correlation with the order of the numbers themselves."""
    pairs = len(order) * (len(order) - 1) / 2
    return sum((a < b) - (a > b) for a, b in itertools.combinations(order, 2)) / pairs if pairs else 0.0


def chance(number: int) -> float:
    """The standard deviation of tau when the order is random: 0.0335 for 400."""
    return math.sqrt(2 * (2 * number + 5) / (9 * number * (number - 1)))


def in_pages(found: Iterable[list[int]]) -> float:
    """Tau among the rows of one page, over all pages."""
    agreeing = pairs = 0.0
    for order in found:
        number = len(order) * (len(order) - 1) / 2
        agreeing, pairs = agreeing + tau(order) * number, pairs + number
    return agreeing / pairs if pairs else 0.0


def newest_lowest(found: Iterable[list[int]]) -> tuple[int, int]:
    """In how many pages the newest row lies lowest, where SQLite puts it; and of how many."""
    full = [order for order in found if len(order) > 4]
    return sum(order[0] == max(order) for order in full), len(full)


def pieces(secret: bytes, length: int = 16) -> list[bytes]:
    """A secret in parts, of which each would be a remnant."""
    return [secret[start : start + length] for start in range(0, len(secret) - length + 1, length)]


def order_of_saving(log: bytes, marks: Sequence[bytes]) -> list[int]:
    """The numbers of the marks in the order in which a write-ahead log shows them new in a page it held before.

    Without what an earlier round of the log left behind its end.
    """
    size, salts = struct.unpack(">I", log[8:12])[0], log[16:24]
    seen: dict[bytes, set[int]] = {}
    found = []
    for start in range(32, len(log), 24 + size):
        frame = log[start : start + 24 + size]
        if frame[8:16] != salts:
            break
        now = {number for number, mark in enumerate(marks) if mark in frame}
        found += sorted(now - seen.get(frame[:4], now))
        seen[frame[:4]] = now
    return found
