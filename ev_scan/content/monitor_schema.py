"""The file format of the monitor block: fixed wording, with a version."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ev_scan.content.schema import Identifier, Node, Phrase, Version

DomainId = Literal[
    "investments", "digital", "supply_chain", "personnel", "knowledge", "cooperation", "physical", "export"
]
FieldId = Literal["awareness", "perceived", "measures", "knows", "barriers", "spending", "support", "channels", "cbs"]


class RowFile(Node):
    id: Identifier
    text: Phrase


class DomainFile(Node):
    kind: ClassVar[str] = "monitor_domain"
    id: DomainId
    text: Phrase


class BlockOptionFile(Node):
    id: Identifier
    text: Phrase
    exclusive: bool = False
    last: bool = False
    """Keeps its place while the options above it turn."""


class BlockQuestionFile(Node):
    kind: ClassVar[str] = "monitor"
    id: FieldId
    choose: Literal["one", "several"] = "one"
    text: Phrase
    hint: Phrase | None = None
    per_domain: bool = False
    rows: list[RowFile] | None = None
    options: Annotated[list[BlockOptionFile], Field(min_length=2)]


class BlockPageFile(Node):
    kind: ClassVar[str] = "monitor_page"
    id: Identifier
    title: Phrase
    questions: Annotated[list[BlockQuestionFile], Field(min_length=1)]


class MonitorFile(Node):
    """monitor.yaml"""

    block: Version
    """The version of the wording: another text needs another one."""
    domains: Annotated[list[DomainFile], Field(min_length=8, max_length=8)]
    pages: Annotated[list[BlockPageFile], Field(min_length=1)]
