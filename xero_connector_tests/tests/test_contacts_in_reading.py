# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which contacts come in, in how many calls, and what no client knows (SPEC D1, D4)."""

from unittest.mock import patch

from odoo.addons.xero_connector.models import xero_lane, xero_runner_poll
from odoo.addons.xero_connector_tests.simulator.books.change import Change

from .contact_intake_case import ContactIntakeCase
from .webhook_case import WebhookCase


class TestContactsInReading(ContactIntakeCase):
    def names(self, *contacts):
        """Names of the partners that these contacts are."""
        return [self.partner_of(one).name for one in contacts]

    def reads(self, path="/Contacts"):
        return self.simulator.requests(path, method="GET")

    def small_pages(self, size):
        return patch.object(xero_runner_poll, "PAGE", size)

    # === HOW MANY CALLS === #

    def test_one_call_a_page(self):  # SPEC D1 T9
        """However many contacts are on a page; Xero's have a thousand."""
        with self.simulator.world.lock:
            now = self.simulator.world.clock.now()
            for number in range(1, 61):
                self.enter(f"Contact {number:04}", now)
        with self.small_pages(25):
            self.poll(self.connection)
        self.assertLessEqual(len(self.reads()), 4)
        self.drain(self.connection)
        links = self.env["xero.link"].search([("entity", "=", "contact")])
        self.assertEqual(len(links), 60)
        self.assertLessEqual(len(self.reads()), 4)
        self.assert_nothing_sent()

    def enter(self, name, now):
        self.organisation.contacts.create({"Name": name}, Change(now, unit_places=4))

    def test_first_reading_goes_on_where_it_broke_off(self):  # SPEC D1 A33
        contacts = []
        for number in range(6):
            contacts.append(self.theirs(f"Contact {number}"))
            self.pass_time(60)
        self.trouble("status", "Contacts", "GET", nth=2, status=503)
        with self.small_pages(2):
            self.poll(self.connection)
            came = [one for one in contacts if self.link_of(one)]
            self.assertIn(len(came), range(1, 6))
            self.end_trouble()
            self.pass_time(700)
            self.poll(self.connection)
        self.drain(self.connection)
        self.assertEqual(self.names(*contacts), [f"Contact {n}" for n in range(6)])
        self.assertEqual(len(self.pulls()), 6, "each was applied once")

    def test_a_page_that_takes_longer_than_odoo_allows(self):  # SPEC D1 A33
        """Two contacts are taken in, the rest in the next run."""
        contacts = [self.theirs(f"Contact {number}") for number in range(6)]
        limits = [600, 600, *[-1] * 6]
        with patch.object(xero_lane, "job_limit", side_effect=limits):
            self.poll(self.connection)
        self.assertEqual(len([one for one in contacts if self.link_of(one)]), 2)
        self.drain(self.connection)
        self.assertEqual(self.names(*contacts), [f"Contact {n}" for n in range(6)])
        self.assertEqual(len(self.pulls()), 6, "each was applied once")
        self.assert_nothing_sent()

    def test_everything_again(self):  # SPEC D1
        """A contact that became a customer is not told of: the button looks again."""
        self.connection.import_kinds = "customers"
        contact = self.theirs("Acme")
        self.pass_time(3600)
        self.theirs("Newer")
        self.come_in()
        record = self.organisation.contacts.by_id[contact["ContactID"]]
        record.is_customer, record.rendered = True, None
        self.come_in()
        self.assertFalse(self.link_of(contact))
        self.connection.with_user(self.manager()).action_import_contacts()
        self.drain(self.connection)
        self.assertEqual(self.partner_of(contact).customer_rank, 1)

    def test_contacts_come_in_on_connecting(self):  # SPEC D1
        contact = self.theirs("Acme")
        self.connection.sudo().state = "expired"
        self.env["xero.cursor"].search([("entity", "=", "contact")]).unlink()
        self.connection.sudo().state = "connected"
        self.drain(self.connection)
        self.assertEqual(self.partner_of(contact).name, "Acme")

    # === WHICH === #

    def kinds(self, wanted):
        self.connection.import_kinds = wanted
        contacts = {
            "customer": {"IsCustomer": True},
            "supplier": {"IsSupplier": True},
            "both": {"IsCustomer": True, "IsSupplier": True},
            "neither": {},
        }
        for name, wire in contacts.items():
            self.wire(self.theirs(name), **wire)
        self.come_in()
        links = self.env["xero.link"].search([("entity", "=", "contact")])
        return set(links.mapped("number"))

    def test_customers(self):  # SPEC D4
        self.assertEqual(self.kinds("customers"), {"customer", "both"})

    def test_suppliers(self):  # SPEC D4
        self.assertEqual(self.kinds("suppliers"), {"supplier", "both"})

    def test_customers_and_suppliers(self):  # SPEC D4
        self.assertEqual(self.kinds("traded"), {"customer", "supplier", "both"})

    def test_all_is_the_default(self):  # SPEC D4
        self.assertEqual(self.connection.import_kinds, "all")
        self.assertEqual(len(self.kinds("all")), 4)

    # === GROUPS === #

    def group(self, name, *contacts):
        members = [{"ContactID": one["ContactID"]} for one in contacts]
        fields = {"Name": name, **({"Contacts": members} if members else {})}
        return self.control("edit", entity="contact_group", fields=fields)

    def choose_groups(self, *names):
        self.connection.action_load_contact_groups()
        self.drain(self.connection)
        groups = self.connection.contact_group_ids
        chosen = groups.filtered(lambda one: one.name in names)
        self.connection.import_group_ids = chosen
        self.assertEqual(len(chosen), len(names))
        return chosen

    def test_chosen_groups_only(self):  # SPEC D4
        self.connection.sync_contacts = "push"
        inside, other, outside = (
            self.theirs(name) for name in ("Inside", "Other", "Outside")
        )
        self.group("Wholesale", inside)
        self.group("Private", other)
        self.choose_groups("Wholesale")
        self.connection.sync_contacts = "both"
        self.simulator.world.log.clear()
        self.come_in()
        self.assertEqual(self.partner_of(inside).name, "Inside")
        self.assertFalse(self.link_of(other) | self.link_of(outside))
        self.assertLessEqual(len(self.reads("/ContactGroups")), 2)

    def test_who_joins_later_comes_in(self):  # SPEC D4
        """Joining does not move the contact's own time of change."""
        self.connection.sync_contacts = "push"
        contact = self.theirs("Late")
        self.group("Wholesale")
        self.choose_groups("Wholesale")
        self.connection.sync_contacts = "both"
        self.come_in()
        self.assertFalse(self.link_of(contact))
        self.pass_time(3600)
        member = {"ContactID": contact["ContactID"]}
        self.control(
            "edit",
            entity="contact_group",
            id="Wholesale",
            fields={"Contacts": [member]},
        )
        self.come_in()
        self.assertEqual(self.partner_of(contact).name, "Late")

    def test_group_that_is_deleted(self):  # SPEC D4 B22
        """Nobody comes in by a group that is gone, instead of everybody."""
        self.connection.sync_contacts = "push"
        contact = self.theirs("Acme")
        self.group("Wholesale")
        self.choose_groups("Wholesale")
        self.connection.sync_contacts = "both"
        self.control("delete", entity="contact_group", id="Wholesale")
        self.come_in()
        self.assertFalse(self.link_of(contact))

    # === BAD INPUT === #

    def test_without_a_name(self):  # SPEC D2 B22
        person, mail, nobody = (self.theirs(name) for name in ("A", "B", "C"))
        self.wire(person, Name=None, FirstName="Ada", LastName="Lovelace")
        self.wire(mail, Name="", EmailAddress="info@acme.example")
        self.wire(nobody, Name=None)
        self.come_in()
        self.assertEqual(
            self.names(person, mail), ["Ada Lovelace", "info@acme.example"]
        )
        self.assertFalse(self.link_of(nobody))
        (task,) = self.pulls().filtered(lambda one: one.state == "failed")
        self.assert_told(task, "failed", "missing_name")
        self.wire(nobody, Name="Has One Now")
        self.come_in()
        self.assertEqual(self.names(nobody), ["Has One Now"])
        self.assert_nothing_sent()

    def test_name_vanishes(self):  # SPEC D2 B22
        contact = self.theirs("Acme")
        self.come_in()
        self.pass_time(60)
        self.wire(contact, Name=None, EmailAddress="x@acme.example")
        self.come_in()
        partner = self.partner_of(contact)
        self.assertEqual((partner.name, partner.email), ("Acme", "x@acme.example"))

    def test_nulls_and_unknown_values(self):  # SPEC B21 B22
        """Whatever one contact holds, the others come in."""
        odd = {
            "nulls": dict.fromkeys(
                (
                    *("FirstName", "EmailAddress", "Addresses", "Phones"),
                    *("ContactPersons", "PaymentTerms", "ContactGroups"),
                    *("IsCustomer", "IsSupplier", "ContactStatus", "UpdatedDateUTC"),
                )
            ),
            "types": {
                "FirstName": 7,
                "EmailAddress": ["x"],
                "Addresses": {"City": "Leeds"},
                "Phones": [None, "x", {"PhoneType": "DEFAULT", "PhoneNumber": 5}],
                "ContactPersons": [None, {"FirstName": None, "EmailAddress": 3}],
                "PaymentTerms": {"Sales": {"Day": "x", "Type": "NEVER"}},
                "TaxNumber": {"a": 1},
            },
            "enums": {
                "PaymentTerms": {"Sales": {"Day": 5, "Type": "WHENEVER"}, "Bills": 3},
                "Phones": [{"PhoneType": "PAGER", "PhoneNumber": "5"}],
                "Addresses": [
                    {"AddressType": "MOON", "City": "Base"},
                    {"AddressType": "POBOX", "Country": "Narnia", "Region": "North"},
                ],
                "TheirNewField": {"x": 1},
            },
            "text": {"UpdatedDateUTC": "yesterday", "Website": 5, "TaxNumber": "?"},
            "null byte": {"CompanyNumber": "a\0b", "City": "\0"},
        }
        contacts = [self.theirs(name) for name in odd]
        for contact, wire in zip(contacts, odd.values(), strict=True):
            self.wire(contact, **wire)
        unknown = self.theirs("unknown status")
        self.wire(unknown, ContactStatus="PONDERING")
        good = self.theirs("good")
        self.come_in()
        self.assertEqual(self.names(*contacts, good), [*odd, "good"])
        self.assertFalse(self.link_of(unknown))
        self.assert_nothing_sent()

    def test_tax_number_that_odoo_refuses(self):  # SPEC B22
        """The contact comes in without it, and says so until it is mended."""
        if "base_vat" not in self.env.registry._init_modules:
            self.skipTest("base_vat checks tax numbers")
        address = [{"AddressType": "POBOX", "City": "Paris", "Country": "France"}]
        contact = self.theirs("Acme", TaxNumber="FR0000000", Addresses=address)
        self.come_in()
        partner = self.partner_of(contact)
        self.assertEqual((partner.name, partner.city), ("Acme", "Paris"))
        self.assertFalse(partner.vat)
        self.assertEqual(partner.xero_sync, "attention")
        self.assertEqual(self.contact(contact)["TaxNumber"], "FR0000000")
        self.change(contact, TaxNumber="FR23334175221")
        self.come_in()
        partner.invalidate_recordset()
        self.assertEqual(partner.vat, "FR23334175221")
        self.assertEqual(partner.xero_sync, "synced")
        self.assertEqual(self.writes(), [])


class TestContactsInByWebhook(ContactIntakeCase, WebhookCase):
    def test_webhook_brings_one(self):  # SPEC D1 B20
        contact = self.theirs("Acme")
        self.deliver(self.event("CONTACT", contact["ContactID"], "CREATE"))
        self.drain(self.connection)
        self.assertEqual(self.partner_of(contact).name, "Acme")
        self.change(contact, EmailAddress="x@acme.example")
        self.deliver(self.event("CONTACT", contact["ContactID"]), first=2)
        self.drain(self.connection)
        self.assertEqual(self.partner_of(contact).email, "x@acme.example")
        self.assert_nothing_sent()
