"""Figures of the yearly survey come in whole or not at all, and a cell that is wrong is named."""

import json
from pathlib import Path

import pytest
from formats import FORMATS
from naughty import NAUGHTY

from ev_scan.domain.survey import Precision, Survey
from ev_scan.services.survey import COLUMNS, FILE, PARTS, BadSurvey, read_survey, survey_figures, take_in

HEADER = ",".join(COLUMNS)
LINE = "2025,any_risk,,,90,90,exact,Publication"
EXAMPLE = FORMATS / "survey-1.example.csv"


def table(*lines: str) -> bytes:
    return "\n".join((HEADER, *lines, "")).encode("utf-8", "surrogatepass")


def with_cell(column: str, words: str) -> bytes:
    cells = LINE.split(",")
    cells[COLUMNS.index(column)] = '"' + words.replace('"', '""') + '"'
    return table("2024" + LINE[4:], ",".join(cells))


def faults(raw: bytes) -> tuple[str, ...]:
    with pytest.raises(BadSurvey) as refused:
        read_survey(raw, "survey.csv")
    for line in str(refused.value).split("\n"):
        assert line.isascii()
        assert line.isprintable()
        assert line.startswith("survey.csv: ")
        assert len(line) < 400
    return refused.value.faults


def test_the_published_figures_are_read():
    survey = read_survey(EXAMPLE.read_bytes(), EXAMPLE.name)
    assert survey.years == (2025,)
    unfamiliar, any_risk = survey.latest("unfamiliar"), survey.latest("any_risk")
    assert unfamiliar is not None
    assert any_risk is not None
    assert (unfamiliar.percent, unfamiliar.n, unfamiliar.precision) == (47.0, 90, Precision.ABOUT)
    assert unfamiliar.interval == (37, 58)
    assert any_risk.interval == (82, 95)


def test_every_indicator_and_part_may_be_told_for_all_companies_and_for_a_size():
    places = [(name, part) for name, parts in PARTS.items() for part in parts or ("",)]
    lines = [f"2025,{name},{part},{size},12.5,1000,exact,Bron" for name, part in places for size in ("", "micro")]
    survey = read_survey(table(*lines), "survey.csv")
    assert len(survey.figures) == len(lines)
    assert all(survey.latest(name, part, "micro") for name, part in places)
    assert not survey.latest("gap", "digital", "large")


def test_years_stand_beside_each_other():
    lines = [f"{year},gap,digital,,{percent},90,exact,Bron" for year, percent in ((2026, 40), (2025, 50))]
    survey = read_survey(table(*lines), "survey.csv")
    assert [(each.year, each.percent) for each in survey.of("gap", "digital")] == [(2025, 50.0), (2026, 40.0)]
    latest = survey.latest("gap", "digital", until=2025)
    assert latest is not None
    assert latest.year == 2025
    assert survey.latest("gap", "digital", until=2024) is None


def test_without_a_number_of_companies_there_is_no_interval_and_only_statistics_netherlands_may():
    survey = read_survey(table("2025,cbs,two_factor,small,61.5,,exact,CBS 86119NED"), "survey.csv")
    assert survey.figures[0].n is None
    assert survey.figures[0].interval is None
    assert faults(with_cell("n", ""))[0].startswith("F3: an empty cell is not a whole number from 10")


@pytest.mark.parametrize("name", NAUGHTY)
@pytest.mark.parametrize("column", COLUMNS)
def test_no_nasty_cell_comes_in(name, column):
    (fault, *_) = faults(with_cell(column, NAUGHTY[name]))
    letter = "ABCDEFGH"[COLUMNS.index(column)]
    in_several_lines = "\n" in NAUGHTY[name]
    assert fault.startswith((f"{letter}3: ", "A3: ") if in_several_lines else f"{letter}3: ")


@pytest.mark.parametrize(
    ("column", "words"),
    [
        *(("percent", words) for words in ("", " 5", "5 ", "5%", "5,5", "1e1", "nan", "inf", "100.1", "101", "5.55")),
        *(("percent", words) for words in ("-5", "+5", "05", ".5", "5.", "٣٤", "0x5", "1_0", "Infinity", "５")),
        *(("n", words) for words in ("9", "0", "-90", "90.0", "1e3", "9" * 30, "²", "10000001", "n=90", " 90")),
        *(("year", words) for words in ("1999", "2100", "25", "", "2025.0", "٢٠٢٥", "2025-Q1", "02025")),
        *(("indicator", words) for words in ("", "Any_risk", "any risk", "awareness", "any_risk ")),
        *(("part", words) for words in ("digital", "nl", " ")),
        *(("size", words) for words in ("Micro", "all", "tiny", " ")),
        *(("precision", words) for words in ("", "approx", "Exact")),
        *(
            ("source", words)
            for words in ("", " Bron", "<b>Bron</b>", "{{ Bron }}", "Bron|x", "Bron\u200b", "ſ", "x" * 201)
        ),
        *(
            ("source", words)
            for words in ("=1+1", "+1", "-1", "@x", "\t=1", "＝1+1", "  @x", "Bron\ttab", "Bron\u2028x")
        ),
        *(
            ("source", words)
            for words in ("Bron\x1b[31m", "Bron\u202e", "Ⅷ", "Bron\x85x", "Bron\\", "`id`", "$(id)", '"')
        ),
    ],
)
def test_a_value_that_cannot_be_is_named_as_in_a_spreadsheet(column, words):
    (fault,) = faults(with_cell(column, words))
    assert fault.startswith(f"{'ABCDEFGH'[COLUMNS.index(column)]}3: ")


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        (HEADER + ",remark", "I1"),
        (HEADER.replace(",size", ""), "D1"),
        (HEADER.replace("percent", "value"), "E1"),
        (HEADER.upper(), "A1"),
        (HEADER.replace(",", ";"), "A1"),
        (HEADER.replace(",", "\t"), "A1"),
        ("indicator," + HEADER.replace("indicator,", ""), "A1"),
        ('"year,indicator', "A1"),
        ("", "A1"),
    ],
)
def test_other_columns_are_refused(header, cell):
    assert faults(f"{header}\n{LINE}\n".encode())[0].startswith(f"{cell}: ")


@pytest.mark.parametrize(
    ("line", "cell"),
    [
        (LINE + ",more", "I2"),
        (LINE.rpartition(",")[0], "H2"),
        (LINE.replace(",", ";"), "B2"),
        (",,,,,,,", "B2"),
        ("", "A2"),
        ('2025,any_risk,,,90,90,exact,"Bron', "A2"),
        ('2025,any_risk,,,90,90,exact,"Bron"x', "A2"),
        ("# remark", "B2"),
    ],
)
def test_a_line_of_another_shape_is_refused(line, cell):
    assert faults(table(line, "2024" + LINE[4:]))[0].startswith(f"{cell}: ")


def test_the_same_figure_twice_is_refused():
    (fault,) = faults(table(LINE, "2024" + LINE[4:], LINE.replace(",90,90,", ",91,90,")))
    assert fault == "B4: this figure already stands in row 2; keep one of them"


@pytest.mark.parametrize(
    ("raw", "cell", "words"),
    [
        (b"", "A1", "year"),
        (b"\n\n\n", "A1", "year"),
        (HEADER.encode(), "A2", "no figures"),
        (b"\xef\xbb\xbf" + table(LINE), "A1", "byte order mark"),
        (table(LINE).decode().encode("utf-16"), "A1", "byte order mark"),
        (table(LINE, LINE.replace("Publication", "\ufeffBron")), "H3", "byte order mark"),
        (table(LINE, LINE.replace("Publication", "Enquête")).decode().encode("latin-1"), "H3", "not UTF-8"),
        (table(LINE.replace("any_risk", "\ud800")), "B2", "not UTF-8"),
        (table(LINE.replace(",90,", ",9\x000,", 1)), "E2", "NUL"),
        (table('2025,any_risk,,,90,90,exact,"a, b\x00"'), "H2", "NUL"),
        (table(LINE).replace(b"\n", b"\r"), "H1", "line break"),
        (b"PK\x03\x04" + b"x" * 100, "A1", "workbook"),
        (b"x" * 300_000, "A1", "larger than"),
        (table(*[LINE] * 2001), "A2002", "at most 2000"),
    ],
)
def test_what_is_no_table_is_refused(raw, cell, words):
    (fault,) = faults(raw)
    assert fault.startswith(f"{cell}: ")
    assert words in fault


def test_every_wrong_cell_is_told_at_once_but_never_more_than_a_screen_of_them():
    assert [each.partition(":")[0] for each in faults(table("1,any_risk,x,y,z,0,maybe,="))] == ["H2"]
    several = faults(table("1,any_risk,x,y,z,0,maybe,Bron"))
    assert [each.partition(":")[0] for each in several] == ["A2", "C2", "D2", "E2", "F2", "G2"]
    assert len(faults(table(*["1" + LINE[4:]] * 500))) == 20


def test_windows_line_ends_and_quotation_marks_are_read():
    raw = table('2025,any_risk,,,90,90,exact,"Bron, deel 2"').replace(b"\n", b"\r\n")
    assert read_survey(raw, "survey.csv").figures[0].source == "Bron, deel 2"


def test_a_file_replaces_the_earlier_one_or_leaves_it_as_it_was(tmp_path: Path):
    folder = tmp_path / "monitor"
    assert survey_figures(folder) == Survey()
    assert not survey_figures(folder)
    assert take_in(folder, EXAMPLE.read_bytes(), EXAMPLE.name) == survey_figures(folder)
    with pytest.raises(BadSurvey):
        take_in(folder, table(LINE, "=" + LINE), "survey.csv")
    assert (folder / FILE).read_bytes() == EXAMPLE.read_bytes()
    take_in(folder, table(LINE), "survey.csv")
    assert [each.source for each in survey_figures(folder).figures] == ["Publication"]
    assert [each.name for each in folder.iterdir()] == [FILE]


def test_a_file_that_somebody_changed_since_is_not_shown(tmp_path: Path):
    take_in(tmp_path, table(LINE), "survey.csv")
    (tmp_path / FILE).write_bytes(table(LINE.replace(",90,", ",190,", 1)))
    with pytest.raises(BadSurvey, match="E2"):
        survey_figures(tmp_path)


def test_the_published_description_of_the_columns_is_that_of_the_program():
    described = json.loads((FORMATS / "survey-1.table-schema.json").read_text(encoding="utf-8"))
    assert tuple(field["name"] for field in described["fields"]) == COLUMNS
    assert described["fields"][1]["constraints"]["enum"] == list(PARTS)
    page = (FORMATS / "survey-1.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for parts in (COLUMNS, PARTS, *PARTS.values()) for name in parts)
