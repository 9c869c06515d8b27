# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A model's files extend each other: a later one that forgets `super()` would silently
switch an earlier one off. Checked on the source, in the order of the imports."""

import ast
from collections import defaultdict
from collections.abc import Iterator

from .test_layers import ADDON, tree


def modules(package: str) -> Iterator[str]:
    """Names of the modules that a package imports, in this order."""
    for node in tree(ADDON / package / "__init__.py").body:
        if isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)


def models(path) -> Iterator[tuple[str, ast.ClassDef]]:
    """(the model that a class makes or extends, the class)"""
    for node in tree(path).body:
        if isinstance(node, ast.ClassDef):
            names = {
                target.id: ast.literal_eval(one.value)
                for one in node.body
                if isinstance(one, ast.Assign)
                for target in one.targets
                if isinstance(target, ast.Name) and target.id in ("_name", "_inherit")
            }
            inherited = names.get("_inherit")
            first = inherited if isinstance(inherited, str) else (inherited or [""])[0]
            yield names.get("_name") or first, node


def calls_super(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Call) and getattr(node.func, "id", "") == "super"
        for node in ast.walk(function)
    )


def test_no_extension_is_switched_off() -> None:
    known: dict[tuple[str, str], list[str]] = defaultdict(list)
    shadowed = []
    for module in modules("models"):
        for model, node in models(ADDON / "models" / f"{module}.py"):
            for function in node.body:
                if isinstance(function, ast.FunctionDef):
                    before = known[model, function.name]
                    if before and not calls_super(function):
                        shadowed.append((module, function.name, before))
                    before.append(module)
    assert len(known) > 1000
    assert not shadowed
