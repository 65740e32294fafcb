"""Which group a company is compared with, and what is said of its place in it."""

import pytest
from pages.releases import BEFORE, QUARTER, YEAR, freeze_releases

from ev_scan.monitor.classification import GROUP_OF, GROUPS, SIZES
from ev_scan.services.benchmark import Standing, benchmark
from ev_scan.services.shelf import Edition, Shelf

BANDS = {"products": 3, "environment": 2, "partnerships": 3, "growth": 4, "overall": 3}
INDUSTRY = {"sector_group": "industry", "size": "small"}


@pytest.fixture(scope="module")
def edition(tmp_path_factory, published):
    folder = tmp_path_factory.mktemp("benchmark")
    freeze_releases(folder, published, BEFORE, YEAR)
    return Shelf(folder).last()


def without(edition, *rows):
    """The same release with these rows withheld."""
    release = edition.release
    for table, key in rows:
        release = release.withhold(table, key)
    return Edition(release, {})


def test_the_narrowest_group_that_is_published_is_taken(edition):
    for place, narrowest, rows in [
        (INDUSTRY, True, []),
        ({"sector_group": "industry"}, False, [("sector_group_size", ("industry", "small"))]),
        ({"size": "small"}, False, [("sector_group_size", ("industry", "small")), ("sector_group", ("industry",))]),
    ]:
        found = benchmark(without(edition, *rows), "C", "small", BANDS)
        assert (found.place, found.is_narrowest, found.period) == (place, narrowest, YEAR)
        assert found.number == edition.row(place).n
    gone = [("sector_group_size", ("industry", "small")), ("sector_group", ("industry",)), ("size", ("small",))]
    assert benchmark(without(edition, *gone), "C", "small", BANDS).place == {}
    assert benchmark(without(edition, *gone, ("nl", ())), "C", "small", BANDS) is None


def test_no_group_below_the_thresholds_is_ever_taken(edition):
    for sector, group in GROUP_OF.items():
        for size in SIZES:
            found = benchmark(edition, sector, size, BANDS)
            assert found.place.get("sector_group") in (group, None)
            for score in found.scores:
                assert len(score.shares) == 5
                assert all(share.of >= 30 for share in score.shares)
                assert all(share.is_indicative == (share.of < 100) for share in score.shares)


def test_there_is_a_group_with_too_few_answers_for_whole_percents(edition):
    found = [benchmark(edition, sector, size, BANDS) for sector in GROUP_OF for size in SIZES]
    assert {each.is_rough for each in found} == {True, False}
    assert len({tuple(each.place.items()) for each in found}) > len(GROUPS)


def test_who_does_not_say_its_sector_or_size_is_compared_with_less(edition):
    assert benchmark(edition, None, "small", BANDS).place == {"size": "small"}
    assert benchmark(edition, "C", None, BANDS).place == {"sector_group": "industry"}
    whole = benchmark(edition, None, None, BANDS)
    assert (whole.place, whole.is_narrowest) == ({}, True)


def test_without_a_score_there_is_nothing_to_compare(edition):
    assert benchmark(edition, "C", "small", {}) is None
    assert [each.score for each in benchmark(edition, "C", "small", {"growth": 1}).scores] == ["growth"]


def test_the_place_follows_from_the_published_counts(edition):
    row = edition.row(INDUSTRY)
    for score in BANDS:
        counts = row.counts[f"score.{score}"][:5]
        for band in range(1, 6):
            below, above = sum(counts[: band - 1]) / sum(counts), sum(counts[band:]) / sum(counts)
            found = benchmark(edition, "C", "small", {score: band}).scores[0]
            expected = Standing.HIGHER if below >= 2 / 3 else Standing.LOWER if above >= 2 / 3 else Standing.MIDDLE
            assert found.standing is expected
    assert benchmark(edition, "C", "small", {"overall": 1}).scores[0].standing is Standing.LOWER
    assert benchmark(edition, "C", "small", {"overall": 5}).scores[0].standing is Standing.HIGHER


def test_a_quarter_compares_with_less(tmp_path, published):
    freeze_releases(tmp_path, published, QUARTER)
    found = benchmark(Shelf(tmp_path).last(), "C", "small", BANDS)
    assert found.place == {"sector_group": "industry"}
