"""Makes the pictures in this folder: a temporary site, an invented company, a headless browser."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from pyotp import TOTP
from werkzeug.serving import make_server

from ev_scan.cli.monitor import release_pages
from ev_scan.config import Settings
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.sharing import ShareRole, Terms
from ev_scan.domain.staff import Role
from ev_scan.factory import create_app
from ev_scan.i18n import LOCALES, localizer
from ev_scan.monitor.opening import Opener, new_key_pair
from ev_scan.monitor.period import Period
from ev_scan.persistence.schema import upgrade
from ev_scan.services import accounts, documents, dossiers, sharing
from ev_scan.services.answers_file import read_dossier
from ev_scan.services.contributing import Folder, codebook_of, ingest, simulated
from ev_scan.services.freezing import write_files
from ev_scan.services.maintenance import make_keys
from ev_scan.services.releasing import make_release
from ev_scan.vault.codes import parse_code
from ev_scan.vault.epochs import month_of
from ev_scan.web.context import EXTENSION, Runtime

HERE = Path(__file__).resolve().parent
COMPANY = HERE / "company.yaml"
PAGES = {
    "home": "/",
    "question": "/scan/environment/incident_plan",
    "results": "/resultaat",
    "plan": "/plan",
    "knowledge": "/kennis/methoden/M05",
    "matrix": "/stappenplan/matrix",
    "supply": "/leveringen/i1",
    "monitor": "/monitor",
}
WINDOW = {"width": 1120, "height": 980}
PRINTED_PAGES = 2
PRINTED_DPI = 75
MADE_ON = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def runtime(app: Flask) -> Runtime:
    found: Runtime = app.extensions[EXTENSION]
    return found


@contextmanager
def site(folder: Path) -> Iterator[tuple[Flask, str]]:
    """An application with its address, until the end of the block."""
    settings = Settings.from_environ({"EV_SCAN_INSTANCE_PATH": str(folder), "EV_SCAN_MONITOR_PUBLIC": "yes"})
    upgrade(settings.database_url)
    app = create_app(settings)
    make_keys(runtime(app).epochs, datetime.now(UTC).date())
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield app, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        runtime(app).engine.dispose()


def company(app: Flask) -> Dossier:
    catalogue = runtime(app).catalogue
    dossier = read_dossier(COMPANY.read_bytes(), COMPANY.name, catalogue, localizer("nl"))
    for section in ("profile", *(cluster.id for cluster in catalogue.questionnaire.clusters)):
        dossier = dossier.with_finished(section)
    return dossier


def sealed(app: Flask, dossier: Dossier) -> str:
    """Stores the dossier as the scan would; returns the code that opens it."""
    here = runtime(app)
    return str(dossiers.begin(here.engine, here.epochs, dossier, month_of(datetime.now(UTC).date())))


def publish(app: Flask) -> None:
    """Figures of a year of simulated companies."""
    catalogue, folder = runtime(app).catalogue, Folder(runtime(app).settings.instance_path)
    public, private = new_key_pair(None)
    write_files(folder.path, {folder.public_key.name: public})
    ingest(folder, b"".join(simulated(folder, 4000, 7, MADE_ON.year, catalogue)), catalogue)
    year = Period(MADE_ON.year)
    make_release(folder, year, lambda: Opener(private, None), codebook_of(catalogue), release_pages(catalogue))


def share(app: Flask, code: str) -> str:
    """A code for an adviser."""
    here, now = runtime(app), int(datetime.now(UTC).timestamp())
    terms = Terms(ShareRole.NOTE, (now // 3600 + 24) * 3600, 5)
    own = parse_code(code)
    _, made = sharing.make(here.engine, here.epochs, own, month_of(datetime.now(UTC).date()), terms, now)
    return str(made)


def sign_in(app: Flask, page: Page, name: str) -> None:
    """All steps of a first sign-in, as an adviser takes them."""
    first, own = (
        accounts.add(runtime(app).engine, runtime(app).staff_key, name, Role.ADVISER),
        "zes fietsen op een dijk",
    )
    page.goto("/team/inloggen")
    send(page, name=name, password=first)
    send(page, present=first, wanted=own)
    secret = "".join((page.locator("code").first.text_content() or "").split())
    send(page, code=TOTP(secret).now())


def send(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"main input[name={name}]").fill(value)
    page.locator("main form button[type=submit]").first.click()


def photograph_desk(browser: Browser, app: Flask, address: str, code: str, language: str) -> None:
    """What an adviser sees of a company that shares its scan."""
    window = browser.new_context(base_url=address, locale=language, viewport=WINDOW, color_scheme="light")
    page = window.new_page()
    sign_in(app, page, f"Adviser {language}")
    page.goto("/advies/code")
    send(page, code=share(app, code), reference="2026-017")
    page.goto(f"{page.url.partition('?')[0]}/leidraad")
    page.screenshot(path=picture("guide", language))
    window.close()


def resume(page: Page, code: str) -> None:
    page.goto("/hervat")
    page.locator("input[name=code]").fill(code)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/scan")


def photograph(browser: Browser, address: str, code: str, language: str) -> None:
    window = browser.new_context(base_url=address, locale=language, viewport=WINDOW, color_scheme="light")
    page = window.new_page()
    page.goto(PAGES["home"])
    page.screenshot(path=picture("home", language))
    resume(page, code)
    for name, path in PAGES.items():
        if name != "home":  # which has another button once a scan is open
            page.goto(path)
            page.screenshot(path=picture(name, language))
    window.close()


def print_plan(app: Flask, dossier: Dossier, language: str, folder: Path) -> None:
    """The first pages of the PDF, as pictures."""
    body = documents.plan_pdf(dossier, runtime(app).catalogue, localizer(language), MADE_ON)
    file = folder / "plan.pdf"
    file.write_bytes(body)
    options = ["-png", "-r", str(PRINTED_DPI), "-l", str(PRINTED_PAGES)]
    subprocess.run(["pdftoppm", *options, file, folder / "page"], check=True)  # noqa: S603, S607 - our own file
    for number, page in enumerate(sorted(folder.glob("page-*.png")), start=1):
        page.replace(picture(f"pdf-{number}", language))


def picture(name: str, language: str) -> Path:
    return HERE / f"{name}-{language}.png"


def shrink(path: Path) -> None:
    """A palette of 256 colours: a third of the size, and no difference to see."""
    Image.open(path).convert("RGB").quantize(256).save(path, optimize=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as name, site(Path(name)) as (app, address), sync_playwright() as player:
        browser = player.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        dossier = company(app)
        code = sealed(app, dossier)
        publish(app)
        for language in LOCALES:
            photograph(browser, address, code, language)
            print_plan(app, dossier, language, Path(name))
        for language in LOCALES:  # afterwards: an adviser who came leaves traces on the owner's pages
            photograph_desk(browser, app, address, code, language)
        browser.close()
    for path in HERE.glob("*.png"):
        shrink(path)


if __name__ == "__main__":
    main()
