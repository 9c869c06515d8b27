# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

from odoo import api, models

from ..core import convert, settlement
from ..core.entities import credit_note
from ..core.entity import fingerprint
from ..core.errors import LabelledError
from .xero_entity import CREATE, Step
from .xero_settlement_plan import DISCOUNT


class XeroEntityDiscount(models.AbstractModel):
    """What was deducted for paying early, tax included, as a credit note (SPEC X10).

    The record is the payment's entry, whose discount and tax lines it repeats; an
    allocation uses it for the invoices (see xero.entity.allocation).
    """

    _name = "xero.entity.discount"
    _inherit = "xero.entity"
    _description = "Xero Discount"
    _xero_entity = "discount"

    @api.model
    def _lets_go(self, lane, task):
        """What settles documents may be nothing at all."""
        return True

    # === MARKS === #

    @api.model
    def _marks(self, notes):
        """Entries with such a discount, and those that Xero has one of."""
        rows = []
        for connection_id, some in self._by_lane(notes).items():
            ids = [note[1] for note, _move in some]
            connection = self.env["xero.connection"].sudo().browse(connection_id)
            links = self.env["xero.link"].sudo()
            linked = links._of(connection, "account.move", ids, [DISCOUNT])
            unfinished = self._unfinished(connection_id, ids)
            rows += [
                self._row(connection_id, note, move.partner_id, company=move.company_id)
                for note, move in some
                if self._lines(move)
                or (note[1], DISCOUNT) in linked
                or note[1] in unfinished
            ]
        return rows

    @api.model
    def _unfinished(self, connection_id, move_ids):
        """Moves that a task waits or has failed for; one that is gone ends it."""
        tasks = (
            self.env["xero.task"]
            .sudo()
            .search_fetch(
                [
                    ("connection_id", "=", connection_id),
                    ("type_id.name", "=", "discount.push"),
                    ("res_model", "=", "account.move"),
                    ("res_id", "in", move_ids),
                    ("state", "in", ("queued", "waiting", "running", "failed")),
                ],
                ["res_id"],
            )
        )
        return set(tasks.mapped("res_id"))

    # === WHAT TO SEND === #

    @api.model
    def _lines(self, move):
        """The discount's journal items, its taxes included."""
        if not move or move.state != "posted" or not move._xero_is_money():
            return move.line_ids.browse()
        lines = move.line_ids.filtered(
            lambda line: (
                (line.tax_ids or line.tax_line_id)
                and (line.amount_currency or line.balance)
            )
        )
        if not lines:
            return lines
        settlements = self.env["xero.settlement"]
        return lines.filtered(
            lambda line: settlements._other(line, "balance", 1).is_discount
        )

    @api.model
    def _steps_of(self, lane, task, link):
        if not self._sends_payments(lane):
            return self._nothing(task, self.env._("Payments are not sent to Xero."))
        move = lane.record(task)
        live = self._live_link(lane, task.res_id)
        if move.state != "draft" and (live or not move):
            self._wake_held(lane, task.res_id)
        lines = self._lines(move)
        digest = self._digest(move, lines)
        if live and live.fingerprint != digest:
            self._uses_first(lane, task, live)
            return self._removal(task, live)
        if live or not lines:
            return self._nothing(task, self.env._("Nothing is to be sent for this."))
        return [self._creation(lane, task, move, lines, digest)]

    @api.model
    def _live_link(self, lane, move_id):
        link = lane.link("account.move", move_id, DISCOUNT)
        return link if link and not link.is_removed else link.browse()

    @api.model
    def _is_stale(self, lane, move):
        """Whether what Xero has is not what it should be."""
        live = self._live_link(lane, move.id)
        return bool(live) and live.fingerprint != self._digest(move, self._lines(move))

    @api.model
    def _digest(self, move, lines):
        values = {
            "name": move.name if lines else "",
            "date": move.date if lines else "",
            "lines": [
                [line.account_id.id, str(line.amount_currency), line.tax_ids.ids]
                for line in lines
            ],
        }
        return fingerprint(values, self._declaration.encoder_version)

    @api.model
    def _uses_first(self, lane, task, link):
        """:raise MissingRecord: allocations of it to be removed"""
        uses = self.env["xero.link"].search(
            [
                ("connection_id", "=", lane.connection.id),
                ("entity", "=", "allocation"),
                ("res_id", "=", task.res_id),
                ("status", "!=", "DELETED"),
            ]
        )
        self._removed_first(
            uses.filtered(lambda use: use.base["source_id"] == link.xero_id)
        )

    @api.model
    def _removal(self, task, link):
        status = self._status_before(link)
        payload, _more = credit_note.removal(link.xero_id, link.number or "", status)
        return [self._removal_step(task, link, payload)]

    @api.model
    def _creation(self, lane, task, move, lines, digest):
        partner = self.env["xero.bank.transaction.facts"]._partner(move)
        contact = self.env["xero.entity.contact"]._usable_link(lane, partner)
        facts = self._facts(lane.connection, move, lines, contact.xero_id)
        return Step(
            task.id,
            CREATE,
            task.res_model,
            task.res_id,
            part=DISCOUNT,
            fingerprint=digest,
            payload=self._declaration.encode(facts),
            facts=self._declaration.proof_facts(facts),
        )

    # === VALUES === #

    @api.model
    def _facts(self, connection, move, lines, contact_id):
        bases = lines.filtered(lambda line: not line.tax_line_id)
        sign = -1 if sum(bases.mapped("balance")) < 0 else 1
        use = "sale" if sign > 0 else "purchase"
        company = move.company_id.currency_id
        currency = lines.currency_id[:1]
        amount, base = (
            self._amount(lines, name, sign) for name in ("amount_currency", "balance")
        )
        if amount <= 0:  # net and tax cancel out; Xero would count it as paid
            raise LabelledError("discount_with_tax", move.name)
        rows = self._rows(connection, move, lines, bases, sign, use)
        untaxed = sum((row["net"] for row in rows), Decimal(0))
        if untaxed + sum(row["tax"] for row in rows) != amount:
            # tax that was deducted on nothing: Xero has no line for that
            raise LabelledError("discount_with_tax", move.name)
        return {
            "number": f"{move.name} DISCOUNT",
            "type": "ACCRECCREDIT" if sign > 0 else "ACCPAYCREDIT",
            "contact_id": contact_id,
            "date": connection._open_date(move.date, move.name),
            "due_date": None,
            "reference": move.ref or move.name,
            "currency": currency.name,
            "currency_rate": settlement.rate(amount, base)
            if currency != company
            else None,
            "status": "AUTHORISED",
            "url": None,
            "branding_theme_id": "",
            "line_amount_types": "Exclusive",
            "lines": rows,
            "untaxed": untaxed,
            "tax": amount - untaxed,
            "total": amount,
        }

    @api.model
    def _rows(self, connection, move, lines, bases, sign, use):
        taxes = self.env["xero.document.taxes"]._shares(move, bases)
        return [
            self._row_of(connection, line, sign, use, sign * taxes[line])
            for line in bases
        ]

    @api.model
    def _row_of(self, connection, line, sign, use, tax):
        settlements = self.env["xero.settlement"]
        account = settlements._mapped_account(
            connection, line.account_id.id, payments=False
        ) or settlements._discount_account(connection, use)
        if not account:
            name = line.account_id.display_name
            raise LabelledError("missing_discount_account", name)
        rate = self.env["xero.rules"]._tax_rate(connection, line.tax_ids, use, account)
        net = self._amount(line, "amount_currency", sign)
        return {
            "key": str(line.id),
            "line_item_id": None,
            "description": line.name or line.account_id.name,
            "quantity": Decimal(1),
            "price_unit": net,
            "discount": Decimal(0),
            "net": net,
            "tax": tax,
            "tax_type": rate.tax_type,
            "account_id": account.xero_id,
            "account_code": account.code or "",
            "item_code": "",
        }

    @api.model
    def _amount(self, lines, name, sign):
        return convert.money(convert.decimal_of(sign * sum(lines.mapped(name))))

    # === ANSWERS === #

    @api.model
    def _may_update(self, step, link, element):
        """What a person has used or changed in Xero is left alone, as any credit note.

        :raise LabelledError: document_paid, changed_in_xero
        """
        self.env["xero.entity.credit_note"]._may_remove(step, link, element)

    @api.model
    def _settled(self, lane, step, element, link):
        values = self._link_values(lane, element)
        if step.facts.get("removal"):
            return values, None
        return self._proven(step.facts, element, values)

    @api.model
    def _happened(self, step, payload, element):
        return all(element.get(key) == value for key, value in payload.items())
