# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

#: what a person cannot enter and what changes nothing about a mapping
_FINDINGS = frozenset({"problem"})


class XeroMapping(models.AbstractModel):
    """What Odoo's records are in one organisation; a change frees what waits for it."""

    _name = "xero.mapping"
    _description = "Xero Mapping"
    _check_company_auto = True

    #: reasons for waiting that a new or changed mapping may end
    _xero_frees = ()
    #: the field that holds the record of Xero's catalogue, and what goes with it
    _xero_target = ""
    #: the fields that hold Odoo's records
    _xero_sources = ()

    connection_id = fields.Many2one(
        "xero.connection",
        required=True,
        ondelete="cascade",
        index=True,
        default=lambda self: self._default_connection(),
    )
    company_id = fields.Many2one(related="connection_id.company_id", store=True)
    problem = fields.Char(
        readonly=True,
        copy=False,
        help="Why Xero would refuse what uses this; checked when settings are loaded.",
    )

    @api.model
    def _default_connection(self):
        """The only connection that the user could mean, for lists that are imported."""
        connections = self.env["xero.connection"].search(
            [("company_id", "in", self.env.companies.ids)], limit=2
        )
        return connections if len(connections) == 1 else connections.browse()

    @api.depends(lambda self: (*self._xero_sources, *filter(None, [self._xero_target])))
    def _compute_display_name(self):
        """Whoever may map need not be allowed to read taxes, products and journals."""
        for mapping in self.sudo():
            sources = [
                record.display_name
                for source in mapping._xero_sources
                for record in mapping[source]
            ]
            target = mapping[mapping._xero_target].display_name
            mapping.display_name = f"{', '.join(sources)} → {target}"

    @api.constrains(
        lambda self: ("connection_id", self._xero_target, *self._xero_sources)
    )
    def _check_problem(self):
        """Whoever may map need not be allowed to read taxes, products and journals."""
        for mapping in self.sudo():
            problem = mapping._problem_now()
            if problem:
                raise ValidationError(problem)

    def _problem_now(self):
        """Why Xero would refuse what uses this mapping, for people; else ""."""
        self.ensure_one()
        target = self[self._xero_target]
        if target.connection_id != self.connection_id:
            return self.env._(
                "“%s” belongs to another organisation.", target.display_name
            )
        return self._find_problem(target)

    def _find_problem(self, target):
        """As `_problem_now`, of a record of the right organisation."""
        if target._is_active():
            return ""
        return self.env._(
            "“%s” is archived or deleted in Xero. Choose another one.",
            target.display_name,
        )

    def _note_problems(self):
        """Check again, when Xero's lists were loaded; return what is wrong (X14)."""
        for mapping in self:
            problem = mapping._problem_now() or False
            if mapping.problem != problem:
                mapping.problem = problem
        return self.filtered("problem")

    @api.model_create_multi
    def create(self, vals_list):
        mappings = super().create(vals_list)
        mappings._changed()
        return mappings

    def write(self, vals):
        result = super().write(vals)
        if not vals.keys() <= _FINDINGS:
            self._changed()
        return result

    def unlink(self):
        connections = self.connection_id
        result = super().unlink()
        for connection in connections:
            self.env["xero.rules"]._forget(connection)
        return result

    def _changed(self):
        self.sudo()._note_problems()
        for connection in self.connection_id:
            self.env["xero.rules"]._forget(connection)
            self.env["xero.task"]._free(connection, *self._xero_frees)
