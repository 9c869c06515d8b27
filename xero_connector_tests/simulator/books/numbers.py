# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Document numbers: who has which, and what comes next.

An ACCREC number is taken for good, by voided and deleted invoices too; numbers of
bills are free text (XERO_API §3). Credit notes follow the same rules among
themselves; that they may have the number of an invoice is unconfirmed. Numbers are
compared without regard to case (unconfirmed, the stricter reading).
"""


class Numbers:
    """:param prefix: of the numbers that Xero gives itself, as INV or CN."""

    def __init__(self, prefix: str):
        self._prefix = prefix
        self._sales: dict[str, object] = {}
        self._bills: dict[str, object] = {}
        self._last = 0

    def sale(self, number: str | None):
        """The sales document that has this number."""
        return self._sales.get((number or "").casefold())

    def any(self, number: str | None):
        """A sales document, or failing that a supplier's, of this number."""
        return self.sale(number) or self._bills.get((number or "").casefold())

    def assign(self, document, number: str | None, new: bool) -> None:
        """Give a document its number; a new sales document gets one in any case."""
        index = self._sales if document.is_sale else self._bills
        if new and not number and document.is_sale:
            number = self.next()
        if not number or number == document.number:
            return
        if index.get(document.number.casefold()) is document:
            del index[document.number.casefold()]
        document.number = number
        index[number.casefold()] = document

    def next(self) -> str:
        """A free number, which is used up by asking for it."""
        while True:
            self._last += 1
            number = f"{self._prefix}-{self._last:04}"
            if self.sale(number) is None:
                return number
