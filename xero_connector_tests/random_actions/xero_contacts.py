# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person does in Xero with contacts, and with money that is for no document."""

from .policies import XERO
from .xero_money import BANK, XeroMoney
from .xero_side import is_active

#: so many are left at least
FEW = 6


class XeroPerson(XeroMoney):
    """Everything that a person does in Xero."""

    def actions(self):
        return {
            **super().actions(),
            self.enter_money: 1,
            self.use_money: 2,
            self.remove_money: 0.5,
            self.new_contact: 0.7,
            self.edit_contact: 3,
            self.rename_contact: 1,
            self.archive_contact: 0.7,
            self.restore_contact: 1,
            self.merge_contacts: 0.6,
        }

    # === MONEY === #

    def enter_money(self):
        """An overpayment, of a customer or to a vendor."""
        contact = self.pick(self.contacts())
        if not contact:
            return None
        amount = self.dice.choice((15, 33.33, 80))
        kind = self.dice.choice(("RECEIVE-OVERPAYMENT", "SPEND-OVERPAYMENT"))
        line = {"Description": "Money", "Quantity": 1, "UnitAmount": amount}
        self.xero.do(
            "edit",
            entity="bank_transaction",
            fields={
                "Type": kind,
                "Date": self.stage.today,
                "Contact": {"ContactID": contact["ContactID"]},
                "BankAccount": {"Code": BANK},
                "LineItems": [line],
            },
        )
        return f"{kind} of {amount}: {contact['Name']}"

    def money(self):
        return self.xero.rows("overpayments")

    def use_money(self):
        usable = [one for one in self.money() if one["RemainingCredit"]]
        credit = self.pick(usable)
        return credit and self.allocate(credit, "overpayment", "OverpaymentID")

    def remove_money(self):
        unused = [one for one in self.money() if one["RemainingCredit"] == one["Total"]]
        credit = self.pick(unused)
        if not credit:
            return None
        transactions = [
            one["BankTransactionID"]
            for one in self.xero.rows("bank_transactions")
            if one.get("OverpaymentID") == credit["OverpaymentID"]
        ]
        if not transactions:
            return None
        self.xero.do("void", bank_transaction=transactions[0])
        return (
            f"the money of {credit['Contact']['Name']} of {credit['Total']} is removed"
        )

    # === CONTACTS === #

    def contacts(self, active=True):
        rows = self.xero.rows("contacts")
        if active:
            return [one for one in rows if is_active(one)]
        return [
            one
            for one in rows
            if one["ContactStatus"] == "ARCHIVED" and not one.get("MergedToContactID")
        ]

    def change(self, contact, **values):
        self.xero.do("edit", entity="contact", id=contact["ContactID"], fields=values)

    def new_contact(self):
        made = self.xero.do(
            "edit",
            entity="contact",
            fields={"Name": f"Xero Trader {self.next_number()}"},
        )
        self.stage.touch(XERO, made["ContactID"])
        return f"a contact {made['Name']}"

    def edit_contact(self):
        contact = self.pick(self.contacts())
        if not contact:
            return None
        number = self.next_number()
        phone = {"PhoneType": "DEFAULT", "PhoneNumber": f"030 {number:06}"}
        street = {"AddressType": "STREET", "AddressLine1": f"{number} Xero Street"}
        values = self.dice.choice(
            (
                {"EmailAddress": f"x{number}@example.com"},
                {"Phones": [phone]},
                {"Addresses": [street]},
            )
        )
        self.change(contact, **values)
        return f"{contact['Name']} has {values}"

    def rename_contact(self):
        contact = self.pick(self.contacts())
        if not contact:
            return None
        name = f"Xero Renamed {self.next_number()}"
        self.change(contact, Name=name)
        return f"{contact['Name']} is {name} now"

    def archive_contact(self):
        """Nobody archives a contact with something open."""
        busy = {
            one["Contact"]["ContactID"]
            for one in (*self.open_documents(), *self.money())
        }
        contact = self.pick(
            [one for one in self.contacts() if one["ContactID"] not in busy]
        )
        if not contact:
            return None
        self.change(contact, ContactStatus="ARCHIVED")
        return f"{contact['Name']} is archived"

    def restore_contact(self):
        contact = self.pick(self.contacts(active=False))
        if not contact:
            return None
        self.change(contact, ContactStatus="ACTIVE")
        return f"{contact['Name']} is not archived any more"

    def merge_contacts(self):
        if len(self.contacts()) < FEW:
            return None
        target = self.pick(self.contacts())
        others = [one for one in self.contacts() if one != target]
        source = target and self.pick(others)
        if not source:
            return None
        for contact in (source, target):
            self.stage.rest(self.owner(contact))  # a person is asked about it
        ids = {"source": source["ContactID"], "target": target["ContactID"]}
        self.xero.do("merge", **ids)
        return f"{source['Name']} is merged into {target['Name']}"
