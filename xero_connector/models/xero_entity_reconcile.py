# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models
from odoo.tools import SQL

from .xero_discrepancy_ways import DECIDED
from .xero_entity_answers import GONE

#: kinds of documents, in the order in which they are compared
DOCUMENTS = ("invoice", "credit_note")
#: documents looked at for one reading
CANDIDATES = 40


class XeroEntityReconcile(models.AbstractModel):
    """What the nightly comparison looks at next (SPEC E14, X3).

    Every linked document has the moment of its last comparison. Those that have changed
    on either side since come first, then those that were not looked at for the set
    number of days, then the oldest, until the night's share is done. So the comparison
    goes on where it was interrupted, without keeping a position.
    """

    _name = "xero.entity.reconcile"
    _inherit = "xero.entity"
    _description = "Xero Comparison"
    _xero_entity = "reconcile"

    @api.model
    def _next_links(self, connection, since):
        """The links to be read next, all of one entity; empty: this round is over.

        :param since: begin of the round; what was compared since is done
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT link.id, link.entity, %(must)s AS must
                  FROM xero_link link
             LEFT JOIN account_move move ON move.id = link.res_id
                 WHERE %(mine)s
                   AND (link.reconciled_on IS NULL OR link.reconciled_on < %(since)s)
                   AND NOT %(busy)s
                 ORDER BY must DESC, link.entity DESC, link.reconciled_on NULLS FIRST,
                       link.id
                 LIMIT %(limit)s
                """,
                must=self._must(connection, since),
                mine=self._mine(connection),
                busy=self._busy(),
                since=since,
                limit=CANDIDATES,
            )
        )
        needed = [row for row in rows if row[2]]
        room = self._share_left(connection, since) if not needed else 0
        chosen = needed or rows[: max(room, 0)]
        links = self.env["xero.link"].browse(row[0] for row in chosen)
        return links.filtered(lambda link: link.entity == links[0].entity)

    @api.model
    def _mine(self, connection):
        """Documents of this connection that at least one side still has."""
        return SQL(
            """
            link.connection_id = %s AND link.res_model = 'account.move'
            AND link.part = '' AND link.entity IN %s
            AND link.kept_apart IS NOT TRUE
            AND NOT (COALESCE(link.status, '') IN %s
                     AND COALESCE(move.state, 'cancel') = 'cancel')
            """,
            connection.id,
            DOCUMENTS,
            GONE,
        )

    @api.model
    def _must(self, connection, since):
        """Changed on either side since it was compared, or not looked at for long; and
        what was decided since: whether that has helped is not known yet."""
        return SQL(
            """
            (link.reconciled_on IS NULL
             OR link.reconciled_on < %s::timestamp - make_interval(days => %s)
             OR link.remote_updated_at IS DISTINCT FROM link.reconciled_version
             OR link.last_sync >= link.reconciled_on
             OR move.write_date >= link.reconciled_on
             OR move.id IS NULL
             OR EXISTS (
                SELECT FROM xero_discrepancy row
                 WHERE row.link_id = link.id
                   AND (row.state = 'open'
                        OR (row.solution IN %s
                            AND row.solved_on
                                >= date_trunc('second', link.reconciled_on))))
             OR EXISTS (
                SELECT FROM xero_link settlement
                 WHERE settlement.connection_id = link.connection_id
                   AND settlement.document_id = link.res_id
                   AND settlement.write_date >= link.reconciled_on))
            """,
            since,
            connection.reconcile_days,
            DECIDED,
        )

    @api.model
    def _busy(self):
        """What is on its way differs for a moment only."""
        return SQL(
            """
            EXISTS (
                SELECT FROM xero_task task
                 WHERE task.connection_id = link.connection_id
                   AND task.state IN ('queued', 'running')
                   AND task.res_model = link.res_model
                   AND task.res_id = link.res_id
                   AND task.direction = 'push')
            """
        )

    @api.model
    def _share_left(self, connection, since):
        """How many more documents belong to this round's share of all."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT count(*), count(*) FILTER (WHERE link.reconciled_on >= %s)
                  FROM xero_link link
             LEFT JOIN account_move move ON move.id = link.res_id
                 WHERE %s
                """,
                since,
                self._mine(connection),
            )
        )
        total, done = rows[0]
        return -(-total // max(connection.reconcile_days, 1)) - done

    # === COMPARISON === #

    @api.model
    def _compare_links(self, lane, task, links, elements):
        """Compare documents that were just read, and go on with others.

        :param elements: {Xero id: element}
        """
        for link in links.exists():
            entity = self.env["xero.runner"]._entity(link.entity)
            element = elements.get(link.xero_id)
            if element:
                entity._follow(lane, link, element)
            if link not in entity._unheard(link):
                entity._compare(lane.connection, link, element)
            link.write(
                {
                    "reconciled_on": task.added_date,
                    "reconciled_version": link.remote_updated_at,
                }
            )
        task._requeue()
