# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..core import oauth

DRAFT = "draft"
CHOOSING = "choosing"
CONNECTED = "connected"
EXPIRED = "expired"
DISCONNECTED = "disconnected"

DIRECTIONS = [
    ("both", "Both ways"),
    ("push", "Odoo to Xero"),
    ("pull", "Xero to Odoo"),
    ("off", "Not synchronised"),
]

#: reasons for waiting that another default account or tax rate may end
ACCOUNT_REASONS = ("missing_account", "account_invalid", "missing_line_account")
TAX_REASONS = ("missing_tax_rate", "tax_rate_invalid", "missing_line_tax")

#: fields that decide whether and where the write hooks queue tasks
_HOOK_FIELDS = frozenset({"state", "active", "company_id", "sync_contacts"})


class XeroConnection(models.Model):
    """One Xero organisation of one company: its state, its settings, its lane.

    Every task refers to this row, so a user's INSERT of a task must never wait for it:
    it is never locked FOR UPDATE, and what changes with every call (budget, reading
    positions) has tables of its own (DESIGN §4).
    """

    _name = "xero.connection"
    _description = "Xero Connection"
    _inherit = ["mail.thread"]
    _order = "company_id, id"
    _check_company_auto = True

    name = fields.Char(compute="_compute_name", store=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    app_id = fields.Many2one(
        "xero.app",
        required=True,
        ondelete="restrict",
        default=lambda self: self.env["xero.app"].sudo().search([], limit=1),
    )
    credential_id = fields.Many2one("xero.credential", readonly=True, copy=False)
    cron_id = fields.Many2one("ir.cron", readonly=True, copy=False)
    budget_ids = fields.One2many("xero.budget", "connection_id")

    # === STATE === #
    state = fields.Selection(
        [
            (DRAFT, "Not Connected"),
            (CHOOSING, "Choose Organisation"),
            (CONNECTED, "Connected"),
            (EXPIRED, "Connection Lost"),
            (DISCONNECTED, "Disconnected"),
        ],
        default=DRAFT,
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    paused = fields.Boolean(copy=False, tracking=True)
    status_message = fields.Text("What Happened", readonly=True, copy=False)
    run_message = fields.Text("Last Run", readonly=True, copy=False)
    tenant_id = fields.Char("Organisation ID", readonly=True, copy=False)
    remote_connection_id = fields.Char(
        "Connection ID at Xero", readonly=True, copy=False
    )
    organisation_name = fields.Char("Organisation", readonly=True, copy=False)
    base_currency = fields.Char("Xero Base Currency", readonly=True, copy=False)
    country_code = fields.Char("Xero Country", readonly=True, copy=False)
    short_code = fields.Char(readonly=True, copy=False)
    period_lock_date = fields.Date("Xero Lock Date", readonly=True, copy=False)
    end_of_year_lock_date = fields.Date(
        "Xero Year-End Lock Date", readonly=True, copy=False
    )
    is_demo = fields.Boolean("Xero Demo Company", readonly=True, copy=False)
    connected_on = fields.Datetime(readonly=True, copy=False)
    connected_by = fields.Char(readonly=True, copy=False)
    granted_scopes = fields.Char(related="credential_id.scopes", related_sudo=True)
    missing_scopes = fields.Char(compute="_compute_missing_scopes")
    database_uuid = fields.Char(readonly=True, copy=False)
    database_name = fields.Char(readonly=True, copy=False)

    # === SETTINGS === #
    sync_contacts = fields.Selection(
        [*DIRECTIONS[:3], ("off", "Only those that documents need")],
        "Contacts",
        default="push",
        required=True,
    )
    sync_invoices = fields.Selection(
        DIRECTIONS, "Invoices", default="both", required=True
    )
    sync_payments = fields.Selection(
        DIRECTIONS, "Payments", default="both", required=True
    )
    contact_domain = fields.Char(
        "Contacts to Send",
        default="[('partner_share', '=', True)]",
        required=True,
        help="New and changed contacts that match are sent by themselves. Users' and"
        " companies' own contacts never are, unless a document needs them.",
    )
    push_when = fields.Selection(
        [("posted", "Posted"), ("sent", "Sent to the customer")],
        "Send Invoices When",
        default="posted",
        required=True,
    )
    push_status = fields.Selection(
        [
            ("DRAFT", "Draft"),
            ("SUBMITTED", "Awaiting Approval"),
            ("AUTHORISED", "Authorised"),
        ],
        "Status in Xero",
        default="AUTHORISED",
        required=True,
    )
    cutover_date = fields.Date(
        "Cut-over Date",
        help="Documents dated before this day are never created in Xero; one that is"
        " already there is linked by its number when it is needed.",
    )
    backfill = fields.Boolean(
        "Send Existing Invoices",
        help="On connecting, also send the posted invoices dated on or after the"
        " cut-over date.",
    )
    default_account_id = fields.Many2one(
        "xero.account",
        "Default Account",
        domain="[('connection_id', '=', id), ('is_line_account', '=', True)]",
        help="Used for lines of sales that no account mapping is for.",
    )
    default_bank_account_id = fields.Many2one(
        "xero.account",
        "Default Bank Account",
        domain="[('connection_id', '=', id), ('is_payment_account', '=', True)]",
        help="Used for payments of journals without an account of their own.",
    )
    writeoff_account_id = fields.Many2one(
        "xero.account",
        "Write-off Account",
        domain="[('connection_id', '=', id), ('enable_payments', '=', True)]",
    )
    discount_account_id = fields.Many2one(
        "xero.account",
        "Early Payment Discount Account",
        domain="[('connection_id', '=', id), ('enable_payments', '=', True)]",
    )
    default_tax_rate_id = fields.Many2one(
        "xero.tax.rate",
        "Default Tax Rate",
        domain="[('connection_id', '=', id), ('status', '=', 'ACTIVE')]",
        help="Used for lines without a tax.",
    )
    account_ids = fields.One2many("xero.account", "connection_id", "Accounts")
    tax_rate_ids = fields.One2many("xero.tax.rate", "connection_id", "Tax Rates")
    tax_mapping_ids = fields.One2many(
        "xero.tax.mapping", "connection_id", "Tax Mappings"
    )
    payment_mapping_ids = fields.One2many(
        "xero.payment.mapping", "connection_id", "Payment Accounts"
    )
    accounts_loaded_on = fields.Datetime(readonly=True, copy=False)
    tax_rates_loaded_on = fields.Datetime(readonly=True, copy=False)

    # === FIGURES === #
    queued_count = fields.Integer("Queued", compute="_compute_task_counts")
    waiting_count = fields.Integer("Waiting", compute="_compute_task_counts")
    failed_count = fields.Integer("Failed", compute="_compute_task_counts")
    calls_today = fields.Integer("Calls Today", compute="_compute_calls")
    calls_left = fields.Char("Calls Left Today", compute="_compute_calls")
    paused_until = fields.Datetime("Waiting for Xero Until", compute="_compute_calls")

    _tenant_unique = models.Constraint(
        "unique(tenant_id)", "This Xero organisation is already connected here."
    )
    _company_unique = models.UniqueIndex(
        "(company_id) WHERE active AND state != 'draft'",
        "This company already has a Xero connection.",
    )

    # === COMPUTED FIELDS === #

    @api.depends("organisation_name", "company_id")
    def _compute_name(self):
        for connection in self:
            connection.name = connection.organisation_name or self.env._(
                "Xero for %s", connection.company_id.name
            )

    @api.depends("granted_scopes", "app_id")
    def _compute_missing_scopes(self):
        for connection in self:
            granted = (connection.granted_scopes or "").split()
            wanted = (connection.app_id.sudo().scopes or "").split()
            missing = oauth.missing_scopes(wanted, granted) if granted else ()
            connection.missing_scopes = " ".join(missing)

    def _compute_task_counts(self):
        counts = self.env["xero.task"]._read_group(
            [
                ("connection_id", "in", self.ids),
                ("state", "in", ("queued", "waiting", "failed")),
            ],
            ["connection_id", "state"],
            ["__count"],
        )
        found = {(connection.id, state): count for connection, state, count in counts}
        for connection in self:
            connection.queued_count = found.get((connection.id, "queued"), 0)
            connection.waiting_count = found.get((connection.id, "waiting"), 0)
            connection.failed_count = found.get((connection.id, "failed"), 0)

    def _count_open(self, model):
        """How many rows of a model wait for somebody to decide, by connection.

        :param model: name of a model with a connection and the state "open"
        """
        rows = self.env[model].sudo()
        open_ones = [("connection_id", "in", self.ids), ("state", "=", "open")]
        return dict(rows._read_group(open_ones, ["connection_id"], ["__count"]))

    # === CRUD === #

    @api.model_create_multi
    def create(self, vals_list):
        connections = super().create(vals_list)
        for connection in connections:
            connection._create_lane()
        self.env.registry.clear_cache()
        return connections

    def write(self, vals):
        result = super().write(vals)
        if _HOOK_FIELDS & vals.keys():
            self.env.registry.clear_cache()
        frees = self._frees()
        codes = {code for name in vals for code in frees.get(name, ())}
        for connection in self if codes else ():
            self.env["xero.task"]._free(connection, *codes)
        return result

    @api.model
    def _frees(self):
        """Settings -> the reasons for waiting that a change of them removes."""
        return {
            "default_account_id": ACCOUNT_REASONS,
            "default_tax_rate_id": TAX_REASONS,
            "default_bank_account_id": ("missing_payment_account", "missing_journal"),
            "payment_mapping_ids": ("missing_payment_account", "missing_journal"),
            "tax_mapping_ids": ("missing_tax_mapping",),
            "writeoff_account_id": ("missing_writeoff_account",),
            "discount_account_id": ("missing_discount_account",),
            "cutover_date": ("before_cutover",),
            "push_when": ("not_sent_yet",),
            "push_status": ("document_not_authorised",),
            "sync_contacts": ("missing_contact",),
            "contact_policy": ("contact_ambiguous", "contact_unmatched"),
            "auto_unarchive": ("contact_archived",),
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_if_never_connected(self):
        if self.filtered(lambda connection: connection.state == CONNECTED):
            raise UserError(
                self.env._("Disconnect from Xero first; then archive the connection.")
            )

    def unlink(self):
        crons = self.cron_id
        result = super().unlink()
        crons.sudo().unlink()
        self.env.registry.clear_cache()
        return result
