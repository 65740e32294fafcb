"""CPU time of a function in this process: less noisy than the clock on a shared machine."""

import time
from collections.abc import Callable


def cpu_ms(work: Callable[[], object], *, rounds: int = 7, batch: int = 1) -> float:
    """Milliseconds of CPU per call: the best of `rounds` batches, after one batch to warm up."""
    found = []
    for _ in range(rounds + 1):
        start = time.process_time()
        for _ in range(batch):
            work()
        found.append((time.process_time() - start) / batch * 1000)
    return min(found[1:])


def verdict(value: float, budget: float, unit: str) -> str:
    return f"{value:.2f} {unit} (budget {budget:g} {unit}: {'met' if value <= budget else 'MISSED'})"
