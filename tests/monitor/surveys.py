"""Companies drawn from the business population by chances that are known, with what all of them would have answered."""

import functools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from worlds import known, population, published

from ev_scan.monitor.classification import SECTIONS
from ev_scan.monitor.codebook import FIELDS, FLAGS_AT, RECORD_BYTES, REGION_AT, SCORES, SECTOR_AT, SIZE_AT
from ev_scan.monitor.counting import Counter
from ev_scan.monitor.period import Period
from ev_scan.monitor.plan import preset_for
from ev_scan.monitor.release import Release

_AT = {field.name: field.offset for field in FIELDS}
_BY_SIZE = np.array([0.15, 4.0, 10.0, 12.0])
_LEANING = np.random.default_rng(5).normal(0, 0.5, len(SECTIONS))
_EAGER = np.random.default_rng(6).choice([1.0, 1.5, 3.0, 6.0], len(SECTIONS))
_CUTS = np.array([-1.5, -0.5, 0.5, 1.5])

Codes = dict[str, NDArray[np.int64]]


@dataclass(frozen=True)
class Companies:
    place: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
    """Section, size and province."""
    maturity: NDArray[np.float64]
    codes: Codes
    """By item, from 0."""


def companies(random: np.random.Generator, number: int, *, everybody: bool, eager: float = 0.0) -> Companies:
    """All alike likely, or by section and size; `eager`: and the more mature, the likelier."""
    chance = population().counts.astype(float)
    if not everybody:
        chance = chance * _EAGER[:, None, None] * _BY_SIZE[None, :, None]
    many = number if not eager else 6 * number
    cells = random.choice(chance.size, many, p=chance.reshape(-1) / chance.sum())
    section, size, province = np.unravel_index(cells, chance.shape)
    maturity = random.normal(0, 1, many) + 0.35 * (size - 1) + _LEANING[section]
    if eager:
        taken = np.argsort(-(eager * maturity + random.gumbel(size=many)))[:number]
        section, size, province, maturity = section[taken], size[taken], province[taken], maturity[taken]
    noisy = maturity[:, None] + random.normal(0, 1, (number, 1 + len(SCORES) + 3))
    codes = {"awareness": (noisy[:, :1] > np.array([-0.3, 0.9])).sum(axis=1)}
    for place, name in enumerate(SCORES, start=1):
        codes[f"score.{name}"] = (noisy[:, place, None] > _CUTS + 0.1 * place).sum(axis=1)
    return Companies((section, size, province), maturity, codes)


def released(sample: Companies, random: np.random.Generator) -> Release:
    number = len(sample.maturity)
    records = np.zeros((number, RECORD_BYTES), dtype=np.uint8)
    records[:, FLAGS_AT] = 1
    records[:, SECTOR_AT], records[:, SIZE_AT], records[:, REGION_AT] = sample.place
    for place, (name, codes) in enumerate(sample.codes.items()):
        at = _AT["awareness"] if name == "awareness" else _AT["scores"] + place - 1
        records[:, at] = codes + 1
    counter = Counter(known(), population().lookup(), len(population().universe))
    counter.add(records, random.integers(0, 2**32, number, dtype=np.uint32))
    return published(counter.cube, preset_for(Period(2026), number)).release


@functools.cache
def truth() -> dict[str, NDArray[np.float64]]:
    """The shares among all businesses."""
    whole = companies(np.random.default_rng(1), 1_000_000, everybody=True)
    return {name: np.bincount(codes) / len(codes) for name, codes in whole.codes.items()}
