# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Filters, order and pages of the list endpoints (XERO_API §5)."""

from collections.abc import Callable
from dataclasses import dataclass

from .problems import bad_query
from .where import compile_where
from .wire import parse_time

PAGE_SIZE = 100
MAX_PAGE_SIZE = 1000


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    size: int
    items: int

    def shown(self) -> dict:
        pages = -(-self.items // self.size)
        return {
            "page": self.number,
            "pageSize": self.size,
            "pageCount": pages,
            "itemCount": self.items,
        }


def truth(args: dict, name: str, default: bool = False) -> bool:
    """A boolean parameter, in any case: the SDK sends True and False."""
    text = args.get(name.lower(), "")
    if not text:
        return default
    if text.lower() not in ("true", "false"):
        raise bad_query(f"The value '{text}' is not valid for {name}")
    return text.lower() == "true"


def whole(args: dict, name: str) -> int | None:
    text = args.get(name.lower(), "")
    if not text:
        return None
    if not text.isdigit():
        raise bad_query(f"The value '{text}' is not valid for {name}")
    return int(text)


def listed(args: dict, name: str) -> list[str]:
    """A comma-separated parameter, case-folded, each item once, without its quotes."""
    items = args.get(name.lower(), "").split(",")
    items = [item.strip().strip('"').casefold() for item in items]
    return [item for item in dict.fromkeys(items) if item]


def unit_places(args: dict) -> int:
    """unitdp is 2 unless 4 is asked for."""
    return 4 if args.get("unitdp") == "4" else 2


def modified_since(records, header: str | None):
    """Records changed at or after the header's second (XERO_API §5)."""
    if not header:
        return records
    try:
        since = parse_time(header).replace(microsecond=0)
    except (ValueError, TypeError):
        raise bad_query("If-Modified-Since is not a valid date") from None
    return [record for record in records if record.updated >= since]


def filtered(records, args: dict, fields: dict[str, Callable]):
    text = args.get("where", "").strip()
    if not text:
        return records
    test = compile_where(text, fields)
    return [record for record in records if test(record)]


def ordered(records, args: dict, fields: dict[str, Callable]) -> list:
    """By `order=Field ASC, Other DESC`; without it in the order of creation."""
    records = list(records)
    for part in reversed([p for p in args.get("order", "").split(",") if p.strip()]):
        name, _, direction = part.strip().partition(" ")
        direction = direction.strip().upper() or "ASC"
        if name.lower() not in fields or direction not in ("ASC", "DESC"):
            raise bad_query(f"The order '{part.strip()}' could not be understood")
        read = fields[name.lower()]
        records.sort(key=lambda r: _sortable(read(r)), reverse=direction == "DESC")
    return records


def paged(records: list, args: dict) -> tuple[list, Page | None]:
    """One page; a pageSize without page means the first one (unconfirmed)."""
    number, size = whole(args, "page"), whole(args, "pageSize")
    if number is None and size is None:
        return records, None
    number, size = number or 1, PAGE_SIZE if size is None else size
    if not 1 <= size <= MAX_PAGE_SIZE:
        raise bad_query(f"pageSize must be between 1 and {MAX_PAGE_SIZE}")
    start = (number - 1) * size
    return records[start : start + size], Page(number, size, len(records))


def _sortable(value):
    """Missing values sort first, whatever the type."""
    if value is None:
        return (0, "")
    return (1, value.casefold() if isinstance(value, str) else value)
