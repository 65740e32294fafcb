"""Whatever an editor does to a value: findings with a place, or content that works."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from bakery import TINY, Bakery
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ev_scan.content.errors import BadContent, Finding
from ev_scan.content.loader import check, load
from ev_scan.content.strict_yaml import parse
from ev_scan.domain.answers import AnswerSet
from ev_scan.domain.planner import build_plan
from ev_scan.domain.questionnaire import Mode

Path_ = tuple[str | int, ...]

NOT_FATAL = {
    "removed-id",
    "unlocked-id",
    "changed-wording",
    "unreachable-topic",
    "unreachable-question",
    "unreachable-measure",
    "dead-rule",
    "dead-condition",
    "always-true",
    "hidden-variant",
    "never-found",
    "deep-dive-profile",
    "method-without-topic",
    "asset-group-without-method",
    "unused",
    "idle-question",
    "long-sentence",
    "too-many-words",
    "hard-word",
    "address",
    "hard-to-read",
    "commas",
    "passive",
    "long-word",
    "shared-sentence",
    "review-day",
    "review-due",
    "untranslated",
}
"""What an editor should see to, while the content works."""

DOCUMENTS = {
    str(path.relative_to(TINY)): parse(path.read_bytes(), path.name).value for path in sorted(TINY.rglob("*.yaml"))
}


def paths_in(value: Any, here: Path_ = ()) -> Iterator[Path_]:
    yield here
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inside in items:
        yield from paths_in(inside, (*here, key))


SPOTS = [(file, path) for file, value in DOCUMENTS.items() for path in paths_in(value) if path]
SOMETHING_ELSE = st.sampled_from(
    [
        None,
        True,
        0,
        1,
        -1,
        99,
        1.5,
        "",
        " ",
        "x",
        "yes",
        "unknown",
        "bread",
        "guild",
        [],
        {},
        [1],
        ["x"],
        [[]],
        {"x": 1},
        "é" * 700,
    ]
)


def put(document: Any, path: Path_, value: object) -> None:
    for step in path[:-1]:
        document = document[step]
    document[path[-1]] = value


def take_away(document: Any, path: Path_) -> None:
    for step in path[:-1]:
        document = document[step]
    del document[path[-1]]


def twice(document: Any, path: Path_) -> None:
    for step in path[:-1]:
        document = document[step]
    if isinstance(document, list):
        document.append(copy.deepcopy(document[path[-1]]))
    else:
        document[f"{path[-1]}_too"] = copy.deepcopy(document[path[-1]])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(SPOTS), st.sampled_from([put, take_away, twice]), SOMETHING_ELSE)
def test_findings_or_a_working_catalogue(bakery: Bakery, spot, change, other: object):
    file, path = spot
    document = copy.deepcopy(DOCUMENTS[file])
    change(document, path, other) if change is put else change(document, path)
    target = bakery.directory / file
    before = target.read_bytes()
    try:
        target.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), encoding="utf-8")
        look_at(bakery.directory)
    finally:
        target.write_bytes(before)


def stops_the_program(finding: Finding) -> bool:
    """A company in production is not served less because a lock, a persona or a sentence is not as it should be."""
    return finding.code not in NOT_FATAL and "personas" not in finding.place.file


def look_at(directory: Path) -> None:
    findings, _ = check(directory)
    for finding in findings:
        assert finding.message
        assert finding.hint
        assert Path(finding.place.file).is_relative_to(directory)
    about_content = [finding for finding in findings if stops_the_program(finding)]
    if about_content:
        with pytest.raises(BadContent) as refused:
            load(directory)
        assert list(refused.value.findings) == about_content
        return
    catalogue = load(directory)
    questions = catalogue.questionnaire.questions()
    build_plan(catalogue, AnswerSet({question.id: (question.options[0].id,) for question in questions}), Mode.FULL)
