"""The table of the business population may be replaced by a newer one, of which every cell is checked."""

import pytest
from worlds import population

from ev_scan.monitor.errors import BadPopulation
from ev_scan.monitor.population import Population, read_population
from ev_scan.services.contributing import SHIPPED

LINES = SHIPPED.read_text(encoding="utf-8").splitlines()
HEADER = next(place for place, line in enumerate(LINES) if line.startswith("sector,"))
FIRST = HEADER + 1
"""Of the rows, counted from 0."""
ROW = f"{FIRST + 1}"


def changed(place: int, words: str | None) -> bytes:
    lines = list(LINES)
    lines[place : place + 1] = [] if words is None else [words]
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass")


def refusal(raw: bytes) -> str:
    with pytest.raises(BadPopulation) as refused:
        read_population(raw, "population.csv")
    words = str(refused.value)
    assert words.isprintable()
    assert len(words) < 400
    return words


def test_the_shipped_table_says_where_it_is_from_and_is_read_whole():
    assert isinstance(population(), Population)
    assert {"source", "period", "retrieved", "licence"} <= set(population().about)
    assert population().counts.shape == (20, 4, 12)
    again = read_population(changed(0, LINES[0]).replace(b"\n", b"\r\n"), "population.csv")
    assert (again.counts == population().counts).all()


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ("A,micro,drenthe,=1+1", f"D{ROW}"),
        ("A,micro,drenthe,@SUM(A1)", f"D{ROW}"),
        ("A,micro,drenthe,-5", f"D{ROW}"),
        ("A,micro,drenthe,5.0", f"D{ROW}"),
        ("A,micro,drenthe,1e9", f"D{ROW}"),
        ("A,micro,drenthe,99999999", f"D{ROW}"),
        ("A,micro,drenthe,٣٤", f"D{ROW}"),
        ("A,micro,drenthe,", f"D{ROW}"),
        ("A,micro,drenthe, 7", f"D{ROW}"),
        ("A,micro,drenthe,7\x00", f"D{ROW}"),
        ("=cmd|' /C calc'!A0,micro,drenthe,7", f"A{ROW}"),
        ("a,micro,drenthe,7", f"A{ROW}"),
        ("A,tiny,drenthe,7", f"B{ROW}"),
        ("A,micro,<script>alert(1)</script>,7", f"C{ROW}"),
        ("A,micro,Drenthe,7", f"C{ROW}"),
        ("A,micro,drenthe\u202e,7", f"C{ROW}"),
        ("A,micro,drenthe", f"D{ROW}"),
        ("A,micro,drenthe,7,8", f"E{ROW}"),
        ("A;micro;drenthe;7", f"B{ROW}"),
        ("A\tmicro\tdrenthe\t7", f"B{ROW}"),
        ('"A,micro,drenthe,7', f"A{ROW}"),
        ('A,micro,"drenthe"x,7', f"A{ROW}"),
        ("# late: note", f"B{ROW}"),
    ],
)
def test_a_cell_that_cannot_be_is_named_as_in_a_spreadsheet(row, cell):
    assert f"population.csv: {cell}: " in refusal(changed(FIRST, row))


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("sector,size,province", "D"),
        ("sector,size,province,businesses,revenue", "E"),
        ("sector;size;province;businesses", "A"),
        ("\ufeffsector,size,province,businesses", "A"),
        ("size,sector,province,businesses", "A"),
        ("sector,size,province,Businesses", "D"),
    ],
)
def test_other_columns_than_these_four_are_refused(header, cell):
    assert f"{cell}{HEADER + 1}: " in refusal(changed(HEADER, header))


def test_a_row_that_stands_twice_or_not_at_all_is_named():
    assert f"A{len(LINES) + 1}: " in refusal(changed(len(LINES), LINES[FIRST]))
    assert "there is no line for A, micro, drenthe" in refusal(changed(FIRST, None))
    assert "header" in refusal(b"")


@pytest.mark.parametrize(
    "note",
    ["# source: =HYPERLINK(1)", "# source: " + "x" * 601, "# author: somebody", "# source: \x1b[31mred", "#"],
)
def test_a_note_is_plain_words(note):
    assert "A1: " in refusal(changed(0, note))


def test_a_note_stands_there_once():
    assert "twice" in refusal(changed(HEADER, "# source: another\n" + LINES[HEADER]))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\xff\xfe" + "sector,size".encode("utf-16-le"), "byte 0 is not UTF-8"),
        (changed(FIRST, "A,micro,drenthe,7").replace(b"drenthe", b"drenth\xe9"), "is not UTF-8"),
        (changed(FIRST, "\ud800"), "is not UTF-8"),
        (b"sector,size,province,businesses\n" + b"A,micro,drenthe,7\n" * 60_000, "larger than"),
        (b"\x00" * 100, "A1: "),
    ],
)
def test_what_is_no_table_is_refused(raw, words):
    assert words in refusal(raw)


def test_a_country_without_businesses_is_refused():
    empty = [*LINES[:FIRST], *(line.rsplit(",", 1)[0] + ",0" for line in LINES[FIRST:])]
    assert "fewer than 100 businesses" in refusal("\n".join(empty).encode())
