"""Every figure of the factsheet is worked out from the published counts, and from nothing else."""

import json
from dataclasses import replace

import pytest
from instances import Team, contributions
from worlds import population, world

from ev_scan.domain.factsheet import Factsheet
from ev_scan.domain.survey import Survey
from ev_scan.i18n import LOCALES, localizer
from ev_scan.monitor.headline import HEADLINES, answered, headline, share_of_codes
from ev_scan.monitor.intervals import NOTHING, share_of
from ev_scan.monitor.package import read_release
from ev_scan.monitor.words import caveats
from ev_scan.services.factsheets import factsheet
from ev_scan.services.survey import PARTS, BadSurvey, read_survey

WORDS = {locale: localizer(locale).gettext for locale in LOCALES}
SURVEY = read_survey(
    b"year,indicator,part,size,percent,n,precision,source\n"
    b"2025,cbs,two_factor,,61.5,,exact,CBS\n"
    b"2025,cbs,encryption,large,88,,exact,CBS\n"
    b"2027,cbs,risk_analysis,,40,,exact,CBS\n",
    "survey.csv",
)


@pytest.fixture(scope="module")
def release():
    return world(2200, 300).year().release


@pytest.fixture(scope="module")
def made(release) -> Factsheet:
    return factsheet(release, population(), None, SURVEY, WORDS)


def test_each_figure_recomputes_from_the_published_counts(release, made):
    counts = release.row("nl", ()).counts
    assert made.n == release.n
    assert [shown.percent for _, shown in made.awareness] == [
        share_of(each, sum(counts["awareness"][:3]), release.base).percent for each in counts["awareness"][:3]
    ]
    for each in made.domains:
        gap = counts[f"gap.{each.domain}"]
        assert each.gap.of == sum(gap[:4])
        assert abs(each.gap.length - 100 * (gap[0] + gap[1]) / sum(gap[:4])) <= 0.5
    for size in made.maturity:
        row = release.row("size", (size.size,)) if size.size else release.row("nl", ())
        assert size.of == sum(row.counts["score.overall"][:5])
    assert {(part.key, part.n) for part in made.parts if part.dimension == "size"} == {
        (row.key[0], row.n) for row in release.table("size").rows
    }


def test_a_sum_of_rounded_counts_is_less_sure_than_one_count(release):
    row = release.row("nl", ())
    both = share_of_codes(release, row, "awareness", ("1", "2"))
    counts = row.counts["awareness"]
    alone = share_of(counts[0] + counts[1], sum(counts[:3]), 1)
    assert both.percent == alone.percent
    assert both.high - both.low >= alone.high - alone.low


def test_every_indicator_of_a_survey_has_its_figure_in_a_release(release):
    row = release.row("nl", ())
    assert HEADLINES.keys() == PARTS.keys()
    unpublished = {("barrier", "other")}
    for indicator, parts in PARTS.items():
        for part in parts or ("",):
            share = headline(release, row, indicator, part)
            assert (share == NOTHING) == ((indicator, part) in unpublished)


def test_what_is_protected_stays_so(release):
    hidden = release.withhold("nl", ()).withhold("size", ("large",))
    made = factsheet(hidden, population(), None, SURVEY, WORDS)
    assert not made.unfamiliar.shown.known
    assert not made.any_risk.weighted
    assert made.barriers == ()
    assert made.bias == ()
    assert [each.of for each in made.maturity if each.size in ("", "large")] == [None, None]
    assert answered(hidden, hidden.row("size", ("large",)), "score.overall") is None
    assert [part.n for part in made.parts if part.key == "large"] == [None]


def test_barriers_are_ranked_and_those_that_may_be_alike_share_a_place(made):
    lengths = [each.shown.length for each in made.barriers]
    assert len(lengths) == 10
    assert lengths == sorted(lengths, reverse=True)
    for each in made.barriers:
        above = [other for other in made.barriers if other.shown.low > each.shown.high]
        assert each.place == 1 + len(above)


def test_the_check_uses_figures_of_statistics_netherlands_until_that_year(release, made):
    assert [(each.item, each.size, each.cbs) for each in made.bias] == [
        ("two_factor", "", 61.5),
        ("encryption", "large", 88.0),
    ]
    assert made.bias[0].scan.percent == headline(release, release.row("nl", ()), "cbs", "two_factor").percent
    assert factsheet(release, population(), None, Survey(), WORDS).bias == ()


def test_a_year_is_compared_with_the_year_before(release):
    counts = release.row("nl", ()).counts["awareness"]
    shifted = (counts[0] + counts[1], 0, *counts[2:])
    rows = release.table("nl").rows
    row = replace(rows[0], counts={**rows[0].counts, "awareness": shifted})
    tables = tuple(replace(each, rows=(row,)) if each.id == "nl" else each for each in release.tables)
    before = replace(release, tables=tables)
    made = factsheet(release, population(), before, Survey(), WORDS)
    assert (made.unfamiliar.change, made.any_risk.change) == ("down", "none")


def test_the_caveats_are_those_of_every_file(made):
    assert made.caveats == {locale: tuple(caveats(gettext)) for locale, gettext in WORDS.items()}


def test_factsheets_are_made_at_the_freeze_and_listed_in_the_manifest(tmp_path, published):
    team = Team(tmp_path / "instance", published).with_keys()
    team.ingest(contributions(published, {1: 240, 2: 20}))
    (team.folder.path / "survey.csv").write_bytes(b"year\n")
    with pytest.raises(BadSurvey):
        team.release("2026-Q1")
    assert team.frozen() == {}
    (team.folder.path / "survey.csv").unlink()
    files = team.release("2026-Q1")
    listed = json.loads(files["manifest.json"])["files"]
    described = json.loads(files["dcat.jsonld"])["dcat:distribution"]
    for name in ("factsheet.nl.pdf", "factsheet.en.pdf"):
        assert files[name].startswith(b"%PDF-1.7")
        assert name in listed
        assert name in {each["dcat:accessURL"]["@id"] for each in described}
    assert read_release(team.release("2026-Q2")).n is None
