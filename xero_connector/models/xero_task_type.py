# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..core import planner


class XeroTaskType(models.Model):
    """Template of one sync action: what it does and what has to happen before it.

    The dependencies are data, so that the order "contact, document, payment" can be
    read (and extended by another addon) without touching the scheduler (SPEC C8–C10).
    """

    _name = "xero.task.type"
    _description = "Xero Task Type"
    _order = "rank, sequence, id"
    _rec_name = "title"

    name = fields.Char("Internal Name", required=True, copy=False)
    title = fields.Char("Shown As", required=True, translate=True)
    description = fields.Text(translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    entity = fields.Char(
        required=True, help="What is synchronised: contact, invoice, payment …"
    )
    direction = fields.Selection(
        [("push", "Odoo to Xero"), ("pull", "Xero to Odoo")], required=True
    )
    depends_on_ids = fields.Many2many(
        "xero.task.type",
        "xero_task_type_dependency",
        "type_id",
        "depends_on_id",
        string="Depends On",
        help="Tasks of these types about related records are done first.",
    )
    rank = fields.Integer(
        default=0,  # never NULL, which PostgreSQL sorts behind every number
        required=True,
        readonly=True,
        copy=False,
        help="Depth in the dependency graph; lower ranks are worked through first.",
    )
    max_retries = fields.Integer(
        "Automatic Retries",
        default=5,
        help="How often a task is tried again by itself after its first attempt.",
    )

    _name_unique = models.Constraint(
        "unique(name)", "A task type with this internal name already exists."
    )
    _max_retries_positive = models.Constraint(
        "CHECK(max_retries >= 0)", "The number of automatic retries cannot be negative."
    )

    @api.model_create_multi
    def create(self, vals_list):
        types = super().create(vals_list)
        types._rank_all()
        return types

    def write(self, vals):
        result = super().write(vals)
        if "depends_on_ids" in vals:
            self._rank_all()
        return result

    @api.model
    def _rank_all(self):
        """Rank all types by their depth in the dependency graph.

        :raise ValidationError: types that wait for each other
        """
        types = (
            self.sudo().with_context(active_test=False).search([("name", "!=", False)])
        )
        graph = {one.name: set(one.depends_on_ids.mapped("name")) for one in types}
        try:
            ranks = planner.ranks(graph)
        except planner.CycleError as error:
            raise ValidationError(
                self.env._(
                    "These task types would wait for each other for ever: %s. Remove"
                    " one of the dependencies.",
                    error,
                )
            ) from error
        for one in types:
            if one.rank != ranks[one.name]:
                one.rank = ranks[one.name]
