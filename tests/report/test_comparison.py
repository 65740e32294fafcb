"""What changed between two plans, in sentences."""

from dataclasses import replace
from datetime import date

import pytest
from factories import answers
from naughty import NAUGHTY
from registers import LASER, some_register

from ev_scan.domain.catalogue import Catalogue
from ev_scan.domain.dossier import Dossier
from ev_scan.domain.ids import AssetId, MeasureId
from ev_scan.domain.plan import Progress, Status
from ev_scan.domain.plan_changes import PlanChanges, plan_changes
from ev_scan.domain.register import Register, Treatment
from ev_scan.i18n import LOCALES, localizer
from ev_scan.report.comparison import comparison_lines
from ev_scan.services.plans import plan_of

GIVEN = {"shop": "city", "goods": ["bread"], "recipe_list": 0, "recipe_lock": 1, "spare_key": 1}


def dossier(register: Register | None = None, progress=None, **given: object) -> Dossier:
    noted = {MeasureId(name): found for name, found in (progress or {}).items()}
    return Dossier("2000.1", answers=answers(**{**GIVEN, **given}), progress=noted, register=register or Register())


def changes(old: Dossier, new: Dossier, catalogue: Catalogue) -> PlanChanges:
    return plan_changes(plan_of(old, catalogue), plan_of(new, catalogue))


def told(old: Dossier, new: Dossier, catalogue: Catalogue, locale: str = "nl") -> str:
    return "\n".join(comparison_lines(changes(old, new, catalogue), catalogue, localizer(locale)))


def test_nothing_changed(catalogue):
    same = dossier(some_register(catalogue))
    assert changes(same, same, catalogue).is_empty
    assert told(same, same, catalogue) == "Er is niets veranderd."


def test_a_better_answer_lifts_a_score_and_changes_the_action(catalogue):
    text = told(dossier(), dossier(recipe_list=1), catalogue)
    assert "Scores\n  Recepten         22 (doel 44) → 33 (doel 44)  +11\n" in text
    assert "Acties erbij\n  + Schrijf uw recepten op" in text
    assert "Acties niet meer nodig, of geschrapt\n  - Tel uw recepten" in text
    assert "Acties klaar" not in text


def test_back_again_is_the_opposite(catalogue):
    there = changes(dossier(), dossier(recipe_list=1), catalogue)
    back = changes(dossier(recipe_list=1), dossier(), catalogue)
    assert (there.added, there.gone) == (back.gone, back.added)
    assert [(change.old, change.new) for change in there.scores] == [(each.new, each.old) for each in back.scores]


def test_what_was_done_is_not_gone(catalogue):
    found = changes(dossier(), dossier(progress={"recount_recipes": Progress(Status.DONE)}), catalogue)
    assert [action.measure.id for action in found.done] == ["recount_recipes"]
    assert [action.measure.id for action in found.added] == ["write_recipes"]
    assert found.gone == ()


def test_what_was_dropped_is_gone(catalogue):
    found = changes(dossier(), dossier(progress={"recount_recipes": Progress(Status.DROPPED)}), catalogue)
    assert ([action.measure.id for action in found.gone], found.done) == (["recount_recipes"], ())


def test_an_owner_or_a_date_is_no_change(catalogue):
    noted = {"recount_recipes": Progress(Status.DOING, "Jip", date(2030, 1, 1))}
    assert changes(dossier(), dossier(progress=noted), catalogue).is_empty


def test_another_group(catalogue):
    text = told(dossier(shop="farm"), dossier(goods=["chocolate"], abroad="yes"), catalogue)
    assert text.startswith("Hoe interessant u bent voor anderen\n  ")
    assert " → " in text.splitlines()[1]


def test_risks_go_down_when_something_is_arranged(catalogue):
    register = some_register(catalogue)
    text = told(dossier(register), dossier(register, recipe_list=3, recipe_lock=3), catalogue)
    assert "▼ Lasmodule ontwerp · Meekijken over de toonbank: Hoog, 12 van 25 → " in text


def test_a_risk_that_is_new_or_gone(catalogue):
    register = some_register(catalogue)
    without = replace(register, lines=register.lines[1:])
    line = "Lasmodule ontwerp · Meekijken over de toonbank"
    assert f"▲ {line}: nieuw, Hoog, 12 van 25" in told(dossier(without), dossier(register), catalogue)
    assert f"▼ {line}: weg, was Hoog, 12 van 25" in told(dossier(register), dossier(without), catalogue)


def test_more_stock_shortens_the_days_without(catalogue):
    old, new = (Register(inputs=(replace(LASER, stock_days=days),)) for days in (30, 100))
    text = told(dossier(old), dossier(new), catalogue)
    assert "▼ Laserdiode: 63,4, Hoog risico, 80 dagen zonder, 320.000 euro → " in text
    assert "10 dagen zonder, 40.000 euro" in text


def test_ids_of_a_register_do_not_matter(catalogue):
    register = some_register(catalogue)
    renamed = {asset.id: AssetId(f"x{asset.id}") for asset in register.assets}
    assets = tuple(replace(asset, id=renamed[asset.id]) for asset in register.assets)
    lines = tuple(replace(line, asset=renamed[line.asset]) for line in register.lines)
    turned = Register(assets[::-1], lines[::-1], register.inputs[::-1])
    assert changes(dossier(register), dossier(turned), catalogue).is_empty


def test_a_law_that_comes_into_view(catalogue):
    text = told(dossier(), dossier(abroad="yes", bread_act_weight="yes"), catalogue)
    outcomes = "Niet gevonden op basis van uw antwoorden → Waarschijnlijk relevant, laat toetsen"
    assert f"Wetten en regels om na te kijken\n  § Broodwet: {outcomes}" in text


def test_a_decision_about_a_risk_is_told_and_one_that_stands_is_not(catalogue):
    register = some_register(catalogue)
    first, second, third = register.lines
    decided = replace(register, lines=(replace(first, treatment=Treatment.SHARE), second, third))
    text = told(dossier(register), dossier(decided), catalogue)
    assert text == (
        "Risico’s\n  = Lasmodule ontwerp · Meekijken over de toonbank: Hoog, 12 van 25 → Hoog, 12 van 25 · Delen"
    )


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY)
def test_whatever_somebody_typed_can_be_said(catalogue, text: str, locale: str):
    named = Register(inputs=(replace(LASER, name=text), replace(LASER, name=f"{text}2", stock_days=9)))
    assert "63" in told(dossier(), dossier(named), catalogue, locale)
