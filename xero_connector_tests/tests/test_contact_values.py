# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What of a partner, its people, addresses, terms and bank account is in Xero."""

from odoo import Command

from .trouble import TroubleCase


class TestContactValues(TroubleCase):
    def setUp(self):
        super().setUp()
        self.connection = self.connect()

    def club(self, **values):
        return self.partner("Bayside Club", is_company=True, **values)

    def child(self, parent, name, **values):
        return self.partner(name, parent_id=parent.id, **values)

    def in_xero_now(self, name="Bayside Club"):
        """The contact in Xero after a drain."""
        self.drain(self.connection)
        (contact,) = self.xero_contacts(name)
        return contact

    def people(self, contact):
        keys = ("FirstName", "LastName", "EmailAddress")
        return [tuple(one.get(key) or "" for key in keys) for one in self.rows(contact)]

    def rows(self, contact):
        return contact.get("ContactPersons") or []

    def addresses(self, contact):
        return {one["AddressType"]: one for one in contact["Addresses"]}

    def bank_account(self):
        return self.in_xero_now()["BankAccountDetails"].replace(" ", "")

    def terms(self, *lines):
        return self.env["account.payment.term"].create(
            {
                "name": "Terms",
                "line_ids": [
                    Command.create({"value": "percent", "value_amount": 100, **line})
                    for line in lines
                ],
            }
        )

    # === PEOPLE === #

    def test_people_go_with_their_company(self):  # SPEC A4
        club = self.club()
        self.child(club, "Ada Lovelace", email="ada@example.com")
        self.child(club, "Grace", email="Grace <grace@example.com>; g2@example.com")
        self.child(club, "Dr. Alan M. Turing")
        contact = self.in_xero_now()
        self.assertEqual(len(self.xero_contacts()), 1)
        self.assertEqual(
            (contact["FirstName"], contact["LastName"], contact["EmailAddress"]),
            ("Ada", "Lovelace", "ada@example.com"),
        )
        self.assertEqual(
            self.people(contact),
            [("Grace", "", "grace@example.com"), ("Dr. Alan M. Turing", "", "")],
        )

    def test_at_most_five_more(self):  # SPEC A4
        club = self.club()
        for number in range(8):
            self.child(club, f"Person {number}")
        contact = self.in_xero_now()
        self.assertEqual((contact["FirstName"], contact["LastName"]), ("Person", "0"))
        numbers = [last for _first, last, _email in self.people(contact)]
        self.assertEqual(numbers, ["1", "2", "3", "4", "5"])

    def test_person_of_their_own(self):  # SPEC A4
        self.partner("Ada Lovelace", is_company=False)
        self.partner("Ada King Lovelace", is_company=False)
        contact = self.in_xero_now("Ada Lovelace")
        self.assertEqual(
            (contact["FirstName"], contact["LastName"]), ("Ada", "Lovelace")
        )
        (other,) = self.xero_contacts("Ada King Lovelace")
        self.assertFalse(other.get("FirstName") or other.get("LastName"))

    def test_child_changes_come_along(self):  # SPEC A4 A27
        club = self.club(email="club@example.com")
        ada = self.child(club, "Ada Lovelace", email="ada@example.com")
        contact = self.in_xero_now()
        self.assertEqual(self.people(contact), [("Ada", "Lovelace", "ada@example.com")])

        ada.email = "countess@example.com"
        contact = self.in_xero_now()
        self.assertEqual(self.people(contact)[0][2], "countess@example.com")

        grace = self.child(club, "Grace Hopper")
        self.assertEqual(self.task(club).state, "queued")
        contact = self.in_xero_now()
        self.assertEqual(contact["FirstName"], "Grace")  # she has no other address

        (ada | grace).unlink()
        contact = self.in_xero_now()
        self.assertEqual(self.people(contact), [])
        self.assertEqual(contact["FirstName"], "")
        self.assertEqual(len(self.xero_contacts()), 1)

    def test_person_who_changes_company(self):  # SPEC A4
        club, rival = self.club(), self.partner("Rival Club", is_company=True)
        ada = self.child(club, "Ada Lovelace")
        self.drain(self.connection)
        ada.parent_id = rival
        contact = self.in_xero_now()
        self.assertEqual(contact["FirstName"], "")
        (other,) = self.xero_contacts("Rival Club")
        self.assertEqual(other["FirstName"], "Ada")

    def test_who_gets_emails_is_xeros(self):  # SPEC A4 X3
        club = self.club(email="club@example.com")
        self.child(club, "Ada Lovelace", email="ada@example.com")
        contact = self.in_xero_now()
        people = [{**self.rows(contact)[0], "IncludeInEmails": True}]
        self.control(
            "edit",
            entity="contact",
            id=contact["ContactID"],
            fields={"ContactPersons": people},
        )
        self.child(club, "Grace Hopper", email="grace@example.com")
        contact = self.in_xero_now()
        included = [one.get("IncludeInEmails") for one in self.rows(contact)]
        self.assertEqual(included, [True, False])

    # === ADDRESSES, PHONE, NUMBERS === #

    def test_addresses(self):  # SPEC A4
        club = self.club(street="1 Main St", city="Leeds", zip="LS1")
        contact = self.in_xero_now()
        addresses = self.addresses(contact)
        self.assertEqual(addresses["POBOX"]["AddressLine1"], "1 Main St")
        self.assertEqual(addresses["STREET"]["AddressLine1"], "1 Main St")

        self.child(club, "Accounts", type="invoice", street="PO Box 7", city="York")
        self.child(club, False, type="delivery", street="3 Dock Rd")
        addresses = self.addresses(self.in_xero_now())
        self.assertEqual(addresses["POBOX"]["AddressLine1"], "PO Box 7")
        self.assertEqual(addresses["POBOX"]["AttentionTo"], "Accounts")
        self.assertEqual(addresses["POBOX"]["City"], "York")
        self.assertEqual(addresses["STREET"]["AddressLine1"], "1 Main St")

        club.street = "2 Main St"
        addresses = self.addresses(self.in_xero_now())
        self.assertEqual(addresses["STREET"]["AddressLine1"], "2 Main St")
        self.assertEqual(addresses["POBOX"]["AddressLine1"], "PO Box 7")

    def test_delivery_address_of_one_without_another(self):  # SPEC A4
        club = self.club()
        self.child(club, False, type="delivery", street="3 Dock Rd")
        addresses = self.addresses(self.in_xero_now())
        self.assertEqual(addresses["STREET"]["AddressLine1"], "3 Dock Rd")

    def test_numbers_and_bank(self):  # SPEC A4 A27
        club = self.club(phone="+44 113 496 0000", company_registry="0123", vat="/")
        contact = self.in_xero_now()
        (phone,) = (one for one in contact["Phones"] if one["PhoneType"] == "DEFAULT")
        self.assertEqual(phone["PhoneNumber"], "+44 113 496 0000")
        self.assertEqual(contact["CompanyNumber"], "0123")
        self.assertFalse(contact.get("TaxNumber"))

        account = self.env["res.partner.bank"].create(
            {"acc_number": "GB33BUKB20201555555555", "partner_id": club.id}
        )
        self.assertEqual(self.bank_account(), "GB33BUKB20201555555555")
        account.acc_number = "GB82WEST12345698765432"
        self.assertEqual(self.bank_account(), "GB82WEST12345698765432")
        account.unlink()
        self.assertEqual(self.bank_account(), "")

    def test_payment_terms(self):  # SPEC A4
        club = self.club()
        club.property_payment_term_id = self.terms({"nb_days": 14})
        club.property_supplier_payment_term_id = self.terms(
            {"delay_type": "days_end_of_month_on_the", "days_next_month": "20"}
        )
        terms = self.in_xero_now()["PaymentTerms"]
        self.assertEqual(terms["Sales"], {"Day": 14, "Type": "DAYSAFTERBILLDATE"})
        self.assertEqual(terms["Bills"], {"Day": 20, "Type": "OFFOLLOWINGMONTH"})

        half = {"value_amount": 50}
        club.property_payment_term_id = self.terms(half, {**half, "nb_days": 30})
        terms = self.in_xero_now()["PaymentTerms"]
        self.assertEqual(terms["Sales"], {"Day": 14, "Type": "DAYSAFTERBILLDATE"})

    def test_terms_are_those_of_the_connections_company(self):  # SPEC X13
        other = self.env["res.company"].create({"name": "Other"})
        club = self.club()
        club.property_payment_term_id = self.terms({"nb_days": 14})
        club.with_company(other).property_payment_term_id = self.terms({"nb_days": 7})
        self.assertEqual(self.in_xero_now()["PaymentTerms"]["Sales"]["Day"], 14)

    # === ONLY WHAT IS SYNCHRONISED === #

    def test_other_fields_queue_nothing(self):  # SPEC A27
        club = self.club(phone="1")
        self.drain(self.connection)
        before = self.task(club)
        club.write({"comment": "Pays late", "website": "https://example.com"})
        club.write({"ref": "C-7", "color": 3})
        self.assertEqual(self.task(club), before)

    def test_update_writes_only_what_has_changed(self):  # SPEC A27
        club = self.club(phone="1", email="club@example.com")
        contact = self.in_xero_now()
        self.control(
            "edit",
            entity="contact",
            id=contact["ContactID"],
            fields={"EmailAddress": "new@example.com", "AccountNumber": "X1"},
        )
        club.phone = "2"
        contact = self.in_xero_now()
        self.assertEqual(contact["EmailAddress"], "new@example.com")
        self.assertEqual(contact["AccountNumber"], "X1")
        (phone,) = (one for one in contact["Phones"] if one["PhoneType"] == "DEFAULT")
        self.assertEqual(phone["PhoneNumber"], "2")

    def test_change_that_is_none_writes_nothing(self):  # SPEC A27
        club = self.club(phone="1")
        self.drain(self.connection)
        self.simulator.world.log.clear()
        club.phone = "2"
        club.phone = "1"
        self.drain(self.connection)
        self.assertEqual(self.writes(), [])
        self.assertEqual(self.task(club).state, "done")

    # === BAD INPUT === #

    def test_names_that_xero_would_not_take(self):  # SPEC A4
        self.club().name = "Bay\x01side\n\t Club " + "x" * 300
        self.drain(self.connection)
        (contact,) = self.xero_contacts()
        self.assertEqual(len(contact["Name"]), 255)
        self.assertTrue(contact["Name"].startswith("Bayside Club xxx"))
        self.assertTrue(contact["Name"].endswith("…"))

    def test_partner_without_a_name(self):  # SPEC A4
        club = self.club()
        self.child(club, False, type="invoice", street="PO Box 7")
        addresses = self.addresses(self.in_xero_now())
        self.assertEqual(addresses["POBOX"]["AddressLine1"], "PO Box 7")
        self.assertEqual(addresses["POBOX"]["AttentionTo"], "")

    def test_deleted_while_queued(self):  # SPEC A4
        club = self.club()
        self.env.cr.flush()
        club.unlink()
        self.drain(self.connection)
        self.assertEqual(self.xero_contacts(), [])
        open_tasks = self.env["xero.task"].search(
            [
                ("entity", "=", "contact"),
                ("state", "in", ("queued", "waiting", "running", "failed")),
            ]
        )
        self.assertFalse(open_tasks.mapped("message"))
        self.assertFalse(open_tasks)
