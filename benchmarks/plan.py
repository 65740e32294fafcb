"""Score and plan of one company."""

import gc
from collections.abc import Iterator

from benchmarks.sample import answered, real_catalogue
from benchmarks.timing import cpu_ms, verdict
from ev_scan.domain.planner import build_plan
from ev_scan.domain.scoring import score


def run() -> Iterator[str]:
    catalogue = real_catalogue()
    dossier = answered(catalogue)
    gc.collect()
    gc.freeze()  # as `ev-scan serve` does
    alone = cpu_ms(lambda: score(catalogue.questionnaire, dossier.answers, dossier.mode), batch=200)
    whole = cpu_ms(lambda: build_plan(catalogue, dossier.answers, dossier.mode), batch=200)
    yield f"score: {alone:.3f} ms; {1000 / alone:.0f} a second"
    yield f"score and plan: {verdict(whole, 1, 'ms')}; {1000 / whole:.0f} a second"
