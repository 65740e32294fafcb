"""Templates compile, stand where their blueprint is, and import no macro that they don't use."""

import re

import jinja2.meta
import pytest
from jinja2 import nodes
from pages import site

from ev_scan.resources import TEMPLATES
from ev_scan.web import assets

SHARED = {"layouts", "components", "errors"}
app = site.app
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))


def imported(tree: nodes.Template) -> set[str]:
    names: set[str] = set()
    for each in tree.find_all(nodes.FromImport):
        names |= {name[1] if isinstance(name, tuple) else name for name in each.names}
    return names


def used(tree: nodes.Template) -> set[str]:
    return {each.name for each in tree.find_all(nodes.Name) if each.ctx == "load"}


def unused(source: str, environment: jinja2.Environment) -> set[str]:
    tree = environment.parse(source)
    return imported(tree) - used(tree)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles_and_uses_what_it_imports(app, name):
    app.jinja_env.get_template(name)
    assert unused((TEMPLATES / name).read_text(encoding="utf-8"), app.jinja_env) == set()


def test_an_unused_import_is_noticed(app):
    source = '{% from "components/page.html" import lead, notice as box %}{{ lead("x") }}'
    assert unused(source, app.jinja_env) == {"box"}


def test_folders_are_those_of_the_blueprints(app):
    folders = {path.name for path in TEMPLATES.iterdir()}
    assert folders - SHARED == app.blueprints.keys() - {assets.bp.name}
    assert folders >= SHARED


def test_every_template_is_reached_from_a_view_or_another_template(app):
    """Whatever nobody draws is a page that nobody keeps right."""
    sources = {name: (TEMPLATES / name).read_text(encoding="utf-8") for name in NAMES}
    views = "\n".join(path.read_text(encoding="utf-8") for path in (TEMPLATES.parent / "ev_scan" / "web").rglob("*.py"))
    reached = set(re.findall(r'"([a-z]+/[a-z_]+\.html)"', views))
    for source in sources.values():
        reached |= {name for name in jinja2.meta.find_referenced_templates(app.jinja_env.parse(source)) if name}
    assert set(NAMES) - reached == set()
