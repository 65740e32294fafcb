"""What validators of PDF/UA do not look at, checked with pikepdf."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf

CELLS = ("/TH", "/TD")
PAINTING = {"f", "f*", "F", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "Tj", "TJ", "'", '"'}


Mark = tuple[int, int]  # page, number of the marked-content sequence


@dataclass
class Node:
    element: pikepdf.Dictionary
    role: str
    content: "list[Mark | Node]" = field(default_factory=list)
    annotations: list[pikepdf.Dictionary] = field(default_factory=list)

    @property
    def marks(self) -> list[Mark]:
        return [kid for kid in self.content if not isinstance(kid, Node)]

    @property
    def children(self) -> "list[Node]":
        return [kid for kid in self.content if isinstance(kid, Node)]

    def walk(self) -> "Iterator[Node]":
        yield self
        for child in self.children:
            yield from child.walk()

    def reading_order(self) -> Iterator[Mark]:
        for kid in self.content:
            if isinstance(kid, Node):
                yield from kid.reading_order()
            else:
                yield kid


def identity(item: pikepdf.Object) -> tuple[int, int]:
    assert item.is_indirect
    return item.objgen


class TaggedFile:
    def __init__(self, pdf: bytes) -> None:
        self.file = pikepdf.open(BytesIO(pdf))
        self.pages = {identity(page.obj): number for number, page in enumerate(self.file.pages)}
        root = self.file.Root.StructTreeRoot
        assert len(root.K) == 1
        self.tree = self._node(root.K[0], root)
        numbers = list(root.ParentTree.Nums)
        self.by_key = {int(key): owners for key, owners in zip(numbers[::2], numbers[1::2], strict=True)}
        assert list(self.by_key) == sorted(self.by_key)

    def _node(self, element: pikepdf.Dictionary, parent: pikepdf.Dictionary) -> Node:
        assert identity(element.P) == identity(parent)
        node = Node(element, str(element.S))
        for kid in element.get("/K", []):
            if isinstance(kid, int):
                node.content.append((self.pages[identity(element.Pg)], int(kid)))
            elif kid.get("/Type") == "/MCR":
                node.content.append((self.pages[identity(kid.Pg)], int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                node.annotations.append(kid.Obj)
            else:
                node.content.append(self._node(kid, element))
        return node

    def nodes(self, role: str = "") -> list[Node]:
        return [node for node in self.tree.walk() if role in ("", node.role)]


def check(pdf: bytes) -> None:
    tagged = TaggedFile(pdf)
    check_everything_is_tagged_once_and_in_order(tagged)
    check_parent_tree(tagged)
    check_annotations(tagged)
    check_tables(tagged)
    check_meaning(tagged)


def check_everything_is_tagged_once_and_in_order(tagged: TaggedFile) -> None:
    for number, page in enumerate(tagged.file.pages):
        painted, depth, inside = [], 0, False
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                depth += 1
                assert depth == 1, "marked content nests"
                if name == "BDC" and "/MCID" in operands[1]:
                    painted.append(int(operands[1].MCID))
                else:
                    assert operands[0] == "/Artifact"
            elif name == "EMC":
                depth -= 1
            elif name in ("BT", "ET"):
                inside = name == "BT"
            elif name in PAINTING:
                assert depth == 1, f"{name} outside marked content on page {number + 1}"
                assert inside or not name.startswith("T")
        assert depth == 0
        assert painted == list(range(len(painted))), "numbers follow the painting order"
        in_tree = [mcid for page_number, mcid in tagged.tree.reading_order() if page_number == number]
        assert in_tree == painted, f"tree and painting order differ on page {number + 1}"


def check_parent_tree(tagged: TaggedFile) -> None:
    owners = {mark: identity(node.element) for node in tagged.tree.walk() for mark in node.marks}
    for number, page in enumerate(tagged.file.pages):
        assert page.obj.Tabs == "/S"
        listed = tagged.by_key[int(page.obj.StructParents)]
        expected = [owners[mark] for mark in sorted(owners) if mark[0] == number]
        assert [identity(owner) for owner in listed] == expected


def check_annotations(tagged: TaggedFile) -> None:
    seen = 0
    for node in tagged.tree.walk():
        for annotation in node.annotations:
            seen += 1
            assert identity(tagged.by_key[int(annotation.StructParent)]) == identity(node.element)
            assert node.role in ("/Link", "/Form")
            assert str(annotation.get("/Contents" if node.role == "/Link" else "/TU")).strip()
            assert int(annotation.F) == 4
    on_pages = [annotation for page in tagged.file.pages for annotation in page.obj.get("/Annots", [])]
    assert len(on_pages) == seen
    names = [str(annotation.T) for annotation in on_pages if annotation.Subtype == "/Widget"]
    assert len(names) == len(set(names))


def check_tables(tagged: TaggedFile) -> None:
    for table in tagged.nodes("/Table"):
        widths = set()
        for row in (child for child in table.children if child.role == "/TR"):
            assert all(cell.role in CELLS for cell in row.children)
            widths.add(sum(int(_attribute(cell, "/ColSpan", 1)) for cell in row.children))
            assert all(_attribute(cell, "/Scope", None) for cell in row.children if cell.role == "/TH")
        assert len(widths) == 1, f"irregular table: {widths}"


def _attribute(node: Node, name: str, default: object) -> object:
    return node.element.get("/A", {}).get(name, default)


def check_meaning(tagged: TaggedFile) -> None:
    level = 0
    for node in tagged.tree.walk():
        if node.role == "/Figure":
            assert str(node.element.get("/Alt", "")).strip()
            assert len(_attribute(node, "/BBox", [])) == 4
        if node.role[:2] == "/H" and node.role[2:].isdigit():
            assert int(node.role[2:]) <= level + 1, "a heading level is skipped"
            level = int(node.role[2:])
        if node.role not in CELLS:
            assert node.content or node.annotations, f"an empty {node.role}"
        if node.role == "/L":
            assert {child.role for child in node.children} == {"/LI"}
