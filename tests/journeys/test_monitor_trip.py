"""From the first page of a scan to the thanks for a contribution, without JavaScript, in both languages."""

import pytest
from pages.monitor_trip import CONFIRM, finished, keep, look

from ev_scan.i18n import localizer
from ev_scan.web.context import EXTENSION

pytestmark = pytest.mark.browser


def press(watch, say, name):
    watch.page.get_by_role("button", name=say(name), exact=True).click()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_questions_come_first_and_the_choice_comes_last(browse, live_site, published, language):
    app, _ = live_site
    settings, say = app.extensions[EXTENSION].settings, localizer(language).gettext
    watch = browse(locale=language, java_script_enabled=False, viewport={"width": 320, "height": 800})
    watch.open("/start")
    press(watch, say, "Akkoord, ik begin")
    watch.page.get_by_role("link", name=say("Ja, ik doe mee")).click()
    pages = 0
    while "/bijdragen/vragen/" in watch.page.url:
        pages += 1
        groups = watch.page.locator("main fieldset").all()
        for group in groups:
            group.locator("input").nth(1).check()
        press(watch, say, "Opslaan en verder")
    assert pages == len(published.monitor.pages)
    total = sum(1 for _ in published.monitor.questions)
    words = say("U beantwoordde %(answered)s van de %(total)s vragen. U beslist aan het eind of u ze deelt.")
    assert words % {"answered": total, "total": total} in watch.page.inner_text("main")

    code = keep(settings, finished(published))
    watch.open("/hervat")
    watch.page.get_by_label(say("Uw code")).fill(str(code))
    press(watch, say, "Verder")
    watch.open("/resultaat")
    watch.page.get_by_role("link", name=say("Bekijk wat er dan meegaat")).click()
    assert watch.page.locator("main input:checked").count() == 0
    for choice in ("Ja, stuur precies deze antwoorden", "Ja, de eerste keer dit jaar"):
        watch.page.get_by_label(say(choice)).check()
    press(watch, say, CONFIRM)
    assert watch.page.inner_text("h1") == say("Dank voor uw bijdrage")
    assert look(settings, code).participation.contributed
