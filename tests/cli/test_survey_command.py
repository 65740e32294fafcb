"""The monitor team brings in the figures of a survey: all of a file or nothing."""

import pytest
from formats import FORMATS

EXAMPLE = FORMATS / "survey-1.example.csv"


def test_the_figures_of_a_survey_replace_the_earlier_ones(ev_scan, tmp_path):
    stored = tmp_path / "instance" / "monitor" / "survey.csv"
    done = ev_scan("monitor", "survey", EXAMPLE)
    assert (done.code, done.text) == (0, "2 figures of 2025 replace what was there\n")
    assert stored.read_bytes() == EXAMPLE.read_bytes()
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes(EXAMPLE.read_bytes().replace(b",47,", b",=47,").replace(b",90,90,", b",90,9,"))
    refused = ev_scan("monitor", "survey", wrong)
    assert refused.code == 2
    assert "wrong.csv: E2: '=47' begins like a formula; write the value itself\n" in refused.err
    assert "wrong.csv: F3: '9' is not a whole number from 10 to 10000000" in refused.err
    assert stored.read_bytes() == EXAMPLE.read_bytes()


@pytest.mark.parametrize("place", ["missing.csv", "."])
def test_a_file_that_is_not_there_is_told(ev_scan, tmp_path, place):
    assert ev_scan("monitor", "survey", tmp_path / place).code == 2


def test_a_huge_file_is_not_read_to_its_end(ev_scan, tmp_path):
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(200_000_000_000)
    refused = ev_scan("monitor", "survey", huge)
    assert refused.code == 2
    assert "huge.csv: A1: the file is larger than 256 kB" in refused.err
