"""What is wrong in an editor's file, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ev_scan.domain.errors import EvScanError


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark; `message` and `hint` are for editors and so in Dutch."""

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        line = f"{self.place}: {self.severity}[{self.code}] {self.message}"
        return f"{line}\n  hint: {self.hint}" if self.hint else line


class BadContent(EvScanError):
    """The questionnaires can't be used; `findings` says why, in file order."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings, key=lambda finding: (finding.place, finding.code)))
        super().__init__("\n".join(str(finding) for finding in self.findings))
