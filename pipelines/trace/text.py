"""A tree as lines: for a terminal, wrapped to its width, and for a pipe."""

from __future__ import annotations

from typing import TextIO

from pipelines.trace.tree import ASSUMPTION, DOCUMENT, EVIDENCE, FACT, SOURCE, Node
from warehouse.showing.shown import harmless

WIDE = 10_000
STYLES = {DOCUMENT: "green", EVIDENCE: "green", FACT: "cyan", SOURCE: "cyan", ASSUMPTION: "yellow"}


def show(node: Node, out: TextIO, depth: int) -> None:
    """Draw a tree, down to some depth; what lies below is counted."""
    from rich.console import Console  # noqa: PLC0415  (a command that shows no tree does without)

    width = None if out.isatty() else WIDE
    console = Console(file=out, highlight=False, width=width, soft_wrap=width is not None)
    console.print(_tree(node, depth))


def _tree(node: Node, depth: int) -> object:
    from rich.text import Text  # noqa: PLC0415  (likewise)
    from rich.tree import Tree  # noqa: PLC0415  (likewise)

    tree = Tree(Text(harmless(node.text), style=STYLES.get(node.kind, "")))
    if depth <= 1 and node.children:
        tree.add(Text(f"{sum(map(_size, node.children)):,} lines below; --depth shows more", "dim"))
        return tree
    for child in node.children:
        tree.children.append(_tree(child, depth - 1))  # type: ignore[arg-type]
    return tree


def _size(node: Node) -> int:
    return 1 + sum(map(_size, node.children))
