"""The pages of the monitor: frozen figures in words, the same for whoever may look, and nothing else."""

import re

import pytest
from pages.figures import FILTERED, PAGES, UNAVAILABLE, address, places, tables
from pages.releases import BEFORE, EMPTY, QUARTER, YEAR, freeze_releases, frozen_files
from pages.site import close, new_settings
from pages.staff import StaffAccount
from pages.strict_client import StrictClient

from ev_scan.config import BadSetting, Settings
from ev_scan.domain.staff import Role
from ev_scan.factory import create_app
from ev_scan.i18n import localizer
from ev_scan.monitor.package import read_release
from ev_scan.monitor.words import caveats


@pytest.fixture(scope="module")
def site(tmp_path_factory, published):
    folder = tmp_path_factory.mktemp("monitor")
    freeze_releases(folder, published, BEFORE, YEAR, survey=True)
    settings = new_settings(folder)
    app = create_app(Settings(**{**vars(settings), "monitor_public": True}), published)
    app.test_client_class = StrictClient
    yield app
    close(app)


@pytest.fixture
def reader(visit, site):
    return visit(site=site)


# Who may look


@pytest.fixture
def closed(make_site, settings, published):
    freeze_releases(settings.instance_path, published, YEAR)
    return make_site(published)


def signed_in(app, visit, role):
    visitor = visit(site=app)
    visitor.client.set_cookie("staff", StaffAccount(app, f"somebody {role}", role).cookie())
    return visitor


@pytest.mark.parametrize("path", PAGES)
def test_who_has_not_signed_in_is_asked_to(closed, visit, path):
    response = visit(site=closed).client.get(path)
    assert (response.status_code, response.location) == (303, f"/team/inloggen?next={path}")


@pytest.mark.parametrize("role", [Role.ADVISER, Role.ADMIN])
def test_another_role_sees_no_figures(closed, visit, role):
    visitor = signed_in(closed, visit, role)
    for path in (*PAGES, "/monitor/bestanden/2026/release.json"):
        assert visitor.open(path).status == 403
        assert "Scanpopulatie" not in visitor.page.text


def test_the_monitor_team_sees_what_everybody_sees_once_it_is_public(make_site, settings, published, visit):
    freeze_releases(settings.instance_path, published, YEAR, survey=True)
    team = signed_in(make_site(published), visit, Role.MONITOR)
    anybody = visit(site=make_site(published, monitor_public=True))
    for path in (*PAGES, "/monitor/risicos?sector=industry&grootte=small"):
        assert team.open(path).page.text == anybody.open(path).page.text
        assert team.status == anybody.status == 200
    name = "/monitor/bestanden/2026/release.xlsx"
    assert team.client.get(name).data == anybody.client.get(name).data


@pytest.mark.parametrize("value", ["ja", "true", "YES", "1"])
def test_a_wrong_setting_stops_the_start_and_names_itself(value, tmp_path):
    environ = {"EV_SCAN_INSTANCE_PATH": str(tmp_path), "EV_SCAN_MONITOR_PUBLIC": value}
    with pytest.raises(BadSetting, match=r"EV_SCAN_MONITOR_PUBLIC: give yes or no"):
        Settings.from_environ(environ)
    environ["EV_SCAN_MONITOR_PUBLIC"] = "yes"
    assert Settings.from_environ(environ).monitor_public
    assert not Settings.from_environ({"EV_SCAN_INSTANCE_PATH": str(tmp_path)}).monitor_public


# What there is to see


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_reads_in_both_languages(visit, site, language):
    visitor = visit(language, site=site)
    for path in (*PAGES, *(f"{path}?periode=2025" for path in PAGES)):
        visitor.open(path)
        assert (visitor.status, visitor.page.language) == (200, language), path


@pytest.mark.parametrize("path", PAGES[:-1])
def test_without_a_release_every_page_says_so(make_site, catalogue, visit, path):
    visitor = visit(site=make_site(catalogue, monitor_public=True)).open(path)
    assert visitor.status == 200
    assert "Er zijn nog geen cijfers gepubliceerd." in visitor.page.text
    assert "%" not in visitor.page.text


def test_a_period_with_too_few_contributions_says_so(make_site, settings, published, visit):
    freeze_releases(settings.instance_path, published, QUARTER, EMPTY)
    visitor = visit(site=make_site(published, monitor_public=True)).open("/monitor")
    assert "kwartaal 2 van 2027" in visitor.page.text
    assert "minder dan 200 bijdragen" in visitor.page.text
    assert visitor.choose("kwartaal 1 van 2027").open("/monitor?periode=2027-Q1").status == 200
    assert "300" in visitor.page.text


def test_one_year_shows_no_trend_and_two_do(make_site, settings, published, visit, reader):
    freeze_releases(settings.instance_path, published, YEAR)
    alone = visit(site=make_site(published, monitor_public=True)).open("/monitor/ontwikkeling")
    assert "Er is nog maar één jaar gepubliceerd" in alone.page.text
    both = reader.open("/monitor/ontwikkeling").page
    rows = tables(both.root)["Had nog nooit van economische veiligheid gehoord"]
    assert [row[0] for row in rows] == ["2025", "2026"]
    assert rows[0][-1] == "–"
    assert rows[1][-1].startswith(("geen verandering", "hoger", "lager"))


def test_a_release_of_a_quarter_alone_has_no_years(make_site, settings, published, visit):
    freeze_releases(settings.instance_path, published, QUARTER)
    visitor = visit(site=make_site(published, monitor_public=True)).open("/monitor/ontwikkeling")
    assert "Er is nog geen heel jaar gepubliceerd" in visitor.page.text


def test_the_caveats_stand_there_word_for_word(visit, site):
    for language in ("nl", "en"):
        visitor = visit(language, site=site).open("/monitor/uitleg")
        for caveat in caveats(localizer(language).gettext):
            assert caveat in visitor.page.text


def test_scan_and_survey_stand_apart(reader):
    page = reader.open("/monitor/vergelijking").page
    found = tables(page.root)
    bias = {row[0]: row[1:] for row in found["Scan en CBS: Alle deelnemers"]}
    scan, survey, difference = bias["Encryptie van data"]
    assert survey == "35% (2025)"
    points = int(scan.rstrip("%")) - 35
    assert difference.startswith(f"{'+' if points > 0 else '−'}{abs(points)} punt")
    assert len(found["Scan en CBS: 10 tot 50 mensen"]) == 1
    assert found["Scanpopulatie en enquête"][0][4] == "ongeveer 47% (2025)"
    assert "CBS 35% in 2025" in reader.open("/monitor").page.text


def test_a_survey_that_was_changed_by_hand_is_not_shown(make_site, settings, published, visit):
    freeze_releases(settings.instance_path, published, YEAR, survey=True)
    (settings.instance_path / "monitor" / "survey.csv").write_text("year,nonsense\n", encoding="utf-8")
    visitor = visit(site=make_site(published, monitor_public=True)).open("/monitor/vergelijking")
    assert visitor.status == 200
    assert "nog geen cijfers van een enquête" in visitor.page.text


# What was asked for


@pytest.mark.parametrize(
    "asked",
    ["periode=2019", "periode=x", "sector=steel", "grootte=2", "landsdeel=gelderland", "sector=industry%00"],
)
def test_what_does_not_exist_is_not_found(reader, asked):
    assert reader.open(f"/monitor/risicos?{asked}").status == 404


def test_an_indicator_that_does_not_exist_is_not_found(reader):
    for asked in ("awareness", "topic.crown_jewels_list", "score.x"):
        assert reader.open(f"/monitor/ontwikkeling?cijfer={asked}").status == 404


def test_filters_choose_a_row_and_keep_the_choice(reader):
    reader.open("/monitor/risicos").choose("Industrie", "10 tot 50 mensen")
    form, pressed = reader.page.form_with("Toon")
    assert (form.get("method"), pressed.get("name")) == ("get", None)
    reader.open("/monitor/risicos?sector=industry&grootte=small&landsdeel=")
    assert reader.page.chosen() == ["2026", "Industrie", "10 tot 50 mensen", "Alle"]
    assert "Scanpopulatie 2026, Industrie, 10 tot 50 mensen." in reader.page.text
    assert "sector=industry&grootte=small" in reader.page.link("Belemmeringen")
    assert "sector=industry&grootte=small" in reader.page.link("English")


def test_nothing_tells_why_a_group_is_not_available(reader, published):
    """A combination that has no row, and a row that is withheld, read alike."""
    release = read_release(frozen_files(published, YEAR))
    withheld = next(row.key for row in release.table("sector_group_size").rows if row.n is None)
    no_row = {"sector": withheld[0], "grootte": withheld[1], "landsdeel": "noord"}
    for path in FILTERED:
        texts = []
        for place in (dict(zip(("sector", "grootte"), withheld, strict=True)), no_row):
            text = reader.open(address(path, place)).page.text
            assert UNAVAILABLE in text
            assert "%" not in re.sub(r"100% 75% 50% 25% 0%", "", text)
            texts.append(re.sub(r"(Scanpopulatie[^.]*|: [A-Z][^:.]*mensen(, [A-Z]\S*)?)", "", text))
        assert texts[0] == texts[1]


def test_no_page_has_decimals_and_every_choice_opens(reader):
    for path in FILTERED[:1]:
        for place in places():
            assert reader.open(address(path, place)).status == 200
            assert not re.search(r"\d[.,]\d+ ?%", reader.page.text)
    for path in PAGES:
        assert not re.search(r"\d[.,]\d+ ?%", reader.open(path).page.text)


# Files


def test_files_are_given_as_they_were_frozen(reader, published):
    files = frozen_files(published, YEAR)
    page = reader.open("/monitor/bestanden").page
    links = [href for href in page.links().values() if href.startswith("/monitor/bestanden/2026/")]
    assert sorted(href.removeprefix("/monitor/bestanden/2026/") for href in links) == sorted(files)
    for href in links:
        response = reader.client.get(href)
        assert response.data == files[href.removeprefix("/monitor/bestanden/2026/")]
        assert response.headers["Content-Disposition"].startswith("attachment; filename=")
        assert response.mimetype != "text/html"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("release.json", "application/json"),
        ("release.sdmx.csv", "text/csv"),
        ("release.ods", "application/vnd.oasis.opendocument.spreadsheet"),
        ("dcat.jsonld", "application/ld+json"),
    ],
)
def test_a_file_says_what_it_is(reader, name, kind):
    assert reader.client.get(f"/monitor/bestanden/2026/{name}").mimetype == kind


@pytest.mark.parametrize(
    "path",
    [
        *("2026/../../public-key.json", "2026/%2e%2e/%2e%2e/survey.csv", "2026/tables", "2026/nothing.csv"),
        *("2024/release.json", "x/release.json", "../release.json", "2026//etc/passwd", "2026/.."),
    ],
)
def test_nothing_else_is_given(reader, path):
    response = reader.client.get(f"/monitor/bestanden/{path}", follow_redirects=False)
    assert response.status_code in (404, 308)
    assert response.mimetype == "text/html"


def test_only_a_public_monitor_is_linked_from_every_page(reader, visitor):
    assert reader.open("/").click("Bedrijvenmonitor").page.h1 == "Bedrijvenmonitor economische veiligheid"
    assert "Bedrijvenmonitor" not in visitor.open("/").page.links()
