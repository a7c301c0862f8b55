"""The section tree of an article, as a flat list of nodes in reading order."""

from collections.abc import Collection
from typing import Literal, NamedTuple

from hospital_tui.model import Article, Passage, Section
from hospital_tui.speech import t

NodeKind = Literal["title", "lead", "section", "run_in"]
"""The head of the article, the section without a heading, a section, a heading that a paragraph begins with."""


class Node(NamedTuple):
    """A place in an article that has a name."""

    kind: NodeKind
    text: str
    """The heading as it stands; "" for a lead."""
    depth: int
    """0 at the outermost."""
    anchor: str | None
    """Passage where the node begins; none for a section without passages."""
    passages: tuple[str, ...]
    """Ids of the passages that belong to the node itself and to no node below it."""
    covers: frozenset[str]
    """Ids of all passages under the node."""
    offset: int
    """Source offset where the node begins; for a section, what `Scope.section` counts."""
    parent: int | None
    """Place of the node above it in the list."""


def outline(article: Article) -> list[Node]:
    """All nodes of an article; an empty section is left in, since a reader may look for its heading."""
    nodes: list[Node] = []
    if article.head:
        ids = tuple(passage.id for passage in article.head)
        start = article.head[0].start
        nodes.append(Node("title", article.title, 0, _title_id(article), ids, frozenset(ids), start, None))
    for section in article.sections:
        _add(section, 0, None, nodes)
    return nodes


def _title_id(article: Article) -> str:
    """The passage that the node of the head leads to: the title, else whatever the head begins with."""
    return next((block.id for block in article.head if block.role == "title"), article.head[0].id)


def _add(section: Section, depth: int, parent: int | None, nodes: list[Node]) -> None:
    """Append a section, its run-in headings and the sections under it."""
    ids = [passage.id for below in section.walk() for passage in below.passages]
    place, heading = len(nodes), section.heading
    nodes.append(
        Node(
            kind="section" if heading else "lead",
            text=heading.text if heading else "",
            depth=depth,
            anchor=next(iter(ids), None),
            passages=tuple(passage.id for passage in section.passages if not passage.run_in),
            covers=frozenset(ids),
            offset=section.start,
            parent=parent,
        )
    )
    nodes += [_run_in(passage, depth + 1, place) for passage in section.passages if passage.run_in]
    for below in section.sections:
        _add(below, depth + 1, place, nodes)


def _run_in(passage: Passage, depth: int, parent: int) -> Node:
    """The node of a heading that a passage begins with."""
    only = (passage.id,)
    return Node(
        "run_in", passage.run_in or "", depth, passage.id, only, frozenset(only), passage.start, parent
    )


def name_of(node: Node) -> str:
    """What a node is called on the screen."""
    return {"lead": t("outline.lead"), "title": t("outline.title")}.get(node.kind, node.text)


def node_of(nodes: list[Node], passage_id: str | None) -> int:
    """The innermost node that a passage belongs to; 0 where there is none."""
    found = 0
    for place, node in enumerate(nodes):
        if passage_id in node.passages:
            return place
        if passage_id in node.covers and node.depth >= nodes[found].depth:
            found = place
    return found


def path_of(nodes: list[Node], place: int) -> list[Node]:
    """A node and those above it, the outermost first."""
    path: list[Node] = []
    step: int | None = place if 0 <= place < len(nodes) else None
    while step is not None:
        path.append(nodes[step])
        step = nodes[step].parent
    return path[::-1]


def narrowed(nodes: list[Node], matching: Collection[str]) -> list[int]:
    """The places of the nodes under which something matches."""
    wanted = set(matching)
    return [place for place, node in enumerate(nodes) if not wanted.isdisjoint(node.covers)]
