# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Whether a new contact is one that Xero has."""

from .contact_match_case import ContactMatchCase
from .trouble import A_WHILE


class TestContactMatch(ContactMatchCase):
    # === THE RULES === #

    def test_found_by_each_rule(self):  # SPEC E9 P1 P2
        number = f"ODOO-{self.connection.database_uuid[:8]}"
        rules = {
            "tax": ({"TaxNumber": "GB 123 456 789"}, {"vat": "GB123456789"}),
            "email": (
                {"EmailAddress": "ADA@example.com"},
                {"email": "Ada <ada@example.com>; b@example.com"},
            ),
        }
        for title, (fields, values) in rules.items():
            with self.subTest(title):
                theirs = self.theirs(f"Known by {title}", **fields)
                partner = self.partner(f"Ours by {title}", **values)
                self.env["xero.cursor"].search([]).next_poll_at = False
                self.assertEqual(self.linked_to(partner), theirs["ContactID"])
                contact = self.contact(theirs["ContactID"])
                self.assertEqual(contact["Name"], f"Known by {title}")
        partner = self.partner("Ours by number")
        theirs = self.theirs("Otherwise", ContactNumber=f"{number}-{partner.id}")
        self.env["xero.cursor"].search([]).next_poll_at = False
        self.assertEqual(self.linked_to(partner), theirs["ContactID"])
        self.assertEqual(len(self.xero_contacts()), 3)

    def test_found_by_name(self):  # SPEC E9 P1
        theirs = self.theirs("CAFE MULLER LIMITED")
        partner = self.partner("Café Müller, Ltd.")
        self.assertEqual(self.linked_to(partner), theirs["ContactID"])
        self.assertEqual(len(self.xero_contacts()), 1)

    def test_linking_fills_and_overwrites_nothing(self):  # SPEC P1 X3
        theirs = self.theirs("Smith Ltd", EmailAddress="accounts@smith.example")
        partner = self.partner("Smith Ltd", email="info@smith.example", phone="555")
        invoice = self.invoice(partner)
        self.assertEqual(self.linked_to(partner), theirs["ContactID"])
        contact = self.contact(theirs["ContactID"])
        self.assertEqual(contact["EmailAddress"], "accounts@smith.example")
        (phone,) = (one for one in contact["Phones"] if one["PhoneType"] == "DEFAULT")
        self.assertEqual(phone["PhoneNumber"], "555")
        self.assertTrue(contact["ContactNumber"].endswith(f"-{partner.id}"))
        (document,) = self.xero_invoices(invoice.name)
        self.assertEqual(document["Contact"]["ContactID"], theirs["ContactID"])

        partner.phone = "556"  # something else: the e-mail address is still Xero's
        self.drain(self.connection)
        contact = self.contact(theirs["ContactID"])
        self.assertEqual(contact["EmailAddress"], "accounts@smith.example")

        partner.email = "new@smith.example"
        self.drain(self.connection)
        contact = self.contact(theirs["ContactID"])
        self.assertEqual(contact["EmailAddress"], "new@smith.example")

    def test_somebody_elses_contact_is_not_offered(self):  # SPEC P1
        """Two partners of one name: two contacts, and none of them twice."""
        first = self.partner("Smith", city="Leeds")
        self.drain(self.connection)
        others = self.partner("Smith", city="York"), self.partner("Smith", city="York")
        self.drain(self.connection)
        numbers = {one["Name"]: one["ContactNumber"] for one in self.xero_contacts()}
        prefix = f"ODOO-{self.connection.database_uuid[:8]}"
        self.assertEqual(numbers.pop("Smith"), f"{prefix}-{first.id}")
        york = numbers.pop("Smith (York)")
        ((name, number),) = numbers.items()
        self.assertEqual(name, f"Smith ({number})")
        self.assertEqual({york, number}, {f"{prefix}-{one.id}" for one in others})
        self.assert_agreement(self.connection)

    def test_another_tax_number_is_somebody_else(self):  # SPEC P1
        theirs = self.theirs("Smith", TaxNumber="GB999999999")
        partner = self.partner("Smith", vat="GB123456789", city="Leeds")
        self.assertNotEqual(self.linked_to(partner), theirs["ContactID"])
        names = sorted(one["Name"] for one in self.xero_contacts())
        self.assertEqual(names, ["Smith", "Smith (Leeds)"])

    def test_suffix_stays(self):  # SPEC P1
        """Later changes keep it, wherever the partner moves."""
        self.theirs("Smith", TaxNumber="GB999999999")
        partner = self.partner("Smith", vat="GB123456789", city="Leeds")
        self.drain(self.connection)
        partner.city = "York"
        self.drain(self.connection)
        partner.name = "Smyth"
        self.drain(self.connection)
        names = sorted(one["Name"] for one in self.xero_contacts())
        self.assertEqual(names, ["Smith", "Smyth (Leeds)"])
        self.assertFalse(self.review(partner))

    def test_renamed_to_a_name_that_is_taken(self):  # SPEC P1
        self.partner("Smith")
        partner = self.partner("Jones", ref="C-7")
        self.drain(self.connection)
        partner.name = "Smith"
        self.drain(self.connection)
        names = sorted(one["Name"] for one in self.xero_contacts())
        self.assertEqual(names, ["Smith", "Smith (C-7)"])

    def test_entered_in_xero_a_moment_ago(self):  # SPEC P1 P2
        """After our reading of Xero's contacts, and before we create ours."""
        self.partner("Somebody")
        self.drain(self.connection)
        theirs = self.theirs("Smith Ltd")
        partner = self.partner("Smith Ltd", city="Leeds")
        self.assertEqual(self.linked_to(partner), theirs["ContactID"])
        self.assertEqual(len(self.xero_contacts()), 2)

    def test_two_of_ours_for_one_of_theirs(self):  # SPEC P1
        theirs = self.theirs("Smith")
        ours = self.partner("Smith", city="Leeds") | self.partner("Smith", city="Leeds")
        linked = {self.linked_to(one) for one in ours}
        self.assertIn(theirs["ContactID"], linked)
        self.assertEqual(len(linked), 2)
        names = sorted(one["Name"] for one in self.xero_contacts())
        self.assertEqual(names, ["Smith", "Smith (Leeds)"])

    def test_answer_lost_while_linking(self):  # SPEC P2 X7
        theirs = self.theirs("Smith Ltd")
        partner = self.partner("Smith Limited", phone="555")
        self.trouble("drop_after_commit", "Contacts", method="POST")
        self.drain(self.connection)
        self.pass_time(A_WHILE)
        self.assertEqual(self.linked_to(partner), theirs["ContactID"])
        (contact,) = self.xero_contacts()
        self.assertTrue(contact["ContactNumber"].endswith(f"-{partner.id}"))
        self.assert_agreement(self.connection)

    def test_contacts_cannot_be_read(self):  # SPEC P1 X7
        """Then none is created: it may be there."""
        theirs = self.theirs("Smith Ltd")
        partner = self.partner("Smith Limited")
        self.trouble("status", "Contacts", method="GET", status=503)
        self.drain(self.connection)
        self.assertEqual(len(self.xero_contacts()), 1)
        self.assertIn(self.task(partner).state, ("queued", "waiting"))
        self.pass_time(A_WHILE)
        self.assertEqual(self.linked_to(partner), theirs["ContactID"])
        self.assert_agreement(self.connection)

    # === CALLS === #

    def test_contacts_are_read_once(self):  # SPEC T1
        for number in range(3):
            self.theirs(f"Theirs {number}")
        self.partner("A")
        self.drain(self.connection)
        self.assertEqual(len(self.reads()), 1)
        remotes = self.env["xero.remote"].search([("entity", "=", "contact")])
        self.assertEqual(len(remotes), 3)
        self.partner("B")
        self.drain(self.connection)
        self.assertEqual(len(self.reads()), 1)
        self.pass_time(900)
        self.partner("C")
        self.drain(self.connection)
        self.assertEqual(len(self.reads()), 2)
