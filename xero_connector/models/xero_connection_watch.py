# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

#: settings that lines in Xero bear; other accounts are for payments
LINE_SETTINGS = (
    "default_account_id",
    "default_purchase_account_id",
    "prepayment_account_id",
    "vendor_prepayment_account_id",
)
TAX_SETTINGS = {
    "default_tax_rate_id": "sale",
    "default_purchase_tax_rate_id": "purchase",
}
#: of these a setting of the connection may name one
CATALOGUE_MODELS = ("xero.account", "xero.tax.rate", "xero.branding.theme")

#: lists of mappings that are watched
MAPPINGS = (
    "account_mapping_ids",
    "tax_mapping_ids",
    "payment_mapping_ids",
    "tracking_plan_mapping_ids",
    "tracking_option_mapping_ids",
    "item_mapping_ids",
    "branding_mapping_ids",
)


class XeroConnectionWatch(models.Model):
    """Watches that Xero still takes what is mapped, before a document fails (X14)."""

    _inherit = "xero.connection"

    mapping_problems = fields.Text("Invalid Settings", readonly=True, copy=False)
    missing_settings = fields.Text(
        "Settings That Are Still Empty",
        compute="_compute_missing_settings",
        compute_sudo=True,
    )

    # === WHAT IS MISSING === #

    # Without api.depends: the form would ask the server after each choice, and its
    # answer would take away what is typed meanwhile. Saving shows it anew.
    def _compute_missing_settings(self):
        for connection in self:
            lines = []
            if connection.state == "connected" and connection.accounts_loaded_on:
                lines = connection._missing_settings()
            connection.missing_settings = "\n".join(lines)

    def _missing_settings(self):
        """What is not set, and what it is needed for; blocks nothing (SPEC A9)."""
        sales = self.sync_invoices in ("both", "push")
        bills = self.sync_bills in ("both", "push")
        payments = self.sync_payments != "off"
        needed = {
            "default_account_id": (sales, self.env._("lines of sales")),
            "default_tax_rate_id": (sales, self.env._("lines of sales without a tax")),
            "default_purchase_account_id": (bills, self.env._("lines of bills")),
            "default_purchase_tax_rate_id": (
                bills,
                self.env._("lines of bills without a tax"),
            ),
            "default_bank_account_id": (payments, self.env._("payments")),
        }
        lines = [
            self.env._(
                "%(setting)s, for %(purpose)s",
                setting=self._fields[setting].get_description(self.env)["string"],
                purpose=purpose,
            )
            for setting, (wanted, purpose) in needed.items()
            if wanted and not self[setting]
        ]
        lines += self._missing_taxes(sales, bills)
        return lines + list(filter(None, [self._contact_filter_problem()]))

    def _missing_taxes(self, sales, bills):
        uses = [use for use, sent in (("sale", sales), ("purchase", bills)) if sent]
        taxes = self._unmapped_taxes().filtered(lambda tax: tax.type_tax_use in uses)
        unconfirmed = self.tax_mapping_ids.filtered("needs_confirmation")
        lines = []
        if taxes:
            lines.append(
                self.env._(
                    "Tax mappings, for lines with the taxes %s", self._names(taxes)
                )
            )
        if unconfirmed:
            lines.append(
                self.env._(
                    "Confirmation of tax mappings, for the reverse charges %s",
                    self._names(unconfirmed.tax_id),
                )
            )
        lines += [
            f"{mapping.display_name}: {mapping._twin_problem()}"
            for mapping in self.tax_mapping_ids._twins()
        ]
        return lines

    @api.model
    def _names(self, records, most=5):
        names = [record.name for record in records[:most]]
        return ", ".join(names) + (" …" if len(records) > most else "")

    # === WHAT IS WRONG === #

    @api.model
    def _catalogue_settings(self):
        """Names of the settings that name something of Xero's."""
        return [
            name
            for name, field in self._fields.items()
            if field.comodel_name in CATALOGUE_MODELS and field.type == "many2one"
        ]

    @api.constrains(lambda self: self._catalogue_settings())
    def _check_own_settings(self):
        """What is chosen belongs to the organisation, and Xero takes it there."""
        for connection in self.sudo():
            for problem in connection._setting_problems():
                raise ValidationError(problem)

    def _setting_problems(self):
        """Sentences about the settings that name something unusable in Xero."""
        self.ensure_one()
        return [
            self.env._(
                "%(setting)s: %(problem)s",
                setting=self._fields[setting].get_description(self.env)["string"],
                problem=problem,
            )
            for setting in self._catalogue_settings()
            if self[setting] and (problem := self._setting_problem(setting))
        ]

    def _setting_problem(self, setting):
        chosen = self[setting]
        name = chosen.display_name
        if chosen.connection_id != self:
            return self.env._("“%s” belongs to another organisation.", name)
        if not chosen._is_active():
            return self.env._(
                "“%s” is archived or deleted in Xero. Choose another one.", name
            )
        if chosen._name == "xero.account":
            line = setting in LINE_SETTINGS
            fits = chosen.is_line_account if line else chosen.is_payment_account
        else:
            fits = setting not in TAX_SETTINGS or (
                chosen._fits_use(TAX_SETTINGS[setting])
            )
        if fits:
            return ""
        return self.env._("Xero does not take “%s” for this. Choose another.", name)

    def _check_mappings(self):
        """Look at every mapping and default; tell the managers what is new (X14)."""
        self.ensure_one()
        problems = self._setting_problems()
        broken = self._contact_filter_problem()
        if broken:
            problems.append(broken)
        else:
            self._free_held_contacts()
        for name in MAPPINGS:
            for mapping in self[name]._note_problems():
                problems.append(f"{mapping.display_name}: {mapping.problem}")
        before = (self.mapping_problems or "").splitlines()
        if problems != before:
            self.mapping_problems = "\n".join(problems)
        news = [problem for problem in problems if problem not in before]
        if news:
            self._tell_managers(
                self.env._(
                    "Xero would refuse documents because of these settings: %s",
                    " ".join(news),
                )
            )

    def _tell_managers(self, text):
        """Post on the connection, and notify every Xero manager of its company."""
        managers = self.env.ref("xero_connector.group_manager").all_user_ids.filtered(
            lambda user: self.company_id in user.company_ids
        )
        # The lane has no time for a mail server; Odoo's own cron sends the mail.
        self.with_context(mail_notify_force_send=False).message_post(
            body=text,
            subject=self.env._("Xero settings need attention"),
            partner_ids=managers.partner_id.ids,
            subtype_xmlid="mail.mt_note",
        )

    @api.model
    def _watch_mappings(self):
        """Nightly: read every list again; what is mapped is checked then."""
        connections = self.search([("state", "=", "connected"), ("paused", "=", False)])
        connections.action_load_all()
