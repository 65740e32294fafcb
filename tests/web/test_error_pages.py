"""Every error is a page that says what to do, in the language of the visitor; the log says where, never what."""

import logging
import shutil

import pytest
from pages.page_checks import BadPage, check_page
from pages.scan_trip import ScanTrip
from sqlalchemy.exc import OperationalError

from ev_scan.domain.dossier import Dossier
from ev_scan.i18n import localizer
from ev_scan.services import dossiers
from ev_scan.web import context

BOTH = pytest.mark.parametrize("language", ["nl", "en"])
FORM = "application/x-www-form-urlencoded"
SECRET = "geheim-recept-4711"
OURS = "Er ging iets mis bij ons"


@pytest.mark.parametrize(
    ("method", "path", "kind", "headers", "status", "title"),
    [
        ("GET", "/nothing", None, {}, 404, "Deze pagina bestaat niet"),
        ("POST", "/scan", FORM, {}, 405, "Zo kan deze pagina niet worden geopend"),
        ("POST", "/start", "text/plain", {}, 415, "Dit formaat kunnen wij niet lezen"),
        ("POST", "/start", FORM, {"Origin": "https://elders.example"}, 403, "Dit formulier kwam niet van onze site"),
    ],
)
@BOTH
def test_an_error_page_is_in_the_language_of_the_visitor(visit, language, method, path, kind, headers, status, title):
    visitor = visit(language)
    asked = headers | {"Accept-Language": language}
    response = visitor.client.open(path, method=method, content_type=kind, headers=asked)
    assert response.status_code == status
    assert f'<html lang="{language}"' in response.text
    assert f"<h1>{localizer(language).gettext(title)}</h1>" in response.text


@BOTH
def test_an_error_page_leads_back(visit, catalogue, language):
    trip = ScanTrip(visit(language), catalogue, language)
    assert trip.visitor.open("/nothing").page.link(trip.say("Naar de voorpagina")) == "/"
    trip.begin().visitor.open("/nothing")
    assert trip.visitor.page.link(trip.say("Naar mijn scan")) == "/scan"


@pytest.fixture
def broken(make_site, catalogue, monkeypatch, visit):
    """A site of which a part fails: broken(error) gives a trip in it."""

    def make(error):
        trip = ScanTrip(visit(site=make_site(catalogue)), catalogue).begin().to("recipe_list").pick("2").note(SECRET)

        def fail(*_args, **_more):
            raise error

        monkeypatch.setattr(dossiers, "read", fail)
        monkeypatch.setattr(dossiers, "change", fail)
        return trip

    return make


def test_an_unexpected_error_is_a_page_and_its_values_are_not_in_the_log(broken, caplog, capfd):
    trip = broken(ValueError(f"cannot handle {SECRET}"))
    with caplog.at_level(logging.DEBUG):
        trip.next()
    page = trip.visitor.page
    assert page.status == 500
    assert page.h1 == OURS
    assert SECRET not in trip.visitor.response.text
    assert "Wat u eerder opsloeg, is bewaard." in page.text
    out, err = capfd.readouterr()
    assert "unexpected ValueError at " in caplog.text
    assert SECRET not in caplog.text + out + err


def test_a_busy_database_is_a_page_to_try_again(broken, caplog):
    trip = broken(OperationalError(f"UPDATE {SECRET}", {"x": SECRET}, Exception(SECRET)))
    trip.next()
    assert trip.visitor.status == 503
    assert trip.visitor.page.h1 == "Het is nu erg druk"
    assert trip.visitor.response.headers["Retry-After"] == "5"
    assert SECRET not in caplog.text
    assert "OperationalError" in caplog.text


@pytest.mark.parametrize("error", [KeyError(SECRET), RecursionError(SECRET), TimeoutError(SECRET), MemoryError()])
def test_any_error_is_a_whole_page(broken, error):
    """The strict client looks at it: headers, HTML, and a title that does not blame the visitor."""
    trip = broken(error)
    assert trip.visitor.open("/plan").status in (500, 503)


@pytest.fixture
def saved(make_site, catalogue, visit):
    """A trip on a site whose keys are about to get lost, and its code."""
    trip = ScanTrip(visit(site=make_site(catalogue)), catalogue).begin()
    return trip, trip.code


def test_a_volume_of_keys_that_is_not_mounted_is_no_unknown_code(saved, make_site, catalogue, visit, settings, caplog):
    """Who is told that a code opens nothing may throw it away; here it only has to wait for the operator."""
    trip, code = saved
    shutil.rmtree(settings.keys_path)
    assert trip.to("recipe_list").visitor.status == 503
    settings.keys_path.mkdir(mode=0o700)
    restarted = ScanTrip(visit(site=make_site(catalogue)), catalogue)
    assert restarted.resume(code).visitor.status == 503
    assert restarted.visitor.open("/readyz").response.text == "keys\n"
    assert restarted.visitor.open("/healthz").status == 200
    assert "KeysUnavailable" in caplog.text
    assert str(settings.keys_path) not in caplog.text


def test_keys_in_disorder_are_no_reason_for_a_broken_page(saved, make_site, catalogue, visit, settings):
    """Error pages ask whether a scan is open, and that very question cannot be answered now."""
    trip, _ = saved
    shutil.rmtree(settings.keys_path)
    settings.keys_path.write_text("not a directory")
    restarted = visit(site=make_site(catalogue))
    restarted.client.set_cookie("scan", trip.visitor.cookies["scan"].value)
    assert restarted.open("/").status == 200
    assert restarted.open("/nothing").status == 404
    assert restarted.open("/scan").status in (500, 503)
    assert restarted.open("/start").status in (500, 503)


def test_a_database_that_is_gone_is_noticed_by_the_load_balancer(make_site, catalogue, visit, settings):
    site = make_site(catalogue, database_url=f"sqlite:///{settings.instance_path / 'nowhere' / 'x.db'}")
    visitor = visit(site=site)
    assert visitor.open("/readyz").status == 503
    assert visitor.response.text == "database\n"
    assert visitor.open("/").status == 200
    assert visitor.open("/start").press("Akkoord, ik begin").status == 503


def test_the_tests_notice_a_bad_page(app, visitor):
    """The checks of the strict client bite: each of these faults is refused."""
    good = visitor.open("/hervat").response.text
    check_page(good, 200)
    faults = {
        "malformed": ("</form>", ""),
        "two h1": ("<h1>", "<h1>x</h1><h1>"),
        "no language": ('lang="nl"', 'lang=""'),
        "no label": ('<label class="ev-label"', '<span class="ev-label"'),
        "same id twice": ('id="inhoud"', 'id="code"'),
        "inline style": ("<main", '<main style="color:red"'),
        "inline script": ("</main>", "<script>alert(1)</script></main>"),
        "handler": ("<main", '<main onclick="x()"'),
        "another host": ('src="/s/', 'src="https://elders.example/s/'),
        "leftover": ("<h1>", "<h1>%(name)s "),
        "blames": ("<title>", "<title>Fout: "),
        "answers in the address": ('method="post"', 'method="get" role="search"'),
    }
    for name, (old, new) in faults.items():
        assert old in good, name
        with pytest.raises(BadPage):
            check_page(good.replace(old, new, 1), 200)


def test_the_tests_notice_a_get_that_writes(make_site, catalogue, visit, write_guard):
    site = make_site(catalogue)

    @site.get("/schrijft")
    def writes():
        dossiers.begin(context.engine(), context.runtime().epochs, Dossier("1"), context.month())
        return ""

    with pytest.raises(AssertionError, match=r"wrote to the database: \['GET /schrijft"):
        visit(site=site).open("/schrijft")
