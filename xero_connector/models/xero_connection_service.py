# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.exceptions import UserError

from ..core import service
from ..core.entities import CATALOGUE
from ..core.where import number_filters

_TYPES = ("ACCREC", "ACCPAY")


class XeroConnectionService(models.Model):
    """What other code may ask of Xero: server actions, automation rules, other addons,
    and programs outside of Odoo (SPEC B1, B13 to B17).

    Every method is for one connection, needs the right to change it (the group Xero /
    Manager, in the connection's company; or the superuser, as automation rules are),
    speaks Xero's field names, and takes and gives plain values, so it works through
    Odoo's external API too. A UserError says what to do; those that come from Xero
    have a code of core.errors.LABELS in `context["xero_code"]`.

    Reading costs one call of Xero's limits unless it says otherwise. What is made is
    made at once and stays, whatever becomes of the caller's transaction: see
    xero.service.
    """

    _inherit = "xero.connection"

    # === INVOICES AND BILLS === #

    def list_invoices(
        self,
        type=None,
        status=None,
        modified_since=None,
        contact=None,
        numbers=None,
        page=1,
    ):
        """Invoices and bills, 100 a page, with their lines; an empty list at the end.

        :param type: ACCREC (invoices) or ACCPAY (bills); None: both
        :param status: DRAFT, SUBMITTED, AUTHORISED, PAID, VOIDED or DELETED, or several
        :param modified_since: created or changed since this moment (UTC)
        :param contact: ContactID, or several
        :param numbers: InvoiceNumber, or several
        :return: list of dicts
        """
        filters, tests = {}, []
        if type:
            tests.append(f'Type=="{self._one_of(type, _TYPES)}"')
        if status:
            filters["statuses"] = self._several(status)
        if contact:
            filters["contact_i_ds"] = self._xero_ids("contact", contact)
        if numbers:
            numbers = self._several(numbers)
            found = number_filters("InvoiceNumber", numbers, "invoice_numbers")
            if len(found) != 1:
                raise UserError(self.env._("Ask for fewer numbers at a time."))
            tests += [f"({found[0].pop('where')})"] if "where" in found[0] else []
            filters |= found[0]
        if tests:
            filters["where"] = " AND ".join(tests)
        invoices = self._service_page("invoice", page, modified_since, filters)
        return [
            one
            for one in invoices
            if not numbers or one.get("InvoiceNumber") in numbers
        ]

    def get_invoice(self, invoice, type=None):
        """One invoice or bill, with its lines.

        :param invoice: its InvoiceID, or its InvoiceNumber
        :param type: ACCREC or ACCPAY, where both have the number
        :return: dict; False when Xero has none
        :raise UserError: several have this number
        """
        if service.is_id(invoice):
            entity, ids = CATALOGUE["invoice"], [invoice.strip()]
            found = self._service_read(lambda client: client.by_ids(entity, ids))
        else:
            found = self.list_invoices(type=type, numbers=invoice)
            found = [one for one in found if one.get("Status") != "DELETED"] or found
        if len(found) > 1:
            ids = ", ".join(one["InvoiceID"] for one in found)
            raise UserError(
                self.env._(
                    "Xero has several documents with the number %(number)s. Ask for one"
                    " by its InvoiceID: %(ids)s",
                    number=invoice,
                    ids=ids,
                )
            )
        return service.plain(found[0]) if found else False

    def create_invoice(self, values, key=None):
        """Make an invoice (Type ACCREC) or bill (ACCPAY); once, see `_service_create`.

        :param values: Xero's fields: at least Type, Contact and LineItems
        :param key: what you call this request, e.g. "order 17"
        :return: dict, the invoice as Xero has it
        """
        if isinstance(values, dict):
            self._one_of(values.get("Type"), _TYPES)
        return self._service_create("invoice", values, key)

    # === CONTACTS === #

    def list_contacts(
        self, search=None, modified_since=None, archived=False, ids=None, page=1
    ):
        """Contacts, 100 a page; an empty list at the end.

        :param search: part of a name, number or e-mail address
        :param modified_since: created or changed since this moment (UTC)
        :param archived: archived ones too
        :param ids: ContactID, or several
        :return: list of dicts
        """
        filters = {}
        if search:
            filters["search_term"] = str(search)
        if archived:
            filters["include_archived"] = True
        if ids:
            filters["i_ds"] = self._xero_ids("contact", ids)
        return self._service_page("contact", page, modified_since, filters)

    def create_contact(self, values, key=None):
        """Make a contact; once, see `_service_create`.

        :param values: Xero's fields: at least Name
        :param key: what you call this request
        :return: dict, the contact as Xero has it
        """
        return self._service_create("contact", values, key)

    # === PAYMENTS === #

    def create_payment(
        self, invoice, account, amount, date=None, reference=None, key=None
    ):
        """Pay an invoice or a bill, or a part of it; once, see `_service_create`.

        Odoo learns of it as of every payment that is made in Xero.

        :param invoice: its InvoiceID, or its InvoiceNumber (costs a further call)
        :param account: Code or AccountID of a bank account, or of an account with
            payments enabled
        :param amount: in the currency of the invoice
        :param date: None: today, where the user is
        :return: dict, the payment as Xero has it
        """
        self._check_service()
        if not service.is_id(invoice):
            found = self.get_invoice(invoice)
            if not found:
                text = self.env._("Xero has no invoice or bill %s.", invoice)
                raise UserError(text)
            invoice = found["InvoiceID"]
        kind = "AccountID" if service.is_id(account) else "Code"
        values = {
            "Invoice": {"InvoiceID": invoice.strip()},
            "Account": {kind: str(account).strip()},
            "Amount": amount,
            "Date": date or fields.Date.context_today(self),
            "Reference": reference or None,
        }
        return self._service_create("payment", values, key)

    # === LISTS === #

    def list_accounts(self):
        """The accounts, as last loaded: no call is made. They are loaded every night,
        and when “Load Accounts” is clicked.

        :return: list of dicts
        """
        self._check_service()
        return [
            self._told(
                AccountID=one.xero_id,
                Code=one.code,
                Name=one.name,
                Type=one.type,
                Class=one.account_class,
                TaxType=one.tax_type,
                Status=one.status,
                SystemAccount=one.system_account,
                CurrencyCode=one.currency,
                EnablePaymentsToAccount=one.enable_payments,
            )
            for one in self.sudo().account_ids.sorted("code")
        ]

    def list_items(self):
        """The products and services, as last loaded: no call is made.

        :return: list of dicts
        """
        self._check_service()
        items = self.env["xero.item"].sudo()
        return [
            self._told(
                ItemID=one.xero_id,
                Code=one.code,
                Name=one.name,
                IsSold=one.is_sold,
                IsPurchased=one.is_purchased,
                IsTrackedAsInventory=one.is_tracked,
                Status=one.status,
            )
            for one in items.search([("connection_id", "=", self.id)])
        ]
