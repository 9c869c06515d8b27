# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""How documents are selected by their numbers, whatever is in a number (XERO_API §5).

A comma separates the values of a parameter like InvoiceNumbers, so a number with a
comma needs a `where` expression. In there a text stands in double quotes, and a double
quote within it cannot be written: Xero answers “Syntax error” to every way of escaping
it (github.com/XeroAPI/Xero-Java/issues/347); of backslashes nothing is known. Such a
number is looked for by the longest part of it that can be written: that may find others
too, and the caller compares the numbers anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

#: characters of all numbers in one call: a URL has to stay short
_MOST = 1500
_UNWRITABLE = re.compile(r'["\\]')
_UNLISTABLE = re.compile(r'[",\\]|^\s|\s$')


def number_filters(
    field: str, numbers: Iterable[str], argument: str = ""
) -> list[dict[str, str | list[str]]]:
    """Arguments of the calls that together find all documents with these numbers.

    :param field: what `where` calls the number
    :param argument: the list's parameter for numbers, where it has one
    :return: each the arguments of one call; none for a number of quotes only
    """
    wanted = list(dict.fromkeys(number for number in numbers if number))
    listed = [one for one in wanted if argument and not _UNLISTABLE.search(one)]
    tests = [_test(field, one) for one in wanted if one not in listed]
    found: list[dict[str, str | list[str]]] = []
    found += [{argument: chunk} for chunk in _chunks(listed)]
    found += [{"where": " OR ".join(chunk)} for chunk in _chunks(filter(None, tests))]
    return found


def _test(field: str, number: str) -> str:
    """What is true of the documents with this number; "" if it cannot be said."""
    if not _UNWRITABLE.search(number):
        return f'{field}=="{number}"'
    part = max(_UNWRITABLE.split(number), key=len)
    if not part.strip():
        return ""
    return f'({field}!=null AND {field}.Contains("{part}"))'


def _chunks(texts: Iterable[str]) -> list[list[str]]:
    """The texts, in their order, as lists that are not too long for one call."""
    chunks: list[list[str]] = []
    room = 0
    for text in texts:
        if len(text) > room:
            chunks.append([])
            room = _MOST
        chunks[-1].append(text)
        room -= len(text)
    return chunks
