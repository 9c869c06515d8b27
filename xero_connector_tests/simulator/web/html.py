# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The frame of every page, and safe pieces of HTML."""

from collections.abc import Iterable
from html import escape

STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0; color: #1f2b3a;
  background: #f4f6f8; }
header { background: #13b5ea; color: #fff; padding: .8rem 1.5rem; }
header a { color: #fff; text-decoration: none; font-weight: 600; }
main { max-width: 62rem; margin: 1.5rem auto; padding: 0 1rem; }
section { background: #fff; border-radius: 6px; padding: 1rem 1.5rem;
  margin-bottom: 1rem; box-shadow: 0 1px 2px rgba(0, 0, 0, .12); }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #e4e8ec; }
.amount { text-align: right; font-variant-numeric: tabular-nums; }
label { display: block; margin: .5rem 0; }
input, select { font: inherit; padding: .35rem .5rem; }
button { font: inherit; padding: .45rem 1rem; border-radius: 4px; cursor: pointer;
  border: 1px solid #0d8fbc; background: #13b5ea; color: #fff; }
button.plain { background: #fff; color: #0d6f92; }
.problem { color: #b3261e; font-weight: 600; }
.muted { color: #66727f; }
.status { border-radius: 9px; padding: 0 .55rem; background: #e4e8ec;
  font-size: .85em; }
.status.PAID { background: #d3f2dd; } .status.AUTHORISED { background: #d6eefb; }
"""


def page(title: str, content: str) -> str:
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        '<header><a href="/">Xero simulator</a></header>'
        f"<main>{content}</main></body></html>"
    )


def section(heading: str, content: str) -> str:
    return f"<section><h2>{escape(heading)}</h2>{content}</section>"


def table(headings: Iterable[str], rows: Iterable[str], amounts: int = 0) -> str:
    """:param amounts: how many of the last columns are right-aligned numbers."""
    headings = list(headings)
    first_amount = len(headings) - amounts
    head = "".join(
        f"<th{' class=amount' if index >= first_amount else ''}>{escape(heading)}</th>"
        for index, heading in enumerate(headings)
    )
    body = "".join(rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def row(cells: Iterable[object], css: str = "", amounts: int = 0) -> str:
    """Cells as text; the last `amounts` of them are right-aligned numbers.

    :param cells: text is escaped, :class:`Markup` goes in as it is.
    """
    cells = list(cells)
    first_amount = len(cells) - amounts
    parts = [
        f'<td class="amount">{_shown(cell)}</td>'
        if index >= first_amount
        else f"<td>{_shown(cell)}</td>"
        for index, cell in enumerate(cells)
    ]
    return f'<tr class="{escape(css)}">{"".join(parts)}</tr>'


class Markup(str):
    """Finished HTML."""

    __slots__ = ()


def link(address: str, text: str) -> Markup:
    return Markup(f'<a href="{escape(address)}">{escape(text)}</a>')


def _shown(cell: object) -> str:
    if isinstance(cell, Markup):
        return cell
    return "" if cell is None else escape(str(cell))
