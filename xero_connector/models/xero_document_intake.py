# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import Command, api, models

from ..core import document_intake
from ..core.errors import LabelledError
from .xero_document_facts import RATE_DIGITS
from .xero_entity import NotEligible

#: of a document that Odoo would compute otherwise
DIFFERS = "intake_differs"


class XeroDocumentIntake(models.AbstractModel):
    """Makes an Odoo document of one that was born in Xero (SPEC B13, D5).

    A document is created as a draft; it stays only if it is proven to be Xero's to the
    cent (see xero_document_intake_proof). Whoever calls undoes what has failed.
    """

    _name = "xero.document.intake"
    _description = "Xero Document in Odoo"

    @api.model
    def _create(self, lane, facts, element, partner, posted):
        """
        :param facts: of `document_intake.read`
        :param posted: whether it is posted, or left as a draft for a person
        :return: the account.move
        :raise NotEligible: it waits for a setting, or for a lock date
        :raise LabelledError: intake_differs, refused_by_odoo, and what the values raise
        """
        move = self._proven(lane, facts, element, partner)
        if posted:
            self.env["xero.money.in"]._guarded(self._post, move)
            self._prove(lane.connection, move, element)
        move._message_log(
            body=self.env._(
                "Made from what was entered in Xero: %(number)s of %(contact)s.",
                number=facts["number"] or facts["reference"] or facts["xero_id"],
                contact=facts["contact_name"],
            )
        )
        return move

    @api.model
    def _proven(self, lane, facts, element, partner):
        """A draft that is Xero's to the cent.

        Xero's own prices come first. Where amounts are added up before they are
        rounded, they may make another sum: then each line is its net amount.
        """
        company = lane.connection.company_id
        ways = [False]
        if company.tax_calculation_rounding_method == "round_globally":
            ways.append(True)
        for exact in ways:
            try:
                with self.env.cr.savepoint():
                    values = self._values(lane, facts, partner, exact)
                    return self._draft(lane, values, element)
            except LabelledError as error:
                # a mapping that was made on this way is taken back with it
                self.env["xero.rules"]._forget(lane.connection)
                if exact == ways[-1] or error.label != DIFFERS:
                    raise
        return None

    @api.model
    def _draft(self, lane, values, element):
        guarded = self.env["xero.money.in"]._guarded
        move = guarded(lane.model("account.move").create, values)
        if not move._sequence_matches_date():
            move.name = False  # it means another year or month to Odoo
        guarded(self._prove, lane.connection, move, element)
        return move

    @api.model
    def _post(self, move):
        """:raise LabelledError: refused_by_odoo: another module held it up"""
        move.action_post()
        if move.state != "posted":
            raise LabelledError("refused_by_odoo", move.display_name)

    # === THE DOCUMENT === #

    @api.model
    def _values(self, lane, facts, partner, exact):
        """
        :param exact: see `document_intake.Places`
        """
        connection = lane.connection
        move_type = document_intake.MOVE_TYPES[facts["type"]]
        sale = facts["type"] in document_intake.SALES
        journal = self._journal(connection, sale)
        use = "sale" if sale else "purchase"
        lines = self._lines(connection, facts, journal, use, exact)
        return {
            "move_type": move_type,
            "partner_id": partner.id,
            "journal_id": journal.id,
            "invoice_date": facts["date"],
            "date": self._day(connection, facts, journal, lines),
            "invoice_payment_term_id": False,
            "invoice_date_due": facts.get("due_date") or facts["date"],
            "invoice_user_id": partner.user_id.id,
            **self._currency(lane, facts),
            **self._numbers(connection, facts, sale, journal),
            "xero_origin_id": facts["xero_id"],
            "xero_origin_number": facts["number"],
            "invoice_line_ids": [Command.create(line) for line in lines],
        }

    @api.model
    def _journal(self, connection, sale):
        """Sales have a journal of their own if one is set; else the first of the kind.

        None is Odoo's to complain about.
        """
        own = connection.import_journal_id if sale else connection.import_journal_id[:0]
        return own or self.env["account.journal"].search(
            [
                ("company_id", "=", connection.company_id.id),
                ("type", "=", "sale" if sale else "purchase"),
            ],
            limit=1,
        )

    @api.model
    def _numbers(self, connection, facts, sale, journal):
        """A supplier's number is the reference. Xero's number of a sales document is
        the number in a journal that has no numbers of Odoo's own; anyway it is what
        customers quote when they pay.

        An invoice and a credit note may have the same number in Xero, but not in a
        journal: then the second gets Odoo's next one, like one whose number means
        another year to Odoo.
        """
        number = facts["number"]
        if not sale:
            return {"ref": number}
        numbers = {"ref": facts["reference"], "payment_reference": number}
        used = [("journal_id", "=", journal.id), ("name", "=", number)]
        own = number and connection.import_journal_id
        if own and not self.env["account.move"].search_count(used, limit=1):
            numbers["name"] = number
        return numbers

    @api.model
    def _currency(self, lane, facts):
        """Currency and rate: foreign units for one of the company's (XERO_API §4).

        :raise NotEligible: currency_inactive
        :raise LabelledError: base_currency_differs; document_unreadable: no rate, and 1
            would be a guess
        """
        company = lane.connection.company_id.currency_id
        base = lane.connection.base_currency
        if base != company.name:
            raise LabelledError("base_currency_differs", f"{base} / {company.name}")
        currency = self.env["xero.money.in"]._currency(facts["currency"])
        if currency == company:
            return {"currency_id": currency.id}
        if not facts["currency_rate"] or facts["currency_rate"] < 0:
            detail = f"CurrencyRate: {facts['currency_rate']}"
            raise LabelledError("document_unreadable", detail)
        rate = round(float(facts["currency_rate"]), RATE_DIGITS)
        return {"currency_id": currency.id, "invoice_currency_rate": rate}

    @api.model
    def _day(self, connection, facts, journal, lines):
        """The accounting date, which may be in a locked period (SPEC P16).

        :raise LabelledError: odoo_period_locked
        :raise NotEligible: odoo_period_held
        """
        taxed = any(line.get("tax_ids") for line in lines)
        name = facts["number"] or facts["contact_name"]
        return self.env["xero.money.in"]._open_day(
            connection, facts["date"], journal, name, taxed
        )

    # === LINES === #

    @api.model
    def _lines(self, connection, facts, journal, use, exact):
        places = self._places(facts["currency"], exact)
        types = facts["line_amount_types"]
        return [
            {
                "sequence": place * 10,
                **(
                    {"display_type": "line_note", "name": line["description"]}
                    if document_intake.is_text(line)
                    else self._line(connection, line, journal, use, types, places)
                ),
            }
            for place, line in enumerate(facts["lines"], 1)
        ]

    @api.model
    def _line(self, connection, line, journal, use, types, places):
        rules = self.env["xero.rules"]
        product, account = rules._odoo_line_account(
            connection,
            self._account(connection, line),
            rules._odoo_product(connection, line["item_code"]),
            use,
            journal.default_account_id,
        )
        taxes = rules._odoo_taxes(connection, line["tax_type"], use, product, account)
        gross = any(tax.price_include for tax in taxes)
        price = document_intake.price(line, types, places, gross)
        distribution = rules._odoo_distribution(connection, line["tracking"])
        return {
            "name": price.description,
            "product_id": product.id,
            "account_id": account.id,
            "quantity": float(price.quantity),
            "price_unit": float(price.unit),
            "discount": float(price.discount),
            "tax_ids": [Command.set(taxes.ids)],
            "analytic_distribution": distribution or False,
        }

    @api.model
    def _account(self, connection, line):
        """:raise NotEligible: missing_line_account: one that was never loaded"""
        wanted = line["account_id"], line["account_code"]
        accounts = connection.account_ids
        found = accounts.filtered(lambda one: wanted[0] and one.xero_id == wanted[0])
        found = found or accounts.filtered(
            lambda one: wanted[1] and one.code == wanted[1]
        )
        if not found:
            named = wanted[1] or wanted[0] or line["description"]
            raise NotEligible("missing_line_account", named)
        return found[:1]

    @api.model
    def _places(self, code, exact):
        digits = self.env["decimal.precision"].precision_get
        currency = self.env["xero.money.in"]._currency(code)
        return document_intake.Places(
            quantity=digits("Product Unit"),
            discount=digits("Discount"),
            money=currency.decimal_places,
            exact=exact,
        )
