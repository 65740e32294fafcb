"""What does not stop the program, but should not be published: for whole content whose structure is sound."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ev_scan.content.deep_dive_checks import check_deep_dives
from ev_scan.content.errors import Finding
from ev_scan.content.language_checks import LanguageChecks
from ev_scan.content.personas import check_personas
from ev_scan.content.phrases import phrases_of
from ev_scan.content.reach_checks import ReachChecks
from ev_scan.content.reading import Folder
from ev_scan.content.shared_sentences import check_shared_sentences
from ev_scan.content.upkeep_checks import check_review_days, check_translations
from ev_scan.content.use_checks import UseChecks


def check_editing(folder: Folder, directory: Path, today: date | None) -> Iterator[Finding]:
    phrases = [phrase for sheet in folder for phrase in phrases_of(sheet)]
    yield from ReachChecks(folder).findings()
    yield from check_deep_dives(folder)
    yield from UseChecks(folder, phrases).findings()
    yield from LanguageChecks(folder, phrases).findings()
    yield from check_shared_sentences(phrases)
    yield from check_review_days(folder, today)
    yield from check_translations(directory, phrases)
    yield from check_personas(folder, directory)
