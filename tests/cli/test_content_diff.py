"""What an edit does to the plans of made-up companies, against another folder or a revision of git."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

TINY = Path(__file__).parents[1] / "fixtures" / "questionnaires"
BAKER = "Bakker in de stad (city_baker)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "repository" / "questionnaires"))


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def difference(ev_scan, old: object, folder: Path) -> list[str]:
    outcome = ev_scan("content", "diff", old, folder)
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.text.splitlines()


def test_no_difference(ev_scan, folder):
    assert difference(ev_scan, TINY, folder) == [
        "Versie 2000.1 → 2000.1",
        "Onderwerpen: 0 erbij, 0 gewijzigd, 0 weg",
        "Maatregelen: 0 erbij, 0 gewijzigd, 0 weg",
        "Id's erbij: geen",
        "Id's weg: geen",
        "",
        "Bedrijven: 1 doorgerekend, 0 met een andere uitkomst",
        "",
        f"{BAKER}: geen verschil",
    ]


NOT_FOUND, POSSIBLE = "‘Niet gevonden op basis van uw antwoorden’", "‘Mogelijk’"
NOTE = "Schrijf elke controle op (note_oven_checks)"


@pytest.mark.parametrize(
    ("file", "old", "new", "lines"),
    [
        ("profile.yaml", "Chocolade, points: 4", "Chocolade, points: 5", ["punten: 6 → 7"]),
        (
            "profile.yaml",
            "Chocolade, points: 4",
            "Chocolade, points: 7",
            ["punten: 6 → 9", "groep: watched → wanted", f"plan: van ‘Later’ naar ‘Nu doen’: {NOTE}"],
        ),
        ("scan/recipes.yaml", "in: [cake, chocolate]", "in: [cake]", ["score recipes: 17 → 11"]),
        ("regimes.yaml", 'abroad, in: ["yes"]', 'abroad, in: ["no"]', [f"wet bread_act: {NOT_FOUND} → {POSSIBLE}"]),
        (
            "measures/recipes.yaml",
            "id: clear_counter\n    topic: recipe_lock\n    from_level: 0",
            "id: hide_recipes\n    topic: recipe_lock\n    from_level: 0",
            [
                "plan: weg uit ‘Nu doen’: Haal de recepten van de toonbank (clear_counter)",
                "plan: erbij in ‘Nu doen’: Haal de recepten van de toonbank (hide_recipes)",
            ],
        ),
        (
            "measures/recipes.yaml",
            "    title: Schrijf uw recepten op\n",
            "    title: Schrijf uw recepten op\n    variants: [{when: {answer: shop, in: [city]}, effort: L}]\n",
            [],
        ),
    ],
)
def test_what_a_company_notices(ev_scan, folder, file: str, old: str, new: str, lines: list[str]):
    edit(folder, file, old, new)
    if "hide_recipes" in new:
        edit(folder, "measures/bakery.yaml", "after: [clear_counter]", "after: [hide_recipes]")
    found = difference(ev_scan, TINY, folder)
    start = found.index(BAKER if lines else f"{BAKER}: geen verschil")
    assert found[start + 1 :] == [f"  {line}" for line in lines]


def test_another_order_of_the_plan(ev_scan, folder):
    edit(folder, "scan/recipes.yaml", "code: R02\n", "code: R02\n    minimum_target: 3\n")
    last = difference(ev_scan, TINY, folder)[-1]
    assert last == "  plan: andere volgorde, vanaf: Haal de recepten van de toonbank (clear_counter)"


def test_what_must_be_found_out(ev_scan, folder):
    abroad = '    relevant_when: {answer: abroad, in: ["yes"]}\n'
    edit(folder, "scan/bakery.yaml", "code: B02\n", f"code: B02\n{abroad}")
    assert "  uit te zoeken: spare_key weg" in difference(ev_scan, TINY, folder)
    assert "  uit te zoeken: spare_key erbij" in difference(ev_scan, folder, TINY)


def test_ids_topics_and_measures_are_counted(ev_scan, folder):
    edit(folder, "scan/delivery.yaml", "id: bread_van\n    code", "id: bread_bike\n    code")
    edit(folder, "scan/recipes.yaml", "hint: Ook een schrift telt mee.", "hint: Ook een kladblok telt mee.")
    edit(folder, "measures/delivery.yaml", "topic: bread_van", "topic: bread_bike")
    edit(folder, "stappenplan.yaml", "[bread_van]", "[bread_bike]")
    edit(folder, "catalogue.yaml", "2000.1", "2000.2")
    assert difference(ev_scan, TINY, folder)[:5] == [
        "Versie 2000.1 → 2000.2",
        "Onderwerpen: 1 erbij, 1 gewijzigd, 1 weg (gewijzigd: recipe_list)",
        "Maatregelen: 0 erbij, 3 gewijzigd, 0 weg (gewijzigd: borrow_van, buy_van, try_van)",
        "Id's erbij: 1 (topic bread_bike)",
        "Id's weg: 1 (topic bread_van)",
    ]


def test_a_long_list_is_cut_short(ev_scan, folder):
    options = "".join(f"      - {{id: bun{n}, text: Broodje {n}}}\n" for n in range(15))
    edit(folder, "profile.yaml", "      - {id: bread, text: Brood}\n", f"      - {{id: bread, text: Brood}}\n{options}")
    added = difference(ev_scan, TINY, folder)[3]
    assert added.startswith("Id's erbij: 15 (option goods:bun0, ")
    assert added.endswith(", en nog 3)")


def test_answers_that_the_old_content_does_not_know(ev_scan, folder):
    pie = "      - {id: pie, text: Vlaai, points: 3}\n      - {id: chocolate"
    edit(folder, "profile.yaml", "      - {id: chocolate", pie)
    edit(folder, "personas/city_baker.yaml", "goods: [bread, chocolate]", "goods: [bread, pie]")
    found = difference(ev_scan, TINY, folder)
    assert f"{BAKER}: de oude inhoud kent deze antwoorden niet: goods:pie" in found
    assert "  punten: 2 → 5" in found


def test_a_kind_of_scan_that_the_old_content_does_not_know(ev_scan, folder, tmp_path):
    old = Path(shutil.copytree(folder, tmp_path / "old"))
    (old / "deep_dives.yaml").write_text("deep_dives: []\n", encoding="utf-8")
    edit(folder, "personas/city_baker.yaml", "mode: quick", "mode: personnel")
    assert difference(ev_scan, old, folder)[-1].startswith(f"{BAKER}: de oude inhoud kent deze soort scan niet")


def test_content_that_is_broken_on_either_side(ev_scan, folder, tmp_path):
    broken = Path(shutil.copytree(folder, tmp_path / "broken"))
    edit(broken, "profile.yaml", "choose: several", "choose: many")
    outcome = ev_scan("content", "diff", broken, folder)
    assert (outcome.code, outcome.out) == (2, b"")
    assert (
        f"De inhoud van '{broken}' past niet bij dit programma (1 melding). De eerste:\n{broken}/profile" in outcome.err
    )
    outcome = ev_scan("content", "diff", folder, broken)
    assert (outcome.code, outcome.out) == (2, b"")
    assert outcome.err.startswith(f"{broken}/profile.yaml:12:5: error[value]")


def test_a_company_that_does_not_fit_the_new_content(ev_scan, folder):
    edit(folder, "personas/city_baker.yaml", "shop: city", "shop: moon")
    outcome = ev_scan("content", "diff", TINY, folder)
    assert (outcome.code, outcome.err.startswith("city_baker: profile.shop: 'moon' kan hier niet")) == (2, True)


needs_git = pytest.mark.skipif(shutil.which("git") is None and not os.environ.get("CI"), reason="git is not installed")


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Editor", "-c", "user.email=editor@bakery.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@needs_git
def test_a_revision_of_git(ev_scan, folder, monkeypatch):
    """Also from within a hook, where git points elsewhere."""
    git(folder.parent, "init", "-b", "main")
    git(folder.parent, "add", ".")
    git(folder.parent, "commit", "-m", "Bake")
    edit(folder, "profile.yaml", "Chocolade, points: 4", "Chocolade, points: 5")
    monkeypatch.setenv("GIT_DIR", str(folder / "nowhere"))
    for revision in ("HEAD", "main"):
        assert difference(ev_scan, revision, folder)[-1] == "  punten: 6 → 7"


@needs_git
@pytest.mark.parametrize(
    ("revision", "words"),
    [("moon", "git kent die versie niet"), ("--all", "No such option"), ("HEAD", "past niet bij dit programma")],
)
def test_a_revision_of_no_use(ev_scan, folder, revision: str, words: str):
    """The last one had another format then."""
    git(folder.parent, "init", "-b", "main")
    (folder / "methods.yaml").rename(folder / "later.yaml")
    git(folder.parent, "add", ".")
    git(folder.parent, "commit", "-m", "Bake")
    (folder / "later.yaml").rename(folder / "methods.yaml")
    outcome = ev_scan("content", "diff", revision, folder)
    assert (outcome.code, outcome.out) == (2, b"")
    assert words in outcome.err


@needs_git
def test_a_revision_in_which_there_was_no_content(ev_scan, folder):
    git(folder.parent, "init", "-b", "main")
    (folder.parent / "README").write_text("Brood", encoding="utf-8")
    git(folder.parent, "add", "README")
    git(folder.parent, "commit", "-m", "Begin")
    outcome = ev_scan("content", "diff", "HEAD", folder)
    assert (outcome.code, "bestaat de map" in outcome.err) == (2, True)


@pytest.mark.parametrize("path", [True, False], ids=["with git", "without git"])
def test_a_folder_outside_git(ev_scan, folder, monkeypatch, path: bool):
    if not path:
        monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    outcome = ev_scan("content", "diff", "HEAD", folder)
    assert (outcome.code, "staat niet in een kopie van git" in outcome.err) == (2, True)
