# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import float_compare

from .xero_tax_rate import DIGITS

#: what the percentages of a mapping depend on
_PERCENTS = (
    "tax_id.amount",
    "tax_id.include_base_amount",
    "tax_id.invoice_repartition_line_ids.factor_percent",
    "tax_id.children_tax_ids.amount",
    "with_tax_ids.amount",
    "with_tax_ids.include_base_amount",
    "tax_rate_id.effective_rate",
    "tax_rate_id.display_rate",
)
#: what only the button “Confirm” sets
_CONFIRMATION = frozenset(
    {"confirmed_percents", "confirmed_by_id", "confirmed_on", "needs_confirmation"}
)


class XeroTaxMapping(models.Model):
    """Which Xero tax rate the taxes of a line are, in one organisation (A24, D6).

    A line in Xero has one rate, a line in Odoo may have several taxes, or a group of
    them: the whole combination is mapped. Fixed amounts are no rate; documents send
    them as a line of their own.
    """

    _name = "xero.tax.mapping"
    _description = "Xero Tax Mapping"
    _inherit = "xero.mapping"
    _check_company_auto = True
    _xero_frees = (
        "missing_tax_mapping",
        "tax_unconfirmed",
        "tax_rate_invalid",
        "tax_type_not_allowed",
        "missing_line_tax",
    )
    _xero_target = "tax_rate_id"
    _xero_sources = ("tax_id", "with_tax_ids")

    tax_id = fields.Many2one(
        "account.tax", required=True, ondelete="cascade", check_company=True
    )
    with_tax_ids = fields.Many2many(
        "account.tax",
        string="Together With",
        check_company=True,
        help="Other taxes of the same line, when Xero has one rate for all of them.",
    )
    use = fields.Selection(related="tax_id.type_tax_use", string="Use")
    tax_rate_id = fields.Many2one(
        "xero.tax.rate",
        "Xero Tax Rate",
        required=True,
        ondelete="restrict",
        domain="[('connection_id', '=', connection_id), ('status', '=', 'ACTIVE')]",
    )
    combination = fields.Char(compute="_compute_combination", store=True)
    combined_on = fields.Datetime(
        "Maps These Taxes Since", compute="_compute_combination", store=True
    )
    percents = fields.Char(
        "Percentages",
        compute="_compute_percents",
        compute_sudo=True,
        help="What it adds to a document, in Odoo and in Xero. Of a reverse charge both"
        " what it adds and what it charges.",
    )
    components = fields.Char(
        "Components in Xero", compute="_compute_percents", compute_sudo=True
    )
    is_reverse_charge = fields.Boolean(compute="_compute_percents", compute_sudo=True)
    confirmed_percents = fields.Char(readonly=True, copy=False)
    confirmed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    confirmed_on = fields.Datetime(readonly=True, copy=False)
    needs_confirmation = fields.Boolean(
        "To Confirm", compute="_compute_needs_confirmation", store=True
    )

    #: Not unique: who edits a group of taxes must not fail because of a mapping.
    _combination = models.Index("(connection_id, combination)")

    # === WHAT IS MAPPED === #

    def _taxes(self):
        """The taxes that are mapped together."""
        return self.tax_id | self.with_tax_ids

    @api.depends(
        "tax_id.children_tax_ids", "with_tax_ids.children_tax_ids", "tax_id.amount_type"
    )
    def _compute_combination(self):
        rules = self.env["xero.rules"]
        for mapping in self:
            combination = rules._combination(mapping._taxes())
            since = mapping.combination == combination and mapping.combined_on
            mapping.combined_on = since or fields.Datetime.now()
            mapping.combination = combination

    def _twins(self):
        """Which mapping of the same taxes counts instead: the one that was first.

        Two of them are never entered. One becomes the other's twin when somebody edits
        a group of taxes that it maps.

        :return: {mapping that is not used: mapping that is}
        """
        same = self.search(
            [
                ("connection_id", "in", self.connection_id.ids),
                ("combination", "in", self.mapped("combination")),
            ],
            order="combined_on, id",
        ).grouped(lambda one: (one.connection_id, one.combination))
        first = {one: twins[0] for twins in same.values() for one in twins}
        return {one: first[one] for one in self if first.get(one, one) != one}

    @api.depends(*_PERCENTS, "tax_rate_id.component_ids")
    def _compute_percents(self):
        for mapping in self:
            rate = mapping.tax_rate_id
            net, nominal = rate._percents_of(mapping._taxes())
            reverse = bool(
                float_compare(net, nominal, precision_digits=DIGITS)
                or float_compare(
                    rate.effective_rate, rate.display_rate, precision_digits=DIGITS
                )
            )
            ours, theirs = f"{net:g} %", f"{rate.effective_rate:g} %"
            if reverse:
                ours += f" ({nominal:g} %)"
                theirs += f" ({rate.display_rate:g} %)"
            mapping.is_reverse_charge = reverse
            mapping.percents = f"{ours} = {theirs}" if ours != theirs else ours
            mapping.components = ", ".join(
                f"{one.name} {one.rate:g} %" for one in rate.component_ids
            )

    @api.depends(*_PERCENTS, "combination", "confirmed_percents")
    def _compute_needs_confirmation(self):
        for mapping in self:
            mapping.needs_confirmation = mapping.is_reverse_charge and (
                mapping.confirmed_percents != mapping._confirmable()
            )

    def _confirmable(self):
        """What a confirmation is about: it is asked again when this changes."""
        return f"{self.combination}: {self.percents} {self.tax_rate_id.tax_type}"

    # === CHECKS === #

    def _find_problem(self, target):
        """Unequal rates would post another tax in Xero than in Odoo (P13)."""
        problem = super()._find_problem(target)
        return (
            problem
            or self._tax_problem()
            or self._twin_problem()
            or self._rate_problem()
        )

    def _twin_problem(self):
        """Why this mapping is not used at all; empty when it is."""
        twin = self._twins().get(self)
        if not twin:
            return ""
        return self.env._(
            "The taxes are already mapped: “%s”. That mapping is used, this one is not:"
            " delete the wrong one.",
            twin.display_name,
        )

    def _tax_problem(self):
        """Why the taxes cannot be a Xero tax rate at all; empty when they can."""
        self.ensure_one()
        if len(set(self._taxes().mapped("type_tax_use")) - {"none"}) > 1:
            return self.env._("Map taxes of sales and of purchases one by one.")
        return self._unmappable(self._taxes())

    @api.model
    def _unmappable(self, taxes):
        """Why these taxes are no percentage; empty when they are."""
        flat = taxes.flatten_taxes_hierarchy()
        fixed = flat.filtered(lambda tax: tax.amount_type == "fixed")
        if fixed:
            return self.env._(
                "“%s” is a fixed amount: Xero has only percentages. Leave it out here;"
                " it is sent as a line of its own. Say under Account Mappings which"
                " Xero account its Odoo account is.",
                fixed[0].name,
            )
        percent = ("percent", "division")
        other = flat.filtered(lambda tax: tax.amount_type not in percent)
        if other:
            return self.env._(
                "“%s” is computed by a formula: Xero has only percentages.",
                other[0].name,
            )
        return ""

    def _rate_problem(self):
        """Why this rate would be wrong for the taxes; empty when it is right."""
        self.ensure_one()
        rate = self.tax_rate_id
        names = ", ".join(self._taxes().mapped("name"))
        if not rate._is_equal_to(self._taxes()):
            return self.env._(
                "“%(tax)s” is %(ours)s %% in Odoo, but “%(rate)s” is %(theirs)s %% in"
                " Xero. Choose a rate of the same percentage.",
                tax=names,
                ours=rate._percents_of(self._taxes())[0],
                rate=rate.name,
                theirs=rate.effective_rate,
            )
        if rate._fits_use(self.use):
            return ""
        if self.use == "sale":
            text = self.env._("“%(rate)s” is not for sales in Xero, but “%(tax)s” is.")
        else:
            text = self.env._(
                "“%(rate)s” is not for purchases in Xero, but “%(tax)s” is."
            )
        return text % {"rate": rate.name, "tax": names}

    # === CONFIRMATION === #

    @api.model_create_multi
    def create(self, vals_list):
        self._check_nothing_confirmed(*vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_nothing_confirmed(vals)
        return super().write(vals)

    @api.model
    def _check_nothing_confirmed(self, *vals_list):
        """Nobody enters a confirmation, by import or by a program either."""
        if not self.env.su and any(_CONFIRMATION & vals.keys() for vals in vals_list):
            raise AccessError(
                self.env._("A reverse charge is confirmed by its button only.")
            )

    def action_confirm(self):
        """An administrator has seen both percentages of a reverse charge (D11)."""
        if not self.env.user.has_group("xero_connector.group_administrator"):
            raise AccessError(
                self.env._("Only a Xero administrator can confirm a reverse charge.")
            )
        self.check_access("write")
        for mapping in self.sudo().filtered("needs_confirmation"):
            mapping.write(
                {
                    "confirmed_percents": mapping._confirmable(),
                    "confirmed_by_id": self.env.uid,
                    "confirmed_on": fields.Datetime.now(),
                }
            )
