"""The choice at the end: exactly these fields, nothing preselected, once a year, and no page that says who did."""

import re
from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from pages.monitor_trip import (
    AGAIN,
    CONFIRM,
    CONSENT,
    FIRST,
    NO,
    OFFER,
    YES,
    decide,
    enter,
    finished,
    keep,
    look,
    start_monitor,
    told,
)
from test_weight import READING_LIMIT, weight

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import OptionId, QuestionId
from ev_scan.domain.monitor_block import Participation
from ev_scan.monitor.codebook import FLAGS_AT, RECORD_BYTES
from ev_scan.vault.codes import ResumeCode

YEAR = datetime.now(UTC).year


@pytest.fixture
def site(make_site, published):
    return make_site(published)


@pytest.fixture
def team(settings):
    return start_monitor(settings)


@pytest.fixture
def company(settings, published, site, visit):
    """A browser with a finished scan at the consent page, and the code: company(dossier)."""

    def make(dossier: Dossier | None = None, path: str = CONSENT):
        code = keep(settings, dossier or finished(published))
        return enter(visit(site=site), published, code, path), code

    return make


def without(dossier: Dossier, *questions: str) -> Dossier:
    for question in questions:
        dossier = dossier.answered(QuestionId(question), ())
    return dossier


def test_the_result_leads_to_the_choice_and_a_yes_sends_one_contribution(team, company, settings):
    visitor, code = company(path="/resultaat")
    visitor.click(OFFER)
    assert decide(visitor, YES, FIRST).page.h1 == "Dank voor uw bijdrage"
    [record] = team.records()
    assert len(record) == RECORD_BYTES
    assert record[FLAGS_AT] == 1
    assert look(settings, code).participation.contributed == YEAR
    assert OFFER not in visitor.open("/resultaat").page.links()
    assert visitor.open(CONSENT).page.h1 == "Dank voor uw bijdrage"


def test_a_company_that_took_part_before_this_year_is_not_counted_again(team, company):
    visitor, _ = company()
    decide(visitor, YES, AGAIN)
    assert [record[FLAGS_AT] for record in team.records()] == [0]


def test_a_no_sends_nothing_and_is_saved_like_a_yes(team, company, settings):
    visitor, code = company()
    decide(visitor, NO)
    assert visitor.page.path == "/resultaat"
    assert OFFER not in visitor.page.links()
    assert not team.folder.spool.exists()
    stored = look(settings, code).participation
    assert (stored.refused, stored.contributed) == (YEAR, None)
    assert decide(visitor.open(CONSENT), YES, FIRST).page.h1 == "Dank voor uw bijdrage", "a no may become a yes"


def test_nothing_is_chosen_beforehand_and_both_questions_have_to_be_answered(team, company):
    visitor, _ = company()
    assert visitor.page.chosen() == []
    assert visitor.press(CONFIRM).page.errors == ["Kies of u wilt bijdragen."]
    assert decide(visitor, YES).page.errors == ["Kies of dit de eerste keer dit jaar is."]
    assert visitor.status == 422
    assert visitor.page.chosen() == [YES]
    assert team.records() == []


def test_the_page_shows_every_field_that_goes_along_with_its_own_value(team, company, published):
    visitor, _ = company(finished(published, participation=told(published, 1)))
    text = visitor.page.text
    for page in published.monitor.pages:
        for each in page.fields:
            assert each.text.source in text
            assert all(not each.has_rows or question.text.source in text for question in each.questions)
    levels = int(re.search(r"Uw niveau op (\d+) onderwerp", text)[1])
    titles = [topic.title.source for topic in published.questionnaire.topics]
    assert levels == sum(title in text for title in titles) > 10
    for label in ("Periode", "Sector", "Grootte", "Gebied", "Eerste keer dit jaar"):
        assert label in text


def test_profile_is_shown_as_coarse_as_it_will_be_told(team, company, published, settings):
    """Large firms in mining in Zeeland: too few to be told apart."""
    dossier = finished(published)
    for question, option in (("sector", "B06"), ("size", "large"), ("province", "zeeland")):
        dossier = dossier.answered(QuestionId(question), (OptionId(option),))
    visitor, _ = company(dossier)
    assert "Zeeland" not in visitor.page.text
    assert "Winning van delfstoffen" not in visitor.page.text
    assert "Delfstoffen, energie, water en afval" in visitor.page.text


def test_two_tabs_send_one_contribution(team, company, published, site, visit):
    visitor, code = company()
    other = enter(visit(site=site), published, code)
    decide(visitor, YES, FIRST)
    assert decide(other, YES, FIRST).page.h1 == "Dank voor uw bijdrage"
    assert len(team.records()) == 1


def test_five_tabs_at_the_same_moment_send_one_contribution(team, company, published, site, visit):
    _, code = company()
    tabs = [enter(visit(site=site), published, code) for _ in range(5)]
    together = Barrier(len(tabs))

    def press(tab):
        together.wait()
        decide(tab, YES, FIRST)

    threads = [Thread(target=press, args=(tab,)) for tab in tabs]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert [tab.page.h1 for tab in tabs] == ["Dank voor uw bijdrage"] * 5
    assert len(team.records()) == 1


def test_only_what_was_looked_at_is_sent(team, company, published, site, visit):
    visitor, code = company()
    other = enter(visit(site=site), published, code, "/scan/profile/size")
    other.clear().choose("50 tot 250 mensen").press("Opslaan en verder")
    assert decide(visitor, YES, FIRST).status == 409
    assert "intussen veranderd" in visitor.page.text
    assert visitor.page.chosen() == [YES, FIRST]
    assert team.records() == []
    assert visitor.press(CONFIRM).page.h1 == "Dank voor uw bijdrage"


def test_what_cannot_be_stored_is_not_called_sent(team, company, settings):
    visitor, code = company()
    (team.folder.path / "spool").write_text("a file where a folder should be", encoding="utf-8")
    assert decide(visitor, YES, FIRST).status == 503
    assert "Er is niets verstuurd" in visitor.page.text
    assert look(settings, code).participation.contributed is None
    (team.folder.path / "spool").unlink()
    assert visitor.press(CONFIRM).page.h1 == "Dank voor uw bijdrage"
    assert len(team.records()) == 1


def test_a_broken_table_of_businesses_is_no_crash(team, company):
    visitor, _ = company(path="/resultaat")
    team.folder.population.write_text("nothing like it", encoding="utf-8")
    assert visitor.open(CONSENT).status == 503


def test_without_sector_or_size_the_page_says_what_is_missing(team, company, published):
    for lacking in ("sector", "size"):
        visitor, _ = company(without(finished(published), lacking))
        assert visitor.page.h1 == "Wij missen nog iets"
        assert visitor.page.link("Naar ‘Uw bedrijf’") == "/scan/profile/controle"


@pytest.mark.parametrize("why", ["no key", "nothing finished", "abroad"])
def test_who_cannot_contribute_is_not_offered_it(company, published, settings, why):
    dossier = finished(published)
    if why != "no key":
        start_monitor(settings)
    if why == "nothing finished":
        dossier = Dossier(dossier.catalogue_version, dossier.mode, dossier.answers)
    if why == "abroad":
        dossier = dossier.answered(QuestionId("province"), (OptionId("outside_nl"),))
    visitor, _ = company(dossier)
    assert visitor.page.path == "/resultaat"
    assert OFFER not in visitor.page.links()


def test_one_address_cannot_stuff_the_monitor(team, settings, published, site, visit):
    answers = []
    for place in range(31):
        code = keep(settings, finished(published, participation=told(published, place)))
        visitor = enter(visit(site=site), published, code)
        visitor.client.environ_base["REMOTE_ADDR"] = "192.0.2.1"
        answers.append(decide(visitor, YES, FIRST).status)
    assert answers == [200] * 30 + [429]
    assert len(team.records()) == 30


def test_a_contribution_says_nothing_of_the_dossier_and_the_plan_says_nothing_of_the_block(team, company, published):
    """What goes out of the scan is the same with and without the block."""
    with_block, _ = company()
    bare, _ = company(finished(published, participation=Participation()))
    for path in ("/plan.json", "/plan.csv"):
        assert _stable(with_block.open(path).response.data) == _stable(bare.open(path).response.data)


def _stable(data: bytes) -> bytes:
    return re.sub(rb"\d{4}-\d\d-\d\dT[\d:.+Z]+", b"", data)


def test_a_code_opens_a_dossier_and_nothing_in_the_spool(team, company):
    visitor, code = company()
    decide(visitor, YES, FIRST)
    raw = team.folder.spool.path.read_bytes()
    assert ResumeCode(code.root).lookup not in raw
    assert code.root not in raw


def test_the_page_is_light_although_it_shows_everything(team, company):
    visitor, _ = company()
    assert weight(visitor, CONSENT) < READING_LIMIT
