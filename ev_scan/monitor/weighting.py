"""Weights that bring sector group and size to their shares in the business population; from protected counts only."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ev_scan.monitor.classification import GROUPS, LANDSDELEN, SIZES
from ev_scan.monitor.release import Release, TableData

TRIM: Final = 5.0
"""No company counts more than five times the mean."""
_ROUNDS: Final = 200
_CLOSE: Final = 1e-6
_LEAST_SEED: Final = 0.5

Numbers = NDArray[np.float64]
Margin = tuple[tuple[int, ...], Numbers]
"""The axes that stay, and the totals over the others."""

_AXES: Final = {"sector_group": (0, GROUPS), "size": (1, SIZES), "landsdeel": (2, LANDSDELEN)}


@dataclass(frozen=True)
class Weights:
    seed: Numbers
    """Companies by sector group, size and part of the country, worked out from what is published."""
    factor: Numbers
    """How much a company there counts, 1 on average."""

    @property
    def effective(self) -> float:
        weighted = self.seed * self.factor
        return float(weighted.sum() ** 2 / (weighted * self.factor).sum())

    @property
    def largest(self) -> float:
        return float(self.factor[self.seed > 0].max())


def rake(seed: Numbers, margins: list[Margin]) -> Numbers:
    """Iterative proportional fitting: the table nearest to the seed that has these margins."""
    fitted = seed.astype(np.float64).copy()
    for _ in range(_ROUNDS):
        worst = 0.0
        for axes, totals in margins:
            others = tuple(axis for axis in range(fitted.ndim) if axis not in axes)
            now = fitted.sum(axis=others)
            ratio = np.divide(totals, now, out=np.ones_like(now), where=now > 0)
            worst = max(worst, float(np.abs(ratio - 1)[totals > 0].max(initial=0.0)))
            shape = [size if axis in axes else 1 for axis, size in enumerate(fitted.shape)]
            fitted *= ratio.reshape(shape)
        if worst < _CLOSE:
            break
    return fitted


def weights(release: Release, businesses: Numbers, *, trim: float = TRIM) -> Weights | None:
    """None when the release shows too little. `businesses`: by sector group, size and part of the country."""
    margins = [margin for table in release.tables if (margin := _people(table)) is not None and margin[0]]
    if not any(axes in ((0,), (0, 1)) for axes, _ in margins) or not any(axes in ((1,), (0, 1)) for axes, _ in margins):
        return None
    seed = rake(np.full(businesses.shape, _LEAST_SEED) * (businesses > 0), margins)
    total = seed.sum()
    wanted = businesses * (seed > 0)
    wanted = wanted / wanted.sum() * total
    target = rake(seed, [((0, 1), wanted.sum(axis=2)), ((2,), wanted.sum(axis=(0, 1)))])
    factor = np.divide(target, seed, out=np.zeros_like(seed), where=seed > 0)
    factor = np.minimum(factor, trim)
    return Weights(seed, factor * total / (factor * seed).sum())


def _people(table: TableData) -> Margin | None:
    """The published numbers of a table as a margin; what is protected gets a share of the smallest that is shown."""
    if not set(table.dimensions) <= _AXES.keys():
        return None
    axes = tuple(_AXES[each][0] for each in table.dimensions)
    shown = [row.n for row in table.rows if row.n is not None]
    if not shown:
        return None
    guess = min(shown) / 4
    totals = np.array([guess if row.n is None else max(row.n, _LEAST_SEED) for row in table.rows], dtype=np.float64)
    return axes, totals.reshape([len(_AXES[each][1]) for each in table.dimensions])


def weighted_share(release: Release, item: str, code: int, made: Weights) -> float | None:
    """The share of a code among the answers, each cell by what its published margins say of it."""
    known = release.item(item)
    national = _share(release, "nl", (), item, code, known.valid)
    if national is None:
        return None
    effects = np.full(made.seed.shape, national)
    group, size = (
        _deviations(release, "sector_group", item, code, national),
        _deviations(release, "size", item, code, national),
    )
    effects = effects + group[:, None, None] + size[None, :, None]
    if release.table("landsdeel") is not None:
        effects = effects + _deviations(release, "landsdeel", item, code, national)[None, None, :]
    crossed = release.table("sector_group_size")
    if crossed is not None:
        for row in crossed.rows:
            own = _share(release, crossed.id, row.key, item, code, known.valid)
            place = GROUPS.index(row.key[0]), SIZES.index(row.key[1])
            if own is not None:
                effects[place] += own - (national + group[place[0]] + size[place[1]])
    weight = made.seed * made.factor
    return float((np.clip(effects, 0, 1) * weight).sum() / weight.sum())


def _deviations(release: Release, table: str, item: str, code: int, national: float) -> Numbers:
    """From the country as a whole; none where nothing is shown."""
    values = _AXES[table][1]
    valid = release.item(item).valid
    shares = [_share(release, table, (value,), item, code, valid) for value in values]
    return np.array([0.0 if share is None else share - national for share in shares])


def _share(release: Release, table: str, key: tuple[str, ...], item: str, code: int, valid: int) -> float | None:
    row = release.row(table, key)
    counts = row.counts.get(item) if row else None
    answered = sum(counts[:valid]) if counts else 0
    return None if not counts or answered <= 0 else min(1.0, counts[code] / answered)
