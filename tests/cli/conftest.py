"""The command as a person types it, in an instance of its own."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ev_scan.cli import main

TINY = Path(__file__).parents[1] / "fixtures" / "questionnaires"


@dataclass(frozen=True)
class Outcome:
    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()


EvScan = Callable[..., Outcome]


@pytest.fixture
def ev_scan(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> EvScan:
    monkeypatch.setenv("EV_SCAN_INSTANCE_PATH", str(tmp_path / "instance"))
    monkeypatch.setenv("EV_SCAN_QUESTIONNAIRES", str(TINY))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def run(*arguments: object, stdin: str | bytes = b"") -> Outcome:
        typed = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "argv", ["ev-scan", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
        capsysbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsysbinary.readouterr()
        return Outcome(int(ended.value.code or 0), out, err.decode())

    return run
