"""The register in the PDF: what stands in it, that it stays whole, and that it stays fast."""

import time
from dataclasses import replace

import pytest
import tag_checks
from naughty import NAUGHTY
from plan_companies import company, pdf_of, plan, real_catalogue
from reading import Spoken, flowing_text, plain_text, unbroken, web_links
from registers import largest_register, some_register
from test_plan_document import check_conformance

from ev_scan.domain.dossier import Dossier
from ev_scan.domain.plan import InputReason, Phase, RiskReason
from ev_scan.domain.register import Register
from ev_scan.domain.risk_pictures import View, matrix
from ev_scan.i18n import LOCALES, localizer
from ev_scan.report.supply_words import SupplyWords
from ev_scan.services.answers_file import read_dossier


def with_register(register: Register) -> Dossier:
    return replace(company("photonics"), register=register)


@pytest.fixture(scope="module")
def mapped() -> Dossier:
    return with_register(some_register(real_catalogue()))


@pytest.fixture(scope="module")
def mapped_pdf(mapped: Dossier) -> bytes:
    return pdf_of(mapped)


def rows_of(pdf: bytes) -> list[list[str]]:
    return [row for table in Spoken(pdf).tables() for row in table]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_plan_with_a_register_is_accessible_and_made_to_last(mapped: Dossier, locale: str) -> None:
    check_conformance(pdf_of(mapped, locale))


def test_without_a_register_there_are_no_chapters_about_it() -> None:
    text = flowing_text(pdf_of(company("photonics")))
    assert "Uw register" not in text
    assert "Waar u op leunt" not in text


def test_chapters_are_in_the_contents_and_in_order(mapped_pdf: bytes) -> None:
    headings = Spoken(mapped_pdf).all("/H1")
    assert headings.index("Uw register") + 1 == headings.index("Waar u op leunt")
    assert headings.index("Waar u op leunt") + 1 == headings.index("Zo is uw score berekend")
    assert any(entry.startswith("Waar u op leunt") for entry in Spoken(mapped_pdf).all("/Reference"))


def test_an_asset_has_its_values_and_where_it_is(mapped_pdf: bytes) -> None:
    rows = rows_of(mapped_pdf)
    assert ["Lasmodule ontwerp", "Kennis en technologie", "5", "3", "2", "4"] in rows
    assert ["Klantenlijst", "Vastgelegde rechten", "2", "–", "–", "–"] in rows
    [details] = [row[1] for row in rows if row[0] == "Lasmodule ontwerp" and len(row) == 2]
    for told in ("Van wie: Anneke", "Plek: In de kluis", "Toegang: Alleen de directie", "Staat op een controlelijst"):
        assert told in details


def test_risks_stand_in_order_with_their_band_in_words(mapped: Dossier, mapped_pdf: bytes) -> None:
    judged = sorted(plan(mapped).risks, key=lambda found: -(found.current.score if found.current else 0))
    titles = [found.method.title.source for found in judged]
    rows = [row for row in rows_of(mapped_pdf) if len(row) == 6 and row[1] in titles]
    assert [row[1] for row in rows] == titles
    assert rows[0][2:5] == ["25 Zeer hoog"] * 3
    assert [row[5] for row in rows] == [
        "Verminderen",
        "Nog niet gekozen",
        "Accepteren: Anneke de Graaf, opnieuw bekijken op 1 februari 2031",
    ]
    assert "kans 5 in plaats van" in flowing_text(mapped_pdf)
    assert "Het gebeurde al eens." in flowing_text(mapped_pdf)


def test_a_line_that_nobody_rated_says_so(mapped: Dossier) -> None:
    lines = tuple(replace(line, impacts={}) for line in mapped.register.lines)
    pdf = pdf_of(replace(mapped, register=replace(mapped.register, lines=lines)))
    check_conformance(pdf)
    rows = [row for row in rows_of(pdf) if len(row) == 6 and "Niet geschat" in row]
    assert [row[2:5] for row in rows] == [["–", "Niet geschat", "–"]] * 3
    assert "Kans en gevolg" not in flowing_text(pdf)


def test_the_matrix_counts_what_the_plan_counts() -> None:
    dossier = with_register(largest_register(real_catalogue()))
    counted = matrix(plan(dossier).risks, View.CURRENT)
    assert sum(counted.values()) == 60
    spoken = Spoken(pdf_of(dossier))
    [table] = [found for found in spoken.tables() if found[0][1:] == [f"Gevolg {number}" for number in range(1, 6)]]
    for row in table[1:]:
        likelihood = int(row[0].split()[0])
        for impact, cell in enumerate(row[1:], 1):
            assert cell.partition(" ")[0] == (str(counted[likelihood, impact]) if counted[likelihood, impact] else "")
            assert not cell or cell.partition(" ")[2] in ("Laag", "Matig", "Hoog", "Zeer hoog")


def test_an_input_says_how_long_what_is_at_stake_and_what_helps(mapped_pdf: bytes) -> None:
    text = flowing_text(mapped_pdf)
    assert "U kunt 40 dagen door. Overstappen kost 120 dagen: 80 dagen zonder." in text
    assert ["Laserdiode", "63,4 Hoog risico", "80", "320.000 euro"] in rows_of(mapped_pdf)
    stappenplan = real_catalogue().stappenplan
    laser = next(found for found in plan(with_register(some_register(real_catalogue()))).inputs if found.gap_days)
    for line in stappenplan.patterns[laser.pattern].advice:
        assert unbroken(line.source) in text
    for label in laser.labels:
        assert unbroken(str(stappenplan.labels[label].meaning)) in text
    assert "Ingevuld: 100 % van de gegevens." in text
    assert "Leveranciers: 70 % · XX; 20 % · YY; 10 % · Duitsland." in text


def test_the_weights_of_countries_have_their_source_and_date(mapped_pdf: bytes) -> None:
    table = real_catalogue().stappenplan.countries
    assert table
    assert table.url in web_links(mapped_pdf)
    text = flowing_text(mapped_pdf)
    assert unbroken(table.source.source) in text
    assert f"bijgewerkt op {localizer('nl').day(table.as_of)}" in text


def test_who_gives_every_weight_needs_no_table(mapped: Dossier) -> None:
    own = replace(mapped, register=replace(mapped.register, inputs=mapped.register.inputs[:1]))
    assert "De cijfers over landen" not in flowing_text(pdf_of(own))


@pytest.mark.parametrize("locale", LOCALES)
def test_a_sheet_names_the_risks_and_inputs_that_called_for_it(mapped: Dossier, locale: str) -> None:
    words, made = localizer(locale), plan(mapped)
    pages = plain_text(pdf_of(mapped, locale)).split("\f")
    seen = set()
    for action in made.in_phase(Phase.NOW):
        first_step = unbroken(words(action.measure.first_step))
        sheet = next(unbroken(page) for page in pages[2:] if first_step in unbroken(page))
        for reason in action.reasons:
            if isinstance(reason, RiskReason):
                found = made.risk(reason.asset, reason.method)
                assert found
                assert unbroken(f"{found.asset.name} · {words(found.method.title)}") in sheet
                seen.add("risk")
            if isinstance(reason, InputReason):
                leaning = made.input(reason.input)
                assert leaning
                assert leaning.input.name in sheet
                seen.add("input")
    assert "risk" in seen


def test_the_file_gives_the_register_back(mapped: Dossier, mapped_pdf: bytes) -> None:
    restored = read_dossier(mapped_pdf, "plan.pdf", real_catalogue(), localizer("nl"))
    assert restored.register == mapped.register


def test_who_did_only_the_stappenplan_gets_a_plan() -> None:
    dossier = Dossier(real_catalogue().version, register=some_register(real_catalogue()))
    pdf = pdf_of(dossier)
    check_conformance(pdf)
    assert plan(dossier).in_phase(Phase.NOW)
    assert SupplyWords(localizer("nl")).endurance(plan(dossier).inputs[0]) in flowing_text(pdf)


def test_a_register_without_lines_or_inputs_is_a_chapter_of_its_own(mapped: Dossier) -> None:
    pdf = pdf_of(replace(mapped, register=Register(assets=mapped.register.assets)))
    check_conformance(pdf)
    text = flowing_text(pdf)
    assert "Wat u sterk maakt" in text
    assert "Hoe iemand eraan kan komen" not in text


@pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY)
def test_whatever_somebody_typed_the_register_stays_whole(text: str) -> None:
    pdf = pdf_of(with_register(largest_register(real_catalogue(), text[:110])))
    check_conformance(pdf)
    assert not tag_checks.TaggedFile(pdf).file.Root.get("/OpenAction")


@pytest.mark.parametrize("text", ["", "x" * 110, "W" * 110])
def test_the_largest_register_is_fast_and_not_endless(text: str) -> None:
    dossier = with_register(largest_register(real_catalogue(), text))
    pdf_of(dossier)
    started = time.process_time()
    pdf = pdf_of(dossier)
    assert time.process_time() - started < 1
    assert len(tag_checks.TaggedFile(pdf).pages) < 80
    assert len(pdf) < 400_000
