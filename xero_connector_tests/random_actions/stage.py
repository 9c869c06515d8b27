# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Where the two people work: an Odoo that is connected, and its Xero."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import requests

from odoo import fields

from ..random_documents.scenery import Xero

GONE = ("VOIDED", "DELETED")


class Refused(RuntimeError):
    """Xero does not let the person do that."""


class XeroWindow(Xero):
    """Xero's screens.

    :raise Refused: where a person would read why not
    """

    def _answer(self, method, path, **what):
        answer = method(f"{self.url}/_sim/{path}", timeout=600, **what)
        if answer.status_code == requests.codes.bad_request:
            raise Refused(f"{path}: {answer.text}")
        if answer.status_code != requests.codes.ok:
            raise RuntimeError(f"{path}: {answer.text}")
        return answer.json()

    def webhooks(self, path, /, **body):
        """What an administrator does in the developer portal, and what goes wrong."""
        return self._answer(requests.post, f"webhooks/{path}".rstrip("/"), json=body)

    def rows(self, table):
        """What is live of one kind."""
        rows = self.get("state")[table]
        return [one for one in rows if one.get("Status") not in GONE]


@dataclass
class Stage:
    """
    :param connection: connected, its catalogues loaded, its accounts chosen
    :param drain: runs the connection's cron, as Odoo's workers do
    :param deliver: Xero posts what it has to tell to Odoo, and is answered
    :param pass_time: seconds pass, for both
    :param given_up: ids of documents that a person has voided in Xero
    :param calm: nobody touches what the other side has touched since both last heard of
        each other
    """

    connection: object
    xero: XeroWindow
    drain: Callable
    deliver: Callable
    pass_time: Callable
    dice: Random = field(default_factory=Random)
    calm: bool = False
    touched: dict = field(default_factory=dict)
    given_up: set = field(default_factory=set)

    @property
    def env(self):
        return self.connection.env

    @property
    def company(self):
        return self.connection.company_id

    @property
    def today(self):
        """Odoo's; Xero's clock may be some days ahead."""
        return fields.Date.today().isoformat()

    def chance(self, share):
        return self.dice.random() < share

    def one_of(self, side, things, owner):
        """One of them by chance; nothing if there is none that may be touched.

        :param owner: function of a thing that tells whose it is
        """
        free = [one for one in things if self._is_free(side, owner(one))]
        if not free:
            return None
        chosen = self.dice.choice(free)
        self.touch(side, owner(chosen))
        return chosen

    def touch(self, side, owner):
        self.touched[owner] = side

    def rest(self, owner):
        """What was just done will be taken back, or needs to be heard of first: in a
        calm run nobody goes on with it before."""
        self.touched[owner] = "nobody"

    def _is_free(self, side, owner):
        return not self.calm or self.touched.get(owner, side) == side

    def all_heard(self):
        """Both sides know all: anybody may touch anything."""
        self.touched.clear()

    def links(self, *domain):
        """Links of this connection; several people's changes are read afresh."""
        links = self.env["xero.link"].sudo()
        return links.search([("connection_id", "=", self.connection.id), *domain])
