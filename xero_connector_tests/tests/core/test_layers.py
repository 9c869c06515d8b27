# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The layers of DESIGN §2, checked on the source."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from odoo.addons.xero_connector import core

CORE = Path(core.__file__).parent
ADDON = CORE.parent
#: nothing of the surroundings: clock, randomness, processes, Odoo
FOREIGN_TO_CORE = {
    *("odoo", "random", "secrets", "time", "uuid"),
    *("asyncio", "multiprocessing", "os", "socket", "subprocess", "threading"),
}
CLOCKS = {"now", "today", "utcnow", "sleep", "fromtimestamp"}


def sources(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(path)))


def name_of(path: Path) -> str:
    return path.relative_to(ADDON).as_posix()


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Absolute dotted names of what a file imports, at whatever depth."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    """`from ..core import x` in a model is xero_connector.core.x."""
    package = ("xero_connector", *path.relative_to(ADDON).parts[:-1])
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            parts = (*base, *(node.module or "").split("."))
            prefix = ".".join(filter(None, parts))
            yield from (f"{prefix}.{alias.name}" for alias in node.names)


def users_of(library: str) -> set[str]:
    return {
        name_of(path)
        for path in sources(ADDON)
        for name in imports(path)
        if name.split(".")[0] == library
    }


@pytest.mark.parametrize("path", sources(CORE), ids=name_of)
def test_core_knows_nothing_of_its_surroundings(path):
    for name in imports(path):
        parts = name.split(".")
        assert parts[0] not in FOREIGN_TO_CORE, name
        if parts[0] == "xero_connector":
            assert parts[1] == "core", name


@pytest.mark.parametrize("path", sources(CORE), ids=name_of)
def test_core_has_no_clock(path):
    for node in nodes(path):
        if isinstance(node, ast.Attribute):
            assert node.attr not in CLOCKS, ast.unparse(node)


def test_each_library_has_one_door():
    assert users_of("xero_python") == {"core/transport.py"}
    # to Xero's identity service, and to ourselves: does Xero get through to us?
    assert users_of("requests") == {"core/oauth.py", "core/address_check.py"}
    sealing = users_of("cryptography")
    assert len(sealing) <= 1
    assert all(name.startswith("models/") for name in sealing)


def test_controllers_and_wizards_stand_on_models_and_models_on_core():
    above = {
        "models": {"controllers", "wizards"},
        "controllers": {"wizards"},
        "wizards": {"controllers"},
    }
    for layer, forbidden in above.items():
        for path in sources(ADDON / layer):
            for name in imports(path):
                parts = name.removeprefix("odoo.addons.").split(".")
                if parts[0] == "xero_connector":
                    assert parts[1] not in forbidden, (name_of(path), name)


def test_the_sdk_is_imported_late():
    """Web workers never pay for it: at module level only type checkers see it."""
    for node in tree(CORE / "transport.py").body:
        if isinstance(node, ast.ImportFrom | ast.Import):
            assert "xero_python" not in ast.unparse(node)


# === BUDGETS === #


@pytest.mark.parametrize("path", sources(CORE), ids=name_of)
def test_files_functions_and_classes_hold_one_idea(path):
    assert len(path.read_text().splitlines()) <= 300
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef):
            assert length(node) <= 30, node.name
        elif isinstance(node, ast.ClassDef):
            methods = [one for one in node.body if isinstance(one, ast.FunctionDef)]
            assert len(methods) <= 15, node.name


def length(node: ast.FunctionDef) -> int:
    """Lines of a function without its docstring."""
    first = node.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = first.end_lineno - first.lineno + 1 if documented else 0
    return node.end_lineno - node.lineno + 1 - docstring


@pytest.mark.parametrize("path", sources(CORE), ids=name_of)
def test_what_others_may_use_says_what_it_does(path):
    assert ast.get_docstring(tree(path))
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            public = not node.name.startswith("_")
            assert ast.get_docstring(node) or not public, node.name
        if isinstance(node, ast.FunctionDef):
            assert node.returns is not None, f"{node.name} has no return type"
