"""Where pages break."""

from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ev_scan.report.document.flow import Placed, Strip, Tie, paginate

HEIGHT = 100.0


class Words:
    def draw(self, *_: object) -> None:
        raise NotImplementedError


def strip(height: float, tie: Tie = Tie.FREE, before: float = 0, needs: float = 0) -> Strip:
    return Strip(Words(), 0, height, before=before, tie=tie, needs=needs)


def heights(pages: list[list[Placed]]) -> list[list[float]]:
    return [[placed.strip.height for placed in page] for page in pages]


strips = st.lists(st.builds(strip, st.floats(1, 60), st.sampled_from(Tie), st.floats(0, 30)), max_size=40)


@given(strips)
def test_everything_is_placed_once_in_order_and_within_the_page(given_strips: list[Strip]) -> None:
    pages = paginate(given_strips, HEIGHT)
    assert [placed.strip for page in pages for placed in page] == given_strips
    for page in pages:
        assert not page or (page[0].top == 0 and page[-1].bottom <= HEIGHT + 0.1)
        assert all(upper.bottom <= lower.top for upper, lower in pairwise(page))
    assert all(pages) or not given_strips


def test_a_heading_goes_with_what_it_announces() -> None:
    pages = paginate([strip(80), strip(10, Tie.HARD), strip(15)], HEIGHT)
    assert heights(pages) == [[80], [10, 15]]


def test_what_belongs_together_moves_when_little_room_is_lost() -> None:
    card = [strip(20, Tie.SOFT), strip(20, Tie.SOFT), strip(20)]
    assert heights(paginate([strip(80), *card], HEIGHT)) == [[80], [20, 20, 20]]


def test_what_belongs_together_is_divided_rather_than_leave_a_page_half_empty() -> None:
    card = [strip(20, Tie.SOFT), strip(20, Tie.SOFT), strip(20)]
    assert heights(paginate([strip(50), *card], HEIGHT)) == [[50, 20, 20], [20]]


def test_a_division_never_leaves_a_heading_alone() -> None:
    card = [strip(20, Tie.SOFT), strip(20, Tie.HARD), strip(20)]
    assert heights(paginate([strip(50), *card], HEIGHT)) == [[50, 20], [20, 20]]


def test_what_exceeds_a_page_is_divided_all_the_same() -> None:
    assert heights(paginate([strip(40, Tie.HARD), strip(40, Tie.HARD), strip(40)], HEIGHT)) == [[40, 40], [40]]
    assert heights(paginate([strip(140), strip(10)], HEIGHT)) == [[140], [10]]


def test_space_is_dropped_at_the_top_of_a_page() -> None:
    pages = paginate([strip(90), strip(30, before=12), strip(10, before=12)], HEIGHT)
    assert [[placed.top for placed in page] for page in pages] == [[0], [0, 42]]


@pytest.mark.parametrize(("needs", "pages"), [(inf, 2), (60, 2), (40, 1), (0, 1)])
def test_a_page_break_can_depend_on_the_room_left(needs: float, pages: int) -> None:
    assert len(paginate([strip(50), strip(10, needs=needs)], HEIGHT)) == pages


def test_a_page_break_holds_even_after_a_heading() -> None:
    assert heights(paginate([strip(10, Tie.HARD), strip(10, needs=inf)], HEIGHT)) == [[10], [10]]


def test_a_few_lines_do_not_get_a_page_of_their_own() -> None:
    lines = [strip(20, before=5) for _ in range(4)]
    pages = paginate([*lines, strip(5, before=5), strip(50, needs=inf)], HEIGHT)
    assert heights(pages) == [[20, 20, 20, 20, 5], [50]]
    assert pages[0][-1].bottom <= HEIGHT


def test_lines_that_would_be_cramped_go_on_over_the_page() -> None:
    lines = [strip(20, before=5) for _ in range(4)]
    assert heights(paginate([*lines, strip(14, before=5)], HEIGHT)) == [[20, 20, 20, 20], [14]]


class Repeating:
    repeated = 15.0

    def draw(self, *_: object) -> None:
        raise NotImplementedError


def test_a_frame_gets_room_for_what_it_repeats() -> None:
    frame = Repeating()
    rows = [Strip(None, 0, 40, frames=(frame,)) for _ in range(4)]
    pages = paginate(rows, HEIGHT)
    assert [[placed.top for placed in page] for page in pages] == [[0, 40], [15, 55]]
