"""Reading and checking the questionnaires: the real ones, and how time grows from 1,000 to 2,000 topics."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.sample import write_large
from benchmarks.timing import cpu_ms, verdict
from ev_scan.content.errors import Severity
from ev_scan.content.loader import check, load
from ev_scan.resources import QUESTIONNAIRES

TOPICS = (1000, 2000)


def run() -> Iterator[str]:
    real = cpu_ms(lambda: _load_and_check(QUESTIONNAIRES), rounds=3) / 1000
    yield f"the real questionnaires, load and check: {verdict(real, 1, 's')}"
    loading, whole = {}, {}
    for topics in TOPICS:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_large(folder, topics)
            loading[topics] = cpu_ms(lambda folder=folder: load(folder), rounds=2) / 1000
            whole[topics] = cpu_ms(lambda folder=folder: _load_and_check(folder), rounds=2) / 1000
        yield f"{topics} topics: load {loading[topics]:.2f} s, load and check {whole[topics]:.2f} s"
    small, large = TOPICS
    yield f"twice as many topics take {whole[large] / whole[small]:.2f} times as long"


def _load_and_check(directory: Path) -> None:
    load(directory)
    findings, _ = check(directory)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert all(finding.code == "unlocked-id" for finding in errors), errors[0]
