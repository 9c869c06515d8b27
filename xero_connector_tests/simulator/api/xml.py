# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Xero's older format: the default for answers, and still accepted for requests.

Answers without `Accept: application/json` are XML (XERO_API §5). The same documents
are written either way; here dates are ISO text and list items get singular names.
"""

import re
from decimal import Decimal
from xml.etree import ElementTree as Tree

from .schema import child_types
from .wire import parse_time

_IRREGULAR = {
    "Addresses": "Address",
    "Tracking": "TrackingCategory",
    "Warnings": "Warning",
    "Elements": "DataContractBase",
}
_MS_DATE = re.compile(r"/Date\(-?\d+(?:[+-]\d{4})?\)/")


def from_xml(body: bytes, endpoint) -> dict:
    """`<Invoices><Invoice>…` or `<Invoice>…` as the JSON document it stands for.

    :raise ValueError: not XML, or not of this endpoint.
    """
    try:
        root = Tree.fromstring(body)
    except Tree.ParseError as error:
        raise ValueError(str(error)) from None
    if root.tag == endpoint.plural:
        return {endpoint.plural: [_element(endpoint.model, child) for child in root]}
    if root.tag == endpoint.singular:
        return _element(endpoint.model, root)
    raise ValueError(f"{root.tag} was not expected")


def to_xml(document: dict, tag: str) -> bytes:
    root = Tree.Element(tag)
    _fill(root, document)
    return Tree.tostring(root, encoding="utf-8", xml_declaration=True)


def _element(model: str, node) -> dict:
    types = child_types(model)
    return {child.tag: _value(types.get(child.tag, "str"), child) for child in node}


def _value(kind: str, node):
    if kind.startswith("list["):
        return [_value(kind[5:-1], child) for child in node]
    if len(node):
        return _element(kind, node) if kind[0].isupper() else _text_of(node)
    is_model = kind[0].isupper() and not (node.text or "").strip()
    return {} if is_model else _text_of(node)


def _text_of(node) -> str:
    return "".join(node.itertext()).strip()


def _fill(node, document: dict) -> None:
    for key, value in document.items():
        child = Tree.SubElement(node, key)
        if isinstance(value, dict):
            _fill(child, value)
        elif isinstance(value, list):
            for item in value:
                _fill(Tree.SubElement(child, _singular(key)), item)
        else:
            child.text = _text(value)


def _text(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value:f}"
    text = str(value)
    if _MS_DATE.fullmatch(text):
        return parse_time(text).strftime("%Y-%m-%dT%H:%M:%S")
    return text


def _singular(plural: str) -> str:
    return _IRREGULAR.get(plural, plural.removesuffix("s"))
