# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What records of many endpoints have: Attachments and History.

Which endpoints those are follows the paths of the published specification; one that
is added to the gateway has them at once.
"""

from ..books.attachments import Attachment
from ..books.errors import Invalid
from ..books.history import HistoryRecord
from ..books.organisation import Organisation
from . import query
from .batch import elements_of, write
from .call import Answer, Call
from .problems import Refused, not_found, refusal
from .resource import Child
from .wire import iso_time, ms_time

WRITES = ("PUT", "POST")
COMMON = (
    "BankTransactions",
    "BankTransfers",
    "Contacts",
    "CreditNotes",
    "Invoices",
    "ManualJournals",
    "PurchaseOrders",
    "Quotes",
    "Receipts",
    "RepeatingInvoices",
)


class AttachmentsChild(Child):
    """/Invoices/{id}/Attachments and …/Attachments/{file name or AttachmentID}"""

    plural, singular, model = "Attachments", "Attachment", "Attachment"
    id_name, area = "AttachmentID", "attachments"
    parents = frozenset((*COMMON, "Accounts"))

    def max_body(self, org: Organisation) -> int:
        return org.max_attachment

    def shown(self, call: Call, record: Attachment) -> dict:
        return attachment(record)

    def handle(self, call: Call, parent, record, keys: list[str]) -> Answer:
        if call.method in WRITES and len(keys) == 1:
            return self._store(call, parent, record, keys[0])
        if call.method != "GET" or len(keys) > 1:
            raise Refused(501, "The method is not implemented for this endpoint")
        files = call.org.attachments
        if not keys:
            shown = [self._file(parent, record, file) for file in files.of(record.id)]
            return self.answer(call, shown)
        file = files.find(record.id, keys[0])
        if file is None:
            raise not_found()
        return Answer(200, file.content, {"Content-Type": file.kind})

    def _store(self, call: Call, parent, record, name: str) -> Answer:
        """PUT starts with IncludeOnline off, POST leaves it as it is (unconfirmed)."""
        online = query.truth(call.args, "IncludeOnline")
        if call.method == "POST" and "includeonline" not in call.args:
            online = None
        try:
            file = call.org.attachments.store(
                record, name, call.content_type, call.body, online
            )
        except Invalid as error:
            raise refusal({"FileName": name}, error) from None
        details = f"Attached the file {name} through the Xero API using {call.provider}"
        entry = HistoryRecord("Attached a file", details, call.now)
        call.org.history.add(record.id, entry)
        return self.answer(call, [self._file(parent, record, file)])

    def _file(self, parent, record, file: Attachment) -> dict:
        path = f"{parent.plural}/{record.id}/Attachments/{file.name}"
        return {**attachment(file), "Url": f"https://api.xero.com/api.xro/2.0/{path}"}


class HistoryChild(Child):
    """/Invoices/{id}/History; POST does the same as PUT."""

    plural, singular, model = "HistoryRecords", "HistoryRecord", "HistoryRecord"
    error_flag = ""
    parents = frozenset(
        (
            *COMMON,
            "BatchPayments",
            "ExpenseClaims",
            "Items",
            "Overpayments",
            "Payments",
            "Prepayments",
        )
    )

    def shown(self, call: Call, record: HistoryRecord) -> dict:
        return history_record(record)

    def written(self, call: Call, record: HistoryRecord) -> dict:
        shown = history_record(record)
        kept = {key: shown[key] for key in ("DateUTCString", "DateUTC", "Details")}
        return {**kept, "ValidationErrors": []}

    def handle(self, call: Call, parent, record, keys: list[str]) -> Answer:
        if keys or call.method not in ("GET", *WRITES):
            raise Refused(501, "The method is not implemented for this endpoint")
        history = call.org.history
        if call.method == "GET":
            return self.answer(call, [history_record(e) for e in history.of(record)])
        return write(
            call,
            self,
            lambda values, change: history.note(
                record.id, values.get("Details"), change.now
            ),
            elements_of(call, self),
        )


def attachment(record: Attachment) -> dict:
    return {
        "AttachmentID": record.id,
        "FileName": record.name,
        "MimeType": record.kind,
        "ContentLength": len(record.content),
        "IncludeOnline": record.include_online,
    }


def history_record(record: HistoryRecord) -> dict:
    return {
        "Changes": record.changes,
        "DateUTCString": iso_time(record.moment).removesuffix("Z"),
        "DateUTC": ms_time(record.moment),
        "User": record.user,
        "Details": record.details,
    }


SHARED = {"attachments": AttachmentsChild(), "history": HistoryChild()}
