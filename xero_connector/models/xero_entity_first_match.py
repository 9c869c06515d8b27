# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import dataclass, replace

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..core import first_match, matching
from .xero_first_match import READY
from .xero_first_match_line import (
    ACCEPT,
    KIND_CONTACT,
    LINKED,
    MATCH_UNDECIDED,
    NOTHING,
    ONLY_ODOO,
    ONLY_XERO,
    SEVERAL,
    SURE,
    UNDECIDED,
    UNSURE,
)


@dataclass
class Contacts:
    """The contacts of both sides that are not linked, and the pairs among them."""

    partners: models.BaseModel
    remotes: models.BaseModel
    pairs: list


class XeroEntityFirstMatch(models.AbstractModel):
    """Compares what both sides have, and writes down what may be the same (SPEC X12).

    Here are the contacts; open documents are in xero_entity_first_match_documents, and
    Xero's lists in xero_entity_first_match_lists. What a pair is worth is in
    core.first_match.
    """

    _name = "xero.entity.first_match"
    _inherit = "xero.entity"
    _description = "Xero First Matching"
    _xero_entity = "first_match"

    # === WHAT WAS READ === #

    @api.model
    def _keep_page(self, lane, match, entity, elements, newest):
        """Remember a page of what Xero has and Odoo is not linked to."""
        if match.reading != entity:  # somebody has it read again meanwhile
            return
        id_key = self.env["xero.runner"]._entity(entity)._declaration.id_key
        rows = {
            one[id_key]: one for one in elements if isinstance(one.get(id_key), str)
        }
        linked = lane.links_by_xero_id(rows)
        strangers = {key: one for key, one in rows.items() if key not in linked}
        remotes = self.env["xero.remote"]
        if entity == "contact":
            if remotes._remember_contacts(lane, strangers):
                self.env["xero.task"]._free(lane.connection, "contact_unmatched")
            match.contacts_read += len(rows)
        else:
            news = list(strangers.values())
            remotes._remember_documents(lane, entity, news, polled=False)
            match.documents_read += len(rows)
        moment = newest and newest.replace(tzinfo=None, microsecond=0)
        if moment and (not match.position or moment > match.position):
            match.position = moment

    @api.model
    def _propose(self, lane, task, match):
        """Write down all pairs, and what only one side has; nothing else changes."""
        if match.reading:  # somebody has it read again meanwhile
            task._requeue()
            return
        contacts = self._matched_contacts(lane.connection)
        rows = [row for side in self._sides() for row in side(lane, contacts)]
        before = match.line_ids.filtered(lambda line: line.state != LINKED)
        before._take_back()
        asked = self._still_asked(lane, before, rows)
        (before - asked).unlink()
        self.env["xero.first.match.line"].create(
            [
                {"match_id": match.id, **row}
                for row in rows
                if not self._is_alone_of(asked, row)
            ]
        )
        match.write({"state": READY, "read_on": fields.Datetime.now()})
        self.env["xero.task"]._free(lane.connection, MATCH_UNDECIDED)
        self.env["xero.runner"]._finish_tasks(lane, task)

    @api.model
    def _sides(self):
        """Functions of the lane and `Contacts`, each giving the rows of one kind."""
        return (self._contact_rows,)

    @api.model
    def _still_asked(self, _lane, lines, _rows):
        """Lines of before that stay a question, although they are not proposed again.

        :param rows: what is proposed now
        """
        return lines.browse()

    @api.model
    def _is_alone_of(self, lines, row):
        """Whether a row says of either of the two that only one side has it."""
        if row["certainty"] not in (ONLY_ODOO, ONLY_XERO):
            return False
        return any(
            row["kind"] == line.kind
            and (row.get("res_id") == line.res_id or row.get("xero_id") == line.xero_id)
            for line in lines
        )

    # === ROWS === #

    @api.model
    def _rows(self, kind, pairs, ours, theirs):
        """Values of lines: each pair, and what is in none.

        :param ours: {key: values} of what Odoo has
        :param theirs: {key: values} of what Xero has
        """
        rows = [
            {
                "kind": kind,
                **ours[pair.ours],
                **theirs[pair.theirs],
                "score": pair.score,
                "reasons": " ".join(pair.reasons),
                "certainty": self._certainty(pair),
                "decision": ACCEPT if pair.is_sure else UNDECIDED,
            }
            for pair in pairs
        ]
        found = {pair.ours for pair in pairs}, {pair.theirs for pair in pairs}
        for side, paired, certainty in zip(
            (ours, theirs), found, (ONLY_ODOO, ONLY_XERO), strict=True
        ):
            alone = {"kind": kind, "certainty": certainty, "decision": NOTHING}
            rows += [
                {**alone, **values} for key, values in side.items() if key not in paired
            ]
        return rows

    @api.model
    def _certainty(self, pair):
        if pair.is_sure:
            return SURE
        return UNSURE if pair.unique else SEVERAL

    @api.model
    def _record(self, record, name, *details):
        """Values of a line about a record of Odoo."""
        return {
            "res_model": record._name,
            "res_id": record.id,
            "odoo_name": name,
            "odoo_detail": self._detail(*details),
        }

    @api.model
    def _detail(self, *details):
        return " · ".join(str(one) for one in details if one) or False

    # === CONTACTS === #

    @api.model
    def _matched_contacts(self, connection):
        """The contacts of both sides, as `Contacts`."""
        partners = self._partners(connection)
        remotes = self._remotes(connection, "contact", (matching.ACTIVE,))
        pairs = first_match.contacts(
            [self._profile(connection, one) for one in partners],
            [one._profile() for one in remotes],
        )
        return Contacts(partners, remotes, pairs)

    @api.model
    def _contact_rows(self, _lane, contacts):
        ours = {
            str(one.id): self._record(
                one, one.display_name, one.email_normalized, one.vat, one.city
            )
            for one in contacts.partners
        }
        for one in contacts.partners.filtered(lambda one: not (one.name or "").strip()):
            sentence = self.env._("It has no name: enter one in Odoo and read again.")
            ours[str(one.id)]["message"] = sentence
        theirs = {one.xero_id: self._contact_in_xero(one) for one in contacts.remotes}
        return self._rows(KIND_CONTACT, contacts.pairs, ours, theirs)

    @api.model
    def _profile(self, connection, partner):
        """What a partner is recognised by; its telephone too, as on the way in."""
        profile = self.env["xero.entity.contact"]._profile(connection, partner)
        return replace(profile, xero_id=str(partner.id), phone=partner.phone or "")

    @api.model
    def _contact_in_xero(self, remote):
        nameless = self.env._("(no name)")
        return {
            "entity": remote.entity,
            "xero_id": remote.xero_id,
            "xero_name": (remote.name or "").strip() or nameless,
            "xero_detail": self._detail(remote.email, remote.tax_number),
            "url": remote.url,
        }

    @api.model
    def _partners(self, connection):
        """Contacts without a link: those that are sent, and those of open documents."""
        free = connection._domain_to_find()
        needed = self._open_moves(connection).commercial_partner_id
        found = self.env["res.partner"].sudo().search([*free, ("id", "in", needed.ids)])
        try:
            return found | connection._contacts_to_send(free)
        except UserError:  # the filter cannot be used: the connection says so
            return found

    @api.model
    def _remotes(self, connection, entity, statuses):
        """What Xero has, in one of these states, and Odoo is not linked to."""
        remotes = self.env["xero.remote"].search(
            [
                ("connection_id", "=", connection.id),
                ("entity", "=", entity),
                ("status", "in", statuses),
            ]
        )
        links = self.env["xero.link"]
        linked = links._by_xero_id(connection, remotes.mapped("xero_id"))
        return remotes.filtered(lambda one: one.xero_id not in linked)
