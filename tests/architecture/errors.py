"""Every stable code Onereel answers with. `bin/reference` writes docs/reference/errors.md; a test compares the two."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator

import onereel
from onereel.edge import problems as edge
from onereel.kernel.errors import Problem, TooMany
from onereel.web import problems
from tests.architecture.source import PACKAGE, ROOT, modules, text_of

REFERENCE = ROOT / "docs" / "reference" / "errors.md"

_HEAD = """\
# Errors

Written by `bin/reference` from the code: change an error, not this page.

Whatever is refused is answered with an [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problem:
`application/problem+json` with `type`, `title`, `status`, `code`, `detail` and, when one field is the reason, `field`
(its path, such as `events[0].watched_ms`). `code` is stable and for programs; `detail` is a sentence for people and
often says more than the one below. 429 and 503 carry `Retry-After` in seconds.

| code | status | what it says |
| --- | --- | --- |
"""

_REFUSALS = """
## Refused clips

A clip that cannot be published has the state `refused`, and `refusal` with a code and a sentence:

| code | what it says |
| --- | --- |
"""


def reference() -> str:
    answers = sorted({*_answers(), *_edge_answers()})
    refusals = sorted(set(_refusals()))
    rows = "".join(f"| `{code}` | {status} | {detail} |\n" for code, status, detail in answers)
    return _HEAD + rows + _REFUSALS + "".join(f"| `{code}` | {detail} |\n" for code, detail in refusals)


def kinds() -> list[type[Problem]]:
    """Every kind of problem there is."""
    for module in pkgutil.walk_packages(onereel.__path__, "onereel."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)

    def below(kind: type[Problem]) -> Iterator[type[Problem]]:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    return list(below(Problem))


def _answers() -> Iterator[tuple[str, int, str]]:
    for kind in kinds():
        problem = kind(retry_after_s=1) if issubclass(kind, TooMany) else kind()  # type: ignore[call-arg]
        status, _, _ = problems.answer(problem)
        yield kind.code, status, problem.detail


def _edge_answers() -> Iterator[tuple[str, int, str]]:
    for problem in edge.ALL:
        yield problem.code, problem.status, problem.detail


def _refusals() -> Iterator[tuple[str, str]]:
    """What ingest refuses, read from its source: `Refuse(code, sentence)` and `Refused(code, sentence)`."""
    for _, tree in modules(PACKAGE / "media"):
        assigned = {
            target.id: text_of(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 2):
                continue
            code, detail = text_of(node.args[0]), text_of(node.args[1])
            if detail is None and isinstance(node.args[1], ast.Name):
                detail = assigned.get(node.args[1].id)
            if node.func.id in ("Refuse", "Refused") and code and detail:
                yield code, detail


def main() -> None:
    REFERENCE.parent.mkdir(parents=True, exist_ok=True)
    REFERENCE.write_text(reference())


if __name__ == "__main__":
    main()
