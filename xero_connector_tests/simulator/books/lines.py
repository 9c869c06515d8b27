# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Line items: what is valid on one, and how its amount and tax come out.

Line total = quantity (4 dp) x unit amount (2 or 4 dp) less discount, rounded half
up to 2 dp; tax per line, rounded likewise (XERO_API §4 "Rounding").
"""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import uuid4

from .accounts import Account
from .items import Item
from .money import HUNDRED, ZERO, cents, rounded
from .tax_rates import TaxRate
from .tracking import Tracked

MAX_DESCRIPTION = 4000
MAX_TRACKING = 2
# What a client says about a line and what an update keeps when it is not sent again.
# Amounts that follow from these (LineAmount, TaxAmount) are worked out anew.
GIVEN = (
    "Description",
    "Quantity",
    "UnitAmount",
    "ItemCode",
    "AccountCode",
    "AccountID",
    "TaxType",
    "DiscountRate",
    "DiscountAmount",
    "Tracking",
)
# Two ways to say the same thing: sending one drops the other.
EITHER_OR = (("AccountCode", "AccountID"), ("DiscountRate", "DiscountAmount"))

# What else says the same as a field that an item has a default for.
SAID_BY = {"AccountCode": "AccountID", "UnitAmount": "LineAmount"}


@dataclass(slots=True)
class Line:
    id: str
    given: dict
    description: str = ""
    quantity: Decimal | None = None
    unit_amount: Decimal | None = None
    account: Account | None = None
    tax_type: str = ""
    line_amount: Decimal = ZERO
    tax_amount: Decimal = ZERO
    discount: Decimal = ZERO
    item: Item | None = None
    tracking: list[Tracked] = field(default_factory=list)

    def net(self, amount_types: str) -> Decimal:
        if amount_types == "Inclusive":
            return self.line_amount - self.tax_amount
        return self.line_amount


def total_of(lines: list[Line], amount_types: str) -> Decimal:
    """What a document of these lines comes to, tax included."""
    total = sum((line.line_amount for line in lines), ZERO)
    if amount_types == "Inclusive":
        return total
    return total + sum((line.tax_amount for line in lines), ZERO)


@dataclass(slots=True)
class LineBuilder:
    """Builds the lines of one document and collects what is wrong with them.

    :param org: the organisation, whose accounts, taxes, items … lines may use.
    :param kind: the document's type, as ACCREC or SPEND.
    """

    org: object
    kind: str
    amount_types: str
    approved: bool
    unit_places: int
    messages: list[str] = field(default_factory=list)

    def build(self, values: dict, old: Line | None = None) -> Line:
        given = {key: values[key] for key in GIVEN if key in values}
        sent_tracking = "Tracking" in given
        if old is not None:
            given = _kept(old.given, given)
        line = Line(old.id if old else str(uuid4()), given)
        line.tracking = old.tracking if old else []
        if sent_tracking:
            line.tracking = self.org.tracking_categories.resolve(
                given["Tracking"], self.messages
            )
        line.item = self._item(given, old)
        if line.item is not None:
            self._take_defaults(line.item, given, values)
        line.description = given.get("Description") or ""
        self._check_texts(given)
        amounts = [given.get("Quantity"), given.get("UnitAmount")]
        if amounts == [None, None] and values.get("LineAmount") is None:
            self._text_only(line, given)
        else:
            self._amounts(line, given, values.get("LineAmount"))
            tax = values.get("TaxAmount")
            self._account_and_tax(line, given, self._heard(tax))
            self._what_if_more(line)
            self._check_tax_amount(line, tax)
        return line

    def keep(self, old: Line, retax: bool) -> Line:
        """A line that was not sent again: its amount stands, the rest is checked.

        :param retax: the tax treatment of the whole document changes.
        """
        line = replace(old)
        self._check_texts(line.given)
        if line.unit_amount is None:
            self._text_only(line, line.given)
            return line
        unpriced = "UnitAmount" not in line.given and not line.line_amount
        if self.approved and (line.quantity is None or unpriced):
            self.messages.append("Quantity and UnitAmount must be specified.")
        sent = None if retax else line.tax_amount
        self._account_and_tax(line, line.given, sent)
        return line

    def _item(self, given: dict, old: Line | None) -> Item | None:
        """A line keeps its item, even one that was deleted since."""
        code = given.get("ItemCode")
        if not code:
            return None
        if old is not None and old.item and old.item.code == code:
            return old.item
        item = self.org.items.coded(code)
        if item is None:  # unconfirmed wording
            self.messages.append(f"Item code '{code}' is not valid.")
        return item

    def _take_defaults(self, item: Item, given: dict, values: dict) -> None:
        """What the line does not say comes from its item; nothing is overruled."""
        is_sale = self.kind.startswith(("ACCREC", "RECEIVE"))
        said = {key for key in values | given if values.get(key, given.get(key)) != ""}
        for key, value in item.defaults(is_sale).items():
            if said.isdisjoint((key, SAID_BY.get(key))):
                given[key] = value

    def _check_texts(self, given: dict) -> None:
        description = given.get("Description") or ""
        if len(description) > MAX_DESCRIPTION:
            self.messages.append(
                "The Description field must not be longer than 4000 characters."
            )
        if self.approved and not description:
            self.messages.append("Description must be specified.")
        if len(given.get("Tracking") or []) > MAX_TRACKING:
            self.messages.append("A line can have at most 2 tracking categories.")
        discounted = given.get("DiscountRate") or given.get("DiscountAmount")
        if discounted and self.kind != "ACCREC":
            self.messages.append("Discounts can only be applied to ACCREC invoices.")

    def _text_only(self, line: Line, given: dict) -> None:
        """A line with only a description is legal; with an account it is not."""
        code = given.get("AccountCode") or given.get("AccountID")
        if code and self.approved:
            self.messages.append("Quantity and UnitAmount must be specified.")
        if code:
            line.account = self._account(given)
        line.tax_type = given.get("TaxType") or ""

    def _amounts(self, line: Line, given: dict, sent: Decimal | None) -> None:
        """Xero works out the one of quantity and unit amount that is missing."""
        rate = given.get("DiscountRate") or Decimal(0)
        keep = 1 - rate / HUNDRED
        quantity, unit = given.get("Quantity"), given.get("UnitAmount")
        if quantity is None and sent is not None:
            quantity = sent / (unit * keep) if unit and keep else Decimal(1)
        if unit is None and sent is not None:
            unit = sent / (quantity * keep) if quantity and keep else Decimal(0)
        if self.approved and (quantity is None or unit is None):
            self.messages.append("Quantity and UnitAmount must be specified.")
        line.quantity = rounded(quantity, 4) if quantity is not None else None
        line.unit_amount = rounded(unit or Decimal(0), self.unit_places)
        gross = (line.quantity or Decimal(0)) * line.unit_amount
        expected = cents(gross * keep)
        if not rate and given.get("DiscountAmount"):
            expected = cents(gross - given["DiscountAmount"])
        line.discount = cents(gross) - expected
        line.line_amount = expected
        computed = given.get("Quantity") is None or given.get("UnitAmount") is None
        if sent is not None and computed:
            line.line_amount = cents(sent)
        elif sent is not None and cents(sent) != expected:
            self.messages.append(
                f"The line total {cents(sent)} does not match the expected "
                f"line total {expected}"
            )

    def _account_and_tax(self, line: Line, given: dict, sent: Decimal | None) -> None:
        line.account = self._account(given)
        line.tax_amount = ZERO
        if self.amount_types == "NoTax":
            line.tax_type = "NONE"
            return
        account_tax = line.account.tax_type if line.account else ""
        line.tax_type = given.get("TaxType") or account_tax
        if not line.tax_type:
            return
        rate = self._tax_rate(line)
        if rate is not None:
            line.tax_amount = cents(sent) if sent is not None else self._tax(line, rate)

    def _heard(self, tax: Decimal | None) -> Decimal | None:
        """The TaxAmount that counts: what if none did, see Settings."""
        return None if self.org.works_out_taxes else tax

    def _what_if_more(self, line: Line) -> None:
        """What if each line's tax became more with each write, see Settings."""
        if line.tax_amount:
            line.tax_amount += cents(Decimal(str(self.org.adds_to_taxes)))

    def _check_tax_amount(self, line: Line, sent: Decimal | None) -> None:
        """Tax on a line without tax is refused: the stricter reading, unconfirmed."""
        rate = self.org.tax_rates.get(line.tax_type)
        if sent and rate is not None and not rate.effective_rate:
            self.messages.append(
                f"The tax amount {cents(sent)} cannot be used with the TaxType code "
                f"'{line.tax_type}', which has no tax."
            )

    def _tax(self, line: Line, rate: TaxRate) -> Decimal:
        percent = rate.effective_rate
        base = HUNDRED + percent if self.amount_types == "Inclusive" else HUNDRED
        return cents(line.line_amount * percent / base)

    def _account(self, given: dict) -> Account | None:
        code = given.get("AccountCode") or ""
        key = given.get("AccountID") or code
        if not key:
            if self.approved:
                self.messages.append("Account code must be specified")
            return None
        account = self.org.accounts.get(key)
        if account is None or not account.takes_invoice_lines:
            self.messages.append(
                f"Account code '{code or key}' is not a valid code for this document."
            )
            return None
        if account.status != "ACTIVE":
            self.messages.append(
                f"Account code '{account.code}' has been archived, or has been "
                "deleted. Each line item must reference a valid account."
            )
        return account

    def _tax_rate(self, line: Line) -> TaxRate | None:
        rate = self.org.tax_rates.get(line.tax_type)
        if rate is None or rate.status != "ACTIVE":
            self.messages.append(
                f"The TaxType code {line.tax_type} does not exist or cannot be used "
                "for this type of transaction."
            )
            return None
        if line.account and line.account.account_class not in rate.applies_to:
            self.messages.append(
                f"The TaxType code '{line.tax_type}' cannot be used with account code "
                f"'{line.account.code}'."
            )
        return rate


def _kept(old: dict, new: dict) -> dict:
    """A line found by its LineItemID: unsent fields are preserved."""
    kept = {**old, **new}
    for one, other in EITHER_OR:
        if one in new and other not in new:
            kept.pop(other, None)
        elif other in new and one not in new:
            kept.pop(one, None)
    return kept
