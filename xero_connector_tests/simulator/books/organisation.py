# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One organisation (tenant): its settings and its books."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

from .accounts import Account, Accounts
from .allocations import Allocations
from .attachments import Attachments
from .bank_credits import BankCredits
from .bank_transactions import BankTransactions
from .batch_payments import BatchPayments
from .branding import BrandingThemes
from .change import Change
from .charts import Chart
from .contact_groups import ContactGroups
from .contacts import Contacts
from .credit_notes import CreditNotes
from .currencies import Currencies
from .errors import Invalid
from .feed import Feed
from .history import History
from .invoices import Invoices
from .items import Items
from .ledger import Ledger
from .lines import Line
from .money import rounded
from .payments import Payments
from .person import Person
from .tax_rates import TaxRates
from .tracking import TrackingCategories

# The tables whose records have a contact and lines.
DOCUMENTS = (
    "invoices",
    "credit_notes",
    "bank_transactions",
    "overpayments",
    "prepayments",
)

# Which settings can change later, beside the lock dates.
CHANGEABLE = {
    "name",
    "currencies",
    "day_limit",
    "is_demo",
    "short_code",
    "max_attachment",
    "unarchive_allowed",
    "works_out_taxes",
    "adds_to_taxes",
}


@dataclass
class Settings:
    """What an organisation is, as told when it is made."""

    name: str
    country: str = "UK"
    base_currency: str = ""
    currencies: tuple[str, ...] = ()
    day_limit: int = 5000
    period_lock_date: date | None = None
    end_of_year_lock_date: date | None = None
    is_demo: bool = False
    tenant_id: str = field(default_factory=lambda: str(uuid4()))
    short_code: str = ""
    # 3 MB in 2013, 10 MB by other accounts: unconfirmed, so as for any body.
    max_attachment: int = 3_500_000
    # Whether apps can make an archived contact active again: unconfirmed.
    unarchive_allowed: bool = True
    # What if Xero worked the tax of a line out itself, whatever TaxAmount is sent?
    # Unconfirmed: by XERO_API §4 it takes what is sent.
    works_out_taxes: bool = False
    # What if it made the tax of each taxed line so much more each time? Nobody says so.
    adds_to_taxes: Decimal = Decimal(0)


class Organisation:
    """Books of one tenant; every method expects the world's lock to be held.

    :param now: the simulator's clock.
    """

    feed = Feed()

    def __init__(self, settings: Settings, chart: Chart, now: Callable[[], datetime]):
        self.settings = settings
        self.tenant_id = settings.tenant_id.lower()
        self.name = settings.name
        self.short_code = settings.short_code or f"!{self.tenant_id[:5]}"
        self.version = chart.version
        self.country_code = chart.country_code
        self.timezone = chart.timezone
        self.base_currency = settings.base_currency or chart.currency
        self.currencies = Currencies(self.base_currency, settings.currencies)
        self.period_lock_date = settings.period_lock_date
        self.end_of_year_lock_date = settings.end_of_year_lock_date
        self.is_demo = settings.is_demo
        self.day_limit = settings.day_limit
        self.max_attachment = settings.max_attachment
        self.unarchive_allowed = settings.unarchive_allowed
        self.works_out_taxes = settings.works_out_taxes
        self.adds_to_taxes = settings.adds_to_taxes
        self.created = now()
        self._now = now
        self._keep_lists()
        self._keep_books()
        chart.open(self.accounts, self.tax_rates, self.base_currency, self.created)

    def _keep_lists(self) -> None:
        """What documents refer to."""
        self.accounts = Accounts(self.base_currency, self.currencies)
        self.tax_rates = TaxRates(reported=self.version in ("AU", "NZ", "UK"))
        self.items = Items(self)
        self.tracking_categories = TrackingCategories(self._lines)
        self.contacts = Contacts(self)
        self.contact_groups = ContactGroups(self.contacts)
        self.branding_themes = BrandingThemes(self.created)

    def _keep_books(self) -> None:
        """Documents, money, and the journals that bear witness of both."""
        self.invoices = Invoices(self)
        self.credit_notes = CreditNotes(self)
        self.overpayments = BankCredits()
        self.prepayments = BankCredits()
        self.allocations = Allocations(self)
        self.bank_transactions = BankTransactions(self)
        self.payments = Payments(self)
        self.batch_payments = BatchPayments(self)
        self.person = Person(self, self._now)
        self.ledger = Ledger()
        self.attachments = Attachments()
        self.history = History()

    def change_settings(
        self,
        period_lock_date: date | None = None,
        end_of_year_lock_date: date | None = None,
        **others,
    ) -> None:
        """Change lock dates (None removes them), name, currencies, day_limit …

        :raise ValueError: a setting that does not exist or cannot change.
        """
        if set(others) - CHANGEABLE:
            raise ValueError(f"cannot change {sorted(set(others) - CHANGEABLE)}")
        self.period_lock_date = period_lock_date
        self.end_of_year_lock_date = end_of_year_lock_date
        for name, value in others.items():
            if name == "currencies":
                self.currencies.replace(value)
            else:
                setattr(self, name, value)

    # Reports, computed from the journals alone

    def trial_balance(self) -> dict[str, Decimal]:
        return self.ledger.trial_balance()

    def tax_summary(self) -> dict[str, dict[str, Decimal]]:
        return self.ledger.tax_summary()

    def bank_balances(self) -> dict[str, Decimal]:
        return self.ledger.bank_balances()

    # What documents ask their organisation

    def today(self) -> date:
        return self._now().date()

    def lock_message(self, day: date) -> str | None:
        """Why nothing can be booked on `day`: on or before a lock date."""
        for name, lock in (
            ("end of year", self.end_of_year_lock_date),
            ("period", self.period_lock_date),
        ):
            if lock is not None and day <= lock:
                return (
                    f"The document date cannot be before the {name} lock date, "
                    f"currently set at {lock:%d-%b-%Y}"
                )
        return None

    def rate(self, currency: str, sent: Decimal | None, invoice=None) -> Decimal:
        """Foreign units per base unit: as sent, as before, else 1.

        Xero falls back to XE.com's rate of the day; the simulator has none.
        """
        if currency == self.base_currency:
            return rounded(Decimal(1), 6)
        if sent is None and invoice is not None:
            sent = invoice.currency_rate
        return rounded(sent or Decimal(1), 6)

    # What a person does besides `person`

    def merge_contacts(self, source: str, target: str):
        """A person merges `source` into `target`: documents move, source is archived.

        XERO_API §4: a merged contact carries MergedToContactID.
        """
        change = Change(self._now(), unit_places=4)
        old, new = self._contact(source), self._contact(target)
        for document in self.documents():
            if document.contact is old:
                document.contact = new
        self.contacts.archive(old, change, merged_to=new.id)
        return old

    def add_account(self, code: str, name: str, kind: str, **options) -> Account:
        """A further account, without the API's rules (test set-up)."""
        account = Account(str(uuid4()), code, name, kind, self._now(), **options)
        return self.accounts.add(account)

    def documents(self) -> Iterator:
        """Everything that a contact receives or sends and that has lines."""
        for name in DOCUMENTS:
            yield from getattr(self, name, ())

    def _lines(self) -> Iterator[Line]:
        for document in self.documents():
            yield from getattr(document, "lines", ())

    def _contact(self, key: str):
        contact = self.contacts.get(key) or self.contacts.named(key)
        if contact is None:
            raise Invalid("The contact with the specified details was not found.")
        return contact
