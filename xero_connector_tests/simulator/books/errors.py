# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the books say when they refuse an element."""


class Invalid(Exception):
    """One element breaks business rules; `messages` carry Xero's wording."""

    def __init__(self, *messages: str):
        super().__init__("; ".join(messages))
        self.messages = list(messages)


def refuse_if(messages: list[str]) -> None:
    if messages:
        raise Invalid(*messages)


def too_long(values: dict, limits: dict[str, int]) -> list[str]:
    """Messages for texts over Xero's documented maximum lengths.

    The lengths are documented (XERO_API §4), the wording is unconfirmed.
    """
    return [
        f"The {name} field must not be longer than {limit} characters."
        for name, limit in limits.items()
        if len(values.get(name) or "") > limit
    ]
