"""Reading and checking the questionnaires; one with 1,000 questions, and how time grows to 2,000."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.sample import write_large
from benchmarks.timing import cpu_ms, verdict
from ev_scan.content.errors import Severity
from ev_scan.content.loader import check, load
from ev_scan.resources import QUESTIONNAIRES


def run() -> Iterator[str]:
    yield f"the real questionnaires, load and check: {cpu_ms(lambda: _read(QUESTIONNAIRES), rounds=3):.0f} ms"
    took = {}
    for questions in (1000, 2000):
        with tempfile.TemporaryDirectory() as name:
            write_large(Path(name), questions)
            took[questions] = cpu_ms(lambda folder=Path(name): _read(folder), rounds=2) / 1000
    yield f"1,000 questions, load and check: {verdict(took[1000], 1, 's')}"
    yield f"2,000 questions take {took[2000] / took[1000]:.2f} times as long"


def _read(directory: Path) -> None:
    findings, _ = check(directory)
    serious = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert all(finding.code in ("unlocked-id", "duplicate-id") for finding in serious)
    if directory == QUESTIONNAIRES:
        load(directory)
