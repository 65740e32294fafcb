"""Criterion 13: somebody who fills a row with invented companies hardly learns what the one real company answered."""

from itertools import combinations_with_replacement, product

import numpy as np
import pytest

from ev_scan.monitor.protection import rounded

FAKES = 29
KEYS = 40_000


@pytest.mark.parametrize(("base", "most"), [(5, 0.25), (10, 0.15)])
@pytest.mark.parametrize("codes", [2, 3, 4, 5])
def test_the_best_guess_gains_little(base, most, codes):
    gains = [best_guess(fakes, base) - 1 / codes for fakes in worst_fakes(codes, base)]
    assert 0 < max(gains) <= most


def test_without_rounding_the_answer_is_plain():
    assert best_guess((10, 10, 9), 1) == pytest.approx(1.0)


def worst_fakes(codes: int, base: int):
    """Only what is left of a number after division by the base matters, and not the order: all of these are tried."""
    for rest in combinations_with_replacement(range(base), codes):
        if sum(rest) % base == FAKES % base:
            yield rest


def best_guess(fakes: tuple[int, ...], base: int) -> float:
    """Exactly: the sum over what may be shown of the likelihood of the likeliest answer, each as likely beforehand."""
    codes = len(fakes)
    shown = [sorted({value for n in (fake, fake + 1) for value, _ in outcomes(n, base)}) for fake in fakes]
    total = 0.0
    for seen in product(*shown):
        total += max(
            float(
                np.prod(
                    [dict(outcomes(fake + (code == own), base)).get(seen[code], 0.0) for code, fake in enumerate(fakes)]
                )
            )
            for own in range(codes)
        )
    return total / codes


def outcomes(count: int, base: int) -> list[tuple[int, float]]:
    lower, rest = count - count % base, count % base
    return [(lower, 1 - rest / base), *([(lower + base, rest / base)] if rest else [])]


@pytest.mark.parametrize("base", [5, 10])
def test_the_engine_rounds_by_these_chances(base):
    keys = np.random.default_rng(3).integers(0, 2**32, KEYS).astype(np.uint64)
    for count in range(2 * base):
        shown = rounded(np.full(KEYS, count), keys, base)
        assert set(shown.tolist()) == {value for value, _ in outcomes(count, base)}
        for value, chance in outcomes(count, base):
            assert abs((shown == value).mean() - chance) < 0.012
