"""Critical inputs as a file on the site: to the buyer and back, all of it or nothing."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from pages.scan_trip import ScanTrip
from pages.supply import STOP, SupplyTrip, held
from pages.visitor import Page

from ev_scan.services.supply_table import LARGEST_FILE

PATH = "/leveringen/bestand"
TWO = b"naam;voorraad_dagen\nbout;3\nmoer;4\n"


@pytest.fixture
def supply(trip) -> SupplyTrip:
    return SupplyTrip(trip)


def bring(supply: SupplyTrip, raw: bytes | None, mode: str = "add", name: str = "lijst.csv", **more: str) -> Page:
    """Send a file from the page that is open, or from a fresh one."""
    if supply.page.path != PATH:
        supply.visitor.open(PATH)
    data = {"csrf_token": supply.page.hidden("csrf_token"), "seen": supply.page.hidden("seen"), "mode": mode, **more}
    if raw is not None:
        data["file"] = (BytesIO(raw), name)
    visitor = supply.visitor
    response = visitor.client.post(PATH, data=data, content_type="multipart/form-data", headers=visitor.headers)
    visitor._take(response)
    return visitor.page


def names(supply: SupplyTrip) -> list[str]:
    links = supply.visitor.open("/leveringen").page.links()
    return [text for text, href in links.items() if href.startswith("/leveringen/") and len(href) == 20]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_list_goes_out_and_comes_back(supply, ending):
    supply.whole("=Lenzen")
    before = supply.to().page.text
    raw = supply.visitor.open(f"{PATH}.{ending}").response.data
    assert f'.{ending}"' in supply.visitor.response.headers["Content-Disposition"]
    assert "Lenzen" not in supply.visitor.response.headers["Content-Disposition"]
    page = bring(supply, raw, "replace", f"lijst.{ending}")
    assert page.path == "/leveringen"
    assert names(supply) == ["=Lenzen"]
    assert supply.visitor.click("=Lenzen").page.text == before


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_filled_in_template_is_taken_over(supply, ending):
    raw = supply.visitor.open(f"/leveringen/voorbeeld.{ending}").response.data
    if ending == "csv":
        head = raw.decode("utf-8-sig").splitlines()[0]
        place = head.split(";").index("voorraad_dagen")
        raw += ("bout" + ";" * place + "12\n").encode()
    else:
        book = load_workbook(BytesIO(raw))
        titles = {cell.value: cell.column for cell in book.worksheets[0][1]}
        book.worksheets[0].cell(2, titles["naam"], "bout")
        book.worksheets[0].cell(2, titles["voorraad_dagen"], 12)
        written = BytesIO()
        book.save(written)
        raw = written.getvalue()
    bring(supply, raw)
    assert names(supply) == ["bout"]
    assert "U kunt 12 dagen door." in supply.page.text


def test_added_or_replaced_as_chosen(supply):
    supply.add("Meel").press(STOP)
    bring(supply, TWO)
    assert sorted(names(supply)) == ["Meel", "bout", "moer"]
    bring(supply, b"naam\nzak\n", "replace")
    assert names(supply) == ["zak"]


def test_what_is_wrong_is_told_cell_by_cell_and_nothing_is_kept(supply):
    supply.add("Meel").press(STOP)
    page = bring(supply, b"naam;voorraad_dagen;tekort\ngoed;3;nee\nfout;veel;x\n", "replace")
    assert page.status == 422
    assert page.errors == [
        "rij 3, kolom voorraad_dagen: 'veel' past hier niet. Vul een heel aantal dagen in, van 0 tot en met 3.650.",
        "rij 3, kolom tekort: 'x' past hier niet. Kies een van: nee, soms, steeds.",
    ]
    assert held(page)["mode"] == "replace"
    assert names(supply) == ["Meel"]


def test_many_messages_are_shown_in_part(supply):
    wrong = "naam;voorraad_dagen;onderweg_dagen;overstappen_dagen;routes\n" + "".join(
        f"{n};x;x;x;x\n" for n in range(10)
    )
    page = bring(supply, wrong.encode())
    assert len(page.errors) == 30
    assert "En nog 10 meldingen." in page.text


def test_a_file_too_many_says_what_to_do(supply):
    supply.add("Meel").press(STOP)
    page = bring(supply, b"naam\n" + b"\n".join(b"zak %d" % n for n in range(10)))
    assert page.status == 422
    assert "Kies voor vervangen, of haal regels uit het bestand." in page.errors[0]
    assert names(supply) == ["Meel"]


def test_a_name_that_is_there_already_is_refused_when_adding_only(supply):
    bring(supply, TWO)
    assert bring(supply, TWO).errors == [
        "rij 2, kolom naam: deze naam staat al in uw lijst.",
        "rij 3, kolom naam: deze naam staat al in uw lijst.",
    ]
    assert bring(supply, TWO, "replace").path == "/leveringen"


def test_sending_a_file_twice_adds_it_once(supply):
    supply.visitor.open(PATH)
    opened = supply.page
    bring(supply, TWO)
    supply.visitor.page = opened
    page = bring(supply, b"naam\nzak\n")
    assert page.status == 409
    assert "Uw lijst is intussen veranderd" in page.text
    assert "Er staan nu 2 leveringen in." in page.text
    assert sorted(names(supply)) == ["bout", "moer"]
    supply.visitor.page = page
    bring(supply, b"naam\nzak\n")
    assert sorted(names(supply)) == ["bout", "moer", "zak"]


def test_no_file_or_no_choice_is_told(supply):
    assert bring(supply, None).errors == ["Kies een CSV-bestand of een Excel-bestand (.xlsx)."]
    assert bring(supply, b"", name="").errors == ["Kies een CSV-bestand of een Excel-bestand (.xlsx)."]
    assert bring(supply, TWO, "wipe").errors == ["Kies of wij uw leveringen bewaren of vervangen."]
    assert names(supply) == []


def test_a_form_that_is_not_ours_changes_nothing(supply):
    assert bring(supply, TWO, csrf_token="forged").status == 422
    assert names(supply) == []


def test_a_file_that_is_too_large_is_refused_with_what_fits(supply):
    assert bring(supply, b"naam\n" + b"x" * (LARGEST_FILE + 1)).errors == [
        "Dit bestand is te groot. Gebruik alleen het blad met leveringen."
    ]
    page = bring(supply, b"x" * (LARGEST_FILE + 40_000))
    assert page.status == 422
    assert page.errors == ["Dit bestand is te groot: hoogstens 256 kB. Gebruik ons lege voorbeeld."]


def test_only_this_page_takes_so_much(supply):
    supply.add("Meel")
    token = supply.to("belang").page.hidden("csrf_token")
    data = {"csrf_token": token, "name": "x" * 70_000}
    assert supply.visitor.client.post(supply.page.path, data=data).status_code == 413


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"PK\x03\x04", b"\x00" * 99, b"%PDF-1.7", b"<svg/>", b"naam\n\xe9\n"])
def test_whatever_is_sent_gives_a_page(supply, raw):
    page = bring(supply, raw)
    assert page.status == 422
    assert page.errors


def test_a_session_that_ended_asks_for_the_code(supply):
    supply.visitor.open(PATH)
    supply.visitor.client.delete_cookie("scan")
    assert bring(supply, TWO).h1 == "Verder met uw code"


def test_english_files_for_english_readers(visit, catalogue):
    supply = SupplyTrip(ScanTrip(visit("en"), catalogue, "en").begin())
    raw = supply.visitor.open("/leveringen/voorbeeld.csv").response.data
    assert raw.decode("utf-8-sig").startswith("name;revenue_share_percent;")
    bring(supply, b"name,stock_days\nbolt,3\n")
    assert names(supply) == ["bolt"]
