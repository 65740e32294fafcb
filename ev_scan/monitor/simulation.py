"""Synthetic contributions: a skewed population, and answers that hang together through one latent trait."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ev_scan.monitor.classification import PROVINCES, SECTIONS, SIZES
from ev_scan.monitor.codebook import (
    BARRIERS,
    CBS_ITEMS,
    CHANNELS,
    DOMAINS,
    EXPOSURES,
    NO_OPINION,
    NOT_APPLICABLE,
    SCORES,
    SPENDING,
    SUPPORT,
    UNKNOWN,
    Codebook,
)
from ev_scan.monitor.contribution import FORMAT
from ev_scan.monitor.period import Period
from ev_scan.monitor.population import Population

BATCH: Final = 5000
_EAGER: Final = {"C": 6.0, "K": 6.0, "N": 3.0, "D": 3.0, "H": 2.0, "J": 1.5}
"""How much more companies of these sections take part."""
_BY_SIZE: Final = (0.15, 4.0, 10.0, 12.0)
_ALOUD: Final = 0.05

Numbers = NDArray[np.float64]


def simulate(number: int, seed: int, year: int, population: Population, book: Codebook) -> Iterator[dict[str, Any]]:
    """The same arguments give the same contributions."""
    random = np.random.default_rng(seed)
    chance = _participation(population)
    thresholds = np.sort(random.normal(0.2, 0.9, (len(book.topics), 3)), axis=1)
    leaning = random.normal(0, 0.5, len(SECTIONS))
    for start in range(0, number, BATCH):
        size = min(BATCH, number - start)
        yield from _batch(random, size, year, chance, thresholds, leaning, population, book)


def _participation(population: Population) -> Numbers:
    eager = np.array([_EAGER.get(section, 1.0) for section in SECTIONS])
    weight = population.counts * eager[:, None, None] * np.array(_BY_SIZE)[None, :, None]
    flat = weight.reshape(-1).astype(np.float64)
    return np.asarray(flat / flat.sum(), dtype=np.float64)


def _batch(
    random: np.random.Generator,
    number: int,
    year: int,
    chance: Numbers,
    thresholds: Numbers,
    leaning: Numbers,
    population: Population,
    book: Codebook,
) -> Iterator[dict[str, Any]]:
    cells = random.choice(len(chance), number, p=chance)
    section, size, province = np.unravel_index(cells, (len(SECTIONS), len(SIZES), len(PROVINCES)))
    maturity = random.normal(0, 1, number) + 0.35 * (size - 1) + leaning[section]
    levels = (maturity[:, None, None] + random.normal(0, 1, (number, len(thresholds), 1)) > thresholds).sum(axis=2)
    odd = random.random(levels.shape)
    worry = random.normal(0.3, 1, (number, len(DOMAINS))) + 0.3 * maturity[:, None]
    done = maturity[:, None] + random.normal(0, 0.8, (number, len(DOMAINS)))
    dice = random.random((number, 60))
    quarter = random.integers(1, 5, number)
    for place in range(number):
        profile = population.coarse(SECTIONS[section[place]], SIZES[size[place]], PROVINCES[province[place]])
        yield {
            "format": FORMAT,
            "period": str(Period(year, int(quarter[place]))),
            "catalogue": book.catalogue,
            "sector": profile[0],
            "size": profile[1],
            "region": profile[2],
            "first_this_year": bool(dice[place, 0] > _ALOUD),
            "levels": _levels(levels[place], odd[place], book, quick_only=bool(dice[place, 1] < 0.4)),
            **_block(float(maturity[place]), worry[place], done[place], dice[place, 2:]),
        }


def _levels(levels: NDArray[np.int64], odd: Numbers, book: Codebook, *, quick_only: bool) -> dict[str, int | str]:
    made: dict[str, int | str] = {}
    for topic, level, chance in zip(book.topics, levels, odd, strict=True):
        if not quick_only or topic.quick:
            made[topic.id] = UNKNOWN if chance < 0.06 else NOT_APPLICABLE if chance > 0.96 else int(level)
    return made


def _block(maturity: float, worry: Numbers, done: Numbers, dice: Numbers) -> dict[str, Any]:
    risks = np.clip(np.round(worry * 1.1 + 2.8), 1, 5).astype(int)
    measures = np.clip(np.round(done * 0.9 + 1.2), 0, 3).astype(int)
    band = int(np.clip(np.round(maturity + 3), 1, 5))
    barriers = [name for name, chance in zip(BARRIERS[:-1], dice[:10], strict=True) if chance < 0.25 - 0.05 * maturity]
    channels = zip(CHANNELS, dice[30:36] - 0.1 * maturity, strict=True)
    return {
        "exposure": EXPOSURES[int(np.clip(dice[40] * 2 + 0.4 * maturity, 0, 2))],
        "awareness": int(np.clip(np.round(1.7 + 0.6 * maturity + dice[41] - 0.5), 1, 3)),
        "perceived": {
            domain: NO_OPINION if chance < 0.07 else int(risk)
            for domain, risk, chance in zip(DOMAINS, risks, dice[42:50], strict=True)
        },
        "measures": {
            domain: UNKNOWN if chance > 0.93 else int(measure)
            for domain, measure, chance in zip(DOMAINS, measures, dice[42:50], strict=True)
        },
        "knows": {
            domain: int(np.clip(measure + 1 + (risk > 3), 1, 5))
            for domain, measure, risk in zip(DOMAINS, measures, risks, strict=True)
        },
        "scores": {
            name: int(np.clip(band + (chance > 0.7) - (chance < 0.3), 1, 5))
            for name, chance in zip(SCORES, dice[20:25], strict=True)
        },
        "spending": SPENDING[int(np.clip(dice[50] * 4 + 0.6 * maturity, 0, 5))],
        "barriers": barriers or ["none"],
        "support": [name for name, chance in zip(SUPPORT, dice[10:20], strict=True) if chance < 0.3],
        "channels": {name: "used" if chance < 0.1 else "heard" if chance < 0.45 else "no" for name, chance in channels},
        "cbs": {
            name: "yes" if chance < 0.45 + 0.15 * maturity else UNKNOWN if chance > 0.95 else "no"
            for name, chance in zip(CBS_ITEMS, dice[25:28], strict=True)
        },
    }
