# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import LazyTranslate

from ..models.xero_document_check import ERROR, NOTE, WAIT

_lt = LazyTranslate(__name__)

#: what only a look ahead can say: label -> (what is so, what to do)
NOTES = {
    "draft": (
        _lt("The document is a draft; a sale gets its number when it is posted."),
        _lt("It is sent when it is posted."),
    ),
    "looked_up": (
        _lt("The document is dated before the cut-over date."),
        _lt(
            "It is linked if Xero has it with the same number, contact and total, and"
            " never created."
        ),
    ),
    "redated": (
        _lt("Its date is in a period that is locked in Xero."),
        _lt("It gets the first open day there, as the connection is set."),
    ),
    "will_restore": (
        _lt("The contact is archived in Xero."),
        _lt("It is restored first, as the connection is set."),
    ),
    "will_link": (
        _lt("Xero has this document already: same number, contact and total."),
        _lt("The two are linked; nothing is created."),
    ),
    "rounding_line": (
        _lt("Xero cannot have the same tax as Odoo, to the cent."),
        _lt(
            "The difference becomes a line on Xero's rounding account, as set on the"
            " connection, so that the total is the same."
        ),
    ),
}
#: label -> what the button does; the document itself where nothing else is to be done
FIXES = {
    **dict.fromkeys(("missing_account", "account_invalid"), "account"),
    **dict.fromkeys(
        (
            "missing_tax_mapping",
            "tax_unconfirmed",
            "tax_rate_invalid",
            "tax_type_not_allowed",
        ),
        "tax_mapping",
    ),
    **dict.fromkeys(("missing_tax_rate", "rounding_impossible"), "accounts_tab"),
    **dict.fromkeys(("missing_tracking", "tracking_invalid"), "tracking"),
    "item_invalid": "item",
    "currency_not_enabled": "tracking_tab",
    "missing_currency_rate": "rates",
    **dict.fromkeys(
        (
            "period_locked",
            "period_held",
            "redated",
            "looked_up",
            "not_sent_yet",
            "connection_not_ready",
            "organisation_not_loaded",
            "base_currency_differs",
            "rounding_line",
        ),
        "settings",
    ),
    **dict.fromkeys(
        ("missing_name", "contact_archived", "contact_unmatched", "will_restore"),
        "contact",
    ),
    "contact_ambiguous": "match",
    **dict.fromkeys(("unsupported_tax", "tax_is_cost"), "odoo_taxes"),
    **dict.fromkeys(("invoice_number_taken", "will_link"), "number"),
}
#: what only a manager may change
OF_MANAGERS = frozenset(
    (
        *("account", "tax_mapping", "accounts_tab", "tracking", "item"),
        *("tracking_tab", "settings", "match", "number"),
    )
)


class XeroPreflightFinding(models.TransientModel):
    """One thing to know before a document is sent, and the way to put it right."""

    _name = "xero.preflight.finding"
    _description = "Finding of a Check for Xero"
    _order = "rank, id"

    preflight_id = fields.Many2one(
        "xero.preflight", required=True, readonly=True, ondelete="cascade"
    )
    connection_id = fields.Many2one(
        "xero.connection",
        readonly=True,
        ondelete="cascade",
        groups="xero_connector.group_manager",
    )
    rank = fields.Integer(readonly=True)
    severity = fields.Selection(
        [(ERROR, "Stops It"), (WAIT, "Holds It Up"), (NOTE, "To Know")], readonly=True
    )
    label = fields.Char(readonly=True)
    about = fields.Char(readonly=True)
    sentence = fields.Text("Finding", readonly=True)
    advice = fields.Text("What To Do", readonly=True)
    fix = fields.Char(readonly=True)
    fix_title = fields.Char(readonly=True)
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)

    @api.model
    def _values(self, found, connection):
        fix = FIXES.get(found.label, "document")
        allowed = fix not in OF_MANAGERS or self._is_manager()
        nothing = found.severity == NOTE and fix == "document"
        sentence, advice = self._texts(found)
        if not allowed and found.severity != NOTE:
            advice = f"{advice} {self.env._('Ask a Xero manager.')}"
        return {
            "connection_id": connection.id,
            "rank": (ERROR, WAIT, NOTE).index(found.severity),
            "severity": found.severity,
            "label": found.label,
            "about": self._about(found),
            "sentence": sentence,
            "advice": advice,
            "fix": fix,
            "fix_title": self._titles()[fix] if allowed and not nothing else False,
            "res_model": found.record._name,
            "res_id": found.record.id,
        }

    @api.model
    def _is_manager(self):
        return self.env.user.has_group("xero_connector.group_manager")

    @api.model
    def _texts(self, found):
        if found.label not in NOTES:
            explain = self.env["xero.advice"]
            return (
                explain._sentence(found.label, found.detail),
                explain._advice(found.label),
            )
        sentence, advice = (self.env._(text) for text in NOTES[found.label])
        return (f"{sentence} ({found.detail})" if found.detail else sentence), advice

    @api.model
    def _about(self, found):
        record = found.record
        if record._name == "account.move.line":
            return self.env["xero.document.lines"]._line_description(record)
        if record._name == "xero.connection":
            return record.name
        return "" if record._name == "account.move" else record.display_name

    @api.model
    def _titles(self):
        """What the button of each fix says."""
        return {
            "account": self.env._("Choose Account"),
            "tax_mapping": self.env._("Map the Tax"),
            "accounts_tab": self.env._("Accounts & Taxes"),
            "tracking": self.env._("Map Tracking"),
            "item": self.env._("Map the Item"),
            "tracking_tab": self.env._("Currencies"),
            "rates": self.env._("Currency Rates"),
            "settings": self.env._("Settings"),
            "contact": self.env._("Open Contact"),
            "match": self.env._("Choose Contact"),
            "odoo_taxes": self.env._("Open Tax"),
            "number": self.env._("Compare"),
            "document": self.env._("Open Document"),
        }

    def action_fix(self):
        """Open the place where this can be put right.

        :raise AccessError: only a manager can change it
        """
        self.ensure_one()
        if self.fix in OF_MANAGERS and not self._is_manager():
            raise AccessError(
                self.env._("Only a Xero manager can change this. Ask one of them.")
            )
        record = self.env[self.res_model].browse(self.res_id).exists()
        return self.env["xero.preflight.fix"]._action(self, record)
