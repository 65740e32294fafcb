"""An instance of the monitor team: keys, contributions, releases."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from worlds import population

from ev_scan.cli.monitor import release_pages
from ev_scan.domain.catalogue import Catalogue
from ev_scan.monitor.opening import Opener, new_key_pair
from ev_scan.monitor.package import Files
from ev_scan.monitor.period import Period
from ev_scan.monitor.simulation import simulate
from ev_scan.services.contributing import Folder, codebook_of, ingest
from ev_scan.services.releasing import make_release

_KILLED_AT = """
import os, signal, sys
left = int(os.environ["KILL_AT"])
def hook(event, arguments):
    global left
    if event in ("open", "os.rename", "os.mkdir", "os.chmod", "os.remove") and "releases" in str(arguments[0]):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
from ev_scan.cli import main
main()
"""


class Team:
    def __init__(self, instance: Path, catalogue: Catalogue) -> None:
        self.instance, self.folder, self.catalogue = instance, Folder(instance), catalogue

    def with_keys(self) -> "Team":
        public, private = new_key_pair(None)
        self.folder.path.mkdir(parents=True)
        self.folder.public_key.write_bytes(public)
        self.folder.private_key.write_bytes(private)
        return self

    def ingest(self, documents: Iterable[dict[str, Any]]) -> int:
        return ingest(self.folder, "\n".join(map(json.dumps, documents)).encode(), self.catalogue)

    def release(self, period: str, opener: Callable[[], Opener] | None = None, *, strict: bool = False) -> Files:
        opened = opener or (lambda: Opener(self.folder.private_key.read_bytes(), None))
        book = codebook_of(self.catalogue)
        return make_release(
            self.folder, Period.parse(period), opened, book, release_pages(self.catalogue), strict=strict
        )

    def killed_release(self, period: str, at: int) -> int:
        """The command, in a process that is killed at its so manieth touch of the archive; how it ended."""
        command = [sys.executable, "-c", _KILLED_AT, "monitor", "release", period, "--out", str(self.instance / "out")]
        env = os.environ | {"EV_SCAN_INSTANCE_PATH": str(self.instance), "KILL_AT": str(at)}
        return subprocess.run(command, env=env, capture_output=True, check=False).returncode

    def frozen(self) -> dict[str, bytes]:
        root = self.folder.archive.path
        return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def contributions(catalogue: Catalogue, numbers: dict[int, int], seed: int = 300) -> list[dict[str, Any]]:
    """So many in each quarter."""
    found, left = [], dict(numbers)
    for document in simulate(10 * sum(numbers.values()) + 400, seed, 2026, population(), codebook_of(catalogue)):
        quarter = Period.parse(document["period"]).quarter
        if left.get(quarter) and document["first_this_year"]:
            left[quarter] -= 1
            found.append(document)
        if not any(left.values()):
            break
    return json.loads(json.dumps(found))
