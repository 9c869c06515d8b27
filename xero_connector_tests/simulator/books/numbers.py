# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Invoice numbers: who has which, and what comes next.

An ACCREC number is taken for good, by voided and deleted invoices too; numbers of
bills are free text (XERO_API §3). Numbers are compared without regard to case
(unconfirmed, the stricter reading).
"""


class Numbers:
    def __init__(self):
        self._sales: dict[str, object] = {}
        self._bills: dict[str, object] = {}
        self._last = 0

    def sale(self, number: str | None):
        """The sales invoice that has this number."""
        return self._sales.get((number or "").casefold())

    def any(self, number: str | None):
        """A sales invoice, or failing that a bill, of this number."""
        return self.sale(number) or self._bills.get((number or "").casefold())

    def assign(self, invoice, number: str | None, new: bool) -> None:
        """Give an invoice its number; a new sales invoice gets one in any case."""
        index = self._sales if invoice.type == "ACCREC" else self._bills
        if new and not number and invoice.type == "ACCREC":
            number = self._next()
        if not number or number == invoice.number:
            return
        if index.get(invoice.number.casefold()) is invoice:
            del index[invoice.number.casefold()]
        invoice.number = number
        index[number.casefold()] = invoice

    def _next(self) -> str:
        while True:
            self._last += 1
            number = f"INV-{self._last:04}"
            if self.sale(number) is None:
                return number
