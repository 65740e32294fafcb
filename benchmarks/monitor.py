"""The monitor: a release of 50,000 contributions, and tabulating a million and ten million beside duckdb.

Seconds are of CPU. Each measurement runs in a process of its own, so that its memory is its own.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np

from benchmarks.sample import real_catalogue
from benchmarks.timing import verdict
from ev_scan.cli.monitor import release_pages
from ev_scan.monitor.codebook import FIELDS, FLAGS_AT, LEVELS_AT, RECORD_BYTES, REGION_AT, SECTOR_AT, SIZE_AT
from ev_scan.monitor.counting import Counter
from ev_scan.monitor.items import indicators
from ev_scan.monitor.opening import Opener, new_key_pair
from ev_scan.monitor.period import Period
from ev_scan.monitor.population import read_population
from ev_scan.services.contributing import SHIPPED, Folder, codebook_of, ingest, simulated
from ev_scan.services.releasing import make_release

RELEASED = 50_000
TABULATED = ((1_000_000, 2), (10_000_000, 15))
"""Records, and the seconds they may take."""
MEMORY = 1200
"""Megabytes."""
BATCH = 250_000


def run() -> Iterator[str]:
    yield from _apart("release", RELEASED)
    for number, _ in TABULATED:
        yield from _apart("tabulate", number)


def _apart(work: str, number: int) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"from benchmarks import monitor; monitor.{work}({number})"],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [str(line) for line in json.loads(done.stdout)]


def release(number: int) -> None:
    """From sealed envelopes to frozen files, after what a year brings in."""
    catalogue = real_catalogue()
    with tempfile.TemporaryDirectory() as name:
        folder = Folder(Path(name))
        public, private = new_key_pair(None)
        folder.path.mkdir()
        folder.public_key.write_bytes(public)
        started = time.process_time()
        lines = b"".join(simulated(folder, number, 1, 2026, catalogue))
        simulating, started = time.process_time() - started, time.process_time()
        ingest(folder, lines, catalogue)
        sealing = time.process_time() - started
        opener = Opener(private, None)
        boxes = [box for quarter in Period(2026).quarters() for _, _, box in folder.spool.of([quarter.number])]
        started = time.process_time()
        for box in boxes:
            opener.open(box)
        opening = time.process_time() - started
        before = time.process_time()
        files = make_release(folder, Period(2026), lambda: opener, codebook_of(catalogue), release_pages(catalogue))
        took = time.process_time() - before
    _tell(
        f"{number} contributions simulated in {simulating:.1f} s and sealed in {sealing:.1f} s of CPU",
        f"release of {number}: {verdict(took, 10, 's')}, of which opening the envelopes {opening:.1f} s",
        f"{len(files)} files, {sum(map(len, files.values())) / 1e6:.1f} MB",
    )


def tabulate(number: int) -> None:
    """Counts with their rounding keys, against duckdb counting the same cube without keys."""
    book = codebook_of(real_catalogue())
    known, population = indicators(book), read_population(SHIPPED.read_bytes(), SHIPPED.name)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "records"
        _write(path, number)
        records = np.memmap(path, dtype=np.uint8, mode="r", shape=(number, RECORD_BYTES))
        counter = Counter(known, population.lookup(), len(population.universe))
        before = time.process_time()
        for start in range(0, number, BATCH):
            part = np.array(records[start : start + BATCH])
            counter.add(part, np.arange(start, start + len(part), dtype=np.uint32))
        took = time.process_time() - before
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        budget = dict(TABULATED)[number]
        lines = [
            f"tabulating {number} records, {len(known.items)} items: {verdict(took, budget, 's')}",
            f"memory, the mapped file included: {verdict(memory, MEMORY, 'MB')}",
        ]
        baseline = _duckdb(records, known, population, Path(name))
        counted = int(counter.cube.counts.sum())
        assert counted == baseline[1] == number * len(known.items)
        lines.append(f"duckdb, the same cube from decoded columns, without the rounding keys: {baseline[0]:.2f} s")
        lines.append(f"ours / duckdb: {took / baseline[0]:.2f} x")
    _tell(*lines)


def _write(path: Path, number: int) -> None:
    """Records as they come out of their envelopes, each field within its values."""
    random = np.random.default_rng(1)
    with path.open("wb") as file:
        for start in range(0, number, BATCH):
            many = min(BATCH, number - start)
            made = np.zeros((many, RECORD_BYTES), dtype=np.uint8)
            made[:, FLAGS_AT] = 1
            for at, values in ((SECTOR_AT, 20), (SIZE_AT, 4), (REGION_AT, 12)):
                made[:, at] = random.integers(0, values, many)
            for field in FIELDS:
                width = max(1, len(field.keys))
                made[:, field.offset : field.offset + width] = random.integers(0, len(field.values) + 1, (many, width))
            made[:, LEVELS_AT:] = random.integers(0, 7, (many, RECORD_BYTES - LEVELS_AT)) * 17
            file.write(made.tobytes())


def _duckdb(records, known, population, folder: Path) -> tuple[float, int]:
    """The base cube by one GROUP BY per item: only the query is timed, not the decoding nor the loading."""
    lookup = population.lookup()
    with duckdb.connect(str(folder / "base.duckdb")) as base:
        base.execute(f"SET threads = 1; SET memory_limit = '1GB'; SET temp_directory = '{folder}'")
        base.execute("SET enable_progress_bar = false")  # it would be drawn where the result goes
        names = [f"i{place}" for place in range(len(known.items))]
        base.execute(f"CREATE TABLE r (profile USMALLINT, {', '.join(f'{name} UTINYINT' for name in names)})")
        for start in range(0, len(records), BATCH):
            part = np.array(records[start : start + BATCH])
            columns = np.ascontiguousarray(part.T)
            loaded = {"profile": lookup[part[:, SECTOR_AT], part[:, SIZE_AT], part[:, REGION_AT]].astype(np.uint16)}
            loaded |= {name: decode(columns) for name, decode in zip(names, known.decoders, strict=True)}
            base.register("loaded", loaded)
            base.execute("INSERT INTO r SELECT * FROM loaded")
            base.unregister("loaded")
        before, total = time.process_time(), 0
        for name in names:
            rows = base.execute(f"SELECT profile, {name}, count(*) FROM r GROUP BY ALL").fetchnumpy()  # noqa: S608
            total += int(rows["count_star()"].sum())
        return time.process_time() - before, total


def _tell(*lines: str) -> None:
    sys.stdout.write(json.dumps(lines))
