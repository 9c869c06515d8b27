# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import random
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from odoo import fields
from odoo.tools import config

from odoo.addons.base.models.ir_cron import MIN_TIME_PER_JOB

from ..core import convert
from ..core.client import Client
from ..core.entities import CATALOGUE
from ..core.outcome import backoff
from ..core.transport import Transport
from .xero_ahead import CACHED, Ahead

#: seconds to reach Xero and to wait for its answer; below Odoo's limit for a job
CONNECT_TIMEOUT = 10
READ_TIMEOUT = 60
#: of the seconds after which Odoo ends a job, those that applying objects may take
SHARE_OF_LIMIT = 0.5
#: seconds, where Odoo has no limit
NO_LIMIT = 600


def job_limit():
    """Seconds after which Odoo's server ends a scheduled job by force."""
    own, common = config["limit_time_real_cron"], config["limit_time_real"]
    return (own if own and own > 0 else common) or NO_LIMIT


def is_overdue(job_start):
    """Whether Odoo's server would soon end the job by force.

    :param job_start: see `job_start`
    """
    return time.monotonic() - job_start > job_limit() * SHARE_OF_LIMIT


def job_start(env):
    """When Odoo has begun this job (monotonic): one job may be several runs."""
    end = env.context.get("cron_end_time")
    return end - MIN_TIME_PER_JOB if end else time.monotonic()


def utcnow():
    """Now, aware, as core wants it."""
    return datetime.now(timezone.utc)


def jitter():
    """Randomness for core, in [0, 1)."""
    return random.random()


class Lane:
    """One run of one connection: its client, its budget, and when to stop.

    Only one process at a time runs a lane, because Odoo locks the row of the
    connection's cron while it runs (DESIGN §1).
    """

    def __init__(self, connection, access_token):
        self.env = connection.env
        self.connection = connection
        self.access_token = access_token
        self.client = None
        self.stopped = False
        self.held = False
        self.needs_token = False
        self.refreshed = False
        self.lock_dates_read = False
        self.job_start = job_start(self.env)
        #: how often each task has asked for what it needs
        self.asked = Counter()
        self.wake_at = None
        self.trouble = False
        self.journalled = 0
        self.processed = 0
        self.ahead = Ahead(self)
        #: partners that contacts of Xero's may be, once they have been asked for
        self.partners = None
        self.sign_in(access_token)

    def sign_in(self, access_token):
        """Use this token from now on."""
        budget = self.client.budget if self.client else self.connection._budget()
        calls = self.client.calls if self.client else []
        self.close()
        self.access_token = access_token
        app = self.connection.app_id.sudo()
        transport = Transport(
            self.connection.tenant_id,
            access_token,
            app.api_url,
            connect_timeout=CONNECT_TIMEOUT,
            read_timeout=READ_TIMEOUT,
        )
        self.transport = transport
        self.client = Client(transport, budget, utcnow, jitter)
        self.client.calls.extend(calls)

    def close(self):
        """Let go of the connections to Xero."""
        if self.client:
            self.transport.close()

    # === WHEN TO STOP === #

    def stop(self, until=None):
        """End this run; wake up again at `until` (aware) at the latest."""
        self.stopped = True
        if until:
            self.wake(until)

    def wake(self, moment):
        """Have the cron run at this moment, unless it runs earlier anyway."""
        self.wake_at = min(self.wake_at or moment, moment)

    def report(self, message):
        """What the connection says of this run, until a later one goes well."""
        self.trouble = message

    def is_late(self):
        """Whether Odoo wants this run of the cron to end."""
        end = self.env.context.get("cron_end_time")
        return bool(end) and time.monotonic() > end

    def is_overdue(self):
        """Whether Odoo's server would soon end this run by force."""
        return is_overdue(self.job_start)

    def hold(self, failures):
        """Leave Xero alone for a while after a call that it has not answered."""
        pause = timedelta(seconds=backoff(max(min(failures, 5), 1), jitter()))
        until = utcnow() + pause
        budget = self.client.budget
        previous = budget.paused_until
        self.client.budget = replace(
            budget, paused_until=max(until, previous) if previous else until
        )
        self.held = True
        self.stop(until)

    # === RECORDS AND LINKS === #

    @contextmanager
    def reading_ahead(self):
        """Inside, `ahead` may be filled with what a batch needs."""
        self.ahead = Ahead(self)
        self.env.cr.cache[CACHED] = self.ahead
        try:
            yield
        finally:
            self.env.cr.cache.pop(CACHED, None)
            self.ahead = Ahead(self)

    def model(self, res_model):
        """A model with the company of the connection."""
        return self.env[res_model].with_company(self.connection.company_id)

    def record(self, task):
        """The Odoo record of a task; empty when it is gone."""
        return self.browse(task.res_model, task.res_id)

    def browse(self, res_model, res_id):
        """One record; empty when it is gone."""
        record = self.ahead.record(res_model, res_id)
        if record is None:
            record = self.model(res_model).browse(res_id).exists()
        return record

    def link(self, res_model, res_id, part=""):
        """The link of one record; empty when there is none."""
        link = self.ahead.link(res_model, res_id, part)
        if link is None:
            links = self.env["xero.link"]._of(
                self.connection, res_model, [res_id], [part]
            )
            link = links.get((res_id, part), self.env["xero.link"])
        return link

    def settlements(self, document_id):
        """The links of what settles a document, deleted ones included."""
        links = self.ahead.settlements(document_id)
        if links is None:
            links = self.env["xero.link"].search(
                [
                    ("connection_id", "=", self.connection.id),
                    ("document_id", "=", document_id),
                ]
            )
        return links

    def links_by_xero_id(self, xero_ids):
        """{Xero id: link}."""
        return self.env["xero.link"]._by_xero_id(
            self.connection, filter(None, xero_ids)
        )

    def deep_link(self, declaration, xero_id):
        """Where a person sees the object in Xero."""
        connection = self.connection
        return declaration.deep_link(
            connection.short_code or "", xero_id, connection.app_id.sudo().web_url
        )

    def naive(self, value):
        """One of Xero's times as Odoo keeps it: naive, in UTC, whole seconds."""
        moment = self.moment(value)
        return moment and moment.replace(tzinfo=None, microsecond=0)

    def moment(self, value):
        """One of Xero's times, aware; None when it cannot be understood."""
        try:
            return convert.parse_datetime(value)
        except (TypeError, ValueError):
            return None

    # === READING === #

    def list_all(self, entity):
        """Every element of a catalogue that Xero gives in one answer.

        :raise OutcomeError: Xero refused
        """
        return [
            element
            for page in self.client.pages(CATALOGUE[entity])
            for element in page.elements
        ]

    def decode(self, entity, element):
        """An element in Odoo's words."""
        return CATALOGUE[entity].decode(element)

    def now(self):
        """Now as Odoo keeps it."""
        return fields.Datetime.now()
