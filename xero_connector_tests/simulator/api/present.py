# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Records as Xero shows them: organisation, accounts, tax rates and contacts.

Property names and their presence follow the response examples of the published
specification (xero_accounting.yaml 16.1.0). Documents are in
`present_document`.
"""

from decimal import Decimal

from ..books.accounts import Account
from ..books.contact_groups import ContactGroup
from ..books.contacts import Contact
from ..books.money import ZERO
from ..books.organisation import Organisation
from ..books.tax_rates import TaxRate
from .wire import ms_date, ms_time

PHONE_TYPES = ("DEFAULT", "DDI", "FAX", "MOBILE")
ADDRESS_TYPES = ("STREET", "POBOX")
_EVERY_ORGANISATION = {
    "PaysTax": True,
    "OrganisationType": "COMPANY",
    "OrganisationEntityType": "COMPANY",
    "OrganisationStatus": "ACTIVE",
    "FinancialYearEndDay": 31,
    "FinancialYearEndMonth": 3,
    "SalesTaxBasis": "ACCRUALS",
    "SalesTaxPeriod": "QUARTERLY",
    "DefaultSalesTax": "Tax Exclusive",
    "DefaultPurchasesTax": "Tax Exclusive",
    "Edition": "BUSINESS",
    "Class": "PREMIUM",
    "Addresses": [],
    "Phones": [],
    "ExternalLinks": [],
    "PaymentTerms": {},
}
_NO_ADDRESS = {"City": "", "Region": "", "PostalCode": "", "Country": ""}
_NO_PHONE = {"PhoneNumber": "", "PhoneAreaCode": "", "PhoneCountryCode": ""}


def organisation(org: Organisation) -> dict:
    wire = {
        "OrganisationID": org.tenant_id,
        "Name": org.name,
        "LegalName": org.name,
        "Version": org.version,
        "BaseCurrency": org.base_currency,
        "CountryCode": org.country_code,
        "IsDemoCompany": org.is_demo,
        "CreatedDateUTC": ms_time(org.created),
        "Timezone": org.timezone,
        "ShortCode": org.short_code,
        **_EVERY_ORGANISATION,
    }
    if org.period_lock_date:
        wire["PeriodLockDate"] = ms_date(org.period_lock_date)
    if org.end_of_year_lock_date:
        wire["EndOfYearLockDate"] = ms_date(org.end_of_year_lock_date)
    return wire


def account(record: Account) -> dict:
    wire = {
        "AccountID": record.id,
        "Code": record.code,
        "Name": record.name,
        "Status": record.status,
        "Type": record.type,
        "TaxType": record.tax_type,
        "Description": record.description,
        "Class": record.account_class,
        "SystemAccount": record.system_account,
        "EnablePaymentsToAccount": record.enable_payments,
        "ShowInExpenseClaims": record.show_in_expense_claims,
        "BankAccountNumber": record.bank_account_number,
        "BankAccountType": record.bank_account_type,
        "CurrencyCode": record.currency_code,
        "ReportingCode": record.account_class[:3],
        "ReportingCodeName": record.account_class.title(),
        "HasAttachments": False,
        "UpdatedDateUTC": ms_time(record.updated),
        "AddToWatchlist": False,
    }
    return {key: value for key, value in wire.items() if value != ""}


def tax_rate(record: TaxRate) -> dict:
    return {
        "Name": record.name,
        "TaxType": record.tax_type,
        "ReportTaxType": record.report_tax_type,
        "CanApplyToAssets": "ASSET" in record.applies_to,
        "CanApplyToEquity": "EQUITY" in record.applies_to,
        "CanApplyToExpenses": "EXPENSE" in record.applies_to,
        "CanApplyToLiabilities": "LIABILITY" in record.applies_to,
        "CanApplyToRevenue": "REVENUE" in record.applies_to,
        "DisplayTaxRate": record.display_rate,
        "EffectiveRate": record.effective_rate,
        "Status": record.status,
        "TaxComponents": [
            {
                "Name": component.name,
                "Rate": component.rate.quantize(Decimal("0.0001")),
                "IsCompound": component.is_compound,
                "IsNonRecoverable": component.is_non_recoverable,
            }
            for component in record.components
        ],
    }


def contact(record: Contact) -> dict:
    """Everything but Balances. Cached on the record until it changes: do not alter."""
    if record.rendered is None:
        record.rendered = _contact(record)
    return record.rendered


def _contact(record: Contact) -> dict:
    written = record.fields
    wire = {"ContactID": record.id, "ContactStatus": record.status}
    if record.merged_to:
        wire["MergedToContactID"] = record.merged_to
    wire |= {"EmailAddress": "", "BankAccountDetails": "", **written}
    wire["Addresses"] = _of_each_type(
        "AddressType", ADDRESS_TYPES, _NO_ADDRESS, written.get("Addresses")
    )
    wire["Phones"] = _of_each_type(
        "PhoneType", PHONE_TYPES, _NO_PHONE, written.get("Phones")
    )
    return wire | {
        "UpdatedDateUTC": ms_time(record.updated),
        "ContactGroups": [contact_group(group) for group in record.groups],
        "IsSupplier": record.is_supplier,
        "IsCustomer": record.is_customer,
        "SalesTrackingCategories": [],
        "PurchasesTrackingCategories": [],
        "ContactPersons": [
            {"IncludeInEmails": False, **person}
            for person in written.get("ContactPersons") or ()
        ],
        "HasAttachments": False,
        "HasValidationErrors": False,
        **(record.overrides or {}),
    }


def contact_group(record: ContactGroup, contacts: list | None = None) -> dict:
    """:param contacts: its contacts as they are shown, for one group read by itself."""
    return {
        "ContactGroupID": record.id,
        "Name": record.name,
        "Status": record.status,
        "Contacts": contacts or [],
        "HasValidationErrors": False,
    }


def contact_summary(record: Contact) -> dict:
    """A contact inside a list of documents."""
    return {
        "ContactID": record.id,
        "Name": record.name,
        "Addresses": [],
        "Phones": [],
        "ContactGroups": [],
        "ContactPersons": [],
        "HasValidationErrors": False,
    }


def contact_with_balances(record: Contact, org: Organisation) -> dict:
    """One contact read by itself also has what it owes and is owed."""
    balances = {}
    for name, kind in (("AccountsReceivable", "ACCREC"), ("AccountsPayable", "ACCPAY")):
        due = [
            invoice
            for invoice in org.invoices
            if invoice.contact is record
            and invoice.type == kind
            and invoice.status == "AUTHORISED"
        ]
        today = org.today()
        late = [invoice for invoice in due if invoice.due < today]
        balances[name] = {"Outstanding": _due(due), "Overdue": _due(late)}
    return contact(record) | {"Balances": balances}


def _due(invoices: list) -> Decimal:
    return sum((invoice.amount_due for invoice in invoices), ZERO)


def _of_each_type(key: str, types: tuple, blank: dict, given: list | None) -> list:
    """One entry per type, empty when nothing was written, and then other types."""
    by_type = {item.get(key): item for item in given or []}
    types = dict.fromkeys((*types, *by_type))
    return [{key: kind, **blank, **by_type.get(kind, {})} for kind in types]
