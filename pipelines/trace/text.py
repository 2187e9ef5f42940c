"""A tree as lines: for a terminal, wrapped to its width, and for a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from pipelines.trace.tree import (
    ASSUMPTION,
    CURATED,
    DOCUMENT,
    EVIDENCE,
    FACT,
    SAID,
    SOURCE,
    Node,
)
from warehouse.showing.shown import harmless

if TYPE_CHECKING:
    from rich.tree import Tree

WIDE = 10_000
SHOWN_OF_ENDS = (*SAID, CURATED)
STYLES = {DOCUMENT: "green", EVIDENCE: "green", FACT: "cyan", SOURCE: "cyan", ASSUMPTION: "yellow"}


def show(node: Node, out: TextIO, depth: int) -> None:
    """Draw a tree, down to some depth; what lies below is counted, with one line of each kind it ends in."""
    from rich.console import Console  # noqa: PLC0415  (a command that shows no tree does without)

    width = None if out.isatty() else WIDE
    console = Console(file=out, highlight=False, width=width, soft_wrap=width is not None)
    console.print(_tree(node, depth))


def _tree(node: Node, depth: int) -> Tree:
    from rich.text import Text  # noqa: PLC0415  (likewise)
    from rich.tree import Tree  # noqa: PLC0415  (likewise)

    tree = Tree(Text(harmless(node.text), style=STYLES.get(node.kind, "")))
    if depth <= 1 and node.children:
        ends = _ends(node)
        lines = sum(map(_size, node.children))
        count = f"{lines:,} line{'s' if lines != 1 else ''} below; --depth shows more"
        tree.add(Text(count + (", such as" if ends else ""), "dim"))
        for end in ends:
            tree.add(_tree(end, depth))
        return tree
    for child in node.children:
        tree.add(_tree(child, depth - 1))
    return tree


def _ends(node: Node) -> list[Node]:
    """The first line of each kind in which what lies below ends, so that no depth hides all documents."""
    first: dict[str, Node] = {}
    for leaf in node.leaves():
        first.setdefault(leaf.kind, leaf)
    return [first[kind] for kind in SHOWN_OF_ENDS if kind in first]


def _size(node: Node) -> int:
    return 1 + sum(map(_size, node.children))
