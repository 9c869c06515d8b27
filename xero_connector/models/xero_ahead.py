# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

#: where the batch of a transaction is found by what does not know the lane
CACHED = "xero.ahead"


def batch_of(env):
    """What is read ahead for the batch that is being encoded; None outside of it."""
    return env.cr.cache.get(CACHED)


class Ahead:
    """Records and links that a batch of tasks needs, read at once and not one by one.

    Valid while the batch is encoded, in one transaction that adds no link. Records of
    one reading share Odoo's prefetching: the first that is asked for a field brings the
    values of all.
    """

    def __init__(self, lane):
        self._lane = lane
        self._records = {}
        self._links = {}
        self._linked = set()
        self._settlements = {}
        #: what else an entity has read for its batch, under a key of its own
        self.notes = {}

    def read_records(self, res_model, res_ids):
        """Look which of these records there are."""
        found = self._lane.model(res_model).browse(res_ids).exists()
        for res_id in res_ids:
            self._records[res_model, res_id] = found.browse()
        for record in found:
            self._records[res_model, record.id] = record
        return found

    def read_links(self, res_model, res_ids):
        """Read all links of these records."""
        self._linked.update((res_model, res_id) for res_id in res_ids)
        links = self._search(("res_model", "=", res_model), ("res_id", "in", res_ids))
        for link in links:
            self._links[res_model, link.res_id, link.part] = link

    def read_settlements(self, document_ids):
        """Read the links of what settles these documents."""
        links = self._search(("document_id", "in", document_ids))
        by_document = links.grouped("document_id")
        for document_id in document_ids:
            self._settlements[document_id] = by_document.get(
                document_id, links.browse()
            )

    def _search(self, *conditions):
        connection = self._lane.connection
        return self._lane.env["xero.link"].search(
            [("connection_id", "=", connection.id), *conditions]
        )

    def note(self, key, compute):
        """What was computed once for the batch."""
        if key not in self.notes:
            self.notes[key] = compute()
        return self.notes[key]

    # === WHAT WAS READ; None: not asked for === #

    def record(self, res_model, res_id):
        return self._records.get((res_model, res_id))

    def link(self, res_model, res_id, part):
        if (res_model, res_id) not in self._linked:
            return None
        no_link = self._lane.env["xero.link"]
        return self._links.get((res_model, res_id, part), no_link)

    def settlements(self, document_id):
        return self._settlements.get(document_id)
