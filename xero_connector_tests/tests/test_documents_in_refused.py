# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Documents in Xero that cannot come in: nothing is created, and people learn why."""

from .documents_in import DocumentsIn


class TestRefused(DocumentsIn):
    # === ACCOUNTS AND TAXES === #

    def test_account_that_nothing_is_mapped_to(self):  # SPEC B13 A25
        bill = self.enter("ACCPAY", self.cost(account="469"))
        self.assert_held(bill, "waiting", "missing_line_account", "469 Rent")
        rent = self.other_account()
        self.map_account(rent, "469")
        self.drain(self.connection)
        self.assertEqual(self.move_of(bill).invoice_line_ids.account_id, rent)
        self.assert_same()

    def test_account_that_several_are_mapped_to(self):  # SPEC B13 A25
        """The one with Xero's code; without one a person has to say."""
        bill = self.enter("ACCPAY", self.cost(account="469"))
        accounts = self.other_account() | self.other_account()
        for one in accounts:
            self.map_account(one, "469")
        self.assert_held(bill, "waiting", "missing_line_account", "469")
        accounts[1].code = "469"
        self.retry_all()
        self.assertEqual(self.move_of(bill).invoice_line_ids.account_id, accounts[1])
        self.assert_same()

    def test_account_with_the_same_code(self):  # SPEC B13 A25
        """It is mapped at once, where everybody can see it."""
        rent = self.other_account()
        rent.code = "469"
        move = self.taken("ACCPAY", self.cost(account="469"))
        self.assertEqual(move.invoice_line_ids.account_id, rent)
        mapping = self.env["xero.account.mapping"].search(
            [("odoo_account_id", "=", rent.id)]
        )
        self.assertEqual(mapping.account_id.code, "469")
        self.assert_same()

    def test_account_with_the_same_code_that_means_another(self):  # SPEC B13 A25
        rent = self.other_account()
        rent.code = "469"
        self.map_account(rent, "400")
        bill = self.enter("ACCPAY", self.cost(account="469"))
        self.assert_held(bill, "waiting", "missing_line_account", "469")

    def test_account_that_was_never_loaded(self):  # SPEC B13 A21
        new = {"code": "470", "name": "New", "kind": "OVERHEADS", "tax_type": "NONE"}
        self.control("accounts", tenant=self.tenant_id, **new)
        bill = self.enter("ACCPAY", self.cost(account="470"))
        self.assert_held(bill, "waiting", "missing_line_account", "470")

    def test_tax_that_nothing_is_mapped_to(self):  # SPEC B13 A24
        self.connection.tax_mapping_ids.filtered(
            lambda one: one.tax_rate_id.tax_type == "RROUTPUT"
        ).unlink()
        document = self.enter("ACCREC", self.line(tax="RROUTPUT"))
        rate = "5% (VAT on Income)"
        self.assert_held(document, "waiting", "missing_line_tax", rate)
        tax = self.env["account.tax"].create(
            {"name": "Five", "amount": 5, "type_tax_use": "sale"}
        )
        self.map_tax(self.connection, tax, "RROUTPUT")
        self.drain(self.connection)
        self.assertEqual(self.move_of(document).amount_tax, 5)
        self.assert_same()

    def test_rate_that_was_changed_in_odoo(self):  # SPEC D11
        document = self.enter("ACCREC")
        self.sale_tax.amount = 19
        self.assert_held(document, "failed", "tax_rate_invalid")

    # === CONTACTS === #

    def test_contact_comes_first(self):  # SPEC D1 D5 B13
        """Also where contacts come in by themselves no more; Odoo's stays as it is."""
        self.connection.sync_contacts = "push"
        known = self.partner("Grace Hopper Ltd", phone="1")
        self.drain(self.connection)
        self.simulator.world.log.clear()
        move = self.taken("ACCPAY", contact="Alan Turing & Co")
        self.assertEqual(move.partner_id.name, "Alan Turing & Co")
        other = self.taken("ACCPAY")
        self.assertEqual((other.partner_id, known.phone), (known, "1"))
        self.assert_same()

    def test_contact_without_a_name(self):  # SPEC D2
        document = self.enter("ACCREC", contact="Nobody")
        contact = document["Contact"]["ContactID"]
        wire = {"Name": None, "FirstName": None, "LastName": None, "EmailAddress": None}
        self.control("edit", entity="contact", id=contact, wire=wire)
        self.assert_held(document, "waiting", "waits_for_record")
        self.assertIn("missing_name", [one[1] for one in self.told()])
        self.control("edit", entity="contact", id=contact, wire={})
        self.come_in()
        self.retry_all()
        self.assertEqual(self.move_of(document).partner_id.name, "Nobody")

    def test_contact_that_a_person_decides_about(self):  # SPEC D3
        self.connection.sync_contacts = "pull"
        twins = self.partner("Twin Ltd") | self.partner("Twin Ltd")
        documents = [self.enter("ACCREC", contact="Twin Ltd") for _time in range(7)]
        self.come_in()
        told = [one[1] for one in self.told()]
        self.assertEqual(told, ["contact_undecided"] * 7)
        arrival = self.env["xero.contact.arrival"].search([("name", "=", "Twin Ltd")])
        arrival.action_ignore()
        self.assert_held(documents[0], "waiting", "contact_undecided", "Twin Ltd")
        arrival.action_reopen()
        arrival.candidate_ids.filtered(
            lambda one: one.partner_id == twins[1]
        ).action_link()
        self.drain(self.connection)
        for document in documents:
            partner = self.move_of(document).partner_id
            self.assertEqual(partner, twins[1], self.told())

    def test_contact_that_was_deleted_in_odoo(self):  # SPEC P9
        first = self.enter("ACCREC", contact="Short Life Ltd", Status="DRAFT")
        self.come_in()
        contact = first["Contact"]["ContactID"]
        link = self.connection.env["xero.link"].search([("xero_id", "=", contact)])
        self.connection.sync_contacts = "pull"
        self.env["res.partner"].browse(link.res_id).unlink()
        self.drain(self.connection)
        move = self.taken("ACCREC", contact="Short Life Ltd")
        self.assertEqual(move.partner_id.name, "Short Life Ltd")

    # === LOCKED PERIODS === #

    def in_locked_period(self, policy):
        self.connection.write(
            {"lock_date_policy": policy, "cutover_date": "2026-01-01"}
        )
        self.company.tax_lock_date = "2026-02-28"
        return self.enter("ACCPAY", Date="2026-02-10", DueDate="2026-03-10")

    def test_locked_period(self):  # SPEC P16
        bill = self.in_locked_period("block")
        self.assert_held(bill, "failed", "odoo_period_locked", "2026-02-28")
        self.company.tax_lock_date = False
        self.drain(self.connection)
        self.assertEqual(str(self.move_of(bill).date), "2026-02-10")
        self.assert_same()

    def test_locked_period_held(self):  # SPEC P16
        bill = self.in_locked_period("hold")
        self.assert_held(bill, "waiting", "odoo_period_held", "2026-02-28")
        self.connection.lock_date_policy = "redate"
        self.drain(self.connection)
        move = self.move_of(bill)
        self.assertEqual(
            (str(move.date), str(move.invoice_date)), ("2026-03-01", "2026-02-10")
        )
        self.assert_same()

    def test_locked_period_of_a_sale(self):  # SPEC P16
        self.in_locked_period("redate")
        move = self.taken("ACCREC", Date="2026-02-10", DueDate="2026-03-10")
        self.assertEqual(
            (str(move.date), str(move.invoice_date)), ("2026-03-01", "2026-02-10")
        )
        self.assert_same()

    def test_locked_in_xero(self):  # SPEC P16
        """What Xero has locked can come in: nothing is written there."""
        self.connection.cutover_date = "2026-01-01"
        document = self.enter("ACCREC", Date="2026-02-10", DueDate="2026-03-10")
        self.control("organisations", key=self.tenant_id, period_lock_date="2026-02-28")
        self.connection.action_load_all()
        self.drain(self.connection)
        self.come_in()
        self.assertEqual(str(self.move_of(document).date), "2026-02-10")
        self.assertFalse(self.told())

    # === BAD INPUT === #

    def test_odd_values(self):  # SPEC P18
        """Nulls and words that nobody knows: nothing is guessed, others go on."""
        odd = {
            "Type": "ACCOTHER",
            "Status": "PENDING",
            "LineAmountTypes": None,
            "Date": "soon",
            "CurrencyCode": None,
            "Contact": None,
            "LineItems": None,
            "Total": "many",
        }
        documents = []
        for name, value in odd.items():
            documents.append(self.enter("ACCREC"))
            self.wire(documents[-1], **{name: value})
        last = self.enter("ACCREC")
        self.come_in()
        told = [one[1] for one in self.told()]
        self.assertEqual(told, ["document_unreadable"] * len(odd))
        for one in documents:
            self.assertFalse(self.moves_from(one))
        self.assertTrue(self.move_of(last))

    def test_long_and_strange_texts(self):  # SPEC P19
        move = self.taken(
            "ACCREC",
            self.line(Description="x" * 4000),
            self.line(1, Description="<b>Bold</b> & „quoted“ \U0001f600"),
            InvoiceNumber="N" * 200 + "-1",
            Reference="R" * 255,
        )
        self.assertEqual(len(move.name), 202)
        self.assertEqual(len(move.ref), 255)
        self.assertIn("<b>Bold</b> &", move.invoice_line_ids[1].name)
        self.assert_same()

    def test_many_lines(self):  # SPEC P19
        lines = [self.line(f"{place}.{place % 100:02}") for place in range(1, 201)]
        move = self.taken("ACCREC", *lines)
        self.assertEqual(len(move.invoice_line_ids), 200)
        self.assert_same()

    def test_voided_in_xero_after_it_has_failed(self):  # SPEC C11
        bill = self.enter("ACCPAY", self.cost(100, TaxAmount="25"))
        self.assert_held(bill, "failed", "intake_differs")
        self.pass_time()
        self.control("void", invoice=self.id_of(bill))
        self.come_in()
        self.assertFalse(self.told())
        self.assertFalse(self.moves_from(bill))

    def test_changed_in_xero_after_it_has_failed(self):  # SPEC C11
        """It is tried again by itself; one task is left."""
        bill = self.enter("ACCPAY", self.cost(100, TaxAmount="25"))
        self.assert_held(bill, "failed", "intake_differs")
        self.come_in()  # nothing has changed: it is not tried for ever
        tries = self.env["xero.task"].search_count(
            [("remote_id", "=", self.id_of(bill))]
        )
        self.assertEqual(tries, 1)
        self.pass_time()
        line = self.cost(100, TaxAmount="20")
        fields = {"LineItems": [line]}
        self.control("edit", entity="invoice", id=self.id_of(bill), fields=fields)
        self.come_in()
        self.assertTrue(self.move_of(bill))
        self.assertFalse(self.told())

    def test_changed_in_xero_before_both_sides_are_matched(self):  # SPEC C11 X12
        """What the matching has read is news for the poll all the same."""
        bill = self.enter("ACCPAY", self.cost(100, TaxAmount="25"))
        self.assert_held(bill, "failed", "intake_differs")
        self.pass_time()
        fields = {"LineItems": [self.cost(100, TaxAmount="20")]}
        self.control("edit", entity="invoice", id=self.id_of(bill), fields=fields)
        self.connection.action_first_match()
        self.drain(self.connection)
        match = self.env["xero.first.match"]._of(self.connection)
        self.assertEqual((match.state, match.documents_read), ("ready", 1))
        self.assertFalse(self.moves_from(bill))
        self.come_in()
        self.assertTrue(self.move_of(bill))
        self.assertFalse(self.told())
