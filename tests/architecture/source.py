"""The source of Onereel as these tests read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "onereel"


def modules(folder: Path = PACKAGE) -> Iterator[tuple[Path, ast.Module]]:
    """Every module below a folder, parsed."""
    for path in sorted(folder.rglob("*.py")):
        yield path, ast.parse(path.read_text(), str(path))


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text in a module with its line; what is filled in at run time reads as …."""
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and id(node) not in inside):
            text = text_of(node)
            if text is not None:
                yield node.lineno, text


def text_of(node: ast.AST) -> str | None:
    """The text a node stands for, if it is one."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) or "…" for part in node.values)
    return None
