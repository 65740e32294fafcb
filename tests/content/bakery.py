"""A copy of the bakery's questionnaires in which one thing can be broken."""

import shutil
from pathlib import Path

import pytest

from ev_scan.content.errors import BadContent, Finding
from ev_scan.content.loader import check, load
from ev_scan.content.lock import LOCK, write_lock
from ev_scan.content.reading import read_folder

TINY = Path(__file__).parents[1] / "fixtures" / "questionnaires"
HERE = "«"
"""Stands in a replacement right before the spot where the finding should point; it is not written."""


class Bakery:
    def __init__(self, directory: Path) -> None:
        self.directory = directory / "questionnaires"
        shutil.copytree(TINY, self.directory)

    def change(self, file: str, old: str, new: str) -> str:
        """Replace the only place where `old` stands; returns the marked spot as path:line:column."""
        text = (self.directory / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        return self.write(file, text.replace(old, new))

    def write(self, file: str, text: str) -> str:
        path = self.directory / file
        before, mark, after = text.partition(HERE)
        path.write_text(before + after, encoding="utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return f"{path}:{line}:{column}" if mark else f"{path}:1:1"

    def lock_anew(self) -> None:
        """For what is not about ids.lock."""
        (self.directory / LOCK).unlink()
        write_lock(read_folder(self.directory), self.directory)

    def findings(self) -> tuple[Finding, ...]:
        return check(self.directory)[0]

    def expect(self, file: str, old: str, new: str, code: str, words: str) -> None:
        """This change makes the content unfit, in one way, at the marked spot."""
        place = self.change(file, old, new)
        self.lock_anew()
        self.expect_one_finding(place, code, words)
        self.expect_refused()

    def expect_remark(self, file: str, old: str, new: str, code: str, words: str, severity: str = "error") -> None:
        """This change gives one finding, at the marked spot, and the content can be used all the same."""
        place = self.change(file, old, new)
        self.lock_anew()
        self.expect_one_finding(place, code, words, severity)
        load(self.directory)

    def expect_one_finding(self, place: str, code: str, words: str, severity: str = "error") -> None:
        """Nothing but this, with a hint."""
        (finding,) = self.findings()
        assert (str(finding.place), finding.code) == (place, code)
        assert words in finding.message
        assert finding.hint
        assert str(finding) == f"{place}: {severity}[{code}] {finding.message}\n  hint: {finding.hint}"

    def expect_refused(self) -> None:
        with pytest.raises(BadContent) as refused:
            load(self.directory)
        assert str(refused.value) == "\n".join(map(str, self.findings()))
