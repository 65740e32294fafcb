"""The monitor's questions keep their words: another text is another version, and their ids are those that count."""

import pytest

from ev_scan.content.lock import LOCK, write_lock
from ev_scan.content.reading import read_folder

WORDS = "text: Was u vóór vandaag bekend met het begrip veilig bakken?"
OTHER = "text: Kent u veilig bakken?"
BLOCK = 'block: "2000.1"'


def codes(bakery):
    return [finding.code for finding in bakery.findings()]


def lock(bakery):
    return write_lock(read_folder(bakery.directory), bakery.directory)


def locked(bakery):
    lines = (bakery.directory / LOCK).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("monitor_block ")]


def test_other_words_under_the_same_version_are_refused_and_locking_does_not_help(bakery):
    bakery.change("monitor.yaml", WORDS, OTHER)
    for _ in range(2):
        (finding,) = bakery.findings()
        assert finding.code == "changed-wording"
        assert str(finding.place).endswith("monitor.yaml:1:1")
        assert "2000.1" in finding.message
        assert lock(bakery) == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Helemaal oneens", "Zeer oneens"),
        ("Encryptie van data", "Versleutelen van data"),
        ("Geef uw eigen indruk.", "Geef uw indruk."),
        ("      - id: awareness\n        text", "      - id: awareness\n        hint: Denk aan meel.\n        text"),
        ("{id: digital, text", "{id: digital , text"),
    ],
)
def test_every_word_counts_and_layout_does_not(bakery, old, new):
    bakery.change("monitor.yaml", old, new)
    assert codes(bakery) == ([] if old.split() == new.replace(" ,", ",").split() else ["changed-wording"])


def test_a_new_version_is_locked_beside_the_old_one_and_both_stay_fixed(bakery):
    bakery.change("monitor.yaml", BLOCK, 'block: "2001.1"')
    bakery.change("monitor.yaml", WORDS, OTHER)
    assert codes(bakery) == ["unlocked-id"]
    assert lock(bakery) == 1
    assert codes(bakery) == []
    assert len(locked(bakery)) == 2
    bakery.change("monitor.yaml", 'block: "2001.1"', BLOCK)
    assert codes(bakery) == ["changed-wording"], "the old version had other words"
    bakery.change("monitor.yaml", OTHER, WORDS)
    assert codes(bakery) == [], "and those are good for ever"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{id: not_a_target, text", "«{id: not_a_bakery, text"),
        ('          - {id: not_a_target, text: "Wij zijn geen doelwit"}\n', ""),
        ("      - id: awareness\n", "      - id: awareness\n        choose: several\n"),
        ("          - {id: two_factor,", "          - {id: three_factor,"),
        (
            "        rows:\n          - {id: two_factor",
            "        per_domain: true\n        rows:\n          - {id: two_factor",
        ),
        ("  - {id: digital,", "  - {id: export,"),
        ("  - id: risks\n", "  - id: familiar\n"),
    ],
)
def test_ids_are_those_with_which_the_monitor_counts(bakery, old, new):
    bakery.change("monitor.yaml", old, new)
    bakery.lock_anew()
    findings = bakery.findings()
    assert {finding.code for finding in findings} <= {"block", "duplicate-id"}
    assert findings
    assert all(finding.hint for finding in findings)
    bakery.expect_refused()
