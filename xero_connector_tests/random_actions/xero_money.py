# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person does in Xero with payments of documents, and with credit notes."""

from .xero_side import XeroSide, kind_of, open_of, told

BANK = "090"


class XeroMoney(XeroSide):
    def actions(self):
        return {
            **super().actions(),
            self.pay: 7,
            self.delete_payment: 3,
            self.use_credit: 3,
            self.free_credit: 1.5,
        }

    def pay(self):
        document = self.pick(self.open_documents())
        if not document:
            return None
        kind, key = kind_of(document)
        amount = self.part(open_of(document))
        values = {kind: document[key], "amount": amount, "date": self.stage.today}
        self.xero.do("pay", account=BANK, **values)
        return f"{amount} of {told(document)} is paid"

    def delete_payment(self):
        """Also one that was entered in Odoo."""
        owners = {
            payment["PaymentID"]: document
            for document in self.documents()
            for payment in document.get("Payments") or ()
        }
        payments = [
            {**one, "Contact": owners[one["PaymentID"]]["Contact"]}
            for one in self.xero.rows("payments")
            if one["PaymentID"] in owners and not self.is_part(one["PaymentID"])
        ]
        payment = self.pick(payments)
        if not payment:
            return None
        self.xero.do("void", payment=payment["PaymentID"])
        document = owners[payment["PaymentID"]]
        return f"the payment of {payment['Amount']} of {told(document)} is deleted"

    def is_part(self, payment_id):
        """Whether it is one of several that one payment in Odoo has become: a person
        is asked what is to become of the others, which is not for calm runs."""
        link = self.stage.links(("xero_id", "=", payment_id))
        same = [("res_model", "=", link.res_model), ("res_id", "=", link.res_id)]
        return self.stage.calm and len(self.stage.links(*same)) > 1

    def use_credit(self):
        note = self.pick(
            [one for one in self.open_documents() if "CreditNoteID" in one]
        )
        return note and self.allocate(note, "credit_note", "CreditNoteID")

    def allocate(self, credit, kind, key):
        """Use credit for the first invoice of the same contact."""
        sale = credit["Type"].startswith(("ACCREC", "RECEIVE"))
        contact = credit["Contact"]["ContactID"]
        for invoice in self.open_documents():
            if (
                "InvoiceID" in invoice
                and invoice["Contact"]["ContactID"] == contact
                and (invoice["Type"] == "ACCREC") == sale
            ):
                most = min(credit["RemainingCredit"], invoice["AmountDue"])
                amount = self.part(most)
                self.xero.do(
                    "allocate",
                    **{kind: credit[key]},
                    invoice=invoice["InvoiceID"],
                    amount=amount,
                    date=self.stage.today,
                )
                return f"{amount} of {kind} {credit[key]} is used for {told(invoice)}"
        return None

    def free_credit(self):
        used = [
            {**allocation, "Contact": credit["Contact"]}
            for table in ("credit_notes", "overpayments")
            for credit in self.xero.rows(table)
            for allocation in credit["Allocations"]
        ]
        allocation = self.pick(used)
        if not allocation:
            return None
        self.xero.do("void", allocation=allocation["AllocationID"])
        return f"an allocation of {allocation['Amount']} is removed"
