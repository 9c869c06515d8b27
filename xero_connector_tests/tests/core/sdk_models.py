# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Payloads against xero-python's own models: unknown keys and wrong types fail."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from typing import Any

from xero_python.accounting import models

_SIMPLE: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "bool": (bool,),
    "int": (int,),
    "float": (int, Decimal),
    "decimal": (int, Decimal),
}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def check(model_name: str, payload: dict[str, Any], partial: bool = False) -> None:
    """Fail unless the payload is one that the model knows, down to its lines.

    The model is also built from it, which checks lengths and enumerations.

    :param partial: an update that leaves out what the model wants of a whole object
    """
    model = getattr(models, model_name)
    attributes = {key: name for name, key in model.attribute_map.items()}
    unknown = payload.keys() - attributes.keys()
    assert not unknown, f"{model_name} has no {sorted(unknown)}"
    for key, value in payload.items():
        _check_value(f"{model_name}.{key}", model.openapi_types[attributes[key]], value)
    if not partial:
        model(**{attributes[key]: value for key, value in payload.items()})


def _check_value(where: str, kind: str, value: Any) -> None:
    if inner := re.fullmatch(r"list\[(.*)\]", kind):
        assert isinstance(value, list), where
        for item in value:
            _check_value(where, inner[1], item)
    elif kind.startswith("date"):
        assert _DATE.fullmatch(value), where
    elif kind in _SIMPLE:
        assert isinstance(value, _SIMPLE[kind]), f"{where}: {value!r} is no {kind}"
        assert isinstance(value, bool) is (kind == "bool"), where
    elif issubclass(getattr(models, kind), Enum):
        assert value in {member.value for member in getattr(models, kind)}, where
    else:
        check(kind, value)
