# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

#: fix -> view of the connection that opens with the right tab
TABS = {
    "settings": "xero_connector.xero_connection_view_form",
    "accounts_tab": "xero_connector.xero_connection_view_form_accounts",
    "tracking_tab": "xero_connector.xero_connection_view_form_tracking",
}


class XeroPreflightFix(models.AbstractModel):
    """Where each finding is put right: the action behind its button.

    Lists of mappings open with what is to be mapped filled in: a click on “New” is
    left to choose the Xero side.
    """

    _name = "xero.preflight.fix"
    _description = "Ways to Put a Finding Right"

    @api.model
    def _action(self, finding, record):
        """The action of a finding's fix; the document when its record is gone."""
        if finding.fix in TABS:
            return self._tab(finding)
        if not record:
            return self._document(finding, finding.preflight_id.move_id)
        return getattr(self, f"_{finding.fix}")(finding, record)

    # === THE CONNECTION === #

    @api.model
    def _tab(self, finding):
        view = self.env.ref(TABS[finding.fix])
        action = finding.connection_id._action_form()
        return {**action, "views": [(view.id, "form")]}

    @api.model
    def _mapping(self, finding, name, **defaults):
        """A list of mappings of the connection; new rows have these values."""
        action = self.env["ir.actions.act_window"]._for_xml_id(f"xero_connector.{name}")
        connection = finding.connection_id
        defaults = {f"default_{key}": value for key, value in defaults.items()}
        return {
            **action,
            "domain": [("connection_id", "=", connection.id)],
            "context": {"default_connection_id": connection.id, **defaults},
        }

    @api.model
    def _account(self, finding, line):
        """The line's product or else its account; the default if that is at fault."""
        rules, connection = self.env["xero.rules"].sudo(), finding.connection_id
        use = rules._use(line.move_id)
        product, account = line.product_id, line.account_id
        _target, rule, _words = rules._chosen(connection.sudo(), product, account, use)
        if finding.label == "account_invalid" and rule == "default":
            finding.sudo().fix = "accounts_tab"
            return self._tab(finding)
        source = (
            {"product_tmpl_id": product.product_tmpl_id.id}
            if product
            else {"odoo_account_id": account.id}
        )
        return self._mapping(finding, "xero_account_mapping_action", use=use, **source)

    @api.model
    def _tax_mapping(self, finding, line):
        taxes = self.env["xero.document.lines"]._rated_taxes(line)
        taxes = taxes.flatten_taxes_hierarchy()
        taxes = taxes.filtered(lambda tax: tax.amount_type != "fixed")
        if not taxes:
            finding.sudo().fix = "accounts_tab"
            return self._tab(finding)
        values = {"tax_id": taxes[:1].id, "with_tax_ids": taxes[1:].ids}
        return self._mapping(finding, "xero_tax_mapping_action", **values)

    @api.model
    def _tracking(self, finding, line):
        """The first analytic account of the line that is mapped to no active option."""
        lookup = self.env["xero.rules"].sudo()._lookup(finding.connection_id)
        keys = ",".join(line.analytic_distribution or {}).split(",")
        accounts = self.env["account.analytic.account"].browse(
            map(int, filter(None, keys))
        )
        missing = accounts.exists().filtered(
            lambda account: (
                account.id not in lookup.options
                and account.root_plan_id.id in lookup.plans
            )
        )
        values = {"analytic_account_id": missing[:1].id} if missing else {}
        return self._mapping(finding, "xero_tracking_option_mapping_action", **values)

    @api.model
    def _item(self, finding, line):
        action = self._mapping(
            finding, "xero_item_mapping_action", product_id=line.product_id.id
        )
        action["domain"] += [("product_id", "=", line.product_id.id)]
        return action

    # === RECORDS === #

    @api.model
    def _form(self, record):
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }

    @api.model
    def _document(self, _finding, record):
        return self._form(record if record._name == "account.move" else record.move_id)

    @api.model
    def _contact(self, _finding, partner):
        return self._form(partner)

    @api.model
    def _match(self, finding, partner):
        """Where one of several contacts is chosen; only known once it was tried."""
        review = self.env["xero.contact.match"]._of(finding.connection_id, partner.ids)
        return self._form(review) if review.state == "open" else self._form(partner)

    @api.model
    def _rates(self, _finding, move):
        return self._form(move.currency_id)

    @api.model
    def _odoo_taxes(self, _finding, record):
        taxes = (
            record.line_ids.tax_ids
            if record._name == "account.move"
            else (record.tax_ids | record.tax_line_id)
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Taxes"),
            "res_model": "account.tax",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", taxes.ids)],
        }

    @api.model
    def _number(self, _finding, record):
        """Who has the number: the other document in Odoo, or what Xero has."""
        if record._name == "xero.link":
            return record.action_open_record()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "xero_connector.xero_remote_action"
        )
        return {**action, "domain": [("id", "=", record.id)]}
