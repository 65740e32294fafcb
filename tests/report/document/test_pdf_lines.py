"""Line breaking: nothing lost, nothing too wide, words divided only when they have to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ev_scan.report.document.fonts import FACES, MISSING, SOFT_HYPHEN
from ev_scan.report.document.lines import Line, balanced_lines, break_lines
from ev_scan.report.document.styles import BODY, HEADINGS, Face
from ev_scan.report.document.text import Run, Text, link, strong

WIDTH = 200.0


def texts(lines: list[Line]) -> list[str]:
    return ["".join(fragment.text for fragment in line.fragments) for line in lines]


def letters(text: str) -> str:
    return "".join(text.split(" ")).replace(SOFT_HYPHEN, "")


@given(st.lists(st.text(st.characters(), max_size=80), min_size=1, max_size=4), st.floats(30, 400))
def test_every_letter_is_kept_and_no_line_is_too_wide(parts: list[str], width: float) -> None:
    runs = [Run(part, strong=number % 2 == 1) for number, part in enumerate(parts)]
    lines = break_lines(runs, BODY, width)
    shown = "".join(FACES[Face.SEMIBOLD if run.strong else Face.REGULAR].show(run.text) for run in runs)
    assert letters("".join(texts(lines))) == (letters(shown) if shown.strip() else "")
    for line in lines:
        assert line.width <= width + 0.5 or len(letters(texts([line])[0])) == 1
        assert line.width == pytest.approx(sum(fragment.width for fragment in line.fragments))


@given(st.text(max_size=200), st.floats(60, 400))
def test_one_run_breaks_like_two(text: str, width: float) -> None:
    once = texts(break_lines(text, BODY, width))
    assert once == texts(break_lines([text, Run("")], BODY, width))


@pytest.mark.parametrize("text", ["", " ", "\t\r\n", "\x00", "\u200d", "\u00a0", SOFT_HYPHEN])
def test_nothing_to_see_makes_no_line(text: str) -> None:
    assert break_lines(text, BODY, WIDTH) == []


def test_runs_that_touch_are_one_word_and_spaces_stay_out_of_links() -> None:
    [line] = break_lines(["Lees ", link("dit", "https://example.org"), ", ", strong("nu"), "!"], BODY, 400)
    assert [fragment.text for fragment in line.fragments] == ["Lees ", "dit", ", ", "nu", "!"]
    [line] = break_lines([link("dit", "https://example.org"), " en dat"], BODY, 400)
    assert [fragment.text for fragment in line.fragments] == ["dit", " en dat"]


def divided(text: Text, width: float) -> list[str]:
    return [text.replace(SOFT_HYPHEN, "-") for text in texts(break_lines(text, BODY, width))]


def test_a_compound_that_fits_is_left_whole_and_one_that_does_not_is_divided_between_syllables() -> None:
    assert divided("De bedrijfscontinuïteit", 92) == ["De", "bedrijfscontinuïteit"]
    assert divided("bedrijfscontinuïteit", 58) == ["bedrijfsconti-", "nuïteit"]


def test_soft_hyphens_and_hyphens_are_places_to_break() -> None:
    assert divided("een aansprakelijkheids\u00adverzekering", 130) == ["een aansprakelijkheids-", "verzekering"]
    assert divided("een goede mkb-ondernemer", 80) == ["een goede mkb-", "ondernemer"]
    assert divided("verzeke\u00adring", 400) == ["verzekering"]


def test_an_address_is_divided_without_hyphens() -> None:
    lines = divided("https://www.example.org/een-lang/pad-naar/ergens", 120)
    assert len(lines) > 1
    assert "".join(lines) == "https://www.example.org/een-lang/pad-naar/ergens"
    assert all(line[-1] in "/." for line in lines[:-1])


def test_a_no_break_space_holds() -> None:
    assert all("€\u00a0100" in line for line in divided("kost €\u00a0100", 45)[1:])


def test_headings_have_lines_of_about_the_same_length() -> None:
    style = HEADINGS[2]
    heading = "Een kop die net iets te lang is voor één regel van deze breedte hier"
    greedy, balanced = break_lines(heading, style, 400), balanced_lines(heading, style, 400)
    assert len(greedy) == len(balanced) == 2
    assert balanced[0].width - balanced[1].width < greedy[0].width - greedy[1].width


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Łódź Ğ ĳ €", "Łódź Ğ ĳ €"),
        ("漢字", MISSING * 2),
        ("e\u0301", "é"),
        ("a\ud800b", f"a{MISSING}b"),
        ("a\x00b\x1bc", "a b c"),
        ("\ufeff\u202ea\u200d", "a"),
        ("𝐀𝐁 ① ｶ", f"AB 1 {MISSING}"),
        ("niet\u2011breken", "niet-breken"),
    ],
)
def test_what_the_font_lacks_is_replaced(typed: str, shown: str) -> None:
    assert FACES[Face.REGULAR].show(typed) == shown


def test_the_italic_gives_way_to_letters_it_lacks() -> None:
    [line] = break_lines([Run("Ωя", emphasis=True), " ", Run("é", emphasis=True)], BODY, WIDTH)
    assert [fragment.pen.name for fragment in line.fragments] == [Face.REGULAR, Face.ITALIC]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "www.example.org", ""])
def test_only_links_that_are_safe(url: str) -> None:
    with pytest.raises(ValueError, match="not a link"):
        link("x", url)
