# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Default charts of accounts and tax rates per country.

Codes and names follow Xero's demo companies; TaxType names are those of XERO_API §4.
"Discounts given" and "Bad debts" take payments, as write-offs need.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import uuid4

from .accounts import Account, Accounts
from .tax_rates import CLASSES, Component, TaxRate, TaxRates


def _system(role: str) -> dict:
    return {"system_account": role}


SALES = frozenset(("ASSET", "EQUITY", "LIABILITY", "REVENUE"))
COSTS = frozenset(("ASSET", "EQUITY", "LIABILITY", "EXPENSE"))
ANY = frozenset(CLASSES)
# ReportTaxType where it differs from TaxType.
REPORTED_AS = {
    "OUTPUT2": "OUTPUT",
    "INPUT2": "INPUT",
    "RROUTPUT": "OUTPUT",
    "RRINPUT": "INPUT",
    "ECZROUTPUT": "ECOUTPUT",
    "ECZROUTPUTSERVICES": "ECOUTPUTSERVICES",
    "ECZRINPUT": "ECINPUT",
    "CAPEXINPUT": "CAPITALEXPENSESINPUT",
}
_PAY = {"enable_payments": True}
# Code, name, type, which tax applies by default, and what else is special.
ACCOUNTS = (
    ("090", "Business Bank Account", "BANK", "none", {"bank_account_number": "1001"}),
    (
        "091",
        "Business Savings Account",
        "BANK",
        "none",
        {"bank_account_number": "1002"},
    ),
    ("200", "Sales", "REVENUE", "sales", {}),
    ("210", "Discounts given", "REVENUE", "sales", _PAY),
    ("260", "Other Revenue", "REVENUE", "sales", {}),
    ("270", "Interest Income", "REVENUE", "none", {}),
    ("310", "Cost of Goods Sold", "DIRECTCOSTS", "costs", {}),
    ("400", "Advertising", "OVERHEADS", "costs", {}),
    ("404", "Bank Fees", "OVERHEADS", "none", _PAY),
    ("405", "Bad debts", "OVERHEADS", "none", _PAY),
    ("429", "General Expenses", "OVERHEADS", "costs", {}),
    ("433", "Insurance", "OVERHEADS", "costs", {}),
    ("461", "Printing & Stationery", "OVERHEADS", "costs", {}),
    ("469", "Rent", "OVERHEADS", "costs", {}),
    ("493", "Travel - National", "OVERHEADS", "costs", {}),
    ("497", "Bank Revaluations", "EXPENSE", "none", _system("BANKCURRENCYGAIN")),
    (
        "498",
        "Unrealised Currency Gains",
        "EXPENSE",
        "none",
        _system("UNREALISEDCURRENCYGAIN"),
    ),
    (
        "499",
        "Realised Currency Gains",
        "EXPENSE",
        "none",
        _system("REALISEDCURRENCYGAIN"),
    ),
    ("610", "Accounts Receivable", "CURRENT", "none", _system("DEBTORS")),
    ("620", "Prepayments", "CURRENT", "none", {}),
    ("630", "Inventory", "INVENTORY", "none", {}),
    ("710", "Office Equipment", "FIXED", "costs", {}),
    ("800", "Accounts Payable", "CURRLIAB", "none", _system("CREDITORS")),
    ("801", "Unpaid Expense Claims", "CURRLIAB", "none", _system("UNPAIDEXPCLM")),
    ("820", "Sales Tax", "CURRLIAB", "none", _system("GST")),
    ("840", "Historical Adjustment", "CURRLIAB", "none", _system("HISTORICAL")),
    ("860", "Rounding", "CURRLIAB", "none", _system("ROUNDING")),
    ("877", "Tracking Transfers", "CURRLIAB", "none", _system("TRACKINGTRANSFERS")),
    ("960", "Retained Earnings", "EQUITY", "none", _system("RETAINEDEARNINGS")),
    ("970", "Owner A Funds Introduced", "EQUITY", "none", _PAY),
)


@dataclass(frozen=True, slots=True)
class Chart:
    version: str
    country_code: str
    currency: str
    timezone: str
    accounts: tuple
    tax_rates: tuple

    def open(
        self, accounts: Accounts, rates: TaxRates, currency: str, now: datetime
    ) -> None:
        """Fill a new organisation's empty chart."""
        for code, name, kind, tax_type, options in self.accounts:
            account = Account(str(uuid4()), code, name, kind, now, tax_type, **options)
            if kind == "BANK":
                account.currency_code = currency
                account.bank_account_type = "BANK"
            accounts.add(account)
        for name, tax_type, applies_to, parts, report in self.tax_rates:
            components = tuple(
                Component(part, Decimal(rate), compound)
                for part, rate, compound in parts
            )
            rates.add(TaxRate(name, tax_type, components, applies_to, report))


def _accounts(taxes: dict[str, str], names: dict[str, str]) -> tuple:
    """The shared chart with a country's TaxTypes and its names for some accounts."""
    return tuple(
        (code, names.get(code, name), kind, taxes[tax], dict(options))
        for code, name, kind, tax, options in ACCOUNTS
    )


def _taxes(sales: str, costs: str, none: str) -> dict[str, str]:
    return {"sales": sales, "costs": costs, "none": none}


def _rate(name: str, tax_type: str, applies_to, percent: str, part: str) -> tuple:
    report = REPORTED_AS.get(tax_type, tax_type)
    return (name, tax_type, applies_to, ((part, percent, False),), report)


def _uk_rates() -> tuple:
    vat = _rate
    return (
        vat("20% (VAT on Income)", "OUTPUT2", SALES, "20", "VAT"),
        vat("20% (VAT on Expenses)", "INPUT2", COSTS, "20", "VAT"),
        vat("5% (VAT on Income)", "RROUTPUT", SALES, "5", "VAT"),
        vat("5% (VAT on Expenses)", "RRINPUT", COSTS, "5", "VAT"),
        vat("Zero Rated Income", "ZERORATEDOUTPUT", SALES, "0", "VAT"),
        vat("Zero Rated Expenses", "ZERORATEDINPUT", COSTS, "0", "VAT"),
        vat("Exempt Income", "EXEMPTOUTPUT", SALES, "0", "VAT"),
        vat("Exempt Expenses", "EXEMPTINPUT", COSTS, "0", "VAT"),
        vat("Zero Rated EC Goods Income", "ECZROUTPUT", SALES, "0", "VAT"),
        vat("Zero Rated EC Services", "ECZROUTPUTSERVICES", SALES, "0", "VAT"),
        vat("Zero Rated EC Expenses", "ECZRINPUT", COSTS, "0", "VAT"),
        (
            "Reverse Charge Expenses (20%)",
            "REVERSECHARGES",
            COSTS,
            (("VAT", "20", False), ("Reverse Charge", "-20", False)),
            "REVERSECHARGES",
        ),
        vat("No VAT", "NONE", ANY, "0", "VAT"),
    )


def _au_rates() -> tuple:
    return (
        _rate("GST on Income", "OUTPUT", SALES, "10", "GST"),
        _rate("GST on Expenses", "INPUT", COSTS, "10", "GST"),
        _rate("GST Free Income", "EXEMPTOUTPUT", SALES, "0", "GST"),
        _rate("GST Free Expenses", "EXEMPTEXPENSES", COSTS, "0", "GST"),
        _rate("GST Free Exports", "EXEMPTEXPORT", SALES, "0", "GST"),
        _rate("GST on Capital", "CAPEXINPUT", COSTS, "10", "GST"),
        _rate("Input Taxed", "INPUTTAXED", ANY, "0", "GST"),
        _rate("GST on Imports", "GSTONIMPORTS", frozenset(("LIABILITY",)), "0", "GST"),
        _rate("BAS Excluded", "BASEXCLUDED", ANY, "0", "GST"),
    )


def _nz_rates() -> tuple:
    imports = frozenset(("LIABILITY",))
    return (
        _rate("15% GST on Income", "OUTPUT2", SALES, "15", "GST"),
        _rate("15% GST on Expenses", "INPUT2", COSTS, "15", "GST"),
        _rate("Zero Rated", "ZERORATED", ANY, "0", "GST"),
        _rate("GST on Imports", "GSTONIMPORTS", imports, "0", "GST"),
        _rate("No GST", "NONE", ANY, "0", "GST"),
    )


def _us_rates() -> tuple:
    return (
        _rate("Tax on Sales", "OUTPUT", SALES, "8.5", "Sales Tax"),
        _rate("Tax on Purchases", "INPUT", COSTS, "0", "Tax"),
        (
            "New York",
            "TAX001",
            SALES,
            (("State", "4", False), ("City", "4.5", False), ("MCTD", "0.375", False)),
            "OUTPUT",
        ),
        (
            "Quebec style",
            "TAX002",
            SALES,
            (("Federal", "5", False), ("Province", "8.5", True)),
            "OUTPUT",
        ),
        _rate(
            "Sales Tax on Imports",
            "GSTONIMPORTS",
            frozenset(("LIABILITY",)),
            "0",
            "Sales Tax",
        ),
        _rate("Tax Exempt", "NONE", ANY, "0", "Tax"),
    )


CHARTS = {
    "UK": Chart(
        "UK",
        "GB",
        "GBP",
        "GMTSTANDARDTIME",
        _accounts(_taxes("OUTPUT2", "INPUT2", "NONE"), {"820": "VAT"}),
        _uk_rates(),
    ),
    "AU": Chart(
        "AU",
        "AU",
        "AUD",
        "AUSEASTERNSTANDARDTIME",
        _accounts(_taxes("OUTPUT", "INPUT", "BASEXCLUDED"), {"820": "GST"}),
        _au_rates(),
    ),
    "NZ": Chart(
        "NZ",
        "NZ",
        "NZD",
        "NEWZEALANDSTANDARDTIME",
        _accounts(_taxes("OUTPUT2", "INPUT2", "NONE"), {"820": "GST"}),
        _nz_rates(),
    ),
    "US": Chart(
        "US",
        "US",
        "USD",
        "EASTERNSTANDARDTIME",
        _accounts(
            _taxes("OUTPUT", "INPUT", "NONE"),
            {"090": "Checking Account", "091": "Savings Account"},
        ),
        _us_rates(),
    ),
}
