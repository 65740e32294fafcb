"""The documents say what the program does: each setting, command, room and key, and nothing that is not there."""

import re
import tomllib
from collections.abc import Iterator
from itertools import chain

import click
import pytest
from documents import ROOT, all_documents, decisions, document, rows

import ev_scan.cli
from ev_scan.config import Settings
from ev_scan.content import knowledge_schema, monitor_schema, schema, stappenplan_schema

DOCUMENTS = all_documents()
EVERY = pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.name)

FLASKS_OWN = {"run", "routes", "shell"}
PLACES_OF_A_MACHINE = re.compile(r"/(?:work|home|root|tmp|Users)/|\b[A-Z]:\\")
KEYS = {
    "catalogue.yaml": schema.CatalogueFile,
    "profile.yaml": schema.ProfileFile,
    "Een groep": schema.BandFile,
    "scales.yaml": schema.ScalesFile,
    "Vaste antwoorden": schema.CommonOptionsFile,
    "Een antwoordreeks": schema.ScaleFile,
    "Een rol": schema.NamedFile,
    r"scan/\<thema\>.yaml": schema.ScanFile,
    "Een thema": schema.ClusterFile,
    "Een onderwerp": schema.TopicFile,
    "Een gewicht": schema.WeightRuleFile,
    "Zoek dit uit": schema.FindOutFile,
    "Een vraag": schema.QuestionFile,
    "Een antwoord": schema.OptionFile,
    "Een voorwaarde": schema.ConditionFile,
    r"measures/\<thema\>.yaml": schema.MeasuresFile,
    "Een maatregel": schema.MeasureFile,
    "Een variant": schema.VariantFile,
    "contacts.yaml": schema.ContactsFile,
    "Een contact": schema.ContactFile,
    "sources.yaml": schema.SourcesFile,
    "Een bron": schema.SourceFile,
    "assets.yaml": knowledge_schema.AssetsFile,
    "Een groep belangen": knowledge_schema.AssetGroupFile,
    "Een voorstel": knowledge_schema.SuggestionFile,
    "methods.yaml": knowledge_schema.MethodsFile,
    "Een methode": knowledge_schema.MethodFile,
    "Een verhaal": knowledge_schema.StoryFile,
    "regimes.yaml": knowledge_schema.RegimesFile,
    "Een wet": knowledge_schema.RegimeFile,
    "escalations.yaml": knowledge_schema.EscalationsFile,
    "Een dringende kaart": knowledge_schema.EscalationFile,
    "deep_dives.yaml": knowledge_schema.DeepDivesFile,
    "Een verdieping": knowledge_schema.DeepDiveFile,
    "glossary.yaml": knowledge_schema.GlossaryFile,
    "Een woord": knowledge_schema.TermFile,
    "stappenplan.yaml": stappenplan_schema.StappenplanFile,
    "Een stap": stappenplan_schema.StepFile,
    "Een cijfer": stappenplan_schema.RatingFile,
    "Een gevolg": stappenplan_schema.ImpactFile,
    "Een behandeling": stappenplan_schema.TreatmentFile,
    "Een bedrag": stappenplan_schema.EuroRangeFile,
    "Een keten": stappenplan_schema.ChainFile,
    "Een patroon": stappenplan_schema.PatternFile,
    "Een label": stappenplan_schema.LabelFile,
    "De landen": stappenplan_schema.CountriesFile,
    "monitor.yaml": monitor_schema.MonitorFile,
    "Een gebied": monitor_schema.DomainFile,
    "Een pagina": monitor_schema.BlockPageFile,
    "Een vraag van de monitor": monitor_schema.BlockQuestionFile,
    "Een rij": monitor_schema.RowFile,
    "Een antwoord van de monitor": monitor_schema.BlockOptionFile,
    r"personas/\<bedrijf\>.yaml": schema.PersonaFile,
    "Een verwachting": schema.ExpectedFile,
}
"""Which heading of questionnaires/README.md describes which part of the file format."""


class Asked(dict[str, str]):
    """An environment that remembers what was asked of it."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def get(self, name, default=None):
        self.names.add(name)
        return default


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command of `ev-scan`, as it is typed."""
    for command in {value for value in vars(ev_scan.cli).values() if isinstance(value, click.Command)}:
        if isinstance(command, click.Group):
            yield from ((f"{command.name} {each.name}", each) for each in command.commands.values())
        else:
            yield command.name or "", command


def typed(code: str) -> list[str]:
    """What stands behind `ev-scan` in a piece of code, at most two words."""
    found = re.findall(r"(?<![\w/-])(?:\S*/)?ev-scan ((?!ev-scan)[a-z]+(?: [a-z]+)?)", code)
    return [each for each in found if each.split()[0] not in FLASKS_OWN]


def dependencies() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    table = project["project"]
    extras = table["optional-dependencies"].values()
    wanted = chain(table["dependencies"], *extras, project["build-system"]["requires"])
    return {re.split(r"[^\w.-]", each, maxsplit=1)[0] for each in wanted}


def test_each_setting_is_documented_and_no_other():
    environ = Asked()
    Settings.from_environ(environ)
    assert set(rows(document("docs/configuration.md").text)) == environ.names


@pytest.mark.parametrize(
    ("name", "value"),
    [("EV_SCAN_PROXIES", "5"), ("EV_SCAN_RETENTION_MONTHS", "1"), ("EV_SCAN_RETENTION_MONTHS", "36")],
)
def test_the_documented_bounds_of_a_setting_are_its_bounds(name, value):
    _, default, allowed = rows(document("docs/configuration.md").text)[name]
    unset = Settings.from_environ({})
    assert default == f"`{unset.proxies if name == 'EV_SCAN_PROXIES' else unset.retention_months}`"
    assert f"`{value}`" in allowed
    Settings.from_environ({name: value})


def test_each_command_and_each_option_is_documented():
    page = document("docs/commands.md")
    for name, command in commands():
        said = page.section(f"`ev-scan {name}`")
        for option in command.params:
            if isinstance(option, click.Option):
                assert f"`{option.opts[0]}" in said, f"ev-scan {name} {option.opts[0]}"


@EVERY
def test_the_commands_in_a_document_exist(page):
    known = {name for name, _ in commands()}
    groups = {name.split()[0] for name in known if " " in name}
    for code in page.code:
        for words in typed(code):
            assert (words if words.split()[0] in groups else words.split()[0]) in known, f"{page.name}: ev-scan {words}"


@EVERY
def test_what_a_document_tells_to_make_exists(page):
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for code in page.code:
        assert set(re.findall(r"\bmake ([a-z0-9-]+)", code)) <= targets


@EVERY
def test_links_lead_somewhere(page):
    for link in page.links:
        name, _, anchor = link.partition("#")
        target = (page.path.parent / name).resolve() if name else page.path
        assert target.exists(), f"{page.name}: {link}"
        if anchor:
            assert anchor in document(target.relative_to(ROOT).as_posix()).anchors, f"{page.name}: {link}"


@EVERY
def test_no_document_knows_the_machine_it_was_written_on(page):
    assert not PLACES_OF_A_MACHINE.search(page.text)


def test_the_two_readmes_tour_the_same_things():
    english, dutch = document("README.md"), document("README.nl.md")
    assert len(english.headings) == len(dutch.headings)
    shared = {link for link in english.links if "-en.png" not in link and link != dutch.name}
    assert shared == {link for link in dutch.links if "-nl.png" not in link and link != english.name}


def test_each_direct_dependency_has_its_reason():
    page = document("docs/adr/0015-dependencies.md")
    assert (
        dependencies()
        - set(re.findall(r"`([\w.-]+)`", page.text))
        - set(re.findall(r"^\| ([\w-]+) \|", page.text, re.M))
        == set()
    )


def test_each_room_has_its_purpose():
    package = ROOT / "ev_scan"
    rooms = {each.name for each in package.iterdir() if (each / "__init__.py").exists()}
    rooms |= {each.stem for each in package.glob("*.py")} - {"__init__"}
    assert set(rows(document("docs/architecture.md").section("Rooms"))) == rooms


def test_decisions_are_numbered_and_have_their_three_parts():
    assert [page.path.name[:5] for page in decisions()] == [f"{n:04}-" for n in range(1, len(decisions()) + 1)]
    for number, page in enumerate(decisions(), start=1):
        title, *parts = page.headings
        assert title.startswith(f"{number}. ")
        assert parts == ["Context", "Decision", "Consequences"], page.name


@pytest.mark.parametrize("heading", KEYS)
def test_editors_find_each_key_and_whether_it_is_needed(heading):
    said = rows(document("questionnaires/README.md").section(heading))
    fields = {field.alias or name: field.is_required() for name, field in KEYS[heading].model_fields.items()}
    assert {key: {"ja": True, "nee": False}[needed] for key, (needed, _) in said.items()} == fields


def test_no_part_of_the_file_format_was_forgotten():
    modules = (schema, knowledge_schema, stappenplan_schema, monitor_schema)
    found = [value for module in modules for value in vars(module).values()]
    parts = {value for value in found if isinstance(value, type) and issubclass(value, schema.Node)}
    assert parts - {schema.Node} == set(KEYS.values())
