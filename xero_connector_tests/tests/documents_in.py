# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the stories of documents that are born in Xero need."""

from odoo import fields

from . import scene
from .money import MoneyCase

#: TaxTypes of the UK that are mapped in these stories
SALE, PURCHASE = "OUTPUT2", "INPUT2"


class Entering:
    """For stories whose `connection` brings documents in."""

    def journal(self):
        return self.env["account.journal"].create(
            {
                "name": "Invoices from Xero",
                "code": "XERO",
                "type": "sale",
                "company_id": self.company.id,
                "default_account_id": self.env["account.journal"]
                .search(
                    [("company_id", "=", self.company.id), ("type", "=", "sale")],
                    limit=1,
                )
                .default_account_id.id,
            }
        )

    # === XERO'S SIDE === #

    def line(self, amount=100, quantity=1, account="200", tax=SALE, **values):
        return {
            "Description": "Consulting",
            "Quantity": quantity,
            "UnitAmount": str(amount),
            "AccountCode": account,
            "TaxType": tax,
            **values,
        }

    def cost(self, amount=100, quantity=1, **values):
        return self.line(
            amount, quantity, **{"account": "429", "tax": PURCHASE, **values}
        )

    def enter(self, kind, *lines, contact="Grace Hopper Ltd", **values):
        """A person enters and approves a document: ACCREC, ACCPAY, ACCRECCREDIT, …"""
        credit = kind.endswith("CREDIT")
        today = fields.Date.to_string(fields.Date.today())
        usual = self.line if kind.startswith("ACCREC") else self.cost
        document = {
            "Type": kind,
            "Contact": contact if isinstance(contact, dict) else {"Name": contact},
            "Date": today,
            "Status": "AUTHORISED",
            "LineItems": list(lines) or [usual()],
            **({} if credit else {"DueDate": today}),
            **values,
        }
        if kind.startswith("ACCPAY"):
            self.bills = getattr(self, "bills", 0) + 1
            number = "CreditNoteNumber" if credit else "InvoiceNumber"
            document.setdefault(number, f"S-00{self.bills}")
        entity = "credit_note" if credit else "invoice"
        return self.person("edit", entity=entity, fields=document)

    def id_of(self, document):
        return document.get("InvoiceID") or document["CreditNoteID"]

    def wire(self, document, **values):
        """What reads of the document show, whatever Xero would accept."""
        entity = "invoice" if "InvoiceID" in document else "credit_note"
        return self.person("edit", entity=entity, id=self.id_of(document), wire=values)

    def person(self, path, **body):
        """A person at work in this organisation."""
        return self.control(path, tenant=self.tenant_id, **body)

    def pass_time(self, seconds=60):
        scene.pass_time(self.env, self.simulator.url, seconds)

    # === ODOO'S SIDE === #

    def come_in(self):
        """Look at Xero, and let what that has caused run to its end."""
        self.poll(self.connection)
        self.drain(self.connection)

    def link_of(self, document):
        return self.env["xero.link"].search(
            [
                ("connection_id", "=", self.connection.id),
                ("xero_id", "=", self.id_of(document)),
            ]
        )

    def move_of(self, document):
        link = self.link_of(document)
        return self.env["account.move"].browse(link.res_id)

    def taken(self, *arguments, **values):
        """A document that was entered in Xero and has come into Odoo."""
        document = self.enter(*arguments, **values)
        self.come_in()
        move = self.move_of(document)
        self.assertTrue(move, self.told())
        return move

    def told(self):
        tasks = self.env["xero.task"].search([("state", "in", ("failed", "waiting"))])
        return [(one.type_id.name, one.error_code, one.message) for one in tasks]

    def held(self, document):
        """The task that holds a document up; it is not in Odoo."""
        self.come_in()
        self.assertFalse(self.link_of(document))
        self.assertFalse(self.moves_from(document))
        task = self.env["xero.task"].search(
            [
                ("remote_id", "=", self.id_of(document)),
                ("state", "in", ("failed", "waiting")),
            ]
        )
        self.assertEqual(len(task), 1, self.told())
        return task

    def assert_held(self, document, state, code, *words):
        task = self.held(document)
        self.assertEqual((task.state, task.error_code), (state, code), task.message)
        for word in words:
            self.assertIn(word, task.message)
        self.assertTrue(task.advice)
        return task

    def retry_all(self):
        self.env["xero.task"].search(
            [("state", "in", ("failed", "waiting"))]
        ).sudo()._requeue(retries=0)
        self.drain(self.connection)

    def moves_from(self, document):
        return self.env["account.move"].search(
            [("xero_origin_id", "=", self.id_of(document))]
        )


class DocumentsIn(Entering, MoneyCase):
    """A person enters documents in Xero; they come into Odoo with the next poll."""

    def setUp(self):
        super().setUp()
        self.connection.write(
            {
                "sync_contacts": "both",
                "sync_bills": "both",
                "import_invoices": "posted",
                "import_bills": "posted",
                "import_journal_id": self.journal().id,
            }
        )
        self.drain(self.connection)
        self.simulator.world.log.clear()

    def assert_same(self):
        """Both books agree, and nothing was written to Xero."""
        self.assert_books_agree()
        self.assertEqual([one.path for one in self.writes()], [])
