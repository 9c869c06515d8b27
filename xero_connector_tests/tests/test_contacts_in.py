# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""New contacts of Xero's, and changes of linked ones, in Odoo (SPEC D1-D3, B14)."""

from .contact_intake_case import ContactIntakeCase

ADDRESS = {
    "AddressLine1": "1 High Street",
    "AddressLine2": "Floor 2",
    "City": "Leeds",
    "PostalCode": "LS1 1AA",
    "Country": "United Kingdom",
}
WHOLE = {
    "EmailAddress": "office@acme.example",
    "FirstName": "Ada",
    "LastName": "Lovelace",
    "TaxNumber": "GB123456782",
    "CompanyNumber": "09876543",
    "BankAccountDetails": "12-34-56 12345678",
    "Phones": [{"PhoneType": "DEFAULT", "PhoneNumber": "020 7946 0958"}],
    "Addresses": [{"AddressType": "POBOX", **ADDRESS}],
    "ContactPersons": [
        {
            "FirstName": "Bob",
            "LastName": "Builder",
            "EmailAddress": "bob@acme.example",
        }
    ],
    "PaymentTerms": {"Sales": {"Day": 30, "Type": "DAYSAFTERBILLDATE"}},
}


class TestContactsIn(ContactIntakeCase):
    # === NEW === #

    def test_comes_in_whole(self):  # SPEC D1 D2 A4 E9
        contact = self.theirs("Acme", **WHOLE)
        self.come_in()
        partner = self.partner_of(contact)
        self.assertEqual((partner.name, partner.is_company), ("Acme", True))
        self.assertEqual(partner.email, "office@acme.example")
        self.assertEqual(partner.phone, "020 7946 0958")
        self.assertEqual(partner.vat, "GB123456782")
        self.assertEqual(partner.company_registry, "09876543")
        self.assertEqual(partner.street, "1 High Street")
        self.assertEqual((partner.city, partner.zip), ("Leeds", "LS1 1AA"))
        self.assertEqual(partner.country_id, self.env.ref("base.uk"))
        self.assertEqual(partner.bank_ids.acc_number, "12-34-56 12345678")
        self.assertFalse(partner.bank_ids.allow_out_payment)
        people = partner.child_ids.sorted("id")
        self.assertEqual(people.mapped("name"), ["Ada Lovelace", "Bob Builder"])
        self.assertEqual(people[1].email, "bob@acme.example")
        self.assertEqual(partner.property_payment_term_id.line_ids.nb_days, 30)
        self.assertFalse(partner.company_id)
        self.assertFalse(self.link_of(contact).accepted.keys() - {"number"})
        self.assert_nothing_sent()

    def test_a_later_change_in_odoo_is_sent_alone(self):  # SPEC D1 A27 X3
        contact = self.theirs("Acme", **WHOLE)
        self.come_in()
        self.partner_of(contact).phone = "1234567"
        self.drain(self.connection)
        after = self.contact(contact)
        (phone,) = [one for one in after["Phones"] if one["PhoneType"] == "DEFAULT"]
        self.assertEqual(phone["PhoneNumber"], "1234567")
        (street,) = [
            one for one in after["Addresses"] if one["AddressType"] == "STREET"
        ]
        self.assertFalse(street.get("AddressLine1"))
        self.assertEqual(after["ContactPersons"], contact["ContactPersons"])
        self.assertEqual(len(self.writes()), 1)

    def test_a_person(self):  # SPEC D2
        contact = self.theirs("Ada Lovelace", FirstName="Ada", LastName="Lovelace")
        self.come_in()
        partner = self.partner_of(contact)
        self.assertEqual((partner.name, partner.is_company), ("Ada Lovelace", False))
        self.assertFalse(partner.child_ids)
        self.assert_nothing_sent()

    def test_without_a_person_the_name_is_the_contact_s(self):  # SPEC D2
        contact = self.theirs("24 Locks")
        self.come_in()
        self.assertEqual(self.partner_of(contact).name, "24 Locks")
        self.assertFalse(self.partner_of(contact).child_ids)
        self.assert_nothing_sent()

    def test_two_addresses(self):  # SPEC D1
        """Bills go to the postal address, as on the way out."""
        works = {**ADDRESS, "AddressLine1": "2 Works Road"}
        bills = {**ADDRESS, "AttentionTo": "Accounts"}
        addresses = [
            {"AddressType": "POBOX", **bills},
            {"AddressType": "STREET", **works},
        ]
        contact = self.theirs("Acme", Addresses=addresses)
        self.come_in()
        partner = self.partner_of(contact)
        self.assertEqual(partner.street, "2 Works Road")
        (billing,) = partner.child_ids
        self.assertEqual((billing.type, billing.name), ("invoice", "Accounts"))
        self.assertEqual(billing.street, "1 High Street")
        self.assert_nothing_sent()

    def test_ranks(self):  # SPEC B14
        customer, supplier, both, none = (
            self.theirs(name) for name in ("Customer", "Supplier", "Both", "None")
        )
        self.wire(customer, IsCustomer=True)
        self.wire(supplier, IsSupplier=True)
        self.wire(both, IsCustomer=True, IsSupplier=True)
        self.come_in()
        ranks = [
            (bool(partner.customer_rank), bool(partner.supplier_rank))
            for partner in map(self.partner_of, (customer, supplier, both, none))
        ]
        expected = [(True, False), (False, True), (True, True), (False, False)]
        self.assertEqual(ranks, expected)
        self.assert_nothing_sent()

    def test_archived_and_merged_ones_stay_outside(self):  # SPEC X5 P10
        archived, source, target = (
            self.theirs(name) for name in ("Archived", "Source", "Target")
        )
        self.change(archived, ContactStatus="ARCHIVED")
        self.control("merge", source="Source", target="Target")
        self.come_in()
        self.assertFalse(self.link_of(archived) | self.link_of(source))
        self.assertEqual(self.partner_of(target).name, "Target")

    def test_for_the_company_only(self):  # SPEC X13
        self.connection.own_contacts = True
        contact = self.theirs("Acme")
        self.come_in()
        self.assertEqual(self.partner_of(contact).company_id, self.company)
        self.assert_nothing_sent()

    def test_nothing_comes_in_while_contacts_are_pushed(self):  # SPEC A3
        self.connection.sync_contacts = "push"
        contact = self.theirs("Acme")
        self.come_in()
        self.assertFalse(self.link_of(contact))
        self.assertFalse(self.pulls())
        self.connection.sync_contacts = "pull"
        self.drain(self.connection)
        self.assertEqual(self.partner_of(contact).name, "Acme")

    # === CHANGES === #

    def test_change_in_xero_follows(self):  # SPEC D1 X3
        contact = self.theirs("Acme", **WHOLE)
        self.come_in()
        partner = self.partner_of(contact)
        self.change(
            contact,
            Name="Acme Limited",
            EmailAddress="new@acme.example",
            Phones=[{"PhoneType": "DEFAULT", "PhoneNumber": "0113 496 0000"}],
            Addresses=[{"AddressType": "POBOX", **ADDRESS, "City": "York"}],
        )
        self.come_in()
        self.assertEqual(partner.name, "Acme Limited")
        self.assertEqual(partner.email, "new@acme.example")
        self.assertEqual(partner.phone, "0113 496 0000")
        self.assertEqual((partner.city, partner.street), ("York", "1 High Street"))
        self.assertIn("Taken over from Xero", partner.message_ids[:1].body)
        self.assert_nothing_sent()

    def test_change_of_one_that_odoo_has_sent(self):  # SPEC D1 X3
        partner = self.partner("Acme", phone="1234567", city="Leeds")
        self.drain(self.connection)
        (contact,) = self.xero_contacts("Acme")
        before = len(self.writes())
        self.change(contact, EmailAddress="new@acme.example")
        self.come_in()
        self.assertEqual(partner.email, "new@acme.example")
        self.assertEqual((partner.phone, partner.city), ("1234567", "Leeds"))
        self.assertEqual(len(self.writes()), before)

    def test_our_own_change_does_not_come_back(self):  # SPEC X3
        partner = self.partner("Acme")
        self.drain(self.connection)
        partner.email = "new@acme.example"
        self.drain(self.connection)
        self.come_in()
        self.assertFalse(self.pulls())
        self.assertEqual(partner.email, "new@acme.example")

    def test_people_are_never_removed(self):  # SPEC A4
        contact = self.theirs("Acme", **WHOLE)
        self.come_in()
        partner = self.partner_of(contact)
        other = {
            "FirstName": "Carol",
            "LastName": "C",
            "EmailAddress": "c@acme.example",
        }
        self.change(contact, ContactPersons=[other])
        self.come_in()
        names = partner.child_ids.mapped("name")
        self.assertEqual(set(names), {"Ada Lovelace", "Bob Builder", "Carol C"})
        self.assert_nothing_sent()
